package match

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// A vocabulary numbers words. Words that mean the same in a name have one
// number: "Univ.", "Universität" and "university"; München and Munich.
type vocabulary struct {
	places  *gazetteer.Gazetteer
	numbers map[string]word // by folded word
	count   word            // of numbers given

	is        []kind              // word → what it is
	weights   []float32           // word → how much it tells of a name that has it
	spellings map[string][]string // two letters → the folded words that begin so, sorted

	medical, center, school word
}

// A word is the number of a word in a vocabulary.
type word uint32

const (
	unknown word = iota // no name has it
	stop                // it tells nothing: "of", "the", "und"
)

// A kind says what a word stands for in names; a word may be of several.
type kind uint8

const (
	isPlace kind = 1 << iota // a city, region, country or people
	isUnit                   // of a part of an institution: "School", "Department"
	isRare                   // few institutions have it
	isHospital
	isUniversity
	isLaboratory
)

func newVocabulary(g *gazetteer.Gazetteer) *vocabulary {
	v := &vocabulary{places: g, numbers: make(map[string]word, 1<<16), count: 2}
	for w := range strings.FieldsSeq(stopWords) {
		v.numbers[w] = stop
	}
	for line := range strings.Lines(synonyms) {
		for w := range strings.FieldsSeq(line) {
			v.numbers[w] = v.count
		}
		v.count++
	}
	return v
}

// number gives the number of a folded word.
func (v *vocabulary) number(folded string) word {
	if n := v.numbers[folded]; n != unknown {
		return n
	}
	return v.numbers[singular(folded)]
}

// learn gives the number of a folded word, a new one if it has none.
func (v *vocabulary) learn(folded string) word {
	if n := v.number(folded); n != unknown {
		return n
	}
	known := folded
	if found := v.places.Find(unigraph.Place, folded); len(found) > 0 {
		if name := unigraph.Fold(found[0].Entity.Name); !strings.Contains(name, " ") {
			known = name
		}
	}
	n := v.number(known)
	if n == unknown {
		n = v.count
		v.count++
		v.numbers[singular(known)] = n
	}
	v.numbers[singular(folded)] = n
	return n
}

// describe tells of each word what it is and what it weighs, once all names
// are known: the fewer of all institutions bear it, the more it tells.
func (v *vocabulary) describe(bearers []int32, all int) {
	v.is, v.weights, v.spellings = make([]kind, v.count), make([]float32, v.count), map[string][]string{}
	few := int32(max(5, all/500))
	for w, n := range bearers {
		v.weights[w] = float32(math.Log(float64(all+1) / float64(n+1)))
		if n <= few {
			v.is[w] |= isRare
		}
	}
	for folded, w := range v.numbers {
		if v.places.Find(unigraph.Place, folded) != nil || v.places.Country(folded) != "" || v.places.Demonym(folded) != "" {
			v.is[w] |= isPlace
		}
		if len(folded) > 2 {
			v.spellings[folded[:2]] = append(v.spellings[folded[:2]], folded)
		}
	}
	for _, words := range v.spellings {
		slices.Sort(words)
	}
	for kind, words := range map[kind]string{isUnit: unitWords, isHospital: hospitalWords, isUniversity: "university", isLaboratory: "laboratory"} {
		for w := range strings.FieldsSeq(words) {
			v.is[v.number(w)] |= kind
		}
	}
	v.is[unknown], v.is[stop] = 0, 0
	v.medical, v.center, v.school = v.number("medical"), v.number("center"), v.number("school")
}

// kindOf is what the words of a name are together, but for places and units.
func (v *vocabulary) kindOf(words []word) kind {
	var all kind
	for _, w := range words {
		all |= v.is[w] & (isHospital | isUniversity | isLaboratory)
	}
	return all
}

// isDistinct reports whether a name has a place, or a word that few others have.
func (v *vocabulary) isDistinct(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return v.is[w]&(isPlace|isRare) != 0 })
}

func singular(folded string) string {
	if n := len(folded); n > 4 && folded[n-1] == 's' && !strings.ContainsRune("sui", rune(folded[n-2])) {
		return folded[:n-1]
	}
	return folded
}

// A token is a word of a text.
type token struct {
	word       word
	start, end int // bytes of the text
	part       int // of the text between two commas, from 0
	segment    int // of a part between two brackets or dashes, from 0 in the text
}

// tokens parts a text into words, without those that tell nothing.
func tokens(text string, number func(string) word) []token {
	out := make([]token, 0, len(text)/6+1)
	part, segment, filled := 0, 0, false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			switch comma := isComma(r); {
			case comma:
				part++
				fallthrough
			case filled && isBreak(text, i, r):
				segment++
				filled = false
			}
			i += size
			continue
		}
		start, end := wordAt(text, i)
		i = end
		folded := unigraph.Fold(text[start:end])
		if n := number(folded); n != stop && folded != "" {
			out = append(out, token{n, start, end, part, segment})
			filled = true
		}
	}
	return out
}

// wordAt gives the word that begins at byte i, without an elided article.
func wordAt(text string, i int) (start, end int) {
	start = i
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isQuote(r) && isElided(text[start:i]):
			start = i + size
		case !isWordRune(r) && !isQuote(r) && !unicode.IsMark(r):
			return start, i
		}
		i += size
	}
	return start, i
}

// isElided: the d of "Côte d'Azur".
func isElided(s string) bool {
	switch strings.ToLower(s) {
	case "d", "l", "dell", "all", "nell", "sull":
		return true
	}
	return false
}

func isQuote(r rune) bool { return strings.ContainsRune("'’‘`´ʻʼ", r) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func isComma(r rune) bool { return strings.ContainsRune(",;:|\n•", r) }

// isBreak reports whether what stands at byte i parts names without a comma.
func isBreak(text string, i int, r rune) bool {
	switch r {
	case '(', ')', '[', ']', '/', '–', '—', '"', '“', '”':
		return true
	case '-':
		return i > 0 && text[i-1] == ' '
	}
	return false
}
