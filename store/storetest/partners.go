package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"unigraph"
)

func findPartners(t *testing.T, s unigraph.Finder, f unigraph.PartnerFilter) []string {
	t.Helper()
	id := func(p unigraph.Partner) string { return fmt.Sprintf("%s ×%d", p.University.Name, p.Agreements) }
	return found(t, fmt.Sprintf("FindPartners(%+v)", f), id, func(p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
		return s.FindPartners(context.Background(), f, p)
	})
}

// partnersByCountry gives the groups as "country partners/agreements".
func partnersByCountry(t *testing.T, s unigraph.Counter, f unigraph.PartnerFilter) (groups []string) {
	t.Helper()
	rows, err := s.PartnersByCountry(context.Background(), f)
	if err != nil {
		t.Fatalf("PartnersByCountry(%+v): %v", f, err)
	}
	return shownCounts(rows)
}

func shownCounts(rows []unigraph.CountryCount) (groups []string) {
	for _, row := range rows {
		groups = append(groups, fmt.Sprintf("%s %d/%d", cmp.Or(row.Country, "?"), row.Partners, row.Agreements))
	}
	return groups
}

// partnersOf asks for the partners of a university by the facts that f selects.
func partnersOf(e unigraph.Entity, f unigraph.FactFilter) unigraph.PartnerFilter {
	p := unigraph.PartnersOf(e.ID)
	p.FactFilter = f
	return p
}

func partnersIn(country string, f unigraph.FactFilter) unigraph.PartnerFilter {
	p := unigraph.PartnersIn(country)
	p.FactFilter = f
	return p
}

// diplomacy is a year of agreements with every sort of party.
func diplomacy() unigraph.Batch {
	return news("a1",
		signed("2015", dut, xnu),
		signed("2016", dut, pusan, lge),
		signed("2017", dut, xnu, polimi),
		signed("2018", dut, polimi).confidence(0.5),
		signed("2018", dut, bologna),
		signed("2018", dut, lost),
		signed("2018", dut, lge),
		signed("2018", dut, uansr),
		signed("2018", dut, irkutsk).modality(unigraph.Planned),
		signed("2018", pusan, polimi),
		memberOf(irkutsk, uansr),
		locatedIn(dut, china),
	)
}

func testPartners(t *testing.T, s unigraph.Store) {
	load(t, s, diplomacy())
	in := func(f unigraph.FactFilter) unigraph.PartnerFilter { return partnersOf(dut, f) }
	planned := []unigraph.Modality{unigraph.Planned, unigraph.Denied}
	for _, c := range []struct {
		name      string
		f         unigraph.PartnerFilter
		want      []string
		countries []string
	}{
		{"all", in(unigraph.FactFilter{}),
			[]string{"Lost University ×1", "Politecnico di Milano ×2", "Pusan National University ×1", "Università di Bologna ×1", "Xinjiang Normal University ×2"},
			[]string{"IT 2/3", "? 1/1", "CN 1/2", "KR 1/1"}},
		{"planned", in(unigraph.FactFilter{Modalities: planned}), []string{"Irkutsk State University ×1"}, []string{"RU 1/1"}},
		{"sure, of some years", in(unigraph.FactFilter{Since: "2017", Until: "2018", MinConfidence: 0.75}),
			[]string{"Lost University ×1", "Politecnico di Milano ×1", "Università di Bologna ×1", "Xinjiang Normal University ×1"},
			[]string{"IT 2/2", "? 1/1", "CN 1/1"}},
		{"of none", in(unigraph.FactFilter{Until: "2014"}), nil, nil},
		{"of another party", unigraph.PartnersOf(polimi.ID),
			[]string{"Dalian University of Technology ×2", "Pusan National University ×1", "Xinjiang Normal University ×1"},
			[]string{"CN 2/2", "KR 1/1"}},
		{"of one without any", unigraph.PartnersOf(irkutsk.ID), nil, nil},
		{"of a company", unigraph.PartnersOf(lge.ID), nil, nil},
		{"of an alliance", unigraph.PartnersOf(uansr.ID), nil, nil},
	} {
		equal(t, "FindPartners: "+c.name, findPartners(t, s, c.f), c.want)
		equal(t, "PartnersByCountry: "+c.name, partnersByCountry(t, s, c.f), c.countries)
	}
	wholePartners(t, s)
	topPartners(t, s)
	partnersOfEach(t, s)
}

// partnersOfEach wants the groups of each as if it had been asked about alone.
func partnersOfEach(t *testing.T, s unigraph.Counter) {
	t.Helper()
	all := []unigraph.EntityID{dut.ID, polimi.ID, irkutsk.ID, lge.ID, uansr.ID, "university:nowhere", dut.ID}
	f := partnersIn("KR", unigraph.FactFilter{Since: "2016"})
	f.Partner.Countries = []string{"CN", "IT", "KR"}
	for name, ids := range map[string][]unigraph.EntityID{"all": all, "one": {polimi.ID}, "none": nil} {
		want := map[unigraph.EntityID][]string{}
		for _, id := range ids {
			alone := f
			alone.Of = unigraph.EntityFilter{IDs: []unigraph.EntityID{id}}
			if groups := partnersByCountry(t, s, alone); groups != nil {
				want[id] = groups
			}
		}
		counts, err := s.PartnersByCountryOf(context.Background(), ids, f)
		equal(t, "PartnersByCountryOf error", err, nil)
		got := map[unigraph.EntityID][]string{}
		for id, rows := range counts {
			got[id] = shownCounts(rows)
		}
		equal(t, "PartnersByCountryOf "+name, got, want)
	}
}

