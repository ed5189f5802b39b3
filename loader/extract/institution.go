package extract

import (
	"strings"

	"unigraph"
)

// A mention is a name, or a word that stands for one, at tokens [i, j).
type mention struct {
	i, j    int
	kind    unigraph.EntityType
	name    string // as written, without a leading article
	ref     int    // index into document.referents
	pronoun bool   // "our university", "the alliance"
	short   bool   // a part of a fuller name: "Warwick", "Fan"
}

// findInstitutions finds universities, alliances and other bodies by the
// grammar of their names, and those that only the gazetteer tells.
func (d *document) findInstitutions() {
	for i := range d.toks {
		if d.kindOf(i) == foreignLine || d.at(i) >= 0 {
			continue
		}
		switch low := d.headOf(i); {
		case i+1 < len(d.toks) && !headFirst[low] && (universityHeads[d.headOf(i+1)] || allianceHeads[d.headOf(i+1)]) && d.toks[i+1].line == d.toks[i].line:
			// "Polytechnic University" and "University Alliance" turn on their last word
		case universityHeads[low], academicHeads[low] && !d.unitHere(i):
			d.universityAt(i)
		case allianceHeads[low]:
			d.allianceAt(i)
		case organizationTails[low]:
			d.organizationAt(i)
		}
	}
	d.findKnown()
}

// headOf is the word that token i turns on: the last part of a compound
// ("Universität" of "Humboldt-Universität"). Only capitalised words head a name.
func (d *document) headOf(i int) string {
	t := d.toks[i]
	if !t.cap && !headFirst[t.low] {
		return ""
	}
	if k := strings.LastIndexAny(t.low, "-–"); k >= 0 && universityHeads[strings.TrimLeft(t.low[k:], "-–")] {
		return strings.TrimLeft(t.low[k:], "-–")
	}
	return t.low
}

// unitHere reports whether the head at i begins the name of a part of an
// institution: "School of Mines", "Institute of Oil and Gas" after nothing but
// an article, a role or the institution's own name.
func (d *document) unitHere(i int) bool {
	if !unitHeads[d.low(i)] && d.low(i) != "academy" {
		return false
	}
	switch left := d.nameStart(i); {
	case left == i:
		return !d.atWord(i+1, "of") || !d.known(unigraph.University, i, d.nameEnd(i))
	case d.low(i) == "school":
		return !d.atWord(i-1, "business", "higher", "law") && !d.known(unigraph.University, left, d.nameEnd(i)) && !d.atWord(i+1, "of") ||
			!d.known(unigraph.University, left, d.nameEnd(i)) && !d.atWord(i-1, "business", "higher")
	case d.atWord(i-1, "confucius", "joint", "research"):
		return true
	default:
		return false
	}
}

// universityAt adds the university whose name turns on token h.
func (d *document) universityAt(h int) {
	i, j := d.nameStart(h), d.nameEnd(h)
	if d.low(h) == "universities" {
		d.elliptical(h)
		return
	}
	for i < h && d.toks[i].low == "the" {
		i++
	}
	i, j = d.stripDemonym(i, h, j), d.stripCountry(i, h, j)
	if !d.distinctive(i, j) {
		return
	}
	if k := d.coordinated(i, h); k >= 0 {
		d.add(mention{i: k, j: d.before(k, h), kind: unigraph.University})
	}
	d.add(mention{i: i, j: j, kind: unigraph.University})
}

// before is the end of the bare first name in "Nagoya and Osaka University".
func (d *document) before(k, h int) int {
	for k < h && d.low(k) != "and" {
		k++
	}
	return k
}

// coordinated finds the bare name before "and" in "Nagoya and Osaka University";
// -1 if there is none.
func (d *document) coordinated(i, h int) int {
	if d.low(i-1) != "and" || i-2 < 0 || !d.toks[i-2].cap || d.at(i-2) >= 0 || d.toks[i-2].caps {
		return -1
	}
	if d.names.City(d.toks[i-2].text) == "" || !d.atWord(i-3, "as", "with", "between", "both", "of", "universities") {
		return -1
	}
	return i - 2
}

