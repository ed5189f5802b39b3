package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unigraph"
)

// testBatches wants what was upserted back, with every field and every letter,
// two articles at a time.
func testBatches(t *testing.T, s unigraph.Store) {
	want := map[unigraph.ArticleID]unigraph.Batch{}
	for i, text := range oddTexts {
		e := unlinked(unigraph.University, fmt.Sprintf("%s %d", text, i), "", text+" alias")
		e.SameAs = []string{"https://example.org/" + text}
		b := news(unigraph.ArticleID(text), names(china), affiliated(xue, e, text).quoting(text, i),
			signed("2020", e, dut).by(xue).quoting(text, i), signed("2020-05", e, dut).kind(unigraph.Letter),
			visited("2019", e, dut).modality(unigraph.Planned).confidence(0.25))
		b.Article = unigraph.Article{
			ID: b.Article.ID, Title: text, URL: "https://example.org/" + text, Published: "2020-05-06",
			Source: text, Fingerprint: "f", Sketch: unigraph.NewSketch(text),
		}
		want[b.Article.ID] = b
		b.Article.Text = "is not kept"
		load(t, s, b)
	}
	want["silent"] = news("silent")
	load(t, s, want["silent"])
	got, err := archive(s)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "batches", got, want)
	for id, b := range got {
		equal(t, fmt.Sprintf("Upsert of the batch of %q", id), load(t, s, b), unigraph.Changes{Unchanged: 1})
	}
}

// testAnyBatches wants back what any articles say, that disagree.
func testAnyBatches(t *testing.T, s unigraph.Store) {
	check(t, func(r *rapid.T) {
		empty(r, s)
		want := map[unigraph.ArticleID]unigraph.Batch{}
		for _, id := range []unigraph.ArticleID{"a1", "a2", "a3", "a4"} {
			want[id] = Batch(id).Draw(r, "batch")
		}
		if _, err := s.Upsert(context.Background(), slices.Collect(maps.Values(want))...); err != nil {
			r.Fatal(err)
		}
		got, err := archive(s)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			r.Fatalf("batches: %v (-want +got):\n%s", err, diff)
		}
	})
}

// archive reads all batches.
func archive(s unigraph.Archive) (map[unigraph.ArticleID]unigraph.Batch, error) {
	all := map[unigraph.ArticleID]unigraph.Batch{}
	for after := unigraph.ArticleID(""); ; {
		batches, err := s.Batches(context.Background(), after, 2)
		if err != nil || len(batches) == 0 {
			return all, err
		}
		if len(batches) > 2 {
			return nil, fmt.Errorf("%d batches where 2 were wanted", len(batches))
		}
		for _, b := range batches {
			after = b.Article.ID
			all[after] = b
		}
	}
}
