package graph

import (
	"context"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"unigraph"
	"unigraph/graph/model"
)

// The page that a client gets unless it asks for another, and the largest.
const (
	defaultFirst = 20
	maxFirst     = 100
)

// A span is the part of a list that a client asks for; null stands for the
// default.
type span struct {
	first  *int
	after  *string
	last   *int
	before *string
	order  *unigraph.Order
}

// page decodes s, and asks the store for no more than what is selected: no rows
// and no count without need.
func (s span) page(ctx context.Context) (unigraph.Page, error) {
	page := unigraph.Page{Order: valueOr(s.order, unigraph.Order{}), Total: graphql.FieldRequested(ctx, "totalCount"), FromEnd: s.last != nil}
	name, rows := "first", valueOr(s.first, defaultFirst)
	if page.FromEnd {
		name, rows = "last", *s.last
	}
	if s.first != nil && s.last != nil {
		return page, badArgument("last", "want either first or last")
	}
	if err := inRange(name, rows, 0, maxFirst); err != nil {
		return page, err
	}
	if graphql.AnyFieldRequested(ctx, "nodes", "edges", "pageInfo") {
		page.Limit = rows
	}
	var err error
	if page.After, err = position(s.after, page.Order.By); err != nil {
		return page, badArgument("after", "%v", err)
	}
	if page.Before, err = position(s.before, page.Order.By); err != nil {
		return page, badArgument("before", "%v", err)
	}
	return page, nil
}

// position decodes a cursor, if there is one, of rows in that order.
func position(cursor *string, by unigraph.OrderBy) (unigraph.Position, error) {
	if cursor == nil {
		return "", nil
	}
	text, err := decodeCursor(*cursor)
	if err != nil {
		return "", err
	}
	at := unigraph.Position(text)
	if (unigraph.Page{Order: unigraph.Order{By: by}, After: at}).Validate(by) != nil {
		return "", errCursor
	}
	return at, nil
}

// A window is which facts a client wants counted; null stands for the default,
// which the schema gives.
type window struct {
	since, until, asOf *unigraph.Date
	modalities         []unigraph.Modality
	minConfidence      *float64
}

// facts decodes which facts count.
func (w window) facts() (unigraph.FactFilter, error) {
	f := unigraph.FactFilter{
		Since: valueOr(w.since, ""), Until: valueOr(w.until, ""), AsOf: valueOr(w.asOf, ""),
		Modalities: w.modalities, MinConfidence: valueOr(w.minConfidence, 0),
	}
	switch {
	case f.Until != "" && f.Since > f.Until+"~":
		return f, badArgument("until", "%s lies before since, %s", f.Until, f.Since)
	case !(f.MinConfidence >= 0 && f.MinConfidence <= 1):
		return f, badArgument("minConfidence", "want 0 to 1, not %v", f.MinConfidence)
	}
	return f, nil
}

func valueOr[T any](p *T, absent T) T {
	if p == nil {
		return absent
	}
	return *p
}

// decode is window.facts and span.page in one.
func decode(ctx context.Context, w window, s span) (unigraph.FactFilter, unigraph.Page, error) {
	page, err := s.page(ctx)
	if err != nil {
		return unigraph.FactFilter{}, page, err
	}
	facts, err := w.facts()
	return facts, page, err
}

// A rowed is how rows of a list are told apart, ordered and counted.
type rowed[T any] struct {
	id     func(T) string
	value  func(unigraph.OrderBy, T) string // what a row is ordered by, unless by id
	groups model.Grouper
}

// connection encodes a page of rows.
func connection[T any](rows unigraph.PageOf[T], asked unigraph.Page, of rowed[T]) *model.Connection[T] {
	c := &model.Connection[T]{TotalCount: rows.Total, Edges: make([]model.Edge[T], len(rows.Items)), Groups: of.groups}
	if asked.FromEnd {
		c.PageInfo.HasNextPage, c.PageInfo.HasPreviousPage = asked.Before != "", rows.More
	} else {
		c.PageInfo.HasNextPage, c.PageInfo.HasPreviousPage = rows.More, asked.After != ""
	}
	for i, row := range rows.Items {
		value := ""
		if by := asked.Order.By; by != unigraph.ByID {
			value = of.value(by, row)
		}
		c.Edges[i] = model.Edge[T]{Cursor: encodeCursor(string(unigraph.PositionOf(asked.Order.By, value, of.id(row)))), Node: row}
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[n-1].Cursor
	}
	return c
}

// convert gives the rows of a page another type.
func convert[A, B any](p unigraph.PageOf[A], to func(A) B) unigraph.PageOf[B] {
	return unigraph.PageOf[B]{Items: each(p.Items, to), More: p.More, Total: p.Total}
}

// each turns values into others.
func each[A, B any](values []A, to func(A) B) []B {
	turned := make([]B, len(values))
	for i, v := range values {
		turned[i] = to(v)
	}
	return turned
}

