package graph

import (
	"context"
	"slices"

	"unigraph"
)

// ranked finds entities, counted where that is their order.
func (l *loaders) ranked(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	if p.Order.By.Counts() {
		return l.store.FindRanked(ctx, unigraph.RankFilter{EntityFilter: f, Facts: certain}, p)
	}
	found, err := l.store.FindEntities(ctx, f, p)
	return convert(found, func(e unigraph.Entity) unigraph.Ranked { return unigraph.Ranked{Entity: e} }), err
}

// inCountry is ranked for the entities of the one country that f names, together
// with those of others.
func (l *loaders) inCountry(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	country := f.Countries[0]
	f.Countries = nil
	q := question[string, unigraph.Ranked]{page: p}
	q.find = func(ctx context.Context, countries []string, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
		in := f
		in.Countries = countries
		return l.ranked(ctx, in, p)
	}
	q.of = func(e unigraph.Ranked, country string) bool { return e.Entity.Country == country }
	return load(ctx, l, l.countryPages, textOf(f, p), q, country)
}

// allied says which members of its alliances a university is shown: those that
// fit a filter and have signed with it themselves, or have not.
type allied struct {
	filter *unigraph.EntityFilter // nil: any
	direct *bool                  // nil: both
}

// ofAny selects the universities that are members of an alliance of any of ids.
func (a allied) ofAny(ids ...unigraph.EntityID) unigraph.EntityFilter {
	f := universities(a.filter)
	f.MemberOf = &unigraph.RelatedFilter{Entity: unigraph.EntityFilter{HasMember: &unigraph.RelatedFilter{Entity: unigraph.EntityFilter{IDs: ids}}}}
	return f
}

// of selects those that one university is shown.
func (a allied) of(id unigraph.EntityID) unigraph.EntityFilter {
	itself := unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}
	f := a.ofAny(id)
	f.And = append(f.And, unigraph.EntityFilter{Not: &itself})
	signed := unigraph.EntityFilter{Signed: &unigraph.SignedFilter{With: &itself}}
	switch {
	case a.direct != nil && *a.direct:
		f.And = append(f.And, signed)
	case a.direct != nil:
		f.And = append(f.And, unigraph.EntityFilter{Not: &signed})
	}
	return f
}

// An alliedRow is what a university is shown of its alliances.
type alliedRow struct {
	to unigraph.EntityID
	unigraph.Ranked
}

// alliedWith gives a page of those that one university is shown, together with
// those of its siblings.
func (l *loaders) alliedWith(ctx context.Context, id unigraph.EntityID, a allied, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	q := question[unigraph.EntityID, alliedRow]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[alliedRow], error) {
		if len(ids) > 1 {
			return l.alliedRows(ctx, ids, a, p)
		}
		found, err := l.ranked(ctx, a.of(ids[0]), p)
		return convert(found, func(e unigraph.Ranked) alliedRow { return alliedRow{ids[0], e} }), err
	}
	q.of = func(row alliedRow, id unigraph.EntityID) bool { return row.to == id }
	found, err := load(ctx, l, l.alliedPages, textOf(a.filter, a.direct, p), q, id)
	return convert(found, func(row alliedRow) unigraph.Ranked { return row.Ranked }), err
}

// alliedRows gives what each of several universities is shown, unless that is too
// much to read.
func (l *loaders) alliedRows(ctx context.Context, ids []unigraph.EntityID, a allied, p unigraph.Page) (rows unigraph.PageOf[alliedRow], err error) {
	found, err := l.ranked(ctx, a.ofAny(ids...), p)
	if rows.More = found.More; err != nil || rows.More || len(found.Items) == 0 {
		return rows, err
	}
	with := make([]unigraph.EntityID, len(found.Items))
	for i, e := range found.Items {
		with[i] = e.Entity.ID
	}
	alliances, more, err := l.alliancesOf(ctx, slices.Concat(ids, with))
	if rows.More = more; err != nil || more {
		return rows, err
	}
	ties, err := l.store.FindTies(ctx, unigraph.TieFilter{Of: unigraph.EntityFilter{IDs: ids}, With: unigraph.EntityFilter{IDs: with}})
	signed := map[pair]bool{}
	for _, t := range ties {
		signed[pair{t.One, t.Other}] = true
	}
	for _, e := range found.Items {
		for _, id := range ids {
			other := e.Entity.ID
			if id != other && share(alliances[id], alliances[other]) && (a.direct == nil || *a.direct == signed[pair{id, other}]) {
				rows.Items = append(rows.Items, alliedRow{id, e})
			}
		}
	}
	return rows, err
}

// alliancesOf gives the alliances of members; true if they are too many.
func (l *loaders) alliancesOf(ctx context.Context, members []unigraph.EntityID) (map[unigraph.EntityID][]unigraph.EntityID, bool, error) {
	f := unigraph.RelationFilter{Kinds: []unigraph.RelationKind{unigraph.MemberOf}, Subjects: set(members)}
	found, err := l.store.FindRelations(ctx, f, unigraph.Page{Limit: unigraph.MaxPage})
	alliances := map[unigraph.EntityID][]unigraph.EntityID{}
	for _, m := range found.Items {
		alliances[m.Subject] = append(alliances[m.Subject], m.Object)
	}
	return alliances, found.More, err
}

// share reports whether two lists have anything in common.
func share(one, other []unigraph.EntityID) bool {
	return slices.ContainsFunc(one, func(id unigraph.EntityID) bool { return slices.Contains(other, id) })
}
