package sqlite

import (
	"context"
	"encoding/json"

	"unigraph"
)

// Batches implements unigraph.Archive.
func (s *Store) Batches(ctx context.Context, after unigraph.ArticleID, limit int) (batches []unigraph.Batch, err error) {
	defer s.failed(ctx, "batches", &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	// One statement reads one state of the store: an article and what it tells.
	return collect(ctx, s, scanBatch, `
		SELECT a.article, a.title, a.url, a.published, a.source, a.fingerprint, a.sketch, a.reports,
			(SELECT json_group_array(json(t.body)) FROM json_each(a.mentions) m
				CROSS JOIN tellings t ON t.entity = m.value ->> 'entity' AND t.hash = m.value ->> 'hash')
		FROM articles a WHERE a.article > ? ORDER BY a.article LIMIT ?`, string(after), limit)
}

func scanBatch(row scanner) (b unigraph.Batch, err error) {
	a := &b.Article
	var said, told []byte
	if err := row.Scan(&a.ID, &a.Title, &a.URL, &a.Published, &a.Source, &a.Fingerprint, &a.Sketch, &said, &told); err != nil {
		return b, err
	}
	var entities []entityBody
	if err := json.Unmarshal(told, &entities); err != nil {
		return b, err
	}
	for _, e := range entities {
		b.Entities = append(b.Entities, unigraph.Entity(e))
	}
	var reports []report
	if err := unlist(said, &reports); err != nil {
		return b, err
	}
	for _, r := range reports {
		r.addTo(&b)
	}
	b.Normalize()
	return b, nil
}

// addTo is the reverse of reports.
func (r report) addTo(b *unigraph.Batch) {
	var evidence []unigraph.Evidence
	for _, e := range r.Evidence {
		e.Article = b.Article.ID
		evidence = append(evidence, unigraph.Evidence(e))
	}
	if r.Agreement != nil {
		r.Agreement.Evidence = evidence
		b.Agreements = append(b.Agreements, unigraph.Agreement(*r.Agreement))
	} else {
		r.Relation.Evidence = evidence
		b.Relations = append(b.Relations, unigraph.Relation(*r.Relation))
	}
}
