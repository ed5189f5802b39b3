package match

import (
	"slices"
	"strings"
	"unicode"
)

// A line is a text under examination.
type line struct {
	m         *Matcher
	text      string
	tokens    []token
	countries []string // that it tells of, by code
	regions   [][]word // whose codes it has
}

// maxText is how much of a line is read, in bytes: no affiliation is as long.
const maxText = 8 << 10

func (m *Matcher) newLine(text string) line {
	text = text[:min(len(text), maxText)]
	l := line{m: m, text: text, tokens: tokens(text, m.number), countries: m.countriesOf(text)}
	l.regions = l.regionsOf()
	return l
}

// A mention is a name of an institution in a line, its tokens [from, to), with
// what the line tells for and against it.
type mention struct {
	from, to int
	name     int32   // index of Matcher.names
	likeness float64 // of the words; 1 for the name as it is known
	place    place
	whole    bool // nothing else stands between the commas around it
	longer   bool // the words around make it part of a longer, unknown name
	generic  bool // many may be called so: "Institute of Pathology"
	family   bool // others of the country add their city to it: "Indian Institute of Technology"
	hospital bool // a university's name beside "Hospital": its hospital is meant, not the university
	acronym  bool
}

// A place tells how well a line agrees on where an institution is.
type place int

const (
	unplaced   place = iota
	inCountry        // the line names the country
	inRegion         // and the state or province
	cityInName       // and the name has the city
	inCity           // the line names the city
)

func (l line) nameOf(x mention) *name { return &l.m.names[x.name] }

func (l line) institution(x mention) *institution { return &l.m.known[l.nameOf(x).of] }

// mentions finds the longest names that begin at each token: all institutions
// that bear one make one group.
func (l line) mentions() [][]mention {
	var groups [][]mention
	for from := range l.tokens {
		var longest []mention
		for to, node := from+1, l.m.step(0, l.tokens[from].word); node != 0; to++ {
			for _, group := range [][]mention{l.at(node, from, to), l.withCity(node, from, to)} {
				if group != nil && !l.prefers(longest, group) {
					longest = group
				}
			}
			if to == len(l.tokens) {
				break
			}
			node = l.m.step(node, l.tokens[to].word)
		}
		if longest != nil {
			groups = append(groups, longest)
		}
	}
	return groups
}

// at gives the mentions of the names that end at a node.
func (l line) at(node int32, from, to int) []mention {
	var group []mention
	for i := l.m.first[node]; i != 0; i = l.m.names[i-1].next {
		if x, ok := l.mention(i-1, from, to); ok {
			x.family = l.m.families[family{node, l.institution(x).country()}] > maxFamily
			group = append(group, x)
		}
	}
	return group
}

// withCity finds names that end in a city which stands further on: "University
// of Maryland School of Medicine, Baltimore".
func (l line) withCity(node int32, from, to int) []mention {
	if l.crosses(from, to) || to-from < 2 {
		return nil
	}
	for i := to + 1; i < len(l.tokens); i++ {
		if l.tokens[i].segment == l.tokens[i-1].segment {
			continue
		}
		end := node
		for j := i; end != 0 && j < len(l.tokens) && l.tokens[j].segment == l.tokens[i].segment; j++ {
			end = l.m.step(end, l.tokens[j].word)
		}
		if end == 0 {
			continue
		}
		group := slices.DeleteFunc(l.at(end, from, to), func(x mention) bool { return x.place < inRegion })
		if len(group) > 0 {
			return group
		}
	}
	return nil
}

// prefers reports whether a shorter name says better who is meant than a longer
// one: where a registry has only its bearer, or where the city that makes the
// longer one is the bearer's anyway.
func (l line) prefers(shorter, longer []mention) bool {
	if shorter == nil {
		return false
	}
	best, sure := l.best(shorter)
	other, _ := l.best(longer)
	switch {
	case !sure:
		return false
	case l.institution(best).entry.Record != nil && l.institution(other).entry.Record == nil:
		return true
	case l.institution(other).isUnder(l.institution(best)):
		return false
	}
	return best.place == inCity && (l.crosses(other.from, other.to) || other.to == best.to)
}

