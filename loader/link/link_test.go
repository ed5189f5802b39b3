package link_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader/extract"
	"unigraph/loader/gazetteer"
	"unigraph/loader/link"
)

// read takes a text through extraction and linking.
func read(t *testing.T, id, text string) unigraph.Batch {
	t.Helper()
	g, a := gazetteer.Default(), unigraph.Article{ID: unigraph.ArticleID(id), Text: text}
	r, err := extract.New(g).Extract(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	if r, err = link.New(g).Link(context.Background(), a, r); err != nil {
		t.Fatal(err)
	}
	b := r.Batch(a)
	if err := b.Validate(); err != nil {
		t.Fatal(err)
	}
	return b
}

// entities writes each entity of a type as "id country", unlinked ones with a "?".
func entities(b unigraph.Batch, of unigraph.EntityType) []string {
	var out []string
	for _, e := range b.Entities {
		if e.ID.Type() != of {
			continue
		}
		line := string(e.ID)
		if e.Country != "" {
			line += " " + e.Country
		}
		if !e.Linked {
			line += " ?"
		}
		out = append(out, line)
	}
	return out
}

func TestLinkUniversities(t *testing.T) {
	for text, want := range map[string][]string{
		"Professors of Uppsala University met.":                                         {"university:uppsala-university SE"},
		"Students of 大连理工大学 wrote to us.":                                               {"university:dalian-university-of-technology CN"},
		"DLUT opened a laboratory.":                                                     {"university:dalian-university-of-technology CN"},
		"The University of Nowhere Hill opened.":                                        {"university:university-of-nowhere-hill ?"},
		"The Irkutsk Academy of Winter Arts opened.":                                    {"university:irkutsk-academy-of-winter-arts RU ?"},
		"Professors of Uppsalla University in Sweden met.":                              {"university:uppsala-university SE"},
		"Professors of Uppsalla University met.":                                        {"university:uppsalla-university ?"},
		"A team of Nowhere Hill University met rector Anna Berg of Uppsala University.": {"university:nowhere-hill-university SE ?", "university:uppsala-university SE"},
		"Universitas Bukit Sunyi opened a laboratory.":                                  {"university:universitas-bukit-sunyi ID ?"},
		"Kyrgyz-Uzbek International University opened.":                                 {"university:kyrgyz-uzbek-international-university KG ?"},
		"We met the universities of Durham and Exeter":                                  {"university:durham-university GB", "university:university-of-exeter GB"},
	} {
		if diff := cmp.Diff(want, entities(read(t, "a", text), unigraph.University)); diff != "" {
			t.Errorf("Link(%q): (-want +got)\n%s", text, diff)
		}
	}
}

func TestPersonsOfOneNameStayApart(t *testing.T) {
	at := func(institution string) []string {
		return entities(read(t, "a", "Rector Anna Berg of "+institution+" spoke."), unigraph.Person)
	}
	uppsala, turku := at("Uppsala University"), at("the University of Turku")
	if len(uppsala) != 1 || len(turku) != 1 || uppsala[0] == turku[0] {
		t.Errorf("Anna Berg of Uppsala is %v, of Turku %v; want two persons", uppsala, turku)
	}
}

func TestEveryInstitutionIsLocatedWithEvidence(t *testing.T) {
	text := "It rained. Uppsala University signed an agreement with Vilnius University on 3 May 2019."
	b := read(t, "a", text)
	var located []string
	for _, r := range b.Relations {
		if r.Kind != unigraph.LocatedIn {
			continue
		}
		located = append(located, string(r.Subject)+" "+string(r.Object))
		for _, e := range r.Evidence {
			if e.Quote != text[e.Start:e.End] || !strings.HasPrefix(e.Quote, "Uppsala") {
				t.Errorf("evidence %q at [%d, %d), want the sentence that names it", e.Quote, e.Start, e.End)
			}
		}
	}
	want := []string{"university:uppsala-university country:se", "university:vilnius-university country:lt"}
	if diff := cmp.Diff(want, located); diff != "" {
		t.Errorf("located: (-want +got)\n%s", diff)
	}
}

func TestOrganizationsCountOnlyInFacts(t *testing.T) {
	b := read(t, "a", "Uppsala University signed a contract with Nordlys Corporation on 3 May 2019. The Ministry of Education was silent.")
	if got, want := entities(b, unigraph.Organization), []string{"organization:nordlys-corporation ?"}; !slices.Equal(got, want) {
		t.Errorf("organizations %v, want %v", got, want)
	}
}
