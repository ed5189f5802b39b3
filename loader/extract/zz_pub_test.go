package extract

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"unigraph"
	"unigraph/loader/gazetteer"
)

func TestZZP(t *testing.T) {
	if os.Getenv("ZZL") == "" {
		t.Skip()
	}
	files, _ := filepath.Glob("../../examples/articles/*.txt")
	var b strings.Builder
	for _, f := range files {
		text, _ := os.ReadFile(f)
		b.Write(text)
		b.WriteString("\n\n")
	}
	one := b.String()
	x := New(gazetteer.Default())
	for _, n := range []int{1, 4, 16, 64} {
		text := strings.Repeat(one, n)
		st := time.Now()
		x.Extract(context.Background(), unigraph.Article{ID: "x", Text: text})
		d := time.Since(st)
		fmt.Println(len(text), d, float64(len(strings.Fields(text)))/d.Seconds())
	}
}
