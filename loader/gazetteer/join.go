package gazetteer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unigraph"
)

// joinInstitutions adds to our own entries what the generated ones know of the
// same institution, by domain or by a name in its country, and gives all.
func joinInstitutions(own, generated []*Entry) []*Entry {
	type key struct{ country, name string }
	byName, byDomain := map[key]*Entry{}, map[string]*Entry{}
	for _, e := range own {
		for _, domain := range e.Domains {
			byDomain[domain] = e
		}
		for _, name := range e.Entity.Names() {
			byName[key{e.Entity.Country, bareFold(name)}] = e
		}
	}
	all := slices.Clone(own)
	for _, e := range generated {
		var known *Entry
		for _, domain := range e.Domains {
			known = cmp.Or(known, byDomain[domain])
		}
		if known == nil {
			known = byName[key{e.Entity.Country, bareFold(e.Entity.Name)}]
		}
		if known == nil {
			all = append(all, e)
		} else {
			known.absorb(e)
		}
	}
	return all
}

// absorb adds what is known of the same institution elsewhere.
func (e *Entry) absorb(o *Entry) {
	e.City = cmp.Or(e.City, o.City)
	e.Acronyms = slices.Concat(e.Acronyms, o.Acronyms)
	e.Domains = slices.Concat(e.Domains, o.Domains)
	e.Entity.Aliases = slices.Concat(e.Entity.Aliases, o.Entity.Names())
}

// finish puts the entries in order and builds the indexes.
func (g *Gazetteer) finish() {
	slices.SortFunc(g.entries, compareIDs)
	g.names = newTrie(len(g.entries))
	for i, e := range g.entries {
		e.tidy()
		for _, domain := range e.Domains {
			g.domains[domain] = e
		}
		for _, name := range e.Entity.Names() {
			if slices.Contains(e.quiet, name) {
				continue
			}
			r := ref{entry: int32(i)}
			if slices.Contains(e.Acronyms, name) {
				r.acronym = name
			}
			folded := bareFold(name)
			r.use = g.useOf(e, name, folded, r.acronym != "")
			g.names.add(folded, r)
		}
	}
}

// distinguish gives entries that share an id the country as a suffix, and a
// number in the order of their domains where that is not enough.
func distinguish(entries []*Entry) {
	sharing := map[unigraph.EntityID][]*Entry{}
	for _, e := range entries {
		sharing[e.Entity.ID] = append(sharing[e.Entity.ID], e)
	}
	for id, sharers := range sharing {
		if len(sharers) == 1 {
			continue
		}
		slices.SortFunc(sharers, func(a, b *Entry) int {
			return cmp.Or(cmp.Compare(a.Entity.Country, b.Entity.Country), slices.Compare(a.Domains, b.Domains))
		})
		nth := map[string]int{}
		for _, e := range sharers {
			country := strings.ToLower(e.Entity.Country)
			nth[country]++
			e.Entity.ID = id + unigraph.EntityID("-"+country)
			if n := nth[country]; n > 1 {
				e.Entity.ID += unigraph.EntityID(fmt.Sprintf("-%d", n))
			}
		}
	}
}

// tidy sorts the lists of an entry and leaves nothing in them twice.
func (e *Entry) tidy() {
	e.Acronyms = sortedSet(e.Acronyms)
	e.Entity.Aliases = slices.DeleteFunc(sortedSet(e.Entity.Aliases), func(a string) bool { return a == e.Entity.Name })
	e.Domains = firstOfEach(e.Domains)
	if len(e.Domains) > 0 {
		e.Entity.SameAs = []string{"https://" + e.Domains[0]}
	}
	if e.Record != nil {
		e.Entity.SameAs = sortedSet(append(e.Entity.SameAs, e.Record.SameAs()...))
	}
}

func sortedSet(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// firstOfEach keeps the order; the first domain is the main one.
func firstOfEach(s []string) []string {
	var out []string
	for _, x := range s {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// useOf tells where in a text a name of e may be read.
func (g *Gazetteer) useOf(e *Entry, name, folded string, acronym bool) use {
	words := strings.Fields(folded)
	isCountry := e.Entity.ID.Type() == unigraph.Country
	switch {
	case isCountry && acronym:
		return scanned
	case isCountry:
		return scanned | titleCase
	case acronym && (len(name) < 3 && !strings.ContainsAny(name, "0123456789") || ordinaryAcronyms[folded]):
		return 0
	case acronym:
		return scanned
	case !slices.ContainsFunc(words, func(w string) bool { return !genericWords[w] }), g.places[folded] != nil:
		return 0
	case len(words) == 2 && headWords[words[1]] && (g.demonyms[words[0]] != "" || words[0] == "european"): // "American University"
		return 0
	case len(words) == 1 && (len(folded) < 5 || ordinaryWords[folded] || g.demonyms[folded] != ""):
		return 0
	}
	u := scanned
	if genericWords[words[0]] || g.demonyms[words[0]] != "" || len(words) == 1 {
		u |= titleCase
	}
	if strings.ContainsAny(name, ",()") {
		u |= withComma
	}
	return u
}
