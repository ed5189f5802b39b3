package extract

import (
	"unigraph"
)

// The scene: which institution's delegation travels, and where it is.

// The part of an institution in the scene of a sentence.
type part int8

const (
	unread part = iota
	stands
	travels
	receives
)

// scene tells which institution's delegation travels, and where it is, as the
// sentences before token i have it; -1 where they do not say.
func (d *document) scene(i int) (visitor, host int) {
	visitor, host = -1, -1
	for _, m := range d.mentions {
		if m.i >= i {
			break
		}
		if d.parts[m.i] == unread {
			d.parts[m.i] = d.partIn(m)
		}
		switch d.parts[m.i] {
		case travels:
			visitor = m.ref
		case receives:
			host = m.ref
		}
	}
	return visitor, host
}

// partIn tells whether m is whose delegation travels, or where.
func (d *document) partIn(m mention) part {
	if m.kind != unigraph.University {
		return stands
	}
	s := d.sents[d.sentOf[m.i]]
	c := clause{s[0], s[1]}
	group, verb := d.find(c, c.i, groupWords), d.findGoing(c)
	switch gov := d.governor(m); {
	case group >= 0 && d.origin(m) && m.i > group && m.i-group < 5 || group == m.j:
		return travels
	case verb >= 0 && m.i > verb && gov != "with" && gov != "by", verb >= m.j && d.low(verb) == "visited" && d.passive(c, verb):
		return receives
	}
	return stands
}

// origin reports whether m tells where somebody comes from: "of the X", "from X".
func (d *document) origin(m mention) bool {
	k := m.i - 1
	for d.atWord(k, "the", "sisterly", "visiting") {
		k--
	}
	return d.atWord(k, "of", "from")
}
