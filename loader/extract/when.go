package extract

import (
	"cmp"

	"unigraph"
)

// factDate picks the date of what the token t says was done: its own, else the one told
// before. That of a paper, or from which on something is so, is none.
func (d *document) factDate(c clause, t int) unigraph.Date {
	s := d.sents[d.sentOf[t]]
	other := func(m dateMention) bool { return m.ofPaper || d.low(m.i-1) == "since" }
	return cmp.Or(d.nearestBut(c.i, c.j, t, other), d.nearestBut(s[0], s[1], t, other), d.dateTold(t))
}

// dateTold is the last date that the paragraph of token t named before it, else the
// day or the year that heads the paragraph, else the last that the story came to.
func (d *document) dateTold(t int) unigraph.Date {
	return cmp.Or(d.paragraphDate(t), d.storyDate(t))
}

// paragraphDate is the date named last before token t in its line, or the year
// that opens the line: "28 June. Memoranda were signed …", "2005: a letter …".
func (d *document) paragraphDate(t int) unigraph.Date {
	const longest = 400 // tokens
	start := d.lineStart(t, longest)
	var last unigraph.Date
	for _, m := range d.dates {
		switch {
		case m.i >= t:
			return last
		case m.i < start || m.aside || goesBack(last, m.date):
		case m.i == start && len(m.date) == oneYear, len(m.date) >= oneMonth && (!d.dateline(m) || m.date != d.published):
			last = m.date
		}
	}
	return last
}

// storyDate is the last date before token t that belongs to the story: not the
// stamp of the page, nor one of long before or after its publication.
func (d *document) storyDate(t int) unigraph.Date {
	var last unigraph.Date
	for _, m := range d.dates {
		if m.i >= t {
			break
		}
		stamp := m.date == d.published && !d.toks[m.i].word
		if len(m.date) >= oneMonth && d.kindOf(m.i) == bodyLine && !d.dateline(m) && !stamp && !m.aside && !goesBack(last, m.date) && d.recent(m.date) {
			last = m.date
		}
	}
	return last
}

// goesBack reports whether a date is of long before the one that the story came to: what
// was then is recalled, and the story goes on where it was.
func goesBack(story, date unigraph.Date) bool {
	if len(story) < oneMonth || len(date) < oneMonth {
		return false
	}
	const long = 2 // months
	return 12*yearOf(story)+monthOf(story)-12*yearOf(date)-monthOf(date) > long
}

// recent reports whether a date is of the year before the publication, if that is
// known.
func (d *document) recent(date unigraph.Date) bool {
	if len(d.published) < 4 {
		return true
	}
	return yearOf(d.published)-yearOf(date) <= 1 && (date <= d.published || d.published.Covers(date) || date.Covers(d.published))
}

// ownDate is the date nearest to token t in its clause, else in its sentence.
func (d *document) ownDate(c clause, t int) unigraph.Date {
	s := d.sents[d.sentOf[t]]
	if date := d.nearestDate(c.i, c.j, t); date != "" {
		return date
	}
	return d.nearestDate(s[0], s[1], t)
}

// nearestDate is the date in tokens [from, to) that is nearest to t; a day of
// the month outranks a day of the week.
func (d *document) nearestDate(from, to, t int) unigraph.Date {
	return d.nearestBut(from, to, t, func(dateMention) bool { return false })
}

// nearestBut is nearestDate of all dates but some.
func (d *document) nearestBut(from, to, t int, but func(dateMention) bool) unigraph.Date {
	var best dateMention
	least := 0
	for _, m := range d.dates {
		if m.i >= to {
			break
		}
		if m.i < from || but(m) || d.dateline(m) || d.atWord(m.i-1, "until", "till", "through") || d.low(m.i-1) == "to" && d.low(m.i-2) == "up" || d.inRelative(clause{from, to}, m.i, t) || m.i > t && (d.ofNext(m, to) || d.ofFormer(m, t)) {
			continue
		}
		cost := d.distance(m, from, t)
		if best.date == "" || d.tellsMore(m, best) || cost < least && !d.tellsMore(best, m) {
			best, least = m, cost
		}
	}
	return best.date
}

