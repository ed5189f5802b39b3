package storetest

import (
	"context"
	"fmt"
	"testing"

	"unigraph"
)

// found are the ids that one call finds, in its order; it checks Total on the way.
func found[T any](t *testing.T, what string, id func(T) string, find func(unigraph.Page) (unigraph.PageOf[T], error)) []string {
	t.Helper()
	rows, err := find(unigraph.Page{Limit: 100, Total: true})
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if rows.Total != len(rows.Items) || rows.More {
		t.Errorf("%s: total %d and more %t of %d rows", what, rows.Total, rows.More, len(rows.Items))
	}
	ids := []string{}
	for _, row := range rows.Items {
		ids = append(ids, id(row))
	}
	return ids
}

func findAgreements(t *testing.T, s unigraph.Finder, f unigraph.AgreementFilter) []string {
	t.Helper()
	return found(t, fmt.Sprintf("FindAgreements(%+v)", f), agreementID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		return s.FindAgreements(context.Background(), f, p)
	})
}

func findRelations(t *testing.T, s unigraph.Finder, f unigraph.RelationFilter) []string {
	t.Helper()
	return found(t, fmt.Sprintf("FindRelations(%+v)", f), relationID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		return s.FindRelations(context.Background(), f, p)
	})
}

func findEntities(t *testing.T, s unigraph.Finder, f unigraph.EntityFilter) []string {
	t.Helper()
	return found(t, fmt.Sprintf("FindEntities(%+v)", f), entityID, func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
		return s.FindEntities(context.Background(), f, p)
	})
}

func testFindAgreements(t *testing.T, s unigraph.Store) {
	load(t, s, news("a1",
		signed("2018", dut, xnu).confidence(0.5),
		signed("2019", dut, pusan, lge).confidence(0.75),
		signed("2020", xnu, pusan).modality(unigraph.Planned),
		signed("2021", dut, polimi).modality(unigraph.Denied),
	))
	const (
		xnuID    = "agreement/university:dalian-university-of-technology+university:xinjiang-normal-university/2018"
		pusanID  = "agreement/organization:lg-electronics+university:dalian-university-of-technology+university:pusan-national-university/2019"
		plan     = "agreement/university:pusan-national-university+university:xinjiang-normal-university/planned/2020"
		denial   = "agreement/university:dalian-university-of-technology+university:politecnico-di-milano/denied/2021"
		nowhere  = "agreement/none"
		anywhere = unigraph.Date("")
	)
	of := func(es ...unigraph.Entity) unigraph.AgreementFilter {
		return unigraph.AgreementFilter{Parties: idsOf(es)}
	}
	in := func(f unigraph.FactFilter) unigraph.AgreementFilter { return unigraph.AgreementFilter{FactFilter: f} }
	for _, c := range []struct {
		name string
		f    unigraph.AgreementFilter
		want []string
	}{
		{"none", unigraph.AgreementFilter{}, []string{pusanID, xnuID}},
		{"a party", of(dut), []string{pusanID, xnuID}},
		{"an organization", of(lge), []string{pusanID}},
		{"two parties", of(dut, pusan), []string{pusanID}},
		{"three parties", of(dut, pusan, lge), []string{pusanID}},
		{"a party twice", of(xnu, xnu), []string{xnuID}},
		{"parties that never met", of(xnu, lge), nil},
		{"a party and a stranger", of(dut, bologna), nil},
		{"planned", in(unigraph.FactFilter{Modalities: []unigraph.Modality{unigraph.Planned}}), []string{plan}},
		{"done or denied", in(unigraph.FactFilter{Modalities: []unigraph.Modality{unigraph.Denied, unigraph.Done, unigraph.Done}}), []string{pusanID, denial, xnuID}},
		{"confidence", in(unigraph.FactFilter{MinConfidence: 0.75}), []string{pusanID}},
		{"too much confidence", in(unigraph.FactFilter{MinConfidence: 0.76}), nil},
		{"since", in(unigraph.FactFilter{Since: "2019"}), []string{pusanID}},
		{"until", in(unigraph.FactFilter{Until: "2018"}), []string{xnuID}},
		{"ids", unigraph.AgreementFilter{IDs: []unigraph.FactID{xnuID, nowhere, xnuID}}, []string{xnuID}},
		{"the id of a plan", unigraph.AgreementFilter{IDs: []unigraph.FactID{plan}}, nil},
		{"everything", unigraph.AgreementFilter{
			FactFilter: unigraph.FactFilter{Since: anywhere, Until: "2019", MinConfidence: 0.5, Modalities: unigraph.Modalities},
			IDs:        []unigraph.FactID{xnuID, pusanID}, Parties: []unigraph.EntityID{dut.ID, xnu.ID},
		}, []string{xnuID}},
	} {
		equal(t, "FindAgreements: "+c.name, findAgreements(t, s, c.f), c.want)
	}
}

