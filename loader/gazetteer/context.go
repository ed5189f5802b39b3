package gazetteer

import "unigraph"

// partOfLonger reports whether the words around a hit, tokens [i, j), make it
// part of a longer name that the gazetteer does not know.
func (s scanner) partOfLonger(h Hit, i, j int) bool {
	if h.Entries[0].Entity.ID.Type() == unigraph.Country {
		return s.countryInName(i, j)
	}
	return s.goesOn(h, j) || s.beganBefore(i)
}

// countryInName: "Georgia State University", "Technical University of Kenya",
// "New Mexico".
func (s scanner) countryInName(i, j int) bool {
	if s.upperNext(j) && genericWords[s.word(j)] {
		return true
	}
	if i > 0 && s.word(i-1) == "the" {
		i--
	}
	switch {
	case i == 0 || s.between(i) != " ":
		return false
	case s.word(i-1) == "of":
		return i > 1 && s.tokens[i-2].upper && headWords[s.word(i-2)]
	}
	return s.word(i-1) == "new" && s.tokens[i-1].upper
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

// beganBefore: "State University of Moldova" in "Free State University of
// Moldova", "China Normal University" in "East China Normal University".
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

func (s scanner) upperNext(j int) bool {
	return j < len(s.tokens) && s.tokens[j].upper && s.between(j) == " "
}

// between gives the text between token j and the one before.
func (s scanner) between(j int) string { return s.text[s.tokens[j-1].end:s.tokens[j].start] }

func (s scanner) word(j int) string { return unigraph.Fold(s.text[s.tokens[j].start:s.tokens[j].end]) }
