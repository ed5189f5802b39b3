// Package neo4j keeps the network in Neo4j 5.26 or later, over Bolt: the engine
// to scale out with, and a graph that analysts query in Cypher. docs/model.md
// describes its labels, relationships and properties.
//
// Every write is one managed transaction that the driver repeats after a change
// of leader or a deadlock. It first takes the locks of the articles and entities
// it touches, so writers of different entities run side by side and others take
// turns.
package neo4j

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"unigraph"
)

// Store is a unigraph.Store in a Neo4j database.
type Store struct {
	driver    neo4j.DriverWithContext
	bookmarks neo4j.BookmarkManager // shared by all sessions, so that reads see every write before them
	database  string
	closed    atomic.Bool
	lease     lease
}

var _ unigraph.Store = (*Store)(nil)

// Options say who logs in, and to which database.
type Options struct {
	Username, Password string // both empty: those of the URL, or none where authentication is off
	Database           string // "" is "neo4j", the one database of the Community edition
}

// retryTime is how long a call waits for a server that went away.
const retryTime = 15 * time.Second

// commitAttempts is how often a write is begun whose commit got no answer. It
// may be in or not, which the driver leaves to the caller: writes are such that
// twice equals once, but for the changes they count.
const commitAttempts = 4

var schemes = []string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}

// Open connects to the server at rawURL, such as bolt://localhost:7687 or
// neo4j+s://example.org, and makes the constraints and indexes that are missing.
// A malformed URL is ErrInvalid; a server that cannot be reached, or refuses the
// user or the database, is ErrUnavailable.
func Open(ctx context.Context, rawURL string, opts Options) (*Store, error) {
	target, auth, err := parseURL(rawURL, opts)
	if err != nil {
		return nil, fmt.Errorf("neo4j: open: %w", err)
	}
	driver, err := neo4j.NewDriverWithContext(target, auth, func(c *config.Config) {
		c.MaxTransactionRetryTime = retryTime
		c.UserAgent = "unigraph"
		c.TelemetryDisabled = true
	})
	if err != nil {
		return nil, fmt.Errorf("neo4j: open: %w: %w", unigraph.ErrInvalid, err)
	}
	s := &Store{driver: driver, bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}), database: opts.Database}
	if s.database == "" {
		s.database = "neo4j"
	}
	if err := s.prepare(ctx); err != nil {
		_ = driver.Close(ctx) // the first error says more
		return nil, s.translate(ctx, "open", err)
	}
	return s, nil
}

// parseURL parts the credentials from the address. Its errors do not quote the
// URL, which may hold a password.
func parseURL(rawURL string, opts Options) (target string, auth neo4j.AuthToken, err error) {
	u, err := url.Parse(rawURL)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Host == "" {
		return "", auth, fmt.Errorf("%w: want a URL such as bolt://host:7687 with one of the schemes %v", unigraph.ErrInvalid, schemes)
	}
	if opts.Username == "" && opts.Password == "" {
		opts.Username = u.User.Username()
		opts.Password, _ = u.User.Password()
	}
	u.User = nil
	if opts.Username == "" {
		return u.String(), neo4j.NoAuth(), nil
	}
	return u.String(), neo4j.BasicAuth(opts.Username, opts.Password, ""), nil
}

// prepare makes the schema and waits until its indexes are online.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.driver.VerifyConnectivity(ctx); err != nil {
		return err
	}
	for _, cypher := range append(slices.Clone(schema), awaitIndexes) {
		if _, err := s.run(ctx, cypher, nil); err != nil {
			return err
		}
	}
	return s.upgrade(ctx)
}

// untilAnswered does what may be done twice again while its commit gets no
// answer.
func untilAnswered(do func() error) (err error) {
	for range commitAttempts {
		if err = do(); !lostAtCommit(err) {
			break
		}
	}
	return err
}

func (s *Store) queryOptions(more ...neo4j.ExecuteQueryConfigurationOption) []neo4j.ExecuteQueryConfigurationOption {
	return append(more, neo4j.ExecuteQueryWithDatabase(s.database), neo4j.ExecuteQueryWithBookmarkManager(s.bookmarks))
}

// read runs one query on a reader: in one round trip and, if a server went away
// meanwhile, again in a managed transaction, which waits for another.
func (s *Store) read(ctx context.Context, op, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	if err := s.usable(ctx, op); err != nil {
		return nil, err
	}
	records, err := s.readOnce(ctx, cypher, params)
	if err == nil {
		return records, nil
	}
	if !neo4j.IsRetryable(err) || ctx.Err() != nil {
		return nil, s.translate(ctx, op, err)
	}
	result, err := neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer,
		s.queryOptions(neo4j.ExecuteQueryWithReadersRouting())...)
	if err != nil {
		return nil, s.translate(ctx, op, err)
	}
	return result.Records, nil
}

func (s *Store) readOnce(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, BookmarkManager: s.bookmarks, AccessMode: neo4j.AccessModeRead, FetchSize: neo4j.FetchAll})
	defer session.Close(ctx)
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// write runs work in a managed transaction on the leader. Work may run several
// times, so it keeps nothing outside its result.
func (s *Store) write(ctx context.Context, op string, work func(transaction) (unigraph.Changes, error)) (unigraph.Changes, error) {
	if err := s.usable(ctx, op); err != nil {
		return unigraph.Changes{}, err
	}
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, BookmarkManager: s.bookmarks, FetchSize: neo4j.FetchAll})
	defer session.Close(ctx)
	var changes unigraph.Changes
	err := untilAnswered(func() (err error) {
		changes, err = neo4j.ExecuteWrite(ctx, session, func(tx neo4j.ManagedTransaction) (unigraph.Changes, error) {
			return work(transaction{tx})
		})
		return err
	})
	outlast(changes, err)
	if err != nil {
		return unigraph.Changes{}, s.translate(ctx, op, err)
	}
	return changes, nil
}

// A transaction is one attempt at a write. Its errors are the driver's own,
// because the driver tells from their type whether to try again.
type transaction struct{ neo4j.ManagedTransaction }

// each runs cypher with rows, unless there are none, and gives its records.
func (tx transaction) each(ctx context.Context, cypher string, rows []map[string]any) ([]*neo4j.Record, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	result, err := tx.Run(ctx, cypher, map[string]any{"rows": rows})
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// Close implements unigraph.Store. Calls under way end with ErrClosed.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	if err := s.driver.Close(context.Background()); err != nil {
		return fmt.Errorf("neo4j: close: %w", err)
	}
	return nil
}
