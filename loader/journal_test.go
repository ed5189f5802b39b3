package loader_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"unigraph"
	"unigraph/loader"
	"unigraph/store/mem"
)

// counting counts what is extracted.
type counting struct {
	pairs
	read *atomic.Int64
}

func (c counting) Extract(ctx context.Context, a unigraph.Article) (unigraph.Reading, error) {
	c.read.Add(1)
	return c.pairs.Extract(ctx, a)
}

func TestUnchangedArticlesAreNotRead(t *testing.T) {
	store := mem.Open()
	as := numbered(600)
	for _, tt := range []struct {
		name string
		l    loader.Loader
		edit func()
		read int64
		want unigraph.Changes
	}{
		{"first", loader.Loader{}, func() {}, 600, unigraph.Changes{Added: 600}},
		{"again", loader.Loader{}, func() {}, 0, unigraph.Changes{Unchanged: 600}},
		{"one changed", loader.Loader{}, func() { as[300].Text = "Oulu+Holm" }, 1, unigraph.Changes{Changed: 1, Unchanged: 599}},
		{"one more date", loader.Loader{}, func() { as[0].Published = "2020" }, 1, unigraph.Changes{Changed: 1, Unchanged: 599}},
		{"all read again", loader.Loader{Reread: true}, func() {}, 600, unigraph.Changes{Unchanged: 600}},
		{"another version", loader.Loader{Version: "2"}, func() {}, 600, unigraph.Changes{Changed: 600}},
	} {
		tt.edit()
		var read atomic.Int64
		tt.l.Source, tt.l.Store, tt.l.Extractor, tt.l.Linker = articles(as), store, counting{read: &read}, byName{}
		report, err := tt.l.Run(context.Background())
		if err != nil || report.Changes != tt.want || read.Load() != tt.read || report.Read != 600 {
			t.Errorf("%s: %+v, %d read, %v, want %+v, %d read", tt.name, report.Changes, read.Load(), err, tt.want, tt.read)
		}
	}
}

// TestLastVersionCounts tells an article several times in one load, so that the
// store is asked about it while it is on its way there.
func TestLastVersionCounts(t *testing.T) {
	as := articles{{ID: "a", Text: "Fjell+Holm"}}
	store := mem.Open()
	if _, err := load(t, store, as...); err != nil {
		t.Fatal(err)
	}
	for n := range 300 {
		as = append(as, numbered(n + 1)[n], unigraph.Article{ID: "a", Text: "Oulu+Holm"}, unigraph.Article{ID: "a", Text: "Fjell+Holm"})
	}
	if _, err := load(t, store, as...); err != nil {
		t.Fatal(err)
	}
	found, err := store.FindAgreements(context.Background(), unigraph.AgreementFilter{Parties: []unigraph.EntityID{"university:fjell"}}, unigraph.Page{Limit: 10})
	if err != nil || len(found.Items) != 1 {
		t.Errorf("%d agreements of the last version, %v, want 1", len(found.Items), err)
	}
}

func TestPrune(t *testing.T) {
	store := mem.Open()
	as := numbered(700)
	ids := func() []unigraph.ArticleID {
		var all []unigraph.ArticleID
		for _, source := range []string{"test", "another"} {
			found, err := store.ArticlesFrom(context.Background(), source, "", 10_000)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, found...)
		}
		return all
	}
	other := unigraph.Batch{Article: unigraph.Article{ID: "other", Source: "another"}}
	if _, err := store.Upsert(context.Background(), other); err != nil {
		t.Fatal(err)
	}
	if _, err := load(t, store, as...); err != nil {
		t.Fatal(err)
	}
	kept := slices.Clone(as[100:650])
	broken := append(slices.Clone(kept), unigraph.Article{ID: "b", Text: "!"})
	report, err := run(t, loader.Loader{Source: articles(broken), Store: store, Prune: true})
	if err != nil || report.Removed != 0 || len(ids()) != 701 {
		t.Errorf("with a failure %d are removed, %d stay, %v, want 0, 701", report.Removed, len(ids()), err)
	}
	report, err = run(t, loader.Loader{Source: articles(kept), Store: store, Prune: true})
	if err != nil || report.Removed != 150 {
		t.Errorf("%d are removed, %v, want 150", report.Removed, err)
	}
	want := []unigraph.ArticleID{"other"}
	for _, a := range kept {
		want = append(want, a.ID)
	}
	if diff := cmp.Diff(want, ids(), cmpopts.SortSlices(func(a, b unigraph.ArticleID) bool { return a < b })); diff != "" {
		t.Errorf("articles that stay (-want +got):\n%s", diff)
	}
}

func TestRejects(t *testing.T) {
	var out bytes.Buffer
	as := articles{{ID: "a", Text: "Fjell+Holm"}, {ID: "b", Text: "!"}, {ID: "c", Title: "C", URL: "https://n.example/c", Text: "fail"}, {ID: "d", Text: "invalid"}}
	report, err := run(t, loader.Loader{Source: as, Store: mem.Open(), Rejects: &out})
	if err != nil || report.Failed != 3 {
		t.Fatalf("%d failed, %v, want 3", report.Failed, err)
	}
	got := map[unigraph.ArticleID]string{}
	for lines := json.NewDecoder(&out); lines.More(); {
		var r loader.Reject
		if err := lines.Decode(&r); err != nil {
			t.Fatal(err)
		}
		got[r.ID] = fmt.Sprint(r.Rejected.Source, ":", r.Rejected.Position, " ", r.Rejected.Type, " ", r.Rejected.Reason[:6], " ", r.URL, r.Title, r.Text, r.Raw)
	}
	want := map[unigraph.ArticleID]string{
		"b": "b:2 text/plain broken !", "c": "c:0 text/plain extrac https://n.example/cCfail", "d": "d:0 text/plain invali invalid",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}

// broken is a disk that is full.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("no space left on device") }

func TestRejectsThatCannotBeWrittenStopTheLoad(t *testing.T) {
	_, err := run(t, loader.Loader{Source: articles{{ID: "b", Text: "!"}}, Store: mem.Open(), Rejects: broken{}})
	if err == nil || err.Error() != "loader: rejects: no space left on device" {
		t.Errorf("Run = %v", err)
	}
}

// deaf is a store that cannot tell what is in it.
type deaf struct{ *mem.Store }

func (deaf) Articles(context.Context, []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return nil, unigraph.ErrUnavailable
}

func TestJournalDownStopsTheLoad(t *testing.T) {
	_, err := load(t, deaf{mem.Open()}, numbered(10)...)
	if err == nil || err.Error() != "loader: the load stopped after 0 articles: store unavailable" {
		t.Errorf("Run = %v", err)
	}
}

// fallen is a store that is lost while it writes: a question says so first.
type fallen struct {
	*mem.Store
	asked int
}

func (f *fallen) Articles(context.Context, []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	if f.asked++; f.asked > 1 {
		return nil, unigraph.ErrUnavailable
	}
	return nil, nil
}

func (f *fallen) Upsert(ctx context.Context, _ ...unigraph.Batch) (unigraph.Changes, error) {
	<-ctx.Done()
	return unigraph.Changes{}, ctx.Err()
}

func TestStoreLostWhileWriting(t *testing.T) {
	_, err := load(t, &fallen{Store: mem.Open()}, numbered(600)...)
	if err == nil || err.Error() != "loader: the load stopped after 0 articles: store unavailable" {
		t.Errorf("Run = %v, want why the store was lost", err)
	}
}
