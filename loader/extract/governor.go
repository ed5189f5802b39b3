package extract

import (
	"strings"

	"unigraph"
)

// governor is the preposition that the list of names with mention m in it hangs
// on: "with" for both names of "signed with A and B"; "" for a subject or a
// direct object.
func (d *document) governor(m mention) string { return d.low(d.governorAt(m)) }

// governorAt is the token of the governor; -1 if there is none.
func (d *document) governorAt(m mention) int {
	if d.atWord(m.i, "he", "she", "we", "i") {
		return -1
	}
	from, k := d.sentenceStart(m.i), m.i-1
	for _, r := range d.roles {
		if r[1] == m.j && r[0] < m.i {
			k = r[0] - 1 // the role before a name belongs to it
		}
	}
	for k >= from {
		if d.low(k) == "of" && d.low(k-1) == "person" && d.low(k-3) == "in" {
			k -= 4 // "X, in the person of its rector N, signed"
			continue
		}
		if d.is(k, prepositions) && !d.counts(m, k) && d.at(k) < 0 {
			return k
		}
		next := d.leftOf(m, k, from)
		if next == k {
			return -1
		}
		k = next
	}
	return -1
}

// leftOf is where the list with m in it goes on to the left of token k; k itself
// if it does not.
func (d *document) leftOf(m mention, k, from int) int {
	if m.pronoun && d.low(k) == "," && d.at(k-1) >= 0 && d.endsList(m, d.mentions[d.at(k-1)]) {
		return k // "Under the rector, N, the university signed"
	}
	if r := d.roleEndingAt(k); r >= 0 {
		return r - 1
	}
	if n := d.at(k); n >= 0 {
		if d.endsList(m, d.mentions[n]) {
			return k
		}
		return d.mentions[n].i - 1
	}
	switch low := d.low(k); {
	case bullet(d.toks, k) || bullet(d.toks, k-1) || low == "'s" || low == "-":
		return k - 1
	case low == ":" && m.kind == unigraph.Person && d.is(k-1, roleHeads) && strings.HasSuffix(d.low(k-1), "s"):
		return k - 1 // "by the three rectors: A, B and C"
	case low == ":":
		for g := k; g > from; g-- {
			if d.is(g, groupNouns) {
				return g - 1
			}
		}
	case low == "of": // counts
		return k - 2
	case low == ")":
		return d.opening(k) - 1
	case d.whereabouts(k, from) > 0:
		return k - d.whereabouts(k, from)
	case low == "," && d.fronted(k, from):
		return k
	case low == "," || low == "and" || low == "or" || low == "&" || low == ";":
		if o := d.dateBefore(k); o >= 0 {
			return o // "with X on 3 May, Y on 5 May"
		}
		if d.listBefore(k) || low == "," && d.is(k-1, groupNouns) && m.kind != unigraph.Person {
			return k - 1 // also "with two Finnish institutions, X and Y"
		}
		if o := d.aside(k, from); low == "," && o >= 0 {
			return o - 1
		}
	case listWords.has(low) || titles.has(low) || roleHeads.has(low) || rolePrefixes.has(low) || groupNouns.has(low) && m.kind != unigraph.Person || d.names.Demonym(d.toks[k].text) != "":
		return k - 1
	case companyNouns.has(low) && m.kind == unigraph.Organization:
		if k--; k > from && d.toks[k].word && !d.toks[k].cap && !d.is(k, prepositions) && !d.is(k, listWords) {
			k-- // "the mining company"
		}
		return k
	}
	return k
}

// fronted reports whether the comma at k ends words that open the sentence and name
// nobody: "In the presence of the ambassador, N signed".
func (d *document) fronted(k, from int) bool {
	const longest = 12 // tokens
	if k-from > longest || !d.is(from, prepositions) || d.is(from, withOrBetween) {
		return false
	}
	for n := from; n < k; n++ {
		if d.at(n) >= 0 || d.low(n) == "," {
			return false
		}
	}
	return true
}

// dateBefore is the last token before the date, with its preposition, that ends
// right before the comma or "and" at k, where a name stands there; -1 if not.
func (d *document) dateBefore(k int) int {
	for k--; d.low(k) == ","; k-- {
	}
	if k < 0 || d.at(k) >= 0 || d.toks[k].word && d.month(k) == 0 && !d.is(k, weekdayWords) {
		return -1
	}
	for _, m := range d.dates {
		if m.j != k+1 {
			continue
		}
		o := m.i - 1
		for d.atWord(o, "on", "in", "of", "the") {
			o--
		}
		if d.at(o) >= 0 {
			return o
		}
	}
	return -1
}

// whereabouts is the length of what ends at token k and only says where the
// institution before it is, with the comma: ", Guwahati"; 0 if nothing does.
func (d *document) whereabouts(k, from int) int {
	const longest = 3
	for n := 1; n <= longest && k-n > from; n++ {
		if t := &d.toks[k-n+1]; !t.cap || !t.word || t.known.in(roleHeads) || t.known.in(titles) || t.known.in(unitHeads) {
			return 0
		}
		if b := d.at(k - n - 1); d.low(k-n) == "," && b >= 0 && d.mentions[b].kind == unigraph.University {
			return n + 1
		}
	}
	return 0
}

