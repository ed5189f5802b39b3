package store_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"unigraph"
	"unigraph/export"
	"unigraph/internal/benchnet"
	"unigraph/internal/neo4jtest"
	"unigraph/store"
)

// BenchmarkQuestions asks the standard network the questions of the trade and
// reports the median time of each. UNIGRAPH_BENCH_STORE names a SQLite file to
// keep the network in from one run to the next.
func BenchmarkQuestions(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		path := os.Getenv("UNIGRAPH_BENCH_STORE")
		if path == "" {
			path = filepath.Join(b.TempDir(), "unigraph.db")
		}
		benchmarkQuestions(b, "sqlite:"+path, store.Options{})
	})
	b.Run("neo4j", func(b *testing.B) {
		server := neo4jtest.Open(b)
		benchmarkQuestions(b, server.URL, store.Options{Username: server.Username, Password: server.Password})
	})
}

func benchmarkQuestions(b *testing.B, url string, o store.Options) {
	s, err := store.Open(b.Context(), url, o)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	loadStandard(b, s)
	n := benchnet.Standard
	hub, other, small := n.University(0), n.University(100), n.University(5000)
	for _, q := range []struct {
		name string
		ask  func(context.Context) error
	}{
		{"partners by country of a university with many", countries(s, unigraph.PartnersOf(hub.ID))},
		{"partners by country of a university with some", countries(s, unigraph.PartnersOf(other.ID))},
		{"partners by country of a university with few", countries(s, unigraph.PartnersOf(small.ID))},
		{"partners by country of a country", countries(s, unigraph.PartnersIn(other.Country))},
		{"country by country", func(ctx context.Context) error { _, err := s.Matrix(ctx, unigraph.AgreementFilter{}); return err }},
		{"universities of a country that signed with another since 2015", func(ctx context.Context) error {
			f := unigraph.EntityFilter{Countries: []string{small.Country}, Signed: &unigraph.SignedFilter{
				AgreementFilter: unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{Since: "2015"}},
				With:            &unigraph.EntityFilter{Countries: []string{other.Country}},
			}}
			_, err := s.FindEntities(ctx, f, unigraph.Page{Limit: 20, Total: true})
			return err
		}},
		{"common partners of two", func(ctx context.Context) error {
			with := func(id unigraph.EntityID) unigraph.EntityFilter {
				return unigraph.EntityFilter{Signed: &unigraph.SignedFilter{With: &unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}}}
			}
			f := unigraph.EntityFilter{And: []unigraph.EntityFilter{with(other.ID), with(small.ID)}}
			_, err := s.FindEntities(ctx, f, unigraph.Page{Limit: 20, Total: true})
			return err
		}},
		{"shortest path", func(ctx context.Context) error {
			_, err := unigraph.ShortestPaths(ctx, s, unigraph.PathQuery{From: small.ID, To: n.University(15000).ID, Longest: 6, Limit: 1})
			return err
		}},
		{"neighbourhood of three steps, the first 500", func(ctx context.Context) error {
			_, err := unigraph.Neighbourhood(ctx, s, small.ID, 3, 500, unigraph.TieFilter{})
			return err
		}},
		{"agreements by year", func(ctx context.Context) error {
			_, err := s.GroupAgreements(ctx, unigraph.AgreementFilter{}, unigraph.AgreementYear)
			return err
		}},
		{"search as one types", typing(s, "university of town 012")},
		{"search for a misspelled name", typing(s, "univresity of twon 01234")},
		{"version", func(ctx context.Context) error { _, err := s.Version(ctx); return err }},
		{"CSV of all agreements", func(ctx context.Context) error {
			return export.Write(ctx, s, unigraph.FactFilter{}, "csv", io.Discard)
		}},
	} {
		b.Run(q.name, func(b *testing.B) { median(b, q.ask) })
	}
}

// loadStandard loads the standard network unless it is there.
func loadStandard(b *testing.B, s unigraph.Store) {
	stats, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if stats.Agreements == benchnet.Standard.Agreements {
		return
	}
	for group := range benchnet.Standard.Groups(500) {
		if _, err := s.Upsert(b.Context(), group...); err != nil {
			b.Fatal(err)
		}
	}
}

func countries(s unigraph.Counter, f unigraph.PartnerFilter) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := s.PartnersByCountry(ctx, f)
		return err
	}
}

// typing searches after each letter of a text.
func typing(s unigraph.Searcher, text string) func(context.Context) error {
	next := 0
	return func(ctx context.Context) error {
		next = next%len(text) + 1
		_, err := unigraph.Search(ctx, s, unigraph.SearchQuery{Text: text[:next], Limit: 10})
		return err
	}
}

func median(b *testing.B, ask func(context.Context) error) {
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		if err := ask(b.Context()); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
	b.ReportMetric(0, "ns/op")
}
