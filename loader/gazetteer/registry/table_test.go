package registry

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestFileFormat(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, []Record{turku}); err != nil {
		t.Fatal(err)
	}
	want := "# unigraph gazetteer 1\n" +
		"name\taliases\tacronyms\tcountry\tregion\tcity\tlatitude\tlongitude\tdomains\tror\twikidata\ttypes\tstatus\tparents\tchildren\tpredecessors\tsuccessors\n" +
		"University of Turku\tTurun yliopisto@fi;Åbo universitet\t\tFI\t\tTurku\t\t\tutu.fi;turku.example\thttps://ror.org/05vghhr25\t\t\tactive\tUniversities Finland\t\t\t\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("file (-want +got):\n%s", diff)
	}
}

func TestOpenOfWhatIsNoGazetteer(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   `:1: not a gazetteer of this version; "unigraph gazetteer import" makes one`,
		"name\n":                             `:1: not a gazetteer of this version; "unigraph gazetteer import" makes one`,
		firstLine + headerLine() + "Oulu\n":  ":3: 1 columns, want 17",
		firstLine + headerLine() + "\nx\n":   ":3: 1 columns, want 17",
		firstLine + headerLine() + tabs(16):  ":3: no name",
		firstLine + headerLine() + tabs(200): ":3: 201 columns, want 17",
	} {
		file := filepath.Join(t.TempDir(), "gazetteer.tsv")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(file); err == nil || err.Error() != "gazetteer: "+file+want {
			t.Errorf("Open of %.40q: %v\nwant gazetteer: …%s", text, err, want)
		}
	}
	if _, err := Open("nowhere"); err == nil {
		t.Error("Open of a missing file: no error")
	}
}

func tabs(n int) string { return strings.Repeat("\t", n) + "\n" }

// TestImportOfAnExport: a gazetteer file can itself be imported, and says the same.
func TestImportOfAnExport(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("aZé大 \t\n;,@\"'|#-\u00a0\uFEFF")))
	texts := rapid.SliceOfN(text, 0, 3)
	file := filepath.Join(t.TempDir(), "gazetteer.tsv")
	rapid.Check(t, func(t *rapid.T) {
		r := Record{
			Name: text.Draw(t, "name"), City: text.Draw(t, "city"), Acronyms: texts.Draw(t, "acronyms"), Domains: texts.Draw(t, "domains"),
			Parents: texts.Draw(t, "parents"), Country: rapid.SampledFrom([]string{"", "fi", "CN"}).Draw(t, "country"), ROR: rapid.SampledFrom([]string{"", "https://ror.org/03yj89h83"}).Draw(t, "ror"),
		}
		for _, alias := range texts.Draw(t, "aliases") {
			r.Aliases = append(r.Aliases, Name{alias, rapid.SampledFrom([]string{"", "fi", "deu"}).Draw(t, "language")})
		}
		if r.tidy() != nil {
			return
		}
		var b strings.Builder
		if err := Write(&b, []Record{r}); err != nil {
			t.Fatal(err)
		}
		opened, err := parse(b.String())
		if diff := cmp.Diff([]Record{r}, opened); diff != "" || err != nil {
			t.Fatalf("opened: %v (-want +got):\n%s", err, diff)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		imported, err := Import(func(p *Problem) { t.Error(p) }, file)
		if diff := cmp.Diff([]Record{r}, imported, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Fatalf("imported: %v (-want +got):\n%s", err, diff)
		}
	})
}

func TestSameAs(t *testing.T) {
	want := []string{"https://ror.org/03yj89h83", "https://www.wikidata.org/wiki/Q1241160"}
	if diff := cmp.Diff(want, oulu.SameAs()); diff != "" {
		t.Errorf("SameAs (-want +got):\n%s", diff)
	}
}
