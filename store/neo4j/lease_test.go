package neo4j_test

import (
	"fmt"
	"sync"
	"testing"

	"unigraph"
	"unigraph/internal/neo4jtest"
	"unigraph/store/neo4j"
)

// Another process learns of a write as soon as it has ended, however often it
// has just asked.
func TestVersionAfterWriteElsewhere(t *testing.T) {
	server := neo4jtest.Open(t)
	var stores [2]*neo4j.Store
	for i := range stores {
		s, err := neo4j.Open(t.Context(), server.URL, neo4j.Options{Username: server.Username, Password: server.Password})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores[i] = s
	}
	reader, writer := stores[0], stores[1]
	stop := make(chan struct{})
	var asking sync.WaitGroup
	asking.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if _, err := reader.Version(t.Context()); err != nil {
					t.Error(err)
				}
			}
		}
	})
	defer asking.Wait()
	defer close(stop)
	for n := range 50 {
		before, err := reader.Version(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		batch := unigraph.Batch{Article: unigraph.Article{ID: "a", Title: fmt.Sprint("edition ", n)}}
		if _, err := writer.Upsert(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		after, err := reader.Version(t.Context())
		if err != nil || after == before {
			t.Fatalf("version after edition %d = %d, %v, want another than before", n, after, err)
		}
	}
}
