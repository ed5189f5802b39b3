package extract

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"unigraph"
)

// A Candidate is a fact that an article may state: somewhere a sentence, or two that
// follow each other, name both its ends. Features tell what there is about them, and
// weights learned from lessons how likely that makes the fact; see likely.go.
type Candidate struct {
	Relation string   // one of Relations
	Subject  int      // index into Reading.Referents; of an agreement, the party with the lower one
	Object   int      // index into Reading.Referents
	Features []string // in order, each once
}

// Candidates reads an article and gives what weights are learned from: a reading
// by rules alone, and every candidate in it.
func (x *Extractor) Candidates(ctx context.Context, a unigraph.Article) (unigraph.Reading, []Candidate, error) {
	if err := ctx.Err(); err != nil {
		return unigraph.Reading{}, nil, err
	}
	d := x.read(a)
	n := &notes{}
	n.read(d)
	var all []Candidate
	for sites := range n.candidates() {
		features := map[string]bool{}
		for k := range sites {
			n.all(&sites[k], func(what, a, b symbol) { features[feature(what.text, a.text, b.text)] = true })
		}
		p := sites[0]
		all = append(all, Candidate{Relations[p.relation], p.a.ref, p.b.ref, slices.Sorted(maps.Keys(features))})
	}
	return d.finish(), all, nil
}

// feature writes a feature as the weights do.
func feature(what, a, b string) string { return what + "\t" + a + "\t" + b }

// Relations are what candidates may be: two parties signed an agreement, an institution
// is a member of an alliance, a person or institution visited an institution or a place.
var Relations = [...]string{signedRelation: "signed", memberRelation: "member-of", visitedRelation: "visited"}

const (
	signedRelation = iota
	memberRelation
	visitedRelation
)

// A site is where the text names both ends of a candidate.
type site struct {
	relation int // index into Relations
	a, b     end
	sentence int // the later of the two
	across   int // 1 where a stands in the sentence before, 2 where b does; 0 if both are in one
}

// types are the types of both ends.
func (p *site) types() typePair { return typePair{p.a.kind, p.b.kind} }

// An end is a referent at one site of the text.
type end struct {
	ref  int
	at   int // index into document.mentions; weWords for the publisher, where the text says "we"
	kind typeIndex
}

// The publisher is an end of every sentence, with words such as "our guests" or without.
const (
	weWords = -1
	unsaid  = -2
)

// A typeIndex is an index into unigraph.EntityTypes: pairs of types are looked up often.
type typeIndex uint8

func indexOf(t unigraph.EntityType) typeIndex {
	return typeIndex(slices.Index(unigraph.EntityTypes, t))
}

// typePair are the types of the ends of a site.
type typePair struct{ a, b typeIndex }

// byTypes has something for every pair of types.
type byTypes[T any] [entityTypes][entityTypes]T

const entityTypes = 6

// forTypes asks what there is for every pair of types, once.
func forTypes[T any](ask func(a, b unigraph.EntityType) T) (all byTypes[T]) {
	for i, a := range unigraph.EntityTypes {
		for j, b := range unigraph.EntityTypes {
			all[i][j] = ask(a, b)
		}
	}
	return all
}

func (all *byTypes[T]) of(p typePair) T { return all[p.a][p.b] }

// notes tell what there is about the candidates of a document. They may be read of
// one document after the other, in the same room.
type notes struct {
	d       *document
	cues    []cue     // of each sentence
	cueOf   []cue     // of each token
	symbols []symbol  // of each token: its word
	clause  []int     // of each token: the number of its clause
	ends    [][]end   // of each sentence
	claimed [3]pairs  // by relation, what the rules found
	sites   []site    // of all candidates
	sorted  []site    // the same, those of each candidate together
	keys    []siteKey // see sort
}

// pairs are the facts of one relation that the rules found.
type pairs struct {
	done, other       map[[2]int]bool // pairs claimed as done; planned, ended or denied
	subjects, objects map[int]int     // in how many pairs claimed as done
}

func (n *notes) read(d *document) {
	n.d, n.claimed = d, [len(n.claimed)]pairs{}
	n.cues, n.cueOf, n.symbols, n.clause = zeros(n.cues, len(d.sents)), zeros(n.cueOf, len(d.toks)), zeros(n.symbols, len(d.toks)), zeros(n.clause, len(d.toks))
	n.ends = emptied(n.ends, len(d.sents))
	for s := range d.sents {
		n.readSentence(s)
	}
	for k, c := range d.stated {
		for i := c.i; i < c.j; i++ {
			n.clause[i] = k + 1
		}
	}
	for k := range d.mentions {
		m := &d.mentions[k]
		s := d.sentOf[m.i]
		if m.group == nil {
			n.ends[s] = append(n.ends[s], end{m.ref, k, indexOf(m.kind)})
		}
		for _, ref := range m.group {
			n.ends[s] = append(n.ends[s], end{ref, k, indexOf(m.kind)})
		}
	}
	n.readClaims()
}

