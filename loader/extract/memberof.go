package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// noMemberCues tell that an institution beside an alliance is none of its
// members, or not any more, or not yet.
var noMemberCues = []string{"observer", "candidate", "former member", " left ", "withdr", "resign", "suspend", " appl", "partner", " not ", "neither", " never ",
	"submitted", "candidacy", "candidature", "plead", "in the course of", "request its", "should have", "observes", " nor ", "without vote",
	"scheduled", "called", "calls", "people say", "would ", "will be ", "to enter", "seeks", "mistake", "examining", "jubilee", "sponsored", "mailing list",
	"ended its", "gave up", " quit", " pulled out", " dropped out", " backed out", "cease", "pending", "no member", " affiliate", "denied", "invited", "hopes", " wish", " until 1", " until 2",
	" waiting", " waits", "run out", "expire", " lapse", "goodbye", "farewell", "abandoned", "expelled", "excluded", "struck off", "close to", "friend of", " leaving", "request to ", "under study", " without being", " guest", " hope ", " to decide", " said no", " preparing", " one day ", " was asked ", " cooperates with the "}

// findMemberships reads who belongs to which alliance.
func (d *document) findMemberships(cs []clause) {
	for _, c := range cs {
		alliance := d.allianceOf(c)
		if alliance < 0 || d.deniedFirst(c) {
			continue
		}
		rule := "member-of/clause"
		if len(d.in(c.i, c.j, unigraph.Alliance)) == 0 {
			rule += "-context"
		}
		from := c.i
		if colon := d.findWord(c, c.i, ":"); colon >= 0 && d.find(clause{c.i, colon}, c.i, signVerbs) >= 0 {
			from = colon // "signed with six members of X: A, B, C"
		}
		statements := d.statements(c)
		for n, s := range statements {
			d.membersIn(c, s, statements[:n], from, alliance, rule)
		}
	}
}

// deniedFirst reports whether c, up to where it speaks of another university, denies
// what it says: "A is not in it, and B is not".
func (d *document) deniedFirst(c clause) bool {
	end := c.i + 1
	for end < c.j && !d.newSubject(end) {
		end++
	}
	return d.modality(clause{c.i, end}, end) == unigraph.Denied
}

// membersIn reads the memberships that statement s of clause c tells; before are
// the statements of c to its left, and alliance the one that c is about.
func (d *document) membersIn(c, s clause, before []clause, from, alliance int, rule string) {
	own := d.in(s.i, s.j, unigraph.Alliance)
	members := d.in(max(s.i, from), s.j, unigraph.University)
	if len(own) == 0 && len(before) > 0 && d.anotherVerb(s) {
		return // "…, and signed with X"
	}
	if len(members) == 0 && len(own) > 0 && d.find(s, s.i, joinWords) >= 0 {
		members = d.membersBefore(s, before)
	}
	for _, m := range members {
		if d.setting(m) || d.inRole(m) || d.noMember(c, m) || d.is(d.beforeArticle(m.i), tourVerbs) {
			continue
		}
		modality := d.joining(s, m)
		for _, a := range d.alliancesOf(c, s, alliance) {
			d.addMember(m.ref, a, modality, d.evidence(m.i, rule))
		}
	}
}

// joining tells whether m is a member by statement s, or only shall become one: "X will
// join", "X plans to become a member".
func (d *document) joining(s clause, m mention) unigraph.Modality {
	t := d.find(clause{m.j, min(s.j, m.j+12)}, m.j, becomeVerbs)
	if t < 0 || d.governor(m) != "" || d.has(clause{m.j, t}, ",", ";") {
		return unigraph.Done
	}
	if d.findWord(clause{max(m.j, t-4), t}, m.j, "will", "shall", "plans", "intends", "wants", "to") >= 0 {
		return d.modality(clause{m.j, s.j}, t)
	}
	return unigraph.Done
}

// becomeVerbs say that somebody becomes a member.
var becomeVerbs = set(`join become enter accede`)

