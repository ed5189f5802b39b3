package graph

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"unigraph"
)

// The part of a list is what lies between two cursors, whether or not their rows
// are there: the first of it, or the last.
func TestCut(t *testing.T) {
	letter := rapid.StringMatching("[a-m]")
	rapid.Check(t, func(t *rapid.T) {
		rows := slices.Compact(slices.Sorted(slices.Values(rapid.SliceOf(letter).Draw(t, "rows"))))
		p := unigraph.Page{
			Limit: rapid.IntRange(0, 5).Draw(t, "limit"), FromEnd: rapid.Bool().Draw(t, "from the end"),
			After:  unigraph.Position(rapid.StringMatching("[a-m]?").Draw(t, "after")),
			Before: unigraph.Position(rapid.StringMatching("[a-m]?").Draw(t, "before")),
		}
		want := unigraph.PageOf[string]{Total: len(rows)}
		for _, row := range rows {
			if at := unigraph.Position(row); at > p.After && (p.Before == "" || at < p.Before) {
				want.Items = append(want.Items, row)
			}
		}
		if more := len(want.Items) - p.Limit; more > 0 && p.FromEnd {
			want.More, want.Items = true, want.Items[more:]
		} else if more > 0 {
			want.More, want.Items = true, want.Items[:p.Limit]
		}
		got := cut(rows, func(row string) string { return row }, p)
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%+v of %q (-want +got):\n%s", p, rows, diff)
		}
	})
}

// Evidence has the order of its keys, which tell it apart.
func TestEvidenceKey(t *testing.T) {
	place := rapid.IntRange(0, 12)
	evidence := rapid.Custom(func(t *rapid.T) unigraph.Evidence {
		return unigraph.Evidence{
			Article: unigraph.ArticleID(rapid.SampledFrom([]string{"a", "a/b", "a b", "ä", "b"}).Draw(t, "article")),
			Start:   place.Draw(t, "start"), End: place.Draw(t, "end"),
			Rule:       rapid.SampledFrom([]string{"", "signed", "signed/active"}).Draw(t, "rule"),
			Confidence: rapid.SampledFrom([]float64{0, 0.05, 0.5, 0.55, 1}).Draw(t, "confidence"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := evidence.Draw(t, "a"), evidence.Draw(t, "b")
		if got, want := cmp.Compare(evidenceKey(a), evidenceKey(b)), a.Compare(b); got != want {
			t.Errorf("keys compare as %d, evidence as %d", got, want)
		}
	})
}

func TestTally(t *testing.T) {
	first := func(s string) string { return s[:1] }
	for _, test := range []struct {
		rows []string
		want []unigraph.Group
	}{
		{nil, nil},
		{[]string{"b1", "a1", "c1", "c2"}, []unigraph.Group{{Key: "c", Count: 2}, {Key: "a", Count: 1}, {Key: "b", Count: 1}}},
	} {
		if diff := gocmp.Diff(test.want, tally(test.rows, first), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.rows, diff)
		}
	}
}
