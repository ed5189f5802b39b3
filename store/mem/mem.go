// Package mem is the reference engine: maps in memory, nothing kept after
// Close. It is the readable specification of unigraph.Store and the oracle the
// other engines are tested against. Every write rebuilds the whole network from
// the batches, which is what the contract means and what no other engine does.
package mem

import (
	"context"
	"sync"

	"unigraph"
)

// Store is an in-memory unigraph.Store.
type Store struct {
	mu      sync.RWMutex
	closed  bool
	batches map[unigraph.ArticleID]unigraph.Batch
	net     network

	version  int
	versions map[string]int // by country
}

var _ unigraph.Store = (*Store)(nil)

// Open returns an empty store.
func Open() *Store {
	return &Store{batches: map[unigraph.ArticleID]unigraph.Batch{}, versions: map[string]int{}}
}

// Upsert implements unigraph.Writer.
func (s *Store) Upsert(ctx context.Context, batches ...unigraph.Batch) (unigraph.Changes, error) {
	for _, b := range batches {
		if err := b.Validate(); err != nil {
			return unigraph.Changes{}, err
		}
	}
	return s.write(ctx, func() (c unigraph.Changes) {
		last := map[unigraph.ArticleID]unigraph.Batch{}
		for _, b := range batches {
			last[b.Article.ID] = b
		}
		for id, b := range last {
			old, known := s.batches[id]
			switch {
			case !known:
				c.Added++
			case old.Digest() != b.Digest():
				c.Changed++
			default:
				c.Unchanged++
			}
			b.Article.Text = ""
			s.batches[id] = b
		}
		return c
	})
}

// Remove implements unigraph.Writer.
func (s *Store) Remove(ctx context.Context, ids ...unigraph.ArticleID) (unigraph.Changes, error) {
	return s.write(ctx, func() (c unigraph.Changes) {
		for _, id := range ids {
			if _, known := s.batches[id]; known {
				delete(s.batches, id)
				c.Removed++
			}
		}
		return c
	})
}

func (s *Store) write(ctx context.Context, change func() unigraph.Changes) (unigraph.Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(ctx); err != nil {
		return unigraph.Changes{}, err
	}
	c := change()
	if c.Added+c.Changed+c.Removed > 0 {
		before := s.net
		s.net = join(s.batches)
		s.count(before)
	}
	return c, nil
}

// count makes all versions others: every country may have been touched.
func (s *Store) count(before network) {
	s.version++
	for _, n := range []network{before, s.net} {
		for _, e := range n.entities {
			s.versions[e.Country] = s.version
		}
	}
}

func (s *Store) usable(ctx context.Context) error {
	if s.closed {
		return unigraph.ErrClosed
	}
	return ctx.Err()
}

// snapshot gives the network as it is now. Networks are never changed, only replaced.
func (s *Store) snapshot(ctx context.Context) (network, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.net, s.usable(ctx)
}

// Close implements unigraph.Store.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed, s.batches, s.net = true, nil, network{}
	return nil
}

// A network is the join of batches.
type network struct {
	articles   map[unigraph.ArticleID]unigraph.Article
	entities   map[unigraph.EntityID]unigraph.Entity
	agreements map[unigraph.FactID]unigraph.Agreement
	relations  map[unigraph.FactID]unigraph.Relation
}

func join(batches map[unigraph.ArticleID]unigraph.Batch) network {
	n := network{
		map[unigraph.ArticleID]unigraph.Article{}, map[unigraph.EntityID]unigraph.Entity{},
		map[unigraph.FactID]unigraph.Agreement{}, map[unigraph.FactID]unigraph.Relation{},
	}
	agreements := map[string][]unigraph.Agreement{}
	relations := map[string][]unigraph.Relation{}
	for id, b := range batches {
		n.articles[id] = b.Article
		for _, e := range b.Entities {
			if known, ok := n.entities[e.ID]; ok {
				e = unigraph.MergeEntities(known, e)
			}
			n.entities[e.ID] = e
		}
		for _, a := range b.Agreements {
			agreements[a.Key()] = append(agreements[a.Key()], a)
		}
		for _, r := range b.Relations {
			relations[r.Key()] = append(relations[r.Key()], r)
		}
	}
	for _, reports := range agreements {
		for _, a := range unigraph.JoinAgreements(reports) {
			n.agreements[a.ID] = a
		}
	}
	for _, reports := range relations {
		for _, r := range unigraph.JoinRelations(reports) {
			n.relations[r.ID] = r
		}
	}
	return n
}

// pick gives the entries of m that ids name.
func pick[K comparable, V any](m map[K]V, ids []K) map[K]V {
	picked := make(map[K]V, len(ids))
	for _, id := range ids {
		if v, ok := m[id]; ok {
			picked[id] = v
		}
	}
	return picked
}
