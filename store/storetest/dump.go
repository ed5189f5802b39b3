package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"unigraph"
	"unigraph/store/mem"
)

// A Network is everything that a store answers, in the order it answers: two
// stores with equal Networks cannot be told apart by reading.
type Network struct {
	Stats      unigraph.Stats
	Articles   map[unigraph.ArticleID]unigraph.Article // those that evidence comes from
	Entities   []unigraph.Entity
	Agreements []unigraph.Agreement // of every modality, with their evidence
	Relations  []unigraph.Relation  // of every modality, with their evidence

	Named             map[string][]unigraph.EntityID // by each name of each entity
	PartnersOf        map[unigraph.EntityID][]unigraph.Partner
	CountriesOf       map[unigraph.EntityID][]unigraph.CountryCount
	PartnersOfCountry map[string][]unigraph.Partner
	CountriesOfOne    map[string][]unigraph.CountryCount
}

// Dump reads everything that r answers, walking all pages. It asks several
// questions of each entity, so it is meant for small networks.
func Dump(ctx context.Context, r unigraph.Reader) (Network, error) {
	var n Network
	for _, read := range []func(context.Context, unigraph.Reader) error{
		n.readStats, n.readEntities, n.readAgreements, n.readRelations, n.readEvidence, n.readNames, n.readPartners,
	} {
		if err := read(ctx, r); err != nil {
			return Network{}, fmt.Errorf("dump: %w", err)
		}
	}
	return n, nil
}

// Diff tells how got differs from want, "" if it does not. Nil and empty lists
// are equal.
func Diff(want, got Network) string {
	return cmp.Diff(want, got, cmpopts.EquateEmpty())
}

func (n *Network) readStats(ctx context.Context, r unigraph.Reader) (err error) {
	n.Stats, err = r.Stats(ctx)
	return err
}

func (n *Network) readEntities(ctx context.Context, r unigraph.Reader) (err error) {
	n.Entities, err = all(func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
		return r.FindEntities(ctx, unigraph.EntityFilter{}, p)
	}, entityID)
	return err
}

func (n *Network) readAgreements(ctx context.Context, r unigraph.Reader) (err error) {
	f := unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}
	n.Agreements, err = all(func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		return r.FindAgreements(ctx, f, p)
	}, agreementID)
	return err
}

func (n *Network) readRelations(ctx context.Context, r unigraph.Reader) (err error) {
	f := unigraph.RelationFilter{FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}
	n.Relations, err = all(func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		return r.FindRelations(ctx, f, p)
	}, relationID)
	return err
}

// readEvidence adds evidence to the facts, and the articles it comes from.
func (n *Network) readEvidence(ctx context.Context, r unigraph.Reader) error {
	var facts []unigraph.FactID
	for _, a := range n.Agreements {
		facts = append(facts, a.ID)
	}
	for _, rel := range n.Relations {
		facts = append(facts, rel.ID)
	}
	evidence, err := r.Evidence(ctx, facts)
	if err != nil {
		return err
	}
	for i, a := range n.Agreements {
		n.Agreements[i].Evidence = evidence[a.ID]
	}
	for i, rel := range n.Relations {
		n.Relations[i].Evidence = evidence[rel.ID]
	}
	articles := map[unigraph.ArticleID]bool{}
	for _, es := range evidence {
		for _, e := range es {
			articles[e.Article] = true
		}
	}
	n.Articles, err = r.Articles(ctx, slices.Sorted(maps.Keys(articles)))
	return err
}

func (n *Network) readNames(ctx context.Context, r unigraph.Reader) error {
	n.Named = map[string][]unigraph.EntityID{}
	for _, e := range n.Entities {
		for _, name := range e.Names() {
			if _, done := n.Named[name]; done {
				continue
			}
			found, err := all(func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
				return r.FindEntities(ctx, unigraph.EntityFilter{Name: name}, p)
			}, entityID)
			if err != nil {
				return err
			}
			for _, e := range found {
				n.Named[name] = append(n.Named[name], e.ID)
			}
		}
	}
	return nil
}

func (n *Network) readPartners(ctx context.Context, r unigraph.Reader) (err error) {
	n.PartnersOf, n.CountriesOf = map[unigraph.EntityID][]unigraph.Partner{}, map[unigraph.EntityID][]unigraph.CountryCount{}
	n.PartnersOfCountry, n.CountriesOfOne = map[string][]unigraph.Partner{}, map[string][]unigraph.CountryCount{}
	for _, e := range n.Entities {
		if e.ID.Type() != unigraph.University {
			continue
		}
		f := unigraph.PartnersOf(e.ID)
		if n.PartnersOf[e.ID], n.CountriesOf[e.ID], err = partners(ctx, r, f); err != nil {
			return err
		}
		if _, done := n.PartnersOfCountry[e.Country]; done || e.Country == "" {
			continue
		}
		f = unigraph.PartnersIn(e.Country)
		if n.PartnersOfCountry[e.Country], n.CountriesOfOne[e.Country], err = partners(ctx, r, f); err != nil {
			return err
		}
	}
	return nil
}

func partners(ctx context.Context, r unigraph.Reader, f unigraph.PartnerFilter) ([]unigraph.Partner, []unigraph.CountryCount, error) {
	found, err := all(func(p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
		return r.FindPartners(ctx, f, p)
	}, partnerID)
	if err != nil {
		return nil, nil, err
	}
	countries, err := r.PartnersByCountry(ctx, f)
	return found, countries, err
}

// all walks the pages of find.
func all[T any](find func(unigraph.Page) (unigraph.PageOf[T], error), id func(T) string) ([]T, error) {
	var rows []T
	for p := (unigraph.Page{Limit: unigraph.MaxPage}); ; {
		found, err := find(p)
		if err != nil {
			return nil, err
		}
		rows = append(rows, found.Items...)
		if !found.More || len(found.Items) == 0 {
			return rows, nil
		}
		p.After = unigraph.Position(id(rows[len(rows)-1]))
	}
}

func entityID(e unigraph.Entity) string       { return string(e.ID) }
func agreementID(a unigraph.Agreement) string { return string(a.ID) }
func relationID(r unigraph.Relation) string   { return string(r.ID) }
func partnerID(p unigraph.Partner) string     { return string(p.University.ID) }

// dump is Dump in a test.
func dump(t testing.TB, r unigraph.Reader) Network {
	t.Helper()
	n, err := Dump(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// spec is what the reference engine answers after the same load.
func spec(t testing.TB, batches ...unigraph.Batch) Network {
	t.Helper()
	s := mem.Open()
	load(t, s, batches...)
	return dump(t, s)
}

// answers compares everything that r answers with want.
func answers(t testing.TB, what string, r unigraph.Reader, want Network) {
	t.Helper()
	if diff := Diff(want, dump(t, r)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
