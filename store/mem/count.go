package mem

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"unigraph"
)

// PartnersByCountry implements unigraph.Counter.
func (s *Store) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
	n, err := ask(ctx, s, []unigraph.PartnerFilter{f}, unigraph.Page{})
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	agreements := map[string]map[unigraph.FactID]bool{}
	for id, t := range n.partners(f) {
		country := n.entities[id].Country
		counts[country]++
		agreements[country] = union(agreements[country], t.agreements)
	}
	var rows []unigraph.CountryCount
	for country, partners := range counts {
		rows = append(rows, unigraph.CountryCount{Country: country, Partners: partners, Agreements: len(agreements[country])})
	}
	slices.SortFunc(rows, func(a, b unigraph.CountryCount) int {
		return cmp.Or(cmp.Compare(b.Partners, a.Partners), cmp.Compare(a.Country, b.Country))
	})
	return rows, nil
}

// PartnersByCountryOf implements unigraph.Counter.
func (s *Store) PartnersByCountryOf(ctx context.Context, ids []unigraph.EntityID, f unigraph.PartnerFilter) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
	counts := map[unigraph.EntityID][]unigraph.CountryCount{}
	f.Of = unigraph.EntityFilter{IDs: ids}
	if _, err := ask(ctx, s, []unigraph.PartnerFilter{f}, unigraph.Page{}); err != nil {
		return counts, err
	}
	for _, id := range ids {
		f.Of = unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}
		rows, err := s.PartnersByCountry(ctx, f)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			counts[id] = rows
		}
	}
	return counts, nil
}

// GroupEntities implements unigraph.Counter.
func (s *Store) GroupEntities(ctx context.Context, fs []unigraph.EntityFilter, by unigraph.EntityKey) ([][]unigraph.Group, error) {
	return groupEach(ctx, s, fs, network.entitiesThat, func(n network, e unigraph.Entity) []string {
		switch by {
		case unigraph.EntityCountry:
			return []string{e.Country}
		case unigraph.EntityAlliance:
			return n.alliancesOf(e.ID)
		}
		return []string{string(e.ID.Type())}
	})
}

// GroupAgreements implements unigraph.Counter.
func (s *Store) GroupAgreements(ctx context.Context, fs []unigraph.AgreementFilter, by unigraph.AgreementKey) ([][]unigraph.Group, error) {
	return groupEach(ctx, s, fs, network.agreementsThat, func(n network, a unigraph.Agreement) (keys []string) {
		switch by {
		case unigraph.AgreementYear:
			return []string{year(a.Date)}
		case unigraph.AgreementMonth:
			return []string{month(a.Date)}
		case unigraph.AgreementSort:
			return []string{string(a.Kind)}
		case unigraph.AgreementModality:
			return []string{string(a.Modality)}
		case unigraph.AgreementAlliance:
			return n.alliancesOf(a.Parties...)
		}
		for _, id := range a.Parties {
			if id.Type() == unigraph.University {
				keys = append(keys, n.entities[id].Country)
			}
		}
		return keys
	})
}

// GroupRelations implements unigraph.Counter.
func (s *Store) GroupRelations(ctx context.Context, fs []unigraph.RelationFilter, by unigraph.RelationKey) ([][]unigraph.Group, error) {
	return groupEach(ctx, s, fs, network.relationsThat, func(n network, r unigraph.Relation) []string {
		switch by {
		case unigraph.RelationYear:
			return []string{year(r.Date)}
		case unigraph.RelationMonth:
			return []string{month(r.Date)}
		case unigraph.RelationSort:
			return []string{string(r.Kind)}
		case unigraph.RelationModality:
			return []string{string(r.Modality)}
		case unigraph.RelationRole:
			return []string{r.Role}
		case unigraph.SubjectCountry:
			return []string{n.entities[r.Subject].Country}
		}
		return []string{n.entities[r.Object].Country}
	})
}

func year(d unigraph.Date) string  { return string(d[:min(len(d), len("2006"))]) }
func month(d unigraph.Date) string { return string(d[:min(len(d), len("2006-01"))]) }

// alliancesOf are the alliances that any of ids is a member of.
func (n network) alliancesOf(ids ...unigraph.EntityID) (alliances []string) {
	for _, r := range n.relations {
		if r.Kind == unigraph.MemberOf && r.Modality == unigraph.Done && slices.Contains(ids, r.Subject) {
			alliances = append(alliances, string(r.Object))
		}
	}
	return alliances
}

// groupEach counts what is found by each filter by itself.
func groupEach[F unigraph.Filter, V any](ctx context.Context, s *Store, fs []F, find func(network, F) []V, keysOf func(network, V) []string) ([][]unigraph.Group, error) {
	n, err := ask(ctx, s, fs, unigraph.Page{})
	if err != nil {
		return nil, err
	}
	counts := make([][]unigraph.Group, len(fs))
	for i, f := range fs {
		counts[i] = groups(find(n, f), func(row V) []string { return keysOf(n, row) })
	}
	return counts, nil
}

// groups counts rows by each of their keys.
func groups[V any](rows []V, keysOf func(V) []string) []unigraph.Group {
	counts := map[string]int{}
	for _, row := range rows {
		keys := keysOf(row)
		if len(keys) == 0 {
			keys = []string{""}
		}
		slices.Sort(keys)
		for _, key := range slices.Compact(keys) {
			counts[key]++
		}
	}
	var found []unigraph.Group
	for key, n := range counts {
		found = append(found, unigraph.Group{Key: key, Count: n})
	}
	slices.SortFunc(found, func(a, b unigraph.Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Key, b.Key))
	})
	return found
}

// Matrix implements unigraph.Counter.
func (s *Store) Matrix(ctx context.Context, f unigraph.AgreementFilter, countries ...string) ([]unigraph.MatrixCell, error) {
	n, err := ask(ctx, s, []unigraph.AgreementFilter{f}, unigraph.Page{})
	counts := map[unigraph.MatrixCell]int{}
	for _, a := range n.agreementsThat(f) {
		cells := map[unigraph.MatrixCell]bool{}
		for i, x := range a.Parties {
			for _, y := range a.Parties[i+1:] {
				if x.Type() == unigraph.University && y.Type() == unigraph.University {
					one, other := n.entities[x].Country, n.entities[y].Country
					cells[unigraph.MatrixCell{One: min(one, other), Other: max(one, other)}] = true
				}
			}
		}
		for cell := range cells {
			counts[cell]++
		}
	}
	var found []unigraph.MatrixCell
	for cell, agreements := range counts {
		if cell.Agreements = agreements; cell.Of(countries) {
			found = append(found, cell)
		}
	}
	slices.SortFunc(found, unigraph.MatrixCell.Compare)
	return found, err
}

// Stats implements unigraph.Counter.
func (s *Store) Stats(ctx context.Context) (unigraph.Stats, error) {
	n, err := s.snapshot(ctx)
	stats := unigraph.Stats{
		Articles: len(n.articles), Agreements: len(n.agreements),
		Entities: map[unigraph.EntityType]int{}, Relations: map[unigraph.RelationKind]int{},
	}
	for _, e := range n.entities {
		stats.Entities[e.ID.Type()]++
		if !e.Linked {
			stats.Unlinked++
		}
	}
	for _, r := range n.relations {
		stats.Relations[r.Kind]++
	}
	return stats, err
}

// Version implements unigraph.Counter.
func (s *Store) Version(ctx context.Context) (int, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.version, s.usable(ctx)
}

// Versions implements unigraph.Counter.
func (s *Store) Versions(ctx context.Context) (map[string]int, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return maps.Clone(s.versions), s.usable(ctx)
}
