package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
	"unigraph/internal/benchnet"
	"unigraph/internal/benchnews"
	"unigraph/internal/neo4jtest"
	"unigraph/loader"
	"unigraph/loader/source"
)

// number reads a setting of the benchmarks.
func number(name string, standard int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return standard
}

// benchArticles is how many articles the benchmarks load, and benchStored how
// many a full store has.
var (
	benchArticles = number("UNIGRAPH_BENCH_ARTICLES", 100_000)
	benchStored   = number("UNIGRAPH_BENCH_STORED", 1_000_000)
)

func benchExport(b *testing.B, n int) string {
	b.Helper()
	names, err := benchnews.ReadNames(gazetteerData)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "export.jsonl")
	if err := (benchnews.Export{Articles: n, Names: names, Seed: 1}).WriteFile(path); err != nil {
		b.Fatal(err)
	}
	return path
}

// loaded runs the program on an export, and gives how long it took and the
// memory it had resident at most, in MiB.
func loaded(b *testing.B, store, export string) (took time.Duration, resident float64) {
	b.Helper()
	cmd, output := program(nil, "load", "--store", store, export)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("load: %v\n%s", err, output)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return time.Since(start), float64(usage.Maxrss) / 1024
}

// BenchmarkLoadSQLite loads an export end to end, the start of the program
// included, twice.
func BenchmarkLoadSQLite(b *testing.B) {
	export := benchExport(b, benchArticles)
	for b.Loop() {
		store := "sqlite:" + filepath.Join(b.TempDir(), strconv.Itoa(b.N)+".db")
		first, resident := loaded(b, store, export)
		again, _ := loaded(b, store, export)
		b.ReportMetric(float64(benchArticles)/first.Seconds(), "articles/s")
		b.ReportMetric(resident, "MiB")
		b.ReportMetric(first.Seconds()/again.Seconds(), "times-faster-again")
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkLoadFullSQLite compares what an article costs in a store that is full
// with what it costs in an empty one.
func BenchmarkLoadFullSQLite(b *testing.B) {
	export := benchExport(b, benchArticles/10)
	full := filepath.Join(b.TempDir(), "full.db")
	s, err := storeFlags{Store: "sqlite:" + full}.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	articles := 0
	for group := range (benchnet.Network{Universities: 20_000, Agreements: 5 * benchStored, Seed: 1}).Groups(1000) {
		if _, err := s.Upsert(b.Context(), group...); err != nil {
			b.Fatal(err)
		}
		if articles += len(group); articles >= benchStored {
			break
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		inEmpty, _ := loaded(b, "sqlite:"+filepath.Join(b.TempDir(), "empty.db"), export)
		inFull, _ := loaded(b, "sqlite:"+full, export)
		b.ReportMetric(float64(articles), "articles-before")
		b.ReportMetric(inFull.Seconds()/inEmpty.Seconds(), "ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// kept keeps what a load would write.
type kept struct {
	unigraph.Store
	groups [][]unigraph.Batch
}

func (k *kept) Upsert(_ context.Context, group ...unigraph.Batch) (unigraph.Changes, error) {
	k.groups = append(k.groups, slices.Clone(group))
	return unigraph.Changes{Added: len(group)}, nil
}

func (k *kept) Articles(context.Context, []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return nil, nil
}

// BenchmarkLoadNeo4j writes what an export says with the store and with the
// bare driver, in turns, so that a busy machine hurts both.
func BenchmarkLoadNeo4j(b *testing.B) {
	server := neo4jtest.Open(b)
	l, err := gazetteerFlags{}.loader(&source.Files{Paths: []string{benchExport(b, benchArticles/10)}})
	if err != nil {
		b.Fatal(err)
	}
	k := &kept{}
	l.Store = k
	if _, err := l.Run(b.Context()); err != nil {
		b.Fatal(err)
	}
	s, err := storeFlags{Store: server.URL, Neo4jUsername: server.Username, Neo4jPassword: server.Password}.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	raw := openBare(b, server)
	for b.Loop() {
		if err := server.Empty(b.Context()); err != nil {
			b.Fatal(err)
		}
		var ours, bare time.Duration
		articles := 0
		for _, group := range k.groups {
			start := time.Now()
			if _, err := s.Upsert(b.Context(), group...); err != nil {
				b.Fatal(err)
			}
			ours += time.Since(start)
			start = time.Now()
			raw.write(b, group)
			bare += time.Since(start)
			articles += len(group)
		}
		b.ReportMetric(float64(articles)/ours.Seconds(), "articles/s")
		b.ReportMetric(float64(articles)/bare.Seconds(), "bare-articles/s")
		b.ReportMetric(bare.Seconds()/ours.Seconds(), "ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// bareDriver writes the rows of articles in the plainest way: nothing that is
// there is looked at, joined or taken back.
type bareDriver struct{ driver.DriverWithContext }

var bareKinds = []string{"Article", "Entity", "Fact"}

func openBare(b *testing.B, server neo4jtest.Server) bareDriver {
	d, err := driver.NewDriverWithContext(server.URL, driver.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	raw := bareDriver{d}
	for _, kind := range bareKinds {
		raw.run(b, `CREATE CONSTRAINT bare_`+kind+` IF NOT EXISTS FOR (n:Bare`+kind+`) REQUIRE n.id IS UNIQUE`, nil)
	}
	b.Cleanup(func() {
		for _, kind := range bareKinds {
			raw.run(b, `DROP CONSTRAINT bare_`+kind+` IF EXISTS`, nil)
		}
		_ = d.Close(context.Background()) // nothing is lost with it
	})
	return raw
}

func (raw bareDriver) run(b *testing.B, cypher string, rows []map[string]any) {
	_, err := driver.ExecuteQuery(context.Background(), raw, cypher, map[string]any{"rows": rows}, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase("neo4j"))
	if err != nil {
		b.Fatal(err)
	}
}

// write writes the articles of a group, the entities they name, the facts they
// state and who is in them, and the evidence.
func (raw bareDriver) write(b *testing.B, group []unigraph.Batch) {
	type row = map[string]any
	var articles, entities, mentions, facts, ends, reports []row
	fact := func(key string, date unigraph.Date, ids []unigraph.EntityID, evidence []unigraph.Evidence) {
		id := key + "/" + string(date)
		facts = append(facts, row{"id": id, "date": string(date)})
		for _, e := range ids {
			ends = append(ends, row{"fact": id, "entity": string(e)})
		}
		for _, e := range evidence {
			reports = append(reports, row{"fact": id, "article": string(e.Article), "quote": e.Quote, "start": e.Start, "end": e.End, "rule": e.Rule, "confidence": e.Confidence})
		}
	}
	for _, batch := range group {
		a := batch.Article
		articles = append(articles, row{"id": string(a.ID), "title": a.Title, "url": a.URL, "published": string(a.Published), "fingerprint": a.Fingerprint, "sketch": string(a.Sketch)})
		for _, e := range batch.Entities {
			entities = append(entities, row{"id": string(e.ID), "name": e.Name, "country": e.Country, "aliases": e.Aliases})
			mentions = append(mentions, row{"article": string(a.ID), "entity": string(e.ID)})
		}
		for _, f := range batch.Agreements {
			fact(f.Key(), f.Date, f.Parties, f.Evidence)
		}
		for _, f := range batch.Relations {
			fact(f.Key(), f.Date, []unigraph.EntityID{f.Subject, f.Object}, f.Evidence)
		}
	}
	for _, step := range []struct {
		cypher string
		rows   []row
	}{
		{`UNWIND $rows AS row MERGE (n:BareArticle {id: row.id}) SET n = row`, articles},
		{`UNWIND $rows AS row MERGE (n:BareEntity {id: row.id}) SET n = row`, entities},
		{`UNWIND $rows AS row MERGE (n:BareFact {id: row.id}) SET n = row`, facts},
		{`UNWIND $rows AS row MATCH (a:BareArticle {id: row.article}) MATCH (e:BareEntity {id: row.entity}) CREATE (a)-[:BARE_MENTIONS]->(e)`, mentions},
		{`UNWIND $rows AS row MATCH (f:BareFact {id: row.fact}) MATCH (e:BareEntity {id: row.entity}) MERGE (e)-[:BARE_IN]->(f)`, ends},
		{`UNWIND $rows AS row MATCH (a:BareArticle {id: row.article}) MATCH (f:BareFact {id: row.fact})
CREATE (a)-[r:BARE_REPORTS {quote: row.quote, start: row.start, end: row.end, rule: row.rule, confidence: row.confidence}]->(f)`, reports},
	} {
		raw.run(b, step.cypher, step.rows)
	}
}

var _ loader.Store = (*kept)(nil)
