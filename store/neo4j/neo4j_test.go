package neo4j_test

import (
	"testing"

	"unigraph"
	"unigraph/internal/neo4jtest"
	"unigraph/store/neo4j"
	"unigraph/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) unigraph.Store { return open(t) })
}

// open gives an empty store in the server of the tests.
func open(tb testing.TB) *neo4j.Store {
	tb.Helper()
	server := neo4jtest.Open(tb)
	s, err := neo4j.Open(tb.Context(), server.URL, neo4j.Options{Username: server.Username, Password: server.Password})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}
