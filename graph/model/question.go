package model

import (
	"unigraph"
	"unigraph/measure"
)

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

// Measures are how the network hangs together, and whether they are of the data
// as it is.
type Measures struct {
	measure.Result
	Current bool
}

// Universities is how many there are with agreements.
func (m Measures) Universities() int { return m.Nodes }

// A Community is a group of universities.
type Community struct{ IDs []unigraph.EntityID }

// Size is how many they are.
func (c Community) Size() int { return len(c.IDs) }
