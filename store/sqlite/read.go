package sqlite

import (
	"context"

	"unigraph"
)

// Articles implements unigraph.Lookup.
func (s *Store) Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return lookUp(ctx, s, "articles", ids, func(a unigraph.Article) unigraph.ArticleID { return a.ID },
		func(row scanner) (a unigraph.Article, err error) {
			err = row.Scan(&a.ID, &a.Title, &a.URL, &a.Published, &a.Source, &a.Fingerprint, &a.Sketch)
			return a, err
		}, "SELECT a.article, a.title, a.url, a.published, a.source, a.fingerprint, a.sketch FROM articles a", "a.article")
}

// ArticlesFrom implements unigraph.Journal.
func (s *Store) ArticlesFrom(ctx context.Context, source string, after unigraph.ArticleID, limit int) (ids []unigraph.ArticleID, err error) {
	defer s.failed(ctx, "articles from a source", &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	return collect(ctx, s, scanValue[unigraph.ArticleID],
		"SELECT article FROM articles WHERE source = ? AND source <> '' AND article > ? ORDER BY article LIMIT ?", source, string(after), limit)
}

// Entities implements unigraph.Lookup.
func (s *Store) Entities(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID]unigraph.Entity, error) {
	return lookUp(ctx, s, "entities", ids, func(e unigraph.Entity) unigraph.EntityID { return e.ID },
		func(row scanner) (unigraph.Entity, error) { return scanEntity(row) },
		"SELECT "+entityColumns+" FROM entities e", "e.entity")
}

// lookUp reads the rows of text that ids in a column name.
func lookUp[K ~string, V any](ctx context.Context, s *Store, what string, ids []K, id func(V) K, scan func(scanner) (V, error), text, column string) (found map[K]V, err error) {
	defer s.failed(ctx, what, &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	found = make(map[K]V, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	where := in(column, ids).all()
	rows, err := collect(ctx, s, scan, text+" WHERE "+where.text, where.args...)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		found[id(row)] = row
	}
	return found, nil
}

// Stats implements unigraph.Counter.
func (s *Store) Stats(ctx context.Context) (stats unigraph.Stats, err error) {
	defer s.failed(ctx, "stats", &err)
	if err := s.usable(ctx); err != nil {
		return stats, err
	}
	rows, err := s.query(ctx, `
		SELECT 'articles', '', count(*) FROM articles
		UNION ALL SELECT 'entities', type, count(*) FROM entities GROUP BY type
		UNION ALL SELECT 'unlinked', '', count(*) FROM entities WHERE NOT linked
		UNION ALL SELECT 'agreements', '', count(*) FROM agreements
		UNION ALL SELECT 'relations', kind, count(*) FROM relations GROUP BY kind`)
	if err != nil {
		return stats, err
	}
	defer rows.Close()
	stats.Entities, stats.Relations = map[unigraph.EntityType]int{}, map[unigraph.RelationKind]int{}
	for rows.Next() {
		var what, kind string
		var n int
		if err := rows.Scan(&what, &kind, &n); err != nil {
			return stats, err
		}
		switch what {
		case "articles":
			stats.Articles = n
		case "entities":
			stats.Entities[unigraph.EntityType(kind)] = n
		case "unlinked":
			stats.Unlinked = n
		case "agreements":
			stats.Agreements = n
		case "relations":
			stats.Relations[unigraph.RelationKind(kind)] = n
		}
	}
	return stats, rows.Err()
}
