package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// A mention is a name, or a word that stands for one, at tokens [i, j).
type mention struct {
	i, j    int
	kind    unigraph.EntityType
	name    string // as written, without a leading article
	ref     int    // index into document.referents
	group   []int  // the referents of a mention of several, such as "the two universities"
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
		case d.atWord(i, ",", "is"):
			d.glossedAt(i)
		case d.is(i, allianceHeads) && !d.toks[i].cap:
			d.calledSoAt(i)
		case d.is(i, memberCues) && !d.toks[i].cap:
			d.memberOfAt(i)
		case d.low(i) == "universities":
			d.elliptical(i)
		case low == "":
		case i+1 < len(d.toks) && !headFirst.has(low) && (universityHeads.has(d.headOf(i+1)) || allianceHeads.has(d.headOf(i+1))) && d.toks[i+1].line == d.toks[i].line:
			// "Polytechnic University" and "University Alliance" turn on their last word
		case universityHeads.has(low), academicHeads.has(low) && !d.unitHere(i):
			d.universityAt(i)
		case allianceHeads.has(low):
			d.allianceAt(i)
		case organizationTails.has(low):
			d.organizationAt(i)
		}
	}
	d.findKnown()
}

// headOf is the word that token i turns on: the last part of a compound
// ("Universität" of "Humboldt-Universität"). Only capitalised words head a name.
func (d *document) headOf(i int) string {
	t := &d.toks[i]
	switch {
	case !t.cap && !t.known.in(headFirst):
		return ""
	case strings.Contains(t.low, "-") || strings.Contains(t.low, "–"):
		k := max(strings.LastIndexByte(t.low, '-'), strings.LastIndex(t.low, "–"))
		if last := strings.TrimLeft(t.low[k:], "-–"); universityHeads.has(last) {
			return last
		}
	}
	return t.low
}

