package gazetteer

import (
	"iter"
	"strings"
)

// A trie holds folded names word by word, and who bears each of them.
type trie struct {
	words map[string]uint32 // number of each word, from 1
	edges map[uint64]uint32 // parent<<32|word → child; the root is 0
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

func newTrie(names int) *trie {
	return &trie{
		words: make(map[string]uint32, names/2),
		edges: make(map[uint64]uint32, 3*names),
		first: make([]int32, 1, 3*names),
		refs:  make([]ref, 0, names),
	}
}

// add records that r.entry bears a folded name.
func (t *trie) add(folded string, r ref) {
	node := uint32(0)
	for word := range strings.SplitSeq(folded, " ") {
		node = t.child(node, t.number(word))
	}
	for have := range t.at(node) {
		if have.entry == r.entry && have.acronym == r.acronym {
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
		n = uint32(len(t.words) + 1)
		t.words[word] = n
	}
	return n
}

func (t *trie) child(node, word uint32) uint32 {
	edge := uint64(node)<<32 | uint64(word)
	child := t.edges[edge]
	if child == 0 {
		child = uint32(len(t.first))
		t.edges[edge] = child
		t.first = append(t.first, 0)
	}
	return child
}

// step follows a word from a node; 0 where no name goes on so.
func (t *trie) step(node, word uint32) uint32 {
	if word == 0 {
		return 0
	}
	return t.edges[uint64(node)<<32|uint64(word)]
}

// lookup gives those who bear a folded name.
func (t *trie) lookup(folded string) iter.Seq[ref] {
	node := uint32(0)
	for word := range strings.SplitSeq(folded, " ") {
		if node = t.step(node, t.words[word]); node == 0 {
			break
		}
	}
	return t.at(node)
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
