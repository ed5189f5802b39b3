package extract

import (
	"strings"

	"unigraph"
)

// ownerOfPage is the institution whose page, paper or letter the first lines or the
// last ones say that it is: "UFSM – News agency", "Home > University of Zenica >
// News", "Press service of X"; -1 if none do.
func (d *document) ownerOfPage() int {
	const head, foot = 3, 4 // lines
	full := d.fullLines()
	if len(full) == 0 {
		return -1
	}
	first, last := full[min(head, len(full))-1], full[max(0, len(full)-foot)]
	for _, m := range d.mentions {
		if m.kind != unigraph.University || m.group != nil || d.kindOf(m.i) == foreignLine {
			continue
		}
		if n := d.toks[m.i].line; n <= first && d.headsPage(m, n == full[0]) || n >= last && n > first && d.endsPage(m) {
			return m.ref
		}
	}
	return -1
}

// pageWords are what a page calls itself and its parts.
var pageWords = set(`news newspaper press office room bulletin blog blogs page pages english international information home main media newsletter agency portal
	website site edition version official notices board events welcome latest public relations communications department desk of the for and relations a foreign affairs
	automatic translation machine-assisted notícias agência de announcements archive index
	alumni friends graduates staff students letter rector president annual day by`)

// headsPage reports whether the line of m at the head of the page holds little but
// m and the words of a page's head; the first line may be the name alone.
func (d *document) headsPage(m mention, first bool) bool {
	from, to := m.i, m.j
	for from > 0 && d.toks[from-1].line == d.toks[m.i].line {
		from--
	}
	for to < len(d.toks) && d.toks[to].line == d.toks[m.i].line {
		to++
	}
	if first && d.partOfLine(m, from, to) {
		return true
	}
	parted, called, dated := false, false, false
	for k := from; k < to; k++ {
		dated = dated || d.toks[k].text[0] >= '0' && d.toks[k].text[0] <= '9'
		switch n := d.at(k); {
		case k >= m.i && k < m.j, d.toks[k].low == "(" || d.toks[k].low == ")":
		case n >= 0 && d.mentions[n].ref == m.ref:
		case n >= 0, d.toks[k].word && !d.is(k, pageWords) && months[d.low(k)] == 0:
			return false
		case d.toks[k].word:
			called = called || d.atWord(k, "news", "newspaper", "press", "bulletin", "blog", "page", "information", "home", "media", "newsletter", "agency", "portal", "notícias")
		default:
			parted = parted || strings.Contains("/|>»→:·–—-", d.toks[k].text)
		}
	}
	return called || dated || parted && to-from > m.j-m.i+1 || first && to-from <= m.j-m.i+3
}

// partOfLine reports whether m is a whole part of the line of tokens [from, to) that
// marks cut in parts: "Fróðskaparsetur Føroya · University of the Faroe Islands".
func (d *document) partOfLine(m mention, from, to int) bool {
	const short = 14 // tokens
	marks := 0
	for k := from; k < to; k++ {
		if d.atWord(k, "·", "|", ">", "»", "/") {
			marks++
		}
	}
	return marks > 0 && len(refs(d.in(from, to, unigraph.University))) == 1 && to-from < short && (m.i == from || d.atWord(m.i-1, "·", "|", ">", "»", "/")) && (m.j == to || d.atWord(m.j, "·", "|", ">", "»", "/"))
}

// endsPage reports whether m ends the page as its owner: with its press office, or
// as the institution of who signs.
func (d *document) endsPage(m mention) bool {
	const short = 16 // tokens
	from, to := d.lineStart(m.i, short), m.j
	for to < len(d.toks) && d.toks[to].line == d.toks[m.i].line {
		to++
	}
	if to-from > short || d.kindOf(m.i) == bodyLine && d.toks[to-1].text == "." {
		return false
	}
	text := strings.ToLower(d.span(from, to))
	for _, cue := range []string{"press service", "press office", "press-service", "press centre", "press center", "newsroom", "office of communications", "communications office", "public relations", "news office", "international office", "pr department", "media office"} {
		if strings.Contains(text, cue) {
			return true
		}
	}
	return d.is(from, roleHeads) && to-from < 8
}
