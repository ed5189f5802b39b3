package unigraph

import (
	"encoding/base64"
	"unicode"
	"unicode/utf8"
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
	var m minHash
	for i := range m.least {
		m.least[i] = ^uint64(0)
	}
	hash := uint64(fnvBasis) // of a word: FNV-1a of its letters
	for _, r := range text {
		if letter := letterOf(r); letter != 0 {
			hash = (hash ^ uint64(letter)) * fnvPrime
		} else if hash != fnvBasis {
			m.add(hash)
			hash = fnvBasis
		}
	}
	if hash != fnvBasis {
		m.add(hash)
	}
	return m.sketch()
}

const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

// letterOf is r in lower case if it is a part of a word, else 0.
func letterOf(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return r
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		return unicode.ToLower(r)
	}
	return 0
}

// A minHash takes the words of a text and keeps the least hashes of its shingles.
type minHash struct {
	least  [sketchSize]uint64
	window [shingle]uint64 // hashes of the last words
	words  int
}

func (m *minHash) add(word uint64) {
	m.window[m.words%shingle] = word
	if m.words++; m.words >= shingle {
		m.addShingle()
	}
}

// addShingle adds the words in the window.
func (m *minHash) addShingle() {
	h := uint64(0)
	for i := range shingle {
		h = mix(h ^ m.window[(m.words+i)%shingle])
	}
	// The hash functions are h1 + i·h2, which is as good here as independent ones.
	step := mix(h) | 1
	for i := range m.least {
		h += step
		m.least[i] = min(m.least[i], h)
	}
}

func (m *minHash) sketch() Sketch {
	if m.words == 0 {
		return ""
	}
	if m.words < shingle {
		m.addShingle()
	}
	var sketch [sketchSize]byte
	for i, l := range m.least {
		sketch[i] = byte(l >> 32)
	}
	return Sketch(base64.RawStdEncoding.EncodeToString(sketch[:]))
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
