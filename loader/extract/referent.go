package extract

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

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

// nameWords is a name as folded words, without articles.
func nameWords(name string) []string {
	words := slices.DeleteFunc(strings.Fields(unigraph.Fold(name)), func(w string) bool { return w == "the" })
	for i, w := range words {
		if w == "univ" || w == "univ." {
			words[i] = "university"
		}
	}
	return words
}

// sameName reports whether two names of one article, written differently, are
// of the same bearer.
func sameName(t unigraph.EntityType, a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	switch t {
	case unigraph.Person:
		return samePerson(a, b)
	case unigraph.University, unigraph.Alliance:
		return sameInstitution(a, b)
	case unigraph.Organization:
		return len(b) > 0 && slices.Equal(a[:len(b)], b)
	}
	return false
}

// samePerson: a, the longer, holds every word of b, give or take a letter; the
// family name counts most, so one word alone must be spelled nearly alike.
func samePerson(a, b []string) bool {
	for _, w := range b {
		if !slices.ContainsFunc(a, func(v string) bool { return v == w || len(w) > 4 && alike(v, w) }) {
			return false
		}
	}
	return len(b) > 0
}

// sameInstitution: the longer name is the shorter plus "named after …", or plus
// words that do not tell institutions apart, or a misspelling of it.
func sameInstitution(a, b []string) bool {
	if n := slices.Index(a, "named"); n > 1 && !slices.Contains(b, "named") {
		a = a[:n]
		if len(a) < len(b) {
			a, b = b, a
		}
	}
	if len(b) < 2 {
		return false
	}
	if len(a) > len(b) && slices.Equal(a[:len(b)], b) && (a[len(b)] == "named" || a[len(b)] == "im") {
		return true
	}
	plain := func(ws []string) []string {
		return slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return loose.has(w) })
	}
	pa, pb := plain(a), plain(b)
	if slices.Equal(pa, pb) && len(pa) > 1 {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !(len(a[i]) > 4 && alike(a[i], b[i])) {
			return false
		}
	}
	return true
}

// withoutScience drops the words that translation adds to and takes from
// universities of technology.
func withoutScience(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "science" || w == "sciences" || w == "and" })
}

// loose words come and go in one institution's name.
var loose = set(`national research federal state the of public`)

