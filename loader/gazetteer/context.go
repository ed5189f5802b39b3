package gazetteer

import (
	"strings"

	"unigraph"
)

// partOfLonger reports whether the words around a hit, tokens [i, j), make it
// part of something longer that the gazetteer does not know.
func (s scanner) partOfLonger(h Hit, i, j int) bool {
	if h.Entries[0].Entity.ID.Type() == unigraph.Country {
		return s.countryInName(i, j)
	}
	return s.goesOn(h, j) || s.beganBefore(i) || s.inHeading(i, j)
}

// countryInName: "Georgia State University", "Technical University of Kenya",
// "New Mexico", "Latin America".
func (s scanner) countryInName(i, j int) bool {
	if j < len(s.tokens) && s.tokens[j].upper && s.between(j) == " " && genericWords[s.word(j)] {
		return true
	}
	if i > 0 && s.word(i-1) == "the" {
		i--
	}
	if i == 0 || s.between(i) != " " {
		return false
	}
	before := s.word(i - 1)
	if before == "of" {
		return i > 1 && s.tokens[i-2].upper && headWords[s.word(i-2)]
	}
	return s.tokens[i-1].upper && (modifiers[before] || before == "latin")
}

// goesOn: "Dalian University" in "Dalian University of Foreign Languages". The
// country it is in may follow: "Fudan University of China".
func (s scanner) goesOn(h Hit, j int) bool {
	if j+1 >= len(s.tokens) || s.between(j) != " " || s.word(j) != "of" && s.word(j) != "for" {
		return false
	}
	next := j + 1
	if s.word(next) == "the" && next+1 < len(s.tokens) {
		next++
	}
	if !s.tokens[next].upper || s.joint(next) == sentence {
		return false
	}
	after, words := s.longest(next)
	return words == 0 || after.Entries[0].Entity.ID.Type() != unigraph.Country ||
		after.Entries[0].Entity.Country != h.Entries[0].Entity.Country
}

// beganBefore: "University of Bonn" in "Applied University of Bonn", "China
// Normal University" in "East China Normal University".
func (s scanner) beganBefore(i int) bool {
	if i == 0 || !s.tokens[i-1].upper {
		return false
	}
	before := s.word(i - 1)
	switch s.between(i) {
	case "-":
		return true
	case " ":
		return modifiers[before] || genericWords[s.word(i)] && !leadingWords[before]
	}
	return false
}

// inHeading: "MUST" in "STUDENTS MUST APPLY". Where all is in capitals, an
// acronym is no more than a word.
func (s scanner) inHeading(i, j int) bool {
	if j > i+1 || !s.isShouted(i, 2) {
		return false
	}
	return i > 0 && s.between(i) == " " && s.isShouted(i-1, 4) || j < len(s.tokens) && s.between(j) == " " && s.isShouted(j, 4)
}

// isShouted reports whether token i is all capitals, and of so many letters.
func (s scanner) isShouted(i, letters int) bool {
	raw := s.text[s.tokens[i].start:s.tokens[i].end]
	return len(raw) >= letters && raw == strings.ToUpper(raw) && raw != strings.ToLower(raw)
}

// between gives the text between token j and the one before.
func (s scanner) between(j int) string { return s.text[s.tokens[j-1].end:s.tokens[j].start] }

func (s scanner) word(j int) string { return unigraph.Fold(s.text[s.tokens[j].start:s.tokens[j].end]) }
