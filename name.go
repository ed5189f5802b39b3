package unigraph

import (
	"strings"
	"unicode"
)

// Fold is the form in which names are compared: lower case, without
// diacritics, apostrophes and punctuation, words parted by one space. Letters
// of every script are kept.
func Fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, r := range name {
		r = unicode.ToLower(r)
		switch base, known := plainLetters[r]; {
		case known:
			gap = writeWordRune(&b, gap, base)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			gap = writeWordRune(&b, gap, string(r))
		case unicode.IsMark(r) || strings.ContainsRune("'’‘`´ʻʼ", r):
			// part of the letter or the word before it
		default:
			gap = true
		}
	}
	return b.String()
}

func writeWordRune(b *strings.Builder, gap bool, s string) bool {
	if gap && b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(s)
	return false
}

// plainLetters maps lower-case Latin letters with diacritics to their base. The
// standard library has no decomposition table, and this package no other.
var plainLetters = func() map[rune]string {
	m := map[rune]string{'&': "and"}
	for base, accented := range map[string]string{
		"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặȁȃ", "ae": "æǽ", "b": "ḃ", "c": "çćĉċč", "d": "ďđðḍḋ",
		"e": "èéêëēĕėęěẹẻẽếềểễệȅȇə", "f": "ḟ", "g": "ĝğġģǧǵ", "h": "ĥħḥḫ", "i": "ìíîïĩīĭįıǐịỉȉȋ",
		"ij": "ĳ", "j": "ĵǰ", "k": "ķĸǩḳ", "l": "ĺļľŀłḷ", "m": "ṁṃ", "n": "ñńņňŉŋṅṇ",
		"o": "òóôõöøōŏőǒơọỏốồổỗộớờởỡợȍȏ", "oe": "œ", "p": "ṗ", "r": "ŕŗřṛȑȓ", "s": "śŝşšșṣṡ", "ss": "ß",
		"t": "ţťŧțṭṫ", "th": "þ", "u": "ùúûüũūŭůűųǔưụủứừửữựȕȗ", "w": "ŵẁẃẅ", "y": "ýÿŷȳỳỵỷỹ", "z": "źżžẓ",
	} {
		for _, r := range accented {
			m[r] = base
		}
	}
	return m
}()
