package extract

import (
	"strings"

	"unigraph"
)

// selfNouns name an institution by what it is: "our school", "the university".
// Machine translation also makes it a hospital (学院) and "the big work" (大工).
var selfNouns = set(`school university college institute institution academy hospital`)

// findPublisher finds the institution that "our university" means: the one the
// footer, the by-line or the address names, else the one named most that is not
// set against "our university" as another.
func (d *document) findPublisher() {
	d.publisher = -1
	if !d.speaksOfItself() {
		return
	}
	score := map[int]int{}
	first := true
	for _, m := range d.mentions {
		if m.kind != unigraph.University || d.kindOf(m.i) == foreignLine {
			continue
		}
		score[m.ref]++
		if first {
			score[m.ref]++
			first = false
		}
		line := d.lines[d.toks[m.i].line]
		if text := strings.ToLower(d.text[line.start:line.end]); line.kind != bodyLine && signsOff(text) {
			score[m.ref] += 6
		}
		if d.besideSelf(m) {
			score[m.ref] -= 4
		}
		switch s := d.sents[d.sentOf[m.i]]; d.governor(m) {
		case "with": // the partner
			score[m.ref] -= 2
		case "": // who tells of signing
			if d.find(clause{s[0], s[1]}, s[0], signVerbs) >= 0 {
				score[m.ref]++
			}
		}
	}
	best := 0
	for ref := range d.referents {
		if s, ok := score[ref]; ok && s > best {
			d.publisher, best = ref, s
		}
	}
}

// speaksOfItself reports whether the text says "our school" or the like.
func (d *document) speaksOfItself() bool {
	for i := range d.toks {
		if d.selfAt(i) > 0 {
			return true
		}
	}
	return false
}

// selfAt is the length of the words at i that mean the publisher; 0 if none.
func (d *document) selfAt(i int) int {
	if selfNouns[d.low(i+1)] && d.kindOf(i) != foreignLine && d.at(i+1) < 0 {
		if d.atWord(i, "our", "this") || d.atWord(i, "main", "the") && d.low(i+1) == "school" && !d.atWord(i+2, "of", "for") {
			return 2
		}
	}
	if d.low(i) == "alma" && d.low(i+1) == "mater" {
		return 2
	}
	return 0
}

// signsOff reports whether a line of credits or furniture tells whose page it is.
func signsOff(line string) bool {
	for _, cue := range []string{"copyright", "©", "address", "author", "source", "all rights", "news network", "published by", "newsroom"} {
		if strings.Contains(line, cue) {
			return true
		}
	}
	return false
}

// besideSelf reports whether "our school" and mention m are named together as
// two: "our school and X", "X came to our school".
func (d *document) besideSelf(m mention) bool {
	s := d.sents[d.sentOf[m.i]]
	for i := s[0]; i < s[1]; i++ {
		if d.selfAt(i) > 0 && !d.atWord(i, "the") {
			return true
		}
	}
	return false
}

// findPronouns adds the words that stand for the publisher or for the alliance
// spoken of last.
func (d *document) findPronouns() {
	alliance, university, universities := -1, -1, 0
	for _, r := range d.referents {
		if r.kind == unigraph.University && len(r.names) > 0 {
			universities++
		}
	}
	for i := 0; i < len(d.toks); i++ {
		if n := d.at(i); n >= 0 {
			switch m := d.mentions[n]; m.kind {
			case unigraph.Alliance:
				alliance = m.ref
			case unigraph.University:
				university = m.ref
			}
			continue
		}
		n, ref, kind := d.selfAt(i), d.publisher, unigraph.University
		switch {
		case n > 0:
		case d.atWord(i, "the", "this") && allianceHeads[d.low(i+1)] && !d.atWord(i+2, "of", "for") && alliance >= 0:
			n, ref, kind = 2, alliance, unigraph.Alliance
		case d.atWord(i, "the") && selfNouns[d.low(i+1)] && !d.atWord(i+2, "of", "for") && (d.publisher >= 0 || universities == 1):
			if n = 2; ref < 0 {
				ref = university
			}
		}
		if n > 0 && ref >= 0 {
			d.mentions = append(d.mentions, mention{i: i, j: i + n, kind: kind, ref: ref, pronoun: true, name: d.span(i, i+n)})
			i += n - 1
		}
	}
	d.reindex()
}
