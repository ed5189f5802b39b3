package extract

import (
	"strings"
	"unicode/utf8"

	"unigraph"
)

// What stands beside a name and makes it a person's: titles, roles, verbs, lists.

// personContext reports whether what stands beside tokens [i, j) makes them a
// person's name.
func (d *document) personContext(i, j int) bool {
	words := j - i
	if words == 1 && d.low(i-1) == "the" && strings.HasSuffix(d.low(i), "s") && !d.titleBefore(i) {
		return false // "the Spaniards"
	}
	if d.placeName(i, j) {
		return d.titleBefore(i) && words <= 3
	}
	heading := d.kindOf(i) == headingLine
	switch {
	case d.titleBefore(i), d.signsPage(i, j):
		return true
	case words > 1 && words < 5 && !heading && d.calledPerson(i), heading && d.opensWithName(i, j):
		return true
	case words > 1 && words < 4 && d.itemBeside(i, j), words > 1 && words < 4 && !heading && d.memberListed(i, j):
		return true
	case d.roleBefore(i), d.roleAfter(j), d.roleRight(j), words > 1 && d.roleThenComma(i):
		return words <= 5 && (words > 1 || utf8.RuneCountInString(d.toks[i].text) > 2)
	case words < 2 || heading:
		return false
	}
	if words < 4 && d.atWord(j, "of", "from") && d.institutionIn(d.skipArticle(j+1)) && !d.atWord(i-1, "of", "the", "for", "in", "on", "and") {
		return true // "Anna Berg of Uppsala University"
	}
	if words < 4 && d.atWord(j, "of", "from") && j+1 < len(d.toks) && d.shortNames()[d.toks[j+1].text] && !d.nameWordAt(j+2) && d.atWord(i-1, ",", ".", "and", ":", ";") {
		return true // "Anna Berg of Uppsala"
	}
	if given, _, _ := strings.Cut(d.low(i), "-"); words < 5 && givenNames.has(given) && !d.toks[i].caps && !d.calledAfter(i, j) {
		return true
	}
	if words == 2 && d.is(i, surnamesFirst) && d.kindOf(i) == bodyLine && !d.toks[i].caps && !d.toks[i+1].caps && !d.is(i+1, fields) && !d.is(i+1, genericNames) && !d.calledAfter(i, j) {
		return true // "Yang Dezheng"
	}
	return d.surnameInCapitals(i, j) || d.is(j, personVerbs) || goVerbs[d.low(j)] != nil && strings.HasSuffix(d.low(j), "ed") || d.atWord(j, "went", "came", "flew", "drove", "spent", "taught") || d.atWord(j, "who") || d.low(j) == "," && d.atWord(j+1, "who", "whose") ||
		d.is(i-1, personVerbs) && d.low(i-1) == "said" || d.low(j) == "(" && d.institutionIn(j+1) && d.low(i-1) != "of"
}

// calledPerson reports whether what stands before a name at token i calls its bearer
// by what persons are: "tea taster N", "chief specialist N", "her colleague N".
func (d *document) calledPerson(i int) bool {
	k := i - 1
	if d.low(k) == "," && (d.atWord(k-2, "my", "his", "her", "our", "their", "its") || d.atWord(k-3, "my", "his", "her", "our", "their", "its")) {
		k-- // "her press officer, N"
	}
	low := d.low(k)
	return k >= 0 && !d.toks[k].cap && d.at(k) < 0 && d.toks[k].line == d.toks[i].line && !d.atWord(k-1, "of", "for") &&
		(personNouns.has(low) || k < i-1 && roleHeads.has(low) || strings.HasSuffix(low, "ologist"))
}

// personNouns are what persons are called besides their roles.
var personNouns = set(`scholar colleague student specialist expert experts chemist physicist economist historian linguist magister taster
	poet writer artist architect lawyer journalist mathematician biologist specialists veteran successor predecessor
	postdoc post-doc doctoral phd graduate alumnus alumna groundsman technician translator botanist agronomist philosopher
	organiser organizer convenor convener spokesman interpreter hostess pianist violinist composer novelist cacique chieftain
	astronomer astronaut surgeon physician nurse veterinarian zoologist musician statistician theologian cellist guide apprentice`)

