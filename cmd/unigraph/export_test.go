package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"unigraph/loader"
)

// signing is a sentence with one agreement of its own.
func signing(n int) string {
	return fmt.Sprintf("On %d May 2020, the University of Oulu and Lund University signed a memorandum of understanding on forestry.", n)
}

func writeTestFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestExportsOfNewUsers loads what somebody may have at hand, with one command
// each.
func TestExportsOfNewUsers(t *testing.T) {
	workspace(t)
	page := func(n int) string {
		return "<html><head><title>Signed</title></head><body><article><p>" + signing(n) + "</p></article></body></html>"
	}
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>News</title><item><title>One</title><link>https://n.example/f1</link><description>%s</description></item>
<item><title>Two</title><link>https://n.example/f2</link><description>%s</description></item></channel></rss>`, signing(1), signing(2))
	}))
	defer feed.Close()

	var crawl bytes.Buffer
	for n := range 2 {
		answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(n+1)
		member := gzip.NewWriter(&crawl)
		fmt.Fprintf(member, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://n.example/c%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, len(answer), answer)
		if err := member.Close(); err != nil {
			t.Fatal(err)
		}
	}
	writeTestFile(t, "CC-NEWS.warc.gz", crawl.String())
	writeTestFile(t, "odd.csv", "lfd. Nr.;Überschrift der Meldung;Der ganze Text;Stand;Quelle\n1;Eins gezeichnet;\""+signing(1)+"\";02.05.2020;https://n.example/o1\n2;Zwei gezeichnet;\""+signing(2)+"\";03.05.2020;https://n.example/o2\n")
	var site bytes.Buffer
	pages := zip.NewWriter(&site)
	for n := range 2 {
		f, err := pages.Create(fmt.Sprintf("site/%d.html", n))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, page(n+1))
	}
	if err := pages.Close(); err != nil {
		t.Fatal(err)
	}
	writeTestFile(t, "site.zip", site.String())

	for i, args := range [][]string{{"CC-NEWS.warc.gz"}, {"--allow-private", feed.URL}, {"odd.csv"}, {"site.zip"}} {
		db := fmt.Sprintf("sqlite:%d.db", i)
		status, out, stderr := execute(t, "", append([]string{"load", "--store", db}, args...)...)
		check(t, "load "+args[len(args)-1], status, statusOK, out+stderr, `^ *2  added$`, `^ *0  failed$`)
		status, out, _ = execute(t, "", "stats", "--store", db)
		check(t, "stats after "+args[len(args)-1], status, statusOK, out, `^ *2  articles$`, `^ *2  agreements$`)
	}
	status, out, stderr := execute(t, "", "load", feed.URL)
	check(t, "load of a private address", status, statusFailed, out+stderr, `leads into a private network: allow that with --allow-private`)
}

func TestRejectsLoadAgain(t *testing.T) {
	workspace(t)
	writeTestFile(t, "export.jsonl", `{"id":"1","text":"`+signing(1)+"\"}\n"+`{"id":"2","text":"`+signing(2)+"\"\n"+`{"id":"3","headline":"Empty"}`+"\n")
	status, out, _ := execute(t, "", "load", "export.jsonl", "news/empty.md", "--rejects", "rejects.jsonl", "--report", "report.json")
	check(t, "load", status, statusFailed, out, `^ *1  added$`, `^ *3  failed$`)
	var report struct {
		Read, Added, Failed int
		Failures            []loader.RejectReason
	}
	body, err := os.ReadFile("report.json")
	if err != nil || json.Unmarshal(body, &report) != nil || report.Read != 4 || report.Added != 1 || report.Failed != 3 || len(report.Failures) != 3 {
		t.Errorf("report.json: %v\n%s", err, body)
	}

	status, out, _ = execute(t, "", "load", "rejects.jsonl", "--rejects", "rejects.jsonl")
	check(t, "load of rejects as they are", status, statusFailed, out, `^ *0  added$`, `^ *3  failed$`, `export.jsonl:2: malformed JSON`)

	rejects, err := os.ReadFile("rejects.jsonl")
	if err != nil || bytes.Count(rejects, []byte("\n")) != 3 {
		t.Fatalf("rejects.jsonl: %v\n%s", err, rejects)
	}
	mended := strings.Replace(string(rejects), `forestry.\"`, `forestry.\"}`, 1)
	mended = strings.Replace(mended, `"raw":"{\"id\":\"3\"`, `"text":"`+signing(3)+`","raw":"{\"id\":\"3\"`, 1)
	writeTestFile(t, "rejects.jsonl", mended)
	status, out, _ = execute(t, "", "load", "rejects.jsonl", "--rejects", "rest.jsonl")
	check(t, "load of mended rejects", status, statusFailed, out, `^ *2  added$`, `^ *1  failed$`, `news/empty.md: empty`)
	status, out, _ = execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *3  articles$`, `^ *3  agreements$`)
}

func TestPrune(t *testing.T) {
	workspace(t)
	writeTestFile(t, "export.jsonl", `{"id":"1","text":"`+signing(1)+"\"}\n"+`{"id":"2","text":"`+signing(2)+"\"}\n")
	execute(t, "", "load", "export.jsonl", "news/oulu.txt")
	writeTestFile(t, "export.jsonl", `{"id":"2","text":"`+signing(2)+"\"}\n")
	status, out, _ := execute(t, "", "load", "export.jsonl")
	check(t, "load without prune", status, statusOK, out, `^ *1  unchanged$`)
	status, out, _ = execute(t, "", "load", "./export.jsonl", "--prune")
	check(t, "load with prune", status, statusOK, out, `^ *1  removed$`)
	status, out, _ = execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *2  articles$`)
}

func TestDryRun(t *testing.T) {
	workspace(t)
	line := func(n int) string { return fmt.Sprintf(`{"id":"%d","text":"%s"}`, n, signing(n)) + "\n" }
	writeTestFile(t, "export.jsonl", line(1)+line(2)+line(3))
	execute(t, "", "load", "export.jsonl")
	writeTestFile(t, "export.jsonl", line(2)+`{"id":"3","text":"`+signing(4)+"\"}\n"+`{"id":"5","text":"`+signing(2)+"\"}\n")
	for range 2 {
		status, out, stderr := execute(t, "", "load", "export.jsonl", "--prune", "--dry-run")
		check(t, "load --dry-run", status, statusOK, out+stderr, `(?s)^Read 3 .*^ *1  added\n *1  changed\n *1  unchanged\n *1  removed\n.*`+
			`^Nothing was written\. .*\n *1  added\n *3  changed\n *2  removed\n`) // two of the changed say where the universities are
	}
	status, out, _ := execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *3  articles$`, `^ *3  agreements$`)
}

func TestMappingIsChecked(t *testing.T) {
	workspace(t)
	status, _, stderr := execute(t, "", "load", "news", "--map", "headline=x")
	check(t, "load", status, statusUsage, stderr, `--map: invalid: an article has no "headline": want one of id, published, text, title, url`)
}
