package extract

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"unigraph"
)

// Years: of dates that do not tell theirs.

func yearOf(date unigraph.Date) int {
	y, _ := strconv.Atoi(string(date[:min(4, len(date))]))
	return y
}

func monthOf(date unigraph.Date) int {
	m, _ := strconv.Atoi(string(date[min(5, len(date)):min(7, len(date))]))
	return m
}

func dayOf(date unigraph.Date) int {
	n, _ := strconv.Atoi(string(date[min(8, len(date)):]))
	return n
}

// lastNumber is the day of the month that lastDay read in tokens [j, end).
func (d *document) lastNumber(j, end int) int {
	for k := end - 1; k > j; k-- {
		if n, ok := dayNumber(d.low(k)); ok {
			return n
		}
	}
	return 0
}

// year reads a year that stands alone: "in 2009", "since 1980".
func (d *document) year(i int) (dateMention, bool) {
	heads := d.opensLine(i) && d.atWord(i+1, ".", ":", "–", "-", "—") // a chronicle's "2005: a letter …"
	title := d.low(i-1) == "," && (i+1 == len(d.toks) || d.toks[i+1].line != d.toks[i].line)
	if !d.yearFollows(i) || !heads && !title && d.kindOf(i) != headingLine && !d.is(i+1, papers) && !d.atWord(i-1, "in", "since", "of", "from", "during", "until", "by", "year", "early", "late", "mid", "around", "before", "after", "to", "and", "back", "(", "for", "the", "form", "as", "2", "on", "spring", "summer", "autumn", "winter", gap, "|") {
		return dateMention{}, false
	}
	y, _ := strconv.Atoi(d.toks[i].text)
	return dateMention{i: i, j: i + 1, date: ymd(y, 0, 0), full: true, weekday: -1}, true
}

// resolved finishes a date of month and perhaps day; year 0 is to be inferred.
func (d *document) resolved(i, j, year, month, day int) dateMention {
	m := dateMention{i: i, j: j, full: year != 0, weekday: -1}
	if year == 0 {
		year = d.inferYear(i, month, day)
	}
	m.date = ymd(year, month, day)
	return m
}

// inferYear finds the year of a date that names none: that of the publication
// date, or the year before if the date would lie in its future; without a
// publication date, that of the last date before, else the last year named.
func (d *document) inferYear(i, month, day int) int {
	const longest = 400 // tokens
	if first := d.lineStart(i, longest); first < i {
		for k := len(d.dates) - 1; k >= 0 && d.dates[k].i >= first; k-- {
			if m := d.dates[k]; m.i == first && len(m.date) == len("2006") {
				return yearOf(m.date) // the line is of a chronicle
			}
		}
	}
	if len(d.published) >= 4 {
		y, _ := strconv.Atoi(string(d.published[:4]))
		if probe := ymd(y, month, day); len(probe) > 0 && probe > d.published && !d.published.Covers(probe) && month-d.publishedMonth() > 2 {
			y--
		}
		return y
	}
	for _, precision := range []int{oneMonth, oneYear} {
		for k := len(d.dates) - 1; k >= 0; k-- {
			if m := d.dates[k]; m.full && !m.aside && (len(m.date) >= precision || d.inHeading(m.i)) {
				return yearOf(m.date)
			}
		}
	}
	return d.clueYear
}

// inHeading reports whether token i is in a short line that is no sentence.
func (d *document) inHeading(i int) bool {
	const longest = 60 // bytes
	l := d.lines[d.toks[i].line]
	text := strings.TrimSpace(d.text[l.start:l.end])
	return l.end-l.start <= longest && text != "" && !strings.ContainsRune(".;,", rune(text[len(text)-1]))
}

func (d *document) publishedMonth() int {
	if len(d.published) < 7 {
		return 12
	}
	m, _ := strconv.Atoi(string(d.published[5:7]))
	return m
}

func (d *document) publishedDay() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(cmp.Or(d.published, d.lastDayTold)))
	return t, err == nil
}

func (d *document) yearFollows(i int) bool {
	if i < 0 || i >= len(d.toks) || len(d.toks[i].text) != 4 {
		return false
	}
	y, err := strconv.Atoi(d.toks[i].text)
	return err == nil && y >= 1900 && y < 2100
}

// yearAfter reads the year at token j, or after a comma or "of" there.
func (d *document) yearAfter(j int) (year, end int) {
	k := j
	if d.atWord(k, ",", "of", ".", "de") {
		k++
	}
	if !d.yearFollows(k) || d.low(k+1) == "students" {
		return d.yearSaid(j, k)
	}
	year, _ = strconv.Atoi(d.toks[k].text)
	return year, k + 1
}

// yearSaid reads "last year", "this year", "that year" at token k, behind a month that
// ends at j.
func (d *document) yearSaid(j, k int) (year, end int) {
	if d.low(k) == "the" {
		k++
	}
	if d.low(k+1) != "year" {
		return 0, j
	}
	switch d.low(k) {
	case "last", "this", "current":
		year = yearOf(d.published)
		if d.low(k) == "last" {
			year--
		}
	case "same", "that":
		year = yearOf(d.lastTold(oneYear))
	}
	if year <= 0 {
		return 0, j
	}
	return year, k + 2
}
