package graph

import (
	"context"
	"reflect"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"unigraph"
	"unigraph/graph/model"
)

// partners lists the partners that f asks for, by the facts of w.
func (r *resolver) partners(ctx context.Context, f unigraph.PartnerFilter, w window, s span) (*model.Connection[model.Partner], error) {
	facts, page, err := decode(ctx, w, s)
	if err != nil {
		return nil, err
	}
	f.FactFilter = facts
	find := r.store.FindPartners
	if len(f.Of.IDs) == 1 && reflect.DeepEqual(f.Of, unigraph.EntityFilter{IDs: f.Of.IDs}) { // perhaps those of each row of a list
		find = loadersOf(ctx).partnersOf
	}
	found, err := find(ctx, f, page)
	return connection(convert(found, partnerOf(&f)), page, rowed[model.Partner]{
		id: func(p model.Partner) string { return string(p.Partner.University.ID) },
		value: func(by unigraph.OrderBy, p model.Partner) string {
			switch by {
			case unigraph.ByName:
				return unigraph.Fold(p.Partner.University.Name)
			case unigraph.ByPartners:
				return strconv.Itoa(p.Partners)
			}
			return strconv.Itoa(p.Agreements)
		},
		groups: r.entityGroups(tiedTo(f)),
	}), err
}

func partnerOf(f *unigraph.PartnerFilter) func(unigraph.Partner) model.Partner {
	return func(p unigraph.Partner) model.Partner { return model.Partner{Partner: p, Filter: f} }
}

// tiedTo selects the partners that f asks for, as entities.
func tiedTo(f unigraph.PartnerFilter) unigraph.EntityFilter {
	with := universities(&f.Of)
	tied := unigraph.EntityFilter{Signed: &unigraph.SignedFilter{AgreementFilter: f.AgreementFilter, With: &with}}
	return universities(&tied, &f.Partner)
}

// A countryCounter counts the partners that a filter asks for.
type countryCounter func(context.Context, unigraph.PartnerFilter) ([]unigraph.CountryCount, error)

// partnersByCountry counts the partners that f asks for, by the facts of w, and
// what has changed if the client wants to know.
func partnersByCountry(ctx context.Context, count countryCounter, f unigraph.PartnerFilter, w window) ([]model.CountryCount, error) {
	facts, err := w.facts()
	if err != nil {
		return nil, err
	}
	f.FactFilter = facts
	counts, err := count(ctx, f)
	if err != nil {
		return nil, err
	}
	all := 0
	for _, c := range counts {
		all += c.Partners
	}
	before, bounded := facts.Preceding()
	was := map[string]int{}
	if bounded && graphql.FieldRequested(ctx, "change") {
		earlier := f
		earlier.FactFilter = before
		old, err := count(ctx, earlier)
		if err != nil {
			return nil, err
		}
		for _, c := range old {
			was[c.Country] = c.Partners
		}
	}
	rows := make([]model.CountryCount, len(counts))
	for i, c := range counts {
		rows[i] = model.CountryCount{CountryCount: c, Filter: &f, All: all}
		if bounded {
			change := c.Partners - was[c.Country]
			rows[i].Change = &change
		}
	}
	return rows, nil
}

// countriesOf counts the partners of one university, together with those of
// others that are asked about likewise.
func (r *resolver) countriesOf(id unigraph.EntityID) countryCounter {
	return func(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
		alike := f
		alike.Of = unigraph.EntityFilter{}
		counts, _, err := r.counts.load(ctx, textOf(alike), id, func(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
			return r.store.PartnersByCountryOf(ctx, ids, alike)
		})
		return counts, err
	}
}

// partnersIn are the partners that a count counts, those with the most
// agreements first; those of its siblings are read with them.
func (r *resolver) partnersIn(ctx context.Context, c model.CountryCount, first *int) ([]model.Partner, error) {
	all, err := loadersOf(ctx).partners(ctx, c.CountryCount.Country, *c.Filter)
	if err != nil {
		return nil, err
	}
	found, err := firstOf(all, first, defaultFirst)
	return convert(unigraph.PageOf[unigraph.Partner]{Items: found}, partnerOf(c.Filter)).Items, err
}

// agreementsOfPartner lists the agreements that make p a partner.
func (r *resolver) agreementsOfPartner(ctx context.Context, p model.Partner, s span) (*model.Connection[unigraph.Agreement], error) {
	page, err := s.page(ctx)
	if err != nil {
		return nil, err
	}
	id := p.Partner.University.ID
	with := universities(&p.Filter.Of, &unigraph.EntityFilter{Not: &unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}})
	f := p.Filter.AgreementFilter
	f.Parties, f.With = []unigraph.EntityID{id}, []unigraph.EntityFilter{with}
	rows := r.agreementRows(f)
	if page.Limit == 0 { // the count is known already
		return &model.Connection[unigraph.Agreement]{TotalCount: p.Agreements, Groups: rows.groups}, nil
	}
	page.Total = false
	found, err := loadersOf(ctx).agreementsWith(ctx, id, *p.Filter, page)
	found.Total = p.Agreements
	return connection(found, page, rows), err
}

// askedAbout says whose partners are meant: those of a country or of a filter.
func askedAbout(country *string, of, partner *unigraph.EntityFilter) (unigraph.PartnerFilter, error) {
	f := unigraph.PartnerFilter{Of: valueOr(of, unigraph.EntityFilter{}), Partner: valueOr(partner, unigraph.EntityFilter{})}
	if (country == nil) == (of == nil) {
		return f, badArgument("of", "want either a country or a filter")
	}
	if country != nil {
		f.Of.Countries = []string{*country}
	}
	return f, nil
}
