package link

import (
	"cmp"
	"slices"
	"strings"

	"unigraph"
)

// countryInName reads the country that a name itself tells: the town it ends in, a
// word for an institution that one language has, else a country, a people or a place
// anywhere in it.
func (l *Linker) countryInName(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if i > 0 && (words[i-1] == "of" || words[i-1] == "in") {
			if code := cmp.Or(l.names.Country(strings.Join(words[i:], " ")), l.names.City(strings.Join(words[i:], " ")), l.names.City(strings.Trim(w, ",."))); code != "" {
				return code
			}
		}
	}
	for n := min(3, len(words)); n > 0; n-- {
		for _, tell := range []func(string) string{l.names.Country, l.names.Demonym, l.names.City, l.region} {
			for i := 0; i+n <= len(words); i++ {
				part := strings.Trim(strings.Join(words[i:i+n], " "), `,."()`)
				first, _, _ := strings.Cut(part, "-")
				if code := cmp.Or(tell(part), tell(first), tell(part[strings.LastIndex(part, "-")+1:])); code != "" {
					return code // "Kyrgyz-Uzbek" begins with its seat, "Afro-Brazilian" ends in it
				}
			}
		}
	}
	for _, w := range words {
		if code := headCountries[strings.ToLower(w)]; code != "" {
			return code
		}
	}
	return ""
}

// headCountries are the countries of the words for an institution that only one of
// them uses.
var headCountries = map[string]string{
	"universitas": "ID", "universiti": "MY", "üniversitesi": "TR", "universitesi": "TR", "universitatea": "RO", "uniwersytet": "PL", "politechnika": "PL",
	"yliopisto": "FI", "ülikool": "EE", "egyetem": "HU", "högskola": "SE", "università": "IT", "politecnico": "IT", "fachhochschule": "DE",
}

func (l *Linker) region(name string) string {
	e, _ := l.names.Region(name)
	return e.Entity.Country
}

// localize gives the universities of which nothing tells the country that of their
// neighbours: of the one named nearest in the same sentence, else that of most
// universities of the article, where most are in one country. It returns these
// guesses by referent.
func localize(r unigraph.Reading) map[int]string {
	main, all := mainCountry(r), landmarks(r)
	told := map[int]string{}
	for i, ref := range r.Referents {
		if ref.Type == unigraph.University && ref.Country == "" && ref.Entity.ID != "" {
			told[i] = cmp.Or(neighbour(r, all, ref.Mentions[0]), main)
		}
	}
	for i, code := range told {
		r.Referents[i].Country, r.Referents[i].Entity.Country = code, code
	}
	return told
}

// mainCountry is the country that more than half of an article's universities are in
// of which it is known; "" if there is none.
func mainCountry(r unigraph.Reading) string {
	count, all := map[string]int{}, 0
	for _, ref := range r.Referents {
		if ref.Type == unigraph.University && ref.Country != "" {
			count[ref.Country]++
			all++
		}
	}
	for code, n := range count {
		if n*2 > all {
			return code
		}
	}
	return ""
}

// A landmark is a mention of somebody whose country is known.
type landmark struct {
	start, end int
	country    string
}

// landmarks are the mentions of an article's universities and countries whose country
// is known, in text order.
func landmarks(r unigraph.Reading) []landmark {
	var all []landmark
	for _, ref := range r.Referents {
		if ref.Country == "" || ref.Type != unigraph.University && ref.Type != unigraph.Country {
			continue
		}
		for _, m := range ref.Mentions {
			all = append(all, landmark{m.Start, m.End, ref.Country})
		}
	}
	slices.SortFunc(all, func(a, b landmark) int { return cmp.Compare(a.start, b.start) })
	return all
}

// neighbour is the country of the landmark that is nearest to m in its sentence; "" if
// the sentence has none.
func neighbour(r unigraph.Reading, all []landmark, m unigraph.Mention) string {
	s, ok := sentenceOf(r, m)
	if !ok {
		return ""
	}
	first, _ := slices.BinarySearchFunc(all, s.Start, func(l landmark, start int) int { return cmp.Compare(l.start, start) })
	best, distance := "", s.End-s.Start+1
	for _, l := range all[first:] {
		if l.end > s.End {
			break
		}
		if gap := max(l.start-m.End, m.Start-l.end); gap < distance {
			best, distance = l.country, gap
		}
	}
	return best
}
