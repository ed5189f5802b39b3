package gazetteer

import (
	"strings"

	"unigraph"
)

// Country gives the ISO 3166-1 alpha-2 code of a country's name or usual
// abbreviation: "Russian Federation", "Türkiye", "P.R. China", "UK"; "" if it
// is none. Abbreviations count as written only, and ISO codes are no names:
// "us", "IN" and "is" are no countries.
func (g *Gazetteer) Country(name string) string {
	for _, e := range g.Find(unigraph.Country, name) {
		return e.Entity.Country
	}
	return ""
}

// AmbiguousCountry reports whether the name of the country with this code
// often means something else, as Georgia, Jordan and Chad do.
func (g *Gazetteer) AmbiguousCountry(code string) bool { return g.ambiguous[code] }

// Demonym gives the code of the country that an adjective, a people or a
// combining form tells of: "Russian", "Kazakh", "Sino"; "" if it tells of none.
func (g *Gazetteer) Demonym(word string) string {
	var buf [64]byte
	return g.demonyms[string(unigraph.AppendFold(buf[:0], word))]
}

// City gives the code of the country in which a city or region lies; "" if it
// is unknown or may lie in several.
func (g *Gazetteer) City(name string) string {
	if e := g.region(name); e != nil {
		return e.Entity.Country
	}
	return ""
}

// Region gives a province, region or city as a place: "Xinjiang", "Bavaria",
// "Irkutsk"; false if it is unknown or may lie in several countries.
func (g *Gazetteer) Region(name string) (Entry, bool) {
	if e := g.region(name); e != nil {
		return *e, true
	}
	return Entry{}, false
}

// region gives the place that a name tells of; nil if it tells of none.
func (g *Gazetteer) region(name string) *Entry {
	e := g.place(name)
	if e != nil && name == strings.ToLower(name) && name != strings.ToUpper(name) { // "nice", "split"
		return nil
	}
	return e
}

// CountryEntity gives the country with a code as the default gazetteer names
// it; the zero Entity where the code is none.
func CountryEntity(code string) unigraph.Entity {
	if e := Default().countries[code]; e != nil {
		return e.Entity
	}
	return unigraph.Entity{}
}
