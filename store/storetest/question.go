package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"unigraph"
	"unigraph/store/mem"
)

// testNestedFilter asks for universities in Russia or Kazakhstan that have signed
// with a member of UANSR since 2015.
func testNestedFilter(t *testing.T, s unigraph.Store) {
	almaty := entity(unigraph.University, "University of Almaty", "KZ")
	load(t, s, news("a1",
		memberOf(dut, uansr), memberOf(irkutsk, uansr), memberOf(pusan, uansr).modality(unigraph.Ended),
		signed("2016", dut, irkutsk), signed("2019", dut, polimi), // irkutsk is one of them, polimi in Italy
		signed("2014", almaty, dut), signed("2020", almaty, pusan), signed("2020", almaty, irkutsk).modality(unigraph.Planned),
	))
	since := func(d unigraph.Date, m ...unigraph.Modality) unigraph.EntityFilter {
		return unigraph.EntityFilter{
			Types: []unigraph.EntityType{unigraph.University}, Countries: []string{"RU", "KZ"}, Signed: &unigraph.SignedFilter{
				AgreementFilter: unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{Since: d, Modalities: m}},
				With:            &unigraph.EntityFilter{MemberOf: &unigraph.RelatedFilter{Entity: unigraph.EntityFilter{Name: "UANSR"}}},
			},
		}
	}
	equal(t, "signed with a member since 2015", findEntities(t, s, since("2015")), []string{string(irkutsk.ID)})
	equal(t, "signed with a member since 2013", findEntities(t, s, since("2013")), []string{string(irkutsk.ID), string(almaty.ID)})
	equal(t, "plans to", findEntities(t, s, since("2015", unigraph.Planned)), []string{string(almaty.ID)})

	if _, err := s.FindEntities(context.Background(), tooDeep(), unigraph.Page{}); !errors.Is(err, unigraph.ErrInvalid) {
		t.Errorf("FindEntities with a filter of %d filters = %v, want ErrInvalid", unigraph.MaxConditions+1, err)
	}
}

// testFollowed wants the visits that came before an agreement.
func testFollowed(t *testing.T, s unigraph.Store) {
	load(t, s, news("a1",
		signed("2018-11-14", dut, xnu), signed("2016", polimi, dut), signed("2019", lost, xnu).modality(unigraph.Planned),
		affiliated(xue, dut, "Dean"), affiliated(gao, polimi, "Rector").modality(unigraph.Ended),
		visited("2018-09-28", xue, xnu), visited("2018-11-15", dut, xnu), visited("2018-11-14", xnu, dut), visited("", xue, polimi),
		visited("2017", xue, polimi), visited("2015", gao, dut), visited("2015", polimi, dut), visited("2010", xue, xinjiang), visited("2017", xue, dut),
	))
	want := []string{
		"visited/person:xue-hui>university:xinjiang-normal-university/2018-09-28",
		"visited/university:politecnico-di-milano>university:dalian-university-of-technology/2015",
		"visited/university:xinjiang-normal-university>university:dalian-university-of-technology/2018-11-14",
	}
	equal(t, "visits before an agreement", findRelations(t, s, unigraph.RelationFilter{Kinds: []unigraph.RelationKind{unigraph.Visited}, Followed: true}), want)
}

