package extract

import (
	"strings"

	"unigraph"
)

// A role is what a person is, and where: tokens [i, j).
type role struct {
	i, j  int
	at    []int // referents of the institutions and countries it names, in text order
	also  []int // of at, the first that each further post after "and" names
	text  string
	headN int // index of its first head
}

// roleAt reads the role that begins at token k: "the deputy secretary of the
// Party Committee of DUT and Vice President". ok is false if none begins there.
func (d *document) roleAt(k int) (role, bool) { return d.readRole(k, true) }

// roleAlone reads the role at k up to an "and" or comma that may begin another
// person's.
func (d *document) roleAlone(k int) (role, bool) { return d.readRole(k, false) }

func (d *document) readRole(k int, joined bool) (role, bool) {
	r := role{i: k, headN: -1}
	j := k
	if n := d.at(j); n >= 0 && d.mentions[n].kind != unigraph.Person {
		r.at = append(r.at, d.mentions[n].ref)
		j = d.mentions[n].j
		if d.atWord(j, "'s") {
			j++
		}
		r.i = j
	}
	for d.atWord(j, "the", "a", "an", "its", "his", "her", "our", "their", "s") {
		j++
		if r.i == j-1 {
			r.i = j
		}
	}
	for {
		head, end := d.roleCore(j)
		if end == j {
			break
		}
		if r.headN < 0 {
			r.headN = head
		}
		named := len(r.at)
		if j = d.roleTails(end, &r); named > 0 && len(r.at) > named {
			r.also = append(r.also, r.at[named])
		}
		next := j
		if d.atWord(next, ",") && d.atWord(next+1, "and") {
			next++
		}
		if !joined || !d.atWord(next, "and", ",", "/", "&") {
			break
		}
		if _, end := d.roleCore(d.skipDeterminer(next + 1)); end == d.skipDeterminer(next+1) {
			break
		}
		j = d.skipDeterminer(next + 1)
	}
	if r.headN < 0 {
		return role{}, false
	}
	r.j = j
	r.text = strings.TrimRight(d.span(r.i, j), ", ")
	return r, true
}

func (d *document) skipDeterminer(j int) int {
	if d.atWord(j, "the", "a", "an", "its") {
		return j + 1
	}
	return j
}

// roleCore reads prefixes and one role head, units before the head included:
// "Deputy Vice-Chancellor (Academic)", "College of Forestry Dean", "member".
// The end is j itself if there is none.
func (d *document) roleCore(j int) (head, end int) {
	k := j
	for n := 0; n < 7 && k < len(d.toks) && d.at(k) < 0; n++ {
		low := d.low(k)
		switch {
		case d.is(k, roleHeads) && !(d.is(k+1, roleHeads) && d.toks[k+1].line == d.toks[k].line) && !(d.is(k+1, rolePrefixes) && d.is(k+2, roleHeads)):
			end := k + 1
			if d.atWord(end, "general", "designate", "elect", "emeritus", "emerita") {
				end++
			}
			if d.low(end) == "(" {
				for e := end + 1; e < end+9 && e < len(d.toks); e++ {
					if d.low(e) == ")" {
						if !d.institutionIn(end + 1) {
							end = e + 1
						}
						break
					}
				}
			}
			return k, end
		case low == "member" || low == "members" || low == "secretary-general":
			return k, k + 1
		case d.toks[k].word && !d.toks[k].cap && k-j < 2 && !d.is(k, personVerbs) && !d.is(k, penNouns) && !d.is(k, connectors) && !d.is(k, openers) && d.atWord(j-1, "'s", "the", "its", "a", "an", "their") && (d.is(k+1, roleHeads) || d.is(k+2, roleHeads) && k == j && d.low(k+1) != "of"):
			k++ // "TIKA's country coordinator"
		case d.is(k, roleHeads) || d.is(k, rolePrefixes) || d.is(k, unitHeads) || d.is(k, fields) || d.atWord(k, "-", "standing", "committee", "party") ||
			d.toks[k].cap && d.toks[k].word && !d.is(k, openers) && !d.is(k, titles) && k > j || d.is(k, connectors) && k > j && low != "at" && low != "in" && !(low == "the" && d.is(k-1, unitHeads)):
			k++
		default:
			return j, j
		}
	}
	return j, j
}

