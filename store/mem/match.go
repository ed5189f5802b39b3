package mem

import (
	"slices"

	"unigraph"
)

// The meaning of filters, row by row. No other engine does it so.

func (n network) entityFits(e unigraph.Entity, f unigraph.EntityFilter) bool {
	fits := func(f unigraph.EntityFilter) bool { return n.entityFits(e, f) }
	return anyOf(f.IDs, e.ID) && anyOf(f.Types, e.ID.Type()) && anyOf(f.Countries, e.Country) &&
		(f.Name == "" || named(e, f.Name)) && (f.Linked == nil || e.Linked == *f.Linked) &&
		(f.Signed == nil || n.hasSigned(e, *f.Signed)) &&
		allOf(f.Steps(), func(s unigraph.Step) bool { return n.hasStep(e, s) }) &&
		combined(fits, f.And, f.Or, f.Not)
}

func named(e unigraph.Entity, name string) bool {
	name = unigraph.Fold(name)
	return name != "" && slices.ContainsFunc(e.Names(), func(s string) bool { return unigraph.Fold(s) == name })
}

func (n network) hasSigned(e unigraph.Entity, f unigraph.SignedFilter) bool {
	for _, a := range n.agreements {
		if slices.Contains(a.Parties, e.ID) && n.agreementFits(a, f.AgreementFilter) && (f.With == nil || n.hasParty(a, *f.With, e.ID)) {
			return true
		}
	}
	return false
}

// hasParty reports whether a party of a, but for not, fits f.
func (n network) hasParty(a unigraph.Agreement, f unigraph.EntityFilter, not unigraph.EntityID) bool {
	return slices.ContainsFunc(a.Parties, func(id unigraph.EntityID) bool { return id != not && n.entityFits(n.entities[id], f) })
}

func (n network) hasStep(e unigraph.Entity, s unigraph.Step) bool {
	for _, r := range n.relations {
		this, other := r.Subject, r.Object
		if !s.ToObject {
			this, other = other, this
		}
		if this == e.ID && r.Kind == s.Kind && s.Wants(r.Date, r.Modality, r.Confidence) && n.entityFits(n.entities[other], s.Entity) {
			return true
		}
	}
	return false
}

func (n network) agreementFits(a unigraph.Agreement, f unigraph.AgreementFilter) bool {
	fits := func(f unigraph.AgreementFilter) bool { return n.agreementFits(a, f.Inside()) }
	return f.Wants(a.Date, a.Modality, a.Confidence) && anyOf(f.IDs, a.ID) && anyOf(f.Kinds, a.Kind) &&
		allOf(f.Parties, func(id unigraph.EntityID) bool { return slices.Contains(a.Parties, id) }) &&
		allOf(f.With, func(f unigraph.EntityFilter) bool { return n.hasParty(a, f, "") }) &&
		(!f.Unrenewed || n.unrenewed(a)) && combined(fits, f.And, f.Or, f.Not)
}

func (n network) unrenewed(a unigraph.Agreement) bool {
	for _, r := range n.agreements {
		if r.Kind == unigraph.Renewal && r.Modality == unigraph.Done && r.Date > a.Date && slices.Equal(r.Parties, a.Parties) {
			return false
		}
	}
	return a.Date != ""
}

func (n network) relationFits(r unigraph.Relation, f unigraph.RelationFilter) bool {
	fits := func(f unigraph.RelationFilter) bool { return n.relationFits(r, f.Inside()) }
	return f.Wants(r.Date, r.Modality, r.Confidence) && anyOf(f.IDs, r.ID) && anyOf(f.Kinds, r.Kind) &&
		anyOf(f.Subjects, r.Subject) && anyOf(f.Objects, r.Object) &&
		(f.Subject == nil || n.entityFits(n.entities[r.Subject], *f.Subject)) &&
		(f.Object == nil || n.entityFits(n.entities[r.Object], *f.Object)) &&
		(!f.Followed || n.followed(r)) && combined(fits, f.And, f.Or, f.Not)
}

func (n network) followed(r unigraph.Relation) bool {
	var institutions []unigraph.EntityID
	for _, role := range n.relations {
		if role.Kind == unigraph.AffiliatedWith && role.Modality == unigraph.Done && role.Subject == r.Subject {
			institutions = append(institutions, role.Object)
		}
	}
	for _, a := range n.agreements {
		if r.Precedes(a, institutions) {
			return true
		}
	}
	return false
}

// combined joins filters as And, Or and Not say.
func combined[F any](fits func(F) bool, and, or []F, not *F) bool {
	return allOf(and, fits) && (len(or) == 0 || slices.ContainsFunc(or, fits)) && (not == nil || !fits(*not))
}

// anyOf reports whether v is among wanted; an empty list wants everything.
func anyOf[T comparable](wanted []T, v T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, v)
}

func allOf[T any](values []T, fits func(T) bool) bool {
	return !slices.ContainsFunc(values, func(v T) bool { return !fits(v) })
}
