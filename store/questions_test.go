package store_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"unigraph"
	"unigraph/export"
	"unigraph/internal/benchnet"
	"unigraph/internal/neo4jtest"
	"unigraph/measure"
	"unigraph/store"
)

// names is how many names a search looks through, those of universities among
// them.
const names = 100_000

// BenchmarkQuestions asks the standard network the questions of the trade, as
// the API asks them by default, and the plainest network of the same data the
// same in the words of the database, in turns. It prints a table: the medians,
// their ratio and what is wanted. UNIGRAPH_BENCH_STORE names a SQLite file, and
// UNIGRAPH_BENCH_NEO4J a server by URL, to keep the networks in from one run to
// the next; UNIGRAPH_BENCH_TURNS is how often each side is asked.
func BenchmarkQuestions(b *testing.B) {
	table := "| question | engine | median | raw | ratio | wanted | met |\n|---|---|---:|---:|---:|---|---|\n"
	defer func() { fmt.Printf("\n%s\n", table) }()
	b.Run("sqlite", func(b *testing.B) {
		path := cmp.Or(os.Getenv("UNIGRAPH_BENCH_STORE"), filepath.Join(b.TempDir(), "unigraph.db"))
		s := open(b, "sqlite:"+path, store.Options{})
		ask(b, bench{engine: "SQLite", table: &table, store: s, raw: openRawSQLite(b, path+".raw")})
	})
	b.Run("neo4j", func(b *testing.B) {
		server := neo4jServer(b)
		s := open(b, server.URL, store.Options{Username: server.Username, Password: server.Password})
		ask(b, bench{engine: "Neo4j", table: &table, store: s, raw: openRawNeo4j(b, server)})
	})
}

// open opens a store and fills it, unless it is full.
func open(b *testing.B, url string, o store.Options) unigraph.Store {
	s, err := store.Open(b.Context(), url, o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	stats, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if stats.Agreements < benchnet.Standard.Agreements {
		upsert(b, s, slices.Collect(benchnet.Standard.Groups(500)))
	}
	more := names - benchnet.Standard.Universities
	if stats.Entities[unigraph.Organization] < more {
		upsert(b, s, slices.Collect(slices.Chunk(slices.Collect(benchnet.Standard.Names(more)), 10)))
	}
	return s
}

func upsert(b *testing.B, s unigraph.Store, groups [][]unigraph.Batch) {
	for _, group := range groups {
		if _, err := s.Upsert(b.Context(), group...); err != nil {
			b.Fatal(err)
		}
	}
}

// A bench is the two sides of an engine.
type bench struct {
	engine string
	table  *string // takes the lines
	store  unigraph.Store
	raw    raw
}

// raw is the plainest network, asked in the words of the database. A question
// that it is not compared with is nil.
type raw struct {
	partners   func(context.Context, unigraph.EntityID) error
	partnersIn func(ctx context.Context, country string) error
	matrix     func(context.Context) error
	path       func(ctx context.Context, from, to unigraph.EntityID) error
}

// A question is one line of the table. The arguments of a turn are those of its
// number.
type question struct {
	name     string
	turns    int                                       // 0: as many as usual
	prepare  func(ctx context.Context, turn int) error // before each turn, not timed
	ask, raw func(ctx context.Context, turn int) error
	ratio    float64       // at most so many times raw; 0: as it comes
	within   time.Duration // at most, unless it is compared with raw
}

// facts are those that the API counts by default.
var facts = unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{MinConfidence: 0.5}}

func ask(b *testing.B, on bench) {
	for _, q := range slices.Concat(on.counts(b), on.ways(), on.searches()) {
		on.time(b, q)
	}
	on.writeCSV(b)
}

// counts are the questions that add up agreements.
func (on bench) counts(b *testing.B) (questions []question) {
	n := benchnet.Standard
	for rank, size := range map[int]string{0: "the most", 100: "many", 5000: "few"} {
		id := n.University(rank).ID
		questions = append(questions, question{name: "partnersByCountry of a university with " + size + " partners", ratio: 1.3,
			ask: on.countries(unigraph.PartnerFilter{AgreementFilter: facts, Of: unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}}),
			raw: func(ctx context.Context, _ int) error { return on.raw.partners(ctx, id) },
		})
	}
	country := n.University(100).Country
	raw := func(ctx context.Context, _ int) error { return on.raw.matrix(ctx) }
	b.Cleanup(func() {
		if _, err := on.store.Remove(context.Background(), oneMore); err != nil {
			b.Error(err)
		}
	})
	kept := new(measure.Matrices)
	again := func(ctx context.Context, _ int) error { _, err := kept.Of(ctx, on.store, facts); return err }
	slices.SortFunc(questions, func(a, b question) int { return strings.Compare(b.name, a.name) })
	return append(questions,
		question{name: "partnersByCountry of a country", ratio: 1.3,
			ask: on.countries(unigraph.PartnerFilter{AgreementFilter: facts, Of: unigraph.EntityFilter{Countries: []string{country}}}),
			raw: func(ctx context.Context, _ int) error { return on.raw.partnersIn(ctx, country) },
		},
		question{name: "country × country matrix: first answer", turns: 5, ratio: 1.2, raw: raw, ask: func(ctx context.Context, _ int) error {
			kept = new(measure.Matrices)
			return again(ctx, 0)
		}},
		question{name: "the same again", within: 10 * time.Millisecond, ask: again},
		question{name: "the same after one more agreement", turns: 5, ratio: 0.25, raw: raw, prepare: on.change, ask: again},
	)
}

