package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The widths, in bytes, of lines that a mail program or a typewriter has wrapped.
const (
	wrapFrom = 50
	wrapTo   = 110
)

// lineEnds gives the offsets of the line breaks that end a line. In a text wrapped
// at a fixed width those inside a paragraph do not.
func lineEnds(text string) []int {
	var breaks []int
	for i := range len(text) {
		if text[i] == '\n' {
			breaks = append(breaks, i)
		}
	}
	wrapped := 0
	for n := range breaks {
		if before, after := around(text, breaks, n); continues(before, after) && unicode.IsLower(firstRune(after)) {
			wrapped++
		}
	}
	if wrapped < 2 {
		return breaks // lower case at the start of one line proves nothing
	}
	var ends []int
	for n := range breaks {
		if before, after := around(text, breaks, n); !continues(before, after) {
			ends = append(ends, breaks[n])
		}
	}
	return ends
}

// around gives the lines before and after the n-th break.
func around(text string, breaks []int, n int) (before, after string) {
	start, end := 0, len(text)
	if n > 0 {
		start = breaks[n-1] + 1
	}
	if n+1 < len(breaks) {
		end = breaks[n+1]
	}
	return text[start:breaks[n]], text[breaks[n]+1 : end]
}

// continues reports whether line after goes on with the sentence of line before.
func continues(before, after string) bool {
	before, after = strings.TrimRight(before, " \r"), strings.TrimRight(after, " \r")
	if len(before) < wrapFrom || len(before) > wrapTo || after == "" {
		return false
	}
	first := firstRune(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLower(first) || !strings.ContainsRune(".!?:;|", last) && (unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune("(\"“", first)) ||
		last == '.' && (unicode.IsUpper(first) || unicode.IsDigit(first)) && len(after) > wrapFrom/2 && !strings.HasPrefix(after, " ")
}
