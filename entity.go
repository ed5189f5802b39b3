package unigraph

import (
	"cmp"
	"slices"
	"strings"
)

// An EntityID is "type:name", readable and stable, such as
// "university:dalian-university-of-technology" or "country:cn". It is computed
// by the linker, before any store sees the entity.
type EntityID string

// An EntityType says what an entity is.
type EntityType string

// The entity types.
const (
	University   EntityType = "university"   // one institution of higher education or public research
	Alliance     EntityType = "alliance"     // a body that institutions are members of
	Organization EntityType = "organization" // any other body that takes part in a fact: company, ministry
	Person       EntityType = "person"       // a named individual
	Country      EntityType = "country"      // a country or territory with an ISO 3166-1 code
	Place        EntityType = "place"        // a region, province or city that was visited
)

// EntityTypes lists every type, in the order of reports.
var EntityTypes = []EntityType{University, Alliance, Organization, Person, Country, Place}

// NewEntityID builds the id of the entity that name names.
func NewEntityID(t EntityType, name string) EntityID {
	return EntityID(string(t) + ":" + strings.ReplaceAll(Fold(name), " ", "-"))
}

// Type is the part of the id before the colon.
func (id EntityID) Type() EntityType {
	t, _, _ := strings.Cut(string(id), ":")
	return EntityType(t)
}

// An Entity is someone or something that facts are about.
type Entity struct {
	ID      EntityID
	Name    string   // the name to show
	Aliases []string // other names, spellings and acronyms: sorted, each once, never Name
	Country string   // ISO 3166-1 alpha-2, upper case; "" where unknown or meaningless
	Linked  bool     // a gazetteer knows it; false: known from articles alone
	SameAs  []string // identifiers elsewhere, as URLs: ROR, Wikidata, website; sorted
}

// Names lists every name of the entity, Name first.
func (e Entity) Names() []string { return append([]string{e.Name}, e.Aliases...) }

// MergeEntities joins what several articles say of one entity. It is
// commutative, associative and idempotent, so an engine may merge one article
// at a time: the name of a linked telling outranks that of an unlinked one, then
// the longer name, then the smaller text; aliases add up; of two countries the
// first in the alphabet counts.
func MergeEntities(a, b Entity) Entity {
	if rank(b, a) < 0 {
		a, b = b, a
	}
	if a.Country == "" || b.Country != "" && b.Country < a.Country {
		a.Country = b.Country
	}
	a.SameAs = union(a.SameAs, b.SameAs)
	a.Aliases = slices.DeleteFunc(union(a.Aliases, b.Names()), func(n string) bool { return n == a.Name })
	return a
}

// rank orders tellings of one entity, the one whose name is shown first.
func rank(a, b Entity) int {
	if a.Linked != b.Linked {
		if a.Linked {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(len(b.Name), len(a.Name)), cmp.Compare(a.Name, b.Name))
}

// union is the sorted set of the elements of a and b; it shares no memory with them.
func union[T cmp.Ordered](a, b []T) []T {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
