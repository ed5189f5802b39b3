package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unigraph/loader/gazetteer"
)

// A Choice is an institution that a text means, or may mean.
type Choice struct {
	Entry  *gazetteer.Entry
	Score  float64 // how sure it is, up to 1
	Reason string  // the name that was found, and the evidence
}

// MinScore is the score from which on an institution is chosen.
const MinScore = 0.75

// Line tells which institutions a line means, in its order; none where it is
// not sure. A university comes without its units, and without the bodies that
// its members also belong to.
func (m *Matcher) Line(text string) []Choice {
	l := m.newLine(text)
	chosen := l.main(l.sure())
	if chosen == nil {
		chosen = l.alike()
	}
	slices.SortStableFunc(chosen, func(a, b mention) int { return cmp.Compare(a.from, b.from) })
	var out []Choice
	for _, x := range chosen {
		entry := l.institution(x).entry
		if !slices.ContainsFunc(out, func(c Choice) bool { return c.Entry == entry }) {
			out = append(out, Choice{entry, l.score(x), l.reason(x)})
		}
	}
	return out
}

// sure gives the institutions that are named beyond doubt, longer names first.
func (l line) sure() []mention {
	groups := l.mentions()
	slices.SortStableFunc(groups, func(a, b []mention) int { return cmp.Compare(b[0].to-b[0].from, a[0].to-a[0].from) })
	var taken, out []mention
	for _, group := range groups {
		best, sure := l.best(group)
		score := l.score(best)
		overlaps := slices.ContainsFunc(taken, func(t mention) bool { return t.from < best.to && best.from < t.to })
		if overlaps || score < maybe && !best.hospital {
			continue
		}
		taken = append(taken, best)
		if sure && score >= MinScore {
			out = append(out, best)
		}
	}
	return out
}

// maybe is the score from which on a name leaves its words to no shorter name.
const maybe = 0.6

// score is how sure it is that the institution is meant, from 0 to 1.
func (l line) score(x mention) float64 {
	n, one := l.nameOf(x), len(l.nameOf(x).words) == 1
	vague := x.place < inRegion
	s := [...]float64{unplaced: 0.5, inCountry: 0.85, inRegion: 0.9, cityInName: 0.92, inCity: 0.97}[x.place] * x.likeness
	for _, against := range [...]struct {
		holds bool
		costs float64
	}{
		{x.longer, 0.3},
		{x.hospital, 0.5},
		{x.generic && x.place < cityInName, 0.3},
		{x.family && vague, 0.2},
		{x.acronym, 0.1},
		{one && !x.whole, 0.3},
		{one && x.whole && vague, 0.15},
		{len(n.words) == 2 && vague && l.m.kindOf(n.words)&isUniversity == 0, 0.12}, // "Ronin Institute"
		{!x.whole && vague, 0.06},
		{!n.shown && vague, 0.02},
		{l.institution(x).inactive, 0.03},
	} {
		if against.holds {
			s -= against.costs
		}
	}
	return max(s, 0)
}

// best gives the mention of a group with most evidence for it, and whether no
// other institution has as much.
func (l line) best(group []mention) (best mention, sure bool) {
	for i, x := range group {
		switch d := l.rank(x) - l.rank(best); {
		case i == 0 || d > 0:
			best, sure = x, true
		case d == 0 && l.nameOf(x).of != l.nameOf(best).of:
			sure = false
		}
	}
	return best, sure
}

// rank orders those who bear a name: first who is active, then whom a registry
// knows, who is where the line says, whose first name it is, and universities.
func (l line) rank(x mention) int {
	i := l.institution(x)
	rank := 4 * int(x.place)
	for _, merit := range [...]struct {
		holds bool
		adds  int
	}{{!i.inactive, 100}, {i.entry.Record != nil, 50}, {l.nameOf(x).shown, 3}, {i.isEducation, 2}} {
		if merit.holds {
			rank += merit.adds
		}
	}
	return rank
}

// main leaves out what a line names beside the institution it means: what only
// a word or an acronym tells, units of those named, and beside a university all but the
// institutes of a body named too, as academies of sciences have.
func (l line) main(all []mention) []mention {
	named, university := false, false
	for _, x := range all {
		named = named || !l.isOneWord(x)
		university = university || !l.isOneWord(x) && l.institution(x).isEducation
	}
	var out []mention
	for _, x := range all {
		parent := l.parent(x, all)
		switch {
		case l.isOneWord(x) && named:
		case l.institution(x).isEducation && (parent != nil || l.isElsewhere(x, all)):
		case university && !l.institution(x).isEducation && !l.isInstituteOf(parent, x):
		default:
			out = append(out, x)
		}
	}
	return out
}

func (l line) isOneWord(x mention) bool { return x.acronym || len(l.nameOf(x).words) == 1 }

// parent finds the institution among those named that x is part of; nil if
// there is none.
func (l line) parent(x mention, all []mention) *institution {
	for _, o := range all {
		if l.institution(x).isUnder(l.institution(o)) {
			return l.institution(o)
		}
	}
	return nil
}

// isElsewhere reports whether a university is named beside one that is in a
// city of the line, and no parent of anyone named.
func (l line) isElsewhere(x mention, all []mention) bool {
	here := false
	for _, o := range all {
		here = here || l.institution(o).isEducation && o.place == inCity
		if l.institution(o).isUnder(l.institution(x)) {
			return false
		}
	}
	return here && x.place <= inRegion
}

func (l line) isInstituteOf(parent *institution, x mention) bool {
	return parent != nil && !slices.Contains(parent.entry.Record.Types, "education") && l.m.kindOf(l.nameOf(x).words)&isLaboratory == 0
}

// reason tells a person why x is chosen, or what speaks against it.
func (l line) reason(x mention) string {
	n, i := l.nameOf(x), l.institution(x)
	verb := "is"
	switch {
	case x.acronym:
		verb = "is the acronym"
	case x.likeness < 1:
		verb = fmt.Sprintf("is %.0f%% like", 100*x.likeness)
	}
	reasons := []string{fmt.Sprintf("%q %s %q", l.raw(x.from, x.to), verb, n.text)}
	switch x.place {
	case inCity, cityInName:
		reasons = append(reasons, "in "+i.entry.City)
	case inRegion:
		reasons = append(reasons, "in "+i.entry.Record.Region)
	case inCountry:
		reasons = append(reasons, "in "+i.country())
	}
	for _, doubt := range [...]struct {
		holds bool
		told  string
	}{
		{x.longer, "perhaps part of a longer name"}, {x.generic, "a name that many may have"}, {x.family, "others add their city to this name"},
		{x.hospital, "a hospital beside it"}, {!n.alone, "several bear this name"}, {i.inactive, "no longer active"},
	} {
		if doubt.holds {
			reasons = append(reasons, doubt.told)
		}
	}
	return strings.Join(reasons, "; ")
}
