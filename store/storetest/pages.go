package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"unigraph"
)

// A list is one of the four ways to find, as ids.
type list struct {
	name string
	find func(unigraph.Page) (unigraph.PageOf[string], error)
}

// lists are all ways to find, of everything done there is.
func lists(ctx context.Context, s unigraph.Finder) []list {
	return []list{
		{"FindEntities", asIDs(entityID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
			return s.FindEntities(ctx, unigraph.EntityFilter{}, p)
		})},
		{"FindAgreements", asIDs(agreementID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
			return s.FindAgreements(ctx, unigraph.AgreementFilter{}, p)
		})},
		{"FindAgreements of a party", asIDs(agreementID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
			return s.FindAgreements(ctx, unigraph.AgreementFilter{Parties: []unigraph.EntityID{dut.ID}}, p)
		})},
		{"FindRelations", asIDs(relationID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
			return s.FindRelations(ctx, unigraph.RelationFilter{}, p)
		})},
		{"FindRelations of an object", asIDs(relationID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
			return s.FindRelations(ctx, unigraph.RelationFilter{Objects: []unigraph.EntityID{uansr.ID}}, p)
		})},
		{"FindPartners", asIDs(partnerID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
			return s.FindPartners(ctx, unigraph.PartnersOf(dut.ID), p)
		})},
	}
}

func asIDs[T any](id func(T) string, find func(unigraph.Page) (unigraph.PageOf[T], error)) func(unigraph.Page) (unigraph.PageOf[string], error) {
	return func(p unigraph.Page) (unigraph.PageOf[string], error) {
		rows, err := find(p)
		ids := unigraph.PageOf[string]{More: rows.More, Total: rows.Total}
		for _, row := range rows.Items {
			ids.Items = append(ids.Items, id(row))
		}
		return ids, err
	}
}

// guest is a university that did business with DUT and joined its alliance.
func guest(name string) unigraph.Batch {
	e := unlinked(unigraph.University, name, "")
	return news(unigraph.ArticleID("about "+name), signed("2020", dut, e), memberOf(e, uansr))
}

func testPages(t *testing.T, s unigraph.Store) {
	var batches []unigraph.Batch
	for i := range 5 {
		batches = append(batches, guest(fmt.Sprintf("Guest %d", i)))
	}
	load(t, s, batches...)
	for _, l := range lists(context.Background(), s) {
		all, err := l.find(unigraph.Page{Limit: unigraph.MaxPage, Total: true})
		if err != nil || all.More || all.Total != len(all.Items) || len(all.Items) < 5 || !slices.IsSorted(all.Items) {
			t.Errorf("%s = %+v, %v, want five or more sorted ids", l.name, all, err)
		}
		for limit := 1; limit <= len(all.Items)+1; limit++ {
			equal(t, fmt.Sprintf("%s by pages of %d", l.name, limit), walk(t, l, limit, all.Total, func(int) {}), all.Items)
		}
		equal(t, l.name+" after an id that is not there", after(t, l, all.Items[1]+"!"), all.Items[2:])
		equal(t, l.name+" after the last", after(t, l, all.Items[len(all.Items)-1]), nil)

		only, err := l.find(unigraph.Page{Total: true})
		equal(t, l.name+" with limit 0: the total only", only, unigraph.PageOf[string]{Total: all.Total})
		equal(t, l.name+" error", err, nil)
		some, err := l.find(unigraph.Page{Limit: 1})
		equal(t, l.name+" without total", some, unigraph.PageOf[string]{Items: all.Items[:1], More: true})
		equal(t, l.name+" error", err, nil)
		for _, limit := range []int{-1, unigraph.MaxPage + 1} {
			if _, err := l.find(unigraph.Page{Limit: limit}); !errors.Is(err, unigraph.ErrInvalid) {
				t.Errorf("%s with limit %d = %v, want ErrInvalid", l.name, limit, err)
			}
		}
	}
}

// walk gives the ids of all pages, calling between after each page.
func walk(t *testing.T, l list, limit, total int, between func(page int)) (ids []string) {
	t.Helper()
	for p := (unigraph.Page{Limit: limit, Total: true}); ; {
		rows, err := l.find(p)
		if err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		if len(rows.Items) > limit || len(rows.Items) < limit && rows.More || rows.Total < total {
			t.Fatalf("%s(%+v) = %+v, want a full page if there is more, and a total of %d", l.name, p, rows, total)
		}
		ids = append(ids, rows.Items...)
		if !rows.More {
			return ids
		}
		p.After = unigraph.Position(rows.Items[len(rows.Items)-1])
		between(len(ids) / limit)
	}
}

func after(t *testing.T, l list, id string) []string {
	t.Helper()
	rows, err := l.find(unigraph.Page{Limit: unigraph.MaxPage, After: unigraph.Position(id)})
	if err != nil {
		t.Fatalf("%s: %v", l.name, err)
	}
	return rows.Items
}

// testPagesUnderInserts walks while rows arrive before and behind the walker.
func testPagesUnderInserts(t *testing.T, s unigraph.Store) {
	var there []unigraph.Batch
	for i := range 6 {
		there = append(there, guest(fmt.Sprintf("Guest %d", i)))
	}
	load(t, s, there...)
	for n, l := range lists(context.Background(), s) {
		old := after(t, l, "")
		got := walk(t, l, 2, len(old), func(page int) {
			if page > 3 {
				return // or the walk would never end
			}
			load(t, s, guest(fmt.Sprintf("Aardvark %d %d", n, page)), guest(fmt.Sprintf("Guest 2 %d %d", n, page)), guest(fmt.Sprintf("Zebra %d %d", n, page)))
		})
		met := map[string]int{}
		for _, id := range got {
			met[id]++
		}
		for _, id := range old {
			if met[id] != 1 {
				t.Errorf("%s: met %s %d times, want once", l.name, id, met[id])
			}
		}
		if !slices.IsSorted(got) {
			t.Errorf("%s: walked %q, want ids in order", l.name, got)
		}
	}
}

// testByteOrder wants ids sorted as bytes: not by case, accent or script, nor
// as UTF-16, which puts 𠮷 before Ａ.
func testByteOrder(t *testing.T, s unigraph.Store) {
	var claims []claim
	for _, name := range []string{"zeta", "Zeta", "alpha", "Alpha", "ärger", "a", "a b", "a-b", "a0", "é", "e\u0301", "Иркутск", "иркутск", "北京", "𠮷野", "Ａ", "جامعة", "부산"} {
		e := unlinked(unigraph.University, "University "+name, "")
		e.ID = unigraph.EntityID("university:" + name)
		claims = append(claims, signed("2020", dut, e), memberOf(e, uansr))
	}
	load(t, s, news("a1", claims...))
	for _, l := range lists(context.Background(), s) {
		all := after(t, l, "")
		if len(all) < len(claims)/2 || !slices.IsSorted(all) {
			t.Errorf("%s = %q, want at least %d ids sorted as bytes", l.name, all, len(claims)/2)
		}
		equal(t, l.name+" by pages of 1", walk(t, l, 1, len(all), func(int) {}), all)
	}
}
