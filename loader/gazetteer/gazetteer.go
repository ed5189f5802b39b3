// Package gazetteer holds the names that the world knows: institutions,
// alliances, countries and places, with their other names, and finds them in
// text. A name comes in, entries come out, all that bear it: which of them is
// meant is not decided here.
//
// The data is in the folder data, a record a line. universities.tsv is
// generated and gives breadth; institutions.tsv is our own, outranks it and
// gives depth: acronyms, other languages, former and mistaken names. An imported
// registry, if there is one, outranks both.
package gazetteer

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"unigraph"
	"unigraph/loader/gazetteer/registry"
)

//go:generate go run ./gen

// An Entry is one known institution, alliance, country or place.
type Entry struct {
	Entity   unigraph.Entity // linked; Aliases hold other languages and spellings, former names, acronyms
	Acronyms []string        // the aliases that count in this case only: "XJTU", "DUT"; sorted
	City     string          // English name; "" if unknown; its own of a place that is a city
	Domains  []string        // of its websites: "xjtu.edu.cn"

	// Record is what an imported registry has of it; nil if it has nothing.
	Record *registry.Record

	quiet []string // names that neither Find nor Scan knows
}

// A Gazetteer finds entries by name. It does not change and may be used by
// several goroutines; entries and slices it returns are not to be changed.
type Gazetteer struct {
	entries   []*Entry          // institutions, alliances and countries, by ID
	names     *trie             // of entries
	domains   map[string]*Entry // by host
	countries map[string]*Entry // by code
	demonyms  map[string]string // folded → code
	ambiguous map[string]bool   // codes of countries whose name often means something else
	places    map[string]*Entry // by folded name

	organizations func() []*Entry // what was imported beside institutions of education, by ID
}

// Default is the gazetteer in the binary. It is read on first use.
func Default() *Gazetteer { return readDefault() }

var readDefault = sync.OnceValue(func() *Gazetteer {
	g, err := read(embedded)
	if err != nil {
		panic(err) // the data is part of the program, and tested with it
	}
	return g
})

// Open gives the default gazetteer together with an imported one, a file that
// the package registry wrote. Where both know an institution, the imported
// name, city and country count, and the id stays.
func Open(file string) (*Gazetteer, error) {
	records, err := registry.Open(file)
	if err != nil {
		return nil, err
	}
	return With(records)
}

// With gives the default gazetteer together with records, which are not to be
// changed any more.
func With(records []registry.Record) (*Gazetteer, error) { return read(embedded, records...) }

// Universities gives every institution of education that is known, by ID.
func (g *Gazetteer) Universities() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, e := range g.entries {
			if e.Entity.ID.Type() == unigraph.University && !yield(e) {
				return
			}
		}
	}
}

// Institutions gives the universities, and then the organizations of other
// kinds that were imported, by ID. Neither Find nor Scan knows the latter.
func (g *Gazetteer) Institutions() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for e := range g.Universities() {
			if !yield(e) {
				return
			}
		}
		for _, e := range g.organizations() {
			if !yield(e) {
				return
			}
		}
	}
}

// Find gives the entries of a type that bear a name, by ID; none is nil. Names
// are compared folded and without a leading "the", acronyms as written.
func (g *Gazetteer) Find(t unigraph.EntityType, name string) []*Entry {
	if t == unigraph.Place {
		if e := g.place(name); e != nil {
			return []*Entry{e}
		}
		return nil
	}
	node := g.names.lookup(name)
	if node == 0 {
		return nil
	}
	name = strings.TrimSpace(name)
	var found []*Entry
	for ref := range g.names.at(node) {
		if e := g.entries[ref.entry]; e.Entity.ID.Type() == t && (ref.acronym == "" || ref.acronym == name) {
			found = append(found, e)
		}
	}
	if len(found) > 1 {
		slices.SortFunc(found, compareIDs)
		found = slices.Compact(found)
	}
	return found
}

// place gives the place of a name; nil if it is unknown.
func (g *Gazetteer) place(name string) *Entry {
	var buf [64]byte
	return g.places[string(appendBareFold(buf[:0], name))]
}

func compareIDs(a, b *Entry) int { return cmp.Compare(a.Entity.ID, b.Entity.ID) }

// bareFold is the form of names in the trie: folded, without a leading "the".
func bareFold(name string) string { return string(appendBareFold(nil, name)) }

func appendBareFold(dst []byte, name string) []byte {
	return bytes.TrimPrefix(unigraph.AppendFold(dst, name), []byte("the "))
}

// ByDomain gives the institution or alliance whose website the host belongs
// to, itself or as a part: "news.xjtu.edu.cn"; nil if unknown.
func (g *Gazetteer) ByDomain(host string) *Entry {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for host != "" {
		if e := g.domains[host]; e != nil {
			return e
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return nil
}