// itemBeside reports whether the name at [i, j) begins an item of a list that goes on
// with an institution: "Anna Berg, Uppsala University", "2. Anna Berg (Uppsala
// University)", "Keynote: Anna Berg – Uppsala University".
func (d *document) itemBeside(i, j int) bool {
	if !d.atWord(j, ",", "-", "–", "—", "(", "|") || d.toks[j].line != d.toks[i].line || !d.institutionIn(d.skipArticle(j+1)) || fieldWord(d.low(j-1)) {
		return false
	}
	return d.opensLine(i) || bullet(d.toks, i-1) || d.atWord(i-1, ":", ";", "|", ")") || d.low(i-1) == "." && d.opensLine(max(0, i-2))
}

// memberListed reports whether the name at [i, j) is one of a list of two or more that
// tells who was of a group: "the team was made up of A, B and C".
func (d *document) memberListed(i, j int) bool {
	names, k := 1, i-1
	for d.atWord(k, ",", "and") {
		start := k
		for start > 0 && start > k-4 && (d.nameWordAt(start-1) || d.atWord(start-1, ",", "and") && start == k) {
			start--
		}
		if start == k {
			break
		}
		names, k = names+1, start-1
	}
	if d.atWord(j, ",", "and") && (d.nameWordAt(j+1) || d.nameWordAt(j+2)) {
		names++
	}
	return names > 1 && (d.atWord(k, "namely", "comprising") || d.low(k) == "of" && d.atWord(k-1, "up", "consisted", "consists", "composed", "consisting"))
}

// opensWithName reports whether the heading line that begins at token i begins with
// a person's name, and nothing or a bracket follows: "Jan Kocur (Physics, 2003)".
func (d *document) opensWithName(i, j int) bool {
	given, _, _ := strings.Cut(d.low(i), "-")
	return d.opensLine(i) && j-i > 1 && j-i < 4 && givenNames.has(given) && !d.toks[i].caps && (j == len(d.toks) || d.toks[j].line != d.toks[i].line || d.low(j) == "(")
}

// signsPage reports whether [i, j) is a name that signs a letter: a line of its
// own near the end, with a role on the line before or after.
func (d *document) signsPage(i, j int) bool {
	const near = 40 // tokens before the end
	if j-i < 2 || d.toks[i].caps && d.toks[j-1].caps || len(d.toks)-j > near || i > 0 && d.toks[i-1].line == d.toks[i].line && !d.is(i-1, titles) || j < len(d.toks) && d.toks[j].line == d.toks[i].line && d.low(j) != "," {
		return false
	}
	roleOn := func(k int) bool {
		for n := 0; n < 4 && k+n < len(d.toks) && k >= 0; n++ {
			if d.is(k+n, roleHeads) {
				return true
			}
		}
		return false
	}
	before := i - 1
	for before > 0 && d.toks[before-1].line == d.toks[max(0, i-1)].line {
		before--
	}
	return roleOn(j) || i > 0 && i-before < 5 && roleOn(before)
}

// calledAfter reports whether the name at [i, j) is what something else is called
// after: "the Anna Berg Hall", "named after Anna Berg".
func (d *document) calledAfter(i, j int) bool {
	next := j < len(d.toks) && d.toks[j].cap && d.toks[j].word && d.toks[j].line == d.toks[j-1].line && !d.is(j, roleHeads)
	return next || d.atWord(i-1, "the", "after", "st", "st.") || d.low(i-1) == `"` || d.is(j-1, thingWords) || d.is(j-1, unitHeads) || d.is(j-1, organizationTails) || d.is(j, unitHeads)
}

// placeName reports whether tokens [i, j) name a place or a country.
func (d *document) placeName(i, j int) bool {
	s := d.span(i, j)
	_, region := d.names.Region(s)
	return region || d.names.Country(s) != ""
}

