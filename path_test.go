package unigraph_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"unigraph"
)

// pairs is a network of nothing but ties.
type pairs []unigraph.Tie

func (p pairs) FindTies(_ context.Context, f unigraph.TieFilter) (found []unigraph.Tie, err error) {
	for _, t := range p {
		for _, t := range []unigraph.Tie{t, {One: t.Other, Other: t.One}} {
			if slices.Contains(f.Of.IDs, t.One) && (len(f.With.IDs) == 0 || slices.Contains(f.With.IDs, t.Other)) {
				found = append(found, t)
			}
		}
	}
	slices.SortFunc(found, func(a, b unigraph.Tie) int { return cmp.Or(cmp.Compare(a.One, b.One), cmp.Compare(a.Other, b.Other)) })
	return slices.Compact(found), nil
}

// allPaths walks every way from a path on, without repeating anybody.
func (p pairs) allPaths(path []unigraph.EntityID, to unigraph.EntityID, longest int) (all [][]unigraph.EntityID) {
	last := path[len(path)-1]
	if last == to {
		return [][]unigraph.EntityID{slices.Clone(path)}
	}
	if len(path) > longest {
		return nil
	}
	ties, _ := p.FindTies(context.Background(), unigraph.TieFilter{Of: unigraph.EntityFilter{IDs: []unigraph.EntityID{last}}})
	for _, t := range ties {
		if !slices.Contains(path, t.Other) {
			all = append(all, p.allPaths(append(path, t.Other), to, longest)...)
		}
	}
	return all
}

func TestShortestPaths(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		id := rapid.SampledFrom([]unigraph.EntityID{"a", "b", "c", "d", "e", "f"})
		var network pairs
		for range rapid.IntRange(0, 10).Draw(r, "ties") {
			if t := (unigraph.Tie{One: id.Draw(r, "one"), Other: id.Draw(r, "other")}); t.One != t.Other {
				network = append(network, t)
			}
		}
		q := unigraph.PathQuery{From: "a", To: "f", Longest: rapid.IntRange(1, 6).Draw(r, "longest"), Limit: rapid.IntRange(1, 5).Draw(r, "limit")}
		all := network.allPaths([]unigraph.EntityID{q.From}, q.To, q.Longest)
		slices.SortFunc(all, func(a, b []unigraph.EntityID) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
		want := slices.DeleteFunc(all, func(p []unigraph.EntityID) bool { return len(p) != len(all[0]) })
		want = want[:min(len(want), q.Limit)]
		got, err := unigraph.ShortestPaths(context.Background(), network, q)
		if err != nil || !slices.EqualFunc(got, want, slices.Equal[[]unigraph.EntityID]) {
			r.Fatalf("ShortestPaths(%+v) in %v = %v, %v, want %v", q, network, got, err, want)
		}
	})
	if _, err := unigraph.ShortestPaths(context.Background(), pairs{}, unigraph.PathQuery{From: "a", To: "b"}); !errors.Is(err, unigraph.ErrInvalid) {
		t.Errorf("ShortestPaths without a length = %v, want ErrInvalid", err)
	}
}

// FindEntities finds who has a tie with any of those that f names.
func (p pairs) FindEntities(ctx context.Context, f unigraph.EntityFilter, page unigraph.Page) (found unigraph.PageOf[unigraph.Entity], err error) {
	ties, err := p.FindTies(ctx, unigraph.TieFilter{Of: *f.Signed.With})
	var ids []unigraph.EntityID
	for _, t := range ties {
		if !slices.Contains(f.Not.IDs, t.Other) {
			ids = append(ids, t.Other)
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if found.More = len(found.Items) == page.Limit; found.More {
			break
		}
		found.Items = append(found.Items, unigraph.Entity{ID: id})
	}
	return found, err
}

func TestNeighbourhood(t *testing.T) {
	network := pairs{{One: "a", Other: "c"}, {One: "a", Other: "b"}, {One: "b", Other: "d"}, {One: "d", Other: "e"}}
	for _, c := range []struct {
		depth, limit int
		want         []unigraph.EntityID
		more         bool
	}{
		{0, 9, []unigraph.EntityID{"a"}, false},
		{1, 9, []unigraph.EntityID{"a", "b", "c"}, false},
		{1, 3, []unigraph.EntityID{"a", "b", "c"}, false},
		{2, 3, []unigraph.EntityID{"a", "b", "c"}, true},
		{2, 9, []unigraph.EntityID{"a", "b", "c", "d"}, false},
		{9, 9, []unigraph.EntityID{"a", "b", "c", "d", "e"}, false},
		{9, 5, []unigraph.EntityID{"a", "b", "c", "d", "e"}, false},
		{9, 2, []unigraph.EntityID{"a", "b"}, true},
		{9, 1, []unigraph.EntityID{"a"}, true},
	} {
		got, more, err := unigraph.Neighbourhood(context.Background(), network, unigraph.NeighbourQuery{Of: "a", Depth: c.depth, Limit: c.limit})
		if err != nil || more != c.more || !slices.Equal(got, c.want) {
			t.Errorf("Neighbourhood of depth %d, limit %d = %v, %v, %v, want %v, %v", c.depth, c.limit, got, more, err, c.want, c.more)
		}
	}
}
