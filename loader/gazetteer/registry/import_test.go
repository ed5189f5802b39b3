package registry

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Two records, of either version of the schema of ROR, and what they tell.
const (
	recordV2 = `{"id":"https://ror.org/03yj89h83","names":[
{"value":"Oulun yliopisto","lang":"fi","types":["label"]},{"value":"University of Oulu","lang":"en","types":["ror_display","label"]},{"value":"UO","lang":null,"types":["acronym"]},{"value":"Uleåborgs universitet; Oulu","lang":"sv","types":["alias"]}],
"locations":[{"geonames_details":{"country_code":"FI","country_subdivision_name":"North Ostrobothnia","name":"Oulu","lat":65.01236,"lng":25.46816}}],
"links":[{"type":"website","value":"https://www.oulu.fi/en"},{"type":"wikipedia","value":"https://en.wikipedia.org/wiki/University_of_Oulu"}],"domains":["oulu.fi"],
"external_ids":[{"type":"isni","all":["0000"],"preferred":null},{"type":"wikidata","all":["Q1241160"],"preferred":null}],
"relationships":[{"type":"child","label":"Oulu Business School","id":"https://ror.org/000000011"}],"status":"active","types":["education","funder"]}`
	recordV1 = `{"id":"https://ror.org/012a77v79","name":"Lunds universitet","aliases":["Regia Academia Lundensis"],"acronyms":["LU"],"labels":[{"label":"Lund University","iso639":"en"}],
"addresses":[{"city":"Lund","lat":55.7,"lng":13.2,"geonames_city":{"geonames_admin1":{"name":"Skåne"}}}],"country":{"country_code":"SE"},
"links":["http://www.lu.se/"],"external_ids":{"Wikidata":{"preferred":"Q218506","all":["Q218506"]}},
"relationships":[{"type":"Parent","label":"x","id":"https://ror.org/000000022"},{"type":"Successor","label":"y","id":"https://ror.org/000000033"}],"status":"active","types":["Education"]}`
)

var (
	oulu = Record{
		Name: "University of Oulu", Aliases: []Name{{"Oulun yliopisto", "fi"}, {"Uleåborgs universitet, Oulu", "sv"}}, Acronyms: []string{"UO"},
		Country: "FI", Region: "North Ostrobothnia", City: "Oulu", Latitude: "65.01236", Longitude: "25.46816", Domains: []string{"oulu.fi"},
		ROR: "https://ror.org/03yj89h83", Wikidata: "Q1241160", Types: []string{"education", "funder"}, Status: "active", Children: []string{"https://ror.org/000000011"},
	}
	lund = Record{
		Name: "Lund University", Aliases: []Name{{"Lunds universitet", ""}, {"Regia Academia Lundensis", ""}}, Acronyms: []string{"LU"},
		Country: "SE", Region: "Skåne", City: "Lund", Latitude: "55.7", Longitude: "13.2", Domains: []string{"lu.se"},
		ROR: "https://ror.org/012a77v79", Wikidata: "Q218506", Types: []string{"education"}, Status: "active",
		Parents: []string{"https://ror.org/000000022"}, Successors: []string{"https://ror.org/000000033"},
	}
	turku = Record{
		Name: "University of Turku", Aliases: []Name{{"Turun yliopisto", "fi"}, {"Åbo universitet", ""}}, Country: "FI", City: "Turku",
		Domains: []string{"utu.fi", "turku.example"}, ROR: "https://ror.org/05vghhr25", Status: "active", Parents: []string{"Universities Finland"},
	}
)

func oneLine(record string) string { return strings.ReplaceAll(record, "\n", " ") }

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipped packs pairs of name and content.
func zipped(t *testing.T, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		member, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		member.Write([]byte(pairs[i+1]))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// importText imports a text as a file "in", and gives problems as "line: what".
func importText(t testing.TB, text string) (records []Record, problems []string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "in")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	records, err = Import(func(p *Problem) {
		problems = append(problems, strings.TrimPrefix(strings.TrimPrefix(p.Error(), file), "/"))
	}, file)
	if err != nil {
		err = plain{strings.ReplaceAll(err.Error(), file, "in")}
	}
	return records, problems, err
}

type plain struct{ text string }

func (p plain) Error() string { return p.text }