// roleTails reads "of …", "for …", "at …" after a role head, and the
// institutions in them.
func (d *document) roleTails(j int, r *role) int {
	if n := d.at(d.skipArticle(j)); n >= 0 && d.mentions[n].kind != unigraph.Person && d.atWord(j-1, "heads", "chairs", "directs", "coordinates", "leads", "oversees") {
		r.at = append(r.at, d.mentions[n].ref)
		return d.mentions[n].j
	}
	if n := d.at(j); n >= 0 && d.institutionIn(j) && d.toks[j-1].cap && d.toks[j].line == d.toks[j-1].line && d.mentions[n].i == j && !d.mentions[n].pronoun && (d.is(d.mentions[n].j, titles) || d.personAt(d.mentions[n].j) || d.atWord(d.pastBracket(d.mentions[n].j), ",", ";")) {
		r.at = append(r.at, d.mentions[n].ref)
		return d.pastBracket(d.mentions[n].j) // "Vice-Chancellor UET Dr N"
	}
	if d.low(j) == "in" && d.low(j+1) == "charge" || d.low(j) == "responsible" {
		for k := j + 2; k < j+9; k++ {
			if n := d.at(d.skipArticle(k + 1)); d.atWord(k, "at", "of") && n >= 0 && d.institutionIn(d.skipArticle(k+1)) {
				j = k // "in charge of partnerships at X"
				break
			}
		}
	}
	for d.atWord(j, "of", "for", "at", "in", "on", "to", "from", "'s", ",") {
		k := j + 1
		if d.toks[j].cap && d.toks[j].line != d.toks[j-1].line {
			break // the next line begins a sentence
		}
		if d.low(j) == "," && !(d.is(k, unitHeads) && d.toks[k].cap || d.institutionIn(k)) {
			break
		}
		end := d.roleObject(k, r)
		if end == k {
			break
		}
		j = end
	}
	return j
}

// personAt reports whether a person is named at token i.
func (d *document) personAt(i int) bool {
	n := d.at(i)
	return n >= 0 && d.mentions[n].kind == unigraph.Person
}

// countryAt reports whether a country is named at token i.
func (d *document) countryAt(i int) bool {
	n := d.at(i)
	return n >= 0 && d.mentions[n].kind == unigraph.Country
}

// roleObject reads what a role is of: names, units and fields up to a verb or a
// mark.
func (d *document) roleObject(k int, r *role) int {
	j := k
	for j < len(d.toks) && j-k < 14 && d.toks[j].line == d.toks[k].line {
		t := &d.toks[j]
		if n := d.at(j); n >= 0 {
			m := d.mentions[n]
			if m.kind == unigraph.Person {
				break
			}
			r.at = append(r.at, m.ref)
			if j = m.j; d.low(j) == "(" && d.at(j+1) >= 0 && d.low(j+2) == ")" {
				j += 3 // its acronym
			}
			continue
		}
		if t.low == "and" && d.at(j-1) >= 0 && d.is(d.skipDeterminer(j+1), roleHeads) {
			break // "president of A and rector of B"
		}
		known := t.known.in(fields) || t.known.in(unitHeads) || t.known.in(roleWords) || t.known.in(thingWords) || t.known.in(rolePrefixes) || t.known.in(genericNames)
		ok := t.cap && t.word && (known || j == k || d.toks[j-1].cap && d.at(j-1) < 0 || d.atWord(j-1, "of", "and", "the", "for", "&")) && !t.known.in(openers) && !t.known.in(headlineWords) && !t.known.in(titles) && !(t.known.in(roleHeads) && j > k) || t.word && (t.known.in(roleWords) || t.known.in(fields)) ||
			d.atWord(j, "the", "its", "our", "their") || d.atWord(j, "of", "for", "and", "&", ",") && j+1 < len(d.toks) && (d.toks[j+1].cap && !d.is(j+1, roleHeads) && d.low(j) != "," || d.is(j+1, fields) || d.is(j+1, roleWords) && d.low(j) != "," || d.low(j+1) == "the" && d.low(j) == "of")
		if !ok {
			if end := d.plainObject(j); end > j {
				j = end
				continue
			}
			break
		}
		j++
	}
	for j > k && d.atWord(j-1, "the", "of", "and", ",", "for", "its", "our", "their", "&") {
		j--
	}
	return j
}

