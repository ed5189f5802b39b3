package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"unigraph"
	"unigraph/graph/model"
)

// The page that a client gets unless it asks for another, and the largest.
const (
	defaultFirst = 20
	maxFirst     = 100
)

// A list is what every list of facts is asked, as the client asks it; null
// stands for the default.
type list struct {
	first         *int
	after         *string
	since, until  *unigraph.Date
	modalities    []unigraph.Modality
	minConfidence *float64
}

// page decodes the part of a list that a client asks for, and asks the store
// for no more than what is selected: no rows and no count without need.
func (l list) page(ctx context.Context) (unigraph.Page, error) {
	first := valueOr(l.first, defaultFirst)
	if first < 0 || first > maxFirst {
		return unigraph.Page{}, badArgument("first", "want 0 to %d, not %d", maxFirst, first)
	}
	page := unigraph.Page{Total: graphql.FieldRequested(ctx, "totalCount")}
	if graphql.AnyFieldRequested(ctx, "nodes", "edges", "pageInfo") {
		page.Limit = first
	}
	if l.after != nil {
		id, err := decodeCursor(*l.after)
		if err != nil {
			return unigraph.Page{}, badArgument("after", "%v", err)
		}
		page.After = unigraph.Position(id)
	}
	return page, nil
}

// facts decodes which facts count.
func (l list) facts() (unigraph.FactFilter, error) {
	f := unigraph.FactFilter{
		Since: valueOr(l.since, ""), Until: valueOr(l.until, ""),
		Modalities: l.modalities, MinConfidence: valueOr(l.minConfidence, 0),
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

// decode is page and facts in one.
func (l list) decode(ctx context.Context) (unigraph.FactFilter, unigraph.Page, error) {
	page, err := l.page(ctx)
	if err != nil {
		return unigraph.FactFilter{}, page, err
	}
	facts, err := l.facts()
	return facts, page, err
}

// relations lists the relations of a kind that id is the given end of.
func (r *resolver) relations(ctx context.Context, id unigraph.EntityID, at end, kind unigraph.RelationKind, l list) (*model.Connection[unigraph.Relation], error) {
	facts, page, err := l.decode(ctx)
	if err != nil {
		return nil, err
	}
	filter := unigraph.RelationFilter{FactFilter: facts, Kinds: []unigraph.RelationKind{kind}}
	found, err := loadersOf(ctx).relations(ctx, id, at, filter, page)
	return connection(found, page, relationID), err
}

// agreements lists the agreements that all of parties are parties to.
func (r *resolver) agreements(ctx context.Context, parties []unigraph.EntityID, l list) (*model.Connection[unigraph.Agreement], error) {
	facts, page, err := l.decode(ctx)
	if err != nil {
		return nil, err
	}
	found, err := r.store.FindAgreements(ctx, unigraph.AgreementFilter{FactFilter: facts, Parties: parties}, page)
	return connection(found, page, agreementID), err
}

// universities lists the universities that f selects.
func (r *resolver) universities(ctx context.Context, f unigraph.EntityFilter, l list) (*model.Connection[model.University], error) {
	page, err := l.page(ctx)
	if err != nil {
		return nil, err
	}
	f.Types = []unigraph.EntityType{unigraph.University}
	found, err := r.store.FindEntities(ctx, f, page)
	return connection(convert(found, model.NewUniversity), page, universityID), err
}

// alliances lists the alliances that id is a member of.
func (r *resolver) alliances(ctx context.Context, id unigraph.EntityID) ([]model.Alliance, error) {
	filter := unigraph.RelationFilter{Kinds: []unigraph.RelationKind{unigraph.MemberOf}}
	found, err := loadersOf(ctx).relations(ctx, id, subject, filter, unigraph.Page{Limit: unigraph.MaxPage})
	if err != nil {
		return nil, err
	}
	var ids []unigraph.EntityID
	for _, r := range found.Items {
		ids = append(ids, r.Object)
	}
	return entities[model.Alliance](ctx, ids...)
}

// partnersByCountry counts the partners that f asks for, by the facts of l.
func (r *resolver) partnersByCountry(ctx context.Context, f unigraph.PartnerFilter, l list) ([]unigraph.CountryCount, error) {
	facts, err := l.facts()
	if err != nil {
		return nil, err
	}
	f.FactFilter = facts
	return r.store.PartnersByCountry(ctx, f)
}

func agreementID(a unigraph.Agreement) unigraph.FactID  { return a.ID }
func relationID(r unigraph.Relation) unigraph.FactID    { return r.ID }
func partnerID(p model.Partner) unigraph.EntityID       { return p.Partner.University.ID }
func universityID(u model.University) unigraph.EntityID { return u.ID }

// convert gives the rows of a page another type.
func convert[A, B any](p unigraph.PageOf[A], to func(A) B) unigraph.PageOf[B] {
	rows := make([]B, len(p.Items))
	for i, row := range p.Items {
		rows[i] = to(row)
	}
	return unigraph.PageOf[B]{Items: rows, More: p.More, Total: p.Total}
}

// connection encodes a page of rows whose ids idOf gives.
func connection[T any, ID ~string](rows unigraph.PageOf[T], asked unigraph.Page, idOf func(T) ID) *model.Connection[T] {
	c := &model.Connection[T]{TotalCount: rows.Total, Edges: make([]model.Edge[T], len(rows.Items))}
	c.PageInfo.HasNextPage, c.PageInfo.HasPreviousPage = rows.More, asked.After != ""
	for i, row := range rows.Items {
		c.Edges[i] = model.Edge[T]{Cursor: encodeCursor(string(idOf(row))), Node: row}
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[n-1].Cursor
	}
	return c
}
