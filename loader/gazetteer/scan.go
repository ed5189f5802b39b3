package gazetteer

import (
	"slices"
	"strings"
	"sync"
)

// A Hit is a known name in a text.
type Hit struct {
	Start, End int      // bytes of the text: [Start, End)
	Entries    []*Entry // all that bear the name, by ID; one or more
}

// Scan gives the longest names of institutions, alliances and countries that
// stand in a text as whole words, in text order and without overlap. Names that
// anything may be called by, such as "National University", are left out, and
// so are names that the words around them make part of a longer, unknown one.
func (g *Gazetteer) Scan(text string) []Hit {
	room := tokenRoom.Get().(*[]token)
	defer tokenRoom.Put(room)
	*room = g.names.tokenize((*room)[:0], text)
	s := scanner{g, text, *room}
	var hits []Hit
	for i := 0; i < len(s.tokens); {
		h, words := s.longest(i)
		if words == 0 {
			i++
			continue
		}
		if !s.partOfLonger(h, i, i+words) {
			hits = append(hits, h)
		}
		i += words
	}
	return hits
}

// tokenRoom is what Scan puts tokens into, one text after the other.
var tokenRoom = sync.Pool{New: func() any { return new([]token) }}

type scanner struct {
	g      *Gazetteer
	text   string
	tokens []token
}

// longest gives the longest name that begins at token i, and its words; 0 if
// there is none.
func (s scanner) longest(i int) (h Hit, words int) {
	crossed, node := space, uint32(0)
	for j := i; j < len(s.tokens); j++ {
		tok := s.tokens[j]
		if j > i {
			if crossed = max(crossed, s.joint(j)); crossed == sentence {
				break
			}
		}
		if stem := s.g.names.step(node, tok.stem); stem != 0 && s.g.names.first[stem] != 0 {
			if found := s.named(stem, i, j, int(tok.stemEnd), crossed); found.Entries != nil {
				h, words = found, j+1-i
			}
		}
		if node = s.g.names.step(node, tok.word); node == 0 {
			break
		}
		if s.g.names.first[node] == 0 {
			continue
		}
		if found := s.named(node, i, j, int(tok.end), crossed); found.Entries != nil {
			h, words = found, j+1-i
		}
	}
	return h, words
}

// named gives the hit of a name that ends at a node of the trie, and in the
// text at byte end of token j; without entries if the name may not be read so.
func (s scanner) named(node uint32, i, j, end int, crossed joint) Hit {
	h := Hit{Start: int(s.tokens[i].start), End: end}
	for ref := range s.g.names.at(node) {
		switch {
		case ref.acronym == "":
			if !ref.use.allows(s.tokens[i:j+1], crossed) {
				continue
			}
			h.End = s.closed(h.Start, end)
		case ref.use&scanned == 0 || !strings.HasPrefix(s.text[h.Start:], ref.acronym) || h.Start+len(ref.acronym) < end:
			continue
		default:
			h.End = h.Start + len(ref.acronym) // "Unite!", "4EU+"
		}
		h.Entries = append(h.Entries, s.g.entries[ref.entry])
	}
	if len(h.Entries) > 1 {
		slices.SortFunc(h.Entries, compareIDs)
		h.Entries = slices.Compact(h.Entries)
	}
	return h
}

// closed extends a name by the bracket or quotation mark that it opens.
func (s scanner) closed(start, end int) int {
	name, rest := s.text[start:end], s.text[end:]
	for _, pair := range [...][2]string{{"(", ")"}, {"“", "”"}, {"«", "»"}} {
		if strings.HasPrefix(rest, pair[1]) && strings.Count(name, pair[0]) > strings.Count(name, pair[1]) {
			return end + len(pair[1])
		}
	}
	if strings.HasPrefix(rest, `"`) && strings.Count(name, `"`)%2 == 1 {
		return end + 1
	}
	return end
}

// A joint says what parts two words.
type joint int

const (
	space    joint = iota // what may stand within any name
	comma                 // a comma or bracket, as in "University of California, Davis"
	sentence              // the end of a sentence, a list item or a paragraph
)

// joint tells what parts token j from the one before.
func (s scanner) joint(j int) joint {
	before := s.tokens[j-1]
	between := s.text[before.end:s.tokens[j].start]
	if between == " " {
		return space
	}
	abbreviated := before.end-before.start <= 3 // "St. Petersburg", "M.V. Lomonosov"
	switch {
	case strings.ContainsAny(between, ";:!?|•*\t") || strings.Count(between, "\n") > 1 || len(between) > 8:
		return sentence
	case strings.Contains(between, ".") && !abbreviated:
		return sentence
	case strings.ContainsAny(between, ",()"):
		return comma
	}
	return space
}

// A use says where in a text a name may be read; 0: nowhere, Find alone knows it.
type use uint8

const (
	scanned   use = 1 << iota
	titleCase     // only with its words capitalised: "Open University"
	withComma     // also across commas and brackets
)

func (u use) allows(tokens []token, crossed joint) bool {
	if u&scanned == 0 || crossed == comma && u&withComma == 0 {
		return false
	}
	upper := 0
	for _, t := range tokens {
		if t.upper {
			upper++
		}
	}
	if u&titleCase == 0 {
		return tokens[0].upper || upper > len(tokens)/2 // "al-Farabi Kazakh National University"
	}
	return tokens[0].upper && tokens[len(tokens)-1].upper && upper >= (len(tokens)+1)/2 // "University of the Arts"
}