// plainObject is the end of the lower-case words at token j that what a role is of
// goes on with, whatever they are: "head of the anatomy chair of X", "head of the
// vineyard, N". It is j itself where they may be a statement.
func (d *document) plainObject(j int) int {
	const longest = 4
	for k := j; k < len(d.toks) && k-j <= longest && d.toks[k].line == d.toks[j].line; k++ {
		switch low := d.low(k); {
		case k > j && (d.atWord(k, ",", ")", ";") || d.atWord(k, "of", "at") && d.institutionIn(d.skipArticle(k+1)) || d.is(k, titles) || d.personAt(k)):
			return k
		case !d.toks[k].word || d.toks[k].cap || d.is(k, prepositions) || d.is(k, connectors) || d.is(k, openers) || d.finite(k) || mayBeVerb(low) || d.atWord(k, "other", "same", "alumni"):
			return j
		}
	}
	return j
}

// mayBeVerb reports whether a word may be a verb that a role is the subject of.
func mayBeVerb(low string) bool {
	return strings.HasSuffix(low, "ed") || auxiliaries.has(low) || personVerbs.has(low)
}

var auxiliaries = set(`is are was were has have had will would can could may might must shall should be been do does did`)

// roleWords are the lower-case words that stand in roles.
var roleWords = set(`party committee standing international affairs relations cooperation office academic science research department
	faculty school college institute foreign external general education studies development student students physical chair
	medicine law physics economics engineering mathematics chemistry history organization board political sciences languages
	electrical computer mechanical mechanics activity work flight soil management public health finance business communications
	higher agriculture humanitarian zootechnics exchange university rector president vice-chancellor municipal provincial council senate`)

// roleBeforeName finds the role that ends right before token i, titles skipped.
func (d *document) roleBeforeName(i int) (role, bool) {
	end := i
	for d.low(end-1) == ")" && d.is(end-2, titles) && d.low(end-3) == "(" {
		end -= 3 // "Prof. (Mrs.)"
	}
	for end > 0 && d.toks[end-1].line == d.toks[i].line && d.is(end-1, titles) && !d.is(end-1, roleHeads) || end > 0 && d.low(end-1) == "-" {
		end--
	}
	called := end
	for d.workNoun(called-1, called) && !d.toks[called-1].cap || d.atWord(called-1, "the", "a", "an") {
		called-- // "The new rector of X is the chemist N"
	}
	if d.atWord(called-1, "called", "named") && d.roleIs(called-2) {
		called--
	}
	if d.roleIs(called - 1) {
		end = called - 1
	} else if d.roleThenComma(i) || d.low(end-1) == ":" {
		end--
	}
	start := max(d.sentenceStart(i), end-26, d.itemStart(i))
	for k := start; k < end; k++ {
		if n := d.at(k); n >= 0 && d.mentions[n].i != k {
			continue
		}
		if m := d.at(k - 2); m >= 0 && d.mentions[m].kind == unigraph.Person && d.low(k-1) == "," {
			// what follows a name and a comma is that person's role
			if r, ok := d.roleAlone(k); ok && r.j < end {
				k = r.j - 1
				continue
			}
		}
		r, ok := d.roleAt(k)
		if !ok {
			continue
		}
		if r.j >= end && r.headN < end {
			if r.j > end {
				r.text, r.j = d.span(r.i, end), end
			}
			return r, true
		}
		k = max(k, r.headN)
	}
	return role{}, false
}

