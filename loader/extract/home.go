package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// contextInstitution tells whose officer m is, whose role r names no institution:
// what the words around say, else the one named last before it in the sentence,
// else the protagonist of the article; -1 if the words say that it is of something
// else.
func (d *document) contextInstitution(m mention, r role) int {
	if owner := d.ownerOfRole(m); owner >= 0 {
		return owner
	}
	if home, told := d.toldHome(m, r); told {
		return home
	}
	return d.likelyHome(m)
}

// toldHome reads what the words right around a role and its bearer m say of the
// bearer's home: "the company's director N", "N, director, for X", "rector N (Bari)".
// The home is -1 if it is none that the text names.
func (d *document) toldHome(m mention, r role) (home int, told bool) {
	if d.is(r.headN, officialRoles) || d.low(r.headN) == "secretary" && d.atWord(r.i, "first", "second", "third") {
		if at := d.countryOfRole(r); at >= 0 {
			return at, true
		}
		return d.beside(m), true
	}
	if owner := d.low(r.i - 2); d.low(r.i-1) == "'s" && owner != "" && d.at(r.i-2) < 0 && !d.toks[r.i-2].cap && !selfNouns.has(owner) {
		if bodyNouns.has(owner) {
			return d.lastBody(r.i), true
		}
		return -1, !d.atWord(r.i-2, "other", "side", "city")
	}
	for k := r.i; k < r.j; k++ {
		if d.is(k, bodyNouns) && !d.toks[k].cap && d.at(k) < 0 {
			return -1, true // "counsellor of the Polish embassy"
		}
	}
	if d.low(m.i-1) == ":" && d.publisher < 0 && len(d.mentions) > 0 {
		if body := d.headBody(); body >= 0 {
			return body, true // "Executive secretary: N", on the page of an alliance
		}
	}
	if home, told := d.homeAfter(max(m.j, r.j)); told {
		return home, true
	}
	if side := d.sideAfter(max(m.j, r.j)); side >= 0 {
		return side, true
	}
	if place := d.placeOfRole(r); place != "" {
		return d.ofTown(place), true
	}
	return d.homeBefore(r)
}

// standsFor is the mention of the institution that m and those joined to m are said to
// represent: "Rector m and dean N represented X"; -1 if they are not.
func (d *document) standsFor(m mention) int {
	const reach = 12
	s := d.sents[d.sentOf[m.i]]
	t := d.findWord(clause{m.j, min(m.j+reach, s[1])}, m.j, "represented", "represents", "represent")
	if t < 0 || d.governor(m) != "" || d.passive(clause{m.j, t}, t) || len(d.in(m.j, t, unigraph.University)) > 0 {
		return -1
	}
	return d.placeOfWork(t + 1)
}

// headBody is the alliance that a text names before any university; -1 if it names
// one of these before.
func (d *document) headBody() int {
	for _, m := range d.mentions {
		if m.kind == unigraph.Alliance {
			return m.ref
		} else if m.kind == unigraph.University {
			return -1
		}
	}
	return -1
}

// officialRoles are offices of states and towns, never of institutions.
var officialRoles = set(`minister vice-minister ambassador consul attaché governor mayor commissioner senator`)

// bodyNouns are other bodies whose officers are no institution's.
var bodyNouns = set(`embassy company plant firm factory corporation ministry government museum hospital parliament chamber bank foundation
	municipality observatory consulate enterprise`)

// countryOfRole is the country that an official's role names, or whose people it
// names and the text too: "ambassador of Sudan"; -1 if there is none.
func (d *document) countryOfRole(r role) int {
	for k := max(0, r.i-2); k < r.j; k++ {
		if n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.Country {
			return d.mentions[n].ref
		}
		if code := d.names.Demonym(d.toks[k].text); code != "" {
			for ref := range d.referents {
				if d.referents[ref].kind == unigraph.Country && len(d.referents[ref].names) > 0 && d.names.Country(d.referents[ref].names[0]) == code {
					return ref
				}
			}
		}
	}
	return -1
}