// agreements lists the agreements that f selects, and the facts of w.
func (r *resolver) agreements(ctx context.Context, f unigraph.AgreementFilter, w window, s span) (*model.Connection[unigraph.Agreement], error) {
	facts, page, err := decode(ctx, w, s)
	if err != nil {
		return nil, err
	}
	of := countOnly(f, facts)
	var found unigraph.PageOf[unigraph.Agreement]
	switch {
	case page.Limit == 0 && !page.Total:
	case len(f.Parties) > 0: // perhaps the agreements of each row of a list
		found, err = unigraph.Only(ask(ctx, r.store.FindAgreementsEach, page, of))
	default:
		found, err = r.store.FindAgreements(ctx, of, page)
	}
	return connection(found, page, r.agreementRows(of)), err
}

// countOnly narrows f, which a client gave, to facts.
func countOnly(f unigraph.AgreementFilter, facts unigraph.FactFilter) unigraph.AgreementFilter {
	of := unigraph.AgreementFilter{FactFilter: facts, Parties: f.Parties}
	f.Parties = nil
	of.And = []unigraph.AgreementFilter{f}
	return of
}

func (r *resolver) agreementRows(f unigraph.AgreementFilter) rowed[unigraph.Agreement] {
	return rowed[unigraph.Agreement]{
		id:    func(a unigraph.Agreement) string { return string(a.ID) },
		value: func(_ unigraph.OrderBy, a unigraph.Agreement) string { return string(a.Date) },
		groups: func(ctx context.Context, by string) ([]unigraph.Group, error) {
			return unigraph.Only(ask(ctx, r.store.GroupAgreements, unigraph.AgreementKey(by), f))
		},
	}
}

// An end says which end of a relation an entity is.
type end int

const (
	subject end = iota
	object
)

// filter is f for relations that id is that end of.
func (e end) filter(f unigraph.RelationFilter, id unigraph.EntityID) unigraph.RelationFilter {
	if e == subject {
		f.Subjects = []unigraph.EntityID{id}
	} else {
		f.Objects = []unigraph.EntityID{id}
	}
	return f
}

// relations lists the relations that f selects.
func relations[T any](ctx context.Context, r *resolver, f unigraph.RelationFilter, w window, s span, to func(unigraph.Relation) T) (*model.Connection[T], error) {
	facts, page, err := decode(ctx, w, s)
	if err != nil {
		return nil, err
	}
	f.FactFilter = facts
	found, err := r.store.FindRelations(ctx, f, page)
	return relationConnection(r, found, page, f, to), err
}

// relationsOf lists the relations that f selects and that id is the given end
// of, together with those of its siblings.
func relationsOf[T any](ctx context.Context, r *resolver, id unigraph.EntityID, at end, f unigraph.RelationFilter, w window, s span, to func(unigraph.Relation) T) (*model.Connection[T], error) {
	facts, page, err := decode(ctx, w, s)
	if err != nil {
		return nil, err
	}
	f.FactFilter = facts
	f = at.filter(f, id)
	var found unigraph.PageOf[unigraph.Relation]
	if page.Limit > 0 || page.Total {
		found, err = unigraph.Only(ask(ctx, r.store.FindRelationsEach, page, f))
	}
	return relationConnection(r, found, page, f, to), err
}

func relationConnection[T any](r *resolver, found unigraph.PageOf[unigraph.Relation], page unigraph.Page, f unigraph.RelationFilter, to func(unigraph.Relation) T) *model.Connection[T] {
	c := connection(found, page, rowed[unigraph.Relation]{
		id:    func(r unigraph.Relation) string { return string(r.ID) },
		value: func(_ unigraph.OrderBy, r unigraph.Relation) string { return string(r.Date) },
		groups: func(ctx context.Context, by string) ([]unigraph.Group, error) {
			return unigraph.Only(ask(ctx, r.store.GroupRelations, unigraph.RelationKey(by), f))
		},
	})
	return reshape(c, to)
}

// reshape gives the rows of a connection another type.
func reshape[A, B any](c *model.Connection[A], to func(A) B) *model.Connection[B] {
	edges := make([]model.Edge[B], len(c.Edges))
	for i, e := range c.Edges {
		edges[i] = model.Edge[B]{Cursor: e.Cursor, Node: to(e.Node)}
	}
	return &model.Connection[B]{Edges: edges, PageInfo: c.PageInfo, TotalCount: c.TotalCount, Groups: c.Groups}
}

