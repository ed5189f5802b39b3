package unigraph

import "fmt"

// A TieFilter selects pairs of parties of the same agreements.
type TieFilter struct {
	AgreementFilter
	Of    EntityFilter // Tie.One is such an entity
	With  EntityFilter // Tie.Other is such an entity
	Once  bool         // each pair once: only ties whose One precedes its Other
	Limit int          // how many at most, the first by One and Other; 0: all
}

// Validate reports a filter of too many filters as ErrInvalid. Every engine calls it.
func (f TieFilter) Validate() error {
	if f.Limit < 0 {
		return fmt.Errorf("%w: %d ties at most", ErrInvalid, f.Limit)
	}
	return fewEnough(f.AgreementFilter.size() + f.Of.size() + f.With.size())
}

// A Tie is two parties and how many agreements they have in common.
type Tie struct {
	One, Other EntityID
	Agreements int
}
