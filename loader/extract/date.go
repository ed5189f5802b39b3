package extract

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"unigraph"
)

// A dateMention is a date in the text: tokens [i, j).
type dateMention struct {
	i, j    int
	date    unigraph.Date
	full    bool          // the text itself gives the year
	last    unigraph.Date // of several days, "from the 10th to the 16th"; date is the first
	weekday int           // 0 to 6 where only a day of the week is named, else -1
}

// numericDate matches dates written in figures: 2018-11-14, 2018.07.28, 14/11/2018, 04/2014.
var numericDate = regexp.MustCompile(`^(?:(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?|(\d{1,2})(?:/|\. ?)(\d{1,2})(?:/|\. ?)(\d{4})|(\d{1,2})[./](\d{4})|(\d{2})[./](\d{2})[./](\d{2}))(?:$|[^\d])`)

// dates finds every date of the document, years resolved as far as the text
// allows. A date without a year takes it from the publication date, else from
// the last year named before it.
func (d *document) findDates() {
	for i := 0; i < len(d.toks); {
		m, ok := d.dateAt(i)
		if !ok {
			i++
			continue
		}
		if i = m.j; m.date != "" {
			d.dates = append(d.dates, m)
		}
	}
}

// dateAt reads the date that begins at token i.
func (d *document) dateAt(i int) (dateMention, bool) {
	switch t := &d.toks[i]; {
	case t.text[0] >= '0' && t.text[0] <= '9':
		return firstDate(i, d.figures, d.dayMonth, d.shortFigures, d.dayOnly, d.year)
	case d.month(i) != 0:
		return d.monthDay(i)
	case t.known.in(dayWords):
		return firstDate(i, d.dayAfter, d.relative)
	case t.word && t.cap:
		return d.relative(i)
	}
	return dateMention{}, false
}

// dayWords begin a date that is told by another; the days of the week do so too.
var dayWords = set(`next following same day evening night two three four five six seven eight nine ten eleven twelve today yesterday last this`)

// firstDate is what the first of the ways to read a date at token i finds.
func firstDate(i int, ways ...func(int) (dateMention, bool)) (dateMention, bool) {
	for _, read := range ways {
		if m, ok := read(i); ok {
			return m, true
		}
	}
	return dateMention{}, false
}

// figures reads a date written in figures alone.
func (d *document) figures(i int) (dateMention, bool) {
	start := d.toks[i].start
	text := d.text[start:min(len(d.text), start+16)]
	if rest := strings.TrimLeft(text, "0123456789"); rest == "" || !strings.ContainsRune("-./年", firstRune(rest)) {
		return dateMention{}, false
	}
	g := numericDate.FindStringSubmatch(text)
	if g == nil {
		return dateMention{}, false
	}
	n := func(k int) int { v, _ := strconv.Atoi(g[k]); return v }
	var date unigraph.Date
	switch {
	case g[1] != "":
		date = ymd(n(1), n(2), n(3))
	case g[9] != "" && n(10) <= 12:
		date = ymd(2000+n(11), n(10), n(9)) // "12.11.19"
	case g[9] != "":
		return dateMention{}, false
	case g[6] != "" && n(5) <= 12:
		date = ymd(n(6), n(5), n(4))
	case g[6] != "":
		date = ymd(n(6), n(4), n(5))
	default:
		date = ymd(n(8), n(7), 0)
	}
	length := len(strings.TrimRight(g[0], " \n])(,;:."))
	j := i
	for j < len(d.toks) && d.toks[j].start < start+length {
		j++
	}
	return dateMention{i: i, j: j, date: date, full: true, weekday: -1}, date != ""
}

