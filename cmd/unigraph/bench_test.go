package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"unigraph"
	"unigraph/internal/benchnews"
	"unigraph/internal/natstest"
	"unigraph/internal/neo4jtest"
)

// number reads a setting of the benchmarks.
func number(name string, standard int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return standard
}

// How many articles the benchmarks load, how many a full store has, and how
// large the export is that memory is measured with.
var (
	benchArticles = number("UNIGRAPH_BENCH_ARTICLES", 100_000)
	benchStored   = number("UNIGRAPH_BENCH_STORED", 1_000_000)
	benchGiB      = number("UNIGRAPH_BENCH_GIB", 10)
)

// maxResident is what a load may have resident, in MiB, whatever it reads.
const maxResident = 512

// A table of figures is printed in Markdown when all benchmarks have run; its
// rows go to standard error as they come.
type table struct{ rows []string }

func (t *table) add(what, target, format string, values ...any) {
	row := fmt.Sprintf("| %s | %s | %s |\n", what, target, fmt.Sprintf(format, values...))
	t.rows = append(t.rows, row)
	fmt.Fprint(os.Stderr, row)
}

func (t *table) print() {
	fmt.Printf("\n| loading | target | measured |\n|---|---|---|\n%s\n", strings.Join(t.rows, ""))
}

// BenchmarkLoad measures loads end to end, each once, as a program of its own.
func BenchmarkLoad(b *testing.B) {
	var t table
	b.Run("sqlite", t.sqlite)
	b.Run("full", t.full)
	b.Run("neo4j", t.neo4j)
	b.Run("queue", t.queue)
	t.print()
}

// sqlite loads an export twice, and writes what the importer of Neo4j takes.
func (t *table) sqlite(b *testing.B) {
	export, dir := benchExport(b, benchArticles, 1), b.TempDir()
	store := filepath.Join(dir, "unigraph.db")
	first := loaded(b, "sqlite:"+store, export)
	n := float64(benchArticles)
	t.add(fmt.Sprintf("S: articles/s into SQLite, %d articles", benchArticles), "≥ 1,500", "%.0f", n/first.took.Seconds())
	t.add("E: articles for each processor second of it", "", "%.0f", n/first.cpu.Seconds())
	t.add("resident memory at most, MiB", fmt.Sprintf("< %d", maxResident), "%.0f", first.resident)
	t.add("D: bytes of SQLite an article", "", "%.0f", float64(size(b, store))/n)
	again := loaded(b, "sqlite:"+store, export)
	t.add("times faster, a second load of the same export", "≥ 10", "%.1f", first.took.Seconds()/again.took.Seconds())

	set := filepath.Join(dir, "import")
	cmd, output := program(nil, "export", "--store", "sqlite:"+store, "--format", "neo4j-admin", set)
	written := measured(b, cmd, output)
	t.add("X: articles/s written for the importer of Neo4j", "", "%.0f", n/written.took.Seconds())
	t.add("C: bytes of that an article", "", "%.0f", float64(size(b, set))/n)
	start := time.Now()
	neo4jtest.Import(b, set, "import.args")
	t.add("I: articles/s imported, the start of a server included", "", "%.0f", n/time.Since(start).Seconds())
	b.ReportMetric(0, "ns/op")
}

// full compares what an article costs in a full store and in an empty one, in
// turns.
func (t *table) full(b *testing.B) {
	full := filepath.Join(b.TempDir(), "full.db")
	fill(b, full)
	var inEmpty, inFull cost
	for turn := range 3 {
		export := benchExport(b, benchArticles/10, turn+2)
		inEmpty = inEmpty.add(loaded(b, fmt.Sprintf("sqlite:%s%d", full, turn), export))
		inFull = inFull.add(loaded(b, "sqlite:"+full, export))
	}
	t.add(fmt.Sprintf("cost of an article with %d in the store, by that in an empty one", benchStored), "≤ 1.3", "%.2f",
		inFull.took.Seconds()/inEmpty.took.Seconds())
	t.add("the same in processor seconds", "", "%.2f", inFull.cpu.Seconds()/inEmpty.cpu.Seconds())
	t.add("G: articles/s into the full store", "", "%.0f", float64(3*(benchArticles/10))/inFull.took.Seconds())
	b.ReportMetric(0, "ns/op")
}

// fill makes a store of benchStored articles: those of an export, told again and
// again of other universities, which costs no reading.
func fill(b *testing.B, path string) {
	s, err := storeFlags{Store: "sqlite:" + path}.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	said := slices.Concat(saidIn(b, benchExport(b, max(1, benchStored/50), 1))...)
	c := castOf(said)
	groups := make(chan []unigraph.Batch, 2)
	go func() { // beside the writing
		defer close(groups)
		var group []unigraph.Batch
		for i := range benchStored {
			group = append(group, c.retold(said[i%len(said)], i/len(said)))
			if len(group) == 512 || i == benchStored-1 {
				groups <- group
				group = nil
			}
		}
	}()
	for group := range groups {
		if _, err := s.Upsert(b.Context(), group...); err != nil {
			b.Fatal(err)
		}
	}
}

// A cast is the universities and countries of articles.
type cast struct {
	universities []unigraph.Entity
	place        map[unigraph.EntityID]int // in universities
	countries    map[string]unigraph.Entity
}

func castOf(batches []unigraph.Batch) cast {
	c := cast{place: map[unigraph.EntityID]int{}, countries: map[string]unigraph.Entity{}}
	for _, batch := range batches {
		for _, e := range batch.Entities {
			if _, known := c.place[e.ID]; e.ID.Type() == unigraph.University && !known {
				c.place[e.ID] = len(c.universities)
				c.universities = append(c.universities, e)
			} else if e.ID.Type() == unigraph.Country {
				c.countries[e.Country] = e
			}
		}
	}
	return c
}

