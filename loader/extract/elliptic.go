package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// findElliptic adds the universities of a list that are named without a head word:
// "Cardiff University, Bangor and Aberystwyth", "founded by Chalmers, Aalto and Lund".
func (d *document) findElliptic() {
	named := d.nameTails()
	for _, m := range slices.Clone(d.mentions) {
		if m.kind == unigraph.University {
			d.addElliptic(d.rightOf(m, named), false)
			d.addElliptic(d.leftList(m, named), false)
		}
	}
	for _, s := range d.sents {
		if c := (clause{s[0], s[1]}); d.kindOf(c.i) == bodyLine && (d.find(c, c.i, joinWords) >= 0 || d.find(c, c.i, uniteVerbs) >= 0) {
			d.listsIn(c, named)
		}
	}
}

// nameTails are the bare names of the universities that the text also names in
// full: later steps read those.
func (d *document) nameTails() map[string]bool {
	tails := map[string]bool{}
	for _, m := range d.mentions {
		if m.kind == unigraph.University {
			tails[d.bareName(m.name)] = true
		}
	}
	return tails
}

// An ellipsis is a bare name at tokens [i, j) of a list; city tells that it may
// also be a place, last that "and" stands before it or after it.
type ellipsis struct {
	i, j       int
	city, last bool
}

// rightOf are the bare names that a list goes on with after m.
func (d *document) rightOf(m mention, named map[string]bool) (list []ellipsis) {
	k := d.pastBracket(m.j)
	for {
		sep := k
		for d.atWord(k, ",", "and") {
			k++
		}
		e, ok := d.ellipsisAt(k, named)
		if sep == k || !ok || d.seatOf(m, e) {
			return list
		}
		e.last = d.low(k-1) == "and" || d.low(e.j) == "and"
		list = append(list, e)
		k = e.j
	}
}

// leftList are the bare names of the list that ends in m.
func (d *document) leftList(m mention, named map[string]bool) (list []ellipsis) {
	k := m.i
	if d.low(k-1) == "the" {
		k--
	}
	for {
		sep := k
		for d.atWord(k-1, ",", "and") {
			k--
		}
		start := k
		for start > 0 && k-start < 3 && d.toks[start-1].cap && d.toks[start-1].word && d.at(start-1) < 0 && d.toks[start-1].line == d.toks[k-1].line && !(d.is(start-1, openers) && start-1 == d.sentenceStart(start-1)) {
			start--
		}
		e, ok := d.ellipsisAt(start, named)
		if sep == k || start == k || !ok || e.j != k || d.atWord(start-1, "in", "at", "near", "from", "to") {
			return list
		}
		e.last = d.low(k) == "and" || d.low(k+1) == "and"
		list = append(list, e)
		k = start
	}
}

// listsIn adds the lists of three bare names or more in clause c, which tells of
// members.
func (d *document) listsIn(c clause, named map[string]bool) {
	for k := c.i; k < c.j; k++ {
		if d.at(k) >= 0 || !d.toks[k].cap || d.atWord(k-1, "in", "at", "near", "from", "to") || k > 0 && d.toks[k-1].cap {
			continue
		}
		e, ok := d.ellipsisAt(k, named)
		if !ok {
			continue
		}
		if list := append([]ellipsis{e}, d.rightOf(mention{i: e.i, j: e.j}, named)...); len(list) > 2 {
			d.addElliptic(list, true)
			k = list[len(list)-1].j
		}
	}
}

// addElliptic adds the names of a list: those that are towns too only from a list
// that "and" ends, or that is sure to be of members.
func (d *document) addElliptic(list []ellipsis, sure bool) {
	if !sure && len(list) > 0 {
		s := d.sents[d.sentOf[list[0].i]]
		c := clause{s[0], s[1]}
		sure = slices.ContainsFunc(list, func(e ellipsis) bool { return e.last }) &&
			(d.find(c, c.i, joinWords) >= 0 || d.find(c, c.i, uniteVerbs) >= 0 || d.find(c, c.i, papers) >= 0 || d.find(c, c.i, signVerbs) >= 0)
	}
	for _, e := range list {
		if sure || !e.city {
			d.add(mention{i: e.i, j: e.j, kind: unigraph.University})
		}
	}
}

// ellipsisAt reads the bare name of a university at token k that the gazetteer
// knows in full.
func (d *document) ellipsisAt(k int, named map[string]bool) (ellipsis, bool) {
	j := k
	for j < len(d.toks) && j < k+3 && d.toks[j].cap && d.toks[j].word && d.at(j) < 0 && d.toks[j].line == d.toks[k].line && !d.is(j, roleHeads) && !d.is(j, titles) {
		j++
	}
	name := d.span(k, j)
	switch {
	case j == k, len(name) < 4, d.toks[k].caps, named[name], d.names.Country(name) != "", d.names.Demonym(name) != "", d.is(k, genericNames),
		d.low(j) == "," && d.names.Country(d.span(j+1, min(j+2, len(d.toks)))) != "", d.low(j) == "(", d.low(j) == "'s",
		j < len(d.toks) && d.toks[j].cap && d.toks[j].line == d.toks[k].line, d.atWord(j, "campus", "city", "region", "province"):
		return ellipsis{}, false
	}
	full := d.names.Find(unigraph.University, name+" University") != nil || d.names.Find(unigraph.University, "University of "+name) != nil ||
		d.names.Find(unigraph.University, name) != nil
	return ellipsis{i: k, j: j, city: d.names.City(name) != ""}, full && !strings.Contains(name, "\n")
}

// seatOf reports whether a bare name after m is only the town that m is in.
func (d *document) seatOf(m mention, e ellipsis) bool {
	if !e.city {
		return false
	}
	found := d.names.Find(unigraph.University, m.name)
	if m.kind != unigraph.University {
		return false
	}
	return len(found) != 1 || found[0].City == d.span(e.i, e.j) || d.low(e.j) == "," && found[0].City == ""
}