// roleIs reports whether the verb at token k says who has the role that begins the
// sentence: "The new rector of X is N".
func (d *document) roleIs(k int) bool {
	if !d.atWord(k, "is", "was", "remains", "became") {
		return false
	}
	for start := d.sentenceStart(k); start < k; start++ {
		if d.atWord(start, "the", "its", "our") || d.is(start, rolePrefixes) {
			continue
		}
		return d.is(start, roleHeads)
	}
	return false
}

// itemStart is where the item of a list begins that token i is in; 0 if it is in
// none. The role on the line above is another one's.
func (d *document) itemStart(i int) int {
	const longest = 27 // tokens; no role is longer
	for k := i; k >= max(0, i-longest) && d.toks[k].line == d.toks[i].line; k-- {
		if bullet(d.toks, k) {
			return k
		}
	}
	return 0
}

// roleAfterName finds the role that follows a name at token j: ", vice
// president of X", " (Rector)", ", who is Dean", " Dean".
func (d *document) roleAfterName(j int) (role, bool) {
	j = d.pastAge(j)
	k := j
	switch {
	case d.atWord(j, ",", "(", "-", "–", "—", ":"):
		k = j + 1
		for d.atWord(k, "who", "is", "was", "now", "currently", "then", "himself", "herself", "also", "the", "and", "at", "time") {
			k++
		}
	case d.atWord(j, "is", "was", "as"):
		k = j + 1
	case j < len(d.toks) && d.toks[j].cap && d.is(j, roleHeads) && d.toks[j-1].line == d.toks[j].line:
	case d.bareRole(j):
	default:
		return role{}, false
	}
	r, ok := d.roleAt(k)
	if m := d.at(r.j); ok && m >= 0 && d.mentions[m].kind == unigraph.Person || d.is(r.j, titles) {
		return d.roleAlone(k) // the last role is the next person's
	}
	return r, ok
}

// pastAge is the token after the age that stands at j, "(50)"; j itself if none does.
func (d *document) pastAge(j int) int {
	if j+2 < len(d.toks) && d.low(j) == "(" && isDigit(d.toks[j+1].text) && len(d.toks[j+1].text) == 2 && d.low(j+2) == ")" {
		return j + 3
	}
	return j
}

// bareRole reports whether a role stands right after the name that ends at token j, as
// translations from Korean and Japanese have it: "N president took the pen", "N Vice
// Rector and".
func (d *document) bareRole(j int) bool {
	head, end := d.roleCore(j)
	if end == j || !d.personAt(j-1) || d.toks[end-1].line != d.toks[j-1].line || !d.is(head, bareRoles) || d.is(end, roleHeads) || d.personAt(end) || d.is(end, titles) {
		return false
	}
	for k := d.mentions[d.at(j-1)].i - 1; k > j-9 && k >= d.sentenceStart(j-1); k-- {
		if d.atWord(k, "elected", "re-elected", "appointed", "named", "chose", "made", "makes", "call", "calls", "called", "elects", "appoints", "names") {
			return false
		}
	}
	return d.acts(end) || d.atWord(end, "and", ",", "of", "visited", "took", "met", "(") || end >= d.sents[d.sentOf[j-1]][1]
}

// bareRoles are those that stand so after a name.
var bareRoles = set(`president rector chancellor vice-president vice-rector dean professor director vice-chancellor head`)

// roleAtWhom is the first institution that the role names, else the first
// country, for ministers and ambassadors; -1 if it names neither.
func (d *document) roleAtWhom(r role) int {
	for _, ref := range r.at {
		if t := d.referents[ref].kind; t == unigraph.University || t == unigraph.Alliance {
			return ref
		}
	}
	if len(r.at) > 0 && (d.referents[r.at[0]].kind == unigraph.Organization || d.is(r.headN, stateRoles)) {
		return r.at[0]
	}
	return -1
}

// stateRoles are offices of a country.
var stateRoles = set(`minister vice-minister ambassador consul secretary president counsellor minister-counsellor minister-counselor attaché governor mayor`)