// elliptical adds the universities of "the universities of Durham, York and
// Exeter".
func (d *document) elliptical(h int) {
	if d.low(h+1) != "of" {
		return
	}
	for i := h + 2; i < len(d.toks) && d.toks[i].cap; {
		j := i + 1
		for j < len(d.toks) && d.toks[j].cap && d.toks[j].word {
			j++
		}
		d.add(mention{i: i, j: j, kind: unigraph.University})
		if d.low(j) == "," && d.low(j+1) == "and" {
			j++
		}
		if d.low(j) != "," && d.low(j) != "and" {
			return
		}
		i = j + 1
	}
}

// nameStart walks left from the head over the words of its name.
func (d *document) nameStart(h int) int {
	i := h
	for i > 0 && d.toks[i-1].line == d.toks[h].line && d.at(i-1) < 0 {
		t := d.toks[i-1]
		switch {
		case t.cap && t.word && !d.stopsName(i-1):
			if i-1 == d.sentenceStart(i-1) && openers[t.low] {
				return i
			}
			i--
		case particles[t.low] && i >= 2 && d.toks[i-2].cap && !d.stopsName(i-2):
			i--
		case t.low == "and" && allianceHeads[d.low(h)] && i >= 2 && d.toks[i-2].cap && !d.stopsName(i-2) && d.low(i-3) != ",":
			i--
		case t.low == "and" && fields[d.low(i)] && d.toks[i-2].cap && (fields[d.low(i-2)] || d.low(i-2) == "language") && !d.stopsName(i-2):
			i--
		case (t.low == "the" || t.low == "of") && i >= 2 && d.toks[i-2].cap && !d.stopsName(i-2) && !universityHeads[d.low(i-2)] && properJoin[t.low+" "+d.low(i)]:
			i--
		default:
			return i
		}
	}
	return i
}

// properJoin are the lower-case words that stand inside a proper name left of
// the head: "Peter the Great St. Petersburg Polytechnic University".
var properJoin = phrases(`
	the great`)

// openers begin sentences and no name.
var openers = set(`the at on in a an and but as for from with when while since after before during under according then
	also both this that these those its his her their our earlier later today yesterday not no only now there here
	among besides meanwhile however asked replying meeting recently previously subsequently originally by to of nor
	neither either each once two three four five six seven eight nine ten eleven twelve over more most some all many like unlike
	together hosted founded created established if between via until it he she they we i you whose which who what`)

// stopsName reports whether token i, though capitalised, is no part of an
// institution's name to its right: a role, a title, a month, a unit.
func (d *document) stopsName(i int) bool {
	low := d.toks[i].low
	return roleHeads[low] || headlineWords[low] || papers[low] || titles[low] && !d.initial(i) || months[low] != 0 || rolePrefixes[low] && roleHeads[d.low(i+1)] ||
		low == "faculty" || low == "department" || low == "moa" || low == "mou" || low == "alumni"
}

// headlineWords are capitalised in headlines only, and part no name.
var headlineWords = set(`with and from between to at by on signed signs sign signing visits visited visit visiting joins joined delegation time
	news holds held cooperation framework welcomes meets establishes launches renew renews inks seal seals receives received reputation
	links times forum`)

// initial reports whether token i is an initial such as "L.N." or "M.".
func (d *document) initial(i int) bool {
	t := d.toks[i].text
	return len(t) == 2 && t[1] == '.'
}

// nameEnd walks right from the head over the rest of its name.
func (d *document) nameEnd(h int) int {
	j := h + 1
	if headFirst[d.low(h)] || d.followsHead(j) {
		j = d.capitals(j)
	}
	for j < len(d.toks) && d.toks[j].line == d.toks[h].line {
		next := d.complement(j)
		if next == j {
			break
		}
		j = next
	}
	return j
}

// followsHead reports whether the capitalised word at j goes on with the name
// of a university: "University College London", a quoted name.
func (d *document) followsHead(j int) bool {
	return d.atWord(j, "college", "institute", "school") && d.toks[j].cap ||
		d.low(j-1) == "college" && j < len(d.toks) && d.toks[j].cap && d.names.City(d.toks[j].text) != "" ||
		d.low(j-1) == "university" && j < len(d.toks) && d.toks[j].cap && d.known(unigraph.University, d.nameStart(j-1), j+1)
}

