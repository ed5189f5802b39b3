package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"unigraph"
	"unigraph/store/sqlite"
	"unigraph/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) unigraph.Store {
		return open(t, filepath.Join(t.TempDir(), "unigraph.db"))
	})
}

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
