package match

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unigraph/loader/gazetteer"
	"unigraph/loader/gazetteer/registry"
)

// A small registry of our own: the names are real or invented, the ids are
// numbers of this test. Columns: id, name, country, region, city, types, acronyms, aliases, parent.
const institutions = `
1|University of Oulu|FI|North Ostrobothnia|Oulu|education|UO|Oulun yliopisto@fi
2|Oulu University Hospital|FI|North Ostrobothnia|Oulu|healthcare|OYS|Oulun yliopistollinen sairaala@fi
3|University of Maryland, College Park|US|Maryland|College Park|education|UMD|University of Maryland
4|University of Maryland, Baltimore|US|Maryland|Baltimore|education||
5|University of California System|US|California|Oakland|education||University of California
6|University of California, Davis|US|California|Davis|education|UCD|UC Davis|5
7|University of California, Berkeley|US|California|Berkeley|education||UC Berkeley|5
8|University of California, Irvine|US|California|Irvine|education|||5
9|Chinese Academy of Sciences|CN|Beijing|Beijing|government|CAS|
10|Institute of Botany|CN|Beijing|Beijing|facility||Institute of Botany of the Chinese Academy of Sciences|9
11|Institute of Botany|AT||Vienna|facility||
12|City University|GB||London|education||
13|City University|HK||Hong Kong|education||
14|University of Rostock|DE|Mecklenburg-Vorpommern|Rostock|education||Universität Rostock@de
15|Ludwig Maximilian University of Munich|DE|Bavaria|Munich|education|LMU|Ludwig-Maximilians-Universität München@de
16|Washington University in St. Louis|US|Missouri|St Louis|education|WUSTL|Washington University
17|University of Washington|US|Washington|Seattle|education|UW|
18|Post Graduate Institute of Snow Research|IN|Punjab|Chandigarh|education||
19|Harvard University|US|Massachusetts|Cambridge|education||Harvard
20|Agency for Snow, Ice and Water|SG||Singapore|government|ASIW|
21|State Key Laboratory of Rice|CN|Hunan|Changsha|facility||
22|Hunan University|CN|Hunan|Changsha|education||
23|Snow Machines (Finland)|FI||Espoo|company||
24|Institute of Pathology|DE||Kiel|education||
25|University of Freiburg|DE|Baden-Württemberg|Freiburg im Breisgau|education||Universität Freiburg@de
26|Institut National de la Neige|FR||Paris|government|INNE|
27|Old University of Snow|FI||Oulu|education||University of Snow|||inactive
28|New University of Snow|FI||Oulu|education||University of Snow
29|Hunan Agricultural University|CN|Hunan|Changsha|education||
`

// testMatcher knows the small registry, and the names of the binary.
var testMatcher = sync.OnceValue(func() *Matcher {
	var records []registry.Record
	for line := range strings.Lines(strings.TrimSpace(institutions)) {
		c := append(strings.Split(strings.TrimSpace(line), "|"), "", "", "", "")
		r := registry.Record{ROR: c[0], Name: c[1], Country: c[2], Region: c[3], City: c[4], Types: []string{c[5]}, Status: "active"}
		if c[6] != "" {
			r.Acronyms = []string{c[6]}
		}
		if alias, language, _ := strings.Cut(c[7], "@"); alias != "" {
			r.Aliases = []registry.Name{{Text: alias, Language: language}}
		}
		if c[8] != "" {
			r.Parents = []string{c[8]}
		}
		if c[10] != "" {
			r.Status = c[10]
		}
		records = append(records, r)
	}
	g, err := gazetteer.With(records)
	if err != nil {
		panic(err)
	}
	return New(g, g.Institutions())
})