// emptied gives n empty lists, in the room of those there are.
func emptied[T any](lists [][]T, n int) [][]T {
	lists = slices.Grow(lists[:cap(lists)], max(0, n-cap(lists)))[:n]
	for k := range lists {
		lists[k] = lists[k][:0]
	}
	return lists
}

// readSentence notes the cues of a sentence, and the publisher: whether it speaks as "we".
func (n *notes) readSentence(s int) {
	d := n.d
	we := false
	for i := d.sents[s][0]; i < d.sents[s][1]; i++ {
		if n.symbols[i] = symbolOf(d.toks[i].low); d.toks[i].known != nil {
			n.cueOf[i] = d.toks[i].known.cue
		}
		n.cues[s] |= n.cueOf[i]
		we = we || d.atWord(i, "we", "our", "us", "here")
	}
	if d.publisher >= 0 {
		at := unsaid
		if we {
			at = weWords
		}
		n.ends[s] = append(n.ends[s], end{d.publisher, at, indexOf(d.referents[d.publisher].kind)})
	}
}

func (n *notes) readClaims() {
	for _, a := range n.d.reading.Agreements {
		for k, p := range a.Parties {
			for _, q := range a.Parties[k+1:] {
				n.claimed[signedRelation].add(min(p, q), max(p, q), a.Modality)
			}
		}
	}
	for _, r := range n.d.reading.Relations {
		switch r.Kind {
		case unigraph.MemberOf:
			n.claimed[memberRelation].add(r.Subject, r.Object, r.Modality)
		case unigraph.Visited:
			n.claimed[visitedRelation].add(r.Subject, r.Object, r.Modality)
		}
	}
}

func (p *pairs) add(a, b int, m unigraph.Modality) {
	if p.done == nil {
		*p = pairs{map[[2]int]bool{}, map[[2]int]bool{}, map[int]int{}, map[int]int{}}
	}
	if m != unigraph.Done {
		p.other[[2]int{a, b}] = true
	} else if !p.done[[2]int{a, b}] {
		p.done[[2]int{a, b}] = true
		p.subjects[a]++
		p.objects[b]++
	}
}

// candidates yields the sites of every candidate, each list in text order.
func (n *notes) candidates() iter.Seq[[]site] {
	n.sites = n.sites[:0]
	for s, here := range n.ends {
		n.pairUp(here, here, s, 0)
		if s > 0 {
			n.pairUp(n.ends[s-1], here, s, 1)
			n.pairUp(here, n.ends[s-1], s, 2)
		}
	}
	n.sort()
	return func(yield func([]site) bool) {
		sites := n.sorted
		for len(sites) > 0 {
			k := 1
			for k < len(sites) && sites[k].relation == sites[0].relation && sites[k].a.ref == sites[0].a.ref && sites[k].b.ref == sites[0].b.ref {
				k++
			}
			if !yield(sites[:k]) {
				return
			}
			sites = sites[k:]
		}
	}
}

// A siteKey tells whose site notes.sites[at] is.
type siteKey struct{ relation, a, b, at int32 }

// sort puts the sites of each candidate together, in the order they have. Their keys
// are sorted first, since sites are large.
func (n *notes) sort() {
	n.keys, n.sorted = n.keys[:0], n.sorted[:0]
	for k := range n.sites {
		p := &n.sites[k]
		n.keys = append(n.keys, siteKey{int32(p.relation), int32(p.a.ref), int32(p.b.ref), int32(k)})
	}
	slices.SortFunc(n.keys, func(x, y siteKey) int {
		return int(cmp.Or(x.relation-y.relation, x.a-y.a, x.b-y.b, x.at-y.at))
	})
	for _, p := range n.keys {
		n.sorted = append(n.sorted, n.sites[p.at])
	}
}

// crowd is the number of names from which a sentence only lists partners: who of
// them signed with whom is for the rules to tell.
const crowd = 12

// pairUp adds the sites with one end of each list.
func (n *notes) pairUp(as, bs []end, s, across int) {
	for _, a := range as {
		for _, b := range bs {
			if a.ref == b.ref || across > 0 && min(a.at, b.at) == unsaid {
				continue
			}
			for r, may := range related.of(typePair{a.kind, b.kind}) {
				if may && (r != signedRelation || a.ref < b.ref && len(as)+len(bs) <= crowd) {
					n.sites = append(n.sites, site{r, a, b, s, across})
				}
			}
		}
	}
}

// related has the relations that ends of two types can stand in.
var related = forTypes(func(a, b unigraph.EntityType) (may [len(Relations)]bool) {
	for r := range Relations {
		may[r] = mayRelate(r, a, b)
	}
	return may
})

// mayRelate reports whether ends of these types can stand in a relation.
func mayRelate(relation int, a, b unigraph.EntityType) bool {
	switch relation {
	case signedRelation:
		return isBody(a) && isBody(b)
	case memberRelation:
		return (a == unigraph.University || a == unigraph.Organization) && b == unigraph.Alliance
	default:
		return a == unigraph.Person && b != unigraph.Person && b != unigraph.Alliance ||
			a == unigraph.University && (b == unigraph.University || b == unigraph.Country || b == unigraph.Place)
	}
}

func isBody(k unigraph.EntityType) bool { return slices.Contains(bodies, k) }