// other is the university some places further than one.
func (c cast) other(id unigraph.EntityID, further int) unigraph.EntityID {
	if i, ok := c.place[id]; ok {
		return c.universities[(i+further)%len(c.universities)].ID
	}
	return id
}

// retold is an article with each university in the place of another.
func (c cast) retold(b unigraph.Batch, further int) unigraph.Batch {
	r := unigraph.Batch{Article: b.Article}
	r.Article.ID += unigraph.ArticleID(fmt.Sprintf("/%d", further))
	for _, e := range b.Entities {
		if i, ok := c.place[c.other(e.ID, further)]; ok {
			e = c.universities[i]
			r.Entities = append(r.Entities, c.countries[e.Country])
		}
		r.Entities = append(r.Entities, e)
	}
	r.Entities = slices.DeleteFunc(r.Entities, func(e unigraph.Entity) bool { return e.ID == "" }) // a country that is not told of
	for _, a := range b.Agreements {
		a.Parties = slices.Clone(a.Parties)
		for i, id := range a.Parties {
			a.Parties[i] = c.other(id, further)
		}
		a.Evidence = retoldBy(r.Article.ID, a.Evidence)
		r.Agreements = append(r.Agreements, a)
	}
	for _, rel := range b.Relations {
		rel.Subject, rel.Object = c.other(rel.Subject, further), c.other(rel.Object, further)
		if i, ok := c.place[rel.Subject]; ok && rel.Kind == unigraph.LocatedIn {
			if rel.Object = c.countries[c.universities[i].Country].ID; rel.Object == "" {
				continue
			}
		}
		rel.Evidence = retoldBy(r.Article.ID, rel.Evidence)
		r.Relations = append(r.Relations, rel)
	}
	r.Normalize()
	return r
}

func retoldBy(id unigraph.ArticleID, evidence []unigraph.Evidence) []unigraph.Evidence {
	evidence = slices.Clone(evidence)
	for i := range evidence {
		evidence[i].Article = id
	}
	return evidence
}

// queue puts an export on a queue.
func (t *table) queue(b *testing.B) {
	n := benchArticles / 10
	cmd, output := program(nil, "load", "--queue", natstest.Start(b), benchExport(b, n, 1))
	sent := measured(b, cmd, output)
	t.add("Q: articles/s put on a queue", "", "%.0f", float64(n)/sent.took.Seconds())
	b.ReportMetric(0, "ns/op")
}

// What BenchmarkMemory has beside the text of an article, in bytes: the page that
// it was taken from, as the exports of crawlers do. And what all of an article
// takes in the export, about.
const (
	pageBytes    = 50_000
	articleBytes = 59_000
)

// BenchmarkMemory loads an export that is never whole anywhere, of articles that
// are all new, and wants what is resident not to grow with it.
func BenchmarkMemory(b *testing.B) {
	cmd, output := program(nil, "load", "--store", "sqlite:"+filepath.Join(b.TempDir(), "unigraph.db"), "-")
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	export := benchnews.Export{Articles: benchGiB << 30 / articleBytes, Names: benchNames(b), Seed: 1, Page: pageBytes}
	written := make(chan int64, 1)
	go func() {
		defer in.Close()
		n, _ := export.WriteTo(in) // it fails where the load does, which says why
		written <- n
	}()
	r := measured(b, cmd, output)
	if r.resident >= maxResident {
		b.Errorf("%.0f MiB were resident, want less than %d", r.resident, maxResident)
	}
	n := <-written
	var t table
	t.add(fmt.Sprintf("M: resident memory with an export of %.1f GiB, %d articles, MiB", float64(n)/(1<<30), export.Articles),
		fmt.Sprintf("< %d", maxResident), "%.0f", r.resident)
	t.add("MiB of it a second", "", "%.0f", float64(n)/(1<<20)/r.took.Seconds())
	t.print()
	b.ReportMetric(0, "ns/op")
}

// A cost is what a run of the program took.
type cost struct {
	took, cpu time.Duration
	resident  float64 // at most, in MiB
}

func (c cost) add(o cost) cost {
	return cost{c.took + o.took, c.cpu + o.cpu, max(c.resident, o.resident)}
}

// measured runs the program, the start of which is a part of its cost.
func measured(b *testing.B, cmd *exec.Cmd, output fmt.Stringer) cost {
	b.Helper()
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%q: %v\n%s", cmd.Args[1:], err, output)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), float64(usage.Maxrss) / 1024}
}

func loaded(b *testing.B, store, export string) cost {
	b.Helper()
	cmd, output := program(nil, "load", "--store", store, export)
	return measured(b, cmd, output)
}

func benchNames(b *testing.B) benchnews.Names {
	b.Helper()
	names, err := benchnews.ReadNames(gazetteerData)
	if err != nil {
		b.Fatal(err)
	}
	return names
}

// benchExport writes an export of n articles, others for each seed.
func benchExport(b *testing.B, n, seed int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "export.jsonl")
	if err := (benchnews.Export{Articles: n, Names: benchNames(b), Seed: uint64(seed)}).WriteFile(path); err != nil {
		b.Fatal(err)
	}
	return path
}

// size is how many bytes a file or a folder has.
func size(b *testing.B, path string) (bytes int64) {
	b.Helper()
	err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && !d.IsDir() {
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return bytes
}
