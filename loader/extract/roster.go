package extract

import (
	"strings"

	"unigraph"
)

// findRosters reads the lists and tables of members that stand under a heading, an
// institution a line: "Members", "Associate members:", "| Member | Since |".
func (d *document) findRosters() {
	alliance := -1
	for _, s := range d.sents {
		c := clause{s[0], s[1]}
		if k := d.kindOf(c.i); k != headingLine && k != bodyLine && !d.tableRow(c) {
			continue
		}
		items := d.in(c.i, c.j, unigraph.University)
		switch {
		case d.rosterLine(c, items):
			d.addRoster(c, items, d.allianceNear(c.i))
		case d.statusRow(c, items):
			d.addRoster(c, items[:1], d.allianceBefore(c.i))
		case len(items) == 0 && d.headsList(c):
			alliance = d.rosterOf(c)
		case alliance >= 0 && len(items) > 0 && d.rosterRow(c, items):
			d.addRoster(c, items, alliance)
		default:
			alliance = -1
		}
	}
}

// addRoster records the institutions of a roster's line that is of an alliance.
func (d *document) addRoster(c clause, items []mention, alliance int) {
	if d.has(clause{c.i, items[0].i}, noMemberCues...) {
		return // "Candidates: A, B"
	}
	for _, m := range items {
		if alliance >= 0 && !d.noMember(c, m) {
			d.addMember(m.ref, alliance, unigraph.Done, d.evidence(m.i, "member-of/roster"))
		}
	}
}

// headsList reports whether c may be the heading of a list: a short heading line,
// the head of a table, or a line that ends with a colon or says that a list follows.
func (d *document) headsList(c clause) bool {
	const short, long = 13, 24 // tokens
	n := c.j - c.i
	return d.kindOf(c.i) == headingLine && n < short || d.tableRow(c) || n < long && (d.low(c.j-1) == ":" || d.has(c, " listed below", " as follows", " following"))
}

// rosterOf is the alliance whose members the heading c says that it lists; -1 if it
// heads another list.
func (d *document) rosterOf(c clause) int {
	if !d.has(c, " member", " roster") || d.has(c, noMemberCues...) {
		return -1
	}
	if named := d.in(c.i, c.j, unigraph.Alliance); len(named) > 0 {
		return named[0].ref
	}
	return d.allianceBefore(c.i)
}

// rosterLine reports whether c is a whole roster in a line: "Full members: A, B".
func (d *document) rosterLine(c clause, items []mention) bool {
	k := d.findWord(c, c.i, ":")
	return len(items) > 0 && k >= 0 && k < items[0].i && k-c.i < 4 && d.atWord(k-1, "members", "membership") && d.kindOf(c.i) == headingLine && !d.has(clause{c.i, k}, noMemberCues...)
}

// tableRow reports whether c is a row of a table with bars.
func (d *document) tableRow(c clause) bool { return strings.Count(d.span(c.i, c.j), "|") > 1 }

// statusRow reports whether c is a row of a table that tells of an institution that
// it is a member: "Lund University | full member | 2011".
func (d *document) statusRow(c clause, items []mention) bool {
	return len(refs(items)) == 1 && d.tableRow(c) && items[0].i-c.i < 5 && d.has(clause{items[0].j, c.j}, " member ", " founder ")
}

// rosterRow reports whether c is a row of a roster: one institution, or several
// after a bullet or the name of their country.
func (d *document) rosterRow(c clause, items []mention) bool {
	lead := items[0].i - c.i
	if len(refs(items)) == 1 && lead < 3 && (d.kindOf(c.i) == headingLine || d.tableRow(c)) {
		return true
	}
	return bullet(d.toks, c.i) && (lead < 3 || lead < 6 && d.low(items[0].i-1) == ":")
}
