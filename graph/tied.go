package graph

import (
	"cmp"
	"context"
	"slices"

	"unigraph"
)

// A tied row is a partner of one university.
type tied struct {
	of unigraph.EntityID
	unigraph.Partner
}

// mostTied is how many partners of several universities are read together.
const mostTied = 5000

// partnersOf is FindPartners of the one university that f asks about, together
// with its siblings.
func (l *loaders) partnersOf(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	id := f.Of.IDs[0]
	f.Of = unigraph.EntityFilter{}
	q := question[unigraph.EntityID, tied]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[tied], error) {
		if len(ids) > 1 {
			return l.tied(ctx, ids, f, p.Order)
		}
		one := f
		one.Of.IDs = ids
		found, err := l.store.FindPartners(ctx, one, p)
		return convert(found, func(p unigraph.Partner) tied { return tied{ids[0], p} }), err
	}
	q.of = func(t tied, id unigraph.EntityID) bool { return t.of == id }
	found, err := load(ctx, l, l.partnerPages, textOf(f, p), q, id)
	return convert(found, func(t tied) unigraph.Partner { return t.Partner }), err
}

// tied gives the partners of each of several universities in one order, unless
// they are too many.
func (l *loaders) tied(ctx context.Context, ids []unigraph.EntityID, f unigraph.PartnerFilter, order unigraph.Order) (found unigraph.PageOf[tied], err error) {
	ties, err := l.store.FindTies(ctx, unigraph.TieFilter{
		AgreementFilter: f.AgreementFilter, Of: universities(&unigraph.EntityFilter{IDs: ids}), With: universities(&f.Partner), Limit: mostTied + 1,
	})
	if found.More = len(ties) > mostTied; found.More || err != nil {
		return found, err
	}
	var others []unigraph.EntityID
	for _, t := range ties {
		others = append(others, t.Other)
	}
	slices.Sort(others)
	known, err := l.store.Entities(ctx, slices.Compact(others))
	for _, t := range ties {
		found.Items = append(found.Items, tied{t.One, unigraph.Partner{University: known[t.Other], Agreements: t.Agreements, Partners: 1}})
	}
	slices.SortFunc(found.Items, func(a, b tied) int {
		if order.Descending {
			a, b = b, a
		}
		return cmp.Or(a.compare(b, order.By), cmp.Compare(a.University.ID, b.University.ID))
	})
	return found, err
}

// compare compares what rows are ordered by; one university is one partner of all.
func (t tied) compare(o tied, by unigraph.OrderBy) int {
	switch by {
	case unigraph.ByName:
		return cmp.Compare(unigraph.Fold(t.University.Name), unigraph.Fold(o.University.Name))
	case unigraph.ByAgreements:
		return cmp.Compare(t.Agreements, o.Agreements)
	}
	return 0
}
