package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"unigraph"
	"unigraph/internal/benchnet"
	"unigraph/store/mem"
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

// raw opens the file as SQLite sees it.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func dump(t *testing.T, s unigraph.Store) storetest.Network {
	t.Helper()
	n, err := storetest.Dump(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var small = benchnet.Network{Universities: 12, Agreements: 200, Seed: 3}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd name ?#%20 大学.db")
	oracle, s := mem.Open(), open(t, path)
	for group := range small.Groups(10) {
		for _, w := range []unigraph.Writer{oracle, s} {
			if _, err := w.Upsert(context.Background(), group...); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Close()
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file has another name: %v", err)
	}
	if diff := storetest.Diff(dump(t, oracle), dump(t, open(t, path))); diff != "" {
		t.Errorf("reopened store (-want +got):\n%s", diff)
	}
}

// TestOpenAtOnce makes one new file from several sides.
func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "unigraph.db")
	var group errgroup.Group
	for range 6 {
		group.Go(func() error {
			s, err := sqlite.Open(context.Background(), path)
			if err != nil {
				return err
			}
			return s.Close()
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}

// TestTwoProcesses writes from two stores of one file, and reads from both.
func TestTwoProcesses(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "unigraph.db")
	oracle, one, two := mem.Open(), open(t, path), open(t, path)
	var group errgroup.Group
	turns := []*sqlite.Store{one, two}
	for i, s := range turns {
		group.Go(func() error {
			n := 0
			for b := range small.Batches() {
				if n++; n%2 != i {
					continue
				}
				if _, err := s.Upsert(ctx, b); err != nil {
					return err
				}
				if _, err := s.Stats(ctx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := oracle.Upsert(ctx, slices.Collect(small.Batches())...); err != nil {
		t.Fatal(err)
	}
	for _, s := range turns {
		if diff := storetest.Diff(dump(t, oracle), dump(t, s)); diff != "" {
			t.Errorf("store written by two (-want +got):\n%s", diff)
		}
	}
}

// A copy that VACUUM INTO made has no write-ahead log, without which a write
// would lock everybody out.
func TestOpenCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "unigraph.db")
	open(t, path).Close()
	if _, err := raw(t, path).Exec("VACUUM INTO ?", path+".copy"); err != nil {
		t.Fatal(err)
	}
	open(t, path+".copy").Close()
	var mode string
	if err := raw(t, path+".copy").QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		t.Errorf("journal mode of the copy = %q, %v, want wal", mode, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(file("notes.txt"), []byte(strings.Repeat("no database at all\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, file("other.db")).Exec("CREATE TABLE bookmarks (url TEXT)"); err != nil {
		t.Fatal(err)
	}
	open(t, file("later.db")).Close()
	if _, err := raw(t, file("later.db")).Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		file("notes.txt"):         "not a database",
		file("other.db"):          "another program",
		file("later.db"):          "version 99",
		file("no/such/folder.db"): "unable to open",
		"":                        "path of a file",
		":memory:":                "path of a file",
	} {
		s, err := sqlite.Open(context.Background(), path)
		if err == nil {
			s.Close()
			t.Errorf("Open(%q) succeeds, want an error with %q", path, want)
		} else if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("Open(%q) = %v, want an error with the path and %q", path, err, want)
		}
	}
	if _, err := sqlite.Open(context.Background(), file("no/such/folder.db")); !errors.Is(err, unigraph.ErrUnavailable) {
		t.Errorf("Open in a folder that is not there = %v, want ErrUnavailable", err)
	}
	if tables := count(t, raw(t, file("other.db")), "SELECT count(*) FROM sqlite_schema"); tables != 1 {
		t.Errorf("a refused file has %d tables, want its own", tables)
	}
}

func count(t *testing.T, db *sql.DB, query string, args ...any) (n int) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestWords wants the full-text index to follow the names of entities.
func TestWords(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "unigraph.db")
	s := open(t, path)
	told := func(article unigraph.ArticleID, name string) unigraph.Batch {
		return unigraph.Batch{Article: unigraph.Article{ID: article}, Entities: []unigraph.Entity{{ID: "university:polimi", Name: name}}}
	}
	steps := []struct {
		do    func() (unigraph.Changes, error)
		found map[string]int
	}{
		{func() (unigraph.Changes, error) { return s.Upsert(ctx, told("a1", "Politécnico of Milan")) }, map[string]int{"politecnico": 1, "mila*": 1, "torino": 0}},
		{func() (unigraph.Changes, error) { return s.Upsert(ctx, told("a2", "Polimi")) }, map[string]int{"politecnico": 1, "polimi": 1}},
		{func() (unigraph.Changes, error) { return s.Upsert(ctx, told("a1", "Politecnico di Torino")) }, map[string]int{"milan": 0, "torino": 1, "polimi": 1}},
		{func() (unigraph.Changes, error) { return s.Remove(ctx, "a1") }, map[string]int{"torino": 0, "polimi": 1}},
		{func() (unigraph.Changes, error) { return s.Remove(ctx, "a2") }, map[string]int{"polimi": 0}},
	}
	db := raw(t, path)
	for i, step := range steps {
		if _, err := step.do(); err != nil {
			t.Fatal(err)
		}
		for word, want := range step.found {
			if got := count(t, db, "SELECT count(*) FROM words WHERE words MATCH ?", word); got != want {
				t.Errorf("step %d: %d entities have the word %s, want %d", i, got, word, want)
			}
		}
	}
}

// TestNothingStays wants every table empty after the last article is removed.
func TestNothingStays(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "unigraph.db")
	s := open(t, path)
	var ids []unigraph.ArticleID
	for b := range small.Batches() {
		ids = append(ids, b.Article.ID)
		if _, err := s.Upsert(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Remove(ctx, ids...); err != nil {
		t.Fatal(err)
	}
	db := raw(t, path)
	for _, table := range []string{"articles", "entities", "tellings", "mentions", "names", "words", "agreements", "ties", "relations", "sources"} {
		if n := count(t, db, "SELECT count(*) FROM "+table); n != 0 {
			t.Errorf("%d rows stay in %s", n, table)
		}
	}
}

// TestMigrate opens a file of version 1 and wants its names found.
func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile("schema/1.sql")
	if err != nil {
		t.Fatal(err)
	}
	const rows = `PRAGMA application_id = 0x756e6967; PRAGMA user_version = 1;
		INSERT INTO entities (id, entity, type, country, linked, name, aliases, same_as) VALUES
			(1, 'university:zurich', 'university', 'CH', 1, 'Universität Zürich', '[]', '[]'), (2, 'university:a', 'university', '', 0, 'Žilina', '[]', '[]');
		INSERT INTO names (folded, entity) VALUES ('universitat zurich', 1), ('uzh', 1);`
	if _, err := db.Exec(string(first) + rows); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if hits, err := unigraph.Search(t.Context(), s, unigraph.SearchQuery{Text: "zur", Limit: 1}); err != nil || len(hits) != 1 {
		t.Errorf("Search after the migration = %v, %v, want one hit", hits, err)
	}
	byName, err := s.FindEntities(t.Context(), unigraph.EntityFilter{}, unigraph.Page{Limit: 1, Order: unigraph.Order{By: unigraph.ByName}})
	if err != nil || len(byName.Items) != 1 || byName.Items[0].Name != "Universität Zürich" {
		t.Errorf("the first by name after the migration = %v, %v, want Zürich before Žilina", byName, err)
	}
	if v, err := s.Version(t.Context()); err != nil || v != 0 {
		t.Errorf("Version after the migration = %d, %v, want 0", v, err)
	}
}
