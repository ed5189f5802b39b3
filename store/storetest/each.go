package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"unigraph"
)

// testEach wants the pages of several filters to be those of each alone.
func testEach(t *testing.T, s unigraph.Store) {
	var claims []claim
	for i := range 15 {
		e := unlinked(unigraph.University, fmt.Sprintf("Guest %02d", i), "")
		claims = append(claims, signed(unigraph.Date(fmt.Sprint(2010+i%4)), dut, e), memberOf(e, uansr), visited("2018", xue, e))
	}
	load(t, s, diplomacy(), news("a9", claims...), news("a10", signed("2012", xnu, polimi, pusan), memberOf(dut, uansr)))

	entities, ranked := []unigraph.EntityFilter{{}}, []unigraph.RankFilter{{}}
	agreements, relations := []unigraph.AgreementFilter{{}}, []unigraph.RelationFilter{{}}
	partners := []unigraph.PartnerFilter{{}}
	facts := unigraph.FactFilter{Since: "2012"}
	for _, e := range []unigraph.Entity{dut, uansr, xue, lost} {
		ids := []unigraph.EntityID{e.ID}
		f := unigraph.EntityFilter{Signed: &unigraph.SignedFilter{With: &unigraph.EntityFilter{IDs: ids}}}
		entities = append(entities, f, unigraph.EntityFilter{MemberOf: &unigraph.RelatedFilter{Entity: unigraph.EntityFilter{IDs: ids}}})
		ranked = append(ranked, unigraph.RankFilter{EntityFilter: f}, unigraph.RankFilter{EntityFilter: f, Facts: facts})
		agreements = append(agreements, unigraph.AgreementFilter{Parties: ids}, unigraph.AgreementFilter{FactFilter: facts, Parties: ids})
		relations = append(relations, unigraph.RelationFilter{Subjects: ids}, unigraph.RelationFilter{Objects: ids})
		partners = append(partners, partnersOf(e, unigraph.FactFilter{}), partnersOf(e, facts))
	}
	deep := tooDeep()
	asEach(t, "entities", entities, unigraph.ByName, "guest 04", "university:guest-04", deep, s.FindEntitiesEach, s.FindEntities)
	asEach(t, "ranked entities", ranked, unigraph.ByAgreements, "1", "university:guest-04", unigraph.RankFilter{EntityFilter: deep}, s.FindRankedEach, s.FindRanked)
	asEach(t, "agreements", agreements, unigraph.ByDate, "2012", "agreement/university:dalian-university-of-technology+university:guest-06",
		unigraph.AgreementFilter{With: []unigraph.EntityFilter{deep}}, s.FindAgreementsEach, s.FindAgreements)
	asEach(t, "relations", relations, unigraph.ByDate, "", "member_of/university:guest-04>", unigraph.RelationFilter{Subject: &deep}, s.FindRelationsEach, s.FindRelations)
	asEach(t, "partners", partners, unigraph.ByAgreements, "1", "university:guest-04", unigraph.PartnerFilter{Of: deep}, s.FindPartnersEach, s.FindPartners)
}

// asEach asks for pages of every kind, whole and from a position: in the order of
// the filters, which are more than an engine puts into one query, and their rows
// more than one page has.
func asEach[F, T any](t *testing.T, what string, fs []F, by unigraph.OrderBy, value, id string, tooDeep F,
	each func(context.Context, []F, unigraph.Page) ([]unigraph.PageOf[T], error), alone func(context.Context, F, unigraph.Page) (unigraph.PageOf[T], error)) {
	t.Helper()
	ctx := context.Background()
	const times = 24
	at := func(by unigraph.OrderBy) unigraph.Position { return unigraph.PositionOf(by, value, id) }
	for _, p := range []unigraph.Page{
		{Limit: unigraph.MaxPage}, {}, {Limit: 2, Before: at(unigraph.ByID), FromEnd: true, Total: true},
		{Limit: 4, After: at(by), Total: true, Order: unigraph.Order{By: by, Descending: true}},
	} {
		var want []unigraph.PageOf[T]
		rows := 0
		for _, f := range fs {
			page, err := alone(ctx, f, p)
			equal(t, what+": error of one", err, nil)
			want, rows = append(want, page), rows+len(page.Items)
		}
		if p.Limit == unigraph.MaxPage && times*rows <= unigraph.MaxPage {
			t.Errorf("%s: %d rows of all together", what, times*rows)
		}
		got, err := each(ctx, slices.Repeat(fs, times), p)
		equal(t, fmt.Sprintf("%s of each, page %+v: error", what, p), err, nil)
		equal(t, fmt.Sprintf("%s of each, page %+v", what, p), got, slices.Repeat(want, times))
	}
	none, err := each(ctx, nil, unigraph.Page{Limit: 1, Total: true})
	equal(t, what+" of no filter", none, nil)
	equal(t, what+" of no filter: error", err, nil)
	for name, ask := range map[string]func() error{
		"of too large a page":        func() error { _, err := each(ctx, fs, unigraph.Page{Limit: unigraph.MaxPage + 1}); return err },
		"of no filter, as that":      func() error { _, err := each(ctx, nil, unigraph.Page{Limit: unigraph.MaxPage + 1}); return err },
		"with a filter among others": func() error { _, err := each(ctx, []F{fs[0], tooDeep}, unigraph.Page{Limit: 1}); return err },
	} {
		if err := ask(); !errors.Is(err, unigraph.ErrInvalid) {
			t.Errorf("%s %s: %v, want ErrInvalid", what, name, err)
		}
	}
}