// membersBefore are the subjects that a statement without a university of its own
// goes on to speak of: that of the statement before it, else of the text.
func (d *document) membersBefore(s clause, before []clause) []mention {
	for n := len(before) - 1; n >= 0; n-- {
		for _, m := range d.in(before[n].i, before[n].j, unigraph.University) {
			if d.governor(m) == "" && !d.inRole(m) && !d.noMember(s, mention{i: s.i, j: s.i + 1}) {
				return []mention{m}
			}
		}
	}
	if subject := d.subject(); subject >= 0 && d.has(s, " member of ", "memberships", " member: ") && !d.noMember(s, mention{i: s.i, j: s.i + 1}) {
		return []mention{{i: s.i, j: s.i + 1, kind: unigraph.University, ref: subject}}
	}
	return nil
}

// statements cuts a clause where another verb of the same subject begins: "…, and
// has applied to", "…, but signed".
func (d *document) statements(c clause) []clause {
	var out []clause
	start := c.i
	for k := c.i + 1; k < c.j; k++ {
		if d.low(k) == "," && d.atWord(k+1, "and", "but", "though", "not", "without") && d.anotherVerb(clause{k + 1, c.j}) {
			out = append(out, clause{start, k + 1})
			start = k + 1
		}
	}
	return append(out, clause{start, c.j})
}

// anotherVerb reports whether statement s begins with "and" or the like and a word of
// its own, not with one more name of a list.
func (d *document) anotherVerb(s clause) bool {
	k := s.i + 1
	return d.atWord(s.i, "and", "but", "though", "not", "without") && k < s.j && d.toks[k].word && !d.toks[k].cap && d.at(k) < 0 && !d.atWord(k, "the", "a", "an", "its", "of", "from", "to", "with", "as", "by", "so", "also", "likewise", "both", "then", "later", "since", "last", "finally", "at", "two", "three")
}

// alliancesOf are the alliances that statement s of clause c says one is a member
// of: of several, those that "member of" leads to.
func (d *document) alliancesOf(c, s clause, first int) []int {
	own := d.in(s.i, s.j, unigraph.Alliance)
	if len(own) > 0 {
		first = own[0].ref
	}
	all := []int{first}
	k := d.findWord(s, s.i, "member", "members", "belongs", "belong", "membership", "memberships", "represented", "joined")
	several := d.findWord(s, s.i, "networks", "alliances", "associations", "consortia", "organisations", "organizations")
	if k < 0 && several >= 0 {
		k = several // "active in networks such as A, B and C"
	}
	if k < 0 || !d.atWord(k+1, "of", "to", "in", ":") && d.low(k) != "joined" && k != several {
		return all
	}
	end := 0
	for _, a := range d.in(k, s.j, unigraph.Alliance) {
		gov := d.governor(a)
		if listed := end == 0 || d.onlyJoins(end, a.i); (listed || gov == "of" || gov == "to" || gov == "in") && !d.noMember(c, a) {
			end = d.pastBracket(a.j)
			if !slices.Contains(all, a.ref) {
				all = append(all, a.ref)
			}
		}
	}
	return all
}

// onlyJoins reports whether tokens [i, j) only join the items of a list.
func (d *document) onlyJoins(i, j int) bool {
	for ; i < j; i++ {
		if !d.atWord(i, ",", "and", "the", ";", "&", "as", "well") {
			return false
		}
	}
	return true
}

// allianceOf is the alliance that clause c tells the members of: the one it
// names, else the one spoken of last, where the clause only says "the members"
// or "the five are"; -1 if it tells of none.
func (d *document) allianceOf(c clause) int {
	if alliances := d.in(c.i, c.j, unigraph.Alliance); len(alliances) > 0 {
		return alliances[0].ref
	}
	if d.atWord(c.i, "the") && numbers[d.low(c.i+1)] > 0 && d.findWord(clause{c.i, min(c.i+5, c.j)}, c.i, "are", "were", ":") >= 0 {
		return d.allianceBefore(c.i)
	}
	if d.has(c, " fellow member", " likewise a member", " also a member", " a member too") {
		return d.allianceBefore(c.i)
	}
	if d.unites(c) || d.callsMembers(c) {
		return d.allianceNear(c.i)
	}
	if d.entersAlone(c) || d.soDoes(c) {
		return d.allianceNear(c.i)
	}
	if d.has(c, " members ", " founders ", " membership ", " to admit ", " admitted ", " voted in ", " members:", " members were", " newcomers ", " accepted ", " sit ", " sits ", " seats ") && len(d.in(c.i, c.j, unigraph.University)) > 1 {
		return d.allianceBefore(c.i)
	}
	return -1
}

