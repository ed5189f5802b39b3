package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"unigraph"
)

// findPublished looks for the date of publication in the head of the text: a
// labelled date, a line that is little more than a date, or a dateline.
func (d *document) findPublished() {
	d.findClue()
	if d.published != "" {
		return
	}
	full := d.fullLines()
	for k, n := range full[:min(8, len(full))] {
		date, ok := d.headDate(n, k == 0)
		if ok && len(date) == oneDay {
			d.published = date
			return
		}
		d.published = cmp.Or(d.published, date)
	}
	if d.published != "" {
		return
	}
	for _, n := range full[max(0, len(full)-5):] {
		if date, ok := d.footDate(n); ok {
			d.published = date
			return
		}
	}
}

// footDate reads the date of publication from line n at the foot of a page:
// "Published 21.12.2018 | Print".
func (d *document) footDate(n int) (unigraph.Date, bool) {
	g := footLabel.FindStringIndex(d.text[d.lines[n].start:d.lines[n].end])
	if g == nil {
		const longest = 160 // bytes
		if d.lines[n].end-d.lines[n].start > longest {
			return "", false
		}
		date, _ := d.headDate(n, false)
		return date, date != ""
	}
	for i := d.firstOf(n); i < len(d.toks) && d.toks[i].line == n; i++ {
		if d.toks[i].start >= d.lines[n].start+g[1] {
			if m, ok := d.dateAt(i); ok && m.full && len(m.date) >= oneMonth {
				return m.date, true
			}
		}
	}
	return "", false
}

var footLabel = regexp.MustCompile(`(?i)^\W*(published|posted|updated|release(d)? (on|time|date)|last (change|update|modified)|date)( on)?\W*`)

// headDate reads the date of publication from line n, if it holds one.
func (d *document) headDate(n int, title bool) (unigraph.Date, bool) {
	l, month := d.lines[n], unigraph.Date("")
	for i := d.firstOf(n); i < len(d.toks) && d.toks[i].line == n; i++ {
		m, ok := d.dateAt(i)
		if !ok || !m.full && d.clueYear == 0 || len(m.date) < oneMonth {
			continue
		}
		if m.last > m.date {
			d.lastDayTold = m.last
			continue
		}
		before, after := d.text[l.start:d.toks[m.i].start], d.text[min(d.toks[m.j-1].end, l.end):l.end] // the year may stand on the next line
		words := countWords(before) + countWords(after)
		if len(m.date) < oneDay {
			if !title && after == "" && before != "" && (words <= 6 && allNames(before) || stampWords.MatchString(before)) {
				month = m.date // "The Review, October 2019", unless a line to come is more exact
			}
			continue
		}
		alone := words <= 8 && len(after) < 80 && !strings.HasSuffix(strings.TrimSpace(after), ".") || words <= 12 && after == "" && d.lines[n].kind != bodyLine
		dateline := (!title || before != "" || m.j == m.i+1 || d.toks[m.i].text[0] <= '9') && len(before) < 60 && datelineEnd.MatchString(after) && allNames(strings.TrimSuffix(before, " to ")) || before == "" && townEnd.MatchString(after)
		if alone || labelled(before) || dateline || stamped(before, after) || title && d.weekdayBefore(m.i) {
			return m.date, true
		}
	}
	return month, month != ""
}

// firstOf is the first token of line n or of those after it.
func (d *document) firstOf(n int) int {
	i, _ := slices.BinarySearchFunc(d.toks, n, func(t token, n int) int { return cmp.Compare(t.line, n) })
	return i
}

// labelled reports whether what stands before a date says that it is that of the
// publication.
func labelled(before string) bool {
	return headerDate.MatchString(strings.TrimSpace(tail(before))) && (len(before) < 60 || colonEnd.MatchString(tail(before)))
}

// weekdayBefore reports whether the date at token i stands behind its day of the week
// as a masthead has it, "The Courier, Thursday 12 April 2018", not as a sentence does:
// "on Thursday".
func (d *document) weekdayBefore(i int) bool {
	k := i - 1
	if d.low(k) == "," {
		k--
	}
	return d.is(k, weekdayWords) && d.toks[k].line == d.toks[i].line && !d.is(k-1, prepositions) && !d.isWord(k-1)
}

// tail is the end of s, as much as a label takes.
func tail(s string) string {
	const longest = 100 // bytes
	return s[max(0, len(s)-longest):]
}

// stamped reports whether what stands around a date is the head of a bulletin, a
// note in brackets or the like, that is parted by marks and tells no story.
func stamped(before, after string) bool {
	if n := countWords(before) + countWords(after); n > mostStampWords || strings.Contains(after, ". ") && !strings.HasPrefix(strings.TrimSpace(after), ".") && !strings.HasPrefix(before, "(") {
		return false
	}
	if stampWords.MatchString(before + " " + after) {
		return true
	}
	bracketed := strings.HasSuffix(after, ")") && (strings.HasPrefix(strings.TrimSpace(before), "(") || after == ")" && strings.HasSuffix(before, "("))
	const columns = 3 // more are a table's
	barred := strings.Contains(before, "|") || strings.HasPrefix(strings.TrimSpace(after), "|")
	return bracketed || countWords(after) < 4 && stampMarks.MatchString(before) || barred && strings.Count(before, "|")+strings.Count(after, "|") < columns
}

var (
	stampWords = regexp.MustCompile(`(?i)\b(transcript|newsletter|bulletin|gazette|issue|no\. ?\d+|vol\.?|input|press release|press note|report of|as of|last change|printed|extract|edition|written by|photos?|reported|conversation|spokesperson)\b`)
	stampMarks = regexp.MustCompile(`[★•·|/*]|\s[—–-]\s|\.\s*$`)
)

// mostStampWords may stand around a date that is the head of a bulletin.
const mostStampWords = 22

// countWords counts the words of s, without its marks, as far as anybody asks.
func countWords(s string) (n int) {
	for w := range strings.FieldsSeq(s) {
		if n > mostStampWords {
			break
		}
		if strings.IndexFunc(w, unicode.IsLetter) >= 0 || strings.IndexFunc(w, unicode.IsDigit) >= 0 {
			n++
		}
	}
	return n
}

var (
	datelineEnd = regexp.MustCompile(`^\s*(\([^)]{0,80}\))?\)?\s*(--|-|–|—|:|\.|,? ?\()`)
	colonEnd    = regexp.MustCompile(`[:：]\s*$|\((posted|published|updated|as of)( on)?:? ?$`)
	townEnd     = regexp.MustCompile(`^, \p{Lu}[\p{L}-]+( \p{Lu}[\p{L}-]+)? ?(--|-|–|—|:|\.)`)
)

// allNames reports whether every word of s begins with a capital or a figure.
func allNames(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if w[0] >= 'a' && w[0] <= 'z' {
			return false
		}
	}
	return true
}