// alike reports whether two words differ by one letter at most, or only in how
// the sounds of another script were written: "Muhammed", "Mohammad".
func alike(a, b string) bool {
	if a != "" && b != "" && a[0] == b[0] && sameSkeleton(a, b) {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// sameSkeleton reports whether two folded words have the same consonants, three or
// more.
func sameSkeleton(a, b string) bool {
	var bufA, bufB [32]byte
	skeleton := appendSkeleton(bufA[:0], a)
	return len(skeleton) > 2 && bytes.Equal(skeleton, appendSkeleton(bufB[:0], b))
}

// appendSkeleton appends a folded word without vowels, and without the second of
// two equal consonants.
func appendSkeleton(dst []byte, word string) []byte {
	last := byte(0)
	for i := range len(word) {
		if c := word[i]; strings.IndexByte("aeiouy", c) < 0 && c != last {
			dst = append(dst, c)
			last = c
		}
	}
	return dst
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

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if !connectors.has(w) && w != "and" && w != "the" {
			b.WriteString(w[:1])
		}
	}
	return b.String()
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

// findShortInstitutions adds the bare names that stand for an institution named
// in full elsewhere: "Warwick", "Gezira", "James Cook".
func (d *document) findShortInstitutions() {
	short, first := map[string]int{}, map[string]bool{}
	for n, r := range d.referents {
		if r.kind != unigraph.University {
			continue
		}
		for _, name := range r.names {
			if w := bareName(name); w != "" {
				if other, taken := short[w]; taken && other != n {
					n = -1
				}
				short[w] = n
				first[strings.Fields(w)[0]] = true
			}
		}
	}
	towns := d.towns()
	for i := range d.toks {
		if n, ok := towns[d.toks[i].text]; ok && n >= 0 && d.at(i) < 0 && d.actsAsTown(i) {
			d.add(mention{i: i, j: i + 1, kind: unigraph.University, short: true})
			d.mentions[len(d.mentions)-1].ref = n
			continue
		}
		for words := min(3, len(d.toks)-i); words > 0 && first[d.toks[i].text]; words-- {
			if n, ok := short[d.span(i, i+words)]; ok && n >= 0 && d.standsAlone(i, i+words) {
				d.add(mention{i: i, j: i + words, kind: unigraph.University, short: true})
				d.mentions[len(d.mentions)-1].ref = n
				break
			}
		}
	}
}

// towns are the words that may stand for a university by its town: the last word
// of its name, or where the gazetteer has it. A town of several is -1.
func (d *document) towns() map[string]int {
	towns := map[string]int{}
	for n, r := range d.referents {
		if r.kind != unigraph.University {
			continue
		}
		names := map[string]bool{}
		if r.entry != nil {
			names[r.entry.City] = true
		}
		for _, name := range r.names {
			words := strings.Fields(name)
			if last := words[len(words)-1]; len(words) > 2 && unicode.IsUpper(firstRune(last)) && !universityHeads.has(strings.ToLower(last)) && !fields.has(strings.ToLower(last)) {
				names[last] = true
			}
		}
		for name := range names {
			if other, taken := towns[name]; taken && other != n {
				towns[name] = -1
			} else if name != "" {
				towns[name] = n
			}
		}
	}
	return towns
}

// actsAsTown reports whether the town at token i stands for its university: it
// has officers, or is what somebody signs for.
func (d *document) actsAsTown(i int) bool {
	if d.low(i+1) == "'s" {
		for k := i + 2; k < i+6; k++ {
			if d.is(k, roleHeads) {
				return true
			}
		}
		return false
	}
	person := func(k int) bool { n := d.at(k); return n >= 0 && d.mentions[n].kind == unigraph.Person }
	switch {
	case d.low(i-1) == "(" && d.low(i+1) == ")":
		return person(i - 2)
	case d.low(i-1) == "for":
		return person(i-2) || d.find(clause{max(0, i-12), i}, max(0, i-12), signVerbs) >= 0
	case d.low(i-1) == "of":
		return person(i-2) || d.is(i-2, roleHeads)
	}
	return false
}

// standsAlone reports whether tokens [i, j) may be a bare name: no part of a
// longer name, and no place.
func (d *document) standsAlone(i, j int) bool {
	for k := i; k < j; k++ {
		if d.at(k) >= 0 {
			return false
		}
	}
	next := j < len(d.toks) && d.toks[j].cap && d.toks[j].word && d.toks[j].line == d.toks[i].line && d.at(j) < 0
	if next && !d.is(j, roleHeads) && !d.is(j, rolePrefixes) && !d.is(j, titles) && !d.is(j, openers) {
		return false
	}
	return d.kindOf(i) != foreignLine && d.kindOf(i) != creditLine && !d.nameWordAt(j) &&
		!(i > 0 && d.nameWordAt(i-1) && !d.is(i-1, openers)) && !d.locative(i, j)
}

// bareName is what is not generic of a name: "Warwick" of "University of
// Warwick", "James Cook" of "James Cook University"; "" if that is nothing, or
// not in one piece.
func bareName(name string) string {
	name, _, _ = strings.Cut(name, " named ")
	words, low := strings.Fields(name), strings.Fields(strings.ToLower(name))
	generic := func(low string) bool {
		return genericNames.has(low) || universityHeads.has(low) || connectors.has(low) || academicHeads.has(low) || fields.has(low)
	}
	i, j := 0, len(words)
	for i < j && generic(low[i]) {
		i++
	}
	for i < j && generic(low[j-1]) {
		j--
	}
	if j-i > 3 || slices.ContainsFunc(low[i:j], generic) {
		return ""
	}
	return strings.Join(words[i:j], " ")
}

// locative reports whether the name at tokens [i, j) is used as a place: "in
// Waterloo", "the Vancouver campus".
func (d *document) locative(i, j int) bool {
	name := d.span(i, j)
	return d.names.Demonym(name) != "" || d.names.Country(name) != "" || d.is(j, placeTails) || d.names.City(name) != "" && d.atWord(i-1, "from", "at") || d.atWord(i-1, "in", "near", "to", "around", "through", "outside") || d.low(j) == "campus" && d.names.City(name) != "" ||
		d.opensLine(i) && d.atWord(j, ",", "(", "-", "–", "—", ":")
}