func testFindRelations(t *testing.T, s unigraph.Store) {
	load(t, s, news("a1",
		memberOf(dut, uansr), memberOf(xnu, uansr).confidence(0.5), memberOf(polimi, uansr).modality(unigraph.Ended),
		visited("2018-09-28", xue, xnu), affiliated(xue, dut, "Vice President"), locatedIn(dut, china), locatedIn(xnu, china),
	))
	const (
		dutMember = "member_of/university:dalian-university-of-technology>alliance:university-alliance-of-the-new-silk-road"
		xnuMember = "member_of/university:xinjiang-normal-university>alliance:university-alliance-of-the-new-silk-road"
		left      = "member_of/university:politecnico-di-milano>alliance:university-alliance-of-the-new-silk-road/ended"
		visit     = "visited/person:xue-hui>university:xinjiang-normal-university/2018-09-28"
		role      = "affiliated_with/person:xue-hui>university:dalian-university-of-technology/vice-president"
		dutCN     = "located_in/university:dalian-university-of-technology>country:china"
		xnuCN     = "located_in/university:xinjiang-normal-university>country:china"
	)
	kinds := func(ks ...unigraph.RelationKind) unigraph.RelationFilter { return unigraph.RelationFilter{Kinds: ks} }
	in := func(f unigraph.FactFilter) unigraph.RelationFilter { return unigraph.RelationFilter{FactFilter: f} }
	for _, c := range []struct {
		name string
		f    unigraph.RelationFilter
		want []string
	}{
		{"none", unigraph.RelationFilter{}, []string{role, dutCN, xnuCN, dutMember, xnuMember, visit}},
		{"a kind", kinds(unigraph.MemberOf), []string{dutMember, xnuMember}},
		{"two kinds", kinds(unigraph.Visited, unigraph.AffiliatedWith, unigraph.Visited), []string{role, visit}},
		{"a subject", unigraph.RelationFilter{Subjects: idsOf([]unigraph.Entity{xue})}, []string{role, visit}},
		{"two subjects", unigraph.RelationFilter{Subjects: idsOf([]unigraph.Entity{dut, xue, xue})}, []string{role, dutCN, dutMember, visit}},
		{"an object", unigraph.RelationFilter{Objects: idsOf([]unigraph.Entity{china})}, []string{dutCN, xnuCN}},
		{"two objects", unigraph.RelationFilter{Objects: idsOf([]unigraph.Entity{dut, xnu, bologna})}, []string{role, visit}},
		{"a subject and objects", unigraph.RelationFilter{Subjects: idsOf([]unigraph.Entity{dut}), Objects: idsOf([]unigraph.Entity{uansr, china})}, []string{dutCN, dutMember}},
		{"the wrong end", unigraph.RelationFilter{Subjects: idsOf([]unigraph.Entity{uansr})}, nil},
		{"ended", in(unigraph.FactFilter{Modalities: []unigraph.Modality{unigraph.Ended}}), []string{left}},
		{"confidence", unigraph.RelationFilter{FactFilter: unigraph.FactFilter{MinConfidence: 0.6}, Kinds: []unigraph.RelationKind{unigraph.MemberOf}}, []string{dutMember}},
		{"since", in(unigraph.FactFilter{Since: "2018-09"}), []string{visit}},
		{"ids", unigraph.RelationFilter{IDs: []unigraph.FactID{visit, role, left, "visited/none"}}, []string{role, visit}},
		{"ids of a kind", unigraph.RelationFilter{IDs: []unigraph.FactID{visit, role}, Kinds: []unigraph.RelationKind{unigraph.Visited}}, []string{visit}},
	} {
		equal(t, "FindRelations: "+c.name, findRelations(t, s, c.f), c.want)
	}
}

