// Package match tells which institutions a line means, such as the affiliation
// above a paper: "Dept Physics, Univ. Oulu, Finland". It knows the names of a
// gazetteer, compares them word by word in a form that evens out languages and
// abbreviations, weighs country, city and region as evidence, and abstains
// where several institutions fit: a wrong link is worse than none.
package match

import (
	"iter"
	"slices"
	"strings"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// A Matcher finds institutions in lines. It does not change and may be used by
// several goroutines.
type Matcher struct {
	*vocabulary
	known    []institution
	names    []name
	edges    map[edge]int32 // of the trie of names, word by word from node 0
	first    []int32        // node → its first name, as index+1
	families map[family]int
	rare     map[word][]int32 // word → names that have it, but for frequent words
}

type institution struct {
	entry        *gazetteer.Entry
	city, region []word
	inactive     bool
	isEducation  bool
}

// A name is one name of an institution.
type name struct {
	text    string
	of      int32 // index of Matcher.known
	next    int32 // the next name of the same words, as index+1
	words   []word
	acronym string // as it has to be written; "" for a name in words
	shown   bool   // the one that the registry shows
	comma   bool   // it has a comma
	alone   bool   // no other institution has a name of these words
}

type edge struct {
	node int32
	word word
}

// A family are the names in a country that begin with the words of a node and
// go on with places only: "Indian Institute of Technology", of many cities.
type family struct {
	node    int32
	country string
}

// maxFamily is how many names may go on so before the bare one is doubtful.
const maxFamily = 2

// New prepares to match lines with institutions of g: all of them, or its
// universities.
func New(g *gazetteer.Gazetteer, institutions iter.Seq[*gazetteer.Entry]) *Matcher {
	m := &Matcher{
		vocabulary: newVocabulary(g), edges: map[edge]int32{}, first: make([]int32, 1),
		families: map[family]int{}, rare: map[word][]int32{},
	}
	for e := range institutions {
		m.add(e)
	}
	bearers := m.countBearers()
	m.describe(bearers, len(m.known))
	for i, n := range m.names {
		if n.acronym == "" {
			m.countFamily(n)
			for _, w := range n.words {
				if bearers[w] <= maxRare {
					m.rare[w] = append(m.rare[w], int32(i))
				}
			}
		}
	}
	return m
}

// maxRare is how many institutions may have a word by which names are looked up.
const maxRare = 400

func (m *Matcher) add(e *gazetteer.Entry) {
	of := int32(len(m.known))
	i := institution{entry: e, city: m.learnAll(e.City), isEducation: e.Entity.ID.Type() == unigraph.University}
	if r := e.Record; r != nil {
		i.region, i.inactive = m.learnAll(r.Region), r.Status != "active"
	}
	m.known = append(m.known, i)
	for _, text := range e.Entity.Names() {
		n := name{text: text, of: of, words: m.learnAll(text), shown: text == e.Entity.Name, comma: strings.Contains(text, ",")}
		if slices.Contains(e.Acronyms, text) || isAcronym(text) {
			n.acronym = text
		}
		m.addName(n)
		if bare, rest, ok := strings.Cut(text, " ("); ok && m.places.Country(strings.TrimSuffix(rest, ")")) != "" { // "Sanofi (France)"
			n.words = m.learnAll(bare)
			m.addName(n)
		}
	}
}

// isAcronym reports whether a name that no registry calls an acronym is one.
func isAcronym(s string) bool {
	return len(s) <= 8 && !strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' })
}

func (m *Matcher) learnAll(text string) []word {
	found := tokens(text, m.learn)
	words := make([]word, len(found))
	for i, t := range found {
		words[i] = t.word
	}
	return words
}

func (m *Matcher) addName(n name) {
	if len(n.words) == 0 {
		return
	}
	node := int32(0)
	for _, w := range n.words {
		node = m.child(node, w)
	}
	n.alone = true
	for i := m.first[node]; i != 0; i = m.names[i-1].next {
		have := &m.names[i-1]
		if have.of == n.of && have.acronym == n.acronym {
			have.shown, have.comma = have.shown || n.shown, have.comma || n.comma
			return
		}
		if have.of != n.of {
			have.alone, n.alone = false, false
		}
	}
	n.next = m.first[node]
	m.names = append(m.names, n)
	m.first[node] = int32(len(m.names))
}

func (m *Matcher) child(node int32, w word) int32 {
	child := m.step(node, w)
	if child == 0 {
		child = int32(len(m.first))
		m.first = append(m.first, 0)
		m.edges[edge{node, w}] = child
	}
	return child
}

// step follows a word from a node; 0 where no name goes on so.
func (m *Matcher) step(node int32, w word) int32 { return m.edges[edge{node, w}] }

// countBearers counts the institutions that have each word in a name.
func (m *Matcher) countBearers() []int32 {
	bearers, last := make([]int32, m.count), make([]int32, m.count)
	for _, n := range m.names {
		for _, w := range n.words {
			if last[w] != n.of+1 {
				last[w] = n.of + 1
				bearers[w]++
			}
		}
	}
	return bearers
}

// countFamily counts a name for the families that it goes on from.
func (m *Matcher) countFamily(n name) {
	last := len(n.words)
	for last > 1 && m.is[n.words[last-1]]&isPlace != 0 {
		last--
	}
	node := int32(0)
	for i, w := range n.words[:len(n.words)-1] {
		if node = m.step(node, w); i+1 >= last {
			m.families[family{node, m.known[n.of].country()}]++
		}
	}
}

func (i *institution) country() string { return i.entry.Entity.Country }

// isAt reports whether a word is of the city or region where i is.
func (i *institution) isAt(w word) bool {
	return slices.Contains(i.city, w) || slices.Contains(i.region, w)
}

// isUnder reports whether i is part of another, as a registry has it.
func (i *institution) isUnder(parent *institution) bool {
	r, p := i.entry.Record, parent.entry.Record
	return r != nil && p != nil && p.ROR != "" && slices.Contains(r.Parents, p.ROR)
}
