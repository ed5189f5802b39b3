package extract

import (
	"unigraph"
)

// Days told without their month.

// dayOnly reads "on the 17th", "the 5th of this month", "the past day 4": a day of the
// month spoken of last.
func (d *document) dayOnly(i int) (dateMention, bool) {
	t := &d.toks[i]
	day, ok := dayNumber(t.low)
	if !ok || !d.atWord(i-1, "the", "day", "on") {
		return dateMention{}, false
	}
	if len(t.low) < 3 || !isOrdinal(t.low[len(t.low)-2:]) {
		if d.low(i-1) != "day" || !d.atWord(i-2, "the", "past", "last") || d.isWord(i+1) && d.toks[i+1].text != "the" {
			return dateMention{}, false
		}
	} else if m, ok := d.dayOfMonth(i, day); ok {
		return m, true
	} else if !d.afterDay(i) {
		return dateMention{}, false
	}
	base := d.monthTold()
	if len(base) < oneMonth {
		return dateMention{}, false
	}
	date, end := ymd(yearOf(base), monthOf(base), day), d.lastDay(i+1)
	if base == d.published && date > d.published {
		base = dateAfter(base[:oneMonth], oneMonth, -1)
		date = ymd(yearOf(base), monthOf(base), day)
	}
	m := dateMention{i: i, j: end, date: date, weekday: -1}
	if last := d.lastNumber(i+1, end); last > 0 {
		m.last = ymd(yearOf(base), monthOf(base), last)
	}
	return m, date != ""
}

// monthTold is the date whose month the story is in: a day of long ago is
// recalled, and the story goes on in its own month.
func (d *document) monthTold() unigraph.Date {
	known := len(d.published) >= oneMonth
	for k := len(d.dates) - 1; k >= 0; k-- {
		m := d.dates[k]
		alone := len(m.date) == oneMonth && yearOf(m.date) < yearOf(d.published)
		if len(m.date) >= oneMonth && !m.aside && !d.dateline(m) && !(known && alone) {
			return m.date
		}
	}
	return d.published
}

// afterDay reports whether what follows the ordinal at token i lets it be a day of the
// month, and not count something: "the 3rd meeting".
func (d *document) afterDay(i int) bool {
	k := d.lastDay(i + 1)
	if !d.isWord(k) || d.is(k, dayFollowers) {
		return true
	}
	told := d.low(i-1) == "on" || d.low(i-2) == "on" // a verb may follow: "on the 9th toured X"
	switch {
	case !told:
		return false
	case !d.toks[k].cap:
		return d.finite(k) || k > i+1 || d.pastForm(k)
	case d.is(k, titles) || d.is(k, roleHeads):
		return true
	}
	for next := k; next < k+4 && d.isWord(next) && d.toks[next].cap; next++ {
		if d.is(next, eventNouns) || d.atWord(next, "international", "anniversary", "edition", "annual", "floor") {
			return false
		}
	}
	return true
}

// pastForm reports whether token i looks like a verb in the past, as most do.
func (d *document) pastForm(i int) bool {
	low := d.low(i)
	return len(low) > len("used") && low[len(low)-2:] == "ed"
}

// dayFollowers may follow a bare day of the month; any other word makes it an
// ordinal: "the 3rd meeting".
var dayFollowers = set(`a an and to by in at with the of for as when where while they he she it we i our his her their this that president vice`)

// dayInWords reads "the first of May", "on the tenth of this month".
func (d *document) dayInWords(i int) (dateMention, bool) {
	if d.low(i-1) != "the" {
		return dateMention{}, false
	}
	return d.dayOfMonth(i, ordinals[d.low(i)])
}

// dayOfMonth reads a day before "of May", "of this month", "of last month".
func (d *document) dayOfMonth(i, day int) (dateMention, bool) {
	k := i + 2
	if d.low(i+1) != "of" || day == 0 {
		return dateMention{}, false
	}
	if month := d.month(k); month != 0 {
		year, end := d.yearAfter(k + 1)
		return d.resolved(i, end, year, month, day), true
	}
	if d.low(k) == "the" && d.atWord(k+1, "same", "current", "previous") {
		k++
	}
	base := d.published
	switch word := d.low(k); {
	case d.low(k+1) != "month":
		return dateMention{}, false
	case word == "last" || word == "previous":
		base = dateAfter(base[:min(oneMonth, len(base))], oneMonth, -1)
	case word == "the" || word == "that" || word == "same":
		base = d.monthTold()
	case word != "this" && word != "current":
		return dateMention{}, false
	}
	if len(base) < oneMonth {
		return dateMention{}, false
	}
	date := ymd(yearOf(base), monthOf(base), day)
	return dateMention{i: i, j: k + 2, date: date, weekday: -1}, date != ""
}

// ordinals count the days of a month in words.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
	"nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25,
	"twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31,
}

var ordinalWords = keys(ordinals)
