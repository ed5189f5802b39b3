package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"unigraph"
)

// A placed row is one of an ordered list, as the suite shows it.
type placed struct {
	shown string
	at    unigraph.Position
}

// asPlaced shows what find finds.
func asPlaced[T any](row func(T) placed, find func(unigraph.Page) (unigraph.PageOf[T], error)) func(unigraph.Page) (unigraph.PageOf[placed], error) {
	return func(p unigraph.Page) (unigraph.PageOf[placed], error) {
		found, err := find(p)
		rows := unigraph.PageOf[placed]{More: found.More}
		for _, r := range found.Items {
			rows.Items = append(rows.Items, row(r))
		}
		return rows, err
	}
}

// inEveryPage wants the same rows by pages of every size, up and down, from
// either end.
func inEveryPage(t *testing.T, what string, by unigraph.OrderBy, find func(unigraph.Page) (unigraph.PageOf[placed], error), want []string) {
	t.Helper()
	for _, down := range []bool{false, true} {
		for limit := 1; limit <= len(want)+1; limit++ {
			for _, fromEnd := range []bool{false, true} {
				p := unigraph.Page{Limit: limit, FromEnd: fromEnd, Order: unigraph.Order{By: by, Descending: down}}
				equal(t, fmt.Sprintf("%s by pages as %+v", what, p), walkPlaced(t, find, p), want)
			}
		}
		want = slices.Clone(want)
		slices.Reverse(want)
	}
}

func walkPlaced(t *testing.T, find func(unigraph.Page) (unigraph.PageOf[placed], error), p unigraph.Page) (shown []string) {
	t.Helper()
	for {
		rows, err := find(p)
		if err != nil || len(rows.Items) == 0 {
			t.Fatalf("page %+v: %d rows, %v", p, len(rows.Items), err)
		}
		var page []string
		for _, r := range rows.Items {
			page = append(page, r.shown)
		}
		if p.FromEnd {
			shown, p.Before = append(page, shown...), rows.Items[0].at
		} else {
			shown, p.After = append(shown, page...), rows.Items[len(page)-1].at
		}
		if !rows.More {
			return shown
		}
	}
}

// testOrderOfNames wants names in the order of their folded forms, as bytes: with
// no regard to case and diacritics, in every script; those that are alike by id.
func testOrderOfNames(t *testing.T, s unigraph.Store) {
	want := []string{"a", "A b", "Äb", "alpha", "École", "Eton", "ETON", "Иркутск", "北京", "Ａ", "𠮷野"}
	var claims []claim
	for i, name := range want {
		e := unlinked(unigraph.University, name, "")
		e.ID = unigraph.EntityID(fmt.Sprintf("university:%c", 'a'+i*7%len(want))) // in another order
		claims = append(claims, signed("2020", dut, e))
	}
	load(t, s, news("a1", claims...))
	show := func(e unigraph.Entity) placed {
		return placed{e.Name, unigraph.PositionOf(unigraph.ByName, unigraph.Fold(e.Name), string(e.ID))}
	}
	guests := unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.University}, Not: &unigraph.EntityFilter{IDs: []unigraph.EntityID{dut.ID}}}
	inEveryPage(t, "entities", unigraph.ByName, asPlaced(show, func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
		return s.FindEntities(context.Background(), guests, p)
	}), want)
	ofPartner := func(p unigraph.Partner) placed { return show(p.University) }
	inEveryPage(t, "partners", unigraph.ByName, asPlaced(ofPartner, func(p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
		return s.FindPartners(context.Background(), unigraph.PartnersOf(dut.ID), p)
	}), want)
}

// testOrderOfCounts ranks entities of every type by their agreements, and by the
// universities that they have signed with.
func testOrderOfCounts(t *testing.T, s unigraph.Store) {
	load(t, s, diplomacy(), news("a2", names(china),
		signed("2019", uansr, irkutsk).by(xue), signed("2020", uansr, lge), signed("2021", uansr, lge)))
	korean := unigraph.EntityFilter{Countries: []string{"KR"}}
	for _, c := range []struct {
		by   unigraph.OrderBy
		f    unigraph.RankFilter
		want []string
	}{
		{unigraph.ByAgreements, unigraph.RankFilter{}, []string{
			"China 0", "Xue Hui 0", "Irkutsk State University 1", "Lost University 1", "Università di Bologna 1",
			"Pusan National University 2", "Xinjiang Normal University 2", "Politecnico di Milano 3",
			"University Alliance of the New Silk Road 4", "LG Electronics 4", "Dalian University of Technology 8"}},
		{unigraph.ByPartners, unigraph.RankFilter{}, []string{
			"China 0", "Xue Hui 0", "Irkutsk State University 0", "Lost University 1", "Università di Bologna 1",
			"University Alliance of the New Silk Road 2", "LG Electronics 2", "Pusan National University 2", "Xinjiang Normal University 2",
			"Politecnico di Milano 3", "Dalian University of Technology 5"}},
		{unigraph.ByAgreements, unigraph.RankFilter{EntityFilter: korean, Facts: unigraph.FactFilter{Since: "2018"}},
			[]string{"Pusan National University 1", "LG Electronics 3"}},
		{unigraph.ByPartners, unigraph.RankFilter{EntityFilter: korean, Facts: unigraph.FactFilter{Until: "2017", MinConfidence: 0.75}},
			[]string{"Pusan National University 1", "LG Electronics 2"}},
	} {
		show := func(r unigraph.Ranked) placed {
			return placed{fmt.Sprintf("%s %d", r.Entity.Name, r.Count), unigraph.PositionOf(c.by, fmt.Sprint(r.Count), string(r.Entity.ID))}
		}
		inEveryPage(t, fmt.Sprintf("FindRanked(%+v)", c.f), c.by, asPlaced(show, func(p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
			return s.FindRanked(context.Background(), c.f, p)
		}), c.want)
	}
	if _, err := s.FindRanked(context.Background(), unigraph.RankFilter{}, unigraph.Page{Order: unigraph.Order{By: unigraph.ByDate}}); !errors.Is(err, unigraph.ErrInvalid) {
		t.Errorf("FindRanked by date = %v, want ErrInvalid", err)
	}
}
