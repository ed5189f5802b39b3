package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// noMemberCues tell that an institution beside an alliance is none of its
// members, or not any more, or not yet.
var noMemberCues = []string{"observer", "candidate", "former member", " left ", "withdr", "resign", "suspend", " appl", "partner", " not ", "neither", " never ",
	"submitted", "candidacy", "candidature", "plead", "in the course of", "request its", "should have", "observes", " nor,", "without vote",
	"scheduled", "called", "calls", "people say", "would ", "will be ", "to enter", "seeks", "mistake", "examining", "jubilee", "sponsored", "mailing list",
	"ended its", "gave up", " quit", "cease", "pending", "no member", " affiliate", "denied", "invited", "hopes", " wish", " until 1", " until 2"}

// findMemberships reads who belongs to which alliance.
func (d *document) findMemberships(cs []clause) {
	for _, c := range cs {
		alliance, from := d.allianceOf(c), c.i
		if alliance < 0 || d.modality(c, c.j) == unigraph.Denied {
			continue
		}
		rule := "member-of/clause"
		if len(d.in(c.i, c.j, unigraph.Alliance)) == 0 {
			rule += "-context"
		}
		if colon := d.findWord(c, c.i, ":"); colon >= 0 && d.find(clause{c.i, colon}, c.i, signVerbs) >= 0 {
			from = colon // "signed with six members of X: A, B, C"
		}
		if s := d.subject(); s >= 0 && d.has(c, " member of ") && len(d.in(from, c.j, unigraph.University)) == 0 && !d.noMember(c, mention{i: c.i, j: c.i + 1}) {
			for _, a := range d.in(c.i, c.j, unigraph.Alliance) {
				d.addMember(s, a.ref, unigraph.Done, d.evidence(c.i, rule+"-context"))
			}
		}
		for _, m := range d.in(from, c.j, unigraph.University) {
			if d.setting(m) || d.inRole(m) || d.noMember(c, m) {
				continue
			}
			for _, a := range d.alliancesOf(c, alliance) {
				d.addMember(m.ref, a, unigraph.Done, d.evidence(m.i, rule))
			}
		}
	}
}

// alliancesOf are the alliances that the clause says one is a member of: of
// several, those that "member of" leads to.
func (d *document) alliancesOf(c clause, first int) []int {
	all := []int{first}
	k := d.findWord(c, c.i, "member", "members", "belongs", "belong", "membership")
	if k < 0 || !d.atWord(k+1, "of", "to", "in") {
		return all
	}
	for _, a := range d.in(k, c.j, unigraph.Alliance) {
		if gov := d.governor(a); (gov == "of" || gov == "to" || gov == "in") && !slices.Contains(all, a.ref) && !d.noMember(c, a) {
			all = append(all, a.ref)
		}
	}
	return all
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
	if d.entersAlone(c) || d.soDoes(c) {
		return d.allianceNear(c.i)
	}
	if d.has(c, " members ", " founders ", " membership ", " to admit ", " admitted ", " voted in ", " members:", " members were", " newcomers ", " accepted ", " sit ", " sits ", " seats ") && len(d.in(c.i, c.j, unigraph.University)) > 1 {
		return d.allianceBefore(c.i)
	}
	return -1
}

// entersAlone reports whether the clause says that somebody came in without
// saying into what: "X followed in 2014", "Y and Z were let in together".
func (d *document) entersAlone(c clause) bool {
	if d.has(c, " founded it", " let in ", " voted in ", " came in ", " taken in ", " has been in it ", " stays in", " remains in", " is one.", " accepted: ", " admitted: ", " besides us they are", " admitted ", " went through ") {
		return true
	}
	for t := c.i + 1; t < c.j; t++ {
		if entryVerbs.has(d.low(t)) && d.atWord(t+1, "in", "on", "it", "as", "later", "only", "last", "this", ".", ",", "by", "together", "too", "from", "at", ";", "two", "three", "after") {
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

var entryVerbs = set(`joined entered followed acceded accepted admitted inducted`)

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

// findRosters reads the lists of members that stand under a heading, an
// institution a line: "Members", "Associate members", "Former members".
func (d *document) findRosters() {
	alliance := -1
	for _, s := range d.sents {
		c := clause{s[0], s[1]}
		if k := d.kindOf(c.i); k != headingLine && k != bodyLine {
			continue
		}
		items := d.in(c.i, c.j, unigraph.University)
		if k := d.findWord(c, c.i, ":"); len(items) > 0 && k >= 0 && k < items[0].i && k-c.i < 4 && d.atWord(k-1, "members", "membership") && d.kindOf(c.i) == headingLine && !d.has(clause{c.i, k}, noMemberCues...) {
			if a := d.allianceNear(c.i); a >= 0 {
				for _, m := range items {
					d.addMember(m.ref, a, unigraph.Done, d.evidence(m.i, "member-of/roster"))
				}
			}
			continue
		}
		switch {
		case len(items) == 0 && c.j-c.i < 9 && d.kindOf(c.i) == headingLine:
			alliance = -1
			if d.has(c, " member") && !d.has(c, noMemberCues...) {
				alliance = d.allianceBefore(c.i)
			}
		case alliance >= 0 && len(items) > 0 && d.rosterRow(c, items):
			for _, m := range items {
				d.addMember(m.ref, alliance, unigraph.Done, d.evidence(m.i, "member-of/roster"))
			}
		default:
			alliance = -1
		}
	}
}

// rosterRow reports whether c is a row of a roster: one institution, or several
// after a bullet or the name of their country.
func (d *document) rosterRow(c clause, items []mention) bool {
	lead := items[0].i - c.i
	if len(items) == 1 && lead < 3 && d.kindOf(c.i) == headingLine {
		return true
	}
	return bullet(d.toks, c.i) && (lead < 3 || lead < 6 && d.low(items[0].i-1) == ":")
}

// noMember reports whether the words around m within its part of the clause say
// that it is no member.
func (d *document) noMember(c clause, m mention) bool {
	from, to := m.i, m.j
	for from > c.i && !d.atWord(from-1, ".", ";", ":") && !d.turns(from) {
		from--
	}
	for to < c.j && !d.atWord(to, ".", ";") && !d.turns(to) {
		to++
	}
	text := " " + strings.ReplaceAll(strings.ToLower(d.span(from, to)), "founding partner", "founder") + " "
	for _, cue := range noMemberCues {
		if strings.Contains(text, cue) {
			return true
		}
	}
	return false
}

// turns reports whether a relative clause begins at token i after a comma.
func (d *document) turns(i int) bool {
	return d.low(i-1) == "," && d.atWord(i, "which", "who", "whose")
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