// unitHere reports whether the head at i begins the name of a part of an
// institution: "School of Mines", "Institute of Oil and Gas" after nothing but
// an article, a role or the institution's own name.
func (d *document) unitHere(i int) bool {
	if d.low(i+1) == "of" && d.leadsToUniversity(d.skipArticle(i+2)) {
		return true // "Thule Institute of the University of Oulu"
	}
	if !d.is(i, unitHeads) && d.low(i) != "academy" {
		return false
	}
	switch left := d.nameStart(i); {
	case left == i && d.low(i+1) == "of" && d.names.Country(d.span(d.skipArticle(i+2), d.capitals(d.skipArticle(i+2)))) != "":
		return false // "College of the Marshall Islands"
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

// leadsToUniversity reports whether the capitalised words from token i on come to
// the head of a university's name.
func (d *document) leadsToUniversity(i int) bool {
	const longest = 4
	for k := i; k < i+longest && k < len(d.toks) && d.toks[k].cap && d.toks[k].line == d.toks[i].line; k++ {
		if d.is(k, universityHeads) {
			return true
		}
	}
	return false
}

// universityAt adds the university whose name turns on token h.
func (d *document) universityAt(h int) {
	i, j := d.nameStart(h), d.nameEnd(h)
	for i < h && d.toks[i].low == "the" {
		i++
	}
	i, j = d.widest(i, j)
	i, j = d.stripDemonym(i, h, j), d.stripSeat(i, h, d.stripCountry(i, h, j))
	if q := d.quotedBefore(i); q < i && i == h {
		i = q - 1 // `"Constantin Brâncuși" University of Târgu Jiu`, with its marks
	}
	if !d.distinctive(i, j) || d.atWord(j, "network", "alliance", "consortium", "league") && (d.callsName(j+1) || d.quoteAfter(j+1) > 0) {
		return // "the Euro-Mediterranean University network TETHYS"
	}
	if k := d.coordinated(i, h); k >= 0 {
		d.add(mention{i: k, j: d.before(k, h), kind: unigraph.University})
	}
	kind := unigraph.University
	if d.knownBody(i, j) && !d.known(unigraph.University, i, j) {
		kind = unigraph.Alliance // "University of the Arctic"
	}
	d.add(mention{i: i, j: j, kind: kind})
}

// widest widens a name to the longest one that the gazetteer has around it:
// "Prince of Songkla University", "Cyril and Methodius University in Skopje".
func (d *document) widest(i, j int) (int, int) {
	const reach = 4
	from, to := i, j
	for n := 0; n < reach && d.joinsName(from-1) && d.toks[from-1].line == d.toks[i].line; n++ {
		from--
	}
	for n := 0; n < reach && d.joinsName(to) && d.toks[to].line == d.toks[i].line; n++ {
		to++
	}
	for k := from; k <= i; k++ {
		for e := to; e >= j; e-- {
			if (k < i || e > j) && d.low(k) != "the" && d.toks[k].cap && d.toks[e-1].cap && d.known(unigraph.University, k, e) {
				return k, e
			}
		}
	}
	return i, j
}

// joinsName reports whether token k may stand inside a longer name.
func (d *document) joinsName(k int) bool {
	return k >= 0 && k < len(d.toks) && d.at(k) < 0 && (d.toks[k].cap || d.is(k, connectors) || d.is(k, particles) || d.atWord(k, "and", "&", ",", "-", "–"))
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

// stripDemonym takes a nationality off the front of a name that is a name
// without it: "Russian Irkutsk State University".
func (d *document) stripDemonym(i, h, j int) int {
	if h == i || h-i < 2 && !headFirst.has(d.headOf(h)) && !(d.low(h+1) == "of" && d.names.City(d.span(h+2, j)) != "") || d.names.Demonym(d.toks[i].text) == "" && d.names.Country(d.toks[i].text) == "" || d.known(unigraph.University, i, j) {
		return i
	}
	if _, region := d.names.Region(d.span(i, i+2)); region {
		return i
	}
	if d.names.City(d.toks[i+1].text) != "" || d.known(unigraph.University, i+1, j) && bareName(d.span(i+1, j)) != "" {
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
	if bare := d.span(i, k); d.knownIn(d.names.Country(d.span(k+1, j)), i, k) || d.distinctive(i, k) && i < h && strings.Count(d.text, bare) > strings.Count(d.text, bare+" of") {
		return k
	}
	return j
}

// stripSeat takes "of Makassar" off the end of "Hasanuddin University of
// Makassar", where the gazetteer has the name without it.
func (d *document) stripSeat(i, h, j int) int {
	k := h + 1
	if i == h || d.low(k) != "of" || k+2 < j || k+1 >= j || d.names.City(d.toks[k+1].text) == "" || d.known(unigraph.University, i, j) || !d.known(unigraph.University, i, k) {
		return j
	}
	return k
}

// distinctive reports whether tokens [i, j) hold a word that tells one
// institution from another.
func (d *document) distinctive(i, j int) bool {
	nation, special, of, modifiers := false, 0, false, 0
	for k := i; k < j; k++ {
		t := &d.toks[k]
		switch {
		case !t.cap:
			of = of || t.low == "of" || t.low == "de" || t.low == "du"
		case t.known.in(fields) && !t.known.in(genericNames):
			special++
		case t.known.in(universityHeads):
		case t.known.in(genericNames):
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
	named := special > 1 || nation && modifiers > 0 || special == 1 && (nation || i < j && !d.is(i, universityHeads))
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

// knownIn reports whether the gazetteer has tokens [i, j) as a university's name in
// that country.
func (d *document) knownIn(country string, i, j int) bool {
	return slices.ContainsFunc(d.names.Find(unigraph.University, d.span(i, j)), func(e *gazetteer.Entry) bool { return e.Entity.Country == country })
}

// span is the text of tokens [i, j), blanks and line breaks as one space.
func (d *document) span(i, j int) string {
	if i >= j {
		return ""
	}
	text := d.text[d.toks[i].start:d.toks[j-1].end]
	if d.plain(i, j) {
		return text
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "*", "")), " ")
}

// lowSpan is span(i, j) in lower case.
func (d *document) lowSpan(i, j int) string {
	if i < j && d.plain(i, j) {
		return lowSlice(d.text, d.lower, d.toks[i].start, d.toks[j-1].end)
	}
	return strings.ToLower(d.span(i, j))
}

// plain reports whether the blanks between tokens [i, j) are single spaces, and nothing
// there is markup.
func (d *document) plain(i, j int) bool { return d.rough[i].before == d.rough[j-1].through }

// roughness is how many bytes of the text, before a token and through its end, keep a
// text from being plain.
type roughness struct{ before, through int32 }

// readRoughness looks at the text between words once, for all spans that are asked of.
func (d *document) readRoughness() {
	d.rough = zeros(d.rough, len(d.toks))
	count, end := int32(0), 0
	for k := range d.toks {
		t := &d.toks[k]
		if between := d.text[end:t.start]; between != "" && between != " " {
			count += rough(between)
		}
		d.rough[k].before = count
		if !t.word {
			count += rough(t.text)
		}
		d.rough[k].through, end = count, t.end
	}
}

// rough counts in s the blanks that are no single spaces, and markup.
func rough(s string) (n int32) {
	for i, r := range s {
		if r == ' ' && i > 0 && s[i-1] == ' ' || r < ' ' || r == '*' || r >= utf8.RuneSelf && unicode.IsSpace(r) {
			n++
		}
	}
	return n
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
