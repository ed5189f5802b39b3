package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"unigraph"
	"unigraph/loader"
)

// write makes the files of a test in the working directory of the test.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readAllOf gives the articles of f and its failures as text.
func readAllOf(t *testing.T, f *Files) (articles []unigraph.Article, failures []string) {
	t.Helper()
	for r := range f.Records(context.Background()) {
		a, err := f.Parse(r)
		var failure *loader.Failure
		switch {
		case err == nil:
			articles = append(articles, a)
		case errors.As(err, &failure):
			failures = append(failures, failure.Error())
		default:
			t.Errorf("an error that is no *loader.Failure: %v", err)
		}
	}
	return articles, failures
}

func TestArticleOfAFile(t *testing.T) {
	text := func(title, text string) unigraph.Article { return unigraph.Article{Title: title, Text: text} }
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	han := "北方雪大学校长王小明率团访问南方大学，双方签署了合作备忘录。\n仪式在五月二十日举行。\n"
	cyrillic := "Ректор университета подписал соглашение о сотрудничестве с Северным колледжем 5 мая 2021 года.\n"
	french := "Le président de l'Université de Genève a signé un accord avec l'École d'été de Zürich.\n"
	for name, tt := range map[string]struct {
		content string
		want    unigraph.Article
	}{
		"plain.txt":      {"Two sign\n\nA and B signed.\n", text("Two sign", "Two sign\n\nA and B signed.\n")},
		"upper.TXT":      {"x", text("x", "x")},
		"blank-head.txt": {"\n \t\r\n  Two sign \r\nBody\r\n", text("Two sign", "\n \t\r\n  Two sign \r\nBody\r\n")},
		"bom.txt":        {"\ufeffTwo sign\n", text("Two sign", "Two sign\n")},
		"utf16.txt":      {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(han)), text(han[:strings.Index(han, "\n")], han)},
		"gb18030.txt":    {encode(simplifiedchinese.GB18030.NewEncoder().String(han)), text(han[:strings.Index(han, "\n")], han)},
		"windows1251.txt": {
			encode(charmap.Windows1251.NewEncoder().String(cyrillic)), text(strings.TrimSpace(cyrillic), cyrillic)},
		"latin1.txt":   {encode(charmap.Windows1252.NewEncoder().String(french)), text(strings.TrimSpace(french), french)},
		"heading.md":   {"intro\n\n## Two *sign* ##\n\nBody", text("Two *sign*", "intro\n\n## Two *sign* ##\n\nBody")},
		"no-head.md":   {"\n#hashtag and more\nBody", text("#hashtag and more", "\n#hashtag and more\nBody")},
		"no-extension": {"Two sign\nBody", text("Two sign", "Two sign\nBody")},
		"hidden/.x.md": {"# Seen when named", text("Seen when named", "# Seen when named")},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, map[string]string{name: tt.content})
			tt.want.ID = unigraph.ArticleID(name)
			got, failures := readAllOf(t, &Files{Paths: []string{"./" + name}})
			if diff := cmp.Diff([]unigraph.Article{tt.want}, got); diff != "" || failures != nil {
				t.Errorf("articles (-want +got):\n%s\nfailures: %q", diff, failures)
			}
		})
	}
}

func TestFailureOfAFile(t *testing.T) {
	for name, tt := range map[string]struct{ content, want string }{
		"empty.txt":      {"", "empty.txt: empty: there is no text in it"},
		"blank.md":       {" \n\t\n", "blank.md: empty: there is no text in it"},
		"empty.html":     {"", "empty.html: empty: there is no text in it"},
		"blank.html":     {"<html><head><title>A title</title></head><body><img src=x></body></html>", "blank.html: empty: there is no text in it"},
		"empty.jsonl":    {"", "empty.jsonl: empty: there is no text in it"},
		"binary.txt":     {"first\nsec\x00ond", "binary.txt:2: binary, not text"},
		"binary.html":    {"<p>a\x00b\xff", "binary.html:1: binary, not text"},
		"broken.txt":     {"Genève\nZürich\nLund\xff\n", "broken.txt:3: broken encoding: neither UTF-8 nor any other that is known"},
		"broken2.txt":    {"University of Oulu \x81\x8d signed", "broken2.txt:1: broken encoding: neither UTF-8 nor any other that is known"},
		"broken3.txt":    {"\xff\xfea\x00\x00\xd8", "broken3.txt:1: broken encoding: not what its byte order mark says"},
		"large.txt":      {strings.Repeat("x", 2<<20), "large.txt: larger than 1 MiB, the most an article may have"},
		"other.docx":     {"x", "other.docx: unknown kind of file: want " + Extensions},
		"deep.html":      {strings.Repeat("<div>", 600) + "x", "deep.html: unreadable HTML: html: open stack of elements exceeds 512 nodes"},
		"dir/other.docx": {"x", ""},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, map[string]string{name: tt.content})
			path := name
			if tt.want == "" {
				path, tt.want = filepath.Dir(name), "dir: no article in this folder: want "+Extensions
			}
			articles, failures := readAllOf(t, &Files{Paths: []string{path}, MaxRecord: 1 << 20})
			if len(articles) != 0 || len(failures) != 1 || failures[0] != tt.want {
				t.Errorf("failures = %q, want %q; articles = %v", failures, tt.want, articles)
			}
		})
	}
}

