// Package store opens the engine that a URL names.
package store

import (
	"context"
	"fmt"
	"strings"

	"unigraph"
	"unigraph/store/mem"
	"unigraph/store/neo4j"
	"unigraph/store/sqlite"
)

// Options are what a URL should not hold. The embedded engines need none.
type Options struct {
	Username, Password string
	Database           string // of Neo4j; "" is "neo4j"
}

// Open opens the store at url, and makes it if it does not exist:
//
//	sqlite:FILE                         a file of this machine
//	mem:                                memory, gone after Close
//	bolt://HOST:PORT neo4j://HOST:PORT  a Neo4j server or cluster; also with +s and +ssc, for TLS
//
// A url of another form is unigraph.ErrInvalid, an engine that cannot be
// reached unigraph.ErrUnavailable.
func Open(ctx context.Context, url string, o Options) (unigraph.Store, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch scheme {
	case "sqlite":
		if path := strings.TrimPrefix(rest, "//"); path != "" {
			return sqlite.Open(ctx, path)
		}
	case "mem":
		if rest == "" {
			return mem.Open(), nil
		}
	case "bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc":
		return neo4j.Open(ctx, url, neo4j.Options{Username: o.Username, Password: o.Password, Database: o.Database})
	}
	// The scheme alone: the rest may hold a password.
	return nil, fmt.Errorf("%w: store %q: want sqlite:FILE, mem:, bolt://HOST or neo4j://HOST", unigraph.ErrInvalid, scheme)
}