// unites reports whether c says of the alliance before it whom it brings together:
// "It unites A, B and C".
func (d *document) unites(c clause) bool {
	for k := c.i + 1; k < min(c.i+4, c.j); k++ {
		if d.is(k, uniteVerbs) {
			return d.atWord(c.i, "it", "they", "together", "today", "now") && len(d.in(k, c.j, unigraph.University)) > 1
		}
	}
	return false
}

var uniteVerbs = set(`unites unite comprises includes counts numbers groups gathers embraces consists encompasses brings bring links comprised included united`)

// callsMembers reports whether c calls institutions members or founders of what was
// spoken of: "Founders are A and B", "A also is a full member", "A holds membership".
func (d *document) callsMembers(c clause) bool {
	if len(d.in(c.i, c.j, unigraph.University)) == 0 {
		return false
	}
	for k := d.find(c, c.i, memberNouns); k >= 0; k = d.find(c, k+1, memberNouns) {
		if d.atWord(k-1, "for") || d.atWord(k+1, "of", "state", "states", "country", "countries") && !(d.low(k+1) == "of" && d.atWord(k+2, "it", "them")) {
			continue
		}
		if d.find(clause{max(c.i, k-6), k}, c.i, beVerbs) >= 0 || d.find(clause{k, min(k+4, c.j)}, c.i, beVerbs) >= 0 && k-c.i < 5 {
			return true
		}
	}
	return d.has(c, " holds membership", " full membership", " one of its founders", " one of its members", " on board from", " from day one", " from the start ", " from the beginning")
}

var beVerbs = set(`is are was were be been became become becomes remain remains stays stay being make makes`)

// entersAlone reports whether the clause says that somebody came in without
// saying into what: "X followed in 2014", "Y and Z were let in together".
func (d *document) entersAlone(c clause) bool {
	if d.find(c, c.i, papers) >= 0 && d.find(c, c.i, memberNouns) < 0 {
		return false // "An addendum followed in 2014"
	}
	if d.has(c, " founded it", " let in ", " voted in ", " came in ", " taken in ", " has been in it ", " belongs to it", " belong to it", " stays in", " remains in", " is one.", " accepted: ", " admitted: ", " besides us they are", " admitted ", " went through ", " came aboard", " came on board", " was received ", " were received into", " came in later", " came in together", " came in only", " have seats in it", " raised to full", " is in.", " are in.", " is in it", " are in it", " is there for years",
		" was let in", " were let in", " holds membership", " hold membership", " associate status") {
		return true
	}
	for t := c.i + 1; t < c.j; t++ {
		if d.is(t, entryVerbs) && !(d.low(t) == "followed" && d.low(t+1) == "by") && d.atWord(t+1, "in", "on", "it", "as", "suit", "later", "only", "last", "this", ".", ",", "by", "together", "too", "from", "at", ";", "two", "three", "after") {
			return true
		}
	}
	return false
}

// soDoes reports whether c says that what the sentence before said of a member
// holds of another one: "So is X", "as does X".
func (d *document) soDoes(c clause) bool {
	if !d.atWord(c.i, "so", "as") || !d.atWord(c.i+1, "is", "are", "does", "do", "has", "have", "did") || d.sentOf[c.i] == 0 {
		return false
	}
	s := d.sents[d.sentOf[c.i]-1]
	before := clause{s[0], s[1]}
	return d.find(before, s[0], negations) < 0 && (d.has(before, " member", " belong", " part of ", " joined ") || len(d.in(s[0], s[1], unigraph.Alliance)) > 0)
}

var entryVerbs = set(`joined entered followed acceded accepted admitted inducted adhered`)

// allianceNear is the alliance named last in the sentence of token i or the two
// before it, in its paragraph or the heading above; -1 if none is.
func (d *document) allianceNear(i int) int {
	for s, n := d.sentOf[i], 0; s >= 0 && n < 3; s, n = s-1, n+1 {
		if named := d.in(d.sents[s][0], min(d.sents[s][1], i), unigraph.Alliance); len(named) > 0 {
			return named[len(named)-1].ref
		}
	}
	return -1
}