// lastBody is the organization named last before token i; -1 if none is.
func (d *document) lastBody(i int) int {
	return d.namedBefore(i, unigraph.Organization)
}

// homeAfter reads the home that follows a name and role at token j: "for X",
// ", of X", "(X)". A word there that is no name known says that it is another.
func (d *document) homeAfter(j int) (home int, told bool) {
	k := j
	if d.low(k) == "," {
		k++
	}
	switch {
	case d.atWord(k, "for", "of", "from") && (d.low(j) == "," || d.low(k) == "for"), d.low(j) == "(":
		k = d.skipArticle(k + 1)
	default:
		return -1, false
	}
	if n := d.at(k); n >= 0 && d.mentions[n].kind != unigraph.Person && d.mentions[n].kind != unigraph.Country && d.mentions[n].kind != unigraph.Place {
		return d.mentions[n].ref, d.low(j) != "," || d.atWord(d.pastBracket(d.mentions[n].j), ",", ".", ";", ")", "and")
	}
	if k >= len(d.toks) || !d.toks[k].cap || !d.toks[k].word || d.toks[k].caps || !d.atWord(k+1, ")", ",", ".", ";", "and") || fieldWord(d.low(k)) || d.is(k, unitHeads) || d.is(k, roleWords) {
		return -1, false
	}
	home = d.ofTown(d.toks[k].text)
	return home, home >= 0 || d.low(j) == "(" || d.names.City(d.toks[k].text) != ""
}

// sideAfter is the institution whose side the sentence says, after token j, that it
// speaks of: "N and M attended from the X side"; -1 if it says of none, or said of
// another before.
func (d *document) sideAfter(j int) int {
	s := d.sents[d.sentOf[min(j, len(d.toks)-1)]]
	side := d.findWord(clause{s[0], s[1]}, s[0], "side")
	if side < j {
		return -1
	}
	if n := d.at(side - 1); n >= 0 && d.mentions[n].kind == unigraph.University && d.atWord(d.beforeArticle(d.mentions[n].i), "from", "for", "on") {
		return d.mentions[n].ref
	}
	return -1
}

// placeOfRole is the name that a role ends in and nothing in the text is called by:
// "Bokhtar" of "rector of Bokhtar"; "" if there is none.
func (d *document) placeOfRole(r role) string {
	k := r.j - 1
	if k <= r.headN+1 || k >= len(d.toks) || d.at(k) >= 0 || !d.atWord(k-1, "of", "at", "in") || !d.toks[k].cap || !d.toks[k].word {
		return ""
	}
	low := d.low(k)
	if fieldWord(low) || unitHeads.has(low) || roleWords.has(low) || thingWords.has(low) || genericNames.has(low) || strings.HasSuffix(low, "ing") || strings.HasSuffix(low, "s") || d.names.City(d.toks[k].text) == "" && d.ofTown(d.toks[k].text) < 0 {
		return ""
	}
	return d.toks[k].text
}

