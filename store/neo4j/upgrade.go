package neo4j

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// What is done to a database of an earlier version. The lock below all others
// tells that nothing is left to do.
const (
	readUpgraded = `MATCH (l:Lock {stripe: -1}) RETURN l.stripe AS stripe`
	putUpgraded  = `MERGE (:Lock {stripe: -1})`

	putConcluded = `
MATCH (f:Agreement) WHERE f.modality = 'done' AND f.confidence >= $confidence AND NOT f:Concluded
WITH f LIMIT 10000
SET f:Concluded
RETURN f.confidence AS confidence`

	readUnsorted = `
MATCH (e:Entity) WHERE e.sorted IS NULL
RETURN elementId(e) AS node, e.name AS name LIMIT 10000`

	putSorted = `
UNWIND $rows AS row
MATCH (e) WHERE elementId(e) = row.node
SET e.sorted = row.sorted`
)

// upgrade adds what an earlier version did not write: which agreements are
// concluded, and how names are ordered. It may be broken off and begun again.
func (s *Store) upgrade(ctx context.Context) error {
	done, err := s.run(ctx, readUpgraded, nil)
	if err != nil || len(done) > 0 {
		return err
	}
	for more := true; more; {
		labelled, err := s.run(ctx, putConcluded, row{"confidence": unigraph.UsualConfidence})
		if err != nil {
			return err
		}
		more = len(labelled) > 0
	}
	for more := true; more; {
		unsorted, err := s.run(ctx, readUnsorted, nil)
		if err != nil {
			return err
		}
		var rows []row
		for _, r := range unsorted {
			rows = append(rows, row{"node": field[string](r, "node"), "sorted": ordered(unigraph.Fold(field[string](r, "name")))})
		}
		if _, err := s.run(ctx, putSorted, row{"rows": rows}); err != nil {
			return err
		}
		more = len(rows) > 0
	}
	_, err = s.run(ctx, putUpgraded, nil)
	return err
}

// run runs a statement that may be run twice.
func (s *Store) run(ctx context.Context, cypher string, params row) ([]*neo4j.Record, error) {
	var records []*neo4j.Record
	err := untilAnswered(func() error {
		result, err := neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer, s.queryOptions()...)
		if err == nil {
			records = result.Records
		}
		return err
	})
	return records, err
}
