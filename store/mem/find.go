package mem

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"unigraph"
)

// FindEntities implements unigraph.Finder.
func (s *Store) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
	return unigraph.Only(s.FindEntitiesEach(ctx, []unigraph.EntityFilter{f}, p))
}

// FindEntitiesEach implements unigraph.EachFinder.
func (s *Store) FindEntitiesEach(ctx context.Context, fs []unigraph.EntityFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Entity], error) {
	return findEach(ctx, s, fs, p, network.entitiesThat, func(e unigraph.Entity) string { return string(e.ID) },
		func(_ unigraph.OrderBy, e unigraph.Entity) string { return unigraph.Fold(e.Name) }, unigraph.ByName)
}

// FindRanked implements unigraph.Finder.
func (s *Store) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	return unigraph.Only(s.FindRankedEach(ctx, []unigraph.RankFilter{f}, p))
}

// FindRankedEach implements unigraph.EachFinder.
func (s *Store) FindRankedEach(ctx context.Context, fs []unigraph.RankFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
	find := func(n network, f unigraph.RankFilter) (rows []unigraph.Ranked) {
		counts := n.ranks(f.Facts, p.Order.By)
		for _, e := range n.entitiesThat(f.EntityFilter) {
			rows = append(rows, unigraph.Ranked{Entity: e, Count: len(counts[e.ID])})
		}
		return rows
	}
	return findEach(ctx, s, fs, p, find, func(r unigraph.Ranked) string { return string(r.Entity.ID) },
		func(_ unigraph.OrderBy, r unigraph.Ranked) string { return strconv.Itoa(r.Count) }, unigraph.ByAgreements, unigraph.ByPartners)
}

// ranks gives the agreements or partners of each party.
func (n network) ranks(f unigraph.FactFilter, by unigraph.OrderBy) map[unigraph.EntityID]map[string]bool {
	counts := map[unigraph.EntityID]map[string]bool{}
	for _, a := range n.agreementsThat(unigraph.AgreementFilter{FactFilter: f}) {
		for _, id := range a.Parties {
			has := map[string]bool{string(a.ID): true}
			if by == unigraph.ByPartners {
				has = map[string]bool{}
				for _, other := range a.Parties {
					if other != id && other.Type() == unigraph.University {
						has[string(other)] = true
					}
				}
			}
			counts[id] = union(counts[id], has)
		}
	}
	return counts
}

// FindAgreements implements unigraph.Finder.
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	return unigraph.Only(s.FindAgreementsEach(ctx, []unigraph.AgreementFilter{f}, p))
}

// FindAgreementsEach implements unigraph.EachFinder.
func (s *Store) FindAgreementsEach(ctx context.Context, fs []unigraph.AgreementFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Agreement], error) {
	return findEach(ctx, s, fs, p, network.agreementsThat, func(a unigraph.Agreement) string { return string(a.ID) },
		func(_ unigraph.OrderBy, a unigraph.Agreement) string { return string(a.Date) }, unigraph.ByDate)
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	return unigraph.Only(s.FindRelationsEach(ctx, []unigraph.RelationFilter{f}, p))
}

// FindRelationsEach implements unigraph.EachFinder.
func (s *Store) FindRelationsEach(ctx context.Context, fs []unigraph.RelationFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Relation], error) {
	return findEach(ctx, s, fs, p, network.relationsThat, func(r unigraph.Relation) string { return string(r.ID) },
		func(_ unigraph.OrderBy, r unigraph.Relation) string { return string(r.Date) }, unigraph.ByDate)
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	return unigraph.Only(s.FindPartnersEach(ctx, []unigraph.PartnerFilter{f}, p))
}

// FindPartnersEach implements unigraph.EachFinder.
func (s *Store) FindPartnersEach(ctx context.Context, fs []unigraph.PartnerFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Partner], error) {
	value := func(by unigraph.OrderBy, p unigraph.Partner) string {
		switch by {
		case unigraph.ByName:
			return unigraph.Fold(p.University.Name)
		case unigraph.ByPartners:
			return strconv.Itoa(p.Partners)
		}
		return strconv.Itoa(p.Agreements)
	}
	return findEach(ctx, s, fs, p, partnersOf, func(p unigraph.Partner) string { return string(p.University.ID) }, value,
		unigraph.ByName, unigraph.ByAgreements, unigraph.ByPartners)
}

// TopPartners implements unigraph.EachFinder.
func (s *Store) TopPartners(ctx context.Context, fs []unigraph.PartnerFilter, most int) ([][]unigraph.Partner, error) {
	n, err := ask(ctx, s, fs, unigraph.Page{Limit: most})
	if err != nil {
		return nil, err
	}
	top := make([][]unigraph.Partner, len(fs))
	for i, f := range fs {
		rows := partnersOf(n, f)
		slices.SortFunc(rows, func(a, b unigraph.Partner) int {
			return cmp.Or(cmp.Compare(b.Agreements, a.Agreements), cmp.Compare(b.University.ID, a.University.ID))
		})
		in := map[string]int{}
		for _, p := range rows {
			if in[p.University.Country]++; in[p.University.Country] <= most {
				top[i] = append(top[i], p)
			}
		}
	}
	return top, nil
}

func partnersOf(n network, f unigraph.PartnerFilter) (rows []unigraph.Partner) {
	for id, t := range n.partners(f) {
		rows = append(rows, unigraph.Partner{University: n.entities[id], Agreements: len(t.agreements), Partners: len(t.with)})
	}
	return rows
}