func (on bench) countries(f unigraph.PartnerFilter) func(context.Context, int) error {
	return func(ctx context.Context, _ int) error { _, err := on.store.PartnersByCountry(ctx, f); return err }
}

// change loads one more agreement, another one each turn.
func (on bench) change(ctx context.Context, turn int) error {
	x, y := benchnet.Standard.University(100), benchnet.Standard.University(5000)
	b := unigraph.Batch{Article: unigraph.Article{ID: oneMore}, Entities: []unigraph.Entity{x, y}, Agreements: []unigraph.Agreement{{
		Parties: []unigraph.EntityID{x.ID, y.ID}, Kind: unigraph.Memorandum, Date: unigraph.Date(fmt.Sprint(1900 + turn)), Modality: unigraph.Done,
		Evidence: []unigraph.Evidence{{Article: oneMore, Confidence: 0.9}},
	}}}
	b.Normalize()
	_, err := on.store.Upsert(ctx, b)
	return err
}

const oneMore = "one more"

// A finder finds paths.
type finder func(context.Context, unigraph.PathQuery) ([][]unigraph.EntityID, error)

// An asked store counts the paths that it finds itself.
type asked struct {
	unigraph.Store
	paths int
}

func (a *asked) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	a.paths++
	return a.Store.FindPaths(ctx, q)
}

// ways are the questions that go from one university to the next.
func (on bench) ways() []question {
	n := benchnet.Standard
	pairs := [][2]int{{5000, 15000}, {3000, 19000}, {10000, 12000}, {7000, 800}, {150, 16000}, {9000, 9001}, {18000, 2500}}
	ends := func(turn int) (from, to unigraph.EntityID) {
		pair := pairs[turn%len(pairs)]
		return n.University(pair[0]).ID, n.University(pair[1]).ID
	}
	between := func(name string, find finder) question {
		path := question{name: name, within: 10 * time.Millisecond, turns: 10 * len(pairs), ask: func(ctx context.Context, turn int) error {
			from, to := ends(turn)
			found, err := find(ctx, unigraph.PathQuery{AgreementFilter: facts, From: from, To: to, Longest: 6, Limit: 1})
			if err == nil && len(found) != 1 {
				err = fmt.Errorf("%d paths", len(found))
			}
			return err
		}}
		if on.raw.path != nil {
			path.ratio, path.raw = 1.5, func(ctx context.Context, turn int) error {
				from, to := ends(turn)
				return on.raw.path(ctx, from, to)
			}
		}
		return path
	}
	near := func(name string, find func(context.Context, unigraph.NeighbourQuery) ([]unigraph.EntityID, bool, error)) question {
		return question{name: name, within: 50 * time.Millisecond, ask: func(ctx context.Context, _ int) error {
			ids, more, err := find(ctx, unigraph.NeighbourQuery{AgreementFilter: facts, Of: n.University(5000).ID, Depth: 3, Limit: 500})
			if err == nil && (len(ids) != 500 || !more) {
				err = fmt.Errorf("%d neighbours, more: %t", len(ids), more)
			}
			return err
		}}
	}
	store, ties := &asked{Store: on.store}, new(measure.Ties)
	changed := between("shortest path in data that has just changed", on.store.FindPaths)
	changed.ratio = 0
	paths := between("shortest path", func(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
		return ties.Paths(ctx, store, q, slog.Default())
	})
	paths.prepare = func(ctx context.Context, turn int) (err error) {
		for before := -1; before < store.paths && err == nil; time.Sleep(time.Millisecond) { // until the ties are read
			before = store.paths
			err = paths.ask(ctx, turn)
		}
		return err
	}
	return []question{
		changed, paths,
		near("neighbourhood of 3 steps, first: 500, in data that has just changed", func(ctx context.Context, q unigraph.NeighbourQuery) ([]unigraph.EntityID, bool, error) {
			return unigraph.Neighbourhood(ctx, on.store, q)
		}),
		near("neighbourhood of 3 steps, first: 500", func(ctx context.Context, q unigraph.NeighbourQuery) ([]unigraph.EntityID, bool, error) {
			return ties.Neighbourhood(ctx, store, q, slog.Default())
		}),
	}
}

