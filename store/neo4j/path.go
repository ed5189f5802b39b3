package neo4j

import (
	"context"
	"fmt"
	"reflect"

	"unigraph"
)

// FindPaths implements unigraph.Finder. Neo4j finds the shortest paths through
// agreements of any sort by itself; where none of these counts, or it matters
// whom they lead through, unigraph.ShortestPaths looks on.
func (s *Store) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	const op = "find paths"
	if err := s.usable(ctx, op); err != nil {
		return nil, err
	}
	if err := q.Validate(); err != nil {
		return nil, fmt.Errorf("neo4j: %s: %w", op, err)
	}
	if q.From == q.To {
		return nil, nil
	}
	anyway := unigraph.PathQuery{AgreementFilter: unigraph.AgreementFilter{FactFilter: q.FactFilter}, From: q.From, To: q.To, Longest: q.Longest, Limit: q.Limit}
	if !reflect.DeepEqual(q, anyway) {
		return unigraph.ShortestPaths(ctx, s, q)
	}
	found := findPaths(q)
	records, err := s.read(ctx, op, found.cypher, found.params)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return unigraph.ShortestPaths(ctx, s, q)
	}
	paths := make([][]unigraph.EntityID, len(records))
	for i, r := range records {
		for _, id := range toTexts[string](field[[]any](r, "ids")) {
			paths[i] = append(paths[i], original[unigraph.EntityID](id))
		}
	}
	return paths, nil
}

// findPaths asks for the shortest of all paths, if their agreements count. A
// step of a path is two relationships long; every other node of it is an
// agreement, and none a person.
func findPaths(q unigraph.PathQuery) statement {
	c := newCompiler()
	cypher := fmt.Sprintf(`MATCH (from:Entity {id: %s}) MATCH (to:Entity {id: %s})
MATCH p = allShortestPaths((from)-[:SIGNED*..%d]-(to))
WITH nodes(p) AS nodes
WHERE all(n IN [i IN range(1, size(nodes) - 2, 2) | nodes[i]] WHERE %s)
  AND none(n IN [i IN range(0, size(nodes) - 1, 2) | nodes[i]] WHERE n:Person)
WITH DISTINCT [i IN range(0, size(nodes) - 1, 2) | nodes[i].id] AS ids ORDER BY ids LIMIT %s
RETURN ids`, c.param(ordered(q.From)), c.param(ordered(q.To)), 2*q.Longest, c.concluded("n", q.FactFilter), c.param(q.Limit))
	return statement{cypher: cypher, params: c.params}
}
