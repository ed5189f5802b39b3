package extract

import (
	"cmp"
	"slices"

	"unigraph"
)

// paperDated reports whether a year or day belongs to the paper at t: "the 2011
// memorandum", "a memorandum of 2012", "dated 2 May 2017", "in force since 2008".
func (d *document) paperDated(c clause, t int) bool {
	for _, m := range d.dates {
		switch {
		case m.i < c.i || m.j > c.j:
		case m.j <= t && t-m.j < 3 && m.full:
			return true
		case m.i > t && d.atWord(m.i-1, "of", "from", "dated", "since", "in", "(", "on", "between", "back") && m.i-t < 20 && (d.published == "" || m.date <= d.published):
			return true
		}
	}
	return false
}

// renewedPaper is the date of the paper that the verb at t renews, which the clause
// tells beside it: "renewed their 2007 agreement", "extended the agreement of 2009",
// "the protocol, which was signed in 2014, was prolonged"; false if it tells none.
func (d *document) renewedPaper(c clause, t int, kind unigraph.AgreementKind) (dateMention, bool) {
	if kind != unigraph.Renewal {
		return dateMention{}, false
	}
	for _, m := range d.dates {
		if m.i < d.sentenceStart(c.i) || m.j > c.j || !m.full || d.background(m) && d.low(m.i-1) != "since" {
			continue
		}
		before := clause{max(d.sentenceStart(c.i), m.i-8), m.i}
		concluded := d.find(before, before.i, signVerbs)
		switch {
		case d.is(m.j, papers), d.is(m.j+1, papers):
			return m, true
		case d.atWord(m.i-1, "of", "from", "since") && m.i-t < 25:
			return m, true
		case concluded >= 0 && concluded != t && !d.is(concluded, renewalVerbs):
			return m, true
		}
	}
	return dateMention{}, false
}

// dateBut is ownDate of all dates but that of another paper.
func (d *document) dateBut(c clause, t int, but dateMention) unigraph.Date {
	s := d.sents[d.sentOf[t]]
	renewed := func(m dateMention) bool { return m.i == but.i }
	return cmp.Or(d.nearestBut(c.i, c.j, t, renewed), d.nearestBut(s[0], s[1], t, renewed))
}

// sinceDate is the date since when a paper is in force; "" if c tells none.
func (d *document) sinceDate(c clause, t int, rule string) unigraph.Date {
	if rule != "signed/in-force" {
		return ""
	}
	return d.nearestBut(c.i, c.j, t, func(m dateMention) bool { return d.low(m.i-1) != "since" })
}

// bracketDate is the date in brackets after one of two parties: "with X (2012) and
// Y (2016)"; "" if there is none.
func (d *document) bracketDate(c clause, parties []int) unigraph.Date {
	if len(parties) != 2 {
		return ""
	}
	for _, m := range d.in(c.i, c.j, bodies...) {
		open := m.j + d.seatAfter(m.j)
		if !slices.Contains(parties, m.ref) || d.low(open) != "(" {
			continue
		}
		for _, date := range d.dates {
			if date.i == open+1 && d.low(date.j) == ")" {
				return date.date
			}
		}
	}
	return ""
}

// seatAfter is the length of ", Guwahati" at token j; 0 if there is no such thing.
func (d *document) seatAfter(j int) int {
	if d.low(j) == "," && j+2 < len(d.toks) && d.toks[j+1].cap && d.low(j+2) == "(" {
		return 2
	}
	return 0
}

// besideDate is the date beside one of two parties, where the clause gives each
// partner a date of its own: "with X on Monday and Y on Tuesday"; "" if not.
func (d *document) besideDate(c clause, parties []int) unigraph.Date {
	if len(parties) != 2 {
		return ""
	}
	beside := d.datesBeside(c)
	a, b := beside[parties[0]], beside[parties[1]]
	if len(beside) < 2 || a != "" && b != "" && a != b {
		return ""
	}
	return cmp.Or(a, b)
}

// datesBeside are the dates that c tells right behind its bodies, or right before them:
// "with X on Monday and on Tuesday with Y".
func (d *document) datesBeside(c clause) map[int]unigraph.Date {
	named := d.in(c.i, c.j, bodies...)
	var beside map[int]unigraph.Date
	note := func(ref int, date unigraph.Date) {
		if beside == nil {
			beside = map[int]unigraph.Date{}
		}
		if beside[ref] == "" || beside[ref].Covers(date) {
			beside[ref] = date
		}
	}
	for _, m := range d.dates {
		if m.j > c.j {
			break
		}
		if m.i < c.i || d.background(m) || d.dateline(m) {
			continue
		}
		next := slices.IndexFunc(named, func(o mention) bool { return o.i >= m.j })
		switch {
		case next >= 0 && d.leadsTo(m, named[next]):
			note(named[next].ref, m.date)
		case next < 0 && len(named) > 0:
			note(named[len(named)-1].ref, m.date)
		case next > 0:
			note(named[next-1].ref, m.date)
		}
	}
	return beside
}

// leadsTo reports whether a date stands right before what is done with body o that day:
// "and on Tuesday with the University of X".
func (d *document) leadsTo(m dateMention, o mention) bool {
	k := o.i - 1
	for k >= m.j && d.atWord(k, "the", "with", ",") {
		k--
	}
	return k == m.j-1 && d.atWord(o.i-1, "the", "with") && d.low(m.j) != ","
}
