package extract

import (
	"slices"
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

// roleOf reads the role of person mention n.
func (d *document) roleOf(n int) {
	m := d.mentions[n]
	if r, ok := d.roleBeforeName(m.i); ok && !d.titleOnly(r, m.j) && !d.labelOnly(m) {
		at, rule := d.roleAtWhom(r), "affiliated/role-name"
		if n := d.institutionAfter(m.j); at < 0 && n >= 0 {
			at, m.j = d.mentions[n].ref, d.mentions[n].j
		}
		if n := d.signedFor(m.j); at < 0 && n >= 0 {
			at = d.mentions[n].ref
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
		return
	}
	if r, ok := d.roleAfterName(m.j); ok {
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
		return
	}
	if d.signsPage(m.i, m.j) {
		d.signedPage(m)
		return
	}
	if p := d.postAfter(m.j); p.at >= 0 {
		d.affiliate(m, d.mentions[p.at].ref, d.span(p.i, p.j), m.i, p.j, "affiliated/post")
		return
	}
	switch n := d.institutionAfter(m.j); {
	case n >= 0:
		d.affiliate(m, d.mentions[n].ref, "", m.i, d.mentions[n].j, "affiliated/of")
		for _, o := range d.joinedBefore(m) {
			d.affiliate(o, d.mentions[n].ref, "", o.i, d.mentions[n].j, "affiliated/of")
		}
	case d.low(m.j) == "(" && d.institutionIn(m.j+1) && d.low(d.mentions[d.at(m.j+1)].j) == ")":
		d.affiliate(m, d.mentions[d.at(m.j+1)].ref, "", m.i, d.mentions[d.at(m.j+1)].j, "affiliated/bracket")
	case d.low(m.j) == "(" && d.institutionIn(m.j+1) && d.low(d.mentions[d.at(m.j+1)].j) == ",":
		at := d.mentions[d.at(m.j+1)] // "Anna Berg (Uppsala University, vice-rector)"
		if r, ok := d.roleAt(at.j + 1); ok && d.low(r.j) == ")" {
			d.affiliate(m, at.ref, r.text, m.i, r.j, "affiliated/bracket")
		}
	case d.listedWith(m.j) >= 0:
		n := d.listedWith(m.j)
		d.affiliate(m, d.mentions[n].ref, "", m.i, d.mentions[n].j, "affiliated/listed")
	case d.groupFrom(m) >= 0:
		d.affiliate(m, d.mentions[d.groupFrom(m)].ref, "", m.i, m.j, "affiliated/group")
	case d.electedBy(m) >= 0:
		d.affiliate(m, d.mentions[d.electedBy(m)].ref, d.low(m.j), m.i, m.j, "affiliated/elected")
	case d.counterpartOf(m.i) >= 0:
		d.affiliate(m, d.mentions[d.counterpartOf(m.i)].ref, "counterpart", d.mentions[d.counterpartOf(m.i)].i, m.j, "affiliated/counterpart")
	case d.low(m.i-1) == "'s" && d.institutionIn(m.i-2):
		d.belongs(m.ref, d.mentions[d.at(m.i-2)].ref)
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

// findSeveralOfficers reads one role of several persons, each of an institution of
// its own: "the rectors of X and Y, A and B", "their presidents, A and B". It
// gives the first tokens of those persons.
func (d *document) findSeveralOfficers() map[int]bool {
	found := map[int]bool{}
	for k := range d.toks {
		head, plural := strings.CutSuffix(d.low(k), "s")
		if !plural || !roleHeads.has(head) || d.at(k) >= 0 || d.kindOf(k) != bodyLine {
			continue
		}
		at, j := d.listAfter(d.ofAfter(k+1), unigraph.University)
		persons, end := d.listAfter(d.pastComma(j), unigraph.Person)
		if len(persons) < 2 {
			continue
		}
		if len(at) == 0 {
			at = d.homesBefore(k, len(persons))
		}
		if len(at) != len(persons) {
			continue
		}
		for n, p := range persons {
			found[p.i] = true
			d.affiliate(p, at[n].ref, head, k, end, "affiliated/several")
		}
	}
	return found
}

func (d *document) ofAfter(k int) int {
	if d.atWord(k, "of", "from") {
		k++
	}
	return k
}

func (d *document) pastComma(k int) int {
	if d.low(k) == "," {
		k++
	}
	return k
}

// listAfter are the mentions of a kind that token k begins a list of, and its end.
func (d *document) listAfter(k int, kind unigraph.EntityType) (list []mention, end int) {
	for end = k; ; {
		for d.atWord(k, "the", "and") || d.is(k, titles) {
			k++
		}
		n := d.at(k)
		if n < 0 || d.mentions[n].kind != kind || d.mentions[n].i != k || d.mentions[n].group != nil {
			return list, end
		}
		list = append(list, d.mentions[n])
		end = d.mentions[n].j
		if k = end; !d.atWord(k, ",", "and") {
			return list, end
		}
		k++
	}
}

// homesBefore are the n universities that the words before token k name, in its
// sentence or the one before, if it is just n.
func (d *document) homesBefore(k, n int) []mention {
	for s := d.sentOf[k]; s >= 0 && s >= d.sentOf[k]-1; s-- {
		var named []mention
		for _, m := range d.in(d.sents[s][0], min(d.sents[s][1], k), unigraph.University) {
			if !slices.ContainsFunc(named, func(o mention) bool { return o.ref == m.ref }) {
				named = append(named, m)
			}
		}
		if len(named) > 0 {
			if len(named) != n {
				return nil
			}
			return named
		}
	}
	return nil
}

// joinedBefore are the persons that a list joins to m on its left with nothing of
// their own between: "Dr. A, Dr. B and Prof. C of X".
func (d *document) joinedBefore(m mention) []mention {
	var list []mention
	for k := m.i - 1; k > d.sentenceStart(m.i); k-- {
		for d.is(k, titles) {
			k--
		}
		if d.atWord(k, "and") {
			k--
		}
		if d.low(k) == "," {
			k--
		}
		n := d.at(k)
		if n < 0 || d.mentions[n].kind != unigraph.Person || d.mentions[n].pronoun || d.mentions[n].group != nil {
			break
		}
		if _, ok := d.home[d.mentions[n].ref]; ok || d.insideRole(k) {
			break
		}
		list = append(list, d.mentions[n])
		k = d.mentions[n].i
	}
	return list
}

// counterpartOf is the mention of the institution in "his X counterpart, N", N at
// token i; -1 if that does not stand there.
func (d *document) counterpartOf(i int) int {
	k := i - 1
	for k > 0 && (d.low(k) == "," || d.is(k, titles)) {
		k--
	}
	if !d.atWord(k, "counterpart", "colleague", "opposite") || !d.institutionIn(k-1) {
		return -1
	}
	if n := d.at(k - 1); d.atWord(d.mentions[n].i-1, "his", "her", "their", "the") {
		return n
	}
	return -1
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

// institutionAfter is the mention of the institution that "of" or "from" at
// token j names; -1 if there is none.
func (d *document) institutionAfter(j int) int {
	s := d.sents[d.sentOf[min(j, len(d.toks)-1)]]
	signsFor := d.low(j) == "for" && d.find(clause{s[0], s[1]}, s[0], signVerbs) >= 0 // "signed it for X"
	if n := d.at(d.skipArticle(j + 2)); d.low(j) == "," && d.atWord(j+1, "of", "from") && n >= 0 && d.atWord(d.pastBracket(d.mentions[n].j), ",", ".", ";", ")", "'s") {
		j++ // "Chair Anna Berg, of Uppsala University"
	}
	if !signsFor && !d.atWord(j, "of", "from", "at") {
		return -1
	}
	if n := d.placeOfWork(j + 1); n >= 0 && d.atWord(j, "of", "from") && !d.mentions[n].pronoun {
		return n // "of X", "from the Faculty of Law of X"
	}
	if j++; d.low(j) == "the" {
		j++
	}
	if n := d.at(j); n >= 0 && (d.institutionIn(j) || d.mentions[n].kind == unigraph.Organization) {
		return n
	}
	return -1
}

// roleBeforeName finds the role that ends right before token i, titles skipped.
func (d *document) roleBeforeName(i int) (role, bool) {
	end := i
	for d.low(end-1) == ")" && d.is(end-2, titles) && d.low(end-3) == "(" {
		end -= 3 // "Prof. (Mrs.)"
	}
	for end > 0 && d.toks[end-1].line == d.toks[i].line && d.is(end-1, titles) && !d.is(end-1, roleHeads) || end > 0 && d.low(end-1) == "-" {
		end--
	}
	if d.roleThenComma(i) || d.low(end-1) == ":" {
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
	default:
		return role{}, false
	}
	r, ok := d.roleAt(k)
	if m := d.at(r.j); ok && m >= 0 && d.mentions[m].kind == unigraph.Person || d.is(r.j, titles) {
		return d.roleAlone(k) // the last role is the next person's
	}
	return r, ok
}

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

var stateRoles = set(`minister vice-minister ambassador consul secretary president counsellor minister-counsellor minister-counselor attaché governor mayor`)

// likelyHome guesses whose officer a person is of whose home no words speak.
func (d *document) likelyHome(m mention) int {
	s := d.sents[d.sentOf[m.i]]
	if visitor, host := d.scene(m.i); host >= 0 && (d.governor(m) == "by" && !d.leads(m) && d.find(clause{s[0], m.i}, s[0], hostVerbs) >= 0 || d.findWord(clause{max(s[0], m.i-6), m.i}, s[0], "host") >= 0) {
		return host
	} else if c := (clause{s[0], s[1]}); visitor >= 0 && (bullet(d.toks, s[0]) && item(d.toks, s[0]) || d.membersOfGroup(c) || m.i > s[0] && d.is(m.i-1, groupWords)) {
		return visitor
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
	if last >= 0 {
		return last
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

// scene tells which institution's delegation travels, and where it is, as the
// sentences before token i have it; -1 where they do not say.
func (d *document) scene(i int) (visitor, host int) {
	visitor, host = -1, -1
	for _, m := range d.mentions {
		if m.i >= i {
			break
		}
		if d.parts[m.i] == unread {
			d.parts[m.i] = d.partIn(m)
		}
		switch d.parts[m.i] {
		case travels:
			visitor = m.ref
		case receives:
			host = m.ref
		}
	}
	return visitor, host
}

// The part of an institution in the scene of a sentence.
type part int8

const (
	unread part = iota
	stands
	travels
	receives
)

// partIn tells whether m is whose delegation travels, or where.
func (d *document) partIn(m mention) part {
	if m.kind != unigraph.University {
		return stands
	}
	s := d.sents[d.sentOf[m.i]]
	c := clause{s[0], s[1]}
	group, verb := d.find(c, c.i, groupWords), d.findGoing(c)
	switch gov := d.governor(m); {
	case group >= 0 && d.origin(m) && m.i > group && m.i-group < 5 || group == m.j:
		return travels
	case verb >= 0 && m.i > verb && gov != "with" && gov != "by", verb >= m.j && d.low(verb) == "visited" && d.passive(c, verb):
		return receives
	}
	return stands
}

// origin reports whether m tells where somebody comes from: "of the X", "from X".
func (d *document) origin(m mention) bool {
	k := m.i - 1
	for d.atWord(k, "the", "sisterly", "visiting") {
		k--
	}
	return d.atWord(k, "of", "from")
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
