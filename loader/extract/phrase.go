package extract

import "bytes"

// has reports whether a phrase of lower-case words stands in c. The text of c
// has one blank at each end, so that a phrase may begin and end with one.
func (d *document) has(c clause, phrases ...string) bool {
	if d.asked.of != c {
		d.asked.read(c, d.lowSpan(c.i, c.j))
	}
	for _, p := range phrases {
		if d.asked.mayHold(p) && bytes.Contains(d.asked.text, []byte(p)) {
			return true
		}
	}
	return false
}

// A clauseText is the text of a clause, ready to be asked for many phrases of which
// hardly any is there: it knows which three bytes stand in a row.
type clauseText struct {
	of      clause
	text    []byte     // between blanks
	triples [16]uint64 // a bit for each hash
}

func (p *clauseText) read(c clause, text string) {
	p.of, p.text, p.triples = c, append(append(append(p.text[:0], ' '), text...), ' '), [16]uint64{}
	for i := range len(p.text) - 2 {
		h := tripleHash(p.text[i], p.text[i+1], p.text[i+2])
		p.triples[h/64] |= 1 << (h % 64)
	}
}

// mayHold reports whether every triple of a phrase is in the text.
func (p *clauseText) mayHold(phrase string) bool {
	for i := range len(phrase) - 2 {
		if h := tripleHash(phrase[i], phrase[i+1], phrase[i+2]); p.triples[h/64]&(1<<(h%64)) == 0 {
			return false
		}
	}
	return true
}

// tripleHash makes a number below 1024 of three bytes.
func tripleHash(a, b, c byte) uint32 {
	return (uint32(a) | uint32(b)<<8 | uint32(c)<<16) * 2654435769 >> 22
}
