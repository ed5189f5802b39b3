package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// usable reports why a call cannot even begin.
func (s *Store) usable(ctx context.Context, op string) error {
	err := ctx.Err()
	if s.closed.Load() {
		err = unigraph.ErrClosed
	}
	if err != nil {
		return fmt.Errorf("neo4j: %s: %w", op, err)
	}
	return nil
}

// translate turns an error of the driver into one of the contract.
func (s *Store) translate(ctx context.Context, op string, err error) error {
	if cause := s.usable(ctx, op); cause != nil {
		return cause
	}
	if why := unavailable(err); why != "" {
		return fmt.Errorf("neo4j: %s: %w: %s: %w", op, unigraph.ErrUnavailable, why, err)
	}
	return fmt.Errorf("neo4j: %s: %w", op, err)
}

// lostAtCommit tells whether nobody knows if a transaction was committed. The
// driver has no public type for it.
func lostAtCommit(err error) bool {
	var lost *neo4j.ConnectivityError
	return errors.As(err, &lost) && strings.Contains(lost.Error(), "during commit")
}

// unavailable says why the database cannot be used, or "" if err is about
// something else.
func unavailable(err error) string {
	var (
		answer  *neo4j.Neo4jError
		lost    *neo4j.ConnectivityError
		gaveUp  *neo4j.TransactionExecutionLimit
		expired *neo4j.TokenExpiredError
	)
	switch {
	case errors.As(err, &gaveUp), errors.As(err, &lost):
		return "no connection"
	case errors.As(err, &expired):
		return "the log-in has expired"
	case !errors.As(err, &answer):
		return ""
	case strings.HasPrefix(answer.Code, "Neo.ClientError.Security."):
		return "the user name or password was refused"
	case answer.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return "no such database"
	case strings.HasPrefix(answer.Code, "Neo.TransientError."):
		return "the server is overloaded or shutting down"
	}
	return ""
}
