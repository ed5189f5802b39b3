// Package neo4jtest gives tests a real Neo4j 5.26, with authentication on.
//
// It takes the first of: the server that UNIGRAPH_TEST_NEO4J names (a Bolt URL;
// its data is deleted), a container where Docker answers, and the Community
// server from Maven Central run by the local Java 17 or later. A server that it
// starts serves one test binary and stops with it, however the binary ends.
// Where UNIGRAPH_TEST_NEO4J is "none" there is no server at all.
package neo4jtest

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Open gives an empty server, the same one to every test of the binary, so
// tests that use it must not run in parallel with each other. Where none can
// be had the test is skipped, or fails if UNIGRAPH_REQUIRE_NEO4J is 1.
func Open(tb testing.TB) Server {
	tb.Helper()
	s, err := shared()
	if err != nil {
		unavailable(tb, err)
	}
	if err := s.Empty(tb.Context()); err != nil {
		tb.Fatalf("neo4j: %v", err)
	}
	return s.Server
}

// unavailable ends a test for want of Neo4j.
func unavailable(tb testing.TB, err error) {
	tb.Helper()
	if os.Getenv("UNIGRAPH_REQUIRE_NEO4J") == "1" {
		tb.Fatalf("neo4j: %v", err)
	}
	tb.Skipf("no Neo4j (%v): set UNIGRAPH_TEST_NEO4J=bolt://user:password@host:7687, start Docker, or install Java 17 and Maven", err)
}

// shared finds or starts the server of this process. It holds on to the leash of
// a started one, which the garbage collector would let go.
var shared = sync.OnceValues(func() (*Running, error) {
	if address := os.Getenv("UNIGRAPH_TEST_NEO4J"); address != "" {
		s, err := fromEnvironment(address)
		return &Running{Server: s}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	home, err := os.MkdirTemp("", "unigraph-neo4j-")
	if err != nil {
		return nil, err
	}
	return Start(ctx, Config{Home: home, Temporary: true})
})

func fromEnvironment(address string) (Server, error) {
	if address == "none" {
		return Server{}, errors.New("UNIGRAPH_TEST_NEO4J is none")
	}
	u, err := url.Parse(address)
	if err != nil {
		return Server{}, errors.New("UNIGRAPH_TEST_NEO4J is not a URL")
	}
	password, _ := u.User.Password()
	s := Server{
		Username: cmp.Or(u.User.Username(), os.Getenv("NEO4J_USERNAME")),
		Password: cmp.Or(password, os.Getenv("NEO4J_PASSWORD")),
	}
	u.User = nil
	s.URL = u.String()
	return s, nil
}

// A Server is where Neo4j answers, and as whom to log in.
type Server struct{ URL, Username, Password string }

// Empty deletes every node and relationship, in small transactions. Constraints
// and indexes stay.
func (s Server) Empty(ctx context.Context) error {
	for _, cypher := range []string{
		"MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
		"MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
	} {
		if err := s.do(ctx, s.Password, "neo4j", cypher, nil); err != nil {
			return err
		}
	}
	return nil
}

// do runs one statement in a connection of its own.
func (s Server) do(ctx context.Context, password, database, cypher string, params map[string]any) error {
	driver, err := neo4j.NewDriverWithContext(s.URL, neo4j.BasicAuth(s.Username, password, ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}