// tellsMore reports whether date m is that of n and tells more of it: a day of its
// month, the day of the month beside that of the week.
func (d *document) tellsMore(m, n dateMention) bool {
	const beside = 4 // tokens
	if m.i == n.j+1 && d.low(n.j) == "(" {
		return true
	}
	if n.weekday >= 0 && m.weekday < 0 && len(m.date) == oneDay {
		return abs(m.i-n.i) <= beside
	}
	return len(m.date) > len(n.date) && n.date.Covers(m.date)
}

// distance is how far date m is from token t, in tokens; what tells another thing, or of
// a paper, is farther, and so is the stamp of the page.
func (d *document) distance(m dateMention, from, t int) int {
	const far, longest = 40, 80 // tokens
	cost := abs(m.i - t)
	if m.aside && (m.i < t || m.i-t > 3) || m.date == d.published && d.opensLine(m.i) {
		cost += far
	}
	if m.i < t && (d.low(t-1) == "and" || d.findWord(clause{m.j, min(t, m.j+longest)}, m.j, "that") >= 0) {
		return cost + far
	}
	for k := m.i - 1; k >= max(from, m.i-longest) && k != t; k-- {
		if m.i < t && d.low(k) == "," {
			return cost
		}
		if (d.finite(k) || d.pastForm(k) && d.at(k) < 0) && (m.i > t || m.i-k < 12) {
			return cost + far
		}
	}
	return cost
}

// ofNext reports whether a date is that of the statement that begins with it: ", and on
// the 5th she was back".
func (d *document) ofNext(m dateMention, to int) bool {
	k := m.i - 1
	for d.atWord(k, "on", "in", "the", "then", ",") {
		k--
	}
	if k == m.i-1 || !d.atWord(k, "and", "but", ";") {
		return false
	}
	const near = 6 // tokens
	for n := m.j; n < min(m.j+near, to) && !d.atWord(n, ",", "and"); n++ {
		if d.finite(n) {
			return true
		}
	}
	return false
}

// ofFormer reports whether a date is of what the clause only compares its own with: ",
// following X in 2018", ", replacing that of 2007".
func (d *document) ofFormer(m dateMention, from int) bool {
	const near = 14 // tokens
	for k := m.i - 1; k > max(from, m.i-near); k-- {
		if d.low(k) == "," {
			return d.atWord(k+1, "following", "after", "replacing", "succeeding", "unlike", "like", "as")
		}
	}
	return false
}

// inRelative reports whether the date at token i is in a relative clause of c, ", which
// joined in 2010,", that token t is not in.
func (d *document) inRelative(c clause, i, t int) bool {
	const longest = 80 // tokens
	for k := i - 1; k > max(c.i, i-longest); k-- {
		switch d.low(k) {
		case ",", ";":
			return false
		case "which", "who", "whom":
			if d.low(k-1) != "," || d.findWord(clause{k, min(k+4, i)}, k, "took", "held", "lasted", "runs", "ran", "happened", "is", "signed", "dates", "dated", "goes", "arrived", "came") >= 0 {
				return false
			}
			return t < k || t > i && d.findWord(clause{i, min(t, i+longest)}, i, ",") >= 0
		}
	}
	return false
}

// dateline reports whether a date only opens a report: "LANZHOU, 17 October 2019 --".
func (d *document) dateline(m dateMention) bool {
	const longest = 8 // tokens before the date
	start := d.lineStart(m.i, longest)
	if start == m.i && m.date != d.published {
		return false // the day of a row: "4 March – delegation of X"
	}
	return d.opensLine(start) && d.atWord(m.j, ":", "-", "–", "—", "(") && allNames(d.span(start, m.i))
}
