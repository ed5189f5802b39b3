package unigraph

import (
	"encoding/base64"
	"strings"
	"unicode"
)

// A Sketch is a short likeness of a text: of two texts, as large a part of their
// sketches is equal as of their shingles, the runs of words in them. "" is the
// sketch of a text without words, which is like no other.
type Sketch string

// A sketch is the MinHash of a text: for each of sketchSize hash functions, one
// byte of the least hash of its shingles. Copies are looked for by bands: runs
// of bandSize bytes that are equal.
const (
	sketchSize  = 64
	bandSize    = 4
	shingle     = 4   // words
	copyOf      = 0.7 // the part of two sketches that is equal in copies
	sketchBytes = 86  // in base64
)

// NewSketch makes the sketch of a text. Case, punctuation and spaces do not
// count.
func NewSketch(text string) Sketch {
	var least [sketchSize]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	var window [shingle]uint64
	words := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		window[words%shingle] = hashWord(word)
		if words++; words >= shingle {
			sketchShingle(&least, &window, words)
		}
	}
	if words == 0 {
		return ""
	}
	if words < shingle {
		sketchShingle(&least, &window, words)
	}
	var sketch [sketchSize]byte
	for i, l := range least {
		sketch[i] = byte(l >> 32)
	}
	return Sketch(base64.RawStdEncoding.EncodeToString(sketch[:]))
}

// sketchShingle adds the last words of window to a sketch.
func sketchShingle(least *[sketchSize]uint64, window *[shingle]uint64, words int) {
	h := uint64(0)
	for i := range shingle {
		h = mix(h ^ window[(words+i)%shingle])
	}
	// The hash functions are h1 + i·h2, which is as good here as independent ones.
	step := mix(h) | 1
	for i := range least {
		h += step
		least[i] = min(least[i], h)
	}
}

// hashWord is FNV-1a of a word in lower case.
func hashWord(word string) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range word {
		h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
	}
	return h
}

// mix spreads the bits of x, as SplitMix64 does.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Like tells whether two texts are copies of each other: the same story, perhaps
// with another headline, a line of the editor's or a paragraph less.
func (s Sketch) Like(o Sketch) bool {
	a, b := s.bytes(), o.bytes()
	if a == nil || b == nil {
		return false
	}
	equal := 0
	for i := range a {
		if a[i] == b[i] {
			equal++
		}
	}
	return float64(equal) >= copyOf*sketchSize
}

// bytes is nil for what is no sketch.
func (s Sketch) bytes() []byte {
	if len(s) != sketchBytes {
		return nil
	}
	b, err := base64.RawStdEncoding.DecodeString(string(s))
	if err != nil {
		return nil
	}
	return b
}
