package measure

import (
	"context"
	"encoding/json"
	"log/slog"
	"reflect"
	"sync"

	"unigraph"
)

// A PathReader is what paths are found in.
type PathReader interface {
	Reader
	FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error)
}

const (
	// maxTieGraphs is how many are kept, each of a filter.
	maxTieGraphs = 4
	// maxTies is how many ties one may have to be kept: 16 bytes each.
	maxTies = 2_000_000
)

// A Pathfinder keeps the ties of filters that paths were asked of more than once,
// until the data changes. Its zero value is ready to use, by several goroutines.
type Pathfinder struct {
	mu      sync.Mutex
	kept    map[string]tieGraph // by filter; an empty one was asked of once
	reading single
}

// Find gives the shortest paths from one entity to another, as
// unigraph.ShortestPaths does: from the ties it keeps or, while these are not
// those of the data as it is, from the store, and reads them in the background.
// What goes wrong there is told to log.
func (p *Pathfinder) Find(ctx context.Context, store PathReader, q unigraph.PathQuery, log *slog.Logger) ([][]unigraph.EntityID, error) {
	if !reflect.DeepEqual(q.Via, unigraph.EntityFilter{}) {
		return store.FindPaths(ctx, q)
	}
	filter, err := json.Marshal(q.AgreementFilter)
	if err != nil {
		return nil, err
	}
	version, err := store.Version(ctx) // first, so that what is read is not older
	if err != nil {
		return nil, err
	}
	kept, again := p.of(string(filter))
	switch {
	case kept.version == version && kept.numbers != nil:
		return unigraph.ShortestPaths(ctx, kept, q)
	case kept.version != version && again:
		p.reading.start(ctx, func(ctx context.Context) {
			ties, err := store.FindTies(ctx, unigraph.TieFilter{AgreementFilter: q.AgreementFilter, Once: true, Limit: maxTies + 1})
			if err != nil {
				log.ErrorContext(ctx, "ties for paths", "error", err)
				return
			}
			p.keep(string(filter), newTieGraph(version, ties))
		})
	}
	return store.FindPaths(ctx, q)
}

// of gives what is kept of filter, and whether it was asked of before.
func (p *Pathfinder) of(filter string) (kept tieGraph, again bool) {
	p.mu.Lock()
	kept, again = p.kept[filter]
	p.mu.Unlock()
	if !again {
		p.keep(filter, kept)
	}
	return kept, again
}

func (p *Pathfinder) keep(filter string, fresh tieGraph) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.kept[filter]; !known && len(p.kept) >= maxTieGraphs || p.kept == nil {
		p.kept = map[string]tieGraph{}
	}
	p.kept[filter] = fresh
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