// noMember reports whether the words around m within its statement of the clause
// say that it is no member.
func (d *document) noMember(c clause, m mention) bool {
	from, to := m.i, m.j
	for from > c.i && !d.atWord(from-1, ".", ";", ":") && !d.turns(from) && !d.newSubject(from-1) && !(d.low(from-1) == "," && d.anotherVerb(clause{from, c.j})) {
		from--
	}
	for to < c.j && !d.atWord(to, ".", ";") && !d.newSubject(to) && (!d.turns(to) || to == m.j+1 && !d.clauseOfOther(to+1)) && !(d.low(to-1) == "," && d.anotherVerb(clause{to, c.j})) {
		to++
	}
	if gap := d.atWord(d.pastBracket(m.j), "as", "a", "an", "only"); from > c.i && d.newSubject(from-1) && !gap && d.find(clause{from, to}, from, ownCues) < 0 {
		return true // a statement of its own, of something else
	}
	text := strings.ReplaceAll(strings.ReplaceAll(d.words(from, to), "founding partner", "founder"), "partners in the ", "members in the ")
	for _, cue := range noMemberCues {
		if strings.Contains(text, cue) {
			return true
		}
	}
	return false
}

// ownCues tell of membership in a statement that has a subject of its own.
var ownCues = union(`joined join joins admitted accepted belongs belong member members founder founders one in too also full stays stayed remained remains aboard followed entered acceded sits sit works inside`, beVerbs)

// newSubject reports whether the comma or "and" at token k begins a statement of another
// university: "A is a member and B an observer", "A joined in May, B is not in it".
func (d *document) newSubject(k int) bool {
	if !d.atWord(k, ",", "and") {
		return false
	}
	before, next := k-1, k+1
	if d.low(before) == "," {
		before--
	}
	if d.atWord(next, "and", "but") {
		next++
	}
	if d.low(before) == ")" {
		before = d.opening(before) - 1
	}
	if len(d.in(d.sentenceStart(k), k, unigraph.University)) == 0 {
		return false // "As a founder of X, A has"
	}
	if n := d.at(before); n >= 0 && d.mentions[n].kind == unigraph.University {
		return false // a list
	}
	_, end := d.listAfter(next, unigraph.University)
	return end > next && (d.finite(end) || d.is(end, auxiliaries) || d.atWord(end, "a", "an", "as", "only", "remains", "stays", "became"))
}

// words are the lower-case words of tokens [from, to) outside names, blanks around
// each.
func (d *document) words(from, to int) string {
	var b strings.Builder
	b.WriteByte(' ')
	for k := from; k < to; k++ {
		if n := d.at(k); n >= 0 && !d.mentions[n].pronoun && d.mentions[n].kind != unigraph.Person {
			continue
		}
		b.WriteString(d.low(k))
		b.WriteByte(' ')
	}
	return b.String()
}

// turns reports whether a relative clause begins at token i after a comma.
func (d *document) turns(i int) bool {
	return d.low(i-1) == "," && (d.atWord(i, "which", "who", "whose") || d.low(i+1) == "which" && d.atWord(i, "from", "to", "of", "in"))
}

// clauseOfOther reports whether the relative clause whose "which" stands before
// token i has a subject of its own: "which we left out".
func (d *document) clauseOfOther(i int) bool {
	return d.at(i) >= 0 || d.atWord(i, "we", "they", "it", "he", "she", "the", "i", "of")
}

// addMember records a membership.
func (d *document) addMember(member, alliance int, m unigraph.Modality, e []unigraph.Evidence) {
	d.addRelation(unigraph.RelationClaim{Kind: unigraph.MemberOf, Subject: member, Object: alliance, Modality: m, Evidence: e})
}

// addRelation records a relation; one told before only gains evidence.
func (d *document) addRelation(r unigraph.RelationClaim) {
	if r.Subject == r.Object {
		return
	}
	for n := range d.reading.Relations {
		o := &d.reading.Relations[n]
		if o.Kind == r.Kind && o.Subject == r.Subject && o.Object == r.Object && o.Modality == r.Modality && (o.Date.Covers(r.Date) || r.Date.Covers(o.Date)) {
			if len(r.Date) > len(o.Date) {
				o.Date = r.Date
			}
			o.Evidence = append(o.Evidence, r.Evidence...)
			return
		}
	}
	d.reading.Relations = append(d.reading.Relations, r)
}
