package mem

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"unigraph"
)

// Articles implements unigraph.Lookup.
func (s *Store) Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	n, err := s.snapshot(ctx)
	return pick(n.articles, ids), err
}

// ArticlesFrom implements unigraph.Journal.
func (s *Store) ArticlesFrom(ctx context.Context, source string, after unigraph.ArticleID, limit int) ([]unigraph.ArticleID, error) {
	n, err := s.snapshot(ctx)
	var found []unigraph.ArticleID
	for _, id := range slices.Sorted(maps.Keys(n.articles)) {
		if id > after && source != "" && n.articles[id].Source == source && len(found) < limit {
			found = append(found, id)
		}
	}
	return found, err
}

// Batches implements unigraph.Archive.
func (s *Store) Batches(ctx context.Context, after unigraph.ArticleID, limit int) ([]unigraph.Batch, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var found []unigraph.Batch
	for _, id := range slices.Sorted(maps.Keys(s.batches)) {
		if id > after && len(found) < limit {
			b := s.batches[id]
			b.Entities, b.Agreements, b.Relations = slices.Clone(b.Entities), slices.Clone(b.Agreements), slices.Clone(b.Relations)
			b.Normalize()
			found = append(found, b)
		}
	}
	return found, s.usable(ctx)
}

// Entities implements unigraph.Lookup.
func (s *Store) Entities(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID]unigraph.Entity, error) {
	n, err := s.snapshot(ctx)
	return pick(n.entities, ids), err
}

// Evidence implements unigraph.Lookup.
func (s *Store) Evidence(ctx context.Context, ids []unigraph.FactID) (map[unigraph.FactID][]unigraph.Evidence, error) {
	n, err := s.snapshot(ctx)
	found := map[unigraph.FactID][]unigraph.Evidence{}
	for id, a := range pick(n.agreements, ids) {
		found[id] = a.Evidence
	}
	for id, r := range pick(n.relations, ids) {
		found[id] = r.Evidence
	}
	return found, err
}

// FindEntities implements unigraph.Finder.
func (s *Store) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
	n, err := s.snapshot(ctx)
	if err != nil {
		return unigraph.PageOf[unigraph.Entity]{}, err
	}
	name := unigraph.Fold(f.Name)
	return page(n.entities, p, func(e unigraph.Entity) bool {
		named := func(s string) bool { return unigraph.Fold(s) == name }
		return anyOf(f.Types, e.ID.Type()) && anyOf(f.Countries, e.Country) &&
			(f.Name == "" || name != "" && slices.ContainsFunc(e.Names(), named))
	})
}

// FindAgreements implements unigraph.Finder.
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	n, err := s.snapshot(ctx)
	if err != nil {
		return unigraph.PageOf[unigraph.Agreement]{}, err
	}
	found, err := page(n.agreements, p, func(a unigraph.Agreement) bool {
		missing := func(id unigraph.EntityID) bool { return !slices.Contains(a.Parties, id) }
		return anyOf(f.IDs, a.ID) && !slices.ContainsFunc(f.Parties, missing) &&
			wanted(f.FactFilter, a.Date, a.Modality, a.Confidence)
	})
	for i := range found.Items {
		found.Items[i].Evidence = nil
	}
	return found, err
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	n, err := s.snapshot(ctx)
	if err != nil {
		return unigraph.PageOf[unigraph.Relation]{}, err
	}
	found, err := page(n.relations, p, func(r unigraph.Relation) bool {
		return anyOf(f.IDs, r.ID) && anyOf(f.Kinds, r.Kind) && anyOf(f.Subjects, r.Subject) &&
			anyOf(f.Objects, r.Object) && wanted(f.FactFilter, r.Date, r.Modality, r.Confidence)
	})
	for i := range found.Items {
		found.Items[i].Evidence = nil
	}
	return found, err
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	n, err := s.snapshot(ctx)
	if err != nil {
		return unigraph.PageOf[unigraph.Partner]{}, err
	}
	tied, err := n.partners(f)
	if err != nil {
		return unigraph.PageOf[unigraph.Partner]{}, err
	}
	rows := map[unigraph.EntityID]unigraph.Partner{}
	for id, agreements := range tied {
		rows[id] = unigraph.Partner{University: n.entities[id], Agreements: len(agreements)}
	}
	return page(rows, p, func(unigraph.Partner) bool { return true })
}

// PartnersByCountry implements unigraph.Counter.
func (s *Store) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
	n, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	tied, err := n.partners(f)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	agreements := map[string]map[unigraph.FactID]bool{}
	for id, tie := range tied {
		country := n.entities[id].Country
		if counts[country]++; agreements[country] == nil {
			agreements[country] = map[unigraph.FactID]bool{}
		}
		maps.Copy(agreements[country], tie)
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

// partners gives each partner of those f asks about, with the agreements that
// tie them. A university is no partner of itself, but two universities of one
// country are partners of each other.
func (n network) partners(f unigraph.PartnerFilter) (map[unigraph.EntityID]map[unigraph.FactID]bool, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	asked := func(id unigraph.EntityID) bool {
		return id.Type() == unigraph.University && (id == f.University || f.Country != "" && n.entities[id].Country == f.Country)
	}
	tied := map[unigraph.EntityID]map[unigraph.FactID]bool{}
	for _, a := range n.agreements {
		if !wanted(f.FactFilter, a.Date, a.Modality, a.Confidence) {
			continue
		}
		for _, id := range a.Parties {
			other := func(o unigraph.EntityID) bool { return o != id && asked(o) }
			if id.Type() != unigraph.University || !slices.ContainsFunc(a.Parties, other) {
				continue
			}
			if tied[id] == nil {
				tied[id] = map[unigraph.FactID]bool{}
			}
			tied[id][a.ID] = true
		}
	}
	return tied, nil
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

// anyOf reports whether v is among wanted; an empty list wants everything.
func anyOf[T comparable](wanted []T, v T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, v)
}

func wanted(f unigraph.FactFilter, d unigraph.Date, m unigraph.Modality, confidence float64) bool {
	return d.Within(f.Since, f.Until) && slices.Contains(f.WantedModalities(), m) && confidence >= f.MinConfidence
}
