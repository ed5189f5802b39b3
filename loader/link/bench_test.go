package link

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"unigraph"
	"unigraph/loader/extract"
	"unigraph/loader/gazetteer"
)

// news are the articles that a benchmark reads over and over: the development
// set where it lies beside the repository, else the samples.
func news(b *testing.B) (articles []unigraph.Article, words int) {
	for _, glob := range []string{"../../../shared/gold/dev/*.txt", "../../examples/articles/*.txt"} {
		files, err := filepath.Glob(glob)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			articles = append(articles, unigraph.Article{ID: unigraph.ArticleID(f), Text: string(text)})
			words += len(bytes.Fields(text))
		}
		if len(articles) > 0 {
			return articles, words
		}
	}
	b.Fatal("no articles")
	return nil, 0
}

// BenchmarkRead extracts and links, and tells the words a second of one core (with
// -cpu 1), and the memory that the process has of the system.
func BenchmarkRead(b *testing.B) {
	articles, words := news(b)
	x, l := extract.New(gazetteer.Default()), New(gazetteer.Default())
	for b.Loop() {
		for _, a := range articles {
			read(b, x, l, a)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
}

// BenchmarkLength reads one article of 10 kB to 10 MB: the time of a byte stays
// what it is.
func BenchmarkLength(b *testing.B) {
	articles, _ := news(b)
	var text strings.Builder
	for text.Len() < 10e6 {
		for _, a := range articles {
			text.WriteString(a.Text + "\n\n")
		}
	}
	x, l := extract.New(gazetteer.Default()), New(gazetteer.Default())
	for _, length := range []int{10e3, 100e3, 1e6, 10e6} {
		a := unigraph.Article{ID: "long", Text: strings.ToValidUTF8(text.String()[:length], "")}
		b.Run(fmt.Sprintf("%dkB", length/1000), func(b *testing.B) {
			b.SetBytes(int64(length))
			for b.Loop() {
				read(b, x, l, a)
			}
		})
	}
}

func read(b *testing.B, x *extract.Extractor, l *Linker, a unigraph.Article) {
	r, err := x.Extract(context.Background(), a)
	if err == nil {
		_, err = l.Link(context.Background(), a, r)
	}
	if err != nil {
		b.Fatal(err)
	}
}
