package main

import (
	"strings"
	"testing"

	"unigraph"
)

const twoLessons = `publisher: Osh State University
published: 2019-10-04
Today Ann Lee of Makerere University was with us.
> visited: Ann Lee -> Osh State University
> affiliated: Ann Lee -> Makerere University
> maybe: visited: Makerere University -> Osh State University
===
Three signed.
> signed: A -- B -- C
`

func TestParseLessons(t *testing.T) {
	ls, err := parseLessons("f", twoLessons)
	if err != nil || len(ls) != 2 {
		t.Fatal(ls, err)
	}
	first, second := ls[0], ls[1]
	if first.publisher != "Osh State University" || first.published != "2019-10-04" || first.text != "Today Ann Lee of Makerere University was with us." {
		t.Errorf("the first is %+v", first)
	}
	if len(first.facts) != 2 || first.facts[0] != (fact{"visited", "Ann Lee", "Osh State University", false}) || !first.facts[1].maybe {
		t.Errorf("facts of the first: %v", first.facts)
	}
	if len(second.facts) != 3 || second.facts[2] != (fact{"signed", "B", "C", false}) {
		t.Errorf("facts of the second: %v", second.facts)
	}
}

func TestParseLessonsErrors(t *testing.T) {
	for text, want := range map[string]string{
		"A.\n> visited: A":      "f:2: no arrow",
		"A.\n> signed: A":       "f:2: one party",
		"A.\n\n> knows: A -> B": "f:3: unknown relation",
		"A.\n> nothing":         "f:2: no fact",
	} {
		if _, err := parseLessons("f", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, not %q", text, err, want)
		}
	}
}

func TestLabel(t *testing.T) {
	l := lesson{facts: []fact{{"signed", "Łódź University", "B", false}, {"visited", "P", "B", true}}}
	for _, test := range []struct {
		relation, a, b string
		is, counts     bool
	}{
		{"signed", "B", "Lodz University", true, true},
		{"signed", "B", "C", false, true},
		{"visited", "P", "B", false, false},
		{"visited", "B", "P", false, true},
	} {
		is, counts := l.label(test.relation, unigraph.Referent{Name: test.a}, unigraph.Referent{Name: test.b})
		if is != test.is || counts != test.counts {
			t.Errorf("%+v: %v, %v", test, is, counts)
		}
	}
}

func TestRegressionFindsWhatDecides(t *testing.T) {
	e := &examples{features: map[string]int{"\t\t": 0, "word\tsaw\t": 1, "word\tthe\t": 2, "word\tonce\t": 3}}
	for n := range 40 {
		row := []int{0, 2}
		if n%2 == 0 {
			row = append(row, 1)
		}
		if n == 0 {
			row = append(row, 3)
		}
		e.rows, e.right = append(e.rows, row), append(e.right, n%2 == 0)
	}
	w, err := e.learn()
	if err != nil {
		t.Fatal(err)
	}
	if w[1] < 0.5 || w[2] > 0 || w[3] != 0 {
		t.Errorf("weights %v: the second decides, the third does not, the fourth is rare", w)
	}
}
