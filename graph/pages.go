package graph

import (
	"context"
	"fmt"
	"slices"

	"unigraph"
)

// An end says which end of a relation an entity is.
type end int

const (
	subject end = iota
	object
)

// relations gives a page of the relations that f selects and that id is the
// given end of.
func (l *loaders) relations(ctx context.Context, id unigraph.EntityID, at end, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	q := question[unigraph.Relation]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		f := f
		if at == subject {
			f.Subjects = ids
		} else {
			f.Objects = ids
		}
		return l.store.FindRelations(ctx, f, p)
	}
	q.of = func(r unigraph.Relation, id unigraph.EntityID) bool {
		return at == subject && r.Subject == id || at == object && r.Object == id
	}
	return load(ctx, l, l.relationPages, fmt.Sprintf("%d %#v %#v", at, f, p), q, id)
}

// agreementsWith gives a page of the agreements that make partner one of the
// partners of the university of f.
func (l *loaders) agreementsWith(ctx context.Context, partner unigraph.EntityID, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	q := question[unigraph.Agreement]{page: p}
	q.find = func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		parties := slices.Clone(f.Of.IDs)
		if len(ids) == 1 {
			parties = append(parties, ids[0])
		}
		return l.store.FindAgreements(ctx, unigraph.AgreementFilter{FactFilter: f.FactFilter, Parties: parties}, p)
	}
	q.of = func(a unigraph.Agreement, id unigraph.EntityID) bool { return slices.Contains(a.Parties, id) }
	return load(ctx, l, l.agreementPages, fmt.Sprintf("%#v %#v", f, p), q, partner)
}

// A question asks for the same page of rows for each of several entities.
type question[T any] struct {
	page unigraph.Page
	find func(ctx context.Context, ids []unigraph.EntityID, p unigraph.Page) (unigraph.PageOf[T], error) // rows of any of ids, or more
	of   func(row T, id unigraph.EntityID) bool                                                          // whether row is one of id's
}

// load answers q for id together with the siblings of id that ask the same;
// text tells questions apart.
func load[T any](ctx context.Context, l *loaders, byText map[string]*pageLoader[T], text string, q question[T], id unigraph.EntityID) (unigraph.PageOf[T], error) {
	l.mu.Lock()
	pages, ok := byText[text]
	if !ok {
		pages = newLoader(q.answer)
		byText[text] = pages
	}
	l.mu.Unlock()
	return pages.Load(ctx, id)
}

// answer finds the page of each of ids: with one call if all their rows
// together are few, else with a call each.
func (q question[T]) answer(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID]unigraph.PageOf[T], error) {
	if len(ids) > 1 && q.page.After == "" {
		all, err := q.find(ctx, ids, unigraph.Page{Limit: unigraph.MaxPage})
		if err != nil {
			return nil, err
		}
		if !all.More {
			return q.deal(all.Items, ids), nil
		}
	}
	pages := make(map[unigraph.EntityID]unigraph.PageOf[T], len(ids))
	for _, id := range ids {
		page, err := q.find(ctx, []unigraph.EntityID{id}, q.page)
		if err != nil {
			return nil, err
		}
		pages[id] = page
	}
	return pages, nil
}

// deal gives each of ids the first page of its rows.
func (q question[T]) deal(rows []T, ids []unigraph.EntityID) map[unigraph.EntityID]unigraph.PageOf[T] {
	pages := make(map[unigraph.EntityID]unigraph.PageOf[T], len(ids))
	for _, id := range ids {
		page := unigraph.PageOf[T]{}
		for _, row := range rows {
			if !q.of(row, id) {
				continue
			}
			if page.Total++; page.Total <= q.page.Limit {
				page.Items = append(page.Items, row)
			}
		}
		page.More = page.Total > q.page.Limit
		pages[id] = page
	}
	return pages
}