func TestNothingElseIsLost(t *testing.T) {
	write(t, map[string]string{
		"in/b.txt": "B", "in/a.txt": "A", "in/sub/c.md": "# C", "in/.hidden.txt": "no", "in/.git/d.txt": "no",
		"in/picture.png": "no", "in/bad.txt": "\x00", "in/z.jsonl": "{\"text\":\"Z\"}\n{\n", "alone.txt": "alone", "secret.txt": "secret",
	})
	for link, to := range map[string]string{"in/link.txt": "a.txt", "in/out.txt": "../secret.txt", "in/lost.txt": "none.txt", "in/up": ".."} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	f := &Files{Paths: []string{"in/", "missing.txt", "./alone.txt"}}
	var got []string
	for r := range f.Records(context.Background()) {
		if a, err := f.Parse(r); err != nil {
			got = append(got, "! "+err.Error())
		} else {
			got = append(got, string(a.ID)+" = "+a.Title+"|"+a.Text)
		}
	}
	want := []string{
		"in/a.txt = A|A", "in/b.txt = B|B", "! in/bad.txt:1: binary, not text", "in/link.txt = A|A",
		"! in/lost.txt: no such file or directory", "! in/out.txt: path escapes from parent",
		"in/sub/c.md = C|# C", "content:bbeebd879e1dff6918546dc0c179fdde = |Z", "! in/z.jsonl:2: malformed JSON: it ends in the middle",
		"! missing.txt: no such file or directory", "alone.txt = alone|alone",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
}

func TestJSONLines(t *testing.T) {
	write(t, map[string]string{"in.jsonl": "\ufeff" + strings.Join([]string{
		`{"id":"a-1","url":"https://n.example/1","title":" T ","published":"2021-05-26T08:00:00+03:00","text":"One.","more":[1]}`,
		`{"url":"https://n.example/2","text":"Two.\nLines.","published":"26 May 2021"}`,
		``,
		`{"id":17,"text":"Three","published":2018,"title":null}`,
		`{"text":"Four","published":"soon"}` + "\r",
		`{"text":"` + strings.Repeat("x", 1<<20) + `"}`,
		`{"text":"bro` + "\xff" + `ken"}`,
		`{"text":["a"]}`,
		`["text"]`,
		`{"id":true,"text":"x"}`,
		`{"title":"no text"}`,
		`{"text":"nul \u0000"}`,
		`{"text":"x"} {"text":"y"}`,
		`{"text":"last, without a line break"}`,
	}, "\n")})
	articles, failures := readAllOf(t, &Files{Paths: []string{"in.jsonl"}, MaxRecord: 1 << 20})
	want := []unigraph.Article{
		{ID: "a-1", URL: "https://n.example/1", Title: "T", Published: "2021-05-26", Text: "One."},
		{ID: "https://n.example/2", URL: "https://n.example/2", Published: "2021-05-26", Text: "Two.\nLines."},
		{ID: "17", Published: "2018", Text: "Three"},
		{ID: "content:12f5aedc5d39035cfd80b4569a521de7", Text: "Four"},
		{ID: "content:2d711642b726b04401627ca9fbac32f5", Text: "x"},
		{ID: "content:0f18af61b451628f723af26e75b1d484", Text: "last, without a line break"},
	}
	if diff := cmp.Diff(want, articles); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	wantFailures := []string{
		`in.jsonl:6: larger than 1 MiB, the most an article may have`,
		`in.jsonl:7: broken encoding: JSON must be UTF-8`,
		`in.jsonl:8: "text" is no string`,
		`in.jsonl:9: malformed record: array, want a JSON object`,
		`in.jsonl:11: no field looks like a text: say --map text=FIELD, one of ["title"]`,
		`in.jsonl:12: binary, not text`,
		`in.jsonl:13: malformed JSON at byte 14: more after the end of the object`,
	}
	if diff := cmp.Diff(wantFailures, failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
}

// TestUnknownFields reads JSON whose fields have names that nobody knows.
func TestUnknownFields(t *testing.T) {
	object := func(n int) string {
		return fmt.Sprintf(`{"Nr": %d, "Überschrift": "News %d", "Inhalt": {"Volltext": %q, "Bild": "https://n.example/logo.PNG?w=1"},
			"Fundstelle": "https://n.example/%d", "Tag": "26.05.2021", "Schlagworte": ["a"]}`, n, n, textOf(n), n)
	}
	line := `{"Volltext": "` + textOf(3) + `", "Datum": "2021-05-26", "Stand": "2021-05-27", "A": "https://n.example/3", "B": "https://n.example/4"}`
	write(t, map[string]string{
		"array.json": "[" + object(1) + ",\n" + object(2) + "]",
		"two.jsonl":  line + "\n",
		"none.jsonl": `{"a": 1, "b": "short", "c": "2021-05-26"}` + "\n" + `{}` + "\n" +
			`{"Volltext": "", "Titel": "short"}` + "\n" + `{"copyright": "` + textOf(1) + `", "artikel": [{"a": 1}]}` + "\n",
	})
	checkFile(t, &Files{Paths: []string{"array.json"}}, articlesOf(1, 2))
	articles, failures := readAllOf(t, &Files{Paths: []string{"two.jsonl"}})
	if len(failures) > 0 || len(articles) != 1 || articles[0].Text != textOf(3) || articles[0].URL != "" || articles[0].Published != "" {
		t.Errorf("of two addresses and dates none is sure: %+v, %q", articles, failures)
	}
	checkFile(t, &Files{Paths: []string{"none.jsonl"}}, nil,
		`none.jsonl:1: no field looks like a text: say --map text=FIELD, one of ["a" "b" "c"]`,
		"none.jsonl:2: no field looks like a text: say --map text=FIELD",
		`none.jsonl:3: no field looks like a text: say --map text=FIELD, one of ["Titel" "Volltext"]`,
		`none.jsonl:4: no field looks like a text: say --map text=FIELD, one of ["copyright"]`)
}

func TestStdin(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []unigraph.Article
	}{
		{" \n{\"id\":\"a\",\"text\":\"A\"}\n{\"text\":\"B\"}\n", []unigraph.Article{{ID: "a", Text: "A"}, {ID: "content:df7e70e5021544f4834bbee64a9e3789", Text: "B"}}},
		{"Two sign\nA and B.", []unigraph.Article{{ID: "content:70a96402f79e7884be68159d2493fd02", Title: "Two sign", Text: "Two sign\nA and B."}}},
	} {
		got, failures := readAllOf(t, &Files{Paths: []string{Stdin}, Stdin: strings.NewReader(tt.in)})
		if diff := cmp.Diff(tt.want, got); diff != "" || failures != nil {
			t.Errorf("articles of %q (-want +got):\n%s\nfailures: %q", tt.in, diff, failures)
		}
	}
	_, failures := readAllOf(t, &Files{Paths: []string{Stdin}, Stdin: strings.NewReader("")})
	if diff := cmp.Diff([]string{"standard input: empty: there is no text in it"}, failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
}

func TestArticlesStops(t *testing.T) {
	write(t, map[string]string{"in/a.txt": "A", "in/b.txt": "B", "in/c.jsonl": "{\"text\":\"C\"}\n{\"text\":\"D\"}\n"})
	f := &Files{Paths: []string{"in", "in"}}
	for stop := 1; stop <= 7; stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		seen := 0
		for range f.Records(ctx) {
			if seen++; seen == stop && stop%2 == 0 {
				cancel()
			} else if seen == stop {
				break
			}
		}
		cancel()
		if seen != stop {
			t.Errorf("stopped after %d articles, went on to %d", stop, seen)
		}
	}
}

func TestSize(t *testing.T) {
	write(t, map[string]string{"in/a.txt": "A", "in/b.html": "BB", "in/c.png": "CCC", "more.jsonl": "{}"})
	for _, tt := range []struct {
		paths string
		limit int
		want  string
	}{
		{"in", 10, "3 true"}, {"in in/a.txt", 10, "4 true"}, {"in", 1, "0 false"}, {"in more.jsonl", 10, "5 true"},
		{"in/* more.jsonl", 10, "8 true"}, {"-", 10, "0 false"}, {"https://n.example/feed", 10, "0 false"}, {"missing", 10, "0 false"},
	} {
		n, known := (&Files{Paths: strings.Fields(tt.paths)}).Size(tt.limit)
		if got := fmt.Sprint(n, known); got != tt.want {
			t.Errorf("Size of %s up to %d = %s, want %s", tt.paths, tt.limit, got, tt.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]unigraph.Date{
		"2018": "2018", "2018-11": "2018-11", "2018-11-20": "2018-11-20", " 2018-11-20 ": "2018-11-20",
		"2018-11-20T23:00:00-05:00": "2018-11-20", "Tue, 20 Nov 2018 08:00:00 GMT": "2018-11-20", "November 20, 2018": "2018-11-20",
		"28.09.2018": "2018-09-28", "9.8.2018": "2018-08-09", "2018年11月20日": "2018-11-20", "1542672000": "2018-11-20",
		"": "", "soon": "", "5/6/2018": "", "2018-02-31": "", "May 5": "",
	} {
		if got := parseDate(s); got != want {
			t.Errorf("parseDate(%q) = %q, want %q", s, got, want)
		}
	}
}
