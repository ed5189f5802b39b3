// Package benchnet generates the network that the benchmarks of the store
// engines load: universities that concluded two-party agreements, few of them
// with very many partners. The same Network is the same articles every time.
package benchnet

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"unigraph"
)

// A Network says how much to generate.
type Network struct {
	Universities int
	Agreements   int // distinct: no two are reports of one event
	Seed         uint64
}

// Standard is the network that the figures of the project are measured on.
var Standard = Network{Universities: 20_000, Agreements: 300_000, Seed: 1}

// University is the i-th university, the one with most partners first.
func (n Network) University(i int) unigraph.Entity {
	name := fmt.Sprintf("University of Town %05d", i)
	return unigraph.Entity{
		ID: unigraph.NewEntityID(unigraph.University, name), Name: name, Country: country(i), Linked: true,
	}
}

// country is one of 120 codes, the early ones with more universities.
func country(i int) string {
	c := (i * 7919 % 120) * (i * 31 % 119) / 120
	return string([]byte{'A' + byte(c/26), 'A' + byte(c%26)})
}

// Batches gives the articles one after the other, of one to nine agreements
// each, with evidence that quotes nothing.
func (n Network) Batches() iter.Seq[unigraph.Batch] {
	return func(yield func(unigraph.Batch) bool) {
		g := newGenerator(n)
		for article, left := 0, n.Agreements; left > 0; article++ {
			size := min(1+g.rand.IntN(9), left)
			left -= size
			if !yield(g.batch(unigraph.ArticleID(fmt.Sprintf("article-%06d", article)), size)) {
				return
			}
		}
	}
}

// Groups gives the articles in groups of size, as a loader hands them to Upsert.
func (n Network) Groups(size int) iter.Seq[[]unigraph.Batch] {
	return func(yield func([]unigraph.Batch) bool) {
		var group []unigraph.Batch
		for b := range n.Batches() {
			if group = append(group, b); len(group) == size {
				if !yield(group) {
					return
				}
				group = nil
			}
		}
		if len(group) > 0 {
			yield(group)
		}
	}
}

type generator struct {
	network Network
	rand    *rand.Rand
	rank    *rand.Zipf
	told    map[event]bool
}

type event struct{ a, b, day int }

func newGenerator(n Network) *generator {
	r := rand.New(rand.NewPCG(n.Seed, n.Seed))
	return &generator{n, r, rand.NewZipf(r, 1.1, 20, uint64(n.Universities-1)), map[event]bool{}}
}

func (g *generator) batch(id unigraph.ArticleID, agreements int) unigraph.Batch {
	b := unigraph.Batch{Article: unigraph.Article{ID: id, Title: "News " + string(id)}}
	for range agreements {
		e := g.event()
		x, y := g.network.University(e.a), g.network.University(e.b)
		b.Entities = append(b.Entities, x, y)
		b.Agreements = append(b.Agreements, unigraph.Agreement{
			Parties: []unigraph.EntityID{x.ID, y.ID}, Kind: g.kind(), Date: date(e.day), Modality: unigraph.Done,
			Evidence: []unigraph.Evidence{{Article: id, Confidence: 0.9}},
		})
	}
	b.Normalize()
	return b
}

// event draws a university by rank, any other as its partner, and a day on
// which they have not met before.
func (g *generator) event() event {
	for {
		a, b := int(g.rank.Uint64()), g.rand.IntN(g.network.Universities)
		e := event{min(a, b), max(a, b), g.rand.IntN(9000)}
		if a != b && !g.told[e] {
			g.told[e] = true
			return e
		}
	}
}

func (g *generator) kind() unigraph.AgreementKind {
	kinds := slices.DeleteFunc(slices.Clone(unigraph.AgreementKinds), func(k unigraph.AgreementKind) bool { return k == unigraph.Renewal })
	return kinds[g.rand.IntN(len(kinds))]
}

func date(day int) unigraph.Date {
	return unigraph.Date(time.Date(2000, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// Names gives articles that name count organizations and say no more of them:
// what a search has to look through.
func (n Network) Names(count int) iter.Seq[unigraph.Batch] {
	return func(yield func(unigraph.Batch) bool) {
		for first := 0; first < count; first += namesOfArticle {
			b := unigraph.Batch{Article: unigraph.Article{ID: unigraph.ArticleID(fmt.Sprintf("names-%06d", first))}}
			for i := first; i < min(first+namesOfArticle, count); i++ {
				b.Entities = append(b.Entities, n.Organization(i))
			}
			b.Normalize()
			if !yield(b) {
				return
			}
		}
	}
}

const namesOfArticle = 500

// Organization is the i-th organization that Names names.
func (n Network) Organization(i int) unigraph.Entity {
	r := rand.New(rand.NewPCG(n.Seed, uint64(i)))
	name := fmt.Sprintf("%s %s of %s %d", word(r), kinds[r.IntN(len(kinds))], word(r), i)
	return unigraph.Entity{ID: unigraph.NewEntityID(unigraph.Organization, name), Name: name, Country: country(i), Linked: true}
}

var (
	kinds     = []string{"Institute", "College", "Academy", "Centre", "Laboratory", "Foundation", "Observatory", "Hospital"}
	syllables = []string{"ba", "dor", "el", "fin", "gra", "hu", "is", "jo", "kar", "lin", "mo", "nel", "or", "pe", "qui", "ras", "sto", "tam", "ur", "ves", "win", "yar", "zo"}
)

// word is a capitalized one of two or three syllables.
func word(r *rand.Rand) string {
	w := ""
	for range 2 + r.IntN(2) {
		w += syllables[r.IntN(len(syllables))]
	}
	return string(w[0]-'a'+'A') + w[1:]
}