// titleBefore reports whether a title stands right before token i.
func (d *document) titleBefore(i int) bool {
	return i > 0 && (d.is(i-1, titles) && d.low(i-1) != "associate" && d.low(i-1) != "general" || d.low(i-1) == ")" && d.is(i-4, titles))
}

// roleBefore reports whether a role, perhaps with its institution or a bracket,
// ends right before token i: "Rector Savkin", "President of XNU Parhat Jarat".
func (d *document) roleBefore(i int) bool {
	k := i - 1
	if d.low(k) == ")" {
		for n := 0; n < 8 && k > 0 && d.low(k) != "("; n++ {
			k--
		}
		k--
	}
	if m := d.at(k); m >= 0 && d.mentions[m].kind != unigraph.Person && d.mentions[m].kind != unigraph.Country {
		k = d.mentions[m].i - 1
		return d.atWord(k, "of") && d.is(k-1, roleHeads) || d.atWord(k, "the") && d.atWord(k-1, "of") && d.is(k-2, roleHeads)
	}
	if d.low(k) == ":" {
		k--
	}
	for n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.Country && d.atWord(d.mentions[n].i-1, "of", "to", "in", "for"); n = d.at(k) {
		k = d.mentions[n].i - 2 // "Ambassador of Korea to Kazakhstan"
	}
	if d.atWord(k, "of", "for", "and", "the") {
		return false
	}
	for n := 0; n < 8 && k > 0 && d.at(k) < 0 && !d.is(k, roleHeads) && (fieldWord(d.low(k)) || d.is(k, roleWords) || d.is(k, unitHeads) || d.is(k, thingWords) || d.atWord(k, "of", "for", "and", "the", "same", "by", "authority")) && n+1 < 8; n++ {
		k--
	}
	return k >= 0 && d.is(k, roleHeads) && d.toks[k].line == d.toks[i].line
}

// roleThenComma reports whether a role and a comma stand before token i: "the
// president of Haramaya, Tesfaye Woldemariam".
func (d *document) roleThenComma(i int) bool {
	for i > 0 && d.is(i-1, titles) && !d.is(i-1, roleHeads) {
		i--
	}
	if d.low(i-1) != "," {
		return false
	}
	for k := i - 2; k > i-14 && k >= d.sentenceStart(i); k-- {
		if d.low(k) == ")" && d.institutionIn(k-1) && d.low(k-2) == "(" {
			k -= 2
			continue
		}
		if d.atWord(k, ",", ";", ":", ")") {
			return false
		}
		if d.is(k, roleHeads) && d.determined(k) {
			return true
		}
	}
	return false
}

// determined reports whether the role at k begins with an article, as it does
// before a name it introduces.
func (d *document) determined(k int) bool {
	for n := 0; n < 5; n++ {
		if k--; d.atWord(k, "the", "its", "a", "an", "our", "their", "his", "her", "by", "'s") {
			return true
		}
		if !d.is(k, rolePrefixes) && !d.is(k, fields) && !d.is(k, roleWords) && !(d.toks[max(k, 0)].cap && d.toks[max(k, 0)].word) {
			return d.at(k) >= 0
		}
	}
	return false
}

// roleAfter reports whether a comma and a role follow at j: "Savkin, vice
// president of".
func (d *document) roleAfter(j int) bool {
	if end := d.pastBracket(j); end == j+3 && d.toks[j+1].text[0] >= utf8.RuneSelf {
		j = end // the name in its own script
	}
	if !d.atWord(j, ",", "，", "-", "–", "—", "(") {
		return false
	}
	k := j + 1
	for n := 0; n < 5; n++ {
		switch {
		case d.is(k, roleHeads), d.atWord(k, "member"):
			return true
		case n == 0 && k < len(d.toks) && d.toks[k].word && !d.toks[k].cap && d.is(k+1, roleHeads) && !d.is(k, connectors) && !d.is(k, openers) && !d.is(k, personVerbs):
			return true // "records manager"
		case d.atWord(k, "the", "a", "an", "its", "his", "her", "our", "who", "is", "now", "then", "at", "time", "of", "'s") || d.is(k, rolePrefixes) || d.at(k) >= 0 && (d.mentions[d.at(k)].kind == unigraph.University || d.mentions[d.at(k)].kind == unigraph.Country):
			if m := d.at(k); m >= 0 {
				k = d.mentions[m].j
				continue
			}
			k++
		default:
			return false
		}
	}
	return false
}

