package extract

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// BenchmarkExtract reads the sample articles, over and over, on one core.
func BenchmarkExtract(b *testing.B) {
	files, err := filepath.Glob("../../examples/articles/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no sample articles: %v", err)
	}
	var articles []unigraph.Article
	words := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, unigraph.Article{ID: unigraph.ArticleID(f), Text: string(text)})
		words += len(strings.Fields(string(text)))
	}
	x := New(gazetteer.Default())
	for b.Loop() {
		for _, a := range articles {
			if _, err := x.Extract(context.Background(), a); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
