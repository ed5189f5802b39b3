// Package storetest is the contract of unigraph.Store as tests. Every engine
// passes all of them; there is no list of exceptions.
//
// A topic of the contract is a function of one empty store, in a file named
// after it. The articles of a topic are written with the small language of
// fixture.go: news("a1", signed("2018-11-14", dut, xnu).by(xue)).
package storetest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"unigraph"
)

// Run holds a store engine to the contract. Each call of open returns an empty
// store and registers its own cleanup; Run calls it once per topic, never for
// two topics at the same time.
func Run(t *testing.T, open func(t *testing.T) unigraph.Store) {
	for _, topic := range []struct {
		name string
		test func(t *testing.T, s unigraph.Store)
	}{
		{"empty store", testEmpty},
		{"read back", testReadBack},
		{"odd text", testOddText},
		{"look-up of many ids", testManyIDs},
		{"join agreements", testJoinAgreements},
		{"join relations", testJoinRelations},
		{"merge entities", testMergeEntities},
		{"articles from a source", testArticlesFrom},
		{"batches", testBatches},
		{"any batches", testAnyBatches},
		{"stories", testStories},
		{"repeated load", testRepeatedLoad},
		{"reordered load", testReorderedLoad},
		{"changed article", testChangedArticle},
		{"removed article", testRemovedArticle},
		{"last batch counts", testLastBatchCounts},
		{"failed batch", testFailedBatch},
		{"find agreements", testFindAgreements},
		{"find relations", testFindRelations},
		{"find entities", testFindEntities},
		{"windows of time", testWindows},
		{"partners", testPartners},
		{"partners of a country", testPartnersOfCountry},
		{"groups of many filters", testGroups},
		{"pages of many filters", testEach},
		{"stats", testStats},
		{"version", testVersion},
		{"versions of countries", testVersions},
		{"pages", testPages},
		{"pages under inserts", testPagesUnderInserts},
		{"byte order", testByteOrder},
		{"order of names", testOrderOfNames},
		{"order of counts", testOrderOfCounts},
		{"cancelled context", testCancelled},
		{"closed store", testClosed},
		{"concurrent use", testConcurrent},
		{"any sequence of writes", testAnySequence},
		{"any order of loading", testAnyOrder},
		{"paths", testPaths},
		{"nested filter", testNestedFilter},
		{"followed visits", testFollowed},
		{"search", testSearch},
		{"broad search", testBroadSearch},
		{"beginnings of ids", testBeginning},
		{"any question", testAnyQuestion},
	} {
		t.Run(topic.name, func(t *testing.T) { topic.test(t, open(t)) })
	}
}

// load upserts batches in one call and wants it to succeed.
func load(t testing.TB, s unigraph.Writer, batches ...unigraph.Batch) unigraph.Changes {
	t.Helper()
	changes, err := s.Upsert(context.Background(), batches...)
	if err != nil {
		t.Fatalf("Upsert: %v", err)
	}
	return changes
}

// remove removes articles in one call and wants it to succeed.
func remove(t testing.TB, s unigraph.Writer, ids ...unigraph.ArticleID) unigraph.Changes {
	t.Helper()
	changes, err := s.Remove(context.Background(), ids...)
	if err != nil {
		t.Fatalf("Remove of %d articles: %v", len(ids), err)
	}
	return changes
}

// equal compares what a call answered with what the contract wants; nil and
// empty are the same answer.
func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
