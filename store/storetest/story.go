package storetest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"unigraph"
)

// testStories counts the sources of a fact while copies come, change and go.
func testStories(t *testing.T, s unigraph.Store) {
	const words = "Rector Xue Hui of Dalian met guests from Urumqi on Monday, and both sides signed what had been in the making for years."
	tell := func(id unigraph.ArticleID, text string) {
		b := news(id, signed("2018-11-14", dut, xnu))
		b.Article.Sketch = unigraph.NewSketch(text)
		load(t, s, b)
	}
	stories := func(want ...string) {
		t.Helper()
		var got []string
		for _, ids := range storiesOf(t, s) {
			var story []string
			for _, id := range ids {
				story = append(story, string(id))
			}
			got = append(got, strings.Join(story, " "))
		}
		equal(t, "stories", got, want)
	}
	tell("a1", words)
	tell("a2", "WIRE: "+strings.ToUpper(words))
	tell("b", "Nobody in Urumqi had slept that night, says a professor who saw the paper signed at dawn by two tired delegations.")
	tell("c", "") // of no words: like no other
	tell("d", "")
	stories("a1 a2", "b", "c", "d")
	tell("a2", "A text of its own, written by somebody who had been there and took notes of what the rectors said to each other.")
	remove(t, s, "c")
	stories("a1", "a2", "b", "d")
}

// storiesOf gives the stories that report the one agreement there is.
func storiesOf(t *testing.T, s unigraph.Store) [][]unigraph.ArticleID {
	t.Helper()
	ctx := context.Background()
	found, err := s.FindAgreements(ctx, unigraph.AgreementFilter{}, unigraph.Page{Limit: 2})
	if err != nil || len(found.Items) != 1 {
		t.Fatalf("FindAgreements = %d agreements, %v, want one", len(found.Items), err)
	}
	evidence, err := s.Evidence(ctx, []unigraph.FactID{found.Items[0].ID})
	if err != nil {
		t.Fatalf("Evidence: %v", err)
	}
	var ids []unigraph.ArticleID
	for _, e := range evidence[found.Items[0].ID] {
		ids = append(ids, e.Article)
	}
	articles, err := s.Articles(ctx, ids)
	if err != nil {
		t.Fatalf("Articles: %v", err)
	}
	return unigraph.Stories(slices.Collect(maps.Values(articles)))
}
