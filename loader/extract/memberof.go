package extract

import (
	"strings"

	"unigraph"
)

// noMemberCues tell that an institution beside an alliance is none of its
// members, or not any more, or not yet.
var noMemberCues = []string{"observer", "candidate", "former member", " left ", "withdr", "resign", "suspend", " appl", "partner", " not ", "neither", " never ",
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
			d.addMember(m.ref, alliance, unigraph.Done, d.evidence(m.i, rule))
		}
	}
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
	if d.has(c, " members ", " founders ", " membership ", " to admit ", " admitted ", " voted in ", " members:", " members were", " newcomers ", " accepted ", " sit ", " sits ", " seats ") && len(d.in(c.i, c.j, unigraph.University)) > 1 {
		return d.allianceBefore(c.i)
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
		switch {
		case len(items) == 0 && c.j-c.i < 9 && d.kindOf(c.i) == headingLine:
			alliance = -1
			if d.has(c, " member") && !d.has(c, noMemberCues...) {
				alliance = d.allianceBefore(c.i)
			}
		case alliance >= 0 && len(items) == 1 && items[0].i-c.i < 3 && d.kindOf(c.i) == headingLine:
			d.addMember(items[0].ref, alliance, unigraph.Done, d.evidence(items[0].i, "member-of/roster"))
		default:
			alliance = -1
		}
	}
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