// testAnyQuestion asks an engine and the reference engine any questions about
// any network. They are few, unless -rapid.checks says how many: a server plans
// each of them anew.
func testAnyQuestion(t *testing.T, s unigraph.Store) {
	checkTimes(t, 12, func(r *rapid.T) {
		empty(r, s)
		oracle := mem.Open()
		for _, id := range []unigraph.ArticleID{"a1", "a2", "a3", "a4"} {
			b := Batch(id).Draw(r, "batch")
			for _, store := range []unigraph.Store{oracle, s} {
				if _, err := store.Upsert(context.Background(), b); err != nil {
					r.Fatal(err)
				}
			}
		}
		for range 4 {
			name, ask := drawQuestion(r)
			want, refused := ask(oracle)
			got, err := ask(s)
			if refused != nil { // a filter that has grown too large
				if !errors.Is(refused, unigraph.ErrInvalid) || !errors.Is(err, unigraph.ErrInvalid) {
					r.Fatalf("%s: %v, the reference engine: %v", name, err, refused)
				}
				continue
			}
			if err != nil {
				r.Fatalf("%s: %v", name, err)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				r.Fatalf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

// drawQuestion draws one call of a Reader.
func drawQuestion(r *rapid.T) (string, func(unigraph.Reader) (any, error)) {
	ctx := context.Background()
	entities, agreements, relations := drawEntityFilter(r, 2), drawAgreementFilter(r, 2), drawRelationFilter(r, 2)
	partners := unigraph.PartnerFilter{AgreementFilter: agreements, Of: entities, Partner: drawEntityFilter(r, 1)}
	switch call := rapid.IntRange(0, 14).Draw(r, "call"); call {
	case 0:
		p := drawPage(r, unigraph.ByName)
		return drawEach(r, "FindEntitiesEach", entities, p, unigraph.Reader.FindEntitiesEach)
	case 1:
		p := drawPage(r, unigraph.ByDate)
		return drawEach(r, "FindAgreementsEach", agreements, p, unigraph.Reader.FindAgreementsEach)
	case 2:
		p := drawPage(r, unigraph.ByDate)
		return drawEach(r, "FindRelationsEach", relations, p, unigraph.Reader.FindRelationsEach)
	case 3:
		p := drawPage(r, unigraph.ByName, unigraph.ByAgreements, unigraph.ByPartners)
		return drawEach(r, "FindPartnersEach", partners, p, unigraph.Reader.FindPartnersEach)
	case 4:
		return fmt.Sprintf("PartnersByCountry(%s)", show(partners)), func(s unigraph.Reader) (any, error) { return s.PartnersByCountry(ctx, partners) }
	case 5:
		by := rapid.SampledFrom([]unigraph.EntityKey{unigraph.EntityCountry, unigraph.EntityKind, unigraph.EntityAlliance}).Draw(r, "by")
		fs := []unigraph.EntityFilter{entities, {IDs: []unigraph.EntityID{dut.ID}, And: []unigraph.EntityFilter{entities}}, {IDs: []unigraph.EntityID{xnu.ID}, And: []unigraph.EntityFilter{entities}}}
		return fmt.Sprintf("GroupEntities(%s, %s)", show(fs), by), func(s unigraph.Reader) (any, error) { return s.GroupEntities(ctx, fs, by) }
	case 6:
		by := rapid.SampledFrom([]unigraph.AgreementKey{unigraph.AgreementYear, unigraph.AgreementMonth, unigraph.AgreementSort,
			unigraph.AgreementModality, unigraph.AgreementCountry, unigraph.AgreementAlliance}).Draw(r, "by")
		fs := []unigraph.AgreementFilter{agreements, {Parties: []unigraph.EntityID{dut.ID}, And: []unigraph.AgreementFilter{agreements}}, {Parties: []unigraph.EntityID{xnu.ID}, And: []unigraph.AgreementFilter{agreements}}}
		return fmt.Sprintf("GroupAgreements(%s, %s)", show(fs), by), func(s unigraph.Reader) (any, error) { return s.GroupAgreements(ctx, fs, by) }
	case 7:
		by := rapid.SampledFrom([]unigraph.RelationKey{unigraph.RelationYear, unigraph.RelationMonth, unigraph.RelationSort,
			unigraph.RelationModality, unigraph.RelationRole, unigraph.SubjectCountry, unigraph.ObjectCountry}).Draw(r, "by")
		fs := []unigraph.RelationFilter{relations, {Objects: []unigraph.EntityID{dut.ID}, And: []unigraph.RelationFilter{relations}}, {Objects: []unigraph.EntityID{xnu.ID}, And: []unigraph.RelationFilter{relations}}}
		return fmt.Sprintf("GroupRelations(%s, %s)", show(fs), by), func(s unigraph.Reader) (any, error) { return s.GroupRelations(ctx, fs, by) }
	case 8:
		ties := unigraph.TieFilter{AgreementFilter: agreements, Of: partners.Of, With: partners.Partner,
			Once: rapid.Bool().Draw(r, "once"), Limit: rapid.IntRange(0, 3).Draw(r, "limit")}
		return fmt.Sprintf("FindTies(%s)", show(ties)), func(s unigraph.Reader) (any, error) { return s.FindTies(ctx, ties) }
	case 9:
		q := drawPathQuery(r, agreements, partners.Partner)
		return fmt.Sprintf("FindPaths(%s)", show(q)), func(s unigraph.Reader) (any, error) { return s.FindPaths(ctx, q) }
	case 10:
		c := unigraph.Candidates{
			Words: rapid.SliceOfN(rapid.SampledFrom([]string{"dalian", "univ", "l", "иркутский", "univresity"}), 1, 2).Draw(r, "words"),
			Types: entities.Types, Limit: rapid.IntRange(1, 3).Draw(r, "limit"), Close: rapid.Bool().Draw(r, "close"), Whole: rapid.Bool().Draw(r, "whole"),
		}
		return fmt.Sprintf("FindCandidates(%+v)", c), func(s unigraph.Reader) (any, error) { return s.FindCandidates(ctx, c) }
	case 11:
		ranked := unigraph.RankFilter{EntityFilter: entities, Facts: drawFactFilter(r)}
		p := drawPage(r, unigraph.ByAgreements, unigraph.ByPartners)
		return drawEach(r, "FindRankedEach", ranked, p, unigraph.Reader.FindRankedEach)
	case 12:
		ids := rapid.SliceOfN(rapid.SampledFrom(idsOf([]unigraph.Entity{dut, xnu, polimi, lost, lge, xue})), 0, 3).Draw(r, "ids")
		return fmt.Sprintf("PartnersByCountryOf(%v, %s)", ids, show(partners)), func(s unigraph.Reader) (any, error) {
			return s.PartnersByCountryOf(ctx, ids, partners)
		}
	case 13:
		most, fs := rapid.IntRange(0, 2).Draw(r, "most"), []unigraph.PartnerFilter{partners, {}}[:rapid.IntRange(1, 2).Draw(r, "filters")]
		return fmt.Sprintf("TopPartners(%s, %d)", show(fs), most), func(s unigraph.Reader) (any, error) { return s.TopPartners(ctx, fs, most) }
	default:
		countries := rapid.SliceOfN(rapid.SampledFrom([]string{"CN", "IT", ""}), 0, 2).Draw(r, "countries")
		return fmt.Sprintf("Matrix(%s, %q)", show(agreements), countries), func(s unigraph.Reader) (any, error) { return s.Matrix(ctx, agreements, countries...) }
	}
}

// drawEach asks about one filter, or about it and the plainest.
func drawEach[F, T any](r *rapid.T, name string, f F, p unigraph.Page, find func(unigraph.Reader, context.Context, []F, unigraph.Page) ([]unigraph.PageOf[T], error)) (string, func(unigraph.Reader) (any, error)) {
	var plainest F
	fs := []F{f, plainest, f}[:rapid.IntRange(1, 3).Draw(r, "filters")]
	return fmt.Sprintf("%s(%s, %+v)", name, show(fs), p), func(s unigraph.Reader) (any, error) { return find(s, context.Background(), fs, p) }
}

// drawPathQuery draws how two are connected, as often as not by any agreement
// through anyone.
func drawPathQuery(r *rapid.T, agreements unigraph.AgreementFilter, via unigraph.EntityFilter) unigraph.PathQuery {
	cast := rapid.SampledFrom(idsOf([]unigraph.Entity{dut, xnu, polimi, lost, lge, xue}))
	q := unigraph.PathQuery{
		From: cast.Draw(r, "from"), To: cast.Draw(r, "to"), AgreementFilter: unigraph.AgreementFilter{FactFilter: agreements.FactFilter},
		Longest: rapid.IntRange(1, 4).Draw(r, "longest"), Limit: rapid.IntRange(1, 3).Draw(r, "limit"),
	}
	if rapid.Bool().Draw(r, "particular") {
		q.AgreementFilter, q.Via = agreements, via
	}
	return q
}

// show writes a filter out, with what its pointers point at.
func show(filter any) string {
	text, err := json.Marshal(filter)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// drawPage draws a page in one of the orders, from either end.
func drawPage(r *rapid.T, orders ...unigraph.OrderBy) unigraph.Page {
	p := unigraph.Page{
		Limit: rapid.IntRange(0, 4).Draw(r, "limit"), Total: rapid.Bool().Draw(r, "total"), FromEnd: rapid.Bool().Draw(r, "from end"),
		Order: unigraph.Order{By: rapid.SampledFrom(append(orders, unigraph.ByID)).Draw(r, "order"), Descending: rapid.Bool().Draw(r, "descending")},
	}
	position := func(name string) unigraph.Position {
		value := rapid.SampledFrom([]string{"", "2018-11-14", "2019", "lost university"}).Draw(r, name+" value")
		if p.Order.By.Counts() {
			value = rapid.SampledFrom([]string{"0", "1", "10"}).Draw(r, name+" number")
		}
		id := rapid.SampledFrom([]string{"a", string(dut.ID), string(lost.ID), "agreement/organization", "member", "university:m"}).Draw(r, name+" id")
		return unigraph.PositionOf(p.Order.By, value, id)
	}
	if rapid.Bool().Draw(r, "after") {
		p.After = position("after")
	}
	if rapid.Bool().Draw(r, "before") {
		p.Before = position("before")
	}
	return p
}

func drawFactFilter(r *rapid.T) unigraph.FactFilter {
	date := func(name string) unigraph.Date {
		return rapid.SampledFrom([]unigraph.Date{"", "", "2018", "2018-11", "2018-11-20", "2019"}).Draw(r, name)
	}
	return unigraph.FactFilter{
		Since: date("since"), Until: date("until"), AsOf: date("as of"),
		Modalities:    rapid.SliceOfN(rapid.SampledFrom(unigraph.Modalities), 0, 2).Draw(r, "modalities"),
		MinConfidence: rapid.SampledFrom([]float64{0, 0.3, 0.5, 0.6}).Draw(r, "confidence"),
	}
}

// some draws one of two results of draw as often as none.
func some[T any](r *rapid.T, name string, draw func() T) *T {
	if rapid.IntRange(0, 2).Draw(r, name) != 0 {
		return nil
	}
	v := draw()
	return &v
}

func drawEntityFilter(r *rapid.T, depth int) (f unigraph.EntityFilter) {
	cast := idsOf([]unigraph.Entity{dut, xnu, polimi, lost, lge, uansr, xue, xinjiang})
	switch rapid.IntRange(0, 6).Draw(r, "entities") {
	case 0:
		f.IDs = rapid.SliceOfN(rapid.SampledFrom(cast), 1, 3).Draw(r, "ids")
	case 1:
		f.Types = rapid.SliceOfN(rapid.SampledFrom(unigraph.EntityTypes), 1, 2).Draw(r, "types")
	case 2:
		f.Countries = rapid.SliceOfN(rapid.SampledFrom([]string{"CN", "IT", ""}), 1, 2).Draw(r, "countries")
	case 3:
		f.Name = rapid.SampledFrom([]string{"DUT", "lost university", "!"}).Draw(r, "name")
	case 4:
		linked := rapid.Bool().Draw(r, "linked")
		f.Linked = &linked
	}
	if depth == 0 {
		return f
	}
	f.Signed = some(r, "signed", func() unigraph.SignedFilter {
		return unigraph.SignedFilter{AgreementFilter: drawAgreementFilter(r, 0), With: some(r, "with", func() unigraph.EntityFilter { return drawEntityFilter(r, depth-1) })}
	})
	for i, step := range []**unigraph.RelatedFilter{&f.MemberOf, &f.HasMember, &f.Visited, &f.VisitedBy, &f.AffiliatedWith, &f.HasPerson} {
		if rapid.IntRange(0, 8).Draw(r, "step") == i {
			*step = &unigraph.RelatedFilter{FactFilter: drawFactFilter(r), Entity: drawEntityFilter(r, depth-1)}
		}
	}
	draw := rapid.Custom(func(r *rapid.T) unigraph.EntityFilter { return drawEntityFilter(r, depth-1) })
	f.And, f.Or, f.Not = drawCombination(r, draw)
	return f
}

func drawCombination[F any](r *rapid.T, draw *rapid.Generator[F]) (and, or []F, not *F) {
	and, or = rapid.SliceOfN(draw, 0, 1).Draw(r, "and"), rapid.SliceOfN(draw, 0, 2).Draw(r, "or")
	return and, or, some(r, "not", func() F { return draw.Draw(r, "not") })
}

func drawAgreementFilter(r *rapid.T, depth int) unigraph.AgreementFilter {
	f := unigraph.AgreementFilter{FactFilter: drawFactFilter(r), Unrenewed: rapid.IntRange(0, 3).Draw(r, "unrenewed") == 0}
	switch rapid.IntRange(0, 3).Draw(r, "agreements") {
	case 0:
		f.Kinds = rapid.SliceOfN(rapid.SampledFrom([]unigraph.AgreementKind{unigraph.Memorandum, unigraph.Renewal}), 1, 2).Draw(r, "kinds")
	case 1:
		f.Parties = rapid.SliceOfN(rapid.SampledFrom(idsOf([]unigraph.Entity{dut, xnu, polimi, lost})), 1, 3).Draw(r, "parties")
	}
	if depth == 0 {
		return f
	}
	party := rapid.Custom(func(r *rapid.T) unigraph.EntityFilter { return drawEntityFilter(r, depth-1) })
	f.With = rapid.SliceOfN(party, 0, 2).Draw(r, "with")
	f.And, f.Or, f.Not = drawCombination(r, rapid.Custom(func(r *rapid.T) unigraph.AgreementFilter { return drawAgreementFilter(r, depth-1) }))
	return f
}

func drawRelationFilter(r *rapid.T, depth int) unigraph.RelationFilter {
	f := unigraph.RelationFilter{FactFilter: drawFactFilter(r), Followed: rapid.IntRange(0, 3).Draw(r, "followed") == 0}
	switch rapid.IntRange(0, 3).Draw(r, "relations") {
	case 0:
		f.Kinds = rapid.SliceOfN(rapid.SampledFrom(unigraph.RelationKinds), 1, 2).Draw(r, "kinds")
	case 1:
		f.Subjects = rapid.SliceOfN(rapid.SampledFrom(idsOf([]unigraph.Entity{dut, xue, lge})), 1, 2).Draw(r, "subjects")
	case 2:
		f.Objects = slices.Clone(idsOf([]unigraph.Entity{uansr, dut}))
	}
	if depth == 0 {
		return f
	}
	end := func() unigraph.EntityFilter { return drawEntityFilter(r, depth-1) }
	f.Subject, f.Object = some(r, "subject", end), some(r, "object", end)
	f.And, f.Or, f.Not = drawCombination(r, rapid.Custom(func(r *rapid.T) unigraph.RelationFilter { return drawRelationFilter(r, depth-1) }))
	return f
}
