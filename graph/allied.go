package graph

import (
	"context"
	"slices"

	"unigraph"
)

// ranked finds the entities of each filter, counted where that is their order.
func (r *resolver) ranked(ctx context.Context, fs []unigraph.EntityFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
	if p.Order.By.Counts() {
		return r.store.FindRankedEach(ctx, each(fs, func(f unigraph.EntityFilter) unigraph.RankFilter {
			return unigraph.RankFilter{EntityFilter: f, Facts: certain}
		}), p)
	}
	found, err := r.store.FindEntitiesEach(ctx, fs, p)
	return each(found, func(page unigraph.PageOf[unigraph.Entity]) unigraph.PageOf[unigraph.Ranked] {
		return convert(page, func(e unigraph.Entity) unigraph.Ranked { return unigraph.Ranked{Entity: e} })
	}), err
}

// allied says which members of its alliances a university is shown: those that
// fit a filter and have signed with it themselves, or have not.
type allied struct {
	filter *unigraph.EntityFilter // nil: any
	direct *bool                  // nil: both
}

// of selects those that one university is shown.
func (a allied) of(id unigraph.EntityID) unigraph.EntityFilter {
	itself := unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}
	f := universities(a.filter, &unigraph.EntityFilter{Not: &itself})
	f.MemberOf = &unigraph.RelatedFilter{FactFilter: certain, Entity: unigraph.EntityFilter{HasMember: &unigraph.RelatedFilter{FactFilter: certain, Entity: itself}}}
	signed := unigraph.EntityFilter{Signed: &unigraph.SignedFilter{AgreementFilter: unigraph.AgreementFilter{FactFilter: certain}, With: &itself}}
	switch {
	case a.direct != nil && *a.direct:
		f.And = append(f.And, signed)
	case a.direct != nil:
		f.And = append(f.And, unigraph.EntityFilter{Not: &signed})
	}
	return f
}

// A pair is two entities, in any order.
type pair [2]unigraph.EntityID

// hasSigned tells whether id has signed with another one.
func (l *loaders) hasSigned(ctx context.Context, id, with unigraph.EntityID) (bool, error) {
	return l.signed.Load(ctx, pair{id, with})
}

// haveSigned tells which pairs have signed with each other.
func (l *loaders) haveSigned(ctx context.Context, pairs []pair) (map[pair]bool, error) {
	var ones, others unigraph.EntityFilter
	found := make(map[pair]bool, len(pairs))
	for _, p := range pairs {
		ones.IDs, others.IDs = append(ones.IDs, p[0]), append(others.IDs, p[1])
		found[p] = false
	}
	ones.IDs, others.IDs = set(ones.IDs), set(others.IDs)
	ties, err := l.store.FindTies(ctx, unigraph.TieFilter{AgreementFilter: unigraph.AgreementFilter{FactFilter: certain}, Of: ones, With: others})
	for _, t := range ties {
		found[pair{t.One, t.Other}] = true
	}
	return found, err
}

// set gives each of ids once.
func set(ids []unigraph.EntityID) []unigraph.EntityID {
	slices.Sort(ids)
	return slices.Compact(ids)
}
