package benchnews

import (
	"bytes"
	"strings"
	"testing"

	"unigraph"
)

func TestExport(t *testing.T) {
	names, err := ReadNames("../../loader/gazetteer/data")
	if err != nil || len(names.Universities) < 9000 || len(names.Alliances) < 300 {
		t.Fatalf("%d universities, %d alliances, %v", len(names.Universities), len(names.Alliances), err)
	}
	e := Export{Articles: 1000, Names: names, Seed: 1}
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if _, err := e.WriteTo(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same export differs")
	}
	words, copies := 0, 0
	var articles []unigraph.Article
	for i := range e.Articles {
		a := e.Article(i)
		words += len(strings.Fields(a.Text))
		if strings.HasPrefix(a.URL, "https://copies.example/") {
			copies++
		}
		articles = append(articles, unigraph.Article{ID: unigraph.ArticleID(a.ID), Sketch: unigraph.NewSketch(a.Text)})
	}
	if mean := words / e.Articles; mean < 270 || mean > 330 {
		t.Errorf("articles have %d words, want about 300", mean)
	}
	if copies < 70 || copies > 130 {
		t.Errorf("%d of 1000 articles are copies, want about 100", copies)
	}
	// A copy of a copy is a story of its own, since nothing is said twice there.
	if stories := len(unigraph.Stories(articles)); stories > 1000-copies*4/5 || stories < 1000-copies {
		t.Errorf("%d stories of 1000 articles, %d of them copies", stories, copies)
	}
}
