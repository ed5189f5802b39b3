package source

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"unigraph"
)

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

const twoItems = `<rss version="2.0"><channel><item><title>A</title><link>https://n.example/1</link><description>One signed.</description></item></channel></rss>`

func TestFetch(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			_, _ = w.Write([]byte(twoItems))
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte("<title>Signed</title><p>Two universities signed an agreement.</p>"))
		case "/export.jsonl.gz":
			w.Header().Set("Content-Type", "application/octet-stream")
			_, _ = w.Write([]byte(gzipOf(t, jsonOf(1)+"\n")))
		case "/cut.jsonl":
			w.Header().Set("Content-Length", "10000")
			_, _ = w.Write([]byte(jsonOf(1) + "\n"))
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	})
	get := func(path string) *Files { return &Files{Paths: []string{address + path}, AllowPrivate: true} }
	checkFile(t, get("/feed"), articlesTitled("https://n.example/1", "A", "A\nOne signed."))
	checkFile(t, get("/page"), articlesTitled(unigraph.ArticleID(address+"/page"), "Signed", "Signed\nTwo universities signed an agreement."))
	checkFile(t, get("/export.jsonl.gz"), articlesOf(1))
	checkFile(t, get("/cut.jsonl"), articlesOf(1), address+"/cut.jsonl:2: the file ends in the middle: it was cut")
	checkFile(t, get("/none"), nil, address+"/none: the server answers 404 Not Found")
	checkFile(t, get("/loop"), nil, address+"/loop: more than 5 redirects")
	checkFile(t, &Files{Paths: []string{strings.Replace(address, "//", "//user:secret@", 1) + "/none"}, AllowPrivate: true}, nil, address+"/none: the server answers 404 Not Found")
	checkFile(t, &Files{Paths: []string{address + "/feed"}}, nil, address+"/feed: dial tcp "+strings.TrimPrefix(address, "http://")+": "+errPrivate.Error())
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true,
		"127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false, "172.16.0.1": false, "169.254.169.254": false, "0.0.0.0": false,
		"100.64.0.1": false, "::1": false, "fe80::1": false, "fc00::1": false, "::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "224.0.0.1": false,
		"255.255.255.255": false, "::": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("public(%s) = %v, want %v", address, got, want)
		}
	}
}

// TestConditionalGetOfAnyFeed wants an answer to be kept that is a feed by its
// look, and one that goes on behind the articles.
func TestConditionalGetOfAnyFeed(t *testing.T) {
	for name, answer := range map[string]struct{ declared, body string }{
		"RSS said to be text": {"text/plain", twoItems},
		"JSON with a tail":    {"application/json", `{"articles": [{"url": "https://n.example/1", "title": "A", "text": "A\nOne signed."}], "pad": "` + strings.Repeat("x", 1<<20) + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			sent := 0
			address := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("If-None-Match") == `"1"` {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				sent++
				w.Header().Set("ETag", `"1"`)
				w.Header().Set("Content-Type", answer.declared)
				_, _ = w.Write([]byte(answer.body))
			})
			f := &Files{Paths: []string{address}, AllowPrivate: true, Cache: t.TempDir()}
			for range 2 {
				checkFile(t, f, articlesTitled("https://n.example/1", "A", "A\nOne signed."))
			}
			if sent != 1 {
				t.Errorf("it was sent %d times, want once", sent)
			}
		})
	}
}

// TestConditionalGet wants a feed that has not changed not to be sent again,
// and its articles to be there all the same.
func TestConditionalGet(t *testing.T) {
	tag, sent := `"1"`, 0
	body := twoItems
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = w.Write([]byte(body))
	})
	f := &Files{Paths: []string{address}, AllowPrivate: true, Cache: t.TempDir()}
	for range 3 {
		checkFile(t, f, articlesTitled("https://n.example/1", "A", "A\nOne signed."))
	}
	if sent != 1 {
		t.Errorf("the feed was sent %d times, want once", sent)
	}
	tag, body = `"2"`, strings.Replace(twoItems, "One", "Two", 1)
	for range 2 {
		checkFile(t, f, articlesTitled("https://n.example/1", "A", "A\nTwo signed."))
	}
	if sent != 2 {
		t.Errorf("the changed feed was sent %d times, want once", sent-1)
	}
}
