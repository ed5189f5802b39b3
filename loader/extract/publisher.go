package extract

import (
	"strings"

	"unigraph"
)

// selfNouns name an institution by what it is: "our school", "the university".
// Machine translation also makes it a hospital (学院) and "the big work" (大工).
var selfNouns = set(`school university college institute institution academy hospital`)

// findPublisher finds the institution that "our university" means: the one that
// heads or signs off the page, else the one named most that is not set against
// "our university" as another.
func (d *document) findPublisher() {
	if d.publisher = d.ownerOfPage(); d.publisher >= 0 {
		return
	}
	if !d.speaksOfItself() {
		if d.speaksAsMany() {
			d.publisher = d.headOfPage()
		}
		return
	}
	score, first := map[int]int{}, true
	for _, m := range d.mentions {
		if m.kind == unigraph.University && d.kindOf(m.i) != foreignLine {
			if first {
				score[m.ref], first = 2, false
			}
			score[m.ref] += d.publisherScore(m)
		}
	}
	best := 0
	for ref := range d.referents {
		if s, ok := score[ref]; ok && (d.publisher < 0 || s > best) {
			d.publisher, best = ref, s
		}
	}
}

// speaksAsMany reports whether the text says "we" or "our" in its own words, and
// not as a newspaper does.
func (d *document) speaksAsMany() bool {
	n := 0
	for i := range d.toks {
		if d.atWord(i, "we", "us", "our", "ours") && !(d.low(i) == "us" && d.toks[i].caps) && d.kindOf(i) != foreignLine && !d.spokenAt(i) {
			if d.is(i+1, pressNouns) || d.is(i+2, pressNouns) {
				return false
			}
			n++
		}
	}
	return n > 0
}

// pressNouns follow what a newspaper says of itself.
var pressNouns = set(`reporter correspondent columnist readers newspaper paper agency reported wrote printed published said called misspelled apologise apologize regret asked understand left`)

// headOfPage is the institution that the first two lines of the text name and
// that it is about; -1 if there is none.
func (d *document) headOfPage() int {
	count, most := map[int]int{}, 0
	for _, m := range d.mentions {
		if m.kind == unigraph.University && m.group == nil {
			count[m.ref]++
			most = max(most, count[m.ref])
		}
	}
	full := d.fullLines()
	last := full[min(1, len(full)-1)]
	for _, m := range d.mentions {
		if d.toks[m.i].line > last {
			break
		}
		if m.kind == unigraph.University && count[m.ref]*3 >= most*2 {
			return m.ref
		}
	}
	return -1
}

// publisherScore is what one mention says for its bearer being the publisher.
func (d *document) publisherScore(m mention) int {
	line := d.lines[d.toks[m.i].line]
	if text := lowSlice(d.text, d.lower, line.start, line.end); line.kind != bodyLine && (signsOff(text) || line.start < 200 && strings.ContainsAny(text, "/|>»→") || strings.TrimSpace(d.text[line.end:]) == "" && !strings.ContainsAny(text[:1], "0123456789-•*·")) {
		return 6
	}
	score := 1
	switch s := d.sents[d.sentOf[m.i]]; d.governor(m) {
	case "with": // the partner
		score -= 2
	case "to", "at": // the host
		score--
	case "": // who tells of signing
		if d.find(clause{s[0], s[1]}, s[0], signVerbs) >= 0 {
			score++
		}
	}
	return score - d.besideSelf(m)
}

// speaksOfItself reports whether the text says "our school", "our rector" or the
// like.
func (d *document) speaksOfItself() bool {
	for i := range d.toks {
		if (d.selfAt(i) > 0 || d.low(i) == "our" && d.kindOf(i) != foreignLine && d.ours(i+1)) && !d.spokenAt(i) {
			return true
		}
	}
	return false
}

// ours reports whether what token i begins is something a publisher has: "our
// Rector", "our Mymensingh campus".
func (d *document) ours(i int) bool {
	for k := i; k < i+3; k++ {
		if low := d.low(k); roleHeads.has(low) || unitHeads.has(low) || ownNouns.has(low) {
			return true
		}
	}
	return false
}

// ownNouns are other things that a publisher calls its own.
var ownNouns = set(`delegation students teachers partners trips guests graduates alumni scholars team colleagues`)

// selfAt is the length of the words at i that mean the publisher; 0 if none.
func (d *document) selfAt(i int) int {
	if d.is(i+1, selfNouns) && d.kindOf(i) != foreignLine && d.at(i+1) < 0 {
		if d.atWord(i, "our", "this") || d.atWord(i, "main", "the") && d.low(i+1) == "school" && !d.atWord(i+2, "of", "for") {
			return 2
		}
	}
	if d.low(i) == "alma" && d.low(i+1) == "mater" {
		return 2
	}
	if d.low(i) == "our" && d.kindOf(i) != foreignLine {
		for n := 1; n < 4 && d.at(i+n) < 0; n++ {
			if d.low(i+n) == "campus" {
				return n + 1
			}
		}
	}
	return 0
}

// signsOff reports whether a line of credits or furniture tells whose page it is.
func signsOff(line string) bool {
	for _, cue := range []string{"copyright", "©", "address", "author", "source", "all rights", "news network", "published by", "newsroom", "press service", "news office", "| news", "newspaper", "press release",
		"e-mail", "sitemap", "phone"} {
		if strings.Contains(line, cue) {
			return true
		}
	}
	return false
}

// besideSelf tells how much speaks against m being the publisher because "our
// school" stands beside it as another: "our school and X", "X came to our
// school".
func (d *document) besideSelf(m mention) int {
	s := d.sents[d.sentOf[m.i]]
	against := 0
	for i := s[0]; i < s[1]; i++ {
		switch {
		case d.selfAt(i) == 0 || d.atWord(i, "the"):
		case i-m.j <= 2 && i >= m.j && d.atWord(i-1, "and", "with") || m.i-i <= 6 && m.i > i && d.findWord(clause{i, m.i}, i, "and", "with") >= 0:
			return 6
		case d.atWord(m.i-1, "at") && m.i < i || d.quoted(m.i):
			// where it happened, or what its own officer says
		default:
			against = 3
		}
	}
	return against
}
