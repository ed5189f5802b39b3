package extract

import (
	"strings"

	"unigraph"
)

// An affiliation is a role that the text gives a person.
type affiliation struct {
	person int // referent
	at     int // referent of the institution or country
	role   string
	i, j   int // tokens that say so
	rule   string
}

// findAffiliations reads the roles before and after each person's name.
func (d *document) findAffiliations() {
	several := d.findSeveralOfficers()
	for n := range d.mentions {
		if m := &d.mentions[n]; m.kind == unigraph.Person && !several[m.i] && d.kindOf(m.i) != creditLine && d.kindOf(m.i) != furnitureLine {
			d.roleOf(n)
		}
	}
}

// roleOf reads the role of person mention n: what stands before the name says more
// than what stands after it.
func (d *document) roleOf(n int) {
	m := d.mentions[n]
	if r, ok := d.roleBeforeName(m.i); ok && !d.titleOnly(r, m.j) && !d.labelOnly(m) {
		d.affiliateBefore(m, r)
	} else if r, ok := d.roleAfterName(m.j); ok {
		d.affiliateAfter(m, r)
	} else if d.signsPage(m.i, m.j) {
		d.signedPage(m)
	} else if p := d.postAfter(m.j); p.at >= 0 {
		d.affiliate(m, d.mentions[p.at].ref, d.span(p.i, p.j), m.i, p.j, "affiliated/post")
	} else {
		d.bodyOf(m)
	}
}

// affiliateBefore records the role r, which stands before the name m.
func (d *document) affiliateBefore(m mention, r role) {
	at, rule := d.roleAtWhom(r), "affiliated/role-name"
	if n := d.standsFor(m); at < 0 && n >= 0 {
		at = d.mentions[n].ref
	}
	if n := d.newOfficerOf(r); at < 0 && n >= 0 {
		at = d.mentions[n].ref
		d.bodyOf(m)
	}
	if n := d.institutionAfter(m.j); at < 0 && n >= 0 {
		at, m.j = d.mentions[n].ref, d.mentions[n].j
	}
	if n := d.signedFor(m.j); at < 0 && n >= 0 {
		at = d.mentions[n].ref
	}
	if k := d.skipArticle(m.j + 1); at < 0 && d.low(m.j) == "of" && d.countryAt(k) && d.is(r.headN, stateRoles) {
		at, m.j = d.mentions[d.at(k)].ref, d.mentions[d.at(k)].j // "Prime Minister N of Poland"
	}
	if p := d.postAfter(m.j); at < 0 && p.at >= 0 {
		at, m.j = d.mentions[p.at].ref, p.j
	}
	if at < 0 {
		at, rule = d.contextInstitution(m, r), "affiliated/role-name-context"
		if d.has(clause{r.i, m.i}, "other side", "other party", "partner university", "counterpart") {
			if other := d.otherParty(m.i, at); other != nil {
				at = other[0]
			}
		}
	}
	d.affiliate(m, at, r.text, r.i, m.j, rule)
	d.affiliateAlso(m, r)
	d.postsLater(m, m.j)
}

// newOfficerOf is the mention of the institution that, as the words before the role r
// say, has somebody new in it: "X has a new president, N"; -1 if they do not.
func (d *document) newOfficerOf(r role) int {
	k := r.i - 1
	for d.atWord(k, "a", "an", "its", "the") {
		k--
	}
	if !d.atWord(k, "has", "have", "had", "got", "gets") || !d.institutionIn(k-1) || !d.atWord(r.i, "new", "first") {
		return -1
	}
	return d.at(k - 1)
}

// postsLater records the posts that the words at token j, behind a person and the
// institution beside the name, tell: "N of X was elected president of Y", "N of X
// chairs Y".
func (d *document) postsLater(m mention, j int) {
	if p := max(d.verbPost(j).at, d.appointedAs(j).at); p >= 0 && d.mentions[p].i < j+14 {
		d.affiliate(m, d.mentions[p].ref, d.span(j, d.mentions[p].j), m.i, d.mentions[p].j, "affiliated/post")
	}
}

// affiliateAfter records the role r, which stands after the name m.
func (d *document) affiliateAfter(m mention, r role) {
	at, rule := d.roleAtWhom(r), "affiliated/name-role"
	if p := d.postAfter(m.j); at < 0 && p.at >= 0 {
		at = d.mentions[p.at].ref
	}
	if at < 0 && d.atUnknown(r.j) {
		d.affiliate(m, -1, r.text, m.i, r.j, rule)
		return
	}
	if at < 0 {
		at, rule = d.contextInstitution(m, r), "affiliated/name-role-context"
	}
	d.affiliate(m, at, r.text, m.i, r.j, rule)
	d.affiliateAlso(m, r)
}

