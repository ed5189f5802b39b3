package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"unigraph"
)

// testArticlesFrom walks through the articles of a source by parts, while
// articles come, go and change.
func testArticlesFrom(t *testing.T, s unigraph.Store) {
	from := func(source string, ids ...unigraph.ArticleID) {
		for _, id := range ids {
			b := news(id, signed("2018-11-14", dut, xnu))
			b.Article.Source, b.Article.Fingerprint = source, fmt.Sprint(source, id)
			load(t, s, b)
		}
	}
	all := func(source string) []unigraph.ArticleID {
		t.Helper()
		var met []unigraph.ArticleID
		for after := unigraph.ArticleID(""); ; {
			ids, err := s.ArticlesFrom(context.Background(), source, after, 2)
			if err != nil {
				t.Fatalf("ArticlesFrom(%q, %q): %v", source, after, err)
			}
			if len(ids) > 2 {
				t.Fatalf("ArticlesFrom gives %d ids where 2 were wanted", len(ids))
			}
			if len(ids) == 0 {
				slices.Sort(met)
				return met
			}
			met, after = append(met, ids...), ids[len(ids)-1]
		}
	}
	from("a.jsonl", "1", "2", "é", "大", "\U0001F393", "\uFF21")
	from("b.jsonl", "3", "4")
	from("", "5")
	equal(t, "articles of a.jsonl", all("a.jsonl"), []unigraph.ArticleID{"1", "2", "é", "大", "\uFF21", "\U0001F393"})
	equal(t, "articles of b.jsonl", all("b.jsonl"), []unigraph.ArticleID{"3", "4"})
	equal(t, "articles of nowhere", all(""), nil)
	equal(t, "articles of an unknown source", all("c.jsonl"), nil)

	from("b.jsonl", "1")
	remove(t, s, "3")
	equal(t, "articles of a.jsonl without one", all("a.jsonl"), []unigraph.ArticleID{"2", "é", "大", "\uFF21", "\U0001F393"})
	equal(t, "articles of b.jsonl, one gone and one more", all("b.jsonl"), []unigraph.ArticleID{"1", "4"})
}
