package extract

import "strings"

// has reports whether a phrase of lower-case words stands in c. The text of c
// has one blank at each end, so that a phrase may begin and end with one.
func (d *document) has(c clause, phrases ...string) bool {
	if d.asked.of != c {
		d.asked = newClauseText(c, " "+d.lowSpan(c.i, c.j)+" ")
	}
	for _, p := range phrases {
		if d.asked.mayHold(p) && strings.Contains(d.asked.text, p) {
			return true
		}
	}
	return false
}

// A clauseText is the text of a clause, ready to be asked for many phrases of which
// hardly any is there: it knows which three bytes stand in a row.
type clauseText struct {
	of      clause
	text    string
	triples [16]uint64 // a bit for each hash
}

func newClauseText(c clause, text string) clauseText {
	p := clauseText{of: c, text: text}
	for i := range len(text) - 2 {
		h := tripleHash(text[i:])
		p.triples[h/64] |= 1 << (h % 64)
	}
	return p
}

// mayHold reports whether every triple of a phrase is in the text.
func (p *clauseText) mayHold(phrase string) bool {
	for i := range len(phrase) - 2 {
		if h := tripleHash(phrase[i:]); p.triples[h/64]&(1<<(h%64)) == 0 {
			return false
		}
	}
	return true
}

// tripleHash makes a number below 1024 of the first three bytes of s.
func tripleHash(s string) uint32 {
	return (uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16) * 2654435769 >> 22
}
