package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or one punctuation mark of the text.
type token struct {
	start, end int     // bytes of the text
	text       string  // as written
	low        string  // lower case
	known      *lexeme // of low; nil if no rule knows the word
	cap        bool    // begins with an upper-case letter
	caps       bool    // two letters or more, all upper case
	word       bool    // begins with a letter
	glued      bool    // no space before it
	line       int     // index of its line
}

// tokenize appends the tokens of text to toks. Hyphens, dashes and apostrophes inside a word
// belong to it ("Dong-gyu", "Xi'an", "Wisconsin–Madison"); a possessive "'s" is
// a token of its own; the full stop of an initial or a known abbreviation
// belongs to it ("M.", "Prof.", "U.S."). Low is lowered(text).
func tokenize(toks []token, text, low string) []token {
	toks = slices.Grow(toks, len(text)/5)
	ends := lineEnds(text)
	line, glued := 0, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			if line < len(ends) && ends[line] == i {
				line++
			}
			i, glued = i+n, false
			continue
		case unicode.IsSpace(r):
			end := gapEnd(text, i)
			if end > i && len(toks) > 0 && toks[len(toks)-1].line == line {
				toks = append(toks, token{start: i, end: end, text: gap, low: gap, line: line})
			}
			i, glued = max(end, i+n), false
			continue
		}
		if end := markupEnd(text, i); end > i {
			i = end
			continue
		}
		end := i + n
		if possessive(text, i, n) {
			end++
		} else if unicode.IsLetter(r) || unicode.IsNumber(r) {
			end = wordEnd(text, i)
		}
		toks = append(toks, newToken(text, low, i, end, line, glued))
		i, glued = end, true
	}
	return toks
}

// gap is the text of the token between two columns.
const gap = "\t"

// gapEnd is the end of the blank at i that parts columns, a tab or three spaces;
// i itself if it parts only words.
func gapEnd(text string, i int) int {
	end, tab := i, false
	for end < len(text) && (text[end] == ' ' || text[end] == '\t') {
		tab = tab || text[end] == '\t'
		end++
	}
	if tab || end-i > 2 {
		return end
	}
	return i
}

// markupEnd is the end of the Markdown signs at i that only show a word in bold
// or italics, or a line as a heading; i itself if there are none.
func markupEnd(text string, i int) int {
	end := i
	for end < len(text) && (text[end] == text[i]) && strings.IndexByte("*_#", text[i]) >= 0 {
		end++
	}
	lineStart := i == 0 || text[i-1] == '\n'
	spaced := end == len(text) || text[end] == ' ' || text[end] == '\n'
	switch {
	case end == i, text[i] != '#' && lineStart && spaced:
		return i // "* an item"
	case text[i] == '#' && !(lineStart && spaced), text[i] != '#' && spaced && (i == 0 || text[i-1] == ' '):
		return i
	}
	return end
}

// possessive reports whether the apostrophe at i, n bytes long, begins "'s".
func possessive(text string, i, n int) bool {
	if r := text[i : i+n]; r != "'" && r != "’" || i+n >= len(text) || text[i+n] != 's' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[i+n+1:])
	return !unicode.IsLetter(after)
}

func newToken(text, low string, start, end, line int, glued bool) token {
	t := token{start: start, end: end, text: text[start:end], line: line, glued: glued}
	first, _ := utf8.DecodeRuneInString(t.text)
	t.word, t.cap = unicode.IsLetter(first), unicode.IsUpper(first)
	t.caps = t.cap && allCaps(t.text)
	if t.low = lowSlice(text, low, start, end); !ascii(t.low) {
		t.low = strings.Replace(t.low, "’s", "'s", 1)
	}
	t.known = lexemes[t.low]
	return t
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// allCaps reports whether a word has two letters or more, all upper case.
func allCaps(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			letters++
		}
	}
	return letters > 1
}

// lowered is a text in lower case if every letter takes as many bytes there, so
// that both have the same offsets; "" if one does not.
func lowered(text string) string {
	var low strings.Builder
	low.Grow(len(text))
	for i, r := range text {
		switch {
		case low.Len() != i:
			return ""
		case 'A' <= r && r <= 'Z':
			low.WriteByte(byte(r) + 'a' - 'A')
		case r < utf8.RuneSelf:
			low.WriteByte(byte(r))
		default:
			low.WriteRune(unicode.ToLower(r))
		}
	}
	if low.Len() != len(text) {
		return ""
	}
	return low.String()
}

// lowSlice is text[start:end] in lower case; low is lowered(text).
func lowSlice(text, low string, start, end int) string {
	if low == "" {
		return strings.ToLower(text[start:end])
	}
	return low[start:end]
}

