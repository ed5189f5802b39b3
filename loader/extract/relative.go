package extract

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"unigraph"
)

// Dates told from the day of publication.

// relative reads "today", "yesterday", "on Tuesday", "last month", "this year".
func (d *document) relative(i int) (dateMention, bool) {
	day := func(offset int) (dateMention, bool) {
		p, ok := d.publishedDay()
		if !ok {
			return dateMention{}, false
		}
		return dateMention{i: i, j: i + 1, date: unigraph.Date(p.AddDate(0, 0, offset).Format(time.DateOnly)), weekday: -1}, true
	}
	switch low := d.low(i); low {
	case "today":
		return day(0)
	case "yesterday":
		if d.low(i-1) == "before" && d.low(i-2) == "day" {
			return day(-2)
		}
		return day(-1)
	case "last", "this", "next":
		return d.lastUnit(i)
	default:
		if wd, ok := weekdays[strings.TrimSuffix(low, ".")]; ok && d.toks[i].cap {
			return d.onWeekday(i, wd), true
		}
	}
	return dateMention{}, false
}

func (d *document) lastUnit(i int) (dateMention, bool) {
	p, ok := d.publishedDay()
	step := map[string]int{"last": -1, "this": 0, "next": 1}[d.low(i)]
	m := dateMention{i: i, j: i + 2, weekday: -1}
	if d.low(i-1) == "the" && d.month(i+1) == 0 {
		return dateMention{}, false // "over the last year"
	}
	switch {
	case d.low(i) == "this" && ok && d.atWord(i+1, "morning", "afternoon", "evening", "noon"):
		m.date = unigraph.Date(p.Format(time.DateOnly))
	case d.low(i+1) == "year" && len(d.published) >= 4:
		y, _ := strconv.Atoi(string(d.published[:4]))
		m.date = ymd(y+step, 0, 0)
	case d.low(i+1) == "month" && ok:
		m.date = unigraph.Date(p.AddDate(0, step, 1-p.Day()).Format("2006-01"))
	case d.low(i+1) == "week" && ok:
		m.date = unigraph.Date(p.AddDate(0, 0, 7*step).Format("2006-01"))
	case d.month(i+1) != 0 && ok:
		m = d.resolved(i, i+2, 0, d.month(i+1), 0)
		if step < 0 && m.date > d.published {
			m.date = ymd(yearOf(m.date)-1, d.month(i+1), 0)
		}
	case seasons[d.low(i+1)] > 0 && ok && step <= 0:
		year := p.Year()
		if int(p.Month()) <= seasons[d.low(i+1)] && step < 0 {
			year--
		}
		m.date = ymd(year, 0, 0)
	default:
		return dateMention{}, false
	}
	return m, m.date != ""
}

// onWeekday resolves a day of the week to the last such day on or before the
// publication date, else to the first one from the day told last. A weekday that stands beside a full date adds nothing.
func (d *document) onWeekday(i, wd int) dateMention {
	m := dateMention{i: i, j: i + 1, weekday: wd}
	if p, ok := d.publishedDay(); ok {
		back := (int(p.Weekday()) - wd + 7) % 7
		if back == 0 && d.low(i-1) == "last" {
			back = 7 // "last Friday", told on a Friday
		}
		if d.ofLastWeek(i) {
			m.j = i + 4
		}
		if d.ofLastWeek(i) || d.lastWeek(i) {
			back = (int(p.Weekday())+6)%7 + 7 - (wd+6)%7
		}
		m.date = unigraph.Date(p.AddDate(0, 0, -back).Format(time.DateOnly))
	}
	if d.published == "" && (m.date == "" || !d.inStay(m.date)) {
		m.date = cmp.Or(d.weekdayAfter(d.lastTold(oneDay), wd), m.date)
	}
	return m
}

// inStay reports whether a date is one of the days that the text told last as a stay.
func (d *document) inStay(date unigraph.Date) bool {
	for k := len(d.dates) - 1; k >= 0; k-- {
		if m := d.dates[k]; m.last != "" {
			return m.date <= date && date <= m.last
		}
	}
	return false
}

// weekdayAfter is the first day from date on that is a given day of the week.
func (d *document) weekdayAfter(date unigraph.Date, wd int) unigraph.Date {
	t, err := time.Parse(time.DateOnly, string(date))
	if err != nil {
		return ""
	}
	return unigraph.Date(t.AddDate(0, 0, (wd-int(t.Weekday())+7)%7).Format(time.DateOnly))
}

// lastWeek reports whether the sentence of token i, or the one before it, speaks
// of the last week.
func (d *document) lastWeek(i int) bool {
	s := max(0, d.sentOf[i]-1)
	for k := d.sents[s][0]; k < i; k++ {
		if d.low(k) == "last" && d.low(k+1) == "week" {
			return true
		}
	}
	return false
}

// ofLastWeek reports whether "of last week" follows token i.
func (d *document) ofLastWeek(i int) bool {
	return d.low(i+1) == "of" && d.low(i+2) == "last" && d.low(i+3) == "week"
}

// seasons are known by their last months; that of a winter is in one year or the next.
var seasons = map[string]int{"spring": 5, "summer": 8, "autumn": 11}
