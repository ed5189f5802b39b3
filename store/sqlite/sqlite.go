// Package sqlite is the embedded engine: a unigraph.Store in one SQLite file.
//
// In come batches; what they say of an entity or a fact is counted, and the
// tables that answer questions are kept equal to what it adds up to, as
// schema/1.sql tells. Out come answers, a page from one query. One connection
// writes and several read, so reading goes on while this or another process
// writes. No other package knows SQL.
//
// A write, from top to bottom: write.go says what is done to an article,
// entity.go and group.go count what is said and settle what it adds up to,
// fact.go stores facts, tx.go talks to SQLite.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"unigraph"
)

// readers is how many questions are answered at the same time.
const readers = 4

// Store is a unigraph.Store in a file.
type Store struct {
	writer *sql.DB // one connection
	reader *sql.DB
	teller *sql.DB // of the version alone, however long the questions take: one connection
	closed atomic.Bool

	version *sql.Stmt // of teller

	statements sync.Map // of reader: text → *sql.Stmt
}

var _ unigraph.Store = (*Store)(nil)

// Open opens the store in the file at path, which it makes if there is none.
// A file that is no store, or one of a later version, is an error that says so.
func Open(ctx context.Context, path string) (*Store, error) {
	if path == "" || path == ":memory:" {
		return nil, fmt.Errorf("sqlite: %w: want the path of a file, not %q", unigraph.ErrInvalid, path)
	}
	if err := registerFunctions(); err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, err)
	}
	// Writes touch pages here and there, of a store of any size: small pages, many
	// of them at hand, and a long log make the least of that to read and write.
	writer, err := sql.Open("sqlite", dsn(path, "page_size(4096)", "cache_size(-131072)", "wal_autocheckpoint(64000)"))
	if err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, err)
	}
	writer.SetMaxOpenConns(1)
	if err := migrate(ctx, writer); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open %s: %w", path, explain(err)), writer.Close())
	}
	s := &Store{writer: writer}
	if s.reader, err = openReaders(path, readers, "cache_size(-32768)"); err == nil {
		s.teller, err = openReaders(path, 1)
	}
	if err == nil {
		s.version, err = s.teller.PrepareContext(ctx, "SELECT writes FROM version")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open %s: %w", path, explain(err)), s.Close())
	}
	return s, nil
}

// openReaders opens so many connections that never write.
func openReaders(path string, connections int, pragmas ...string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, append(pragmas, "query_only(1)")...))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// dsn names the file at path for the driver, whatever characters path has.
func dsn(path string, pragmas ...string) string {
	return "file:" + url.PathEscape(path) + "?" + url.Values{
		"_txlock": {"immediate"},
		"_pragma": append(pragmas, "busy_timeout(10000)", "synchronous(normal)", "temp_store(memory)"),
	}.Encode()
}

// Close implements unigraph.Store.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	var errs []error
	for _, db := range []*sql.DB{s.reader, s.teller, s.writer} { // the writer last: it tidies up the write-ahead log
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("sqlite: close: %w", err)
	}
	return nil
}

// query asks the reader; the rows are the caller's to close.
func (s *Store) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	stmt, err := s.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// statement prepares text once. Texts are put together from few parts, so that
// there are few.
func (s *Store) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if known, ok := s.statements.Load(text); ok {
		return known.(*sql.Stmt), nil
	}
	stmt, err := s.reader.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if known, ok := s.statements.LoadOrStore(text, stmt); ok {
		stmt.Close() // somebody else was faster
		return known.(*sql.Stmt), nil
	}
	return stmt, nil
}

// usable says why no call can be served now, nil if one can.
func (s *Store) usable(ctx context.Context) error {
	if s.closed.Load() {
		return unigraph.ErrClosed
	}
	return ctx.Err()
}

// failed wraps *err with what was done and why it failed, unless there is none
// or the caller is to blame.
func (s *Store) failed(ctx context.Context, what string, err *error) {
	if *err == nil || errors.Is(*err, unigraph.ErrInvalid) {
		return
	}
	if reason := s.usable(ctx); reason != nil {
		*err = reason
	}
	*err = fmt.Errorf("sqlite: %s: %w", what, explain(*err))
}

// explain adds the sentinel to errors of a file that cannot be used now.
func explain(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED, codes.SQLITE_IOERR, codes.SQLITE_FULL,
		codes.SQLITE_CANTOPEN, codes.SQLITE_READONLY, codes.SQLITE_PERM, codes.SQLITE_NOMEM:
		return fmt.Errorf("%w: %w", unigraph.ErrUnavailable, err)
	}
	return err
}
