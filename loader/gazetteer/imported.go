package gazetteer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"unigraph"
	"unigraph/loader/gazetteer/registry"
)

// joinRecords adds what records tell to the institutions already known, and
// gives all institutions of education. Organizations of other kinds come when
// they are asked for: most who read articles never ask.
func joinRecords(known []*Entry, records []registry.Record) (institutions []*Entry, organizations func() []*Entry) {
	taken := map[unigraph.EntityID]bool{}
	for _, e := range known {
		taken[e.Entity.ID] = true
	}
	joined, absorbed := pair(known, records)
	institutions = slices.DeleteFunc(slices.Clone(known), func(e *Entry) bool { return absorbed[e] })
	var newcomers []*Entry
	var others []*registry.Record
	for i := range records {
		r := &records[i]
		switch e := joined[r]; {
		case e != nil:
			e.adopt(r)
		case r.Status == "withdrawn":
		case isEducation(r):
			newcomers = append(newcomers, newRegistered(unigraph.University, r))
		default:
			others = append(others, r)
		}
	}
	distinguishRegistered(newcomers, taken)
	return slices.Concat(institutions, newcomers), sync.OnceValue(func() []*Entry { return newOrganizations(others) })
}

func isEducation(r *registry.Record) bool { return slices.Contains(r.Types, "education") }

func newOrganizations(records []*registry.Record) []*Entry {
	entries := make([]*Entry, len(records))
	for i, r := range records {
		entries[i] = newRegistered(unigraph.Organization, r)
		entries[i].tidy()
	}
	distinguishRegistered(entries, map[unigraph.EntityID]bool{})
	slices.SortFunc(entries, compareIDs)
	return entries
}

func newRegistered(t unigraph.EntityType, r *registry.Record) *Entry {
	e := newEntry(t, r.Name, r.Country, r.Acronyms, aliasesOf(r))
	e.City, e.Domains, e.Record = r.City, r.Domains, r
	e.quiet = quietNames(r, nil)
	return e
}

func aliasesOf(r *registry.Record) []string {
	names := make([]string, len(r.Aliases))
	for i, a := range r.Aliases {
		names[i] = a.Text
	}
	return names
}

// quietNames are the names of a record that anything may be called by in an
// article: registries list an acronym for most institutions, MOU and END among
// them, and bare surnames. Those known otherwise are not quiet.
func quietNames(r *registry.Record, known []string) []string {
	quiet := slices.Clone(r.Acronyms)
	for _, a := range r.Aliases {
		if !strings.Contains(bareFold(a.Text), " ") {
			quiet = append(quiet, a.Text)
		}
	}
	return slices.DeleteFunc(quiet, func(name string) bool { return name == r.Name || slices.Contains(known, name) })
}

// adopt takes over what a registry tells of the institution.
func (e *Entry) adopt(r *registry.Record) {
	e.quiet = quietNames(r, e.Entity.Names())
	e.Entity.Aliases = slices.Concat(e.Entity.Names(), aliasesOf(r), r.Acronyms)
	if r.Status == "active" {
		e.Entity.Name = r.Name
	}
	e.Entity.Country = cmp.Or(r.Country, e.Entity.Country)
	e.City = cmp.Or(r.City, e.City)
	e.Acronyms = slices.Concat(e.Acronyms, r.Acronyms)
	e.Domains = slices.Concat(r.Domains, e.Domains)
	e.Record = r
}

// pair finds the record of each known institution: that which shares a domain
// or a name in its country, and most of both. Where several institutions have
// one record, the closest one gets it, and absorbs those that
// it has by name.
func pair(known []*Entry, records []registry.Record) (joined map[*registry.Record]*Entry, absorbed map[*Entry]bool) {
	index := newPairing(known, len(records))
	best := map[*Entry]tie{}
	for i := range records {
		r := &records[i]
		if r.Status == "withdrawn" {
			continue
		}
		for _, t := range index.ties(r) {
			if t.points > best[t.entry].points {
				best[t.entry] = t
			}
		}
	}
	joined, absorbed = map[*registry.Record]*Entry{}, map[*Entry]bool{}
	for _, e := range known {
		r := best[e].record
		if have := joined[r]; r != nil && (have == nil || best[e].points > best[have].points) {
			joined[r] = e
		}
	}
	for _, e := range known {
		if into := joined[best[e].record]; into != nil && into != e && best[e].named() {
			into.absorb(e)
			absorbed[e] = true
		}
	}
	return joined, absorbed
}

