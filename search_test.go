package unigraph_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"unigraph"
)

func TestCloseTo(t *testing.T) {
	for _, c := range []struct {
		typed, word string
		want        bool
	}{
		{"dalian", "dalian", true}, {"dailan", "dalian", true}, {"dalin", "dalian", true}, {"daliann", "dalian", true}, {"dalyan", "dalian", true},
		{"dlaina", "dalian", false}, {"balian", "dalian", false}, {"univresity", "university", true}, {"unversty", "university", true},
		{"dut", "dot", false}, {"2019", "2018", false}, {"москва", "москво", true}, {"", "dalian", false},
	} {
		if got := unigraph.CloseTo(c.typed, c.word); got != c.want {
			t.Errorf("CloseTo(%q, %q) = %v, want %v", c.typed, c.word, got, c.want)
		}
	}
}

func TestSearchRefuses(t *testing.T) {
	for _, q := range []unigraph.SearchQuery{
		{Limit: 1}, {Text: "!?", Limit: 1}, {Text: "dut"}, {Text: "dut", Limit: 101},
		{Text: strings.Repeat("a ", 9), Limit: 1}, {Text: strings.Repeat("a", 201), Limit: 1},
	} {
		if _, err := unigraph.Search(context.Background(), nil, q); !errors.Is(err, unigraph.ErrInvalid) {
			t.Errorf("Search(%+v) = %v, want ErrInvalid", q, err)
		}
	}
}