func TestImport(t *testing.T) {
	const table = "Name,alias,country,city,domain,ror,parent\n\"University of Turku\",Turun yliopisto@fi; Åbo universitet,fi,Turku,utu.fi;turku.example,05vghhr25,Universities Finland\n"
	for _, tt := range []struct {
		name, text string
		want       []Record
		problems   []string
	}{
		{"array", "[" + recordV2 + ",\n" + recordV1 + "]", []Record{lund, oulu}, nil},
		{"lines", oneLine(recordV2) + "\n\n" + oneLine(recordV1) + "\n", []Record{lund, oulu}, nil},
		{"byte order mark", "\uFEFF" + oneLine(recordV2), []Record{oulu}, nil},
		{"gzip", gzipped(t, oneLine(recordV1)), []Record{lund}, nil},
		{"zip", zipped(t, "dump.csv", "name\nx", "v1.json", "["+recordV1+"]", "v1_schema_v2.json", "["+recordV2+"]"), []Record{oulu}, nil},
		{"CSV", table, []Record{turku}, nil},
		{"tabs", strings.NewReplacer("\"", "", ",", "\t").Replace(table), []Record{turku}, nil},
		{"bad lines", "\n{broken\n" + oneLine(recordV2) + "\n" + `{"id":"https://ror.org/0000","names":[]}` + "\n" + `{"id":7,"name":"x"}` + "\n" + `{"name":"x"}`, []Record{oulu}, []string{
			":2: malformed JSON: invalid character 'b' looking for beginning of object key string",
			":4: no name", `:5: field "id" is a number`, ":6: no ROR id",
		}},
		{"bad elements", "[\n\n7,\n" + recordV2 + ",\n{\"id\":\"no\",\"name\":\"x\"}\n]", []Record{oulu}, []string{`:3: field "" is a number`, `:10: "no" is no ROR id`}},
		{"array that breaks off", "[" + recordV2 + ",\n{\"id\":", []Record{oulu}, []string{":7: malformed JSON, nothing behind it is read: unexpected EOF"}},
		{"bad rows", "name,country,wikidata,status\n,FI,,\nA,Finland,,\nB,FI,1,\nC,FI,,gone\nD,FI,,,,\n\"E\nF\",FI,Q2,inactive\n",
			[]Record{{Name: "E F", Country: "FI", Wikidata: "Q2", Status: "inactive"}}, []string{
				":2: no name", `:3: country "FINLAND" is not a code of two letters`, `:4: "1" is no Wikidata id`,
				`:5: status "gone" is none of active, inactive and withdrawn`, ":6: 6 cells under 4 columns",
			}},
		{"the last of the same id counts", oneLine(recordV2) + "\n" + strings.Replace(oneLine(recordV2), `"active"`, `"withdrawn"`, 1), []Record{func() Record { r := oulu; r.Status = "withdrawn"; return r }()}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			records, problems, err := importText(t, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, records); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.problems, problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestImportOfWhatIsNoRegistry(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "gazetteer: in: empty",
		" \n ":                        "gazetteer: in: empty",
		"country,city\nFI,Oulu":       `gazetteer: in: line 1: no column "name"`,
		"name,colour\nA,red":          `gazetteer: in: line 1: no column is named "colour"; columns are name, aliases, acronyms, country, region, city, latitude, longitude, domains, ror, wikidata, types, status, parents, children, predecessors, successors`,
		zipped(t, "README.txt", "hi"): "gazetteer: in: no .json, .jsonl, .csv or .tsv in the zip",
	} {
		_, _, err := importText(t, text)
		if err == nil || err.Error() != want {
			t.Errorf("Import of %.20q: %v\nwant %s", text, err, want)
		}
	}
	if _, err := Import(nil, "nowhere"); err == nil || err.Error() != "gazetteer: nowhere: no such file or directory" {
		t.Errorf("Import of a missing file: %v", err)
	}
}

func TestImportOfSeveralFiles(t *testing.T) {
	dump, own := filepath.Join(t.TempDir(), "dump.jsonl"), filepath.Join(t.TempDir(), "own.csv")
	os.WriteFile(dump, []byte(oneLine(recordV1)+"\n"+oneLine(recordV2)), 0o644)
	os.WriteFile(own, []byte("name,ror\nOur Lund,012a77v79\nOur Own,\n"), 0o644)
	records, err := Import(func(p *Problem) { t.Error(p) }, dump, own)
	if err != nil {
		t.Fatal(err)
	}
	want := []Record{{Name: "Our Own", Status: "active"}, {Name: "Our Lund", ROR: lund.ROR, Status: "active"}, oulu}
	if diff := cmp.Diff(want, records); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

func TestImportSkipsOverlongLines(t *testing.T) {
	records, problems, err := importText(t, `{"id":"`+strings.Repeat("x", maxRecord)+"\"}\n"+oneLine(recordV2))
	if err != nil || len(records) != 1 || len(problems) != 1 || !strings.HasPrefix(problems[0], ":1: overlong: more than ") {
		t.Errorf("%d records, problems %q, %v; want the second line, and the first as a problem", len(records), problems, err)
	}
}

func FuzzImport(f *testing.F) {
	for _, seed := range []string{"[" + recordV2 + "," + recordV1 + "]", oneLine(recordV1), "name,alias\nA,b;c@de\n", "name\tcity\n\"", "[{]", "[", "{", "\x1f\x8b", "PK\x03\x04", firstLine + headerLine()} {
		f.Add(seed)
	}
	file := filepath.Join(f.TempDir(), "in")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		records, err := Import(func(*Problem) {}, file)
		if err != nil {
			return
		}
		for _, r := range records {
			if err := r.check(); err != nil {
				t.Errorf("kept a record with %v: %+v", err, r)
			}
		}
		var b strings.Builder
		if err := Write(&b, records); err != nil {
			t.Fatal(err)
		}
		again, err := parse(b.String())
		if diff := cmp.Diff(records, again); diff != "" && len(records) > 0 || err != nil {
			t.Errorf("read back: %v (-want +got):\n%s", err, diff)
		}
	})
}
