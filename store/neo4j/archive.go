package neo4j

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// Batches implements unigraph.Archive.
func (s *Store) Batches(ctx context.Context, after unigraph.ArticleID, limit int) ([]unigraph.Batch, error) {
	records, err := s.read(ctx, "batches", readBatches, row{"after": string(after), "limit": limit})
	var batches []unigraph.Batch
	for _, r := range records {
		batches = append(batches, toBatch(r))
	}
	return batches, err
}

func toBatch(r *neo4j.Record) unigraph.Batch {
	b := unigraph.Batch{Article: toArticle(field[neo4j.Node](r, "a").Props)}
	for _, pair := range field[[]any](r, "tellings") {
		told := pair.([]any)
		b.Entities = append(b.Entities, toTellings(told[0].(string), told[1:])...)
	}
	for _, c := range byClaim(field[[]any](r, "reports")) {
		c.addTo(&b)
	}
	b.Normalize()
	return b
}

// addTo enters the claim, each report of which has the fact and who signed it.
func (c claim) addTo(b *unigraph.Batch) {
	var evidence []unigraph.Evidence
	for _, r := range c {
		evidence = append(evidence, toEvidence(b.Article.ID, r))
	}
	fact := get[row](c[0], "fact")
	if fact["subject"] != nil {
		r := storedRelations(toRelation(fact), []claim{c})[0]
		r.Evidence = evidence
		b.Relations = append(b.Relations, r)
		return
	}
	var signed []unigraph.EntityID
	for _, id := range getList[string](c[0], "signed") {
		signed = append(signed, original[unigraph.EntityID](id))
	}
	a := storedAgreements(toAgreement(fact, signed), []claim{c})[0]
	a.Evidence = evidence
	b.Agreements = append(b.Agreements, a)
}
