package model

import "unigraph"

// A Connection is one page of a list, in the form that Relay gave it.
type Connection[T any] struct {
	Edges      []Edge[T]
	PageInfo   PageInfo
	TotalCount int // rows on all pages; 0 unless the client asked
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
	UniversityConnection  = Connection[University]
	UniversityEdge        = Edge[University]
	PartnerConnection     = Connection[Partner]
	PartnerEdge           = Edge[Partner]
	AgreementConnection   = Connection[unigraph.Agreement]
	AgreementEdge         = Edge[unigraph.Agreement]
	MemberConnection      = Connection[unigraph.Relation]
	MemberEdge            = Edge[unigraph.Relation]
	AffiliationConnection = Connection[unigraph.Relation]
	AffiliationEdge       = Edge[unigraph.Relation]
	VisitConnection       = Connection[unigraph.Relation]
	VisitEdge             = Edge[unigraph.Relation]
)

// A Partner is a partner of a university, and which agreements make it one.
type Partner struct {
	unigraph.Partner
	Filter unigraph.PartnerFilter // whose partner it is, by which agreements
}

// University is the partner itself.
func (p Partner) University() University { return NewUniversity(p.Partner.University) }
