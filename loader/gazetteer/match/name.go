package match

import (
	"cmp"
	"slices"
)

// maxCandidates is how many institutions Name gives.
const maxCandidates = 10

// Name gives the institutions that a name may mean, the likeliest first, at
// most ten, with what speaks for and against each. Of a country, if its code is
// not "", only those that are there. Sure tells whether they lead to one.
func (m *Matcher) Name(text, country string) []Choice {
	text = text[:min(len(text), maxText)]
	l := line{m: m, text: text, tokens: tokens(text, m.number)}
	if country != "" {
		l.countries = []string{country}
	}
	if len(l.tokens) == 0 {
		return nil
	}
	best := map[int32]Choice{} // by institution
	for _, x := range l.namesakes() {
		of, c := l.nameOf(x).of, Choice{l.institution(x).entry, l.nameScore(x), l.reason(x)}
		if c.Score > best[of].Score {
			best[of] = c
		}
	}
	var out []Choice
	for _, c := range best {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Choice) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entry.Entity.ID, b.Entry.Entity.ID))
	})
	return out[:min(len(out), maxCandidates)]
}

// Sure gives the one institution that candidates, as Name gives them, lead to;
// false if several may be meant, or none.
func Sure(candidates []Choice) (Choice, bool) {
	if len(candidates) == 0 || candidates[0].Score < MinScore || len(candidates) > 1 && candidates[0].Score-candidates[1].Score < clearly {
		return Choice{}, false
	}
	return candidates[0], true
}

// namesakes gives the names that have the words of the line, or most of them.
func (l line) namesakes() []mention {
	const minShare = 0.6 // of likeness, to be worth showing
	var out []mention
	end := len(l.tokens)
	add := func(nameIndex int32, likeness float64) {
		n := &l.m.names[nameIndex]
		i := &l.m.known[n.of]
		if l.inCountry(i) && (n.acronym == "" || n.acronym == l.raw(0, end)) {
			x := mention{to: end, name: nameIndex, whole: true, likeness: likeness, place: l.place(i, 0, end), acronym: n.acronym != ""}
			x.generic = !l.m.isDistinct(n.words) && !n.alone
			out = append(out, x)
		}
	}
	node := int32(0)
	for _, t := range l.tokens {
		if node = l.m.step(node, t.word); node == 0 {
			break
		}
	}
	for i := l.m.first[node]; i != 0; i = l.m.names[i-1].next {
		add(i-1, 1)
	}
	words := l.repaired(0, end)
	for _, n := range l.m.sharing(words) {
		if like := l.m.likeness(l.m.names[n].words, words, &institution{}); like >= minShare && like < 1 {
			add(n, like)
		} else if like == 1 { // the words in another order, or misspelled
			add(n, 0.95)
		}
	}
	return out
}

// nameScore is the score of a mention where nothing but the name is known, and
// perhaps the country.
func (l line) nameScore(x mention) float64 {
	s := x.likeness
	for _, against := range [...]struct {
		holds bool
		costs float64
	}{{x.acronym, 0.1}, {x.generic, 0.1}, {!l.nameOf(x).shown, 0.01}, {l.institution(x).inactive, 0.05}} {
		if against.holds {
			s -= against.costs
		}
	}
	return max(s, 0)
}
