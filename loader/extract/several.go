package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// Several persons of one body, or each of a body of its own: "the rectors of X and
// Y, A and B".

// bothOf is the mention of the institution of which the words at token j say that
// all persons named before are: "A and B, both of X"; -1 if they do not.
func (d *document) bothOf(j int) int {
	if d.low(j) == "," {
		j++
	}
	if !d.atWord(j, "both", "all") || !d.atWord(j+1, "of", "from", "at") {
		return -1
	}
	return d.placeOfWork(j + 2)
}

// joinedTo is the home of the person whom the person m, of whom no more is told than a
// title, is joined to: "from X came Professor A and Dr. m"; -1 if there is none.
func (d *document) joinedTo(m mention) int {
	k := m.i - 1
	titled := false
	for ; d.is(k, titles); k-- {
		titled = true
	}
	if !titled || m.j-m.i < 2 || d.find(clause{d.sentenceStart(m.i), d.sents[d.sentOf[m.i]][1]}, 0, signVerbs) >= 0 || d.low(k) != "and" || !d.personAt(k-1) || !d.atWord(m.j, ".", ",", ";") && !d.finite(m.j) {
		return -1
	}
	if home, ok := d.home[d.mentions[d.at(k-1)].ref]; ok {
		return home
	}
	return -1
}

// findSeveralOfficers reads one role of several persons, each of an institution of
// its own: "the rectors of X and Y, A and B", "their presidents, A and B". It
// gives the first tokens of those persons.
func (d *document) findSeveralOfficers() map[int]bool {
	found := map[int]bool{}
	all := clause{0, len(d.toks)}
	for k := d.find(all, 0, severalHeads); k >= 0; k = d.find(all, k+1, severalHeads) {
		if d.at(k) >= 0 || d.kindOf(k) != bodyLine {
			continue
		}
		head := strings.TrimSuffix(d.low(k), "s")
		if d.findShared(k, head, found) {
			continue
		}
		at, j := d.listAfter(d.ofAfter(k+1), unigraph.University)
		if end := d.pastBoth(d.ofAfter(k + 1)); len(at) == 0 {
			j = end // "the rectors of the two universities, A and B"
		}
		persons, end := d.listAfter(d.pastComma(j), unigraph.Person)
		if len(persons) < 2 {
			continue
		}
		if len(at) == 0 {
			at = d.homesBefore(k, len(persons))
		}
		if len(at) == 1 {
			at = slices.Repeat(at, len(persons)) // "the teachers of X A and B"
		}
		if len(at) != len(persons) {
			continue
		}
		for n, p := range persons {
			found[p.i] = true
			d.affiliate(p, at[n].ref, head, k, d.endOfRole(p, k, end), "affiliated/several")
		}
	}
	return found
}

// severalHeads are the plurals of what persons are called by.
var severalHeads = func() wordSet {
	all := set("")
	for _, w := range append(roleHeads.all(), personNouns.all()...) {
		all.add(w + "s")
	}
	return all
}()

// findShared reads the role at token k that several persons have at one institution:
// "A and B, both lecturers at X", "Professors A and B of X".
func (d *document) findShared(k int, head string, found map[int]bool) bool {
	persons, from := d.listedBefore(k)
	r := role{}
	end := d.roleTails(k+1, &r)
	if len(persons) < 2 {
		persons, end = d.listAfter(k+1, unigraph.Person)
		from = k
		if d.low(k-1) == "our" && d.publisher >= 0 {
			r.at = []int{d.publisher}
		} else if n := d.bodyBeforeNoun(k); n >= 0 {
			r.at = []int{d.mentions[n].ref}
		} else if n := d.institutionAfter(end); n >= 0 {
			r.at, end = []int{d.mentions[n].ref}, d.mentions[n].j
		}
	}
	each := len(r.at) == len(persons) && len(persons) > 1 && persons[0].i < from
	if len(persons) < 2 || len(r.at) == 0 || !d.isBody(r.at[0]) || len(r.at) == len(persons) && !each {
		return false
	}
	for n, p := range persons {
		found[p.i] = true
		at := r.at[0]
		if each {
			at = r.at[n] // "A and B, professors at X and Y"
		}
		d.affiliate(p, at, head, from, d.endOfRole(p, from, end), "affiliated/several")
	}
	return true
}

