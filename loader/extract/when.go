package extract

import (
	"cmp"

	"unigraph"
)

// factDate picks the date of what the token t says: its own, else the last one
// that its paragraph named before, else the day or the year that heads the
// paragraph, else the last that the story came to.
func (d *document) factDate(c clause, t int) unigraph.Date {
	return cmp.Or(d.ownDate(c, t), d.paragraphDate(t), d.storyDate(t))
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
		case m.i < start || d.background(m):
		case m.i == start && len(m.date) == len("2006"), len(m.date) >= len("2006-01") && (!d.dateline(m) || m.date != d.published):
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
		if len(m.date) >= len("2006-01") && d.kindOf(m.i) == bodyLine && !d.dateline(m) && !stamp && !d.background(m) && d.recent(m.date) {
			last = m.date
		}
	}
	return last
}

// background reports whether a date is only how long something lasts or has been
// so: "until May", "by June".
func (d *document) background(m dateMention) bool {
	return d.atWord(m.i-1, "until", "till", "through", "by", "since", "before")
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
func (d *document) nearestDate(from, to, t int) unigraph.Date { return d.nearestBut(from, to, t, -1) }

// nearestBut is nearestDate of all dates but the one at token but.
func (d *document) nearestBut(from, to, t, but int) unigraph.Date {
	var best dateMention
	for _, m := range d.dates {
		if m.i < from || m.i >= to || m.i == but || d.dateline(m) || d.atWord(m.i-1, "until", "till", "through") || d.low(m.i-1) == "to" && d.low(m.i-2) == "up" {
			continue
		}
		weekdayOnly := func(m dateMention) bool { return m.weekday >= 0 }
		switch {
		case best.date == "", weekdayOnly(best) && !weekdayOnly(m) && len(m.date) == len("2006-01-02"):
			best = m
		case weekdayOnly(m) && !weekdayOnly(best):
		case best.date.Covers(m.date) || abs(m.i-t) < abs(best.i-t) && !m.date.Covers(best.date):
			best = m
		}
	}
	return best.date
}

// dateline reports whether a date only opens a report: "LANZHOU, 17 October 2019 --".
func (d *document) dateline(m dateMention) bool {
	start := m.i
	for start > 0 && d.toks[start-1].line == d.toks[m.i].line {
		start--
	}
	return m.i-start < 8 && d.atWord(m.j, ":", "-", "–", "—", "(") && allNames(d.span(start, m.i))
}
