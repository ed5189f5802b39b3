package storetest

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"unigraph"
)

// testVersions wants every cell of the matrix to stay as it is while the versions
// of its countries do, whatever is written.
func testVersions(t *testing.T, s unigraph.Store) {
	type state struct {
		versions map[string]int
		cells    map[unigraph.MatrixCell]int // by cells without a count
	}
	read := func(r *rapid.T) (now state) {
		cells, err := s.Matrix(context.Background(), unigraph.AgreementFilter{})
		if err == nil {
			now.versions, err = s.Versions(context.Background())
		}
		if err != nil {
			r.Fatal(err)
		}
		now.cells = map[unigraph.MatrixCell]int{}
		for _, c := range cells {
			now.cells[unigraph.MatrixCell{One: c.One, Other: c.Other}] = c.Agreements
		}
		return now
	}
	check(t, func(r *rapid.T) {
		before := read(r)
		for range rapid.IntRange(1, 4).Draw(r, "writes") {
			id := rapid.SampledFrom([]unigraph.ArticleID{"a1", "a2", "a3"}).Draw(r, "article")
			var err error
			if rapid.IntRange(0, 3).Draw(r, "remove") == 0 {
				_, err = s.Remove(context.Background(), id)
			} else {
				_, err = s.Upsert(context.Background(), Batch(id).Draw(r, "batch"))
			}
			if err != nil {
				r.Fatal(err)
			}
			after := read(r)
			for _, cells := range []map[unigraph.MatrixCell]int{before.cells, after.cells} {
				for c := range cells {
					if before.cells[c] != after.cells[c] && before.versions[c.One] == after.versions[c.One] && before.versions[c.Other] == after.versions[c.Other] {
						r.Fatalf("%s and %s had %d agreements, have %d, and the same versions %v", c.One, c.Other, before.cells[c], after.cells[c], after.versions)
					}
				}
			}
			before = after
		}
	})
	before, err := s.Versions(context.Background())
	equal(t, "Versions error", err, nil)
	load(t, s, news("b1", signed("2015", xnu, pusan)))
	after, err := s.Versions(context.Background())
	equal(t, "Versions error", err, nil)
	if before["KR"] == after["KR"] || before["CN"] == after["CN"] {
		t.Errorf("Versions after a load about CN and KR = %v, before %v", after, before)
	}
}
