package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// partnerParams are the parameters of both kinds of questions about partners.
func partnerParams(f unigraph.PartnerFilter) row {
	params := factParams(f.FactFilter)
	params["university"], params["country"] = ordered(f.University), f.Country
	return params
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	q := query{op: "find partners", find: findPartnersOfUniversity, count: countPartnersOfUniversity, params: partnerParams(f)}
	if f.Country != "" {
		q.find, q.count = findPartnersOfCountry, countPartnersOfCountry
	}
	if err := s.check(ctx, q.op, f); err != nil {
		return unigraph.PageOf[unigraph.Partner]{}, err
	}
	return page(ctx, s, q, p, func(r *neo4j.Record) unigraph.Partner {
		return unigraph.Partner{University: toEntity(field[neo4j.Node](r, "p").Props), Agreements: int(field[int64](r, "agreements"))}
	})
}

// PartnersByCountry implements unigraph.Counter.
func (s *Store) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
	const op = "partners by country"
	if err := s.check(ctx, op, f); err != nil {
		return nil, err
	}
	cypher := partnersOfUniversityByCountry
	if f.Country != "" {
		cypher = partnersOfCountryByCountry
	}
	records, err := s.read(ctx, op, cypher, partnerParams(f))
	if err != nil {
		return nil, err
	}
	rows := make([]unigraph.CountryCount, 0, len(records))
	for _, r := range records {
		rows = append(rows, unigraph.CountryCount{
			Country:  field[string](r, "country"),
			Partners: int(field[int64](r, "partners")), Agreements: int(field[int64](r, "agreements")),
		})
	}
	slices.SortFunc(rows, func(a, b unigraph.CountryCount) int {
		return cmp.Or(cmp.Compare(b.Partners, a.Partners), cmp.Compare(a.Country, b.Country))
	})
	return rows, nil
}

func (s *Store) check(ctx context.Context, op string, f unigraph.PartnerFilter) error {
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	if err := f.Validate(); err != nil {
		return fmt.Errorf("neo4j: %s: %w", op, err)
	}
	return nil
}

// Stats implements unigraph.Counter.
func (s *Store) Stats(ctx context.Context) (unigraph.Stats, error) {
	found := unigraph.Stats{Entities: map[unigraph.EntityType]int{}, Relations: map[unigraph.RelationKind]int{}}
	records, err := s.read(ctx, "stats", stats, nil)
	if err != nil {
		return found, err
	}
	r := records[0]
	found.Articles, found.Agreements = int(field[int64](r, "articles")), int(field[int64](r, "agreements"))
	found.Unlinked = int(field[int64](r, "unlinked"))
	for t, n := range field[row](r, "entities") {
		if n != int64(0) {
			found.Entities[unigraph.EntityType(t)] = int(n.(int64))
		}
	}
	for kind, n := range field[row](r, "relations") {
		if n != int64(0) {
			found.Relations[unigraph.RelationKind(kind)] = int(n.(int64))
		}
	}
	return found, nil
}
