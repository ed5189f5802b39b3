package loader_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"unigraph"
	"unigraph/loader"
	"unigraph/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// articles is a source that holds its articles; a text of "!" is a broken one.
type articles []unigraph.Article

func (as articles) Records(context.Context) iter.Seq[loader.Record] {
	return func(yield func(loader.Record) bool) {
		for i, a := range as {
			r := loader.Record{File: string(a.ID), Position: i + 1, Type: "text/plain", Raw: []byte(a.Text), Known: a, Origin: "test"}
			if a.Text == "!" {
				r.Err = errors.New("broken")
			}
			if !yield(r) {
				return
			}
		}
	}
}

func (articles) Parse(r loader.Record) (unigraph.Article, error) {
	if r.Err != nil {
		return unigraph.Article{}, r.Fail(r.Err)
	}
	return r.Known, nil
}

func (articles) Origins() []string { return []string{"test"} }

// pairs is an extractor for texts such as "Fjell+Holm@2020": the two signed, and
// when. It panics at "panic", fails at "fail" and makes an invalid agreement of "invalid".
type pairs struct{}

func (pairs) Extract(_ context.Context, a unigraph.Article) (unigraph.Reading, error) {
	r := unigraph.Reading{Publisher: -1}
	switch a.Text {
	case "fail":
		return r, errors.New("no idea")
	case "panic":
		panic("no idea at all")
	}
	claim := unigraph.AgreementClaim{Kind: unigraph.Memorandum, Modality: unigraph.Done,
		Evidence: []unigraph.Evidence{{Article: a.ID, Quote: a.Text, End: len(a.Text), Confidence: 1}}}
	text, date, _ := strings.Cut(a.Text, "@")
	claim.Date = unigraph.Date(date)
	if a.Text == "invalid" {
		claim.Date = "yesterday"
	}
	for i, name := range append(strings.Split(text, "+"), "Holm")[:2] {
		r.Referents = append(r.Referents, unigraph.Referent{Type: unigraph.University, Name: name})
		claim.Parties = append(claim.Parties, i)
	}
	r.Agreements = append(r.Agreements, claim)
	return r, nil
}

// byName links each name to the entity of that name, unlinked.
type byName struct{}

func (byName) Link(_ context.Context, _ unigraph.Article, r unigraph.Reading) (unigraph.Reading, error) {
	for i := range r.Referents {
		ref := &r.Referents[i]
		ref.Entity = unigraph.Entity{ID: unigraph.NewEntityID(ref.Type, ref.Name), Name: ref.Name, Linked: ref.Name == "Holm"}
	}
	return r, nil
}

func load(t *testing.T, s loader.Store, as ...unigraph.Article) (loader.Report, error) {
	t.Helper()
	return run(t, loader.Loader{Source: articles(as), Store: s})
}

func run(t *testing.T, l loader.Loader) (loader.Report, error) {
	t.Helper()
	l.Extractor, l.Linker = pairs{}, byName{}
	report, err := l.Run(context.Background())
	if report.Elapsed <= 0 {
		t.Errorf("report.Elapsed = %v", report.Elapsed)
	}
	report.Elapsed = 0
	return report, err
}

// numbered makes n articles of distinct ids and parties.
func numbered(n int) []unigraph.Article {
	var as []unigraph.Article
	for i := range n {
		as = append(as, unigraph.Article{ID: unigraph.ArticleID(fmt.Sprintf("a%04d", i)), Text: fmt.Sprintf("U%d+Holm", i)})
	}
	return as
}

func TestRunReports(t *testing.T) {
	store := mem.Open()
	as := []unigraph.Article{
		{ID: "a", Text: "Fjell+Holm"}, {ID: "broken", Text: "!"}, {ID: "b", Text: "Fjell+Lund"}, {ID: "c", Text: "fail"},
		{ID: "d", Text: "panic"}, {ID: "e", Text: "invalid"}, {ID: "a", Text: "Fjell+Holm"}, {ID: "b", Text: "Oulu+Lund"},
	}
	report, err := load(t, store, as...)
	if err != nil {
		t.Fatal(err)
	}
	want := `Read 8 articles in 0s.
  2  added
  1  changed
  1  unchanged
  4  failed
Facts reported:
  4  agreements
  0  MEMBER_OF
  0  VISITED
  0  AFFILIATED_WITH
  0  LOCATED_IN
  0  planned, ended or denied
Unlinked: 3 names that no gazetteer knows, by articles that tell them:
       3  Fjell
       2  Lund
       1  Oulu
Failed:
  broken:2: broken
  c: extract: no idea
  d: panic: no idea at all
  e: invalid: article "e": agreement/university:holm+university:invalid: invalid: date "yesterday": want YYYY, YYYY-MM or YYYY-MM-DD
`
	if diff := cmp.Diff(want, report.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	again, err := load(t, store, as[0], as[7])
	if err != nil || again.Changes != (unigraph.Changes{Unchanged: 2}) {
		t.Errorf("a second load changes %+v, %v", again.Changes, err)
	}
}

// TestRunLosesNothing loads more than a group with failures of every sort
// among them, in any order: the same network every time.
func TestRunLosesNothing(t *testing.T) {
	as := numbered(600)
	for i, text := range []string{"!", "fail", "panic", "invalid", "invalid"} {
		as[100*i+50].Text = text
	}
	var first unigraph.PageOf[unigraph.Agreement]
	for seed := range uint64(4) {
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(as), func(i, j int) { as[i], as[j] = as[j], as[i] })
		store := mem.Open()
		report, err := load(t, store, as...)
		if err != nil || report.Read != 600 || report.Added != 595 || report.Failed != 5 || len(report.Failures) != 5 {
			t.Fatalf("report = %+v, %v", report, err)
		}
		found, err := store.FindAgreements(context.Background(), unigraph.AgreementFilter{}, unigraph.Page{Limit: 1000, Total: true})
		if err != nil || found.Total != 595 {
			t.Fatalf("%d agreements, %v, want 595", found.Total, err)
		}
		if first.Items == nil {
			first = found
		}
		if diff := cmp.Diff(first, found); diff != "" {
			t.Fatalf("another order gives another network:\n%s", diff)
		}
	}
}

