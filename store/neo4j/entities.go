package neo4j

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"iter"
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
	fresh  []row                        // entities that no article has named before
	dirty  map[unigraph.EntityID]bool   // other entities with a novel telling
	untold []row                        // tellings of which a mention was taken away

	countries map[string]bool // of all of them, before and after
}

// telling is what some articles say of an entity.
type telling struct {
	entity   unigraph.Entity
	articles []string // nodes of those that did not say it before
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

// putMentions locks all entities that the articles of e name or named, and
// brings the mentions up to date.
func (e edit) putMentions(ctx context.Context, tx transaction) (cast, error) {
	c := cast{nodes: map[unigraph.EntityID]string{}, dirty: map[unigraph.EntityID]bool{}, countries: map[string]bool{}}
	stale, err := tx.each(ctx, readMentions, e.stale)
	if err != nil {
		return c, err
	}
	for _, r := range stale {
		c.nodes[original[unigraph.EntityID](field[string](r, "entity"))] = field[string](r, "node")
		c.countries[field[string](r, "country")] = true
	}
	told, dropped := e.compareMentions(stale)
	for _, r := range dropped {
		c.untold = append(c.untold, row{"telling": field[int64](r, "telling")})
	}
	if err := tx.lock(ctx, entityLocks, entitiesOf(told, stale)); err != nil {
		return c, err
	}
	if err := c.putTellings(ctx, tx, told); err != nil {
		return c, err
	}
	_, err = tx.each(ctx, deleteMentions, mentionRows(dropped))
	return c, err
}

// compareMentions gives what the fresh articles tell, by id, and the stale
// mentions that no longer hold.
func (e edit) compareMentions(stale []*neo4j.Record) (told map[int64]*telling, dropped []*neo4j.Record) {
	type mention struct {
		article string
		telling int64
	}
	old := map[mention]bool{}
	for _, r := range stale {
		old[mention{field[string](r, "article"), field[int64](r, "telling")}] = true
	}
	told = map[int64]*telling{}
	kept := map[mention]bool{}
	for _, article := range e.fresh {
		for _, entity := range article.batch.Entities {
			id := tellingID(entity)
			if told[id] == nil {
				told[id] = &telling{entity: entity}
			}
			if m := (mention{article.node, id}); old[m] {
				kept[m] = true
			} else {
				told[id].articles = append(told[id].articles, article.node)
			}
		}
	}
	for _, r := range stale {
		if !kept[mention{field[string](r, "article"), field[int64](r, "telling")}] {
			dropped = append(dropped, r)
		}
	}
	return told, dropped
}

// entitiesOf gives the kept ids of the entities told of or mentioned.
func entitiesOf(told map[int64]*telling, mentions []*neo4j.Record) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, t := range told {
			if !yield(ordered(t.entity.ID)) {
				return
			}
		}
		for _, r := range mentions {
			if !yield(field[string](r, "entity")) {
				return
			}
		}
	}
}

func mentionRows(records []*neo4j.Record) (rows []row) {
	for _, r := range records {
		rows = append(rows, row{"mention": field[string](r, "mention")})
	}
	return rows
}

// putTellings makes the tellings, and the entities, that are missing, and ties
// them to the articles.
func (c *cast) putTellings(ctx context.Context, tx transaction, told map[int64]*telling) error {
	ids := slices.Sorted(maps.Keys(told))
	var all []row
	for _, id := range ids {
		all = append(all, row{"id": id})
	}
	known, err := tx.each(ctx, findTellings, all)
	if err != nil {
		return err
	}
	nodes := map[int64]string{}
	c.add(known, told, nodes)
	var missing []row
	for _, id := range ids {
		if nodes[id] == "" {
			t := entityRow(told[id].entity)
			t["id"] = id
			missing = append(missing, row{"entity": ordered(told[id].entity.ID), "telling": t})
		}
	}
	novel, err := tx.each(ctx, createTellings, missing)
	if err != nil {
		return err
	}
	c.add(novel, told, nodes)
	c.judge(novel, told)
	var mentions []row
	for _, id := range ids {
		if articles := told[id].articles; len(articles) > 0 {
			mentions = append(mentions, row{"telling": nodes[id], "articles": articles})
		}
	}
	_, err = tx.each(ctx, createMentions, mentions)
	return err
}

// add notes the nodes of tellings and of their entities.
func (c *cast) add(records []*neo4j.Record, told map[int64]*telling, nodes map[int64]string) {
	for _, r := range records {
		id := field[int64](r, "telling")
		nodes[id] = field[string](r, "tellingNode")
		c.nodes[told[id].entity.ID] = field[string](r, "node")
		if country, known := r.AsMap()["country"].(string); known {
			c.countries[country] = true
		}
	}
}

// judge parts the entities with a novel telling into fresh and dirty ones.
func (c *cast) judge(novel []*neo4j.Record, told map[int64]*telling) {
	fresh := map[unigraph.EntityID]unigraph.Entity{}
	for _, r := range novel {
		e := told[field[int64](r, "telling")].entity
		switch other, twice := fresh[e.ID]; {
		case !field[bool](r, "new"):
			c.dirty[e.ID] = true
		case twice:
			fresh[e.ID] = unigraph.MergeEntities(other, e)
		default:
			fresh[e.ID] = e
		}
	}
	for _, id := range slices.Sorted(maps.Keys(fresh)) {
		c.fresh = append(c.fresh, putEntityRow(c.nodes[id], fresh[id]))
	}
}

// putEntities merges the entities whose set of tellings changed, and deletes
// those of which nothing is told any more.
func (c cast) putEntities(ctx context.Context, tx transaction) error {
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
			changed = append(changed, putEntityRow(node, mergeAll(tellings)))
		}
	}
	for _, r := range changed {
		c.countries[r["entity"].(row)["country"].(string)] = true
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

func mergeAll(tellings []unigraph.Entity) unigraph.Entity {
	e := tellings[0]
	for _, t := range tellings[1:] {
		e = unigraph.MergeEntities(e, t)
	}
	return e
}

func putEntityRow(node string, e unigraph.Entity) row {
	return row{"node": node, "label": label(e.ID.Type()), "entity": wholeEntityRow(e)}
}

// label is the label of the entities of a type, such as University.
func label(t unigraph.EntityType) string { return strings.ToUpper(string(t[:1])) + string(t[1:]) }