func testFindEntities(t *testing.T, s unigraph.Store) {
	zurich := entity(unigraph.University, "Universität Zürich", "CH", "Xi'an branch")
	namesake := entity(unigraph.Organization, "DUT", "NL")
	saud := entity(unigraph.University, "King Saud University", "SA", "جَامعة الملك سعود")
	load(t, s, news("a1", names(dut, xnu, irkutsk, bologna, zurich, namesake, saud, lost, china, xinjiang, xue)))
	named := func(name string) unigraph.EntityFilter { return unigraph.EntityFilter{Name: name} }
	ids := func(es ...unigraph.Entity) (ids []string) {
		for _, id := range idsOf(es) {
			ids = append(ids, string(id))
		}
		return ids
	}
	for _, c := range []struct {
		name string
		f    unigraph.EntityFilter
		want []string
	}{
		{"none", unigraph.EntityFilter{}, ids(dut, xnu, irkutsk, bologna, zurich, namesake, saud, lost, china, xinjiang, xue)},
		{"a type", unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.Country}}, ids(china)},
		{"two types", unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.Place, unigraph.Person, unigraph.Place}}, ids(xinjiang, xue)},
		{"a type of none", unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.Alliance}}, nil},
		{"a country", unigraph.EntityFilter{Countries: []string{"CN"}}, ids(dut, xnu, china, xinjiang)},
		{"universities of two countries", unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.University}, Countries: []string{"CN", "IT", "AQ"}}, ids(dut, xnu, bologna)},
		{"unknown country", unigraph.EntityFilter{Countries: []string{""}}, ids(lost, xue)},
		{"the name", named("Dalian University of Technology"), ids(dut)},
		{"case and punctuation", named("  DALIAN university; of-technology "), ids(dut)},
		{"an acronym of two", named("dut"), ids(namesake, dut)},
		{"an acronym of a type", unigraph.EntityFilter{Name: "DUT", Types: []unigraph.EntityType{unigraph.University}}, ids(dut)},
		{"an acronym in a country", unigraph.EntityFilter{Name: "DUT", Countries: []string{"NL"}}, ids(namesake)},
		{"an alias in Han", named("大连理工大学"), ids(dut)},
		{"an alias in Cyrillic, in upper case", named("ИРКУТСКИЙ государственный университет"), ids(irkutsk)},
		{"an alias in Arabic, unvocalized", named("جامعة الملك سعود"), ids(saud)},
		{"diacritics left out", named("Universita di Bologna"), ids(bologna)},
		{"diacritics in another form", named("universita\u0308t zu\u0308rich"), ids(zurich)},
		{"apostrophes", named("XIAN BRANCH"), ids(zurich)},
		{"part of a name", named("Dalian"), nil},
		{"a longer name", named("Dalian University of Technology Press"), nil},
		{"a name without letters", named("!?"), nil},
	} {
		equal(t, "FindEntities: "+c.name, findEntities(t, s, c.f), c.want)
	}
}

// testWindows asks for every pair of bounds and wants what Date.Within says.
func testWindows(t *testing.T, s unigraph.Store) {
	dates := []unigraph.Date{"", "2015", "2018", "2018-11", "2018-11-14", "2022-12-31"}
	var claims []claim
	for i, d := range dates { // parties of its own for each date, or the reports would join
		e := unlinked(unigraph.University, fmt.Sprintf("University %d", i), "")
		claims = append(claims, signed(d, dut, e), visited(d, dut, e))
	}
	load(t, s, news("a1", claims...))
	bounds := []unigraph.Date{"", "2014", "2015", "2018", "2018-10", "2018-11", "2018-11-13", "2018-11-14", "2019-01-01", "2023"}
	for _, since := range bounds {
		for _, until := range bounds {
			f := unigraph.FactFilter{Since: since, Until: until}
			want := 0
			for _, d := range dates {
				if d.Within(since, until) {
					want++
				}
			}
			got := len(findAgreements(t, s, unigraph.AgreementFilter{FactFilter: f}))
			gotRelations := len(findRelations(t, s, unigraph.RelationFilter{FactFilter: f}))
			gotPartners := len(findPartners(t, s, partnersOf(dut, f)))
			if got != want || gotRelations != want || gotPartners != want {
				t.Errorf("since %q until %q: %d agreements, %d relations, %d partners, want %d", since, until, got, gotRelations, gotPartners, want)
			}
		}
	}
}
