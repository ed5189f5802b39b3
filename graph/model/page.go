package model

import (
	"context"

	"unigraph"
)

// A Connection is one page of a list, in the form that Relay gave it.
type Connection[T any] struct {
	Edges      []Edge[T]
	PageInfo   PageInfo
	TotalCount int     // rows on all pages; 0 unless the client asked
	Groups     Grouper // counts the rows of all pages
}

// A Grouper counts the rows of a list by a key, which one of the keys of the
// domain is.
type Grouper func(ctx context.Context, by string) ([]unigraph.Group, error)

// A Group is the rows of a list that have one key in common.
type Group struct {
	unigraph.Group
	Label string
}

// An Edge is a row and its place in the list.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// Nodes are the rows of the page.
func (c Connection[T]) Nodes() []T {
	nodes := make([]T, len(c.Edges))
	for i, e := range c.Edges {
		nodes[i] = e.Node
	}
	return nodes
}

// PageInfo says where a page stands in its list. Cursors are nil where the page
// has no rows.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// The connections of the schema, and their edges.
type (
	EntityConnection          = Connection[Entity]
	EntityEdge                = Edge[Entity]
	UniversityConnection      = Connection[University]
	UniversityEdge            = Edge[University]
	PartnerConnection         = Connection[Partner]
	PartnerEdge               = Edge[Partner]
	AgreementConnection       = Connection[unigraph.Agreement]
	AgreementEdge             = Edge[unigraph.Agreement]
	MemberConnection          = Connection[Membership]
	MemberEdge                = Edge[Membership]
	MembershipConnection      = Connection[Membership]
	MembershipEdge            = Edge[Membership]
	AffiliationConnection     = Connection[Affiliation]
	AffiliationEdge           = Edge[Affiliation]
	AlliancePartnerConnection = Connection[AlliancePartner]
	AlliancePartnerEdge       = Edge[AlliancePartner]
	VisitConnection           = Connection[Visit]
	VisitEdge                 = Edge[Visit]
	EvidenceConnection        = Connection[unigraph.Evidence]
	EvidenceEdge              = Edge[unigraph.Evidence]
	StoryConnection           = Connection[Story]
	StoryEdge                 = Edge[Story]
)

// A OneSidedConnection is what was found on a part of a list.
type OneSidedConnection struct {
	Nodes    []unigraph.Agreement
	PageInfo PageInfo
}

// A Partner is a partner of universities, and which agreements make it one.
type Partner struct {
	unigraph.Partner
	Filter *unigraph.PartnerFilter // whose partner it is, by which agreements
}

// University is the partner itself.
func (p Partner) University() University { return NewUniversity(p.Partner.University) }

// A CountryCount is the partners in one country beside those in all.
type CountryCount struct {
	unigraph.CountryCount
	Filter *unigraph.PartnerFilter // whose partners they are, by which agreements
	All    int                     // partners in all countries
	Change *int                    // against the period before; nil if there is none
}

// Country is where they are; nil if unknown.
func (c CountryCount) Country() *Country { return NewCountry(c.CountryCount.Country) }

// Share is their part of all partners.
func (c CountryCount) Share() float64 { return float64(c.Partners) / float64(c.All) }
