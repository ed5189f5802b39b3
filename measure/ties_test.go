package measure_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unigraph"
	"unigraph/measure"
	"unigraph/store/mem"
)

// An asked store counts the paths that it finds itself.
type asked struct {
	*mem.Store
	paths int
}

func (a *asked) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	a.paths++
	return a.Store.FindPaths(ctx, q)
}

// sign loads an agreement of two of a few universities.
func (a *asked) sign(t fataler, n, one, other int) {
	b := unigraph.Batch{Article: unigraph.Article{ID: unigraph.ArticleID(fmt.Sprint("article ", n))}}
	var parties []unigraph.EntityID
	for _, i := range []int{one, other} {
		name := fmt.Sprintf("University %d", i)
		e := unigraph.Entity{ID: unigraph.NewEntityID(unigraph.University, name), Name: name}
		b.Entities, parties = append(b.Entities, e), append(parties, e.ID)
	}
	b.Agreements = []unigraph.Agreement{{
		Parties: parties, Kind: unigraph.Memorandum, Modality: unigraph.Done,
		Evidence: []unigraph.Evidence{{Article: b.Article.ID, Confidence: 0.9}},
	}}
	b.Normalize()
	if _, err := a.Upsert(context.Background(), b); err != nil {
		t.Fatal(err)
	}
}

type fataler interface{ Fatal(...any) }

func path(from, to, longest int) unigraph.PathQuery {
	id := func(i int) unigraph.EntityID {
		return unigraph.NewEntityID(unigraph.University, fmt.Sprintf("University %d", i))
	}
	return unigraph.PathQuery{From: id(from), To: id(to), Longest: longest, Limit: 3}
}

// What is found is what the store finds, with the ties kept or not.
func TestTies(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		store, number := &asked{Store: mem.Open()}, rapid.IntRange(0, 7)
		for n := range rapid.IntRange(0, 12).Draw(r, "agreements") {
			one, other := number.Draw(r, "one"), number.Draw(r, "other")
			if one != other {
				store.sign(r, n, one, other)
			}
		}
		q := path(number.Draw(r, "from"), number.Draw(r, "to"), rapid.IntRange(1, 5).Draw(r, "longest"))
		near := unigraph.NeighbourQuery{Of: q.From, Depth: rapid.IntRange(0, 4).Draw(r, "depth"), Limit: rapid.IntRange(1, 9).Draw(r, "limit")}
		var wrong string
		synctest.Test(t, func(*testing.T) {
			var ties measure.Ties
			for range 3 {
				wrong += pathsUnlike(&ties, store, q) + neighboursUnlike(&ties, store, near)
				synctest.Wait()
			}
		})
		if wrong != "" {
			r.Fatal(wrong)
		}
	})
}

// pathsUnlike says in what ties finds other paths than store.
func pathsUnlike(ties *measure.Ties, store *asked, q unigraph.PathQuery) string {
	want, wantErr := store.Store.FindPaths(context.Background(), q)
	got, err := ties.Paths(context.Background(), store, q, slog.New(slog.DiscardHandler))
	if diff := cmp.Diff(want, got); errors.Join(wantErr, err) != nil || diff != "" {
		return fmt.Sprintf("Paths(%+v): %v, %v (-want +got):\n%s", q, wantErr, err, diff)
	}
	return ""
}

// neighboursUnlike says in what ties finds other neighbours than store.
func neighboursUnlike(ties *measure.Ties, store *asked, q unigraph.NeighbourQuery) string {
	want, wantMore, wantErr := unigraph.Neighbourhood(context.Background(), store, q)
	got, more, err := ties.Neighbourhood(context.Background(), store, q, slog.New(slog.DiscardHandler))
	if diff := cmp.Diff(want, got); errors.Join(wantErr, err) != nil || diff != "" || more != wantMore {
		return fmt.Sprintf("Neighbourhood(%+v): more %v, want %v, %v, %v (-want +got):\n%s", q, more, wantMore, wantErr, err, diff)
	}
	return ""
}

// The second question has the ties read, which serve until the data changes.
func TestTiesAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &asked{Store: mem.Open()}
		store.sign(t, 0, 0, 1)
		var ties measure.Ties
		ask := func(q unigraph.PathQuery, wantAsked int) {
			t.Helper()
			if wrong := pathsUnlike(&ties, store, q); wrong != "" {
				t.Error(wrong)
			}
			synctest.Wait()
			if store.paths != wantAsked {
				t.Errorf("%+v: the store has been asked %d times, want %d", q, store.paths, wantAsked)
			}
		}
		ask(path(0, 2, 3), 1)
		ask(path(0, 2, 3), 2)
		ask(path(0, 2, 3), 2)
		ask(path(0, 1, 2), 2) // of the same ties
		via := path(0, 2, 3)
		via.Via.Countries = []string{"CN"}
		ask(via, 3)
		ask(via, 4)
		store.sign(t, 1, 1, 2)
		ask(path(0, 2, 3), 5)
		ask(path(0, 2, 3), 5)
	})
}
