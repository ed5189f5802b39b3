package unigraph

import (
	"fmt"
	"time"
)

// A Date is an ISO 8601 calendar date as precise as it is known: "2018",
// "2018-11" or "2018-11-14". The empty Date is unknown. Dates of one precision
// sort as text.
type Date string

// A Precision says how much of a Date is known.
type Precision string

// The precisions, from nothing known to the day.
const (
	PrecisionUnknown Precision = "unknown"
	PrecisionYear    Precision = "year"
	PrecisionMonth   Precision = "month"
	PrecisionDay     Precision = "day"
)

// ParseDate reads "", "2006", "2006-01" or "2006-01-02". Anything else, a day
// that no calendar has included, is ErrInvalid.
func ParseDate(s string) (Date, error) {
	layout, ok := map[int]string{0: "", 4: "2006", 7: "2006-01", 10: time.DateOnly}[len(s)]
	if !ok {
		return "", fmt.Errorf("%w: date %q: want YYYY, YYYY-MM or YYYY-MM-DD", ErrInvalid, s)
	}
	if _, err := time.Parse(layout, s); s != "" && err != nil {
		return "", fmt.Errorf("%w: date %q: no such day", ErrInvalid, s)
	}
	return Date(s), nil
}

// Precision tells how much of d is known.
func (d Date) Precision() Precision {
	switch len(d) {
	case len("2006"):
		return PrecisionYear
	case len("2006-01"):
		return PrecisionMonth
	case len("2006-01-02"):
		return PrecisionDay
	}
	return PrecisionUnknown
}

// Covers reports whether d is o or a coarser form of it; the unknown date
// covers every date.
func (d Date) Covers(o Date) bool {
	return len(d) <= len(o) && o[:len(d)] == d
}

// Within reports whether d may lie in the window from since to until, both
// included and compared as precisely as both dates are known. An empty bound
// is open; an unknown date lies only in the window that is open on both sides.
//
// Engines express it as text comparisons: d||'~' >= since and d <= until||'~'.
func (d Date) Within(since, until Date) bool {
	if since == "" && until == "" {
		return true
	}
	return d != "" && d+"~" >= since && (until == "" || d <= until+"~")
}

// days are the first and the last day that d may be.
func (d Date) days() (first, last time.Time) {
	switch d.Precision() {
	case PrecisionYear:
		first, _ = time.Parse("2006", string(d))
		return first, first.AddDate(1, 0, -1)
	case PrecisionMonth:
		first, _ = time.Parse("2006-01", string(d))
		return first, first.AddDate(0, 1, -1)
	}
	first, _ = time.Parse(time.DateOnly, string(d))
	return first, first
}

// Preceding is f for the period of the same length that ends the day before
// f.Since; false if f is not bounded on both sides.
func (f FactFilter) Preceding() (FactFilter, bool) {
	if f.Since == "" || f.Until == "" {
		return f, false
	}
	from, _ := f.Since.days()
	_, to := f.Until.days()
	if years := to.AddDate(0, 0, 1); from.YearDay() == 1 && years.YearDay() == 1 { // whole years, whatever their days
		f.Since = Date(from.AddDate(from.Year()-years.Year(), 0, 0).Format("2006"))
		f.Until = Date(from.AddDate(-1, 0, 0).Format("2006"))
		return f, true
	}
	days := int(to.Sub(from).Hours()/24) + 1
	f.Since, f.Until = Date(from.AddDate(0, 0, -days).Format(time.DateOnly)), Date(from.AddDate(0, 0, -1).Format(time.DateOnly))
	return f, true
}
