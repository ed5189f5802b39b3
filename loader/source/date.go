package source

import (
	"strings"
	"time"

	"github.com/araddon/dateparse"

	"unigraph"
)

// parseDate reads a date as exports and pages give it. One that is missing,
// ambiguous or unreadable is unknown: it costs the date, not the article.
func parseDate(s string) unigraph.Date {
	s = strings.TrimSpace(s)
	if d, err := unigraph.ParseDate(s); err == nil {
		return d
	}
	t, err := time.Parse("2.1.2006", s) // dateparse takes the day for a month
	if err != nil {
		t, err = dateparse.ParseStrict(s)
	}
	if err != nil || t.Year() < 1000 || t.Year() > 9999 {
		return ""
	}
	return dateOf(t)
}

// dateOf is the day of t where it was written.
func dateOf(t time.Time) unigraph.Date { return unigraph.Date(t.Format(time.DateOnly)) }
