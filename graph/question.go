package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"unigraph"
	"unigraph/graph/model"
	"unigraph/measure"
)

// The largest neighbourhood and network that a client gets.
const (
	maxDepth  = 4
	maxNodes  = unigraph.MaxPage
	maxCommon = 10 // ids of which common partners are asked
)

// inRange says that a number is out of range, naming its argument.
func inRange(argument string, n, least, most int) error {
	if n < least || n > most {
		return badArgument(argument, "want %d to %d, not %d", least, most, n)
	}
	return nil
}

// counted is f, which may be nil, for the facts of w.
func counted(f *unigraph.AgreementFilter, w window) (unigraph.AgreementFilter, error) {
	facts, err := w.facts()
	return countOnly(valueOr(f, unigraph.AgreementFilter{}), facts), err
}

// matrix counts agreements by countries.
func (r *resolver) matrix(ctx context.Context, f *unigraph.AgreementFilter, w window) ([]unigraph.MatrixCell, error) {
	of, err := counted(f, w)
	if err != nil {
		return nil, err
	}
	return r.matrices.Of(ctx, r.store, of)
}

// timeline counts agreements by period, those of unknown date first.
func (r *resolver) timeline(ctx context.Context, by unigraph.AgreementKey, f *unigraph.AgreementFilter, w window) ([]model.TimelinePoint, error) {
	of, err := counted(f, w)
	if err != nil {
		return nil, err
	}
	groups, err := unigraph.Only(r.store.GroupAgreements(ctx, []unigraph.AgreementFilter{of}, by))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(groups, func(a, b unigraph.Group) int { return cmp.Compare(a.Key, b.Key) })
	points := make([]model.TimelinePoint, len(groups))
	for i, g := range groups {
		points[i] = model.TimelinePoint{Period: unigraph.Date(g.Key), Agreements: g.Count}
	}
	return points, nil
}

// ageing lists the agreements that are years old and have not been renewed.
func (r *resolver) ageing(ctx context.Context, years int, asOf unigraph.Date, f *unigraph.AgreementFilter, minConfidence *float64, s span) (*model.Connection[unigraph.Agreement], error) {
	if err := inRange("years", years, 0, 1000); err != nil {
		return nil, err
	}
	year, _ := strconv.Atoi(string(asOf[:4])) // a date has one
	until := unigraph.Date(fmt.Sprintf("%04d%s", max(0, year-years), asOf[4:]))
	s.order = &unigraph.Order{By: unigraph.ByDate}
	of := unigraph.AgreementFilter{And: []unigraph.AgreementFilter{valueOr(f, unigraph.AgreementFilter{}), {Unrenewed: true}}}
	return r.agreements(ctx, of, window{until: &until, minConfidence: minConfidence}, s)
}

// commonPartners lists the universities that have agreements with all of ids.
func (r *resolver) commonPartners(ctx context.Context, ids []string, w window, s span) (*model.Connection[model.University], error) {
	if err := inRange("ids", len(ids), 1, maxCommon); err != nil {
		return nil, err
	}
	facts, err := w.facts()
	if err != nil {
		return nil, err
	}
	f := universities()
	for _, id := range ids {
		with := unigraph.EntityFilter{IDs: []unigraph.EntityID{unigraph.EntityID(id)}}
		f.And = append(f.And, unigraph.EntityFilter{Signed: &unigraph.SignedFilter{
			AgreementFilter: unigraph.AgreementFilter{FactFilter: facts}, With: &with,
		}})
	}
	return entityList(ctx, r, f, s, model.NewUniversity)
}

// paths gives the shortest ways from one entity to another.
func (r *resolver) paths(ctx context.Context, q unigraph.PathQuery, w window) ([]model.Path, error) {
	facts, err := w.facts()
	if err != nil {
		return nil, err
	}
	if err := inRange("maxLength", q.Longest, 1, unigraph.MaxPathLength); err != nil {
		return nil, err
	}
	if err := inRange("first", q.Limit, 1, maxFirst); err != nil {
		return nil, err
	}
	q.FactFilter = facts
	found, err := r.ties.Paths(ctx, r.store, q, r.log)
	paths := make([]model.Path, len(found))
	for i, ids := range found {
		paths[i] = model.Path{IDs: ids, Filter: q.AgreementFilter}
	}
	return paths, err
}