// bodyBeforeNoun is the mention of the institution whose researchers or the like token k
// speaks of: "X researchers", "X's senior lecturers"; -1 if none is.
func (d *document) bodyBeforeNoun(k int) int {
	for n := 0; n < 2 && d.at(k-1) < 0 && k > 1 && d.toks[k-1].word && !d.toks[k-1].cap && !d.is(k-1, prepositions); n++ {
		k--
	}
	if d.low(k-1) == "'s" {
		k--
	}
	if n := d.at(k - 1); d.institutionIn(k-1) && !d.mentions[n].pronoun && d.mentions[n].group == nil {
		return n
	}
	return -1
}

// endOfRole is where the role at tokens [from, end) of several ends for the person p: with
// the name, where the names follow.
func (d *document) endOfRole(p mention, from, end int) int {
	if p.i > from {
		return p.j
	}
	return end
}

// isBody reports whether a referent is an institution or an alliance.
func (d *document) isBody(ref int) bool {
	kind := d.referents[ref].kind
	return kind == unigraph.University || kind == unigraph.Alliance
}

// listedBefore are the persons of whom a comma says that they are what token k is the
// head of, "A and B, both senior lecturers", and where these words begin.
func (d *document) listedBefore(k int) (persons []mention, from int) {
	const longest = 4
	for from = k; from > k-longest && d.low(from-1) != ","; from-- {
		if t := from - 1; t < 0 || !d.toks[t].word || d.toks[t].cap || d.at(t) >= 0 || d.is(t, prepositions) || d.finite(t) {
			return nil, k
		}
	}
	n := d.at(from - 2)
	if d.low(from-1) != "," || n < 0 || d.mentions[n].kind != unigraph.Person {
		return nil, k
	}
	return append(d.joinedBefore(d.mentions[n]), d.mentions[n]), from
}

// pastBoth is the end of the words at token k that mean the institutions just named,
// "the two universities"; k itself if there are none.
func (d *document) pastBoth(k int) int {
	end := d.skipArticle(k)
	if d.atWord(end, "two", "three", "four", "both", "respective") && d.is(end+1, partyNouns) {
		return end + 2
	}
	return k
}

func (d *document) ofAfter(k int) int {
	if d.atWord(k, "of", "from") {
		k++
	}
	return k
}

func (d *document) pastComma(k int) int {
	if d.low(k) == "," {
		k++
	}
	return k
}

// listAfter are the mentions of a kind that token k begins a list of, and its end.
func (d *document) listAfter(k int, kind unigraph.EntityType) (list []mention, end int) {
	for end = k; ; {
		for d.atWord(k, "the", "and") || d.is(k, titles) {
			k++
		}
		n := d.at(k)
		if n < 0 || d.mentions[n].kind != kind || d.mentions[n].i != k || d.mentions[n].group != nil {
			return list, end
		}
		list = append(list, d.mentions[n])
		end = d.mentions[n].j
		if k = end; !d.atWord(k, ",", "and") {
			return list, end
		}
		k++
	}
}

// homesBefore are the n universities that the words before token k name, in its
// sentence or the one before, if it is just n.
func (d *document) homesBefore(k, n int) []mention {
	for s := d.sentOf[k]; s >= 0 && s >= d.sentOf[k]-1; s-- {
		var named []mention
		for _, m := range d.in(d.sents[s][0], min(d.sents[s][1], k), unigraph.University) {
			if !slices.ContainsFunc(named, func(o mention) bool { return o.ref == m.ref }) {
				named = append(named, m)
			}
		}
		if len(named) > 0 {
			if len(named) != n {
				return nil
			}
			return named
		}
	}
	return nil
}

// joinedBefore are the persons that a list joins to m on its left with nothing of
// their own between: "Dr. A, Dr. B and Prof. C of X".
func (d *document) joinedBefore(m mention) []mention {
	var list []mention
	for k := m.i - 1; k > d.sentenceStart(m.i); k-- {
		for d.is(k, titles) {
			k--
		}
		if d.atWord(k, "and") {
			k--
		}
		if d.low(k) == "," {
			k--
		}
		n := d.at(k)
		if n < 0 || d.mentions[n].kind != unigraph.Person || d.mentions[n].pronoun || d.mentions[n].group != nil {
			break
		}
		if _, ok := d.home[d.mentions[n].ref]; ok || d.insideRole(k) {
			break
		}
		list = append(list, d.mentions[n])
		k = d.mentions[n].i
	}
	return list
}