// dayMonth reads "14 November 2018", "the 14th of November", "5 and 6 May".
func (d *document) dayMonth(i int) (dateMention, bool) {
	day, ok := dayNumber(d.low(i))
	j := i + 1
	if ok && isOrdinal(d.low(j)) {
		j++
	}
	end := d.lastDay(j)
	if d.atWord(end, "of", "de") {
		end++
	}
	month := d.month(end)
	if month == 0 && end < len(d.toks) && (d.yearFollows(end+1) || d.atWord(end+1, "of", "de") && d.yearFollows(end+2)) {
		month = cmp.Or(months[d.low(end)], foreignMonths[d.low(end)]) // "14 of may of 2018"
	}
	if !ok || month == 0 {
		return dateMention{}, false
	}
	year, k := d.yearAfter(end + 1)
	m := d.resolved(i, k, year, month, day)
	if day := d.lastNumber(j, end); day > 0 {
		m.last = ymd(yearOf(m.date), month, day)
	}
	return m, true
}

// shortFigures reads a day and a month in figures alone, "18/05" or "6.4.", at
// the begin of a line or after "on", where they are no other number.
func (d *document) shortFigures(i int) (dateMention, bool) {
	if !d.opensLine(i) && d.low(i-1) != "on" || !d.atWord(i+1, "/", ".") || !d.toks[i+1].glued || i+2 >= len(d.toks) || !d.toks[i+2].glued {
		return dateMention{}, false
	}
	day, ok := dayNumber(d.low(i))
	month, err := strconv.Atoi(d.low(i + 2))
	end := i + 3
	if d.low(end) == "." && d.toks[end].glued {
		end++
	} else if d.low(i+1) == "." && !d.atWord(end, "–", "-", "—") {
		return dateMention{}, false // "3.5 million"
	}
	if !ok || err != nil || month < 1 || month > 12 || d.low(end) == "/" {
		return dateMention{}, false
	}
	return d.resolved(i, end, 0, month, day), true
}

// lastDay reads the last of several days after the first one: "-26", "to the
// 16th"; its end is j itself if there is none.
func (d *document) lastDay(j int) int {
	k := j + 1
	if !d.atWord(j, "-", "–", "to", "and", "until") {
		return j
	}
	if d.low(k) == "the" {
		k++
	}
	if _, ok := dayNumber(d.low(k)); !ok {
		return j
	}
	if k++; isOrdinal(d.low(k)) {
		k++
	}
	return k
}

// dayOnly reads "on the 17th": a day of the month spoken of last.
func (d *document) dayOnly(i int) (dateMention, bool) {
	t := &d.toks[i]
	day, ok := dayNumber(t.low)
	if !ok || len(t.low) < 3 || !isOrdinal(t.low[len(t.low)-2:]) || !d.atWord(i-1, "the", "day", "on") {
		return dateMention{}, false
	}
	told := d.low(i-1) == "on" || d.low(i-2) == "on" // a verb may follow: "on the 9th toured X"
	if d.isWord(i+1) && !d.is(i+1, dayFollowers) && !(told && d.finite(i+1)) {
		return dateMention{}, false
	}
	base := d.published
	for k := len(d.dates) - 1; k >= 0; k-- {
		// a day of long ago is recalled, and the story goes on in its own month
		if m := d.dates[k]; len(m.date) >= len("2006-01") && !d.dateline(m) && (len(base) < 4 || m.date[:4] >= base[:4] || len(m.date) == len("2006-01-02")) {
			base = m.date
			break
		}
	}
	if len(base) < len("2006-01") {
		return dateMention{}, false
	}
	month, _ := strconv.Atoi(string(base[5:7]))
	year, _ := strconv.Atoi(string(base[:4]))
	if base == d.published && ymd(year, month, day) > d.published {
		if month--; month == 0 {
			year, month = year-1, 12
		}
	}
	date, end := ymd(year, month, day), d.lastDay(i+1)
	return dateMention{i: i, j: end, date: date, weekday: -1, last: ymd(year, month, d.lastNumber(i+1, end))}, date != ""
}

// isWord reports whether token i is a word, not a mark nor a figure.
func (d *document) isWord(i int) bool { return i >= 0 && i < len(d.toks) && d.toks[i].word }

// dayFollowers may follow a bare day of the month; any other word makes it an
// ordinal: "the 3rd meeting".
var dayFollowers = set(`and to by in at with the of for as when where while they he she it we president vice`)

