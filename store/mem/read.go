package mem

import (
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
