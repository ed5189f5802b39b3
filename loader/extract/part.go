package extract

import (
	"strings"
	"unicode/utf8"

	"unigraph"
)

// partSize is how many bytes of text are read together: more than any article
// of the press has. What is longer is an archive in one file; it is read in parts,
// so that time stays linear in its length, and the linker joins who is named in
// several.
const partSize = 1 << 15

// partEnd is the end of the part that begins at start: a blank line, else a line
// break, else where a letter begins.
func partEnd(text string, start int) int {
	if len(text)-start <= partSize {
		return len(text)
	}
	part := text[start : start+partSize]
	for _, mark := range []string{"\n\n", "\n", " "} {
		if n := strings.LastIndex(part, mark); n > partSize/2 {
			return start + n + len(mark)
		}
	}
	end := start + partSize
	for end > start+partSize/2 && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

// join adds the reading of the part that begins at byte start.
func join(all *unigraph.Reading, part unigraph.Reading, start int) {
	first := len(all.Referents)
	for _, r := range part.Referents {
		for i := range r.Mentions {
			r.Mentions[i].Start += start
			r.Mentions[i].End += start
		}
		all.Referents = append(all.Referents, r)
	}
	for _, s := range part.Sentences {
		all.Sentences = append(all.Sentences, unigraph.Span{Start: s.Start + start, End: s.End + start})
	}
	for _, c := range part.Agreements {
		c.Parties, c.Signatories, c.Evidence = shifted(c.Parties, first), shifted(c.Signatories, first), moved(c.Evidence, start)
		all.Agreements = append(all.Agreements, c)
	}
	for _, c := range part.Relations {
		c.Subject, c.Object, c.Evidence = c.Subject+first, c.Object+first, moved(c.Evidence, start)
		all.Relations = append(all.Relations, c)
	}
	if all.Publisher < 0 && part.Publisher >= 0 {
		all.Publisher = part.Publisher + first
	}
}

func shifted(refs []int, by int) []int {
	out := make([]int, len(refs))
	for i, r := range refs {
		out[i] = r + by
	}
	return out
}

func moved(es []unigraph.Evidence, by int) []unigraph.Evidence {
	for i := range es {
		es[i].Start += by
		es[i].End += by
	}
	return es
}
