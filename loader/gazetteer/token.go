package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unigraph"
)

// A token is a word of a text.
type token struct {
	start, end int32
	word       uint32 // its number in the trie; 0 where no name has it
	stem       uint32 // the same without a possessive 's; 0 where it has none
	stemEnd    int32
	upper      bool // begins with a capital, a figure or a letter without case
}

// tokenize appends the words of a text to tokens.
func (t *trie) tokenize(tokens []token, text string) []token {
	tokens = slices.Grow(tokens, len(text)/6+1)
	var buf [64]byte
	for i := 0; ; {
		start, end, folded := nextWord(text, i, buf[:0])
		if start == end {
			return tokens
		}
		tok := token{start: int32(start), end: int32(end), word: t.words[string(folded)], upper: beginsUpper(text[start:end])}
		if stem, ok := withoutPossessive(text[start:end]); ok {
			tok.stem, tok.stemEnd = t.words[unigraph.Fold(stem)], int32(start+len(stem))
		}
		tokens = append(tokens, tok)
		i = end
	}
}

// nextWord finds the first word at or after byte i, and its folded form, in
// buf where it fits. Words are parted as unigraph.Fold parts them. Start
// equals end where no word is left.
func nextWord(text string, i int, buf []byte) (start, end int, folded []byte) {
	for i < len(text) {
		kind, size := runeKind(text, i)
		if kind == letter {
			break
		}
		i += size
	}
	start, end = i, i
	ascii := true
	for i < len(text) {
		kind, size := runeKind(text, i)
		if kind == gap {
			break
		}
		switch c := text[i]; {
		case size > 1:
			ascii = false
		case c == '&':
			buf = append(buf, "and"...)
		case kind == letter:
			buf = append(buf, lower[c])
		}
		i += size
		if kind != quote {
			end = i
		}
	}
	if !ascii {
		buf = append(buf[:0], unigraph.Fold(text[start:end])...)
	}
	return start, end, buf
}

// The kinds of rune in and between words.
const (
	gap    = iota
	letter // or figure, or "&"
	mark   // of the letter before it
	quote  // folded away inside a word: Xi'an
)

// asciiKind and lower spare the text's most frequent runes a closer look.
var asciiKind, lower = func() (kinds, lower [utf8.RuneSelf]byte) {
	for c := range lower {
		r := rune(c)
		lower[c] = byte(unicode.ToLower(r))
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '&':
			kinds[c] = letter
		case r == '\'' || r == '`':
			kinds[c] = quote
		}
	}
	return kinds, lower
}()

// runeKind tells the kind of the rune at byte i, and its bytes.
func runeKind(text string, i int) (kind byte, size int) {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiKind[c], 1
	}
	return wideKind(text[i:])
}

func wideKind(s string) (kind byte, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return letter, size
	case unicode.IsMark(r):
		return mark, size
	case strings.ContainsRune("’‘´ʻʼ", r):
		return quote, size
	}
	return gap, size
}

func beginsUpper(word string) bool {
	if c := word[0]; c < utf8.RuneSelf {
		return c < 'a' || c > 'z'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(r)
}

// withoutPossessive cuts 's from a word.
func withoutPossessive(word string) (string, bool) {
	if last := word[len(word)-1]; last != 's' && last != 'S' {
		return word, false
	}
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S"} {
		if stem, ok := strings.CutSuffix(word, suffix); ok {
			return stem, stem != ""
		}
	}
	return word, false
}
