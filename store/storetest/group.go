package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"unigraph"
)

// testGroups wants each of many filters counted by itself, in their order.
func testGroups(t *testing.T, s unigraph.Store) {
	load(t, s, diplomacy(), news("a9", memberOf(dut, uansr), memberOf(polimi, uansr), visited("2018-09-28", xue, dut)))
	var parties []unigraph.AgreementFilter
	for _, e := range []unigraph.Entity{xnu, xinjiang, lge} {
		parties = append(parties, unigraph.AgreementFilter{Parties: []unigraph.EntityID{e.ID}})
	}
	parties = append(parties, unigraph.AgreementFilter{Kinds: []unigraph.AgreementKind{unigraph.Letter}}, parties[0])
	got, err := s.GroupAgreements(context.Background(), parties, unigraph.AgreementYear)
	equal(t, "agreements by year", shownGroups(t, got, err), []string{"2015:1 2017:1", "", "2016:1 2018:1", "", "2015:1 2017:1"})

	got, err = s.GroupAgreements(context.Background(), parties[:2], unigraph.AgreementAlliance)
	equal(t, "agreements by alliance", shownGroups(t, got, err), []string{string(uansr.ID) + ":2", ""})

	got, err = s.GroupRelations(context.Background(), []unigraph.RelationFilter{
		{Objects: []unigraph.EntityID{uansr.ID}}, {Objects: []unigraph.EntityID{dut.ID}}, {Subjects: []unigraph.EntityID{xue.ID}},
	}, unigraph.RelationSort)
	equal(t, "relations by kind", shownGroups(t, got, err), []string{"MEMBER_OF:3", "VISITED:1", "VISITED:1"})

	got, err = s.GroupEntities(context.Background(), nil, unigraph.EntityCountry)
	equal(t, "entities of no filter", shownGroups(t, got, err), nil)
	_, err = s.GroupEntities(context.Background(), []unigraph.EntityFilter{{}, tooDeep()}, unigraph.EntityCountry)
	if !errors.Is(err, unigraph.ErrInvalid) {
		t.Errorf("groups of a filter that is too deep: %v, want ErrInvalid", err)
	}
	testManyGroups(t, s)
}

// testManyGroups asks for more at once than an engine may put into one query.
func testManyGroups(t *testing.T, s unigraph.Store) {
	known := []unigraph.Entity{dut, polimi, xinjiang}
	var fs []unigraph.EntityFilter
	var countries, alliances []string
	for i := range 901 {
		e := known[i%len(known)]
		fs = append(fs, unigraph.EntityFilter{IDs: []unigraph.EntityID{e.ID}})
		countries = append(countries, []string{"CN:1", "IT:1", ""}[i%len(known)])
		alliances = append(alliances, []string{string(uansr.ID) + ":1", string(uansr.ID) + ":1", ""}[i%len(known)])
	}
	got, err := s.GroupEntities(context.Background(), fs, unigraph.EntityCountry)
	equal(t, "many entities by country", shownGroups(t, got, err), countries)
	got, err = s.GroupEntities(context.Background(), fs, unigraph.EntityAlliance)
	equal(t, "many entities by alliance", shownGroups(t, got, err), alliances)
}

// shownGroups gives the groups of each filter as "key:count key:count".
func shownGroups(t *testing.T, each [][]unigraph.Group, err error) (shown []string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, groups := range each {
		text, space := "", ""
		for _, g := range groups {
			text, space = text+space+fmt.Sprintf("%s:%d", g.Key, g.Count), " "
		}
		shown = append(shown, text)
	}
	return shown
}

// tooDeep is a filter of more filters than may nest.
func tooDeep() (deep unigraph.EntityFilter) {
	for range unigraph.MaxConditions {
		inner := deep
		deep = unigraph.EntityFilter{Not: &inner}
	}
	return deep
}
