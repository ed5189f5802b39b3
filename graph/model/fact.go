package model

import "unigraph"

// A Node is whatever has an id: an entity, a fact or an article.
type Node any

// The kinds of relation that the schema shows, each with fields of its own.
type (
	Membership  struct{ unigraph.Relation }
	Affiliation struct{ unigraph.Relation }
	Visit       struct{ unigraph.Relation }
)

// NewMembership is r, which the caller knows to be one.
func NewMembership(r unigraph.Relation) Membership { return Membership{r} }

// NewAffiliation is r, which the caller knows to be one.
func NewAffiliation(r unigraph.Relation) Affiliation { return Affiliation{r} }

// NewVisit is r, which the caller knows to be one.
func NewVisit(r unigraph.Relation) Visit { return Visit{r} }

// A Story is an article and its copies.
type Story struct {
	Article unigraph.Article
	Copies  []unigraph.Article
}