func rorsOf(choices []Choice) string {
	var out []string
	for _, c := range choices {
		id := string(c.Entry.Entity.ID)
		if c.Entry.Record != nil {
			id = c.Entry.Record.ROR
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

func TestLine(t *testing.T) {
	for _, tt := range []struct{ what, line, want string }{
		{"the plain name", "University of Oulu, Oulu, Finland", "1"},
		{"a department before it", "Department of Physics, University of Oulu, 90014 Oulu, Finland", "1"},
		{"abbreviations", "Dept Phys, Univ. Oulu, Oulu, Finland", "1"},
		{"another order of words", "Oulu University, Oulu, Finland", "1"},
		{"its own language", "Fysiikan laitos, Oulun yliopisto, Oulu, Suomi", "1"},
		{"diacritics left out", "Universitaet Rostock, Universitat Rostock, Rostock, Germany", "14"},
		{"a city in another language", "Ludwig Maximilians University München, München, Germany", "15"},
		{"a misspelling", "Department of Ships, Universtiy of Rostokc, Rostock, Germany", "14"},
		{"run together", "Department of Ships, UniversityRostock, Rostock, Germany", "14"},
		{"a school of it", "School of Medicine and Dentistry, University of Oulu Medical School, Oulu, Finland", "1"},
		{"a one-word name only with a school", "Harvard Medical School, Boston, MA, USA", "19"},
		{"its hospital is another", "Clinic for Children, Oulu University Hospital, Oulu, Finland", "2"},
		{"an unknown hospital is not its university", "University of Rostock Hospital, Rostock, Germany", ""},
		{"a longer, unknown name", "Oulu University of Winter Sports, Oulu, Finland", ""},
		{"the beginning of a name is cut off", "Kongu Harvard University of Law, Agra, India", ""},
		{"the campus that the comma tells", "University of California, Davis, CA, USA", "6"},
		{"the campus that a city further on tells", "University of Maryland School of Medicine, Baltimore, MD, USA", "4"},
		{"the campus of the bare name", "University of Maryland, College Park, MD, USA", "3"},
		{"a name that campuses share, without a city", "University of California, USA", ""},
		{"word order that matters", "Washington University, St. Louis, MO, USA", "16"},
		{"word order that matters, the other", "University of Washington, Seattle, WA, USA", "17"},
		{"two of a name, by country", "City University, London, UK", "12"},
		{"two of a name, by city", "City University, Hong Kong, China", "13"},
		{"two of a name, undecided", "City University", ""},
		{"another country than it says", "University of Oulu, Nairobi, Kenya", ""},
		{"an institute and its academy", "Institute of Botany, Chinese Academy of Sciences, Beijing, China", "10 9"},
		{"a name that many have, elsewhere", "Institute of Pathology, Ulm, Germany", ""},
		{"a name that many have, at its city", "Institute of Pathology, Kiel, Germany", "24"},
		{"a laboratory of a university", "State Key Laboratory of Rice, Hunan University, Changsha, China", "22"},
		{"a laboratory alone", "State Key Laboratory of Rice, Changsha, China", "21"},
		{"a company without its country", "Snow Machines Ltd, Espoo, Finland", "23"},
		{"two universities", "University of Oulu, Oulu, Finland and Harvard University, Cambridge, MA, USA", "1 19"},
		{"a name with commas", "Agency for Snow, Ice and Water, Singapore", "20"},
		{"part of the city's name", "University of Freiburg, Freiburg, Germany", "25"},
		{"an acronym at its city", "Group of Flakes, INNE, Paris, France", "26"},
		{"an acronym with the number of a unit", "INNE UMR 1234, Paris, France", "26"},
		{"an acronym elsewhere", "INNE, Lyon, France", ""},
		{"an acronym in another case", "Inne, Paris, France", ""},
		{"an acronym beside a university", "University of Rostock, LMU, Rostock, Germany", "14"},
		{"active before inactive", "University of Snow, Oulu, Finland", "28"},
		{"the embedded names too", "Faculty of Law, Uppsala University, Uppsala, Sweden", "university:uppsala-university"},
		{"nothing", "", ""},
		{"no institution", "Independent researcher, Paris, France", ""},
	} {
		if got := rorsOf(testMatcher().Line(tt.line)); got != tt.want {
			t.Errorf("%s: Line(%q) = %q, want %q", tt.what, tt.line, got, tt.want)
		}
	}
}

func TestReason(t *testing.T) {
	for line, want := range map[string]string{
		"Univ. Oulu, Oulu, Finland":               `0.97 "Univ. Oulu" is "University of Oulu"; in Oulu`,
		"INNE, Paris, France":                     `0.87 "INNE" is the acronym "INNE"; in Paris`,
		"City University, Hong Kong, China":       `0.97 "City University" is "City University"; in Hong Kong; a name that many may have; several bear this name`,
		"Universtiy of Rostokc, Rostock, Germany": `0.97 "Universtiy of Rostokc" is "University of Rostock"; in Rostock`,
		"University of Rostock, Germany":          `0.92 "University of Rostock" is "University of Rostock"; in Rostock`,
	} {
		var got []string
		for _, c := range testMatcher().Line(line) {
			got = append(got, fmt.Sprintf("%.2f %s", c.Score, c.Reason))
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("Line(%q) (-want +got):\n%s", line, diff)
		}
	}
}

func TestName(t *testing.T) {
	for _, tt := range []struct {
		name, country string
		want          string // "" where the name is not sure
		candidates    string
	}{
		{"University of Oulu", "", "1", "1"},
		{"Oulu University", "FI", "1", "1"},
		{"City University", "GB", "12", "12"},
		{"Institute of Botany", "CN", "10", "10"},
		{"Institute of Botany", "", "", ""},
		{"University of Rostokc", "", "14", "14"},
		{"LMU", "DE", "15", "15"},
		{"lmu", "", "", ""},
		{"University of Oulu", "SE", "", ""},
		{"Hunan Agriculture University", "CN", "29", "29"},
		{"", "", "", ""},
	} {
		candidates := testMatcher().Name(tt.name, tt.country)
		first := ""
		if len(candidates) > 0 {
			first = rorsOf(candidates[:1])
		}
		if first != tt.candidates && tt.candidates != "" {
			t.Errorf("Name(%q, %q) begins with %q, want %q", tt.name, tt.country, first, tt.candidates)
		}
		sure := ""
		if c, ok := Sure(candidates); ok {
			sure = rorsOf([]Choice{c})
		}
		if sure != tt.want {
			t.Errorf("Sure(Name(%q, %q)) = %q, want %q: %v", tt.name, tt.country, sure, tt.want, candidates)
		}
	}
}

// TestLinesOfKnownInstitutions: a line of an institution with its city and
// country never means one in another country.
func TestLinesOfKnownInstitutions(t *testing.T) {
	m := testMatcher()
	rapid.Check(t, func(t *rapid.T) {
		i := m.known[rapid.IntRange(0, len(m.known)-1).Draw(t, "institution")]
		country := gazetteer.CountryEntity(i.country()).Name
		if i.inactive || i.entry.City == "" || country == "" {
			return
		}
		line := fmt.Sprintf("Department of Tests, %s, %s, %s", i.entry.Entity.Name, i.entry.City, country)
		for _, c := range m.Line(line) {
			if !sameCountry(c.Entry.Entity.Country, i.country()) {
				t.Fatalf("%q means %s in %s", line, c.Entry.Entity.ID, c.Entry.Entity.Country)
			}
			if c.Score < MinScore || c.Score > 1 || c.Reason == "" {
				t.Fatalf("%q: score %v, reason %q", line, c.Score, c.Reason)
			}
		}
	})
}

func FuzzLine(f *testing.F) {
	for _, seed := range []string{"Univ. Oulu, Oulu, Finland", "INNE UMR 1234 / (x) – Paris", ",,;;((", "d'd'd'", "\xff’\xc3", "大连理工大学，中国", strings.Repeat("University of ", 900), strings.Repeat("Oulu,", 3000)} {
		f.Add(seed)
	}
	m := testMatcher()
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range append(m.Line(text), m.Name(text, "")...) {
			if c.Entry == nil || c.Score < 0 || c.Score > 1 {
				t.Errorf("%q: %+v", text, c)
			}
		}
	})
}

// BenchmarkMatch matches lines of every kind with a few names more than those
// in the binary, and real lines with a real registry where one is at hand.
func BenchmarkMatch(b *testing.B) {
	b.Run("embedded", func(b *testing.B) {
		benchmarkLines(b, testMatcher(), []string{
			"Dept Phys, Univ. Oulu, Oulu, Finland", "Institute of Botany, Chinese Academy of Sciences, Beijing, China",
			"University of Maryland School of Medicine, Baltimore, MD, USA", "Department of Ships, Universtiy of Rostokc, Rostock, Germany",
			"Independent researcher, Paris, France", "Service de la Neige, Hôpital du Nord, INNE, Université de Paris, Paris, France",
		})
	})
	b.Run("registry", func(b *testing.B) {
		var lines []string
		for _, l := range sharedLines(b) {
			lines = append(lines, l.Affiliation)
		}
		benchmarkLines(b, sharedMatcher(b), lines)
	})
}

func benchmarkLines(b *testing.B, m *Matcher, lines []string) {
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		m.Line(lines[n%len(lines)])
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "strings/s")
}

// BenchmarkNew indexes the names that are in the binary.
func BenchmarkNew(b *testing.B) {
	g := gazetteer.Default()
	for b.Loop() {
		New(g, g.Institutions())
	}
}
