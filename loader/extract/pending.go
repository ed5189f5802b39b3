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
	party    int  // who signed with the group
	alliance int  // whose members the group are; -1 if none
	member   bool // the group is called members
}

var groupNouns = set(`universities institutions colleges schools partners members organisations organizations`)

// expectList remembers a group that has signed with the one party named, and
// reports whether there is one.
func (d *document) expectList(c clause, t int, left, right []int) bool {
	g := d.find(c, c.i, groupNouns)
	if g < 0 || d.at(g) >= 0 || d.modality(c, t) != unigraph.Done || d.low(g-1) == "two" {
		return false
	}
	d.pending = &pendingList{
		clause: c, trigger: t, party: append(left, right...)[0], alliance: d.allianceBefore(c.j),
		member: d.atWord(g-1, "member", "membership") || d.low(g) == "members",
	}
	return true
}

// allianceBefore is the alliance named last before token i; -1 if none.
func (d *document) allianceBefore(i int) int {
	alliance := -1
	for _, m := range d.mentions {
		if m.i < i && m.kind == unigraph.Alliance {
			alliance = m.ref
		}
	}
	return alliance
}

// listPending reads the sentence that names the members of the pending group:
// "The membership universities comprise …".
func (d *document) listPending(c clause) {
	p := d.pending
	if p == nil {
		return
	}
	g := d.find(c, c.i, groupNouns)
	if g < 0 || g > c.i+6 || !d.atWord(g+1, "comprise", "comprised", "include", "included", "are", "were", "being", ":") {
		return
	}
	d.pending = nil
	for _, m := range d.in(g, c.j, unigraph.University) {
		d.addAgreement(p.clause, p.trigger, [][]int{{p.party, m.ref}}, nil, "signed/listed")
		if p.member && p.alliance >= 0 {
			d.addMember(m.ref, p.alliance, unigraph.Done, d.evidence(m.i, "member-of/listed"))
		}
	}
}
