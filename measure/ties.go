package measure

import (
	"context"
	"encoding/json"
	"log/slog"
	"reflect"
	"slices"
	"sync"

	"unigraph"
)

// A TieReader is what paths and neighbourhoods are found in.
type TieReader interface {
	Reader
	FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error)
	FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error)
}

const (
	// maxTieGraphs is how many are kept, each of a filter.
	maxTieGraphs = 4
	// maxTies is how many ties one may have to be kept: 16 bytes each.
	maxTies = 2_000_000
)

// Ties keeps the ties of filters that were asked of more than once, until the
// data changes. Its zero value is ready to use, by several goroutines. What goes
// wrong while ties are read, in the background, is told to a log.
type Ties struct {
	mu      sync.Mutex
	kept    map[string]tieGraph // by filter; an empty one was asked of once
	reading single
}

// Paths gives the shortest paths from one entity to another, as
// unigraph.ShortestPaths does: from the ties it keeps or, while these are not
// those of the data as it is, from the store.
func (t *Ties) Paths(ctx context.Context, store TieReader, q unigraph.PathQuery, log *slog.Logger) ([][]unigraph.EntityID, error) {
	g, err := t.latest(ctx, store, q.AgreementFilter, q.Via, log)
	switch {
	case err != nil:
		return nil, err
	case g.numbers != nil:
		return unigraph.ShortestPaths(ctx, g, q)
	}
	return store.FindPaths(ctx, q)
}

// Neighbourhood gives those near an entity, and whether there are more, as
// unigraph.Neighbourhood does: from the ties it keeps, or from the store.
func (t *Ties) Neighbourhood(ctx context.Context, store TieReader, q unigraph.NeighbourQuery, log *slog.Logger) (found []unigraph.EntityID, more bool, err error) {
	g, err := t.latest(ctx, store, q.AgreementFilter, q.Via, log)
	switch {
	case err != nil:
		return nil, false, err
	case g.numbers != nil:
		return unigraph.Neighbourhood(ctx, g, q)
	}
	return unigraph.Neighbourhood(ctx, store, q)
}

// latest gives the ties of f in the data as it is; none while they are not kept,
// or if it matters whom they lead to.
func (t *Ties) latest(ctx context.Context, store TieReader, f unigraph.AgreementFilter, via unigraph.EntityFilter, log *slog.Logger) (g tieGraph, err error) {
	if !reflect.DeepEqual(via, unigraph.EntityFilter{}) {
		return g, nil
	}
	filter, err := json.Marshal(f)
	if err != nil {
		return g, err
	}
	version, err := store.Version(ctx) // first, so that what is read is not older
	if err != nil {
		return g, err
	}
	kept, again := t.of(string(filter))
	if kept.version == version {
		return kept, nil
	}
	if again {
		t.reading.start(ctx, func(ctx context.Context) {
			ties, err := store.FindTies(ctx, unigraph.TieFilter{AgreementFilter: f, Once: true, Limit: maxTies + 1})
			if err != nil {
				log.ErrorContext(ctx, "ties", "error", err)
				return
			}
			t.keep(string(filter), newTieGraph(version, ties))
		})
	}
	return g, nil
}

// of gives what is kept of filter, and whether it was asked of before.
func (t *Ties) of(filter string) (kept tieGraph, again bool) {
	t.mu.Lock()
	kept, again = t.kept[filter]
	t.mu.Unlock()
	if !again {
		t.keep(filter, kept)
	}
	return kept, again
}

func (t *Ties) keep(filter string, fresh tieGraph) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.kept[filter]; !known && len(t.kept) >= maxTieGraphs || t.kept == nil {
		t.kept = map[string]tieGraph{}
	}
	t.kept[filter] = fresh
}

// A tieGraph is the ties of a version of the data, or a later one.
type tieGraph struct {
	version int
	ids     []unigraph.EntityID
	numbers map[unigraph.EntityID]int32 // of ids; nil without ties
	others  [][]int32                   // whom each is tied to
}

// newTieGraph keeps ties, each of which is told once; none of too many.
func newTieGraph(version int, ties []unigraph.Tie) tieGraph {
	if len(ties) > maxTies {
		return tieGraph{version: version}
	}
	g := tieGraph{version: version, ids: idsOf(ties)}
	g.numbers = make(map[unigraph.EntityID]int32, len(g.ids))
	for i, id := range g.ids {
		g.numbers[id] = int32(i)
	}
	g.others = make([][]int32, len(g.ids))
	for _, t := range ties {
		one, other := g.numbers[t.One], g.numbers[t.Other]
		g.others[one] = append(g.others[one], other)
		g.others[other] = append(g.others[other], one)
	}
	return g
}

// FindTies implements unigraph.Tier for filters of ids, of the agreements that g
// was read of.
func (g tieGraph) FindTies(_ context.Context, f unigraph.TieFilter) (ties []unigraph.Tie, err error) {
	wanted := make([]bool, len(g.ids))
	for _, id := range f.With.IDs {
		if i, known := g.numbers[id]; known {
			wanted[i] = true
		}
	}
	for _, id := range f.Of.IDs {
		i, known := g.numbers[id]
		if !known {
			continue
		}
		for _, other := range g.others[i] {
			if len(f.With.IDs) == 0 || wanted[other] {
				ties = append(ties, unigraph.Tie{One: id, Other: g.ids[other]})
			}
		}
	}
	return ties, nil
}

// FindEntities gives the ids of those who are tied to any of f.Signed.With.IDs and
// are none of f.Not.IDs, as unigraph.Neighbourhood asks for them.
func (g tieGraph) FindEntities(_ context.Context, f unigraph.EntityFilter, p unigraph.Page) (found unigraph.PageOf[unigraph.Entity], err error) {
	seen := make([]bool, len(g.ids))
	for _, id := range f.Not.IDs {
		if i, known := g.numbers[id]; known {
			seen[i] = true
		}
	}
	var next []int32 // in the order of ids, as numbers are
	for _, id := range f.Signed.With.IDs {
		if i, known := g.numbers[id]; known {
			for _, other := range g.others[i] {
				if !seen[other] {
					seen[other] = true
					next = append(next, other)
				}
			}
		}
	}
	slices.Sort(next)
	found.More = len(next) > p.Limit
	for _, i := range next[:min(len(next), p.Limit)] {
		found.Items = append(found.Items, unigraph.Entity{ID: g.ids[i]})
	}
	return found, nil
}