// FindTies implements unigraph.Tier.
func (s *Store) FindTies(ctx context.Context, f unigraph.TieFilter) ([]unigraph.Tie, error) {
	n, err := ask(ctx, s, []unigraph.TieFilter{f}, unigraph.Page{})
	counts := map[unigraph.Tie]int{}
	for _, a := range n.agreementsThat(f.AgreementFilter) {
		for _, one := range a.Parties {
			for _, other := range a.Parties {
				if one != other && (!f.Once || one < other) && n.entityFits(n.entities[one], f.Of) && n.entityFits(n.entities[other], f.With) {
					counts[unigraph.Tie{One: one, Other: other}]++
				}
			}
		}
	}
	var ties []unigraph.Tie
	for t, n := range counts {
		t.Agreements = n
		ties = append(ties, t)
	}
	slices.SortFunc(ties, func(a, b unigraph.Tie) int {
		return cmp.Or(cmp.Compare(a.One, b.One), cmp.Compare(a.Other, b.Other))
	})
	if f.Limit > 0 {
		ties = ties[:min(f.Limit, len(ties))]
	}
	return ties, err
}

// FindCandidates implements unigraph.Searcher.
func (s *Store) FindCandidates(ctx context.Context, c unigraph.Candidates) (page unigraph.PageOf[unigraph.Entity], err error) {
	n, err := s.snapshot(ctx)
	var found []unigraph.Entity
	for _, e := range n.entities {
		terms := strings.Fields(unigraph.Fold(strings.Join(e.Names(), "\n")))
		has := func(word string) bool {
			return slices.ContainsFunc(terms, func(term string) bool {
				return strings.HasPrefix(term, word) || c.Close && unigraph.CloseTo(word, term)
			})
		}
		if anyOf(c.Types, e.ID.Type()) && allOf(c.Words, has) {
			found = append(found, e)
		}
	}
	page.More = len(found) > c.Limit
	if !page.More || !c.Whole {
		page.Items = firstByID(found, c.Limit)
	}
	return page, err
}

// FindBeginning implements unigraph.Searcher.
func (s *Store) FindBeginning(ctx context.Context, text string, types []unigraph.EntityType, limit int) ([]unigraph.Entity, error) {
	n, err := s.snapshot(ctx)
	var found []unigraph.Entity
	for _, e := range n.entities {
		if t := e.ID.Type(); anyOf(types, t) && strings.HasPrefix(string(e.ID), string(t)+":"+text) {
			found = append(found, e)
		}
	}
	return firstByID(found, limit), err
}

func firstByID(entities []unigraph.Entity, limit int) []unigraph.Entity {
	slices.SortFunc(entities, func(a, b unigraph.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return entities[:min(limit, len(entities))]
}

// findEach finds the page p of the rows of each filter by itself. Value is what
// rows are ordered by in any of the known orders.
func findEach[F unigraph.Filter, V any](ctx context.Context, s *Store, fs []F, p unigraph.Page, find func(network, F) []V, id func(V) string, value func(unigraph.OrderBy, V) string, known ...unigraph.OrderBy) ([]unigraph.PageOf[V], error) {
	n, err := ask(ctx, s, fs, p, known...)
	if err != nil {
		return nil, err
	}
	pages := make([]unigraph.PageOf[V], len(fs))
	for i, f := range fs {
		pages[i] = page(find(n, f), p, id, value)
	}
	return pages, nil
}

// ask gives the network, unless a question is not a proper one.
func ask[F unigraph.Filter](ctx context.Context, s *Store, fs []F, p unigraph.Page, known ...unigraph.OrderBy) (network, error) {
	n, err := s.snapshot(ctx)
	if err == nil {
		err = unigraph.ValidateQuestion(fs, p, known...)
	}
	return n, err
}

func (n network) entitiesThat(f unigraph.EntityFilter) (found []unigraph.Entity) {
	for _, e := range n.entities {
		if n.entityFits(e, f) {
			found = append(found, e)
		}
	}
	return found
}

func (n network) agreementsThat(f unigraph.AgreementFilter) (found []unigraph.Agreement) {
	for _, a := range n.agreements {
		if n.agreementFits(a, f) {
			a.Evidence = nil // which is asked for by itself
			found = append(found, a)
		}
	}
	return found
}

func (n network) relationsThat(f unigraph.RelationFilter) (found []unigraph.Relation) {
	for _, r := range n.relations {
		if n.relationFits(r, f) {
			r.Evidence = nil
			found = append(found, r)
		}
	}
	return found
}

// ties are what makes a university a partner.
type ties struct {
	agreements map[unigraph.FactID]bool
	with       map[unigraph.EntityID]bool
}

// partners gives each partner of those f asks about.
func (n network) partners(f unigraph.PartnerFilter) map[unigraph.EntityID]ties {
	asked, wanted := map[unigraph.EntityID]bool{}, map[unigraph.EntityID]bool{}
	for id, e := range n.entities {
		university := id.Type() == unigraph.University
		asked[id], wanted[id] = university && n.entityFits(e, f.Of), university && n.entityFits(e, f.Partner)
	}
	found := map[unigraph.EntityID]ties{}
	for _, a := range n.agreementsThat(f.AgreementFilter) {
		for _, partner := range a.Parties {
			for _, of := range a.Parties {
				if partner == of || !wanted[partner] || !asked[of] {
					continue
				}
				if found[partner].with == nil {
					found[partner] = ties{map[unigraph.FactID]bool{}, map[unigraph.EntityID]bool{}}
				}
				found[partner].agreements[a.ID], found[partner].with[of] = true, true
			}
		}
	}
	return found
}

// union adds the elements of b to a, which may be nil.
func union[K comparable](a, b map[K]bool) map[K]bool {
	if a == nil {
		a = map[K]bool{}
	}
	maps.Copy(a, b)
	return a
}

// FindPaths implements unigraph.Finder.
func (s *Store) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	return unigraph.ShortestPaths(ctx, s, q)
}
