package sqlite

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// The version is told however busy the readers are, so that a store which answers
// long questions does not count as lost.
func TestVersionWaitsForNoQuestion(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "unigraph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for range readers {
		busy, err := s.reader.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer busy.Close()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if _, err := s.Version(ctx); err != nil || ctx.Err() != nil {
		t.Errorf("Version: %v, %v", err, ctx.Err())
	}
}
