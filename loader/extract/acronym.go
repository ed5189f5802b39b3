package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// findAcronyms adds the short forms that the text defines, those that are the
// initials of a name, and those that the gazetteer knows.
func (d *document) findAcronyms() {
	defined := d.definedAcronyms()
	shuffled := d.addInitials(defined)
	for i, t := range d.toks {
		if d.at(i) >= 0 || d.kindOf(i) == foreignLine {
			continue
		}
		if d.acronymOfCity(i) {
			d.add(mention{i: i, j: i + 2, kind: unigraph.University}) // "UNSW Sydney", "TU Berlin"
			defined[t.text] = len(d.mentions) - 1
			continue
		}
		n, ok := defined[t.text]
		if blended := d.blend(t.text); blended >= 0 {
			n, ok = blended, true
		} else if !ok && t.caps && len(t.text) >= 3 && !d.knownAcronym(i) && strings.Count(d.text, t.text) > 1 {
			n, ok = shuffled[alphabetical(t.text)]
		}
		if ok {
			d.add(mention{i: i, j: i + 1, kind: d.mentions[n].kind})
			d.stands[t.text] = d.mentions[n].name
		}
	}
}

// definedAcronyms gives the short forms that stand in brackets after a name, after
// a dash, or before a name in brackets, each with the mention it stands for.
func (d *document) definedAcronyms() map[string]int {
	defined := map[string]int{}
	for n, m := range d.mentions {
		if m.kind != unigraph.University && m.kind != unigraph.Alliance && m.kind != unigraph.Organization {
			continue
		}
		bracket := d.low(m.j) == "(" && d.acronymLike(m.j+1) && d.atWord(m.j+2, ")", ",", ";")
		dash := d.atWord(m.j, "-", "–") && d.acronymLike(m.j+1) && d.toks[m.j+1].caps && !d.toks[m.j].glued && !d.nameWordAt(m.j+2)
		if bracket || dash {
			short := d.toks[m.j+1].text
			defined[short], d.stands[short] = n, m.name
			if upper := strings.ToUpper(short); len(short) > 4 {
				defined[upper] = n // "UNILAB" in a heading, "Unilab" in the text
			}
		}
		if short := m.i - 3; m.kind == unigraph.Alliance && d.low(m.i-1) == "the" && d.low(m.i-2) == "," && d.acronymLike(short) && abbreviates(d.toks[short].low, m.name) {
			defined[d.toks[short].text], d.stands[d.toks[short].text] = n, m.name // "CaspNet, the Caspian Network of Petroleum Schools"
		}
		if d.low(m.j) == "," && d.acronymLike(m.j+1) && d.toks[m.j+1].caps && abbreviates(d.toks[m.j+1].low, m.name) {
			defined[d.toks[m.j+1].text], d.stands[d.toks[m.j+1].text] = n, m.name
		}
		if d.low(m.i-1) == "(" && d.low(m.j) == ")" && d.acronymLike(m.i-2) && d.toks[m.i-2].caps && d.at(m.i-2) < 0 {
			defined[d.toks[m.i-2].text] = n
		}
	}
	return defined
}

// abbreviates reports whether the letters of a short form stand in a name in their
// order, the first ones of both being the same.
func abbreviates(short, name string) bool {
	rest := unigraph.Fold(name)
	if short == "" || rest == "" || short[0] != rest[0] {
		return false
	}
	for _, r := range short {
		_, after, found := strings.Cut(rest, string(r))
		if !found {
			return false
		}
		rest = after
	}
	return true
}

// addInitials adds the initials of universities' names, unless they are defined as
// something else. It also gives them in the order of the alphabet, because
// translation changes the order of words.
func (d *document) addInitials(defined map[string]int) (shuffled map[string]int) {
	shuffled = map[string]int{}
	for n, m := range d.mentions {
		short := strings.ToUpper(initials(nameWords(m.name)))
		if m.kind != unigraph.University || len(short) < 3 {
			continue
		}
		if _, taken := defined[short]; !taken {
			defined[short] = n
		}
		shuffled[alphabetical(short)] = n
	}
	return shuffled
}

