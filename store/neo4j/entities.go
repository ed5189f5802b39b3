package neo4j

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// A cast is the entities that an edit touches, locked. An entity is the merge of
// its tellings, the distinct things that articles say of it. There are few of
// them however many articles there are, and one that is told again, or still
// told by others, costs nothing.
type cast struct {
	nodes  map[unigraph.EntityID]string // by id
	novel  []row                        // tellings that no article has told before
	fresh  []row                        // entities that no article has named before
	dirty  map[unigraph.EntityID]bool   // other entities with a novel telling
	untold []row                        // tellings of which a mention was taken away
}

// tellingID names what an article says of an entity.
func tellingID(e unigraph.Entity) int64 {
	body, err := json.Marshal(e)
	if err != nil {
		panic(err) // strings and slices of them always marshal
	}
	sum := sha256.Sum256(body)
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// mentions of one entity.
type mentions struct {
	told map[int64]unigraph.Entity
	rows []row // those to create
}

// putMentions locks all entities that the articles of e name or named, and
// brings the mentions up to date.
func (e edit) putMentions(ctx context.Context, tx transaction) (cast, error) {
	c := cast{nodes: map[unigraph.EntityID]string{}, dirty: map[unigraph.EntityID]bool{}}
	stale, err := tx.each(ctx, readMentions, e.stale)
	if err != nil {
		return c, err
	}
	found, dropped := e.compareMentions(stale)
	for _, r := range dropped {
		c.untold = append(c.untold, row{"telling": field[int64](r, "telling")})
	}
	if err := tx.lock(ctx, entityLocks, maps.Keys(found)); err != nil {
		return c, err
	}
	var rows []row
	for _, id := range slices.Sorted(maps.Keys(found)) {
		m := found[id]
		rows = append(rows, row{"id": id, "tellings": slices.Sorted(maps.Keys(m.told)), "mentions": m.rows})
	}
	records, err := tx.each(ctx, mention, rows)
	if err != nil {
		return c, err
	}
	for _, r := range records {
		c.add(r, found[field[string](r, "id")].told)
	}
	_, err = tx.each(ctx, deleteMentions, mentionRows(dropped))
	return c, err
}

// compareMentions gives the mentions of every entity by its kept id, and the
// stale ones that no longer hold.
func (e edit) compareMentions(stale []*neo4j.Record) (found map[string]*mentions, dropped []*neo4j.Record) {
	type told struct {
		article string
		telling int64
	}
	found = map[string]*mentions{}
	of := func(id string) *mentions {
		if found[id] == nil {
			found[id] = &mentions{told: map[int64]unigraph.Entity{}}
		}
		return found[id]
	}
	old := map[told]bool{}
	for _, r := range stale {
		of(field[string](r, "entity"))
		old[told{field[string](r, "article"), field[int64](r, "telling")}] = true
	}
	kept := map[told]bool{}
	for _, article := range e.fresh {
		for _, entity := range article.batch.Entities {
			t := told{article.node, tellingID(entity)}
			m := of(ordered(entity.ID))
			m.told[t.telling] = entity
			if kept[t] = true; !old[t] {
				m.rows = append(m.rows, row{"article": t.article, "telling": t.telling})
			}
		}
	}
	for _, r := range stale {
		if !kept[told{field[string](r, "article"), field[int64](r, "telling")}] {
			dropped = append(dropped, r)
		}
	}
	return found, dropped
}

func mentionRows(records []*neo4j.Record) (rows []row) {
	for _, r := range records {
		rows = append(rows, row{"mention": field[string](r, "mention")})
	}
	return rows
}

// add enters an entity that mention found or made, and its novel tellings.
func (c *cast) add(r *neo4j.Record, told map[int64]unigraph.Entity) {
	id, node := original[unigraph.EntityID](field[string](r, "id")), field[string](r, "node")
	c.nodes[id] = node
	for _, novel := range field[[]any](r, "novel") {
		telling := novel.(int64)
		t := entityRow(told[telling])
		t["id"] = telling
		c.novel = append(c.novel, row{"node": node, "telling": t})
		c.dirty[id] = true
	}
	if field[bool](r, "new") {
		c.fresh = append(c.fresh, putEntityRow(node, slices.Collect(maps.Values(told))))
		delete(c.dirty, id)
	}
}

// putEntities merges the entities whose set of tellings changed, and deletes
// those of which nothing is told any more.
func (c cast) putEntities(ctx context.Context, tx transaction) error {
	if _, err := tx.each(ctx, createTellings, c.novel); err != nil {
		return err
	}
	untold, err := tx.each(ctx, deleteUntold, c.untold)
	if err != nil {
		return err
	}
	for _, r := range untold {
		c.dirty[original[unigraph.EntityID](field[string](r, "entity"))] = true
	}
	var dirty, gone []row
	for _, id := range slices.Sorted(maps.Keys(c.dirty)) {
		dirty = append(dirty, row{"node": c.nodes[id]})
	}
	records, err := tx.each(ctx, readTellings, dirty)
	if err != nil {
		return err
	}
	changed := c.fresh
	for _, r := range records {
		node, tellings := field[string](r, "node"), toTellings(field[string](r, "id"), field[[]any](r, "tellings"))
		if len(tellings) == 0 {
			gone = append(gone, row{"node": node})
		} else {
			changed = append(changed, putEntityRow(node, tellings))
		}
	}
	if _, err := tx.each(ctx, putEntities, changed); err != nil {
		return err
	}
	_, err = tx.each(ctx, deleteEntities, gone)
	return err
}

func toTellings(id string, nodes []any) []unigraph.Entity {
	var tellings []unigraph.Entity
	for _, n := range nodes {
		e := toEntity(n.(neo4j.Node).Props)
		e.ID = original[unigraph.EntityID](id)
		tellings = append(tellings, e)
	}
	return tellings
}

// putEntityRow merges the tellings of an entity.
func putEntityRow(node string, tellings []unigraph.Entity) row {
	e := tellings[0]
	for _, t := range tellings {
		e = unigraph.MergeEntities(e, t)
	}
	return row{"node": node, "label": label(e.ID.Type()), "entity": wholeEntityRow(e)}
}

// label is the label of the entities of a type, such as University.
func label(t unigraph.EntityType) string { return strings.ToUpper(string(t[:1])) + string(t[1:]) }
