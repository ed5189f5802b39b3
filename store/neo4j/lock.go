package neo4j

import (
	"context"
	"hash/fnv"
	"iter"
	"maps"
	"slices"
)

// Writers lock stripes, nodes that are never deleted, instead of the articles
// and entities themselves, which come and go. Everyone locks articles before
// entities and both in ascending order, so nobody waits in a circle. Whoever
// holds the entities of a fact holds the fact, because all reports of one key
// name the same entities.
const (
	articleLocks = 0
	entityLocks  = stripes
	stripes      = 64
)

// lock waits until no other writer holds the stripes of ids, and holds them
// until the transaction ends.
func (tx transaction) lock(ctx context.Context, first int, ids iter.Seq[string]) error {
	wanted := map[int]bool{}
	for id := range ids {
		wanted[first+stripe(id)] = true
	}
	var rows []row
	for _, stripe := range slices.Sorted(maps.Keys(wanted)) {
		rows = append(rows, row{"stripe": stripe})
	}
	_, err := tx.each(ctx, lock, rows)
	return err
}

func stripe(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() % stripes)
}

// count makes the version another one, and those of the countries; article is
// one whose lock is held.
func (tx transaction) count(ctx context.Context, article string, countries map[string]bool) error {
	var properties []string
	for _, country := range slices.Sorted(maps.Keys(countries)) {
		properties = append(properties, inCountry+country)
	}
	_, err := tx.each(ctx, countWrite, []row{{"stripe": articleLocks + stripe(article), "countries": properties}})
	return err
}