// complement reads one more part of a name at j: "of Science and Technology",
// "named after M. Tynyshpayev", `"Kharkiv Aviation Institute"`, "di Milano".
func (d *document) complement(j int) int {
	switch {
	case connectors[d.low(j)] && !d.atWord(j, "in", "at", "und", "y", "e", "und", "i", "the") && d.startsName(d.skipArticle(j+1)):
		end := d.capitals(d.skipArticle(j + 1))
		return d.fieldList(end)
	case d.atWord(j, "im.", "named") && (d.toks[j].low == "im." || d.atWord(j+1, "after", "for", "by")):
		k := j + 1
		if d.toks[j].low == "named" {
			k++
		}
		for d.low(k) == "the" || k < len(d.toks) && !d.toks[k].cap && (titles[d.low(k)] || roleHeads[d.low(k)]) {
			k++
		}
		if k < len(d.toks) && d.toks[k].cap {
			return d.capitals(k)
		}
	case d.atWord(j, `"`, "“") && j > 0 && !d.toks[j].glued && j+1 < len(d.toks) && d.toks[j+1].cap:
		if k := d.capitals(j + 1); k-j <= 5 && d.atWord(k, `"`, "”") {
			return k + 1
		}
	case d.low(j) == "," && j+1 < len(d.toks) && d.campus(j):
		return d.capitals(j + 1)
	}
	return j
}

func (d *document) skipArticle(j int) int {
	for d.atWord(j, "the", "la", "las", "los", "le", "les", "el", "o", "a", "as", "os") && j < len(d.toks) && !d.toks[j].cap {
		j++
	}
	return j
}

// startsName reports whether a name may go on at j.
func (d *document) startsName(j int) bool {
	return j < len(d.toks) && d.toks[j].cap && d.toks[j].word && !d.stopsName(j) && !unitHeads[d.toks[j].low]
}

// campus reports whether a comma at j parts a university from its campus:
// "University of California, Davis".
func (d *document) campus(j int) bool {
	return campusSystems[d.low(j-1)] && d.low(j-2) == "of" && d.low(j-3) == "university" && d.toks[j+1].cap &&
		!universityHeads[d.low(j+1)] && !universityHeads[d.low(j+2)] || d.low(j-1) == "rutgers"
}

var campusSystems = set(`california maryland minnesota wisconsin texas illinois massachusetts colorado`)

// capitals runs over capitalised words from j on, with small connectors between
// them.
func (d *document) capitals(j int) int {
	start := j
	for j < len(d.toks) && d.toks[j].line == d.toks[start].line {
		t := d.toks[j]
		switch {
		case t.cap && t.word && !d.stopsName(j) && !(j > start && (universityHeads[t.low] || unitHeads[t.low] && d.low(j+1) == "of" || t.caps && d.low(j+1) != "," && roleHeads[d.low(j+1)])):
			j++
		case j > start && (particles[t.low] || t.low == "la") && d.startsName(j+1):
			j += 2
		default:
			return j
		}
	}
	return j
}

// particles stand inside names of persons and of what is named after them.
var particles = set(`de di do da dos das del della degli des du von van der bin binti al ya`)

// fieldList goes on over fields joined by "and" or commas: "Science and
// Technology", "Science, Technology and Innovation".
func (d *document) fieldList(j int) int {
	for {
		switch {
		case d.atWord(j, "and", "&") && j+1 < len(d.toks) && d.toks[j+1].cap && (fields[d.low(j+1)] || fields[d.low(j+2)] && !universityHeads[d.low(j+2)]) && !d.headSoon(j+1):
			j = d.capitals(j + 1)
		case d.atWord(j, "and", "&") && fields[d.low(j-1)] && j+1 < len(d.toks) && d.toks[j+1].cap && d.names.City(d.toks[j+1].text) == "" &&
			d.names.Country(d.toks[j+1].text) == "" && !d.stopsName(j+1) && !d.headSoon(j+1) && !(j+2 < len(d.toks) && d.toks[j+2].cap) && !d.toks[j+1].caps:
			j += 2
		case d.low(j) == "," && fields[d.low(j+1)] && d.toks[j+1].cap && fields[d.low(j-1)] && !d.headSoon(j+1):
			j = d.capitals(j + 1)
		default:
			return j
		}
	}
}