func TestReadingsKeepOrder(t *testing.T) {
	as := numbered(1000)
	as[500].Text = "fail"
	var got []string
	for linked, err := range (loader.Loader{Source: articles(as), Extractor: pairs{}, Linker: byName{}}).Readings(context.Background()) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, string(linked.Article.ID))
		if linked.Reading.Referents[0].Entity.Name != linked.Reading.Referents[0].Name {
			t.Fatalf("%s is not linked", linked.Article.ID)
		}
	}
	want := make([]string, 0, len(as))
	for _, a := range as {
		want = append(want, string(a.ID))
	}
	want[500] = "a0500: extract: no idea"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestReadingsStop(t *testing.T) {
	for range (loader.Loader{Source: articles(numbered(5000)), Extractor: pairs{}, Linker: byName{}}).Readings(context.Background()) {
		break // goleak tells whether the workers went home
	}
}

// failing is a store that goes down after some writes.
type failing struct {
	*mem.Store
	writes int
}

func (f *failing) Upsert(ctx context.Context, batches ...unigraph.Batch) (unigraph.Changes, error) {
	if f.writes--; f.writes < 0 {
		return unigraph.Changes{}, fmt.Errorf("test: upsert: %w", unigraph.ErrUnavailable)
	}
	return f.Store.Upsert(ctx, batches...)
}

func TestStoreDownStopsTheLoad(t *testing.T) {
	for writes, want := range []int{0, 512, 1024} {
		store := &failing{mem.Open(), writes}
		report, err := load(t, store, numbered(1100)...)
		if !errors.Is(err, unigraph.ErrUnavailable) {
			t.Errorf("after %d writes: error = %v, want ErrUnavailable", writes, err)
		}
		stats, _ := store.Stats(context.Background())
		if stats.Articles != want || report.Added != want {
			t.Errorf("after %d writes: %d articles stored, %d reported, want %d", writes, stats.Articles, report.Added, want)
		}
		if want := fmt.Sprintf("%d  not written", report.Read-want); !strings.Contains(report.String(), want) {
			t.Errorf("report lacks %q:\n%s", want, report)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	l := loader.Loader{Source: articles(numbered(1100)), Extractor: pairs{}, Linker: byName{}, Store: mem.Open()}
	l.Progress = func(r loader.Report) {
		if r.Read == 600 {
			cancel()
		}
	}
	if report, err := l.Run(ctx); !errors.Is(err, context.Canceled) || report.Added != 512 {
		t.Errorf("Run = %d added, %v, want 512, context.Canceled", report.Added, err)
	}
}

// waiting is a source that never answers, as standard input may.
type waiting struct {
	articles
	end chan struct{}
}

func (w waiting) Records(context.Context) iter.Seq[loader.Record] {
	return func(func(loader.Record) bool) { <-w.end }
}

func TestInterruptedWhileTheSourceWaits(t *testing.T) {
	source := waiting{end: make(chan struct{})}
	defer close(source.end)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (loader.Loader{Source: source, Store: mem.Open()}).Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v, want context.Canceled", err)
	}
}

func TestReportIsBounded(t *testing.T) {
	as := slices.Repeat(articles{{ID: "a", Text: "!"}}, loader.MaxFailures+7)
	report, err := load(t, mem.Open(), as...)
	if err != nil || report.Failed != loader.MaxFailures+7 || len(report.Failures) != loader.MaxFailures {
		t.Errorf("%d failed, %d kept, %v", report.Failed, len(report.Failures), err)
	}
	if !strings.Contains(report.String(), "and 7 more") {
		t.Errorf("report does not tell of 7 more")
	}
}
