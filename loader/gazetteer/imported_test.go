package gazetteer

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader/gazetteer/registry"
)

// imported is the default gazetteer with a few records of our own.
func imported(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := With([]registry.Record{
		{Name: "Oulu University", Aliases: []registry.Name{{Text: "University of Oulu", Language: "en"}}, Country: "FI", City: "Uleåborg",
			Domains: []string{"oulu.fi", "oulu.example"}, ROR: "https://ror.org/03yj89h83", Wikidata: "Q1241160", Types: []string{"education"}, Status: "active"},
		{Name: "Oulu Winter Hospital", Country: "FI", Domains: []string{"oulu.fi"}, ROR: "https://ror.org/000000066", Types: []string{"healthcare"}, Status: "active"},
		{Name: "City University", Country: "GL", City: "Nuuk", Acronyms: []string{"CUN"},
			Aliases: []registry.Name{{Text: "Gordon"}}, ROR: "https://ror.org/000000011", Types: []string{"education"}, Status: "active"},
		{Name: "City University", Country: "GL", City: "Sisimiut", ROR: "https://ror.org/000000022", Types: []string{"education"}, Status: "active"},
		{Name: "City University", Country: "GL", Types: []string{"education"}, Status: "active"},
		{Name: "City University", Country: "GL", City: "Qaanaaq", Types: []string{"education"}, Status: "active"},
		{Name: "Nuuk University of Snow", Country: "GL", ROR: "https://ror.org/000000033", Types: []string{"education"}, Status: "active"},
		{Name: "Nuuk University of Rain", Country: "GL", ROR: "https://ror.org/000000044", Types: []string{"education"}, Status: "withdrawn"},
		{Name: "Nuuk Fishing", Country: "GL", ROR: "https://ror.org/000000055", Types: []string{"company"}, Status: "active"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestImportedInstitutionsAreFound(t *testing.T) {
	g := imported(t)
	for name, want := range map[string][]string{
		"University of Oulu":      {"university:university-of-oulu"},
		"Oulu University":         {"university:university-of-oulu"},
		"Nuuk University of Snow": {"university:nuuk-university-of-snow"},
		"City University": {
			"university:city-st-georges-university-of-london", "university:city-university-bd", "university:city-university-gl",
			"university:city-university-gl-000000011", "university:city-university-gl-000000022", "university:city-university-gl-2",
			"university:city-university-us",
		},
		"CUN":                     nil,
		"Gordon":                  nil,
		"Nuuk University of Rain": nil,
		"Nuuk Fishing":            nil,
		"Uppsala University":      {"university:uppsala-university"},
		"Northeastern University": {"university:northeastern-university", "university:northeastern-university-boston"},
		"Vilniaus universitetas":  {"university:vilnius-university"},
	} {
		if diff := cmp.Diff(want, ids(g.Find(unigraph.University, name))); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", name, diff)
		}
	}
}

func TestTheImportedRecordWins(t *testing.T) {
	e := imported(t).Find(unigraph.University, "University of Oulu")[0]
	if e.Entity.Name != "Oulu University" || e.City != "Uleåborg" || e.Record == nil {
		t.Errorf("%+v in %s, want name and city of the record", e.Entity, e.City)
	}
	if diff := cmp.Diff([]string{"https://oulu.fi", "https://ror.org/03yj89h83", "https://www.wikidata.org/wiki/Q1241160"}, e.Entity.SameAs); diff != "" {
		t.Errorf("same as (-want +got):\n%s", diff)
	}
	if got := Default().Find(unigraph.University, "University of Oulu")[0]; got.Entity.Name != "University of Oulu" || got.Record != nil {
		t.Errorf("the default gazetteer has changed: %+v", got.Entity)
	}
}

func TestIDsStayWithAnImport(t *testing.T) {
	g := imported(t)
	all := map[unigraph.EntityID]bool{}
	for e := range g.Institutions() {
		if all[e.Entity.ID] {
			t.Errorf("%s twice", e.Entity.ID)
		}
		all[e.Entity.ID] = true
	}
	for e := range Default().Institutions() {
		if !all[e.Entity.ID] {
			t.Errorf("%s is gone", e.Entity.ID)
		}
	}
	for _, id := range []unigraph.EntityID{"organization:nuuk-fishing", "organization:oulu-winter-hospital"} {
		if !all[id] {
			t.Errorf("Institutions lacks %s", id)
		}
	}
}

func TestImportedNamesAreScanned(t *testing.T) {
	text := "The Nuuk University of Snow, with Nuuk Fishing, met Uppsala University. CUN and Gordon were there."
	var got []string
	for _, h := range imported(t).Scan(text) {
		got = append(got, text[h.Start:h.End])
	}
	if diff := cmp.Diff([]string{"Nuuk University of Snow", "Uppsala University"}, got); diff != "" {
		t.Errorf("Scan (-want +got):\n%s", diff)
	}
}

// BenchmarkOpen loads an imported gazetteer of 100,000 records, a quarter of
// them of education.
func BenchmarkOpen(b *testing.B) {
	records := make([]registry.Record, 100_000)
	for i := range records {
		records[i] = registry.Record{
			Name: fmt.Sprintf("%s University of Place %d", []string{"First", "State", "Royal"}[i%3], i), Country: "GL", City: fmt.Sprintf("Place %d", i),
			Aliases:  []registry.Name{{Text: fmt.Sprintf("Université de Lieu %d", i), Language: "fr"}, {Text: fmt.Sprintf("Ort-%d-Universität", i), Language: "de"}},
			Acronyms: []string{fmt.Sprintf("UP%d", i)}, Domains: []string{fmt.Sprintf("place%d.example", i)}, ROR: fmt.Sprintf("https://ror.org/0%06d11", i), Status: "active",
			Types: []string{[]string{"education", "company", "facility", "healthcare"}[i%4]},
		}
	}
	file := filepath.Join(b.TempDir(), "gazetteer.tsv")
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := registry.Write(f, records); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(file); err != nil {
			b.Fatal(err)
		}
	}
}
