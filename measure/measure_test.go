package measure_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/measure"
)

// barbell is two triangles that one tie joins.
var barbell = []unigraph.Tie{
	{One: "a", Other: "b", Agreements: 1}, {One: "a", Other: "c", Agreements: 1}, {One: "b", Other: "c", Agreements: 1},
	{One: "c", Other: "d", Agreements: 1},
	{One: "d", Other: "e", Agreements: 1}, {One: "d", Other: "f", Agreements: 1}, {One: "e", Other: "f", Agreements: 1},
}

func TestOf(t *testing.T) {
	want := measure.Result{
		Nodes: 6, Ties: 7,
		Central:     []measure.Centrality{{ID: "c", Betweenness: 0.6}, {ID: "d", Betweenness: 0.6}}, // 6 of 10 pairs of others
		Communities: [][]unigraph.EntityID{{"a", "b", "c"}, {"d", "e", "f"}},
	}
	for range 5 {
		shuffled := slices.Clone(barbell)
		slices.Reverse(shuffled)
		if diff := cmp.Diff(want, measure.Of(shuffled)); diff != "" {
			t.Fatalf("Of a barbell (-want +got):\n%s", diff)
		}
	}
	if got := measure.Of(nil); got.Nodes != 0 || got.Central != nil {
		t.Errorf("Of nothing = %+v", got)
	}
}

// A versioned store has ties of a version.
type versioned struct {
	ties    []unigraph.Tie
	version int
	reads   int
	err     error
}

func (v *versioned) Version(context.Context) (int, error) { return v.version, v.err }

func (v *versioned) FindTies(_ context.Context, f unigraph.TieFilter) ([]unigraph.Tie, error) {
	v.reads++
	if f.Limit > 0 {
		return v.ties[:min(f.Limit, len(v.ties))], nil
	}
	return v.ties, nil
}

func TestCache(t *testing.T) {
	store := &versioned{ties: barbell, version: 1}
	var c measure.Cache
	ask := func(wantCurrent bool, wantNodes, wantReads int) {
		t.Helper()
		r, current, err := c.Latest(context.Background(), store, slog.New(slog.DiscardHandler))
		if err != nil || current != wantCurrent || r.Nodes != wantNodes || store.reads != wantReads {
			t.Errorf("Latest = %d nodes, %v, %v after %d reads, want %d, %v after %d", r.Nodes, current, err, store.reads, wantNodes, wantCurrent, wantReads)
		}
	}
	ask(true, 6, 1)
	ask(true, 6, 1) // kept
	store.ties, store.version = barbell[:3], 2
	ask(true, 3, 2)
	store.err = errors.New("away")
	if _, _, err := c.Latest(context.Background(), store, nil); !errors.Is(err, store.err) {
		t.Errorf("Latest of a store that is away = %v", err)
	}
}

// A large network is computed in the background, and the old result serves meanwhile.
func TestCacheInBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &versioned{version: 1}
		for i := range 600 {
			store.ties = append(store.ties, unigraph.Tie{One: "hub", Other: unigraph.EntityID(fmt.Sprintf("u%04d", i)), Agreements: 1})
		}
		var c measure.Cache
		if r, current, err := c.Latest(t.Context(), store, slog.New(slog.DiscardHandler)); err != nil || current || r.Nodes != 0 {
			t.Errorf("Latest at first = %d nodes, %v, %v, want none yet", r.Nodes, current, err)
		}
		synctest.Wait()
		r, current, err := c.Latest(t.Context(), store, slog.New(slog.DiscardHandler))
		if err != nil || !current || r.Nodes != 601 || len(r.Central) != 1 || r.Central[0].ID != "hub" {
			t.Errorf("Latest in the end = %d nodes, %d central, %v, %v, want 601 with the hub in the middle", r.Nodes, len(r.Central), current, err)
		}
	})
}
