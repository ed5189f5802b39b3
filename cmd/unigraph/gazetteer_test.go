package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const ownTable = `name,aliases,acronyms,country,city,domain,ror,types,parents
Oulu University,University of Oulu@en;Oulun yliopisto@fi,,FI,Oulu,oulu.fi,03yj89h83,education,
Nuuk University of Snow,,NUS,GL,Nuuk,snow.example,https://ror.org/000000011,education,
Nuuk Institute of Ice,,,GL,Nuuk,,000000022,facility,https://ror.org/000000011
Bad University,,,Greenland,,,,education,
`

// importOwn imports the table as gazetteer.tsv.
func importOwn(t *testing.T) {
	t.Helper()
	if err := os.WriteFile("own.csv", []byte(ownTable), 0o644); err != nil {
		t.Fatal(err)
	}
	status, out, stderr := execute(t, "", "gazetteer", "import", "own.csv")
	check(t, "import", status, statusFailed, out, `\AImported 3 records into gazetteer\.tsv; 1 failed\.\nUse it with --gazetteer gazetteer\.tsv, or set UNIGRAPH_GAZETTEER\.\n\z`)
	check(t, "import", status, statusFailed, stderr, `\Aown\.csv:5: country "GREENLAND" is not a code of two letters\n\z`)
}

func TestGazetteerImport(t *testing.T) {
	workspace(t)
	importOwn(t)
	status, out, stderr := execute(t, "", "gazetteer", "import", "gazetteer.tsv", "--output", "again.tsv")
	check(t, "import of a gazetteer", status, statusOK, out+stderr, `\AImported 3 records into again\.tsv\.$`)
	first, _ := os.ReadFile("gazetteer.tsv")
	again, _ := os.ReadFile("again.tsv")
	if diff := cmp.Diff(string(first), string(again)); diff != "" {
		t.Errorf("imported again (-want +got):\n%s", diff)
	}
	if left, err := os.ReadDir("."); err != nil || len(left) != 4 {
		t.Errorf("the folder holds %v, %v; want own.csv, both gazetteers and news", left, err)
	}
}

func TestGazetteerLookup(t *testing.T) {
	workspace(t)
	importOwn(t)
	status, out, _ := execute(t, "", "gazetteer", "lookup", "Univ. of Oulu")
	check(t, "lookup", status, statusOK, out, `\A1\.00  University of Oulu +Oulu, FI  university:university-of-oulu$`, `^ +"Univ\. of Oulu" is "University of Oulu"$`)
	status, out, _ = execute(t, "", "gazetteer", "lookup", "--gazetteer", "gazetteer.tsv", "Univ. of Oulu")
	check(t, "lookup", status, statusOK, out, `\A0\.99  Oulu University +Oulu, FI  https://ror\.org/03yj89h83$`)
	t.Setenv("UNIGRAPH_GAZETTEER", "gazetteer.tsv")
	status, out, _ = execute(t, "", "gazetteer", "lookup", "--json", "--country", "Greenland", "NUS")
	check(t, "lookup --json", status, statusOK, out, `\A\{"id":"https://ror\.org/000000011","entity":"university:nuuk-university-of-snow",.*"score":0\.8\d*,"reason":.*\}\n\z`)
	status, out, _ = execute(t, "", "gazetteer", "lookup", "--country", "se", "Nuuk University of Snow")
	check(t, "lookup elsewhere", status, statusOK, out, `\ANo institution is known by such a name\.\n\z`)
}

func TestGazetteerMatch(t *testing.T) {
	workspace(t)
	importOwn(t)
	const lines = `[{"id": 7, "affiliation": "Department of Flakes, Nuuk Univ of Snow, Nuuk, Greenland"},
{"affiliation": "Institute of Winter, Nuuk"},
{"affiliation": 8}, 9,
{"affiliation": "Lund University, Lund, Sweden & Nuuk Institute of Ice, Nuuk, Greenland", "ids": ["x"]}]`
	status, out, stderr := execute(t, lines, "gazetteer", "match", "--gazetteer", "gazetteer.tsv", "-")
	check(t, "match", status, statusFailed, stderr,
		`\A-:3: the field "affiliation" is missing, or no text\n-:3: want an object with the field "affiliation"\n\z`)
	type match struct {
		Name   string
		Score  float64
		Reason string
	}
	type line struct {
		ID      int
		IDs     []string
		Matches []match
	}
	var got []line
	for decoder := json.NewDecoder(strings.NewReader(out)); decoder.More(); {
		var l struct {
			Affiliation string
			line
		}
		if err := decoder.Decode(&l); err != nil {
			t.Fatal(err)
		}
		got = append(got, l.line)
	}
	want := []line{
		{7, []string{"https://ror.org/000000011"}, []match{{"Nuuk University of Snow", 0.97, `"Nuuk Univ of Snow" is "Nuuk University of Snow"; in Nuuk`}}},
		{0, []string{}, []match{}},
		{0, []string{"university:lund-university"}, []match{{"Lund University", 0.97, `"Lund University" is "Lund University"; in Lund`}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("match (-want +got):\n%s", diff)
	}
}

func TestImportedNamesAreReadInArticles(t *testing.T) {
	workspace(t)
	importOwn(t)
	const text = "Signing\n\nOn 5 May 2020, the Nuuk University of Snow and the University of Oulu signed a memorandum of understanding.\n"
	if err := os.WriteFile("snow.txt", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	status, out, _ := execute(t, "", "extract", "--gazetteer", "gazetteer.tsv", "snow.txt")
	check(t, "extract", status, statusOK, out, `"country":"GL"`)
	status, out, _ = execute(t, "", "load", "--gazetteer", "gazetteer.tsv", "snow.txt")
	check(t, "load", status, statusOK, out, `^ *1  agreements$`)
	status, out, _ = execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *2  universities$`, `^ *0  of these are in no gazetteer$`)
}