// agreementsOfStep lists the agreements that a step of a path goes by.
func (r *resolver) agreementsOfStep(ctx context.Context, step model.PathStep, s span) (*model.Connection[unigraph.Agreement], error) {
	page, err := s.page(ctx)
	if err != nil {
		return nil, err
	}
	f := step.Filter
	f.Parties = []unigraph.EntityID{step.From, step.To}
	found, err := unigraph.Only(ask(ctx, r.store.FindAgreementsEach, page, f))
	return connection(found, page, r.agreementRows(f)), err
}

// neighbourhood gives the network round an entity; nil if there is none.
func (r *resolver) neighbourhood(ctx context.Context, id unigraph.EntityID, depth, first int, f *unigraph.EntityFilter, w window) (*model.Network, error) {
	facts, err := w.facts()
	if err != nil {
		return nil, err
	}
	if err := inRange("depth", depth, 0, maxDepth); err != nil {
		return nil, err
	}
	if err := inRange("first", first, 1, maxNodes); err != nil {
		return nil, err
	}
	if known, err := r.entity(ctx, id); known == nil {
		return nil, err
	}
	q := unigraph.NeighbourQuery{
		AgreementFilter: unigraph.AgreementFilter{FactFilter: facts}, Of: id, Via: valueOr(f, unigraph.EntityFilter{}), Depth: depth, Limit: first,
	}
	ids, truncated, err := r.ties.Neighbourhood(ctx, r.store, q, r.log)
	if err != nil {
		return nil, err
	}
	ends := unigraph.EntityFilter{IDs: ids}
	edges, err := r.store.FindTies(ctx, unigraph.TieFilter{AgreementFilter: q.AgreementFilter, Of: ends, With: ends, Once: true})
	return &model.Network{IDs: ids, Edges: edges, Truncated: truncated}, err
}

// network gives those who fit a filter and the ties between them.
func (r *resolver) network(ctx context.Context, f *unigraph.EntityFilter, first int, w window) (*model.Network, error) {
	facts, err := w.facts()
	if err != nil {
		return nil, err
	}
	if err := inRange("first", first, 1, maxNodes); err != nil {
		return nil, err
	}
	ends := valueOr(f, unigraph.EntityFilter{})
	edges, err := r.store.FindTies(ctx, unigraph.TieFilter{
		AgreementFilter: unigraph.AgreementFilter{FactFilter: facts}, Of: ends, With: ends, Once: true, Limit: first + 1,
	})
	truncated := len(edges) > first
	edges = edges[:min(first, len(edges))]
	var ids []unigraph.EntityID
	for _, e := range edges {
		ids = append(ids, e.One, e.Other)
	}
	slices.Sort(ids)
	return &model.Network{IDs: slices.Compact(ids), Edges: edges, Truncated: truncated}, err
}

// alliancePartners lists the members of the alliances that id is a member of.
func (r *resolver) alliancePartners(ctx context.Context, id unigraph.EntityID, direct *bool, filter *unigraph.EntityFilter, s span) (*model.Connection[model.AlliancePartner], error) {
	a := allied{filter: filter, direct: direct}
	return entitiesInRow(ctx, r, a.of(id), s, func(e unigraph.Entity) model.AlliancePartner {
		return model.AlliancePartner{University: model.NewUniversity(e), Of: id}
	})
}

// search finds entities by what somebody types.
func (r *resolver) search(ctx context.Context, q unigraph.SearchQuery) ([]unigraph.Hit, error) {
	if err := inRange("first", q.Limit, 1, unigraph.MaxHits); err != nil {
		return nil, err
	}
	if q.Validate() != nil {
		return nil, badArgument("text", "want letters or digits, %d words at most", unigraph.MaxSearchWords)
	}
	return unigraph.Search(ctx, r.store, q)
}

func communities(r measure.Result, first *int) ([]model.Community, error) {
	groups, err := firstOf(r.Communities, first, 10)
	found := make([]model.Community, len(groups))
	for i, ids := range groups {
		found[i] = model.Community{IDs: ids}
	}
	return found, err
}
