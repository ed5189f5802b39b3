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
func (s *Store) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (found unigraph.PageOf[unigraph.Entity], err error) {
	n, err := s.ask(ctx, f, p, unigraph.ByName)
	if err != nil {
		return found, err
	}
	return page(n.entitiesThat(f), p, func(e unigraph.Entity) string { return string(e.ID) },
		func(_ unigraph.OrderBy, e unigraph.Entity) string { return unigraph.Fold(e.Name) }), nil
}

// FindRanked implements unigraph.Finder.
func (s *Store) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (found unigraph.PageOf[unigraph.Ranked], err error) {
	n, err := s.ask(ctx, f, p, unigraph.ByAgreements, unigraph.ByPartners)
	if err != nil {
		return found, err
	}
	counts := n.ranks(f.Facts, p.Order.By)
	var rows []unigraph.Ranked
	for _, e := range n.entitiesThat(f.EntityFilter) {
		rows = append(rows, unigraph.Ranked{Entity: e, Count: len(counts[e.ID])})
	}
	return page(rows, p, func(r unigraph.Ranked) string { return string(r.Entity.ID) },
		func(_ unigraph.OrderBy, r unigraph.Ranked) string { return strconv.Itoa(r.Count) }), nil
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
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (found unigraph.PageOf[unigraph.Agreement], err error) {
	n, err := s.ask(ctx, f, p, unigraph.ByDate)
	if err != nil {
		return found, err
	}
	found = page(n.agreementsThat(f), p, func(a unigraph.Agreement) string { return string(a.ID) },
		func(_ unigraph.OrderBy, a unigraph.Agreement) string { return string(a.Date) })
	for i := range found.Items {
		found.Items[i].Evidence = nil
	}
	return found, nil
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (found unigraph.PageOf[unigraph.Relation], err error) {
	n, err := s.ask(ctx, f, p, unigraph.ByDate)
	if err != nil {
		return found, err
	}
	found = page(n.relationsThat(f), p, func(r unigraph.Relation) string { return string(r.ID) },
		func(_ unigraph.OrderBy, r unigraph.Relation) string { return string(r.Date) })
	for i := range found.Items {
		found.Items[i].Evidence = nil
	}
	return found, nil
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (found unigraph.PageOf[unigraph.Partner], err error) {
	n, err := s.ask(ctx, f, p, unigraph.ByName, unigraph.ByAgreements, unigraph.ByPartners)
	if err != nil {
		return found, err
	}
	var rows []unigraph.Partner
	for id, t := range n.partners(f) {
		rows = append(rows, unigraph.Partner{University: n.entities[id], Agreements: len(t.agreements), Partners: len(t.with)})
	}
	return page(rows, p, func(p unigraph.Partner) string { return string(p.University.ID) }, func(by unigraph.OrderBy, p unigraph.Partner) string {
		switch by {
		case unigraph.ByName:
			return unigraph.Fold(p.University.Name)
		case unigraph.ByPartners:
			return strconv.Itoa(p.Partners)
		}
		return strconv.Itoa(p.Agreements)
	}), nil
}

// FindTies implements unigraph.Tier.
func (s *Store) FindTies(ctx context.Context, f unigraph.TieFilter) ([]unigraph.Tie, error) {
	n, err := s.ask(ctx, f, unigraph.Page{})
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

// ask gives the network, unless the question is not a proper one.
func (s *Store) ask(ctx context.Context, f interface{ Validate() error }, p unigraph.Page, known ...unigraph.OrderBy) (network, error) {
	n, err := s.snapshot(ctx)
	if err == nil {
		err = p.Validate(known...)
	}
	if err == nil {
		err = f.Validate()
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
			found = append(found, a)
		}
	}
	return found
}

func (n network) relationsThat(f unigraph.RelationFilter) (found []unigraph.Relation) {
	for _, r := range n.relations {
		if n.relationFits(r, f) {
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
