package neo4j

import (
	"context"
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// Upsert implements unigraph.Writer.
func (s *Store) Upsert(ctx context.Context, batches ...unigraph.Batch) (unigraph.Changes, error) {
	last := map[string]unigraph.Batch{}
	for _, b := range batches {
		if err := b.Validate(); err != nil {
			return unigraph.Changes{}, err
		}
		last[string(b.Article.ID)] = b
	}
	articles := make([]row, 0, len(last))
	for _, id := range slices.Sorted(maps.Keys(last)) {
		articles = append(articles, articleRow(last[id]))
	}
	return s.write(ctx, "upsert", func(tx transaction) (c unigraph.Changes, err error) {
		if err := tx.lock(ctx, articleLocks, maps.Keys(last)); err != nil {
			return c, err
		}
		records, err := tx.each(ctx, putArticles, articles)
		if err != nil {
			return c, err
		}
		var e edit
		for i, r := range records {
			node := field[string](r, "node")
			switch field[string](r, "digest") {
			case articles[i]["digest"]:
				c.Unchanged++
				continue
			case "":
				c.Added++
			default:
				c.Changed++
				e.stale = append(e.stale, row{"node": node})
			}
			e.fresh = append(e.fresh, told{node, last[field[string](r, "id")]})
		}
		if len(e.fresh) == 0 {
			return c, nil
		}
		return c, e.apply(ctx, tx, string(e.fresh[0].batch.Article.ID))
	})
}

// Remove implements unigraph.Writer.
func (s *Store) Remove(ctx context.Context, ids ...unigraph.ArticleID) (unigraph.Changes, error) {
	named := toStrings(sortedSet(ids))
	var articles []row
	for _, id := range named {
		articles = append(articles, row{"id": id})
	}
	return s.write(ctx, "remove", func(tx transaction) (c unigraph.Changes, err error) {
		if err := tx.lock(ctx, articleLocks, slices.Values(named)); err != nil {
			return c, err
		}
		records, err := tx.each(ctx, findArticles, articles)
		if err != nil {
			return c, err
		}
		c.Removed = len(records)
		if len(records) == 0 {
			return c, nil
		}
		var e edit
		for _, r := range records {
			e.stale = append(e.stale, row{"node": field[string](r, "node")})
		}
		if err := e.apply(ctx, tx, named[0]); err != nil {
			return c, err
		}
		_, err = tx.each(ctx, deleteArticles, e.stale)
		return c, err
	})
}

// An edit makes the database forget what stale articles said and learn what
// fresh ones say; a changed article is both. The articles are locked.
type edit struct {
	stale []row  // with the node of the article
	fresh []told // in the order of article ids
}

// told is what one article says, and its node.
type told struct {
	node  string
	batch unigraph.Batch
}

// apply makes the edit and counts it on the lock of an article.
func (e edit) apply(ctx context.Context, tx transaction, article string) error {
	cast, err := e.putMentions(ctx, tx)
	if err != nil {
		return err
	}
	forgotten, err := tx.each(ctx, deleteReports, e.stale)
	if err != nil {
		return err
	}
	facts := e.newReports(cast.nodes)
	for _, r := range forgotten {
		facts.group(keyOf(field[neo4j.Node](r, "fact").Props)).whole = true
	}
	if err := facts.put(ctx, tx); err != nil {
		return err
	}
	if err := cast.putEntities(ctx, tx); err != nil {
		return err
	}
	return tx.count(ctx, article, cast.countries)
}
