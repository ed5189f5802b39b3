package model

import "unigraph"

// An AlliancePartner is a member of an alliance that another university is a
// member of too.
type AlliancePartner struct {
	University University
	Of         unigraph.EntityID // that other university
}

// A TimelinePoint is a period and its agreements.
type TimelinePoint struct {
	Period     unigraph.Date
	Agreements int
}

// A Path is a way through agreements that a filter selects.
type Path struct {
	IDs    []unigraph.EntityID
	Filter unigraph.AgreementFilter
}

// Length is the number of steps.
func (p Path) Length() int { return len(p.IDs) - 1 }

// A PathStep leads from one to the next of a path.
type PathStep struct {
	From, To unigraph.EntityID
	Filter   unigraph.AgreementFilter
}

// A Network is nodes and the ties between them.
type Network struct {
	IDs       []unigraph.EntityID
	Edges     []unigraph.Tie
	Truncated bool
}
