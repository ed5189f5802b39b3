package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var examples = map[string]string{
	"news/oulu.txt": "Oulu and Lund sign\n\nOn 5 May 2020, the University of Oulu and Lund University signed a memorandum of understanding.\n",
	"news/vilnius.html": `<html><head><title>Vilnius signs</title><link rel="canonical" href="https://news.example.org/7"></head><body>
<p>Vilnius University and the University of Oulu signed a cooperation agreement on 12 June 2021 in the old town hall.</p></body></html>`,
	"news/more.jsonl": `{"id":"m-1","title":"Visit","published":"2022-03-02","text":"On 1 March 2022 a delegation of Aarhus University visited Lund University."}` + "\n{broken\n",
	"news/empty.md":   "\n",
}

// workspace is a folder of its own with the examples, and no settings.
func workspace(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, name := range []string{"UNIGRAPH_STORE", "UNIGRAPH_GAZETTEER", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"} {
		t.Setenv(name, "") // so that it is restored
		os.Unsetenv(name)
	}
	for name, content := range examples {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func execute(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = run(context.Background(), args, streams{strings.NewReader(stdin), &out, &err})
	return status, out.String(), err.String()
}

// check compares the exit status, and looks for each of wants in the output.
func check(t *testing.T, what string, status, wantStatus int, output string, wants ...string) {
	t.Helper()
	if status != wantStatus {
		t.Errorf("%s: exit status %d, want %d; output:\n%s", what, status, wantStatus, output)
	}
	for _, want := range wants {
		if !regexp.MustCompile(`(?m)` + want).MatchString(output) {
			t.Errorf("%s: output lacks %q:\n%s", what, want, output)
		}
	}
}

func TestLoadStatsRm(t *testing.T) {
	workspace(t)
	status, out, stderr := execute(t, "", "load", "news")
	check(t, "load", status, statusFailed, out, `^Read 5 articles in `, `^ *3  added$`, `^ *2  failed$`, `^ *2  agreements$`, `^ *1  VISITED$`,
		`^  news/empty.md: empty`, `^  news/more.jsonl:2: malformed JSON at byte 2`)
	if stderr != "" {
		t.Errorf("load: stderr = %q", stderr)
	}
	status, out, _ = execute(t, examples["news/more.jsonl"][:strings.Index(examples["news/more.jsonl"], "{broken")], "load", "news/oulu.txt", "-")
	check(t, "second load", status, statusOK, out, `^ *0  added$`, `^ *2  unchanged$`, `^ *0  failed$`)

	status, out, _ = execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *3  articles$`, `^ *4  universities$`, `^ *2  agreements$`, `^ *1  VISITED$`)

	status, out, stderr = execute(t, "", "rm", "news/oulu.txt", "news/none.txt")
	check(t, "rm", status, statusFailed, out+stderr, `^Removed 1 article\.$`, `^unigraph: no such article: news/none.txt$`)
	status, out, _ = execute(t, "", "stats", "--store", "sqlite:unigraph.db")
	check(t, "stats after rm", status, statusOK, out, `^ *2  articles$`, `^ *1  agreements$`)
}

func TestExportForTheImporter(t *testing.T) {
	workspace(t)
	execute(t, "", "load", "news")
	status, out, stderr := execute(t, "", "export", "--format", "neo4j-admin", "import")
	check(t, "export", status, statusOK, out+stderr, `cd import && neo4j-admin database import full @import.args neo4j$`)
	for file, lines := range map[string]int{"articles.csv": 3, "articles-header.csv": 1, "agreements.csv": 2, "locks.csv": 128} {
		body, err := os.ReadFile(filepath.Join("import", file))
		if n := strings.Count(string(body), "\n"); err != nil || n != lines {
			t.Errorf("%s has %d lines, want %d; %v", file, n, lines, err)
		}
	}
	status, _, stderr = execute(t, "", "export", "--format", "neo4j-admin", "news/oulu.txt")
	check(t, "export to a file", status, statusError, stderr, `\Aunigraph: neo4j: import set: .*news/oulu.txt.*\n\z`)
}

func TestExtract(t *testing.T) {
	workspace(t)
	status, out, stderr := execute(t, "", "extract", "./news/vilnius.html", "news/oulu.txt", "news/empty.md")
	check(t, "extract", status, statusFailed, stderr, `\Anews/empty.md: empty: there is no text in it\n\z`)
	var sources, dates []string
	lines := json.NewDecoder(strings.NewReader(out))
	for lines.More() {
		var a goldArticle
		if err := lines.Decode(&a); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, a.Source)
		for _, agreement := range a.Agreements {
			dates = append(dates, *agreement.Date)
		}
	}
	if diff := cmp.Diff([]string{"https://news.example.org/7", "news/oulu.txt"}, sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2021-06-12", "2020-05-05"}, dates); diff != "" {
		t.Errorf("dates of agreements (-want +got):\n%s", diff)
	}
}

func TestServe(t *testing.T) {
	workspace(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stdout, out := io.Pipe()
	stderr, err := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--load", "news/oulu.txt", "--load", "news/more.jsonl"}, streams{strings.NewReader(""), out, err})
		out.Close()
		err.Close()
	}()
	url := strings.TrimSuffix(await(t, stdout, `http://\S+`), "/playground")
	await(t, stderr, `msg="article failed" error="news/more.jsonl:2: .*`)
	await(t, stderr, `msg=loaded read=3 added=2 .*`)

	const query = `{"query":"{ agreements(first: 5) { totalCount nodes { date parties { ... on University { name } } evidence { quote } } } }"}`
	const want = `{"data":{"agreements":{"totalCount":1,"nodes":[{"date":"2020-05-05","parties":[{"name":"Lund University"},{"name":"University of Oulu"}],` +
		`"evidence":[{"quote":"On 5 May 2020, the University of Oulu and Lund University signed a memorandum of understanding."}]}]}},"extensions":{"cost":{"complexity":100,"limit":20000}}}`
	if got := post(t, url+"/query", query); got != want {
		t.Errorf("answer = %s\nwant     %s", got, want)
	}
	cancel()
	if status := <-ended; status != statusOK {
		t.Errorf("serve: exit status %d after an interrupt, want %d", status, statusOK)
	}
}

// await reads r up to a line that matches, and keeps draining it.
func await(t *testing.T, r io.Reader, pattern string) string {
	t.Helper()
	var seen strings.Builder
	for one := make([]byte, 1); ; {
		if _, err := r.Read(one); err != nil {
			t.Fatalf("no %q in:\n%s", pattern, seen.String())
		}
		seen.Write(one)
		if one[0] == '\n' {
			if found := regexp.MustCompile(pattern).FindString(seen.String()); found != "" {
				return found
			}
		}
	}
}

func post(t *testing.T, url, body string) string {
	t.Helper()
	response, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(bufio.NewReader(response.Body))
	if err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("POST %s: %s, %v", url, response.Status, err)
	}
	return string(answer)
}

func TestWrongUse(t *testing.T) {
	workspace(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, tt := range []struct {
		args   string
		status int
		want   string
	}{
		{"", statusUsage, `expected one of`},
		{"lod x", statusUsage, `unexpected argument lod`},
		{"load", statusUsage, `expected "<path> ..."`},
		{"load --sqlite x", statusUsage, `unknown flag --sqlite`},
		{"load --store unigraph.db x", statusUsage, `want sqlite:FILE, mem:, bolt://HOST or neo4j://HOST`},
		{"watch news", statusUsage, `"news" is no address of a feed`},
		{"watch --interval 0s https://n.example/feed", statusUsage, `--interval: `},
		{"export --format neo4j-admin", statusUsage, `a folder is named with --format neo4j-admin`},
		{"export import", statusUsage, `a folder is named with --format neo4j-admin`},
		{"stats --store sqlite:", statusUsage, `want sqlite:FILE`},
		{"stats --store sqlite:missing/folder/x.db", statusError, `missing/folder`},
		{"load --gazetteer missing x", statusUsage, `--gazetteer: .*missing`},
		{"extract --gazetteer news/oulu.txt x", statusUsage, `news/oulu.txt:1: not a gazetteer`},
		{"serve --store mem: --load news --gazetteer missing", statusUsage, `--gazetteer: .*missing`},
		{"gazetteer", statusUsage, `expected one of`},
		{"gazetteer import missing", statusUsage, `missing: no such file`},
		{"gazetteer import news/oulu.txt", statusUsage, `no column is named`},
		{"gazetteer lookup --country Atlantis x", statusUsage, `"Atlantis" is no country`},
		{"gazetteer match missing", statusUsage, `missing`},
		{"serve --store mem: --addr nonsense", statusUsage, `--addr: `},
		{"serve --store mem: --load missing", statusUsage, `--load: .*missing`},
		{"serve --store mem: --addr " + taken.Addr().String(), statusError, `is in use by another program`},
	} {
		status, out, stderr := execute(t, "", strings.Fields(tt.args)...)
		check(t, tt.args, status, tt.status, stderr, `\Aunigraph: .*`+tt.want+`.*\n\z`)
		if out != "" {
			t.Errorf("%s: stdout = %q", tt.args, out)
		}
	}
}

func TestStoreFromEnvironment(t *testing.T) {
	workspace(t)
	t.Setenv("UNIGRAPH_STORE", "nonsense:")
	status, _, stderr := execute(t, "", "stats")
	check(t, "stats", status, statusUsage, stderr, `store "nonsense"`)
	status, out, _ := execute(t, "", "stats", "--store", "mem:")
	check(t, "stats --store", status, statusOK, out, `0  articles`)
}

func TestHelp(t *testing.T) {
	for _, command := range []string{"", "load", "watch", "work", "extract", "serve", "gazetteer", "gazetteer import", "gazetteer lookup", "gazetteer match", "export", "rm", "stats", "version"} {
		status, out, stderr := execute(t, "", strings.Fields(command+" --help")...)
		check(t, command+" --help", status, statusOK, out, `^Usage: unigraph`)
		if stderr != "" {
			t.Errorf("%s --help: stderr = %q", command, stderr)
		}
	}
	status, out, _ := execute(t, "", "version")
	check(t, "version", status, statusOK, out, `^unigraph .* go1\.`)
}

func TestInterruptedLoad(t *testing.T) {
	workspace(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, stderr bytes.Buffer
	status := run(ctx, []string{"load", "--store", "mem:", "news"}, streams{strings.NewReader(""), &out, &stderr})
	check(t, "load", status, statusError, stderr.String(), `\Aunigraph: .*interrupted.*\n\z`)
}
