package extract

import (
	"context"
	"slices"
	"strings"
	"testing"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// oddWeights know a verb that no rule does.
const oddWeights = `member-of				-4
member-of	word before	jewel		5
signed				-4
signed	between	bejewel	ab	5
visited				-4
visited	between	glimpses	ab	5
visited	word	tomorrow		-9
`

func TestWeightsTellWhatRulesDoNot(t *testing.T) {
	w, err := readWeights(oddWeights)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, text, want string }{
		{"visit", "Rector Ann Lee glimpses Uppsala University.", "visited/likely: Ann Lee, Uppsala University"},
		{"the weights against", "Tomorrow rector Ann Lee glimpses Uppsala University.", ""},
		{"member", "Uppsala University is jewel. The Coimbra Group is old.", "member-of/likely: Uppsala University, Coimbra Group"},
		{"agreement", "Uppsala University bejewel Makerere University.", "signed/likely: Uppsala University, Makerere University"},
		{"no weight", "Rector Ann Lee dreams of Uppsala University.", ""},
		{"types that do not go together", "Rector Ann Lee glimpses John Smith.", ""},
		{"known by a rule", "Uppsala University bejewel the signing: it signed a memorandum with Makerere University.", "signed/active: Uppsala University, Makerere University"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := New(gazetteer.Default()).read(unigraph.Article{Text: test.text})
			d.findLikely(newJudge(w))
			r := d.finish()
			var got []string
			for _, a := range r.Agreements {
				got = append(got, a.Evidence[0].Rule+": "+r.Referents[a.Parties[0]].Name+", "+r.Referents[a.Parties[1]].Name)
			}
			for _, c := range r.Relations {
				got = append(got, c.Evidence[0].Rule+": "+r.Referents[c.Subject].Name+", "+r.Referents[c.Object].Name)
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("%q says %q, not %q", test.text, got, test.want)
			}
		})
	}
}

func TestLikelyConfidence(t *testing.T) {
	w, _ := readWeights(oddWeights)
	d := New(gazetteer.Default()).read(unigraph.Article{Text: "Rector Ann Lee glimpses Uppsala University."})
	d.findLikely(newJudge(w))
	e := d.finish().Relations[0].Evidence[0]
	if e.Confidence != 0.73 { // 1 / (1 + exp(4-5))
		t.Errorf("confidence %v, not 0.73", e.Confidence)
	}
	if e.Quote != "Rector Ann Lee glimpses Uppsala University." {
		t.Errorf("evidence is %q", e.Quote)
	}
}

func TestReadWeights(t *testing.T) {
	for text, want := range map[string]string{
		"visited\tword\tsaw\t\n":                "weights.txt:1: 4 fields for 5",
		"visited\t\t\t\t1\nknows\ta\tb\tc\t1\n": "weights.txt:2: no weight of a relation",
		"visited\tword\tsaw\t\tmuch\n":          "weights.txt:1: no weight of a relation",
	} {
		if _, err := readWeights(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, not %q", text, err, want)
		}
	}
	w := learnedWeights()
	k, ok := w.index.find(keyOf(isWord, symbolOf("signed"), blank))
	if !ok || w.of[k] == [len(Relations)]float32{} {
		t.Error("no weight of the word signed")
	}
	if _, ok := w.index.find(keyOf(isWord, symbolOf("in no lesson"), blank)); ok {
		t.Error("a weight of what is in no lesson")
	}
}

func TestCandidates(t *testing.T) {
	r, cs, err := New(gazetteer.Default()).Candidates(context.Background(), unigraph.Article{Text: "Ann Lee flew to Uppsala University."})
	if err != nil || len(cs) != 1 {
		t.Fatal(cs, err)
	}
	c := cs[0]
	if c.Relation != "visited" || r.Referents[c.Subject].Name != "Ann Lee" || r.Referents[c.Object].Name != "Uppsala University" {
		t.Errorf("%s of %d and %d", c.Relation, c.Subject, c.Object)
	}
	for _, f := range []string{"claimed\t\t", "between\tflew\tab", "b after\tto\t", "distance\t1\t0"} {
		if !slices.Contains(c.Features, f) {
			t.Errorf("no feature %q in %q", f, c.Features)
		}
	}
}