// dayAfter reads "the next day", "two days later", "the same day", "the day before":
// counted from the day spoken of last.
func (d *document) dayAfter(i int) (dateMention, bool) {
	offset, words := 0, 2
	switch {
	case d.atWord(i, "next", "following") && d.atWord(i+1, "day", "morning"):
		offset = 1
	case d.atWord(i, "same") && d.atWord(i+1, "day", "afternoon", "evening", "morning"):
	case d.atWord(i, "day") && d.atWord(i+1, "later", "after") && d.atWord(i-1, "a", "one"):
		offset = 1
	case d.atWord(i, "day", "evening", "night") && (d.low(i+1) == "before" && d.low(i-1) == "the" && d.low(i+2) != "yesterday" || d.low(i+1) == "earlier"):
		offset = -1
	case d.low(i+1) == "days" && numbers[d.low(i)] > 0 && d.atWord(i+2, "later", "earlier"):
		offset, words = numbers[d.low(i)], 3
		if d.low(i+2) == "earlier" {
			offset = -offset
		}
	default:
		return dateMention{}, false
	}
	for k := len(d.dates) - 1; k >= 0; k-- {
		if day, err := time.Parse(time.DateOnly, string(d.dates[k].date)); err == nil && !d.dateline(d.dates[k]) {
			return dateMention{i: i, j: i + words, date: unigraph.Date(day.AddDate(0, 0, offset).Format(time.DateOnly)), weekday: -1}, true
		}
	}
	return dateMention{}, false
}

// monthDay reads "November 14, 2018", "Nov. 14th", "November 2018" and "in
// November".
func (d *document) monthDay(i int) (dateMention, bool) {
	month := d.month(i)
	if month == 0 {
		return dateMention{}, false
	}
	j := i + 1
	if d.low(j) == "the" {
		j++
	}
	day, ok := dayNumber(d.low(j))
	if ok {
		j++
		if isOrdinal(d.low(j)) {
			j++
		}
		if end := d.lastDay(j); end > j {
			year, k := d.yearAfter(end)
			m := d.resolved(i, k, year, month, day)
			m.last = ymd(yearOf(m.date), month, d.lastNumber(j, end))
			return m, true
		}
	} else if j, day = i+1, 0; d.low(i) == "may" && !d.yearFollows(j) && !d.atWord(i-1, "in", "of", "since", "until", "last", "next", "this", "by", "for") {
		return dateMention{}, false
	}
	year, k := d.yearAfter(j)
	return d.resolved(i, k, year, month, day), true
}

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
	default:
		return dateMention{}, false
	}
	return m, m.date != ""
}

// onWeekday resolves a day of the week to the last such day on or before the
// publication date. A weekday that stands beside a full date adds nothing.
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
	return m
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

func (d *document) month(i int) int {
	if !d.is(i, monthWords) || !d.toks[i].cap {
		return 0
	}
	return months[d.toks[i].low]
}

// foreignMonths are read between a day and a year alone.
var foreignMonths = map[string]int{
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
	"janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12,
	"janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "septembre": 9, "octobre": 10, "décembre": 12,
	"januar": 1, "februar": 2, "märz": 3, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
	"января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7, "августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
}

// dayNumber reads "14", "14th", "5th".
func dayNumber(s string) (int, bool) {
	if len(s) > 4 || s == "" || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, suffix)
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= 31 && len(s) <= 2
}

func isOrdinal(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

// ymd builds a date; month or day 0 are unknown. A date that no calendar has is "".
func ymd(y, m, day int) unigraph.Date {
	s := fmt.Sprintf("%04d", y)
	if m > 0 {
		s += fmt.Sprintf("-%02d", m)
	}
	if m > 0 && day > 0 {
		s += fmt.Sprintf("-%02d", day)
	}
	date, err := unigraph.ParseDate(s)
	if err != nil || y < 1000 {
		return ""
	}
	return date
}