// acronymOfCity reports whether a short form and its city stand at i.
func (d *document) acronymOfCity(i int) bool {
	if i+1 == len(d.toks) {
		return false
	}
	t, next := d.toks[i], d.toks[i+1]
	return t.caps && len(t.text) <= 5 && d.at(i+1) < 0 && next.cap && !next.caps && next.line == t.line && d.names.City(next.text) != ""
}

// findPartyAcronyms adds the short forms that stand beside a party and are
// nothing known: a company, most often. "signed with Pusan National University
// and LGE".
func (d *document) findPartyAcronyms() {
	d.findCompanies()
	for _, c := range d.clauses() {
		if d.find(c, c.i, papers) < 0 || d.find(c, c.i, signVerbs) < 0 && d.paperBetween(c) < 0 {
			continue
		}
		for i := c.i; i < c.j-1; i++ {
			t := &d.toks[i]
			between := d.atWord(i-1, "and") && d.institutionIn(i-2) && d.atWord(i+1, "have", "has", "had", "signed", "concluded")
			if (t.caps && len(t.text) <= 6 || between && t.cap && t.word && d.nameWord(i)) && d.at(i) < 0 && !t.known.in(papers) && !t.known.in(roleHeads) && !t.known.in(titles) && !d.toks[i+1].cap &&
				(d.atWord(i-1, "and", "with") && d.institutionIn(i-2) || d.institutionIn(i+2) && d.atWord(i+1, "and") || i == c.i && d.low(i+1) == ",") {
				d.add(mention{i: i, j: i + 1, kind: unigraph.Organization})
			}
		}
	}
}

// companyNouns stand before the name of a company.
var companyNouns = set(`company firm maker manufacturer producer operator chain giant bank startup start-up publisher broadcaster`)

// findCompanies adds the companies that the text calls so, "the mining company
// First Quantum Minerals", wherever it names them.
func (d *document) findCompanies() {
	names := map[string]bool{}
	for i := range d.toks {
		if !d.is(i, companyNouns) || d.kindOf(i) != bodyLine {
			continue
		}
		j := i + 1
		for j < len(d.toks) && j < i+5 && d.nameWordAt(j) && d.toks[j].line == d.toks[i].line {
			j++
		}
		if name := d.span(i+1, j); j > i+1 && d.names.City(name) == "" && d.names.Country(name) == "" {
			names[name] = true
		}
	}
	for i := 0; len(names) > 0 && i < len(d.toks); i++ {
		for words := min(4, len(d.toks)-i); words > 0; words-- {
			if d.toks[i].cap && names[d.span(i, i+words)] {
				d.add(mention{i: i, j: i + words, kind: unigraph.Organization})
				break
			}
		}
	}
}

// acronymLike reports whether token i is a short form as names define them:
// "DUT", "UniMAP", "KalmSU".
func (d *document) acronymLike(i int) bool {
	if i < 0 || i >= len(d.toks) {
		return false
	}
	t := &d.toks[i]
	upper := 0
	for _, r := range t.text {
		if r >= 'A' && r <= 'Z' {
			upper++
		}
	}
	return t.cap && len(t.text) >= 2 && len(t.text) <= 12 && (upper >= 2 || len(t.text) <= 6) && d.names.Country(t.text) == ""
}

// blend finds the university that a word such as "Univalle" is blended from:
// "Uni" and the last word of its name; -1 if there is none.
func (d *document) blend(word string) int {
	if len(word) < len("Uniabcd") || !strings.EqualFold(word[:3], "uni") || word[0] != 'U' {
		return -1
	}
	rest := unigraph.Fold(word[3:])
	for n, m := range d.mentions {
		if m.kind == unigraph.University {
			if words := nameWords(m.name); len(words) > 1 && (strings.HasPrefix(rest, words[len(words)-1]) || strings.HasPrefix(words[len(words)-1], rest)) {
				return n
			}
		}
	}
	return -1
}

// alphabetical sorts the letters of a word.
func alphabetical(word string) string {
	letters := []byte(word)
	slices.Sort(letters)
	return string(letters)
}

// knownAcronym adds the acronym at i if the gazetteer knows it, and reports
// whether it does.
func (d *document) knownAcronym(i int) bool {
	for _, t := range []unigraph.EntityType{unigraph.Alliance, unigraph.University} {
		if d.known(t, i, i+1) {
			d.add(mention{i: i, j: i + 1, kind: t})
			return true
		}
	}
	return false
}