// mention examines whether tokens [from, to) may be a name.
func (l line) mention(nameIndex int32, from, to int) (mention, bool) {
	n := &l.m.names[nameIndex]
	i, raw, one := &l.m.known[n.of], l.raw(from, to), len(n.words) == 1
	switch {
	case n.acronym != "" && raw != n.acronym,
		!l.inCountry(i),
		l.crosses(from, to) && !l.mayCross(n, i, from, to),
		one && (len(raw) < 3 || raw == strings.ToLower(raw) || l.m.is[n.words[0]]&isPlace != 0):
		return mention{}, false
	}
	left, right := l.joinedLeft(from), l.joinedRight(to)
	return mention{
		from: from, to: to, name: nameIndex, likeness: 1, place: l.place(i, from, to),
		whole:    !left && !right || one && right && l.schoolAt(to), // "Harvard Medical School"
		longer:   left && l.beganBefore(from) || right && l.goesOn(to) && !slices.Contains(i.city, l.tokens[to].word),
		generic:  !l.m.isDistinct(n.words) && (len(n.words) < 3 || !n.alone),
		hospital: i.isEducation && (left && l.m.is[l.tokens[from-1].word]&isHospital != 0 || right && l.hospitalAt(to)),
		acronym:  n.acronym != "" || one && raw == strings.ToUpper(raw),
	}, true
}

func (l line) raw(from, to int) string { return l.text[l.tokens[from].start:l.tokens[to-1].end] }

// inCountry reports whether an institution may be in a country that the line
// tells of.
func (l line) inCountry(i *institution) bool {
	country := i.country()
	return len(l.countries) == 0 || country == "" || slices.ContainsFunc(l.countries, func(c string) bool { return sameCountry(c, country) })
}

// crosses reports whether a comma stands between tokens [from, to).
func (l line) crosses(from, to int) bool { return l.tokens[from].part != l.tokens[to-1].part }

// mayCross reports whether a name may be read across a comma: where it has one
// itself, or where its city follows.
func (l line) mayCross(n *name, i *institution, from, to int) bool {
	if l.sameSegment(to) {
		return false
	}
	if n.comma {
		return true
	}
	after := from
	for l.tokens[after].part == l.tokens[from].part {
		after++
	}
	if after-from < 2 || l.tokens[after].part != l.tokens[to-1].part || len(n.words) != to-from {
		return false
	}
	rest := n.words[after-from:]
	return slices.Equal(rest, i.city) || slices.Equal(rest, i.region) || len(rest) == 1 && l.m.is[rest[0]]&isPlace != 0
}

// sameSegment reports whether token i goes on the segment of the one before.
func (l line) sameSegment(i int) bool {
	return i > 0 && i < len(l.tokens) && l.tokens[i-1].segment == l.tokens[i].segment
}

func (l line) joinedLeft(i int) bool { return l.sameSegment(i) }

// joinedRight reports whether more of a name may follow at token i; the number
// of a unit is no more of it: "INSERM U1148".
func (l line) joinedRight(i int) bool {
	if !l.sameSegment(i) {
		return false
	}
	raw := l.raw(i, i+1)
	return raw != "UMR" && !strings.ContainsFunc(raw, unicode.IsDigit)
}

// beganBefore: "Engineering College" in "Kongu Engineering College".
func (l line) beganBefore(from int) bool {
	return l.between(from) == " " && l.m.is[l.tokens[from-1].word]&(isUnit|isPlace) == 0 && !l.isCapitals(from-1)
}

// goesOn: "Shahid Beheshti University" in "Shahid Beheshti University of
// Medical Sciences".
func (l line) goesOn(to int) bool {
	switch l.between(to) {
	case " of ", " for ":
		return true
	case " ", "-":
		return !l.isCapitals(to) && !l.unitAhead(to)
	}
	return false
}

// between is the text before token i.
func (l line) between(i int) string { return l.text[l.tokens[i-1].end:l.tokens[i].start] }

// unitAhead: "Genomics Center" behind "University of Minnesota".
func (l line) unitAhead(i int) bool {
	for ; l.sameSegment(i); i++ {
		if l.m.is[l.tokens[i].word]&isUnit != 0 {
			return true
		}
	}
	return false
}

func (l line) isCapitals(i int) bool {
	raw := l.raw(i, i+1)
	return len(raw) > 1 && raw == strings.ToUpper(raw)
}

func (l line) hospitalAt(i int) bool {
	return l.m.is[l.tokens[i].word]&isHospital != 0 || l.wordAt(i) == l.m.medical && l.wordAt(i+1) == l.m.center
}

func (l line) schoolAt(i int) bool {
	return l.m.is[l.tokens[i].word]&isUnit != 0 && l.wordAt(i+1) == l.m.school
}

func (l line) wordAt(i int) word {
	if i >= len(l.tokens) {
		return unknown
	}
	return l.tokens[i].word
}
