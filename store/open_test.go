package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"unigraph"
	"unigraph/store"
)

func TestOpen(t *testing.T) {
	for _, url := range []string{"mem:", "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "sqlite://" + filepath.Join(t.TempDir(), "b.db")} {
		s, err := store.Open(context.Background(), url, store.Options{})
		if err != nil {
			t.Errorf("Open(%q) = %v", url, err)
			continue
		}
		if stats, err := s.Stats(context.Background()); err != nil || stats.Articles != 0 {
			t.Errorf("Stats of %q = %+v, %v, want none", url, stats, err)
		}
		if err := s.Close(); err != nil {
			t.Errorf("Close of %q = %v", url, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, url := range []string{"", "unigraph.db", "sqlite:", "sqlite", "mem:x", "postgres://host", "neo4j://"} {
		if s, err := store.Open(context.Background(), url, store.Options{}); !errors.Is(err, unigraph.ErrInvalid) {
			t.Errorf("Open(%q) = %v, %v, want ErrInvalid", url, s, err)
		}
	}
}
