package extract

import (
	"bytes"
	"slices"
	"strings"

	"unigraph"
)

// Names alike: two ways to write one name.

// nameWords is a name as folded words, without articles.
func nameWords(name string) []string {
	words := slices.DeleteFunc(strings.Fields(unigraph.Fold(name)), func(w string) bool { return w == "the" })
	for i, w := range words {
		if w == "univ" || w == "univ." {
			words[i] = "university"
		}
	}
	return words
}

// sameName reports whether two names of one article, written differently, are
// of the same bearer.
func sameName(t unigraph.EntityType, a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	switch t {
	case unigraph.Person:
		return samePerson(a, b)
	case unigraph.University, unigraph.Alliance:
		return sameInstitution(a, b)
	case unigraph.Organization:
		return len(b) > 0 && slices.Equal(a[:len(b)], b)
	}
	return false
}

// samePerson: a, the longer, holds every word of b, give or take a letter; the
// family name counts most, so one word alone must be spelled nearly alike.
func samePerson(a, b []string) bool {
	for _, w := range b {
		if !slices.ContainsFunc(a, func(v string) bool { return v == w || len(w) > 4 && alike(v, w) }) {
			return false
		}
	}
	return len(b) > 0
}

// sameInstitution: the longer name is the shorter plus "named after …", or plus
// words that do not tell institutions apart, or a misspelling of it.
func sameInstitution(a, b []string) bool {
	if n := slices.Index(a, "named"); n > 1 && !slices.Contains(b, "named") {
		a = a[:n]
		if len(a) < len(b) {
			a, b = b, a
		}
	}
	if len(b) < 2 {
		return false
	}
	if len(a) > len(b) && slices.Equal(a[:len(b)], b) && (a[len(b)] == "named" || a[len(b)] == "im") {
		return true
	}
	plain := func(ws []string) []string {
		return slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return loose.has(w) })
	}
	pa, pb := plain(a), plain(b)
	if slices.Equal(pa, pb) && len(pa) > 1 {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !(len(a[i]) > 4 && alike(a[i], b[i])) {
			return false
		}
	}
	return true
}

// withoutScience drops the words that translation adds to and takes from
// universities of technology.
func withoutScience(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "science" || w == "sciences" || w == "and" })
}

// alike reports whether two words differ by one letter at most, or only in how
// the sounds of another script were written: "Muhammed", "Mohammad".
func alike(a, b string) bool {
	if a != "" && b != "" && a[0] == b[0] && sameSkeleton(a, b) {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// sameSkeleton reports whether two folded words have the same consonants, three or
// more.
func sameSkeleton(a, b string) bool {
	var bufA, bufB [32]byte
	skeleton := appendSkeleton(bufA[:0], a)
	return len(skeleton) > 2 && bytes.Equal(skeleton, appendSkeleton(bufB[:0], b))
}

// appendSkeleton appends a folded word without vowels, and without the second of
// two equal consonants.
func appendSkeleton(dst []byte, word string) []byte {
	last := byte(0)
	for i := range len(word) {
		if c := word[i]; strings.IndexByte("aeiouy", c) < 0 && c != last {
			dst = append(dst, c)
			last = c
		}
	}
	return dst
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if !connectors.has(w) && w != "and" && w != "the" {
			b.WriteString(w[:1])
		}
	}
	return b.String()
}

// loose words come and go in one institution's name.
var loose = set(`national research federal state the of public`)
