package extract

import (
	"strings"

	"unigraph"
)

// memberCues tell that the universities beside them belong to the alliance.
var memberCues = []string{" member", " join", " belong", " admit", " founder", " founding ", " part of ", " compris", " consist", " make up", " made up",
	" accede", " enters in", " seated", " voted in", " set up ", " one of the ", " accepted ", " founded by", " welcomed "}

// noMemberCues tell that they do not, or not any more, or not yet.
var noMemberCues = []string{"observer", "candidate", "former", " left ", "withdr", "resign", "suspend", " appl", "partner", " not ", "neither", " never ",
	"ended its", "gave up", " quit", "cease", "pending", "no member", " affiliate", "denied", "invited", "hopes", " wish"}

// findMemberships reads who belongs to which alliance.
func (d *document) findMemberships(cs []clause) {
	for _, c := range cs {
		alliances := d.in(c.i, c.j, unigraph.Alliance)
		if len(alliances) == 0 || !d.has(c, memberCues...) || d.modality(c, c.j) == unigraph.Denied {
			continue
		}
		alliance := alliances[0].ref
		for _, m := range d.in(c.i, c.j, unigraph.University) {
			if d.setting(m) || d.inRole(m) || d.noMember(c, m) {
				continue
			}
			d.addMember(m.ref, alliance, unigraph.Done, d.evidence(m.i, 0.7, "member-of/clause"))
		}
	}
}

// noMember reports whether the words around m within its part of the clause say
// that it is no member.
func (d *document) noMember(c clause, m mention) bool {
	from, to := m.i, m.j
	for from > c.i && !d.atWord(from-1, ".", ";", ":") {
		from--
	}
	for to < c.j && !d.atWord(to, ".", ";") {
		to++
	}
	text := " " + strings.ToLower(d.span(from, to)) + " "
	for _, cue := range noMemberCues {
		if strings.Contains(text, cue) {
			return true
		}
	}
	return false
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
