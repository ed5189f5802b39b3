package neo4j_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
	"unigraph/internal/benchnet"
	"unigraph/internal/neo4jtest"
	"unigraph/store/neo4j"
)

// network is what the benchmarks load: with -short a tenth of the standard.
func network() benchnet.Network {
	n := benchnet.Standard
	if testing.Short() {
		n.Universities, n.Agreements = n.Universities/10, n.Agreements/10
	}
	return n
}

// groupSize makes groups of about 10,000 agreements. Larger ones name fewer
// universities anew: with 4,000 the ratio is higher by .01, with 1,000 lower by
// .03.
const groupSize = 2000

// BenchmarkLoad loads the network through the contract, and with the bare driver
// into the plainest graph, and reports the ratio of their rates. They take turns
// group by group, so that both meet the same machine and an equally warm server.
func BenchmarkLoad(b *testing.B) {
	net := network()
	var ours, bare time.Duration
	for b.Loop() {
		raw, s := openBare(b), open(b)
		bare += timed(func() { raw.loadUniversities(b, net) })
		for group := range net.Groups(groupSize) {
			bare += timed(func() { raw.load(b, group) })
			ours += timed(func() { load(b, s, group) })
		}
	}
	n := float64(net.Agreements * b.N)
	b.ReportMetric(n/ours.Seconds(), "agreements/s")
	b.ReportMetric(n/bare.Seconds(), "bare/s")
	b.ReportMetric(bare.Seconds()/ours.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPartnersByCountry asks for the partners of one university through
// the contract and with the barest query, and reports the ratio of the medians.
func BenchmarkPartnersByCountry(b *testing.B) {
	net := network()
	s, raw := open(b), openBare(b)
	raw.loadUniversities(b, net)
	for group := range net.Groups(groupSize) {
		raw.load(b, group)
		load(b, s, group)
	}
	for _, rank := range []int{0, 100, 1500} {
		b.Run(fmt.Sprintf("rank=%d", rank), func(b *testing.B) { benchmarkPartners(b, s, raw, net.University(rank).ID) })
	}
}

func benchmarkPartners(b *testing.B, s *neo4j.Store, raw bare, id unigraph.EntityID) {
	var oursTook, bareTook []time.Duration
	for b.Loop() {
		var want, got []unigraph.CountryCount
		var err error
		bareTook = append(bareTook, timed(func() { want = raw.partners(b, id) }))
		oursTook = append(oursTook, timed(func() { got, err = s.PartnersByCountry(b.Context(), unigraph.PartnersOf(id)) }))
		if err != nil || !slices.Equal(got, want) {
			b.Fatalf("%v, %v, want %v", got, err, want)
		}
	}
	o, r := median(oursTook), median(bareTook)
	b.ReportMetric(float64(o.Microseconds()), "µs")
	b.ReportMetric(float64(r.Microseconds()), "bare-µs")
	b.ReportMetric(float64(o)/float64(r), "ratio")
	b.ReportMetric(0, "ns/op")
}

func load(b *testing.B, s *neo4j.Store, group []unigraph.Batch) {
	if _, err := s.Upsert(b.Context(), group...); err != nil {
		b.Fatal(err)
	}
}

// bare is the plainest graph of the network, written with the bare driver.
type bare struct{ driver.DriverWithContext }

func openBare(b *testing.B) bare {
	server := neo4jtest.Open(b)
	d, err := driver.NewDriverWithContext(server.URL, driver.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	raw := bare{d}
	b.Cleanup(func() {
		raw.run(b, `DROP CONSTRAINT bare_university IF EXISTS`, nil)
		raw.run(b, `DROP CONSTRAINT bare_agreement IF EXISTS`, nil)
		_ = d.Close(context.Background()) // nothing is lost with it
	})
	raw.run(b, `CREATE CONSTRAINT bare_university IF NOT EXISTS FOR (u:BareUniversity) REQUIRE u.id IS UNIQUE`, nil)
	raw.run(b, `CREATE CONSTRAINT bare_agreement IF NOT EXISTS FOR (a:BareAgreement) REQUIRE a.id IS UNIQUE`, nil)
	return raw
}

func (raw bare) run(b *testing.B, cypher string, params map[string]any) []*driver.Record {
	result, err := driver.ExecuteQuery(context.Background(), raw, cypher, params, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase("neo4j"))
	if err != nil {
		b.Fatal(err)
	}
	return result.Records
}

func (raw bare) loadUniversities(b *testing.B, net benchnet.Network) {
	var universities []map[string]any
	for i := range net.Universities {
		u := net.University(i)
		universities = append(universities, map[string]any{"id": string(u.ID), "name": u.Name, "country": u.Country})
	}
	for rows := range slices.Chunk(universities, 5000) {
		raw.run(b, `UNWIND $rows AS row MERGE (u:BareUniversity {id: row.id}) SET u.name = row.name, u.country = row.country`, map[string]any{"rows": rows})
	}
}

func (raw bare) load(b *testing.B, group []unigraph.Batch) {
	var agreements []map[string]any
	for _, batch := range group {
		for _, a := range batch.Agreements {
			agreements = append(agreements, map[string]any{
				"id": a.Key() + "/" + string(a.Date), "a": string(a.Parties[0]), "b": string(a.Parties[1]),
				"kind": string(a.Kind), "date": string(a.Date),
			})
		}
	}
	raw.run(b, `
UNWIND $rows AS row
MATCH (u:BareUniversity {id: row.a}) MATCH (v:BareUniversity {id: row.b})
MERGE (a:BareAgreement {id: row.id}) SET a.kind = row.kind, a.date = row.date
MERGE (u)-[:SIGNED]->(a) MERGE (v)-[:SIGNED]->(a)`, map[string]any{"rows": agreements})
}

func (raw bare) partners(b *testing.B, id unigraph.EntityID) (rows []unigraph.CountryCount) {
	for _, r := range raw.run(b, `
MATCH (:BareUniversity {id: $id})-[:SIGNED]->(a:BareAgreement)<-[:SIGNED]-(p:BareUniversity)
RETURN p.country AS country, count(DISTINCT p) AS partners, count(DISTINCT a) AS agreements
ORDER BY partners DESC, country`, map[string]any{"id": string(id)}) {
		rows = append(rows, unigraph.CountryCount{
			Country: r.Values[0].(string), Partners: int(r.Values[1].(int64)), Agreements: int(r.Values[2].(int64)),
		})
	}
	return rows
}

func timed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

func median(ds []time.Duration) time.Duration {
	slices.Sort(ds)
	return ds[len(ds)/2]
}