// topPartners wants the partners of each filter in order, but for those who come
// after others in their country.
func topPartners(t *testing.T, s unigraph.Finder) {
	t.Helper()
	fs := []unigraph.PartnerFilter{unigraph.PartnersOf(dut.ID), unigraph.PartnersOf(irkutsk.ID), unigraph.PartnersIn("KR"), unigraph.PartnersOf(dut.ID)}
	for most, want := range [][]string{0: {"", "", "", ""}, 1: {
		"Xinjiang Normal University ×2, Politecnico di Milano ×2, Pusan National University ×1, Lost University ×1", "",
		"Politecnico di Milano ×1, Dalian University of Technology ×1", "",
	}, 2: {
		"Xinjiang Normal University ×2, Politecnico di Milano ×2, Università di Bologna ×1, Pusan National University ×1, Lost University ×1", "",
		"Politecnico di Milano ×1, Dalian University of Technology ×1", "",
	}} {
		want[3] = want[0]
		for _, fs := range [][]unigraph.PartnerFilter{fs, fs[:1], nil} {
			top, err := s.TopPartners(context.Background(), fs, most)
			equal(t, "TopPartners error", err, nil)
			var got []string
			for _, rows := range top {
				var names []string
				for _, p := range rows {
					names = append(names, fmt.Sprintf("%s ×%d", p.University.Name, p.Agreements))
				}
				got = append(got, strings.Join(names, ", "))
			}
			equal(t, fmt.Sprintf("%d TopPartners of %d filters", most, len(fs)), got, want[:len(fs)])
		}
	}
	for _, most := range []int{-1, unigraph.MaxPage + 1} {
		if _, err := s.TopPartners(context.Background(), nil, most); !errors.Is(err, unigraph.ErrInvalid) {
			t.Errorf("%d TopPartners: %v, want ErrInvalid", most, err)
		}
	}
}

// wholePartners wants the university of a row complete.
func wholePartners(t *testing.T, s unigraph.Finder) {
	t.Helper()
	rows, err := s.FindPartners(context.Background(), unigraph.PartnersOf(bologna.ID), unigraph.Page{Limit: 2})
	equal(t, "FindPartners error", err, nil)
	equal(t, "FindPartners", rows.Items, []unigraph.Partner{{University: dut, Agreements: 1, Partners: 1}})
}

func testPartnersOfCountry(t *testing.T, s unigraph.Store) {
	load(t, s, diplomacy())
	for _, c := range []struct {
		name      string
		f         unigraph.PartnerFilter
		want      []string
		countries []string
	}{
		{"domestic partners count", unigraph.PartnersIn("CN"),
			[]string{"Dalian University of Technology ×2", "Lost University ×1", "Politecnico di Milano ×2", "Pusan National University ×1", "Università di Bologna ×1", "Xinjiang Normal University ×2"},
			[]string{"CN 2/2", "IT 2/3", "? 1/1", "KR 1/1"}},
		{"an agreement with two of the country counts once", unigraph.PartnersIn("IT"),
			[]string{"Dalian University of Technology ×3", "Pusan National University ×1", "Xinjiang Normal University ×1"},
			[]string{"CN 2/3", "KR 1/1"}},
		{"a company is not asked about", partnersIn("KR", unigraph.FactFilter{Since: "2016"}),
			[]string{"Dalian University of Technology ×1", "Politecnico di Milano ×1"},
			[]string{"CN 1/1", "IT 1/1"}},
		{"planned", partnersIn("RU", unigraph.FactFilter{Modalities: unigraph.Modalities}),
			[]string{"Dalian University of Technology ×1"}, []string{"CN 1/1"}},
		{"an unknown country", unigraph.PartnersIn("AQ"), nil, nil},
	} {
		equal(t, "FindPartners: "+c.name, findPartners(t, s, c.f), c.want)
		equal(t, "PartnersByCountry: "+c.name, partnersByCountry(t, s, c.f), c.countries)
	}

	// A country follows what articles say of a university.
	moved := lost
	moved.Country = "CN"
	load(t, s, news("a2", names(moved)))
	equal(t, "FindPartners of a university whose country became known", findPartners(t, s, unigraph.PartnersOf(lost.ID)),
		[]string{"Dalian University of Technology ×1"})
	equal(t, "PartnersByCountry after a country became known", partnersByCountry(t, s, unigraph.PartnersOf(dut.ID)),
		[]string{"CN 2/3", "IT 2/3", "KR 1/1"})
}

func testStats(t *testing.T, s unigraph.Store) {
	stats := func() unigraph.Stats {
		got, err := s.Stats(context.Background())
		if err != nil {
			t.Fatalf("Stats: %v", err)
		}
		return got
	}
	load(t, s, diplomacy(), news("a2", signed("2015", dut, xnu).by(xue), locatedIn(xnu, china), affiliated(xue, dut, "Dean").modality(unigraph.Ended)))
	equal(t, "Stats", stats(), unigraph.Stats{
		Articles: 2, Unlinked: 2, Agreements: 10,
		Entities: map[unigraph.EntityType]int{unigraph.University: 7, unigraph.Organization: 1, unigraph.Alliance: 1, unigraph.Country: 1, unigraph.Person: 1},
		Relations: map[unigraph.RelationKind]int{
			unigraph.MemberOf: 1, unigraph.LocatedIn: 2, unigraph.AffiliatedWith: 1,
		},
	})
	remove(t, s, "a1")
	equal(t, "Stats after Remove", stats(), unigraph.Stats{
		Articles: 1, Unlinked: 1, Agreements: 1,
		Entities:  map[unigraph.EntityType]int{unigraph.University: 2, unigraph.Country: 1, unigraph.Person: 1},
		Relations: map[unigraph.RelationKind]int{unigraph.LocatedIn: 1, unigraph.AffiliatedWith: 1},
	})
}