// A tie is how much a known institution shares with a record.
type tie struct {
	entry  *Entry
	record *registry.Record
	points int
}

// The points of a tie, of which minTie are needed. A name without a language
// may be a former one, or one that somebody else has now.
const (
	tieOther  = 1 // another name of the record, in the country
	tieLabel  = 3 // its name in some language
	tieShown  = 5 // that which is shown
	tieDomain = 4 // of an institution of education; its hospital may be at the same
	tieKind   = 1 // no reason by itself, but for the university rather than its hospital
	minTie    = 3
)

// A pairing finds known institutions by what records tell.
type pairing struct {
	byName   map[nameAt][]*Entry
	byDomain map[string][]*Entry
}

// A nameAt is a name in a country: there are many "City University".
type nameAt struct{ country, name string }

// newPairing is empty where there are no records.
func newPairing(known []*Entry, records int) pairing {
	p := pairing{map[nameAt][]*Entry{}, map[string][]*Entry{}}
	if records == 0 {
		return p
	}
	for _, e := range known {
		for _, name := range e.Entity.Names() {
			if !slices.Contains(e.Acronyms, name) {
				key := nameAt{e.Entity.Country, bareFold(name)}
				p.byName[key] = append(p.byName[key], e)
			}
		}
		for _, domain := range e.Domains {
			p.byDomain[domain] = append(p.byDomain[domain], e)
		}
	}
	return p
}

// ties gives the known institutions that share enough with r.
func (p pairing) ties(r *registry.Record) []tie {
	var ties []tie
	for e, points := range p.points(r) {
		otherWebsite := points == tieLabel && len(e.Domains) > 0 && len(r.Domains) > 0
		if points < minTie || otherWebsite {
			continue
		}
		if isEducation(r) {
			points += tieKind
		}
		ties = append(ties, tie{e, r, points})
	}
	return ties
}

// points tells what the known institutions share with r: the best name, and
// domains. It is nil for most records.
func (p pairing) points(r *registry.Record) map[*Entry]int {
	var shared map[*Entry]int
	set := func(e *Entry, points int) {
		if shared == nil {
			shared = map[*Entry]int{}
		}
		shared[e] = points
	}
	count := func(name string, points int) {
		for _, e := range p.byName[nameAt{r.Country, bareFold(name)}] {
			set(e, max(shared[e], points))
		}
	}
	count(r.Name, tieShown)
	for _, a := range r.Aliases {
		if a.Language == "" {
			count(a.Text, tieOther)
		} else {
			count(a.Text, tieLabel)
		}
	}
	if isEducation(r) {
		for _, host := range r.Domains {
			for _, e := range p.byDomain[host] {
				set(e, shared[e]+tieDomain)
			}
		}
	}
	return shared
}

// named reports whether the record has the very name that the institution is
// known by, as its own or as that in another language.
func (t tie) named() bool {
	name := bareFold(t.entry.Entity.Name)
	return name == bareFold(t.record.Name) || slices.ContainsFunc(t.record.Aliases, func(a registry.Name) bool {
		return a.Language != "" && name == bareFold(a.Text)
	})
}

// distinguishRegistered gives entries whose id is taken the country as a
// suffix, then their ROR id, and a number where they have none.
func distinguishRegistered(entries []*Entry, taken map[unigraph.EntityID]bool) {
	for _, suffix := range []func(*Entry) string{
		func(e *Entry) string { return strings.ToLower(e.Entity.Country) },
		func(e *Entry) string { return strings.TrimPrefix(e.Record.ROR, "https://ror.org/") },
	} {
		sharers := map[unigraph.EntityID]int{}
		for _, e := range entries {
			sharers[e.Entity.ID]++
		}
		for _, e := range entries {
			if id := e.Entity.ID; (sharers[id] > 1 || taken[id]) && suffix(e) != "" {
				e.Entity.ID += unigraph.EntityID("-" + suffix(e))
			}
		}
	}
	for _, e := range entries {
		id := e.Entity.ID
		for n := 2; taken[e.Entity.ID]; n++ {
			e.Entity.ID = id + unigraph.EntityID(fmt.Sprintf("-%d", n))
		}
		taken[e.Entity.ID] = true
	}
}
