package loader_test

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"unigraph"
	"unigraph/loader"
	"unigraph/store/mem"
	"unigraph/store/storetest"
)

// truth compares two networks by their facts and evidence.
func truth(t *rapid.T, before, after storetest.Network) (c loader.FactChanges) {
	facts := func(n storetest.Network) map[unigraph.FactID]string {
		all := map[unigraph.FactID]string{}
		for _, a := range n.Agreements {
			all[a.ID] = fmt.Sprint(a.Evidence)
		}
		for _, r := range n.Relations {
			all[r.ID] = fmt.Sprint(r.Evidence)
		}
		return all
	}
	old, now := facts(before), facts(after)
	for id, evidence := range now {
		switch was, known := old[id]; {
		case !known:
			c.Added++
		case was != evidence:
			c.Changed++
		}
	}
	for id := range old {
		if _, stays := now[id]; !stays {
			c.Removed++
		}
	}
	return c
}

// TestPreview previews loads that add, change and remove articles, then does
// them.
func TestPreview(t *testing.T) {
	names := []string{"Fjell", "Oulu", "Lund", "Holm"}
	articlesOf := func(t *rapid.T, label string) articles {
		var as articles
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 8), 0, 8, rapid.ID[int]).Draw(t, label) {
			text := rapid.SampledFrom(names).Draw(t, "a") + "+" + rapid.SampledFrom(names[1:]).Draw(t, "b")
			if text == "Oulu+Oulu" || text == "Lund+Lund" || text == "Holm+Holm" {
				text = "Fjell+Holm"
			}
			text += rapid.SampledFrom([]string{"@2020-05-05", "@2021-06-06"}).Draw(t, "date")
			as = append(as, unigraph.Article{ID: unigraph.ArticleID(fmt.Sprint("a", n)), Text: text})
		}
		return as
	}
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		store := mem.Open()
		l := loader.Loader{Extractor: pairs{}, Linker: byName{}, Store: store, Source: articlesOf(rt, "first"), Prune: rapid.Bool().Draw(rt, "prune")}
		if _, err := l.Run(ctx); err != nil {
			rt.Fatal(err)
		}
		before, err := storetest.Dump(ctx, store)
		if err != nil {
			rt.Fatal(err)
		}
		l.Source = articlesOf(rt, "second")
		preview := loader.NewPreview(store, mem.Open())
		l.Store = preview
		wanted, err := l.Run(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		got, err := preview.Facts(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		if unchanged, err := storetest.Dump(ctx, store); err != nil || storetest.Diff(before, unchanged) != "" {
			rt.Fatalf("the preview wrote: %v\n%s", err, storetest.Diff(before, unchanged))
		}
		l.Store = store
		report, err := l.Run(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		after, err := storetest.Dump(ctx, store)
		if err != nil {
			rt.Fatal(err)
		}
		if want := truth(rt, before, after); got != want || report.Changes != wanted.Changes {
			rt.Errorf("preview = %+v, %+v, want %+v, %+v", got, wanted.Changes, want, report.Changes)
		}
	})
}

// TestPreviewOfEvents previews reports that are joined to an event of another
// date: it changes, whatever its id becomes.
func TestPreviewOfEvents(t *testing.T) {
	for _, tt := range []struct {
		stored, told string
		want         loader.FactChanges
	}{
		{"Fjell+Holm@2020-05-05", "Fjell+Holm@2020", loader.FactChanges{Changed: 1}},
		{"Fjell+Holm@2020", "Fjell+Holm@2020-05-05", loader.FactChanges{Changed: 1}},
		{"Fjell+Holm@2020", "Fjell+Holm@2021-05-05", loader.FactChanges{Added: 1}},
		{"Fjell+Holm", "Fjell+Oulu", loader.FactChanges{Added: 1}},
	} {
		ctx := context.Background()
		store := mem.Open()
		if _, err := load(t, store, unigraph.Article{ID: "a", Text: tt.stored}); err != nil {
			t.Fatal(err)
		}
		preview := loader.NewPreview(store, mem.Open())
		if _, err := run(t, loader.Loader{Source: articles{{ID: "b", Text: tt.told}}, Store: preview}); err != nil {
			t.Fatal(err)
		}
		if got, err := preview.Facts(ctx); err != nil || got != tt.want {
			t.Errorf("%s after %s: %+v, %v, want %+v", tt.told, tt.stored, got, err, tt.want)
		}
	}
}