// bodyOf records whom the person m is of, where no role is told.
func (d *document) bodyOf(m mention) {
	if n := max(d.institutionAfter(m.j), d.bothOf(m.j)); n >= 0 { // the words of one are not those of the other
		d.affiliateAll(append(d.joinedBefore(m), m), d.mentions[n], "affiliated/of")
		d.postsLater(m, d.pastBracket(d.mentions[n].j))
		if body := d.electedBy(m, d.mentions[n].j); body >= 0 {
			d.affiliate(m, d.mentions[body].ref, "", m.i, d.mentions[n].j, "affiliated/elected")
		}
	} else if n, end := d.bracketed(m.j); n >= 0 {
		at := d.mentions[n] // "Anna Berg (Uppsala University, vice-rector)"
		if r, ok := d.roleAt(at.j + 1); ok && d.low(at.j) == "," && r.j == end {
			d.affiliate(m, at.ref, r.text, m.i, r.j, "affiliated/bracket")
		} else {
			d.affiliateAll(append(d.joinedBefore(m), m), at, "affiliated/bracket")
		}
	} else if n := d.listedWith(m.j); n >= 0 {
		d.affiliate(m, d.mentions[n].ref, "", m.i, d.mentions[n].j, "affiliated/listed")
	} else if n := d.groupFrom(m); n >= 0 {
		d.affiliate(m, d.mentions[n].ref, "", m.i, m.j, "affiliated/group")
	} else if n := d.electedBy(m, m.j); n >= 0 {
		d.affiliate(m, d.mentions[n].ref, d.low(m.j), m.i, m.j, "affiliated/elected")
	} else if at := d.counterpartOf(m.i); at >= 0 {
		d.affiliate(m, at, "counterpart", m.i, m.j, "affiliated/counterpart")
	} else if n, from := d.calledAt(m.i); n >= 0 {
		d.affiliate(m, d.mentions[n].ref, d.span(from, m.i), d.mentions[n].i, m.j, "affiliated/called")
	} else if d.low(m.i-1) == "'s" && d.institutionIn(m.i-2) {
		d.affiliate(m, d.mentions[d.at(m.i-2)].ref, "", m.i-2, m.j, "affiliated/of")
	} else if n := d.spokeFor(m); n >= 0 {
		d.affiliate(m, d.mentions[n].ref, "", m.i, m.j, "affiliated/spoke-for")
	} else if home, called := d.besideHome(m); home >= 0 {
		d.affiliate(m, home, called, m.i-1, m.j, "affiliated/beside")
	} else if home, end := d.unitAfter(m); home >= 0 {
		d.affiliate(m, home, d.span(d.skipArticle(m.j+1), end), m.i, end, "affiliated/unit-context")
	} else if home := d.joinedTo(m); home >= 0 {
		d.affiliate(m, home, "", m.i, m.j, "affiliated/joined")
	}
}

// affiliateAll records that persons are of one institution.
func (d *document) affiliateAll(persons []mention, at mention, rule string) {
	for _, m := range persons {
		d.affiliate(m, at.ref, "", m.i, at.j, rule)
	}
}

// affiliateAlso records the further posts of a role that names several: "president
// of A and rector of B".
func (d *document) affiliateAlso(m mention, r role) {
	for _, at := range r.also {
		if k := d.referents[at].kind; k == unigraph.University || k == unigraph.Alliance {
			d.affiliate(m, at, r.text, min(r.i, m.i), max(r.j, m.j), "affiliated/name-role")
		}
	}
}

// counterpartOf is the institution of a person, named at token i, whom the words before
// call another one's equal: "his X counterpart, N", "her counterpart at X, N"; -1 if
// they do not.
func (d *document) counterpartOf(i int) int {
	k := i - 1
	for k > 0 && (d.low(k) == "," || d.is(k, titles)) {
		k--
	}
	if n := d.at(k); n >= 0 && d.institutionIn(k) {
		of := d.beforeArticle(d.mentions[n].i)
		if d.atWord(of, "at", "from", "of", "in") && d.is(of-1, equals) && d.atWord(i-1, ",") {
			return d.mentions[n].ref
		}
		return -1
	}
	if !d.is(k, equals) {
		return -1
	}
	for d.is(k, equals) {
		k--
	}
	if n := d.at(k); n >= 0 && d.institutionIn(k) && d.atWord(d.mentions[n].i-1, "his", "her", "their", "the") {
		return d.mentions[n].ref
	}
	if !d.atWord(k-1, "his", "her", "their") || !d.toks[k].cap {
		return -1
	}
	if at := d.ofNation(k, d.names.Demonym(d.toks[k].text)); at >= 0 {
		return at
	}
	return d.ofTown(d.toks[k].text)
}