// members lists the members of an alliance that fit f.
func (r *resolver) members(ctx context.Context, id unigraph.EntityID, f *unigraph.EntityFilter, w window, s span) (*model.Connection[model.Membership], error) {
	c, err := relationsOf(ctx, r, id, object, ofKind(unigraph.MemberOf, f, nil), w, s, model.NewMembership)
	if err != nil {
		return nil, err
	}
	facts, err := w.facts()
	of := unigraph.EntityFilter{
		MemberOf: &unigraph.RelatedFilter{FactFilter: facts, Entity: unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}},
		And:      []unigraph.EntityFilter{valueOr(f, unigraph.EntityFilter{})},
	}
	c.Groups = r.entityGroups(of)
	return c, err
}

// ofKind selects relations of a kind whose ends fit.
func ofKind(kind unigraph.RelationKind, subject, object *unigraph.EntityFilter) unigraph.RelationFilter {
	return unigraph.RelationFilter{Kinds: []unigraph.RelationKind{kind}, Subject: subject, Object: object}
}

// visits selects the visits that fit f, which a client gave.
func visits(f *unigraph.RelationFilter) unigraph.RelationFilter {
	v := ofKind(unigraph.Visited, nil, nil)
	if f != nil {
		v.And = []unigraph.RelationFilter{*f}
	}
	return v
}

// entityList lists the entities that f selects.
func entityList[T any](ctx context.Context, r *resolver, f unigraph.EntityFilter, s span, to func(unigraph.Entity) T) (*model.Connection[T], error) {
	return entityConnection(ctx, r, f, s, func(p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
		return r.ranked(ctx, []unigraph.EntityFilter{f}, p)
	}, to)
}

// entitiesInRow is entityList for one of the rows of a list: it asks with them.
func entitiesInRow[T any](ctx context.Context, r *resolver, f unigraph.EntityFilter, s span, to func(unigraph.Entity) T) (*model.Connection[T], error) {
	return entityConnection(ctx, r, f, s, func(p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
		return ask(ctx, r.ranked, p, f)
	}, to)
}

func entityConnection[T any](ctx context.Context, r *resolver, f unigraph.EntityFilter, s span, find func(unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error), to func(unigraph.Entity) T) (*model.Connection[T], error) {
	page, err := s.page(ctx)
	if err != nil {
		return nil, err
	}
	rows := rowed[unigraph.Ranked]{
		id: func(e unigraph.Ranked) string { return string(e.Entity.ID) },
		value: func(by unigraph.OrderBy, e unigraph.Ranked) string {
			if by == unigraph.ByName {
				return unigraph.Fold(e.Entity.Name)
			}
			return strconv.Itoa(e.Count)
		},
		groups: r.entityGroups(f),
	}
	var found unigraph.PageOf[unigraph.Ranked]
	if page.Limit > 0 || page.Total {
		found, err = unigraph.Only(find(page))
	}
	return reshape(connection(found, page, rows), func(e unigraph.Ranked) T { return to(e.Entity) }), err
}

func (r *resolver) entityGroups(f unigraph.EntityFilter) model.Grouper {
	return func(ctx context.Context, by string) ([]unigraph.Group, error) {
		return unigraph.Only(ask(ctx, r.store.GroupEntities, unigraph.EntityKey(by), f))
	}
}

// universities selects the universities that fit all filters, which may be nil.
func universities(filters ...*unigraph.EntityFilter) unigraph.EntityFilter {
	f := unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.University}}
	for _, and := range filters {
		if and != nil {
			f.And = append(f.And, *and)
		}
	}
	return f
}

// alliances lists the first of the alliances that all of ids are members of.
func (r *resolver) alliances(ctx context.Context, first *int, ids ...unigraph.EntityID) ([]model.Alliance, error) {
	found, err := ask(ctx, r.store.FindRelationsEach, unigraph.Page{Limit: unigraph.MaxPage}, each(ids, func(id unigraph.EntityID) unigraph.RelationFilter {
		f := subject.filter(ofKind(unigraph.MemberOf, nil, nil), id)
		f.FactFilter = certain
		return f
	})...)
	if err != nil {
		return nil, err
	}
	members := map[unigraph.EntityID]int{} // how many of ids, by alliance
	for _, memberships := range found[1:] {
		for _, m := range memberships.Items {
			members[m.Object]++
		}
	}
	var alliances []unigraph.EntityID
	for _, m := range found[0].Items {
		if members[m.Object] == len(ids)-1 {
			alliances = append(alliances, m.Object)
		}
	}
	if alliances, err = firstOf(alliances, first, maxFirst); err != nil {
		return nil, err
	}
	return entities[model.Alliance](ctx, alliances...)
}

// partyTo selects the agreements of a party that fit f, which may be nil.
func partyTo(id unigraph.EntityID, f *unigraph.AgreementFilter) unigraph.AgreementFilter {
	of := valueOr(f, unigraph.AgreementFilter{})
	of.Parties = append(of.Parties, id)
	return of
}

func idOf(id *string) []unigraph.EntityID {
	if id == nil {
		return nil
	}
	return []unigraph.EntityID{unigraph.EntityID(*id)}
}
