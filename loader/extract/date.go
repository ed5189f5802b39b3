package extract

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"unigraph"
)

// A dateMention is a date in the text: tokens [i, j).
type dateMention struct {
	i, j    int
	date    unigraph.Date
	full    bool          // the text itself gives the year
	last    unigraph.Date // of several days, "from the 10th to the 16th"; date is the first
	weekday int           // 0 to 6 where only a day of the week is named, else -1
	aside   bool          // told in passing, see isAside
	ofPaper bool          // tells only which paper is meant
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
		if m = d.upTo(m); m.date != "" {
			m.ofPaper = d.tellsPaper(m)
			m.aside = m.ofPaper || d.isAside(m)
			d.dates = append(d.dates, m)
		}
		i = m.j
	}
}

// dateAt reads the date that begins at token i.
func (d *document) dateAt(i int) (dateMention, bool) {
	switch t := &d.toks[i]; {
	case t.text[0] >= '0' && t.text[0] <= '9':
		return firstDate(i, d.figures, d.yearFirst, d.dayMonth, d.shortFigures, d.dayOnly, d.year)
	case d.month(i) != 0:
		return d.monthDay(i)
	case t.known.in(unitWords):
		return d.counted(i)
	case t.known.in(ordinalWords):
		return d.dayInWords(i)
	case t.known.in(dayWords), t.word && t.cap:
		return d.relative(i)
	}
	return dateMention{}, false
}

// dayWords begin a date that is told from that of publication; the days of the week do so too.
var dayWords = set(`today yesterday last this next earlier`)

// upTo takes the date that ends a stay into the one that begins it: "28 February to 2
// March", "Monday to Wednesday", "Thursday and Friday".
func (d *document) upTo(m dateMention) dateMention {
	k := m.j + 1
	if !d.atWord(m.j, "to", "-", "–", "until", "through", "and") || m.last != "" || len(m.date) < oneDay || k >= len(d.toks) || d.toks[k].line != d.toks[m.i].line {
		return m
	}
	if d.atWord(k, "on", "the") {
		return m
	}
	end, ok := d.dateAt(k)
	if !ok || end.i != k || len(end.date) < oneDay || (end.weekday >= 0) != (m.weekday >= 0) || d.low(m.j) == "and" && m.weekday < 0 {
		return m
	}
	if end.full && !m.full {
		m.date, m.full = ymd(yearOf(end.date), monthOf(m.date), dayOf(m.date)), true
	}
	if m.weekday >= 0 && m.date > end.date {
		m.date = dateAfter(m.date, oneDay, -7)
	}
	if m.last = end.date; m.last <= m.date {
		m.last = ""
	}
	m.j = end.j
	return m
}

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

// yearFirst reads "2019 May 20" and "2019, May 20".
func (d *document) yearFirst(i int) (dateMention, bool) {
	month := i + 1
	if d.atWord(month, ",", ")") {
		month++
	}
	if !d.yearFollows(i) || d.month(month) == 0 {
		return dateMention{}, false
	}
	m, ok := d.monthDayIn(month, yearOf(unigraph.Date(d.toks[i].text)))
	m.i = i
	return m, ok && (month == i+1 || len(m.date) == oneDay)
}

// shortFigures reads a day and a month in figures alone, "18/05" or "6.4.", where they
// are no other number: at the begin of a line, or after "on" or a part of the day.
func (d *document) shortFigures(i int) (dateMention, bool) {
	before := i - 1
	if d.low(before) == "(" {
		before--
	}
	if !d.opensLine(i) && d.low(i-1) != "on" && !d.is(before, weekdayWords) && units[d.low(before)] != oneDay || !d.atWord(i+1, "/", ".") || !d.toks[i+1].glued || i+2 >= len(d.toks) || !d.toks[i+2].glued {
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
	if ok && err == nil && month > 12 {
		day, month = month, day
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

// isWord reports whether token i is a word, not a mark nor a figure.
func (d *document) isWord(i int) bool { return i >= 0 && i < len(d.toks) && d.toks[i].word }

// monthDay reads "November 14, 2018", "Nov. 14th", "November 2018" and "in
// November".
func (d *document) monthDay(i int) (dateMention, bool) { return d.monthDayIn(i, 0) }

// monthDayIn is monthDay of a year told before; 0 if it is not.
func (d *document) monthDayIn(i, told int) (dateMention, bool) {
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
	} else if j, day = i+1, 0; d.low(i) == "may" && told == 0 && !d.yearFollows(j) && !(d.opensLine(i) && d.atWord(j, ":", ".", "–", "-")) && !d.atWord(i-1, "in", "of", "since", "until", "last", "next", "this", "by", "for") {
		return dateMention{}, false
	}
	end := j
	if day > 0 {
		end = d.lastDay(j)
	}
	year, k := told, end
	if told == 0 {
		year, k = d.yearAfter(end)
	}
	m := d.resolved(i, k, year, month, day)
	if end > j {
		m.last = ymd(yearOf(m.date), month, d.lastNumber(j, end))
	}
	return m, true
}

func (d *document) month(i int) int {
	if d.is(i, midWords) {
		return midMonths[d.low(i)]
	}
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
