package gazetteer

import (
	"bytes"
	"iter"
	"strings"
)

// A trie holds folded names word by word, and who bears each of them.
type trie struct {
	words map[string]uint32 // number of each word, from 1
	roots []uint32          // word → child of the root, which is node 0
	edges map[uint64]uint32 // parent<<32|word → child, for every other parent
	first []int32           // node → its first ref, as index+1; 0: no name ends here
	refs  []ref
}

// A ref says that an entry bears the name that ends at a node.
type ref struct {
	entry   int32  // index of Gazetteer.entries
	next    int32  // the next ref of the node, as index+1
	acronym string // how the text must have it; "" for any case
	use     use
}

// newTrie makes room for what the names of so many entries usually take.
func newTrie(entries int) *trie {
	return &trie{
		words: make(map[string]uint32, 3*entries/2),
		roots: make([]uint32, 1, 3*entries/2),
		edges: make(map[uint64]uint32, 5*entries),
		first: make([]int32, 1, 5*entries),
		refs:  make([]ref, 0, 3*entries),
	}
}

// add records that r.entry bears a folded name.
func (t *trie) add(folded string, r ref) {
	node := uint32(0)
	for word := range strings.SplitSeq(folded, " ") {
		node = t.child(node, t.number(word))
	}
	for i := t.first[node]; i != 0; i = t.refs[i-1].next {
		if have := &t.refs[i-1]; have.entry == r.entry && have.acronym == r.acronym {
			have.use |= r.use // written with a comma and without
			return
		}
	}
	r.next = t.first[node]
	t.refs = append(t.refs, r)
	t.first[node] = int32(len(t.refs))
}

func (t *trie) number(word string) uint32 {
	n := t.words[word]
	if n == 0 {
		n = uint32(len(t.roots))
		t.words[word] = n
		t.roots = append(t.roots, 0)
	}
	return n
}

func (t *trie) child(node, word uint32) uint32 {
	child := t.step(node, word)
	if child == 0 {
		child = uint32(len(t.first))
		t.first = append(t.first, 0)
		if node == 0 {
			t.roots[word] = child
		} else {
			t.edges[edge(node, word)] = child
		}
	}
	return child
}

func edge(node, word uint32) uint64 { return uint64(node)<<32 | uint64(word) }

// step follows a word from a node; 0 where no name goes on so. No name has
// word 0.
func (t *trie) step(node, word uint32) uint32 {
	switch {
	case node == 0:
		return t.roots[word]
	case word == 0:
		return 0
	}
	return t.edges[edge(node, word)]
}

// lookup gives the node where a folded name ends; 0 where none does.
func (t *trie) lookup(folded []byte) (node uint32) {
	for word, rest := []byte(nil), folded; len(rest) > 0; {
		word, rest, _ = bytes.Cut(rest, []byte(" "))
		if node = t.step(node, t.words[string(word)]); node == 0 {
			break
		}
	}
	return node
}

// at gives those whose name ends at a node.
func (t *trie) at(node uint32) iter.Seq[ref] {
	return func(yield func(ref) bool) {
		for i := t.first[node]; i != 0; i = t.refs[i-1].next {
			if !yield(t.refs[i-1]) {
				return
			}
		}
	}
}
