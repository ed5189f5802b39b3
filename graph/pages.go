package graph

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"unigraph"
)

// An end says which end of a relation an entity is.
type end int

const (
	subject end = iota
	object
)

// filter is f for relations that any of ids is that end of.
func (e end) filter(f unigraph.RelationFilter, ids []unigraph.EntityID) unigraph.RelationFilter {
	if e == subject {
		f.Subjects = ids
	} else {
		f.Objects = ids
	}
	return f
}

// relations gives a page of the relations that f selects and that id is the
// given end of.
func (l *loaders) relations(ctx context.Context, id unigraph.EntityID, at end, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	return l.relationPage(at, f, p).Load(ctx, id)
}

// relationPage loads that page for many ids.
func (l *loaders) relationPage(at end, f unigraph.RelationFilter, p unigraph.Page) *pageLoader[unigraph.EntityID, unigraph.Relation] {
	q := question[unigraph.EntityID, unigraph.Relation]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		return l.store.FindRelations(ctx, at.filter(f, ids), p)
	}
	q.of = func(r unigraph.Relation, id unigraph.EntityID) bool {
		return at == subject && r.Subject == id || at == object && r.Object == id
	}
	return loaderOf(l, l.relationPages, textOf(at, f, p), q.answer)
}

// agreementsOf gives a page of the agreements that f selects and that id is a
// party to.
func (l *loaders) agreementsOf(ctx context.Context, id unigraph.EntityID, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	q := question[unigraph.EntityID, unigraph.Agreement]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		of := f
		if len(ids) == 1 {
			of.Parties = ids
		} else {
			of.With = []unigraph.EntityFilter{{IDs: ids}}
		}
		return l.store.FindAgreements(ctx, of, p)
	}
	q.of = func(a unigraph.Agreement, id unigraph.EntityID) bool { return slices.Contains(a.Parties, id) }
	return load(ctx, l, l.agreementPages, textOf("of", f, p), q, id)
}

// agreementsWith gives a page of the agreements that make partner one of the
// partners that f asks for.
func (l *loaders) agreementsWith(ctx context.Context, partner unigraph.EntityID, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	asked := map[unigraph.EntityID]bool{} // parties that f asks about
	q := question[unigraph.EntityID, unigraph.Agreement]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		with := f.AgreementFilter
		if len(ids) == 1 {
			not := unigraph.EntityFilter{Not: &unigraph.EntityFilter{IDs: ids}}
			with.Parties, with.With = ids, []unigraph.EntityFilter{universities(&f.Of, &not)}
			return l.store.FindAgreements(ctx, with, p)
		}
		with.With = []unigraph.EntityFilter{universities(&f.Of), {IDs: ids}}
		found, err := l.store.FindAgreements(ctx, with, p)
		if err != nil || found.More {
			return found, err
		}
		found.More, err = l.among(ctx, found.Items, f.Of, asked)
		return found, err
	}
	q.of = func(a unigraph.Agreement, id unigraph.EntityID) bool {
		other := func(o unigraph.EntityID) bool { return o != id && asked[o] }
		return slices.Contains(a.Parties, id) && slices.ContainsFunc(a.Parties, other)
	}
	return load(ctx, l, l.agreementPages, textOf(f, p), q, partner)
}

// among notes which parties of the agreements are universities that f selects;
// true if they are too many to tell.
func (l *loaders) among(ctx context.Context, agreements []unigraph.Agreement, f unigraph.EntityFilter, noted map[unigraph.EntityID]bool) (tooMany bool, err error) {
	var parties []unigraph.EntityID
	for _, a := range agreements {
		parties = append(parties, a.Parties...)
	}
	slices.Sort(parties)
	if len(f.IDs) == 1 && reflect.DeepEqual(f, unigraph.EntityFilter{IDs: f.IDs}) { // one university
		noted[f.IDs[0]] = true
		return false, nil
	}
	of := universities(&f)
	of.IDs = slices.Compact(parties)
	found, err := l.store.FindEntities(ctx, of, unigraph.Page{Limit: unigraph.MaxPage})
	for _, e := range found.Items {
		noted[e.ID] = true
	}
	return found.More, err
}

