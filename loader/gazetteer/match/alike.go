package match

import (
	"slices"

	"github.com/xrash/smetrics"

	"unigraph"
)

const (
	minLikeness = 0.85 // the share of words, by weight, that two names have in common
	minSpelling = 0.92 // the Jaro-Winkler similarity of a word and its misspelling
	clearly     = 0.05 // by how much the best has to be better than the next
)

// alike finds the institution that has a name much like a segment of the line:
// with words in another order, misspelled, torn apart or run together. Nothing
// else than its city may be too many or missing.
func (l line) alike() []mention {
	var best mention
	var bestScore, second float64
	for from, to := 0, 0; from < len(l.tokens); from = to {
		for to = from + 1; l.sameSegment(to); {
			to++
		}
		for _, x := range l.alikeSegment(from, to) {
			switch score := l.score(x); {
			case bestScore > 0 && l.nameOf(x).of == l.nameOf(best).of:
				bestScore = max(bestScore, score)
			case score > bestScore:
				best, bestScore, second = x, score, bestScore
			default:
				second = max(second, score)
			}
		}
	}
	if bestScore < MinScore || bestScore-second < clearly {
		return nil
	}
	return []mention{best}
}

func (l line) alikeSegment(from, to int) []mention {
	var out []mention
	words := l.repaired(from, to)
	for _, n := range l.m.sharing(words) {
		if x, ok := l.alikeMention(n, words, from, to); ok {
			out = append(out, x)
		}
	}
	return out
}

// sharing gives the names that share a rare word with words, in their order.
func (m *Matcher) sharing(words []word) []int32 {
	var names []int32
	for _, w := range words {
		names = append(names, m.rare[w]...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (l line) alikeMention(nameIndex int32, words []word, from, to int) (mention, bool) {
	n := &l.m.names[nameIndex]
	i := &l.m.known[n.of]
	switch {
	case len(n.words) < 2, len(l.countries) == 0, !l.inCountry(i), l.m.kindOf(n.words) != l.m.kindOf(words),
		!l.m.isDistinct(words), !l.m.covers(words, n.words, i), !l.m.covers(n.words, words, i):
		return mention{}, false
	}
	x := mention{
		from: from, to: to, name: nameIndex, whole: true,
		likeness: l.m.likeness(n.words, words, i), place: l.place(i, from, to),
	}
	return x, x.likeness > 0.95 && x.place >= inRegion || x.likeness >= minLikeness && x.place == inCity
}

// covers reports whether all words of b are in a, but for units and where the
// institution is.
func (m *Matcher) covers(a, b []word, i *institution) bool {
	for _, w := range b {
		if !slices.Contains(a, w) && !i.isAt(w) && m.is[w]&isUnit == 0 {
			return false
		}
	}
	return true
}

// likeness is the share of words that two names have in common, by weight.
// Where the institution is weighs little: a line tells that anyway.
func (m *Matcher) likeness(a, b []word, i *institution) float64 {
	var shared, all float32
	count := func(of, in []word) {
		for _, w := range of {
			weight := m.weights[w]
			if i.isAt(w) {
				weight = min(weight, 1)
			}
			all += weight
			if w != unknown && slices.Contains(in, w) {
				shared += weight
			}
		}
	}
	count(a, b)
	count(b, a)
	if all == 0 {
		return 0
	}
	return float64(shared / all)
}

// repaired gives the words of tokens [from, to), unknown ones as the known
// ones that they seem to be.
func (l line) repaired(from, to int) []word {
	var words []word
	for i := from; i < to; i++ {
		if l.tokens[i].word != unknown {
			words = append(words, l.tokens[i].word)
			continue
		}
		folded := unigraph.Fold(l.raw(i, i+1))
		if i+1 < to {
			if joined := l.m.number(folded + unigraph.Fold(l.raw(i+1, i+2))); joined != unknown {
				words = append(words, joined)
				i++
				continue
			}
		}
		words = append(words, l.m.repair(folded)...)
	}
	return words
}

// repair parts words that were run together, or corrects a misspelled one.
func (m *Matcher) repair(folded string) []word {
	const minPart = 3
	for i := minPart; i <= len(folded)-minPart; i++ {
		if a, b := m.number(folded[:i]), m.number(folded[i:]); a != unknown && b != unknown && m.is[a]|m.is[b] != 0 {
			return slices.DeleteFunc([]word{a, b}, func(w word) bool { return w == stop })
		}
	}
	return []word{m.spelledLike(folded)}
}

// spelledLike gives the known word that is spelled most alike; unknown where
// none is.
func (m *Matcher) spelledLike(folded string) word {
	const minLength = 5
	if len(folded) < minLength || len(folded) > maxWord {
		return unknown
	}
	best, score := unknown, minSpelling
	for _, known := range m.spellings[folded[:2]] {
		if d := len(known) - len(folded); d < -2 || d > 2 {
			continue
		}
		if s := smetrics.JaroWinkler(known, folded, 0.7, 4); s > score {
			best, score = m.numbers[known], s
		}
	}
	return best
}

// maxWord is how long a word may be, in bytes, to be looked for misspelled.
const maxWord = 40