// searches are what is typed, letter by letter.
func (on bench) searches() []question {
	within := map[string]time.Duration{"SQLite": 5 * time.Millisecond, "Neo4j": 15 * time.Millisecond}[on.engine]
	typed := func(name, text string) question {
		return question{name: name, within: within, turns: 3 * len(text), ask: func(ctx context.Context, turn int) error {
			_, err := unigraph.Search(ctx, on.store, unigraph.SearchQuery{Text: text[:turn%len(text)+1], Limit: 10})
			return err
		}}
	}
	other := strings.ToLower(benchnet.Standard.Organization(1234).Name)
	return []question{
		typed("search as one types a name like 20,000 others", "university of town 01234"),
		typed("search as one types another of 100,000 names", other),
	}
}

// time asks both sides in turns and writes the line of a question.
func (on bench) time(b *testing.B, q question) {
	usual, err := strconv.Atoi(cmp.Or(os.Getenv("UNIGRAPH_BENCH_TURNS"), "25"))
	if err != nil {
		b.Fatal(err)
	}
	var ours, raws []time.Duration
	for turn := range cmp.Or(q.turns, usual) {
		if q.prepare != nil {
			must(b, q.name, q.prepare(b.Context(), turn))
		}
		if q.raw != nil {
			raws = append(raws, timed(b, q.name+", raw", func() error { return q.raw(b.Context(), turn) }))
		}
		ours = append(ours, timed(b, q.name, func() error { return q.ask(b.Context(), turn) }))
	}
	took := median(ours)
	raw, ratio, wanted, met := "", "", fmt.Sprintf("≤ %s", inMS(q.within)), took <= q.within
	if q.raw != nil {
		times := float64(took) / float64(median(raws))
		raw, ratio = inMS(median(raws)), fmt.Sprintf("%.2f", times)
		wanted, met = fmt.Sprintf("≤ %v × raw", q.ratio), times <= q.ratio
		if q.ratio == 0 {
			wanted = ""
		}
	}
	on.line(q.name, inMS(took), raw, ratio, wanted, met)
}

// writeCSV writes the line of the export of all agreements, with the memory that
// it took beside what was in use before.
func (on bench) writeCSV(b *testing.B) {
	const within = 5 * time.Second
	runtime.GC()
	before, peak := inUse(), inUse()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			select {
			case <-tick.C:
				peak = max(peak, inUse())
			case <-stop:
				tick.Stop()
				return
			}
		}
	}()
	took := timed(b, "CSV", func() error { return export.Write(b.Context(), on.store, facts.FactFilter, "csv", io.Discard) })
	close(stop)
	<-stopped
	name := fmt.Sprintf("CSV of all %d agreements; heap %d MiB before, %d MiB at most", benchnet.Standard.Agreements, before>>20, peak>>20)
	on.line(name, inMS(took), "", "", "≤ "+inMS(within), took <= within)
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func (on bench) line(name, took, raw, ratio, wanted string, met bool) {
	answer := map[bool]string{true: "yes", false: "no"}[met]
	if wanted == "" {
		answer = ""
	}
	*on.table += fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |\n", name, on.engine, took, raw, ratio, wanted, answer)
}

// inMS writes milliseconds with three digits.
func inMS(d time.Duration) string {
	ms := d.Seconds() * 1000
	return strconv.FormatFloat(ms, 'f', max(0, 2-int(math.Floor(math.Log10(max(ms, 0.001))))), 64) + " ms"
}

func timed(b *testing.B, name string, do func() error) time.Duration {
	start := time.Now()
	err := do()
	took := time.Since(start)
	must(b, name, err)
	return took
}

func must(b *testing.B, name string, err error) {
	if err != nil {
		b.Fatalf("%s: %v", name, err)
	}
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

// neo4jServer is the one that UNIGRAPH_BENCH_NEO4J names, or an empty one.
func neo4jServer(b *testing.B) neo4jtest.Server {
	u, err := url.Parse(os.Getenv("UNIGRAPH_BENCH_NEO4J"))
	if err != nil {
		b.Fatal("UNIGRAPH_BENCH_NEO4J is not a URL")
	}
	if u.Host == "" {
		return neo4jtest.Open(b)
	}
	password, _ := u.User.Password()
	s := neo4jtest.Server{Username: u.User.Username(), Password: password}
	u.User = nil
	s.URL = u.String()
	return s
}
