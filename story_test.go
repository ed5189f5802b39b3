package unigraph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// words makes a text of n words of its own.
func words(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	text := make([]string, n)
	for i := range text {
		text[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return text
}

func TestSketchTellsCopies(t *testing.T) {
	story := words(1, 300)
	said := strings.Join(story, " ")
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"equal", said, true},
		{"case and punctuation", strings.ToUpper(strings.Join(story, ", ")) + ".", true},
		{"another headline", "Agency reports: two universities sign\n" + said + "\nAll rights reserved by the agency.", true},
		{"the last paragraph cut", strings.Join(story[:260], " "), true},
		{"half of it new", strings.Join(append(slices.Clone(story[:150]), words(2, 150)...), " "), false},
		{"the same words in another order", strings.Join(slices.Sorted(slices.Values(story)), " "), false},
		{"another text", strings.Join(words(3, 300), " "), false},
		{"nothing", " . ", false},
	} {
		if got := NewSketch(said).Like(NewSketch(tt.text)); got != tt.want {
			t.Errorf("%s: Like = %v, want %v", tt.name, got, tt.want)
		}
	}
	if NewSketch("").Like(NewSketch("")) || Sketch("bad").Like("bad") {
		t.Error("texts without sketches are taken for copies")
	}
	// Stores keep sketches, so that they stay what they are.
	const kept = "wU4+Lqk0qQxOldJmVqoNjiTBEUrzgi+W4x2aFED0Ku4XY8kwsDALCfpp7Kyx88Okre4s+GVO10Bvpu6Sfb7Dkg"
	if got := NewSketch("The Universität of Oulu’s 3 partners, ÉCOLE Привет: 大学 signed – in 2019 – the İstanbul accord ʼ x"); got != kept {
		t.Errorf("a sketch is another than it was: %s", got)
	}
	if !NewSketch("Two words").Like(NewSketch("two Words!")) {
		t.Error("short texts have no likeness")
	}
}

func TestStories(t *testing.T) {
	var articles []Article
	add := func(id ArticleID, text ...string) {
		articles = append(articles, Article{ID: id, Sketch: NewSketch(strings.Join(text, " "))})
	}
	story := words(1, 300)
	add("z", story...)
	add("agency", story...)
	add("paper", append([]string{"By", "our", "own", "reporter"}, story...)...)
	add("cut", story[:270]...)
	add("other", words(2, 300)...)
	add("blank-1")
	add("blank-2")
	want := [][]ArticleID{{"agency", "cut", "paper", "z"}, {"blank-1"}, {"blank-2"}, {"other"}}
	rapid.Check(t, func(t *rapid.T) {
		if diff := cmp.Diff(want, Stories(rapid.Permutation(articles).Draw(t, "articles"))); diff != "" {
			t.Errorf("stories (-want +got):\n%s", diff)
		}
	})
	if got := Stories(nil); len(got) != 0 {
		t.Errorf("Stories(nil) = %v", got)
	}
}

func BenchmarkNewSketch(b *testing.B) {
	text := strings.Join(words(1, 300), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewSketch(text)
	}
}
