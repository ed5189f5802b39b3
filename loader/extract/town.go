package extract

import (
	"slices"
	"strings"
	"unicode"

	"unigraph"
)

// Towns and other bare names that stand for an institution named in full elsewhere.

// findShortInstitutions adds the bare names that stand for an institution named
// in full elsewhere: "Warwick", "Gezira", "James Cook".
func (d *document) findShortInstitutions() {
	short, first := map[string]int{}, map[string]bool{}
	for n, r := range d.referents {
		if r.kind != unigraph.University {
			continue
		}
		for _, name := range r.names {
			if w := d.bareName(name); w != "" {
				if other, taken := short[w]; taken && other != n {
					n = -1
				}
				short[w] = n
				first[strings.Fields(w)[0]] = true
			}
		}
	}
	towns := d.towns()
	for i := range d.toks {
		if n, ok := towns[d.toks[i].text]; ok && n >= 0 && d.at(i) < 0 && d.actsAsTown(i) {
			d.add(mention{i: i, j: i + 1, kind: unigraph.University, short: true})
			d.mentions[len(d.mentions)-1].ref = n
			continue
		}
		for words := min(3, len(d.toks)-i); words > 0 && first[d.toks[i].text]; words-- {
			if n, ok := short[d.span(i, i+words)]; ok && n >= 0 && d.standsAlone(i, i+words) {
				d.add(mention{i: i, j: i + words, kind: unigraph.University, short: true})
				d.mentions[len(d.mentions)-1].ref = n
				break
			}
		}
	}
}

// towns are the words that may stand for a university by its town: the last word
// of its name, or where the gazetteer has it. A town of several is -1.
func (d *document) towns() map[string]int {
	towns := map[string]int{}
	for n, r := range d.referents {
		if r.kind != unigraph.University {
			continue
		}
		names := map[string]bool{}
		if r.entry != nil {
			names[r.entry.City] = true
		}
		for _, name := range r.names {
			words := strings.Fields(name)
			if last := words[len(words)-1]; len(words) > 2 && unicode.IsUpper(firstRune(last)) && !universityHeads.has(strings.ToLower(last)) && !fields.has(strings.ToLower(last)) {
				names[last] = true
			}
		}
		for name := range names {
			if other, taken := towns[name]; taken && other != n {
				towns[name] = -1
			} else if name != "" {
				towns[name] = n
			}
		}
	}
	return towns
}

// actsAsTown reports whether the town at token i stands for its university: it
// has officers, or is what somebody signs for.
func (d *document) actsAsTown(i int) bool {
	if d.low(i+1) == "'s" {
		for k := i + 2; k < i+6; k++ {
			if d.is(k, roleHeads) {
				return true
			}
		}
		return false
	}
	person := func(k int) bool { n := d.at(k); return n >= 0 && d.mentions[n].kind == unigraph.Person }
	switch {
	case d.low(i-1) == "(" && d.low(i+1) == ")":
		return person(i - 2)
	case d.low(i-1) == "for":
		return person(i-2) || d.find(clause{max(0, i-12), i}, max(0, i-12), signVerbs) >= 0
	case d.low(i-1) == "of":
		return person(i-2) || d.is(i-2, roleHeads)
	}
	return false
}

// standsAlone reports whether tokens [i, j) may be a bare name: no part of a
// longer name, and no place.
func (d *document) standsAlone(i, j int) bool {
	for k := i; k < j; k++ {
		if d.at(k) >= 0 {
			return false
		}
	}
	next := j < len(d.toks) && d.toks[j].cap && d.toks[j].word && d.toks[j].line == d.toks[i].line && d.at(j) < 0
	if next && !d.is(j, roleHeads) && !d.is(j, rolePrefixes) && !d.is(j, titles) && !d.is(j, openers) {
		return false
	}
	return d.kindOf(i) != foreignLine && d.kindOf(i) != creditLine && !d.nameWordAt(j) &&
		!(i > 0 && d.nameWordAt(i-1) && !d.is(i-1, openers)) && !d.locative(i, j)
}

// bareName is what is not generic of a name: "Warwick" of "University of
// Warwick", "James Cook" of "James Cook University"; "" if that is nothing, or
// not in one piece.
func bareName(name string) string {
	name, _, _ = strings.Cut(name, " named ")
	words := strings.Fields(name)
	generic := func(word string) bool { return genericWords.has(strings.ToLower(word)) }
	i, j := 0, len(words)
	for i < j && generic(words[i]) {
		i++
	}
	for i < j && generic(words[j-1]) {
		j--
	}
	if j-i > 3 || slices.ContainsFunc(words[i:j], generic) {
		return ""
	}
	return strings.Join(words[i:j], " ")
}

// genericWords are what many names of institutions have.
var genericWords = union("", genericNames, universityHeads, connectors, academicHeads, fields)

// bareName is that of a name of the text, each asked for by several steps.
func (d *document) bareName(name string) string {
	bare, ok := d.bareOf[name]
	if !ok {
		bare = bareName(name)
		d.bareOf[name] = bare
	}
	return bare
}

// locative reports whether the name at tokens [i, j) is used as a place: "in
// Waterloo", "the Vancouver campus".
func (d *document) locative(i, j int) bool {
	name := d.span(i, j)
	return d.names.Demonym(name) != "" || d.names.Country(name) != "" || d.is(j, placeTails) || d.names.City(name) != "" && d.atWord(i-1, "from", "at") || d.atWord(i-1, "in", "near", "to", "around", "through", "outside") || d.low(j) == "campus" && d.names.City(name) != "" ||
		d.opensLine(i) && d.atWord(j, ",", "(", "-", "–", "—", ":")
}
