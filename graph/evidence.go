package graph

import (
	"context"
	"fmt"
	"strconv"

	"unigraph"
	"unigraph/graph/model"
)

// evidence lists the first pieces of evidence of a fact.
func evidence(ctx context.Context, fact unigraph.FactID, first *int) ([]unigraph.Evidence, error) {
	all, err := loadersOf(ctx).evidence.Load(ctx, fact)
	if err != nil {
		return nil, err
	}
	return firstOf(all, first, defaultFirst)
}

// evidencePage lists the evidence of a fact page by page.
func evidencePage(ctx context.Context, fact unigraph.FactID, s span) (*model.Connection[unigraph.Evidence], error) {
	all, err := loadersOf(ctx).evidence.Load(ctx, fact)
	if err != nil {
		return nil, err
	}
	return inMemory(ctx, all, evidenceKey, s, evidenceGroups(all))
}

// evidenceKey tells the evidence of a fact apart, and orders it as
// Evidence.Compare does: what a place of an article says is one quote.
func evidenceKey(e unigraph.Evidence) string {
	confidence := strconv.FormatFloat(e.Confidence, 'f', -1, 64)
	return fmt.Sprintf("%s\x00%010d\x00%010d\x00%s\x00%s", e.Article, e.Start, e.End, e.Rule, confidence)
}

// evidenceGroups counts evidence by a model.EvidenceKey.
func evidenceGroups(all []unigraph.Evidence) model.Grouper {
	return func(ctx context.Context, by string) ([]unigraph.Group, error) {
		if model.EvidenceKey(by) == model.EvidenceKeyRule {
			return tally(all, func(e unigraph.Evidence) string { return e.Rule }), nil
		}
		ids := make([]unigraph.ArticleID, len(all))
		for i, e := range all {
			ids[i] = e.Article
		}
		articles, err := loadAll(ctx, loadersOf(ctx).articles, ids)
		return tally(articles, published(by)), err
	}
}

// published gives the year or the month in which an article was published, as
// much of it as is known.
func published(by string) func(unigraph.Article) string {
	length := len("2006-01")
	if by == string(model.EvidenceKeyYear) {
		length = len("2006")
	}
	return func(a unigraph.Article) string { return string(a.Published[:min(length, len(a.Published))]) }
}
