package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"unigraph"
	"unigraph/internal/benchnet"
	"unigraph/store/sqlite"
)

// BenchmarkLoad loads the standard network through the contract and with the
// bare driver into the plainest schema, and reports the ratio of their rates.
func BenchmarkLoad(b *testing.B) {
	var ours, bare time.Duration
	for b.Loop() {
		o, r := load(b, b.TempDir())
		ours, bare = ours+o.took, bare+r.took
	}
	n := float64(benchnet.Standard.Agreements * b.N)
	b.ReportMetric(n/ours.Seconds(), "agreements/s")
	b.ReportMetric(n/bare.Seconds(), "bare/s")
	b.ReportMetric(bare.Seconds()/ours.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// groupSize makes groups of about 10,000 agreements, as the benchmark of Neo4j does.
const groupSize = 2000

// load fills a store of each sort in turns, so that both meet the machine in
// the same moods.
func load(b *testing.B, dir string) (*ours, *bare) {
	o, r := &ours{Store: open(b, filepath.Join(dir, "ours.db"))}, openBare(b, filepath.Join(dir, "bare.db"))
	for group := range benchnet.Standard.Groups(groupSize) {
		o.took += timed(func() { o.load(b, group) })
		r.took += timed(func() { r.load(b, group) })
	}
	return o, r
}

// BenchmarkPartnersByCountry asks for the partners of one university through
// the contract and with the barest query, and reports the ratio of the medians.
func BenchmarkPartnersByCountry(b *testing.B) {
	ours, bare := load(b, b.TempDir())
	for _, rank := range []int{0, 100, 5000} {
		b.Run(fmt.Sprintf("rank=%d", rank), func(b *testing.B) { benchmarkPartners(b, ours, bare, benchnet.Standard.University(rank).ID) })
	}
}

func benchmarkPartners(b *testing.B, ours *ours, bare *bare, id unigraph.EntityID) {
	stmt, err := bare.db.Prepare(bareQuery)
	if err != nil {
		b.Fatal(err)
	}
	var oursTook, bareTook []time.Duration
	for b.Loop() {
		var got, want []unigraph.CountryCount
		bareTook = append(bareTook, timed(func() { want = askBare(b, stmt, id) }))
		oursTook = append(oursTook, timed(func() {
			if got, err = ours.PartnersByCountry(b.Context(), unigraph.PartnersOf(id)); err != nil {
				b.Fatal(err)
			}
		}))
		if !slices.Equal(got, want) {
			b.Fatalf("%v, want %v", got, want)
		}
	}
	o, r := median(oursTook), median(bareTook)
	b.ReportMetric(float64(o.Microseconds()), "µs")
	b.ReportMetric(float64(r.Microseconds()), "bare-µs")
	b.ReportMetric(float64(o)/float64(r), "ratio")
	b.ReportMetric(0, "ns/op")
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

type ours struct {
	*sqlite.Store
	took time.Duration
}

func (s *ours) load(b *testing.B, group []unigraph.Batch) {
	if _, err := s.Upsert(context.Background(), group...); err != nil {
		b.Fatal(err)
	}
}

type bare struct {
	db         *sql.DB
	rows       map[unigraph.EntityID]int
	agreements int
	took       time.Duration
}

const bareSchema = `
	CREATE TABLE universities (id INTEGER PRIMARY KEY, university TEXT NOT NULL UNIQUE, name TEXT, country TEXT);
	CREATE TABLE agreements (id INTEGER PRIMARY KEY, kind TEXT, date TEXT);
	CREATE TABLE parties (agreement INTEGER, university INTEGER);
	CREATE INDEX parties_agreement ON parties (agreement);
	CREATE INDEX parties_university ON parties (university);`

const bareQuery = `
	SELECT u.country, count(DISTINCT o.university) AS partners, count(DISTINCT o.agreement)
	FROM parties p JOIN parties o ON o.agreement = p.agreement AND o.university <> p.university
	JOIN universities u ON u.id = o.university
	WHERE p.university = (SELECT id FROM universities WHERE university = ?)
	GROUP BY u.country ORDER BY partners DESC, u.country`

func openBare(b *testing.B, path string) *bare {
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=journal_mode(wal)&_pragma=synchronous(normal)&_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(32000)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(bareSchema); err != nil {
		b.Fatal(err)
	}
	return &bare{db: db, rows: map[unigraph.EntityID]int{}}
}

func (s *bare) load(b *testing.B, group []unigraph.Batch) {
	tx, err := s.db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	exec := preparer(b, tx)
	university := exec("INSERT INTO universities (id, university, name, country) VALUES (?, ?, ?, ?)")
	agreement := exec("INSERT INTO agreements (id, kind, date) VALUES (?, ?, ?)")
	party := exec("INSERT INTO parties (agreement, university) VALUES (?, ?)")
	for _, batch := range group {
		for _, e := range batch.Entities {
			if s.rows[e.ID] == 0 {
				s.rows[e.ID] = len(s.rows) + 1
				university(s.rows[e.ID], string(e.ID), e.Name, e.Country)
			}
		}
		for _, a := range batch.Agreements {
			s.agreements++
			agreement(s.agreements, string(a.Kind), string(a.Date))
			for _, id := range a.Parties {
				party(s.agreements, s.rows[id])
			}
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

func preparer(b *testing.B, tx *sql.Tx) func(string) func(...any) {
	return func(text string) func(...any) {
		stmt, err := tx.Prepare(text)
		if err != nil {
			b.Fatal(err)
		}
		return func(args ...any) {
			if _, err := stmt.Exec(args...); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func askBare(b *testing.B, stmt *sql.Stmt, id unigraph.EntityID) (counts []unigraph.CountryCount) {
	rows, err := stmt.QueryContext(b.Context(), string(id))
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c unigraph.CountryCount
		if err := rows.Scan(&c.Country, &c.Partners, &c.Agreements); err != nil {
			b.Fatal(err)
		}
		counts = append(counts, c)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return counts
}