// partners gives those of the partners that f asks for who are in a country,
// those with the most agreements first, up to maxFirst.
func (l *loaders) partners(ctx context.Context, country string, f unigraph.PartnerFilter) ([]unigraph.Partner, error) {
	find := func(ctx context.Context, limit int, countries ...string) (unigraph.PageOf[unigraph.Partner], error) {
		in := f
		in.Partner = unigraph.EntityFilter{Countries: countries, And: []unigraph.EntityFilter{f.Partner}}
		return l.store.FindPartners(ctx, in, unigraph.Page{Limit: limit, Order: unigraph.Order{By: unigraph.ByAgreements, Descending: true}})
	}
	in := loaderOf(l, l.partnersIn, textOf(f), func(ctx context.Context, countries []string) (map[string][]unigraph.Partner, error) {
		all, err := find(ctx, unigraph.MaxPage, countries...)
		found := make(map[string][]unigraph.Partner, len(countries))
		for _, p := range all.Items {
			found[p.University.Country] = append(found[p.University.Country], p)
		}
		for _, country := range countries {
			if err == nil && all.More && len(found[country]) < maxFirst {
				var page unigraph.PageOf[unigraph.Partner]
				page, err = find(ctx, maxFirst, country)
				found[country] = page.Items
			}
		}
		return found, err
	})
	return in.Load(ctx, country)
}

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
	ties, err := l.store.FindTies(ctx, unigraph.TieFilter{Of: ones, With: others})
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

// textOf tells questions apart.
func textOf(question ...any) string {
	text, err := json.Marshal(question)
	if err != nil {
		panic(err) // filters and pages are plain values
	}
	return string(text)
}

// A pair is two entities, in any order.
type pair [2]unigraph.EntityID

// agreementsBetween gives a page of the agreements that f selects and that both
// of a pair are parties to.
func (l *loaders) agreementsBetween(ctx context.Context, both pair, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	q := question[pair, unigraph.Agreement]{page: p}
	q.find = func(ctx context.Context, pairs []pair, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		f := f
		if len(pairs) == 1 {
			f.Parties = append(slices.Clone(f.Parties), pairs[0][:]...)
			return l.store.FindAgreements(ctx, f, p)
		}
		var ones, others unigraph.EntityFilter
		for _, pair := range pairs {
			ones.IDs, others.IDs = append(ones.IDs, pair[0]), append(others.IDs, pair[1])
		}
		f.With = append(slices.Clone(f.With), ones, others)
		return l.store.FindAgreements(ctx, f, p)
	}
	q.of = func(a unigraph.Agreement, pair pair) bool {
		return slices.Contains(a.Parties, pair[0]) && slices.Contains(a.Parties, pair[1])
	}
	return load(ctx, l, l.pairPages, textOf(f, p), q, both)
}

// A question asks for the same page of rows for each of several entities or pairs.
type question[K comparable, T any] struct {
	page unigraph.Page
	find func(ctx context.Context, ids []K, p unigraph.Page) (unigraph.PageOf[T], error) // rows of any of ids, or more
	of   func(row T, id K) bool                                                          // whether row is one of id's
}

// load answers q for id together with the siblings of id that ask the same;
// text tells questions apart.
func load[K comparable, T any](ctx context.Context, l *loaders, byText map[string]*pageLoader[K, T], text string, q question[K, T], id K) (unigraph.PageOf[T], error) {
	return loaderOf(l, byText, text, q.answer).Load(ctx, id)
}

// loaderOf gives the loader of those who ask the same; the first one brings it.
func loaderOf[K comparable, V any](l *loaders, byText map[string]*loader[K, V], text string, read func(context.Context, []K) (map[K]V, error)) *loader[K, V] {
	l.mu.Lock()
	defer l.mu.Unlock()
	known, ok := byText[text]
	if !ok {
		known = newLoader(read)
		byText[text] = known
	}
	return known
}

// answer finds the page of each of ids: with one call if all their rows
// together are few, else with a call each.
func (q question[K, T]) answer(ctx context.Context, ids []K) (map[K]unigraph.PageOf[T], error) {
	if len(ids) > 1 && q.page.After == "" && q.page.Before == "" {
		all, err := q.find(ctx, ids, unigraph.Page{Limit: unigraph.MaxPage, Order: q.page.Order})
		if err != nil {
			return nil, err
		}
		if !all.More {
			return q.deal(all.Items, ids), nil
		}
	}
	pages := make(map[K]unigraph.PageOf[T], len(ids))
	for _, id := range ids {
		page, err := q.find(ctx, []K{id}, q.page)
		if err != nil {
			return nil, err
		}
		pages[id] = page
	}
	return pages, nil
}

// deal gives each of ids the first or last page of its rows.
func (q question[K, T]) deal(rows []T, ids []K) map[K]unigraph.PageOf[T] {
	pages := make(map[K]unigraph.PageOf[T], len(ids))
	for _, id := range ids {
		var own []T
		for _, row := range rows {
			if q.of(row, id) {
				own = append(own, row)
			}
		}
		page := unigraph.PageOf[T]{Total: len(own), More: len(own) > q.page.Limit, Items: own}
		if page.More && q.page.FromEnd {
			page.Items = own[len(own)-q.page.Limit:]
		} else if page.More {
			page.Items = own[:q.page.Limit]
		}
		pages[id] = page
	}
	return pages
}