// ofTown is the one university of the text that is in a town or called after it;
// -1 if there is none, or several.
func (d *document) ofTown(town string) int {
	found := -1
	for ref := range d.referents {
		r := &d.referents[ref]
		if r.kind != unigraph.University || len(r.names) == 0 || !(r.entry != nil && r.entry.City == town) && !slices.ContainsFunc(r.names, func(n string) bool { return slices.Contains(strings.Fields(n), town) }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = ref
	}
	return found
}

// homeBefore reads the home that stands right before a role: "at X, the registrar
// N", "X is represented by the registrar N", "he and Rector N".
func (d *document) homeBefore(r role) (home int, told bool) {
	k := r.i - 1
	for d.atWord(k, "the", "its", "a", "an", "by") {
		k--
	}
	if d.low(k) == "," {
		if n := d.at(k - 1); n >= 0 && d.mentions[n].kind == unigraph.University && !d.invites(d.mentions[n]) && d.atWord(d.beforeArticle(d.mentions[n].i), "at", "from", "for", "by") {
			return d.mentions[n].ref, true
		}
	}
	if d.low(k) == "represented" {
		for k--; d.atWord(k, "was", "were", "is", "are", "(", ",", "been", "had", "has"); k-- {
		}
		if n := d.at(k); n >= 0 && d.mentions[n].kind != unigraph.Person && d.mentions[n].kind != unigraph.Country {
			return d.mentions[n].ref, true
		}
	}
	if d.low(k) == "and" {
		return d.besideOfficer(r, k-1)
	}
	return -1, false
}

// beforeArticle is the token before i, or before the article that stands there.
func (d *document) beforeArticle(i int) int {
	if d.low(i-1) == "the" {
		return i - 2
	}
	return i - 1
}

// besideOfficer tells the home of an officer whom "and" joins to one at token k
// whose home is known: of two rectors each has an own one.
func (d *document) besideOfficer(r role, k int) (home int, told bool) {
	officer := -1
	if n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.Person {
		officer = d.mentions[n].ref
	} else if d.atWord(k, "he", "she") {
		officer = d.personBefore(k)
	}
	first, known := d.home[officer]
	if !known || !d.is(r.headN, topRoles) || r.headN > r.i {
		return -1, false
	}
	s := d.sentOf[r.i]
	for from := s; from >= max(0, s-1); from-- {
		if others := without(refs(d.in(d.sents[from][0], min(d.sents[from][1], r.i), unigraph.University)), []int{first}); len(others) > 0 {
			return others[len(others)-1], true
		}
	}
	return -1, false
}

// topRoles are held by one person of an institution at a time.
var topRoles = set(`rector president chancellor vice-chancellor principal`)

// likelyHome guesses whose officer a person is of whose home no words speak.
func (d *document) likelyHome(m mention) int {
	s := d.sents[d.sentOf[m.i]]
	if visitor, host := d.scene(m.i); host >= 0 && (d.governor(m) == "by" && !d.leads(m) && d.find(clause{s[0], m.i}, s[0], hostVerbs) >= 0 || d.findWord(clause{max(s[0], m.i-6), m.i}, s[0], "host") >= 0) {
		return host
	} else if c := (clause{s[0], s[1]}); visitor >= 0 && (bullet(d.toks, s[0]) && item(d.toks, s[0]) || d.membersOfGroup(c) || m.i > s[0] && d.is(m.i-1, groupWords)) {
		return visitor
	}
	if host := d.besideHost(m); host >= 0 {
		return host
	}
	if host := d.placeBefore(s[0]); host >= 0 && d.governor(m) == "by" && d.find(clause{s[0], m.i}, s[0], hostVerbs) >= 0 {
		return host
	}
	if home := d.travelsWith(m); home >= 0 {
		return home
	}
	if guest := d.metAsGuest(m); guest >= 0 {
		return guest
	}
	last := d.lastNamed(s[0], m.i, unigraph.University)
	if last < 0 {
		last = d.lastNamed(s[0], m.i, unigraph.Alliance)
	}
	if visitor, host := d.scene(m.i); last < 0 && d.publisher < 0 {
		last = d.aloneBefore(m.i, 1)
	} else if last < 0 && visitor == d.publisher && host == d.aloneBefore(m.i, 2) {
		last = host
	}
	if last >= 0 && d.publisher >= 0 && d.metBy(m, last) {
		return d.publisher
	}
	if last >= 0 {
		return last
	}
	if gov := d.governor(m); d.low(m.j) == "," && (gov == "of" || gov == "under") && d.protagonist(m.i) < 0 {
		if n := d.at(d.skipArticle(m.j + 1)); n >= 0 && d.mentions[n].kind == unigraph.University {
			return d.mentions[n].ref // "With the signature of Rector m, X has become"
		}
	}
	return d.protagonist(m.i)
}

// lastNamed is the body of a kind that tokens [from, to) name last, not only as a
// setting; -1 if there is none.
func (d *document) lastNamed(from, to int, kind unigraph.EntityType) int {
	last := -1
	for _, o := range d.in(from, to, kind) {
		if !d.setting(o) && !d.invites(o) {
			last = o.ref
		}
	}
	return last
}

// invites reports whether m only says who invited: "at the invitation of X".
func (d *document) invites(m mention) bool {
	return d.findWord(clause{max(d.sentenceStart(m.i), m.i-4), m.i}, 0, "invitation", "invited") >= 0
}

// ownerOfRole is the institution that a possessive before the role of m means:
// "its dean, N", "her Japanese colleague, President N"; -1 if there is none.
func (d *document) ownerOfRole(m mention) int {
	for k := m.i - 1; k > m.i-10 && k >= d.sentenceStart(m.i); k-- {
		if n := d.at(k); n >= 0 {
			return -1
		}
		switch named := refs(d.in(d.sentenceStart(k), k, unigraph.University, unigraph.Alliance)); {
		case d.atWord(k, "its", "whose", "where") && len(named) > 0 && (d.low(k) != "its" || len(named) == 1 || k-d.lastMention(k) < 4):
			return named[len(named)-1]
		case d.low(k) == "its" && d.publisher < 0 && len(named) == 0:
			if owner := d.aloneBefore(m.i, 1); owner >= 0 {
				return owner
			}
			if body := d.bodyBefore(k); body >= 0 {
				return body
			}
			return d.subjectBefore(clause{k, m.i})
		case d.low(k) == "there" && len(named) == 0 && d.aloneBefore(m.i, 1) >= 0:
			return d.aloneBefore(m.i, 1)
		case d.low(k) == "its" && d.publisher >= 0 && len(d.in(d.sentenceStart(k), k, unigraph.University)) == 0:
			if body := d.bodyBefore(k); body >= 0 {
				return body
			}
			return d.aloneBefore(m.i, 1)
		case d.atWord(k, "her", "his", "their") && d.atWord(k+2, "colleague", "counterpart"):
			return d.ofNation(k, d.names.Demonym(d.toks[k+1].text))
		case d.atWord(k, "her", "his") && !d.toks[k].cap && !d.is(k+1, equals) && !d.is(k+2, equals):
			return d.homeOfWhose(k)
		}
	}
	return -1
}

// bodyBefore is the alliance that is all the sentence before that of token i names,
// in its paragraph; -1 if it names none or more.
func (d *document) bodyBefore(i int) int {
	n := d.sentOf[i] - 1
	if n < 0 || d.toks[d.sents[n][0]].line != d.toks[i].line {
		return -1
	}
	if named := refs(d.in(d.sents[n][0], d.sents[n][1], unigraph.University, unigraph.Alliance)); len(named) == 1 && d.referents[named[0]].kind == unigraph.Alliance {
		return named[0]
	}
	return -1
}

// lastMention is the end of the institution named last before token k.
func (d *document) lastMention(k int) int {
	for i := k - 1; i >= 0 && i > k-30; i-- {
		if n := d.at(i); n >= 0 && d.mentions[n].kind != unigraph.Person {
			return d.mentions[n].j
		}
	}
	return 0
}

// aloneBefore is the one university that the sentence before that of token i, in
// the same paragraph, names; of the given number of sentences the nearest that
// names any counts. It is -1 if there is none or there are several.
func (d *document) aloneBefore(i, sentences int) int {
	for n := d.sentOf[i] - 1; n >= max(0, d.sentOf[i]-sentences) && d.toks[d.sents[n][0]].line == d.toks[i].line; n-- {
		named := without(refs(d.in(d.sents[n][0], d.sents[n][1], unigraph.University)), []int{d.publisher})
		if len(named) == 1 {
			return named[0]
		} else if len(named) > 1 {
			return -1
		}
	}
	return -1
}

// protagonist is the publisher, else the institution named most before token i.
func (d *document) protagonist(i int) int {
	if d.publisher >= 0 {
		return d.publisher
	}
	count, best := map[int]int{}, -1
	for _, m := range d.mentions {
		if m.kind == unigraph.University && m.i < i {
			count[m.ref]++
		}
	}
	for ref := range d.referents {
		if count[ref] > 0 && (best < 0 || count[ref] > count[best]) {
			best = ref
		}
	}
	return best
}
