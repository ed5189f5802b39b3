package extract

import (
	"strconv"
	"time"

	"unigraph"
)

// Dates told by another one, "the next day", "a year later", "in the same month", which
// count from the day spoken of last; and "two weeks ago", from that of publication.

// units of time are told by how much of a date they need. A part of the day stands
// for its day, a season for its year; a week is counted from a day, and told as its month.
var units = map[string]int{
	"day": oneDay, "days": oneDay, "morning": oneDay, "afternoon": oneDay, "evening": oneDay, "night": oneDay, "noon": oneDay,
	"week": oneWeek, "weeks": oneWeek, "month": oneMonth, "months": oneMonth, "year": oneYear, "years": oneYear,
	"spring": oneYear, "summer": oneYear, "autumn": oneYear, "winter": oneYear,
}

const (
	oneYear  = len("2006")
	oneMonth = len("2006-01")
	oneDay   = len("2006-01-02")
	oneWeek  = oneDay + 1
)

var unitWords = keys(units)

// counted reads the date that the unit of time at token i counts.
func (d *document) counted(i int) (dateMention, bool) {
	unit := units[d.low(i)]
	if m, ok := d.dayOfStay(i); ok {
		return m, true
	}
	first, end, n := d.sameOrNext(i, unit)
	season := seasons[d.low(i)] > 0 || d.low(i) == "winter" // that of another year is not the same
	if season && n != 0 {
		return dateMention{}, false
	}
	if end == 0 && !season {
		first, end, n = d.unitsAway(i)
	}
	if end == 0 {
		return dateMention{}, false
	}
	base := d.lastTold(unit)
	if d.low(end-1) == "ago" {
		base = d.published
		if p, ok := d.publishedDay(); ok {
			base = unigraph.Date(p.Format(time.DateOnly))
		}
	}
	date := dateAfter(base, unit, n)
	future := d.published != "" && yearOf(date) > yearOf(d.published)
	return dateMention{i: first, j: end, date: date, weekday: -1}, date != "" && !future
}

// sameOrNext reads "that day", "same year", "the following month" about the unit at
// token i: the tokens that say so, and how many units it is from the date told last;
// end is 0 if they do not.
func (d *document) sameOrNext(i, unit int) (first, end, n int) {
	first, end = i-1, i+1
	switch {
	case d.atWord(first, "same"), d.low(first) == "that" && (!d.isWord(end) || d.finite(end) || d.atWord(first-1, "of", "in", "on", "later") || first == d.sentenceStart(i)):
		return first, end, 0
	case d.atWord(i, "morning", "afternoon", "evening") && d.low(first) == "the" && d.low(first-1) == "in" && d.low(end) != "of" && !d.is(end, weekdayWords):
		return first, end, 0 // of the day that the story has come to
	case d.atWord(first, "next", "following") && (unit == oneDay || d.low(first-1) == "the"):
		return first, end, 1
	case d.atWord(first, "previous", "preceding") && d.low(first-1) == "the":
		return first, end, -1
	}
	return 0, 0, 0
}

// unitsAway reads "two days later", "the year before", "a month ago" about the unit at
// token i, as sameOrNext does.
func (d *document) unitsAway(i int) (first, end, n int) {
	n = d.amount(i - 1)
	the := d.low(i-1) == "the"
	ends := !d.isWord(i + 2)
	switch after := d.low(i + 1); {
	case n == 0:
		return 0, 0, 0
	case (after == "later" || after == "afterwards" || after == "thereafter") && !the,
		after == "after" && (the || ends) && d.low(i+2) != "tomorrow", after == "on" && d.low(i+2) == ",":
		return i - 1, i + 2, n
	case after == "ago" && !the,
		after == "earlier" && d.low(i+2) != "than", after == "before" && (the || ends) && d.low(i+2) != "yesterday":
		return i - 1, i + 2, -n
	}
	return 0, 0, 0
}

// amount reads the number at token i: "two", "15"; an article is one. It is 0 if there
// is none.
func (d *document) amount(i int) int {
	if d.atWord(i, "a", "an", "the", "one") {
		return 1
	}
	if n := max(numbers[d.low(i)], moreNumbers[d.low(i)]); n > 0 {
		return n
	}
	const most = 200
	if n, err := strconv.Atoi(d.low(i)); err == nil && n < most {
		return max(n, 0)
	}
	return 0
}

// moreNumbers count years.
var moreNumbers = map[string]int{
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}

// lastTold is the date of the story told last from which a unit can be counted; ""
// if there is none.
func (d *document) lastTold(unit int) unigraph.Date {
	for k := len(d.dates) - 1; k >= 0; k-- {
		m := d.dates[k]
		if len(m.date) < min(unit, oneDay) || m.aside || d.dateline(m) {
			continue
		}
		if unit == oneDay && m.last != "" {
			return m.last
		}
		return m.date
	}
	return ""
}

// dateAfter is the date n units after base, as precise as the unit; "" if base is
// less precise.
func dateAfter(base unigraph.Date, unit, n int) unigraph.Date {
	if len(base) < min(unit, oneDay) {
		return ""
	}
	t, err := time.Parse(time.DateOnly[:len(base)], string(base))
	if err != nil {
		return ""
	}
	switch unit {
	case oneYear:
		t = t.AddDate(n, 0, 0)
	case oneMonth:
		t = t.AddDate(0, n, 1-t.Day())
	case oneWeek:
		t, unit = t.AddDate(0, 0, 7*n), oneMonth
	default:
		t = t.AddDate(0, 0, n)
	}
	return unigraph.Date(t.Format(time.DateOnly[:unit]))
}

// dayOfStay reads "on the second day", "on the last day": of the days told last.
func (d *document) dayOfStay(i int) (dateMention, bool) {
	n := daysOfStay[d.low(i-1)]
	if units[d.low(i)] != oneDay || n == 0 || d.low(i-2) != "the" {
		return dateMention{}, false
	}
	for k := len(d.dates) - 1; k >= 0; k-- {
		m := d.dates[k]
		if len(m.date) < oneDay || m.aside || m.last == "" && n < 0 {
			continue
		}
		date := m.last
		if n > 0 {
			date = dateAfter(m.date, oneDay, n-1)
		}
		return dateMention{i: i - 1, j: i + 1, date: date, weekday: -1}, m.last == "" || date <= m.last
	}
	return dateMention{}, false
}

// daysOfStay count the days of a stay; -1 is the last.
var daysOfStay = map[string]int{
	"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1, "concluding": -1, "closing": -1,
}
