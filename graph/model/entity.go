// Package model holds what the API shows beyond the nouns of the domain: one Go
// type for each entity type of the schema, pages of lists, and how scalars and
// enums are written.
package model

import (
	"strings"

	"unigraph"
	"unigraph/internal/countryname"
)

// An Entity is a University, Alliance, Organization, Person, Country or Place.
type Entity interface{ IsEntity() }

// The entity types of the schema. Each is a domain entity of that type.
type (
	University   struct{ node }
	Alliance     struct{ node }
	Organization struct{ node }
	Person       struct{ node }
	Country      struct{ node }
	Place        struct{ node }
)

// NewEntity gives e the type that its id tells; nil where that is none.
func NewEntity(e unigraph.Entity) Entity {
	switch e.ID.Type() {
	case unigraph.University:
		return NewUniversity(e)
	case unigraph.Alliance:
		return Alliance{node{e}}
	case unigraph.Organization:
		return Organization{node{e}}
	case unigraph.Person:
		return Person{node{e}}
	case unigraph.Country:
		if e.Country != "" {
			return *NewCountry(e.Country)
		}
		return Country{node{e}}
	case unigraph.Place:
		return Place{node{e}}
	}
	return nil
}

// NewUniversity is e, which the caller knows to be a university.
func NewUniversity(e unigraph.Entity) University { return University{node{e}} }

// NewCountry is the country with an ISO 3166-1 code, nil for the empty code. It
// needs no store, since a country may be known only as where something is.
func NewCountry(code string) *Country {
	if code == "" {
		return nil
	}
	name := countryname.Of(code)
	if name == "" {
		name = code
	}
	id := unigraph.EntityID(string(unigraph.Country) + ":" + strings.ToLower(code))
	return &Country{node{unigraph.Entity{ID: id, Name: name, Country: code, Linked: true}}}
}

// Code is the ISO 3166-1 code; "" where only a name is known.
func (c Country) Code() string { return c.Entity.Country }

// A node is what every entity type shows.
type node struct{ unigraph.Entity }

// IsEntity marks the implementations of Entity.
func (node) IsEntity() {}

// Country is where the entity is; nil if unknown. It hides the code of the
// domain, which the schema shows as an object.
func (n node) Country() *Country { return NewCountry(n.Entity.Country) }