// roleRight reports whether a capitalised role follows at once: "AYALA Dean".
func (d *document) roleRight(j int) bool {
	k := j
	for d.is(k, rolePrefixes) && !d.toks[k].cap {
		k++
	}
	if d.is(k, roleHeads) && !d.toks[k].cap && d.finite(k+1) {
		return true // "Chan Sokha president took the pen"
	}
	return j > 0 && j < len(d.toks) && d.toks[j-1].caps && d.toks[j].cap && d.is(j, roleHeads) && d.toks[j].line == d.toks[j-1].line
}

// surnameInCapitals reports the pattern "Boris MINAKOV" or "HASEGAWA Kenta".
func (d *document) surnameInCapitals(i, j int) bool {
	upper := 0
	for k := i; k < j; k++ {
		if d.toks[k].caps {
			upper++
		}
	}
	return upper == 1 && j-i <= 3 && (d.toks[i].caps || d.toks[j-1].caps) && len(d.toks[j-1].text) > 1
}

// personVerbs have persons as subjects.
var personVerbs = set(`said says told signed attended met expressed introduced pointed thanked stressed noted added presided welcomed
	led recalled explained emphasized emphasised visited delivered presented remarked commented hosted chaired spoke praised hoped
	inked replied stated gave accompanied flew opened received joined posted called proposed wrote asked represented put arrived`)

// institutionIn reports whether an institution is named at token k.
func (d *document) institutionIn(k int) bool {
	m := d.at(k)
	return m >= 0 && (d.mentions[m].kind == unigraph.University || d.mentions[m].kind == unigraph.Alliance)
}

// besidePerson reports whether a run of two words or more stands in a list with
// a person: "Yang Dezheng, Chen Bingcai and Dang Wei".
func (d *document) besidePerson(i, j int) bool {
	if j-i < 2 || d.kindOf(i) == headingLine || d.placeName(i, j) {
		return false
	}
	isPerson := func(k int) bool { m := d.at(k); return m >= 0 && d.mentions[m].kind == unigraph.Person }
	left := i - 1
	if d.atWord(left, "and", "with") && d.low(left-1) == "," {
		left--
	}
	if d.low(left-1) == ")" && d.atWord(left, "and", ",", ";") && isPerson(d.opening(left-1)-1) {
		return true // "Boris Vukadinov (Podgorica), N"
	}
	return d.atWord(left, "and", ",", "with") && isPerson(left-1) || d.atWord(j, "and", ",") && isPerson(j+1) ||
		d.alikePlaced(i, j, left) || d.sameNameElsewhere(i, j)
}

// alikePlaced reports whether the run at [i, j) has an institution behind it as the person
// before it in the list has: "Anna Berg of X and N of Y".
func (d *document) alikePlaced(i, j, left int) bool {
	if j-i > 3 || !d.atWord(j, "of", "from") || !d.institutionIn(d.skipArticle(j+1)) || !d.atWord(left, "and", ",", ";") {
		return false
	}
	n := d.at(left - 1)
	if n < 0 || d.mentions[n].kind != unigraph.University {
		return false
	}
	of := d.beforeArticle(d.mentions[n].i)
	p := d.at(of - 1)
	return d.atWord(of, "of", "from") && p >= 0 && d.mentions[p].kind == unigraph.Person
}

// sameNameElsewhere reports whether a person of exactly this name was found.
func (d *document) sameNameElsewhere(i, j int) bool {
	name := d.span(i, j)
	for _, m := range d.mentions {
		if m.kind == unigraph.Person && m.name == name {
			return true
		}
	}
	return false
}