// counts reports whether "of" at k belongs to words that count or group the names
// behind it: "each of", "a delegation of", "the universities of".
func (d *document) counts(m mention, k int) bool {
	before := d.low(k - 1)
	return d.low(k) == "of" && (d.atWord(k-1, "each", "all", "some", "any", "one", "number", "both") || allianceHeads.has(before) || groupWords.has(before) || partyNouns.has(before) ||
		m.kind == unigraph.Person && d.atWord(k-1, "people", "persons", "consisting", "composed", "up", "formed"))
}

// endsList reports whether other, to the left of m, is of another list: a person
// and an institution are not of one.
func (d *document) endsList(m, other mention) bool {
	if (other.kind == unigraph.Person) == (m.kind == unigraph.Person) {
		return false
	}
	return d.atWord(d.pastBracket(other.j), "and", ",") || m.kind == unigraph.Person && d.atWord(other.j, "the", "a", "an", "its") // "For X the rector, N, signed"
}

var (
	prepositions = set(`with between by of from at to in on for among into under via through behind near against without than after before beside`)
	// listWords stand between a preposition and the names it governs.
	listWords = set(`the both such as including like namely its their his her our neighbouring neighboring partner fellow also well a an
		counterpart counterparts respective following each two three four five six seven eight nine ten eleven twelve respectively
		foreign leading local well-known former then new overseas famous first second third fourth fifth sixth seventh eighth ninth tenth "`)
)

// listBefore reports whether the comma or "and" at k goes on a list: a name, a
// bracket or a role stands before it.
func (d *document) listBefore(k int) bool {
	for k--; d.atWord(k, ",", "and", ";"); k-- {
	}
	if k < 0 {
		return false
	}
	n := d.at(k)
	if n >= 0 && d.mentions[n].kind == unigraph.Country && d.low(d.mentions[n].i-1) == "," {
		return d.institutionIn(d.mentions[n].i - 2) // "the University of Ghana, Ghana, and …"
	}
	if d.low(k) == ")" {
		before := d.opening(k) - 1
		return d.at(before) >= 0 || d.whereabouts(before, d.sentenceStart(k)) > 0 // "X, Guwahati (2019), and"
	}
	return n >= 0 && d.mentions[n].kind != unigraph.Country || d.roleEndingAt(k) >= 0
}

// aside finds the comma that opens the aside which the one at k closes, in the
// middle of a list: "A, B and, from across the border, C"; -1 if there is none.
func (d *document) aside(k, from int) int {
	for o := k - 2; o > from && o > k-8; o-- {
		if d.at(o) >= 0 {
			return -1
		}
		if d.low(o) == "," {
			if d.atWord(o+1, "from", "in", "as", "for", "with", "finally", "last", "of", "also", "this", "on") && (d.listBefore(o) || d.low(o-1) == "and" && d.listBefore(o-1)) {
				return o
			}
			return -1
		}
	}
	return -1
}

// pastBracket is the token after the bracket that opens at j; j itself if none does.
func (d *document) pastBracket(j int) int {
	if d.low(j) != "(" {
		return j
	}
	for k := j + 1; k < j+12; k++ {
		if d.low(k) == ")" {
			return k + 1
		}
	}
	return j
}

// opening finds the bracket that the one at k closes; k itself if there is none
// in the sentence.
func (d *document) opening(k int) int {
	for i := k - 1; i >= d.sentenceStart(k); i-- {
		if d.low(i) == "(" {
			return i
		}
	}
	return k
}

// roleEndingAt gives the first token of the role that ends at token k; -1 if none.
func (d *document) roleEndingAt(k int) int {
	for _, r := range d.roles {
		if r[1]-1 == k && r[0] < k {
			return r[0]
		}
	}
	return -1
}

// subjects are the mentions of the given kinds that the verb at t may have as
// its subject: before it in the clause, with no other verb between.
func (d *document) subjects(c clause, t int, kinds ...unigraph.EntityType) []mention {
	var out []mention
	for _, m := range d.in(c.i, t, kinds...) {
		if d.low(m.j) != "'s" && !d.doesOther(m.j, t) && d.governor(m) == "" && !d.inRole(m) {
			out = append(out, m)
		}
	}
	return out
}

// doesOther reports whether a verb in tokens [from, to) says that the subject
// before did something else; "accompanied by" does not.
func (d *document) doesOther(from, to int) bool {
	for k := d.find(clause{from, to}, from, otherVerbs); k >= 0; k = d.find(clause{from, to}, k+1, otherVerbs) {
		if d.low(k+1) != "by" {
			return true
		}
	}
	return false
}

// The prepositions that rules ask governed for.
var (
	onlyWith, onlyBetween, onlyBy, onlyOf = set(`with`), set(`between`), set(`by`), set(`of`)

	withOrBetween, withOrBy, betweenOrFor = set(`with between among`), set(`with by`), set(`between among for`)
)

// governed are the mentions of the given kinds in [from, to) that hang on one
// of the prepositions.
func (d *document) governed(from, to int, by wordSet, kinds ...unigraph.EntityType) []mention {
	var out []mention
	for _, m := range d.in(from, to, kinds...) {
		if by.has(d.governor(m)) && !d.inRole(m) {
			out = append(out, m)
		}
	}
	return out
}

// refs gives the distinct referents of mentions, in text order.
func refs(ms []mention) []int {
	var out []int
	seen := map[int]bool{}
	for _, m := range ms {
		if !seen[m.ref] {
			seen[m.ref] = true
			out = append(out, m.ref)
		}
	}
	return out
}
