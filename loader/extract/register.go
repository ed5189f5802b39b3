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
		partner, ok := d.registerRow(c)
		if !ok || partner.ref == owner || d.find(c, c.i, unconcluded) >= 0 {
			continue
		}
		for t := d.find(c, partner.j, rowWords); t >= 0; t = d.find(c, d.cellEnd(c, t), rowWords) {
			if cell := (clause{t, d.cellEnd(c, t)}); d.nearestDate(cell.i, cell.j, t) != "" {
				d.addAgreement(cell, t, [][]int{{partner.ref, owner}}, nil, "signed/register")
			}
		}
	}
}

// rowWords begin what a row says of one paper.
var rowWords = func() wordSet {
	words := set("signed concluded renewed term")
	for w := range papers.words {
		words.add(w)
	}
	return words
}()

// registrar is the institution that heads a page of at least three rows; -1 if
// there is none.
func (d *document) registrar() int {
	rows, head := 0, -1
	for _, s := range d.sents {
		c := clause{s[0], s[1]}
		if _, ok := d.registerRow(c); ok {
			rows++
		} else if named := d.in(c.i, c.j, unigraph.University); len(named) > 0 && head < 0 && rows == 0 {
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

// registerRow gives the partner of a line that has the make of a register's: it
// begins with a partner, perhaps after its number and country, tells of a paper,
// and is parted by columns or opened by a colon.
func (d *document) registerRow(c clause) (partner mention, ok bool) {
	named := d.in(c.i, c.j, unigraph.University)
	if len(refs(named)) != 1 || d.find(c, named[0].j, rowWords) < 0 {
		return mention{}, false
	}
	start := c.i
	if n := d.at(start); n >= 0 && d.mentions[n].kind == unigraph.Country {
		start = d.mentions[n].j
	}
	if named[0].i-start > 2 {
		return mention{}, false
	}
	k := d.pastBracket(named[0].j)
	return named[0], d.atWord(k, ":", "|", gap) || strings.Count(d.span(c.i, c.j), "|") > 1
}

// cellEnd is the end of what a row says of the paper at t: the next one begins
// after a semicolon, a bar or "and".
func (d *document) cellEnd(c clause, t int) int {
	for k := t + 1; k < c.j; k++ {
		if rowWords.has(d.low(k)) && d.atWord(k-1, ";", "|", gap, "and") || rowWords.has(d.low(k)) && d.low(k-2) == ";" {
			return k
		}
	}
	return c.j
}
