package extract

import (
	"unigraph"
)

// A pendingList is a group that a sentence speaks of without naming its
// members: "over 20 membership universities signed with XJTU". The sentence that
// lists them may follow.
type pendingList struct {
	clause   clause
	trigger  int
	party    int  // who signed with the group; -1 if its members signed with each other
	alliance int  // whose members the group are; -1 if none
	member   bool // the group is called members
}

var groupNouns = set(`universities institutions colleges schools partners members organisations organizations`)

// expectList remembers a group that has signed with the one party named, and
// reports whether there is one.
func (d *document) expectList(c clause, t int, party int) bool {
	g := d.find(c, c.i, groupNouns)
	if g < 0 || d.at(g) >= 0 || d.modality(c, t) != unigraph.Done || d.low(g-1) == "two" {
		return false
	}
	if party < 0 && numbers[d.low(g-1)] == 0 {
		return false // only "seven universities" signed with each other
	}
	d.pending = &pendingList{
		clause: c, trigger: t, party: party, alliance: d.allianceBefore(c.j),
		member: d.atWord(g-1, "member", "membership") || d.low(g) == "members",
	}
	return true
}

// allianceBefore is the alliance named last before token i; -1 if none.
func (d *document) allianceBefore(i int) int {
	return d.namedBefore(i, unigraph.Alliance)
}

// listPending reads the sentence that names the members of the pending group:
// "The membership universities comprise …".
func (d *document) listPending(c clause) {
	p := d.pending
	if p == nil {
		return
	}
	if p.party >= 0 && bullet(d.toks, c.i) {
		d.listItem(c)
		return
	}
	g := d.find(c, c.i, groupNouns)
	if g < 0 && d.low(c.i) == "the" && numbers[d.low(c.i+1)] > 0 {
		g = c.i + 1 // "The five are …"
	}
	if g < 0 || g > c.i+6 || !d.atWord(g+1, "comprise", "comprised", "include", "included", "are", "were", "being", ":") {
		return
	}
	d.pending = nil
	if p.party < 0 {
		d.addAgreement(p.clause, p.trigger, [][]int{refs(d.in(g, c.j, unigraph.University))}, nil, "signed/listed")
		return
	}
	for _, m := range d.in(g, c.j, unigraph.University) {
		d.addAgreement(p.clause, p.trigger, [][]int{{p.party, m.ref}}, nil, "signed/listed")
		if p.member && p.alliance >= 0 {
			d.addMember(m.ref, p.alliance, unigraph.Done, d.evidence(m.i, "member-of/listed"))
		}
	}
}

// listItem reads an item of a list whose head says that a party signed with all
// of them: "1. X (Hungary), July 6, signed with Rector N".
func (d *document) listItem(c clause) {
	named := d.in(c.i, c.j, unigraph.University)
	if len(named) == 0 || named[0].i > c.i+4 {
		return
	}
	signatories := refs(d.governed(c.i, c.j, withOrBy, unigraph.Person))
	d.addAgreement(c, named[0].i, [][]int{{d.pending.party, named[0].ref}}, signatories, "signed/listed")
}