// wordEnd finds the end of the word or number that starts at i.
func wordEnd(text string, i int) int {
	end := i
	for end < len(text) {
		if c := text[end]; 'a' <= c && c <= 'z' {
			end++ // as most are
			continue
		}
		r, n := utf8.DecodeRuneInString(text[end:])
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
		case (r == '\'' || r == '’') && elided.has(text[i:end]) && unicode.IsUpper(firstRune(text[end+n:])):
			return end + n // "d'Antananarivo" is "d'" and "Antananarivo"
		case isJoiner(r) && joins(text, end, n), r == '\'' && endsInApostrophe.has(strings.ToLower(text[i:end])) && unicode.IsUpper(firstRune(text[i:])):
		case r == '.' && abbreviated(text, i, end):
			return end + 1
		default:
			return end
		}
		end += n
	}
	return end
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isJoiner(r rune) bool {
	return r == '-' || r == '–' || r == '\'' || r == '’' || r == 'ʻ' || r == '‐'
}

// joins reports whether the joiner at i, n bytes long, stands inside a word. The
// apostrophe of a possessive does not.
func joins(text string, i, n int) bool {
	next, size := utf8.DecodeRuneInString(text[i+n:])
	if !unicode.IsLetter(next) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if strings.ContainsRune("'’", rune(text[i])) || strings.HasPrefix(text[i:], "’") {
		after, _ := utf8.DecodeRuneInString(text[i+n+size:])
		return !(next == 's' && !unicode.IsLetter(after)) && unicode.IsLetter(before)
	}
	return unicode.IsLetter(before) || unicode.IsNumber(before)
}

// abbreviated reports whether the full stop at end belongs to the word that
// starts at start: an initial, a run of initials or a known abbreviation.
func abbreviated(text string, start, end int) bool {
	w := text[start:end]
	if w == "No" {
		next := strings.TrimLeft(text[end+1:], " ")
		return next != "" && unicode.IsDigit(firstRune(next)) // "No. 7", not the answer
	}
	if r, n := utf8.DecodeRuneInString(w); n == len(w) && unicode.IsUpper(r) {
		return true
	}
	return abbreviations.has(strings.ToLower(w))
}

// longestSentence is how many tokens a sentence may have: several times what the
// longest list of names has, so that no text takes long.
const longestSentence = 1000

// sentences cuts the tokens of each line into sentences: [from, to) indexes. A
// line break ends one, unless the items of a list follow a colon; machine-translated text often has no space after
// the full stop that ends one.
func sentences(toks []token) [][2]int {
	var out [][2]int
	start, quoted := 0, false
	flush := func(end int) {
		if end > start {
			out = append(out, [2]int{start, end})
		}
		start = end
	}
	list := false // inside the items that follow a colon
	for i := range toks {
		t := &toks[i]
		if i > 0 && toks[i-1].line != t.line {
			if list = (toks[i-1].text == ":" || list) && bullet(toks, i) && item(toks, i); !list {
				flush(i)
			}
			quoted = false
		}
		if t.text == `"` {
			quoted = !quoted
		}
		if endsSentence(toks, i) && !list || i+1-start == longestSentence {
			end := i + 1
			if end < len(toks) && toks[end].glued && strings.Contains(`"”')`, toks[end].text) && (toks[end].text != `"` || quoted) {
				end++
			}
			flush(end)
		}
	}
	flush(len(toks))
	return out
}

// bullet reports whether an item of a list begins at token i.
func bullet(toks []token, i int) bool {
	return i >= 0 && i < len(toks) && (i == 0 || toks[i-1].line != toks[i].line) && (strings.Contains("•-–*·—■▪", toks[i].text) || toks[i].text[0] <= '9' && i+1 < len(toks) && strings.Contains(".)", toks[i+1].text))
}

// item reports whether the line that begins at token i is no more than an item
// of a list: short, and no sentences.
func item(toks []token, i int) bool {
	const longest = 30
	j := i
	for ; j < len(toks) && toks[j].line == toks[i].line; j++ {
		if j-i > longest || j > i+2 && j+1 < len(toks) && toks[j+1].line == toks[i].line && endsSentence(toks, j) {
			return false
		}
	}
	return true
}

// endsSentence reports whether token i is a mark that ends a sentence: what
// follows begins like a new one.
func endsSentence(toks []token, i int) bool {
	t := &toks[i]
	if t.word {
		return false
	}
	if strings.Contains("!?。！？", t.text) {
		return true
	}
	if t.text != "." || i+1 == len(toks) {
		return t.text == "."
	}
	if numbered := i > 0 && toks[i-1].text[0] <= '9' && (i < 2 || toks[i-2].line != t.line); numbered {
		return false // "1." begins an item of a list
	}
	next := toks[i+1]
	if next.glued {
		// "ended.The two", but not "dlut.edu" or "3.5"
		return next.cap && next.word || strings.Contains(`"”')`, next.text)
	}
	return true
}