// headSoon reports whether the capitalised run at j leads to a head of its own,
// and so begins another name: "and Technology University of X".
func (d *document) headSoon(j int) bool {
	for k := j; k < j+4 && k < len(d.toks) && (d.toks[k].cap || connectors[d.toks[k].low]); k++ {
		if universityHeads[d.toks[k].low] || academicHeads[d.toks[k].low] {
			return true
		}
	}
	return false
}

// stripDemonym takes a nationality off the front of a name that is a name
// without it: "Russian Irkutsk State University".
func (d *document) stripDemonym(i, h, j int) int {
	if h-i < 2 || d.names.Demonym(d.toks[i].text) == "" && d.names.Country(d.toks[i].text) == "" || d.known(unigraph.University, i, j) {
		return i
	}
	if _, region := d.names.Region(d.span(i, i+2)); region {
		return i
	}
	if d.names.City(d.toks[i+1].text) != "" || d.known(unigraph.University, i+1, j) {
		return i + 1
	}
	return i
}

// stripCountry takes "of China" off the end of a name that the text or the
// gazetteer also has without it.
func (d *document) stripCountry(i, h, j int) int {
	k := h + 1
	if d.low(k) != "of" || k+1 >= j || d.names.Country(d.span(k+1, j)) == "" || d.known(unigraph.University, i, j) {
		return j
	}
	if bare := d.span(i, k); d.known(unigraph.University, i, k) || d.distinctive(i, k) && i < h && strings.Count(d.text, bare) > strings.Count(d.text, bare+" of") {
		return k
	}
	return j
}

// distinctive reports whether tokens [i, j) hold a word that tells one
// institution from another.
func (d *document) distinctive(i, j int) bool {
	nation, special, of, modifiers := false, 0, false, 0
	for k := i; k < j; k++ {
		t := d.toks[k]
		switch {
		case !t.cap:
			of = of || t.low == "of"
		case fields[t.low] && !genericNames[t.low]:
			special++
		case universityHeads[t.low]:
		case genericNames[t.low]:
			modifiers++
		case d.national(t.text):
			nation = true
			if of {
				return true // "University of Eswatini"
			}
		default:
			return true
		}
	}
	named := special > 1 || nation && modifiers > 0 || special == 1 && (nation || i < j && !universityHeads[d.low(i)])
	return named || d.known(unigraph.University, i, j) || d.low(j) == "(" && d.names.Country(d.span(j+1, min(j+2, len(d.toks)))) != "" ||
		d.academy(i, j)
}

// national reports whether a word names a nation or several: "Japanese",
// "China-Ukraine".
func (d *document) national(word string) bool {
	for part := range strings.SplitSeq(word, "-") {
		if d.names.Demonym(part) == "" && d.names.Country(part) == "" {
			return false
		}
	}
	return true
}

// academy reports whether [i, j) is a nation's academy: "Bulgarian Academy of
// Sciences".
func (d *document) academy(i, j int) bool {
	nation, academy := false, false
	for k := i; k < j; k++ {
		nation = nation || d.names.Demonym(d.toks[k].text) != ""
		academy = academy || d.low(k) == "academy"
	}
	return nation && academy
}

// known reports whether the gazetteer has tokens [i, j) as a name of that type.
func (d *document) known(t unigraph.EntityType, i, j int) bool {
	return i < j && len(d.names.Find(t, d.span(i, j))) > 0
}

// span is the text of tokens [i, j), blanks and line breaks as one space.
func (d *document) span(i, j int) string {
	if i >= j {
		return ""
	}
	return strings.Join(strings.Fields(d.text[d.toks[i].start:d.toks[j-1].end]), " ")
}

// add adds a mention unless its tokens are taken.
func (d *document) add(m mention) {
	for k := m.i; k < m.j; k++ {
		if d.at(k) >= 0 {
			return
		}
	}
	if m.name == "" {
		m.name = d.span(m.i, m.j)
	}
	m.ref = -1
	d.mentions = append(d.mentions, m)
	for k := m.i; k < m.j; k++ {
		d.taken[k] = len(d.mentions)
	}
}

// at is the index of the mention that token i belongs to; -1 if none.
func (d *document) at(i int) int {
	if i < 0 || i >= len(d.taken) {
		return -1
	}
	return d.taken[i] - 1
}

// sentenceStart is the first token of the sentence that token i is in.
func (d *document) sentenceStart(i int) int { return d.sents[d.sentOf[i]][0] }
