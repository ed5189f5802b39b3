package model

import "unigraph"

// NewStats tells s by the names of the schema.
func NewStats(s unigraph.Stats) *Stats {
	return &Stats{
		Articles:      s.Articles,
		Universities:  s.Entities[unigraph.University],
		Alliances:     s.Entities[unigraph.Alliance],
		Organizations: s.Entities[unigraph.Organization],
		Persons:       s.Entities[unigraph.Person],
		Countries:     s.Entities[unigraph.Country],
		Places:        s.Entities[unigraph.Place],
		Unlinked:      s.Unlinked,
		Agreements:    s.Agreements,
		Memberships:   s.Relations[unigraph.MemberOf],
		Visits:        s.Relations[unigraph.Visited],
		Affiliations:  s.Relations[unigraph.AffiliatedWith],
	}
}
