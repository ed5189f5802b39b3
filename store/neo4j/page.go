package neo4j

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// A query finds rows by pages and counts them all.
type query struct {
	op          string
	find, count string // Cypher; find is "" where nothing can match
	params      row
	prefixes    []string // of the ids of the rows, as ranges; see inRanges
}

// page answers p: a query for the rows, unless none are wanted, and one for
// their number if it is.
func page[T any](ctx context.Context, s *Store, q query, p unigraph.Page, decode func(*neo4j.Record) T) (found unigraph.PageOf[T], err error) {
	if err := s.usable(ctx, q.op); err != nil {
		return found, err
	}
	if err := p.Validate(); err != nil {
		return found, fmt.Errorf("neo4j: %s: %w", q.op, err)
	}
	if q.find == "" {
		return found, nil
	}
	if p.Limit > 0 {
		records, err := s.read(ctx, q.op, q.find, q.from(ordered(p.After), p.Limit+1))
		if err != nil {
			return found, err
		}
		if found.More = len(records) > p.Limit; found.More {
			records = records[:p.Limit]
		}
		for _, r := range records {
			found.Items = append(found.Items, decode(r))
		}
	}
	if p.Total {
		records, err := s.read(ctx, q.op, q.count, q.from("", 0))
		if err != nil {
			return found, err
		}
		found.Total = int(field[int64](records[0], "total"))
	}
	return found, nil
}

// from gives the parameters of q for the rows after an id. Each prefix becomes
// the range of ids that begin with it and come after that id.
func (q query) from(after string, limit int) row {
	params := maps.Clone(q.params)
	params["after"], params["limit"] = after, limit
	ranges := []row{}
	for _, prefix := range q.prefixes {
		last := prefix[len(prefix)-1]
		end := strings.TrimSuffix(prefix, string(last)) + string(last+1)
		ranges = append(ranges, row{"after": max(after, prefix), "end": end})
	}
	params["ranges"] = ranges
	return params
}

func relationPrefix(kind unigraph.RelationKind) string { return strings.ToLower(string(kind)) + "/" }
