package extract

import (
	"strings"

	"unigraph"
)

// findRegister reads lists and tables of agreements, a partner a line: "Osh
// State University | Kyrgyzstan | Agreement | 12.09.2009", "University of Porto:
// protocol, signed in 2011". The other party is the publisher.
func (d *document) findRegister() {
	owner := d.publisher
	if owner < 0 {
		owner = d.registrar()
	}
	if owner < 0 {
		return
	}
	for _, s := range d.sents {
		c := clause{s[0], s[1]}
		partners := d.in(c.i, c.j, unigraph.University)
		if len(partners) != 1 || partners[0].ref == owner || !d.registerRow(c, partners[0]) {
			continue
		}
		for t := d.find(c, partners[0].j, papers); t >= 0; t = d.find(c, t+1, papers) {
			if d.nearestDate(c.i, c.j, t) == "" || d.find(c, c.i, unconcluded) >= 0 {
				continue
			}
			d.addAgreement(clause{t, d.cellEnd(c, t)}, t, [][]int{{partners[0].ref, owner}}, nil, "signed/register")
		}
	}
}

// registrar is the institution that heads a page of at least three rows; -1 if
// there is none.
func (d *document) registrar() int {
	rows, head := 0, -1
	for _, s := range d.sents {
		named := d.in(s[0], s[1], unigraph.University)
		if len(named) == 1 && d.registerRow(clause{s[0], s[1]}, named[0]) {
			rows++
		} else if len(named) > 0 && head < 0 && rows == 0 {
			head = named[0].ref
		}
	}
	if rows < 3 {
		return -1
	}
	return head
}

// unconcluded tell that a row's paper was never signed.
var unconcluded = set(`draft refused rejected talks negotiation negotiations returned pending`)

// registerRow reports whether a line has the make of a register's: it begins
// with a partner, holds a date, and is parted by bars or opened by a colon.
func (d *document) registerRow(c clause, partner mention) bool {
	if partner.i-c.i > 2 || d.find(c, partner.j, papers) < 0 {
		return false
	}
	k := partner.j
	if d.low(k) == "(" {
		for k < c.j && d.low(k) != ")" {
			k++
		}
		k++
	}
	return d.atWord(k, ":", "|", gap) || strings.Count(d.span(c.i, c.j), "|") > 1
}

// cellEnd is the end of what a row says of the paper at t: the next paper begins
// after a semicolon or a comma before another paper.
func (d *document) cellEnd(c clause, t int) int {
	if next := d.find(c, t+1, papers); next >= 0 {
		return next
	}
	return c.j
}
