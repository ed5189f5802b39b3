package graph

import (
	"cmp"
	"context"
	"slices"

	"unigraph"
	"unigraph/graph/model"
)

// articlesOf gives the articles that report a fact, in the order of their ids.
func articlesOf(ctx context.Context, fact unigraph.FactID) ([]unigraph.Article, error) {
	loaders := loadersOf(ctx)
	evidence, err := loaders.evidence.Load(ctx, fact)
	if err != nil {
		return nil, err
	}
	var ids []unigraph.ArticleID
	for _, e := range evidence {
		ids = append(ids, e.Article)
	}
	return loadAll(ctx, loaders.articles, slices.Compact(ids)) // evidence is in their order
}

// sources counts the stories that report a fact.
func sources(ctx context.Context, fact unigraph.FactID) (int, error) {
	articles, err := articlesOf(ctx, fact)
	return len(unigraph.Stories(articles)), err
}

// stories lists the stories that report a fact page by page.
func stories(ctx context.Context, fact unigraph.FactID, s span) (*model.Connection[model.Story], error) {
	told, err := storiesOf(ctx, fact)
	if err != nil {
		return nil, err
	}
	return inMemory(ctx, told, storyKey, s, func(_ context.Context, by string) ([]unigraph.Group, error) {
		date := published(by)
		return tally(told, func(s model.Story) string { return date(s.Article) }), nil
	})
}

// storyKey is the least id of the articles of a story.
func storyKey(s model.Story) string {
	if len(s.Copies) > 0 {
		return string(min(s.Article.ID, s.Copies[0].ID))
	}
	return string(s.Article.ID)
}

// storiesOf gives the stories that report a fact, in the order of their keys.
func storiesOf(ctx context.Context, fact unigraph.FactID) ([]model.Story, error) {
	articles, err := articlesOf(ctx, fact)
	if err != nil {
		return nil, err
	}
	byID := map[unigraph.ArticleID]unigraph.Article{}
	for _, a := range articles {
		byID[a.ID] = a
	}
	var told []model.Story
	for _, ids := range unigraph.Stories(articles) {
		first := slices.MinFunc(ids, func(x, y unigraph.ArticleID) int { return comparePublished(byID[x], byID[y]) })
		story := model.Story{Article: byID[first]}
		for _, id := range ids {
			if id != first {
				story.Copies = append(story.Copies, byID[id])
			}
		}
		told = append(told, story)
	}
	return told, nil
}

// comparePublished orders articles by when they were published: last those of
// which that is unknown.
func comparePublished(a, b unigraph.Article) int {
	if a.Published == "" || b.Published == "" {
		return cmp.Compare(len(b.Published), len(a.Published))
	}
	return cmp.Compare(a.Published, b.Published)
}
