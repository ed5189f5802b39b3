package extract

import (
	"cmp"
	"slices"
	"strings"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// A referent is what several mentions of the text stand for.
type referent struct {
	kind    unigraph.EntityType
	names   []string // as written, the first mention first
	entry   *gazetteer.Entry
	words   []string // folded words of its fullest name
	country string   // that the text gives it: "(Pakistan)", "Russia's"
}

// resolve gives every mention its referent: first the full names, then the short
// forms that the text defines, then parts of names.
func (d *document) resolve() {
	slices.SortFunc(d.mentions, func(a, b mention) int { return cmp.Compare(a.i, b.i) })
	for n, m := range d.mentions {
		for k := m.i; k < m.j; k++ {
			d.taken[k] = n + 1
		}
	}
	for _, defined := range []bool{false, true} {
		for n := range d.mentions {
			m := &d.mentions[n]
			if _, stands := d.stands[m.name]; m.short || stands != defined {
				continue
			}
			if m.ref = d.referentOf(m); m.ref < 0 {
				m.ref = d.newReferent(m)
			}
			d.learn(m)
		}
	}
	d.joinAcronyms()
	for n := range d.mentions {
		if m := &d.mentions[n]; m.short {
			m.ref = d.bearer(m)
		}
	}
	d.mentions = slices.DeleteFunc(d.mentions, func(m mention) bool { return m.ref < 0 })
	d.findShortInstitutions()
	d.reindex()
}

// reindex sorts the mentions and says anew which tokens they take.
func (d *document) reindex() {
	slices.SortFunc(d.mentions, func(a, b mention) int { return cmp.Compare(a.i, b.i) })
	clear(d.taken)
	for n, m := range d.mentions {
		for k := m.i; k < m.j; k++ {
			d.taken[k] = n + 1
		}
	}
}

func (d *document) newReferent(m *mention) int {
	d.referents = append(d.referents, referent{kind: m.kind})
	return len(d.referents) - 1
}

// learn adds what mention m tells of its referent.
func (d *document) learn(m *mention) {
	r := &d.referents[m.ref]
	if !slices.Contains(r.names, m.name) {
		r.names = append(r.names, m.name)
	}
	if found := d.names.Find(m.kind, m.name); r.entry == nil && len(found) == 1 {
		r.entry = found[0]
	}
	if words := nameWords(m.name); len(words) > len(r.words) {
		r.words = words
	}
	if r.country == "" {
		r.country = d.countryBeside(m)
	}
}

// countryBeside reads the country that stands beside a name: "(Pakistan)",
// "of Iraq", "South Korea's", ", Russia".
func (d *document) countryBeside(m *mention) string {
	if m.kind != unigraph.University && m.kind != unigraph.Organization {
		return ""
	}
	country := func(k int) string {
		if n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.Country {
			return d.names.Country(d.mentions[n].name)
		}
		return ""
	}
	switch {
	case d.atWord(m.j, "(", ",") && country(m.j+1) != "":
		return country(m.j + 1)
	case d.atWord(m.j, "of", "in", "from") && country(m.j+1) != "":
		return country(m.j + 1)
	case d.low(m.j) == "(" && d.low(m.j+2) == "," && country(m.j+3) != "":
		return country(m.j + 3)
	case d.atWord(m.i-1, "'s", "the") && country(m.i-2) != "":
		return country(m.i - 2)
	case m.i > 0 && d.toks[m.i-1].cap:
		if c := cmp.Or(country(m.i-1), d.names.Demonym(d.toks[m.i-1].text)); c != "" {
			return c
		}
	}
	return cmp.Or(d.countryAfter(m.j), d.countryOfList(m))
}

// countryAfter reads the country of what stands after a name: "in Gyumri",
// "located in the city of Sivas", "in the east of Mongolia", "| Mongolia |".
func (d *document) countryAfter(j int) string {
	if d.low(j) == "(" { // another name, or "(Tena, Ecuador)"
		for k := j + 1; k < j+8 && k < len(d.toks); k++ {
			if d.low(k) == ")" {
				if n := d.at(k - 1); n >= 0 && d.mentions[n].kind == unigraph.Country && d.low(k-2) == "," {
					return d.names.Country(d.mentions[n].name)
				}
				j = k + 1
				break
			}
		}
	}
	if d.low(j) == "|" {
		for k := j + 1; k < j+6 && k < len(d.toks) && d.toks[k].line == d.toks[j-1].line; k++ {
			if n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.Country {
				return d.names.Country(d.mentions[n].name)
			}
		}
		return ""
	}
	if d.low(j) == "located" {
		j++
	}
	if !d.atWord(j, "in", "from", "of") {
		return ""
	}
	for k := j + 1; k < j+6 && k < len(d.toks); k++ {
		if n := d.at(k); n >= 0 {
			if d.mentions[n].kind == unigraph.Country {
				return d.names.Country(d.mentions[n].name)
			}
			if d.mentions[n].kind != unigraph.Place {
				return ""
			}
		}
		if d.toks[k].cap {
			return cmp.Or(d.names.City(d.span(k, min(k+2, len(d.toks)))), d.names.City(d.toks[k].text))
		}
		if !d.atWord(k, "the", "of", "city", "town", "east", "west", "north", "south", "centre", "center", "sisterly", "brotherly", "neighbouring") {
			return ""
		}
	}
	return ""
}

// countryOfList reads the nationality before a list: "the three Vietnamese
// colleges of A, B and C".
func (d *document) countryOfList(m *mention) string {
	for k := m.i - 1; k > m.i-25 && k >= d.sentenceStart(m.i); k-- {
		if d.is(k, partyNouns) && d.at(k) < 0 && k > 0 {
			return d.names.Demonym(d.toks[k-1].text)
		}
		if n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.University || d.atWord(k, "of", ",", "and", "the", ":") {
			continue
		}
		return ""
	}
	return ""
}

// referentOf finds the referent that a name means; -1 if it is a new one.
func (d *document) referentOf(m *mention) int {
	if full, ok := d.stands[m.name]; ok {
		if r := d.referentNamed(full); r >= 0 {
			return r
		}
	}
	found := d.names.Find(m.kind, m.name)
	words := nameWords(m.name)
	for n := range d.referents {
		r := &d.referents[n]
		if r.kind != m.kind {
			continue
		}
		if m.j == m.i+1 && len(found) > 1 && d.shares(r, found) {
			return n // an acronym of several, one of them named here
		}
		if slices.Contains(r.names, m.name) || r.entry != nil && len(found) == 1 && r.entry == found[0] || slices.Equal(r.words, words) {
			return n
		}
		if r.entry != nil && len(found) == 1 {
			continue
		}
		if sameName(m.kind, r.words, words) || (r.entry != nil) != (len(found) == 1) && slices.Equal(withoutScience(r.words), withoutScience(words)) {
			return n
		}
	}
	return -1
}

// shares reports whether one of the entries may be whom r's names mean.
func (d *document) shares(r *referent, found []*gazetteer.Entry) bool {
	for _, name := range r.names {
		for _, e := range d.names.Find(r.kind, name) {
			if slices.Contains(found, e) {
				return true
			}
		}
	}
	return false
}

// referentNamed finds the referent that was called by name; -1 if there is none.
func (d *document) referentNamed(name string) int {
	for n := range d.referents {
		if slices.Contains(d.referents[n].names, name) {
			return n
		}
	}
	return -1
}

// joinAcronyms lets an acronym that the text never defines join the one
// institution whose initials it is.
func (d *document) joinAcronyms() {
	for n := range d.referents {
		r := &d.referents[n]
		if len(r.words) != 1 || r.kind != unigraph.University && r.kind != unigraph.Alliance {
			continue
		}
		match := -1
		for k := range d.referents {
			if k != n && d.referents[k].kind == r.kind && len(d.referents[k].words) > 2 && (initials(d.referents[k].words) == r.words[0] || calledSo(d.referents[k], r.words[0])) {
				if match >= 0 {
					match = -2
				}
				match = max(match, k)
			}
		}
		if match >= 0 && (r.entry == nil || d.referents[match].entry == nil || r.entry == d.referents[match].entry) {
			d.merge(match, n)
		}
	}
}

// calledSo reports whether a folded word is a name of r, whatever its case:
// "UNILAB", "Unilab".
func calledSo(r referent, word string) bool {
	return slices.ContainsFunc(r.names, func(n string) bool { return !strings.Contains(n, " ") && unigraph.Fold(n) == word })
}

// merge lets all mentions of referent b be mentions of a.
func (d *document) merge(a, b int) {
	for n := range d.mentions {
		if d.mentions[n].ref == b {
			d.mentions[n].ref = a
			d.learn(&d.mentions[n])
		}
	}
	d.referents[b] = referent{kind: d.referents[b].kind}
}

// bearer finds the person whose name a short mention is part of; the last one
// named before it wins.
func (d *document) bearer(m *mention) int {
	best, word := -1, unigraph.Fold(m.name)
	if strings.Contains(word, " ") {
		return d.doubleNamed(m, strings.Fields(word))
	}
	for n := range d.mentions {
		o := &d.mentions[n]
		bears := func(w string) bool { return w == word || len(word) > 4 && len(w) == len(word) && alike(w, word) }
		if o.short || o.kind != m.kind || o.ref < 0 || !slices.ContainsFunc(d.referents[o.ref].words, bears) {
			continue
		}
		if best >= 0 && o.i > m.i {
			break
		}
		best = o.ref
	}
	return best
}

// doubleNamed finds the person of whose name a hyphenated short mention is part.
func (d *document) doubleNamed(m *mention, words []string) int {
	for n, r := range d.referents {
		if r.kind == m.kind && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(r.words, w) }) {
			return n
		}
	}
	return -1
}
