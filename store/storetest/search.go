package storetest

import (
	"context"
	"fmt"
	"testing"

	"unigraph"
)

func testSearch(t *testing.T, s unigraph.Store) {
	zurich := entity(unigraph.University, "Universität Zürich", "CH", "UZH")
	technical := entity(unigraph.University, "Dalian Technical College", "CN")
	load(t, s, news("a1", names(dut, xnu, irkutsk, bologna, zurich, technical, lge, uansr, lost, china, xinjiang, xue)))
	for _, c := range []struct {
		text  string
		types []unigraph.EntityType
		want  []unigraph.Entity
	}{
		{"dalian", nil, []unigraph.Entity{technical, dut}},
		{"dalian university", nil, []unigraph.Entity{dut}},
		{"univ of tech dal", nil, []unigraph.Entity{dut}},
		{"DUT", nil, []unigraph.Entity{dut}},
		{"universitat zur", nil, []unigraph.Entity{zurich}},
		{"UNIVERSITÄT ZÜRICH", nil, []unigraph.Entity{zurich}},
		{"大连", nil, []unigraph.Entity{dut}},
		{"иркутский", nil, []unigraph.Entity{irkutsk}},
		{"dailan univresity", nil, []unigraph.Entity{dut}},
		{"Xinjang", nil, []unigraph.Entity{xinjiang, xnu}},
		{"xinjiang", []unigraph.EntityType{unigraph.Place}, []unigraph.Entity{xinjiang}},
		{"lg", nil, []unigraph.Entity{lge}},
		{"lge technology", nil, nil}, // words of two entities
		{"dut dalian", nil, nil},     // words of two names
		{"alian", nil, nil},
		{"Xue", nil, []unigraph.Entity{xue}},
	} {
		hits, err := unigraph.Search(context.Background(), s, unigraph.SearchQuery{Text: c.text, Types: c.types, Limit: 10})
		var got, want []string
		for _, h := range hits {
			got = append(got, string(h.Entity.ID))
		}
		for _, e := range c.want {
			want = append(want, string(e.ID))
		}
		equal(t, fmt.Sprintf("Search(%q) error", c.text), err, nil)
		equal(t, fmt.Sprintf("Search(%q)", c.text), got, want)
	}

	renamed := lost
	renamed.Name = "Found University"
	load(t, s, news("a1", names(renamed)))
	for text, want := range map[string]int{"lost": 0, "found": 1, "dalian": 0} {
		hits, err := unigraph.Search(context.Background(), s, unigraph.SearchQuery{Text: text, Limit: 10})
		if err != nil || len(hits) != want {
			t.Errorf("Search(%q) after a change = %v, %v, want %d hits", text, hits, err, want)
		}
	}
}

// testBroadSearch wants the same top answers where more have the words than a
// search compares.
func testBroadSearch(t *testing.T, s unigraph.Store) {
	studios, hall := entity(unigraph.Organization, "Universal Studios", "US"), entity(unigraph.Place, "Town Hall", "GB")
	many := []unigraph.Entity{studios, hall}
	for i := range 250 {
		many = append(many, entity(unigraph.University, fmt.Sprintf("University of Town %03d", i), "GB"))
	}
	load(t, s, news("a1", names(many...)))
	for text, want := range map[string][]string{
		"univ":                  {"Universal Studios", "University of Town 000", "University of Town 001"}, // as ids begin
		"university of town":    {"University of Town 000", "University of Town 001", "University of Town 002"},
		"university of town 24": {"University of Town 240", "University of Town 241", "University of Town 242"}, // few
		"town":                  {"Town Hall", "University of Town 000", "University of Town 001"},              // the first by id
		"univ town":             {"University of Town 000", "University of Town 001", "University of Town 002"}, // as no id begins
	} {
		hits, err := unigraph.Search(context.Background(), s, unigraph.SearchQuery{Text: text, Limit: 3})
		var got []string
		for _, h := range hits {
			got = append(got, h.Entity.Name)
		}
		equal(t, fmt.Sprintf("Search(%q) error", text), err, nil)
		equal(t, fmt.Sprintf("Search(%q)", text), got, want)
	}
}

// testBeginning wants entities by the beginnings of their ids, in every script.
func testBeginning(t *testing.T, s unigraph.Store) {
	late := entity(unigraph.Place, "ﬀ 𠮷野家", "JP") // letters whose order Neo4j mistakes
	load(t, s, news("a1", names(dut, xnu, irkutsk, xinjiang, lost, late)))
	for _, c := range []struct {
		text  string
		types []unigraph.EntityType
		limit int
		want  []unigraph.EntityID
	}{
		{"xinjiang", nil, 9, []unigraph.EntityID{xinjiang.ID, xnu.ID}},
		{"xinjiang", []unigraph.EntityType{unigraph.University}, 9, []unigraph.EntityID{xnu.ID}},
		{"xinjiang", nil, 1, []unigraph.EntityID{xinjiang.ID}},
		{"dalian-university-of-tech", nil, 9, []unigraph.EntityID{dut.ID}},
		{"dalian-university-of-technology", nil, 9, []unigraph.EntityID{dut.ID}},
		{"university", nil, 9, nil},
		{"dalian_", nil, 9, nil},
		{string(late.ID)[len("place:"):], nil, 9, []unigraph.EntityID{late.ID}},
	} {
		found, err := s.FindBeginning(context.Background(), c.text, c.types, c.limit)
		equal(t, fmt.Sprintf("FindBeginning(%q) error", c.text), err, nil)
		equal(t, fmt.Sprintf("FindBeginning(%q, %v, %d)", c.text, c.types, c.limit), idsOf(found), c.want)
	}
}
