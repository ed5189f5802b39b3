package unigraph

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold is the form in which names are compared: lower case, without
// diacritics, apostrophes and punctuation, words parted by one space. Letters
// of every script are kept.
func Fold(name string) string {
	var buf [64]byte
	return string(AppendFold(buf[:0], name))
}

// AppendFold appends Fold(name) to dst.
func AppendFold(dst []byte, name string) []byte {
	start, gap := len(dst), false
	for _, r := range name {
		var folded string
		if r < utf8.RuneSelf {
			folded = asciiFolds[r]
		} else {
			folded = foldRune(r)
		}
		switch folded {
		case "":
		case " ":
			gap = len(dst) > start
		default:
			if gap {
				dst, gap = append(dst, ' '), false
			}
			if len(folded) == 1 { // as of most runes, and much faster
				dst = append(dst, folded[0])
			} else {
				dst = append(dst, folded...)
			}
		}
	}
	return dst
}

// foldRune gives the folded form of a rune: "" if it is part of the letter or the
// word before it, " " if it parts words.
func foldRune(r rune) string {
	r = unicode.ToLower(r)
	switch base, known := plainLetters[r]; {
	case known:
		return base
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return string(r)
	case unicode.IsMark(r) || strings.ContainsRune("'’‘`´ʻʼ", r):
		return ""
	}
	return " "
}

// asciiFolds has the folded forms of the most frequent runes.
var asciiFolds = func() (folds [utf8.RuneSelf]string) {
	for r := range folds {
		folds[r] = foldRune(rune(r))
	}
	return folds
}()

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