// equals call a person the equal of another one elsewhere: "opposite number".
var equals = set(`counterpart colleague opposite number`)

// calledAt is the mention of the institution whose chemist, student or the like the
// person named at token i is called, "X economist N", and where the words begin that
// say so; -1 if none is.
func (d *document) calledAt(i int) (n, from int) {
	const longest = 3
	from = i
	for from > max(1, i-longest) && d.at(from-1) < 0 && d.toks[from-1].word && !d.toks[from-1].cap && !d.is(from-1, prepositions) {
		from--
	}
	if from == i || !d.workNoun(i-1, i) {
		return -1, from
	}
	n = d.at(from - 1)
	if d.low(from) == "'s" {
		return -1, from
	}
	if n < 0 || !d.institutionIn(from-1) || d.mentions[n].pronoun || presenceWords.has(d.governor(d.mentions[n])) {
		return -1, from
	}
	return n, from
}

// signedPage reads the role on the line beside the name that signs a letter. Who
// signs is the author, "I" in the text.
func (d *document) signedPage(m mention) {
	d.author = m.ref
	for _, k := range []int{m.j, m.i - 5, m.i - 4, m.i - 3, m.i - 2} {
		if r, ok := d.roleAt(max(k, 0)); ok {
			at := d.roleAtWhom(r)
			if n := d.at(r.j + 1); at < 0 && d.low(r.j) == "," && n >= 0 && d.institutionIn(r.j+1) {
				at = d.mentions[n].ref
			}
			if at < 0 {
				at = d.protagonist(m.i)
			}
			d.affiliate(m, at, r.text, min(k, m.i), max(r.j, m.j), "affiliated/signed-page")
			return
		}
	}
}

// signedFor is the mention of the institution that "had signed for" after a name at
// token j names; -1 if there is none.
func (d *document) signedFor(j int) int {
	for k := j; k < j+5; k++ {
		if d.atWord(k, "for", "behalf") && d.find(clause{j, min(k, len(d.toks))}, j, signVerbs) >= 0 {
			if d.low(k+1) == "of" {
				k++
			}
			if n := d.at(d.skipArticle(k + 1)); n >= 0 && d.mentions[n].kind != unigraph.Person && d.mentions[n].kind != unigraph.Country {
				return n
			}
		}
	}
	return -1
}

// atUnknown reports whether a role goes on with a name that nobody knows: "dean at
// Aalto".
func (d *document) atUnknown(j int) bool {
	return d.atWord(j, "at", "of") && j+1 < len(d.toks) && d.toks[j+1].cap && d.at(j+1) < 0 && !d.is(j+1, unitHeads) && !d.is(j+1, fields)
}

// titleOnly reports whether a role before a name is no more than a title, and the
// role proper follows the name at j: "Professor N, dean of X".
func (d *document) titleOnly(r role, j int) bool {
	if len(r.at) > 0 || !titles.has(strings.ToLower(r.text)) {
		return false
	}
	_, ok := d.roleAfterName(j)
	return ok
}

// labelOnly reports whether what stands before m is the label of a line, and the post
// follows the name: "President: N, rector of X".
func (d *document) labelOnly(m mention) bool {
	r, ok := d.roleAfterName(m.j)
	return d.low(m.i-1) == ":" && ok && d.roleAtWhom(r) >= 0
}

// affiliate records an affiliation, the first one of a person and institution.
func (d *document) affiliate(m mention, at int, role string, i, j int, rule string) {
	d.roles = append(d.roles, [2]int{i, j})
	if at < 0 || d.referents[at].kind == unigraph.Place {
		return
	}
	for n := range d.affiliations {
		a := &d.affiliations[n]
		if a.person == m.ref && a.at == at && a.role == "" {
			a.role, a.i, a.j, a.rule = role, i, j, rule // now with the role
			return
		}
		if a.person == m.ref && (a.at == at || rule == "affiliated/role-name-context" || rule == "affiliated/name-role-context") {
			return
		}
	}
	if _, ok := d.home[m.ref]; !ok && strings.HasSuffix(rule, "-context") && !(d.low(i-1) == "whose" || at == d.publisher && d.findWord(clause{max(0, i-1), m.i}, 0, "our") >= 0) {
		d.guessed[m.ref] = true
	}
	d.affiliations = append(d.affiliations, affiliation{person: m.ref, at: at, role: role, i: i, j: j, rule: rule})
	d.belongs(m.ref, at)
}

// belongs records the institution that a person acts for, the first one told.
func (d *document) belongs(person, institution int) {
	if _, ok := d.home[person]; !ok {
		d.home[person] = institution
	}
}
