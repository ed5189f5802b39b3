package server_test

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"unigraph"
	"unigraph/graph"
	"unigraph/server"
	"unigraph/store/mem"
	"unigraph/store/sqlite"
)

// serve starts the API on a store with what is round it, and gives how often
// the API was asked, and the address.
func serve(t *testing.T, store unigraph.Reader, change func(*server.Config)) (asked *atomic.Int64, url string) {
	t.Helper()
	asked = new(atomic.Int64)
	_, url = serveAPI(t, store, graph.Config{Limits: graph.DefaultLimits()}, asked, change)
	return asked, url
}

// serveAPI is serve of an API that behaves as is said.
func serveAPI(t *testing.T, store unigraph.Reader, behave graph.Config, asked *atomic.Int64, change func(*server.Config)) (handler *server.Server, url string) {
	t.Helper()
	behave.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	api := graph.NewHandler(store, behave)
	counted := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		api.ServeHTTP(w, r)
	})
	c := server.Config{Log: behave.Log, Lost: unigraph.ErrUnavailable, Clients: 100, Cache: 1 << 20, Stream: graph.Streamed}
	if change != nil {
		change(&c)
	}
	handler, err := server.New(counted, store, c)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(func() { handler.EndStreams(); s.Close(); handler.Close() })
	return handler, s.URL
}

// send sends a request with headers, each "Name: value".
func send(t *testing.T, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(answer)
}

const isJSON = "Content-Type: application/json"

// load stores one article that names one university.
func load(t *testing.T, store unigraph.Writer, id unigraph.ArticleID, name string) {
	t.Helper()
	b := unigraph.Batch{
		Article:  unigraph.Article{ID: id},
		Entities: []unigraph.Entity{{ID: unigraph.NewEntityID(unigraph.University, name), Name: name}},
	}
	b.Normalize()
	if _, err := store.Upsert(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func TestHealth(t *testing.T) {
	store := mem.Open()
	_, url := serve(t, store, nil)
	check := func(path string, want int) {
		t.Helper()
		if response, body := send(t, http.MethodGet, url+path, ""); response.StatusCode != want {
			t.Errorf("%s: status %d, want %d: %s", path, response.StatusCode, want, body)
		}
	}
	check("/healthz", http.StatusOK)
	check("/readyz", http.StatusOK)
	check("/playground", http.StatusOK)
	check("/nothing", http.StatusNotFound)
	store.Close()
	check("/healthz", http.StatusOK)
	check("/readyz", http.StatusServiceUnavailable)
	if _, body := send(t, http.MethodGet, url+"/readyz", ""); body != "the store is unavailable\n" {
		t.Errorf("it says why not: %q", body)
	}
}

// A long list goes to the client as it comes, and is not kept.
func TestLongListIsNotKept(t *testing.T) {
	store := mem.Open()
	for i := range 150 {
		load(t, store, unigraph.ArticleID(fmt.Sprint("a", i)), fmt.Sprint("University ", i))
	}
	asked, url := serve(t, store, nil)
	for query, kept := range map[string]bool{"{universities{nodes{name}}}": false, "{universities(first:90){nodes{name}}}": true} {
		asked.Store(0)
		for range 2 {
			response, body := send(t, http.MethodGet, url+"/query?query="+query, "", "Accept: text/csv")
			if lines := strings.Count(body, "\n"); kept && lines != 91 || !kept && lines != 151 {
				t.Errorf("%s: %d lines: %s", query, lines, body)
			}
			if response.StatusCode != http.StatusOK || (response.Header.Get("ETag") != "") != kept {
				t.Errorf("%s: status %d, ETag %q", query, response.StatusCode, response.Header.Get("ETag"))
			}
		}
		if n := asked.Load(); kept && n != 1 || !kept && n != 2 {
			t.Errorf("%s: asked %d times", query, n)
		}
	}
}

const countArticles = "/query?query={stats{articles}}"

// What is kept is what the store says, also when another process has written.
func TestAnswersAreKeptUntilAWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "unigraph.db")
	open := func() unigraph.Store {
		store, err := sqlite.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		return store
	}
	store, other := open(), open()
	asked, url := serve(t, store, nil)
	body := `{"query":"{ stats { articles } }"}`
	for i, step := range []struct {
		writer unigraph.Writer
		asked  int64 // of the API, so far
	}{{nil, 1}, {nil, 1}, {store, 2}, {other, 3}, {nil, 3}, {other, 4}} {
		if step.writer != nil {
			load(t, step.writer, unigraph.ArticleID(fmt.Sprint("a", i)), "Oulu")
		}
		stats, err := store.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, answer := send(t, http.MethodPost, url+"/query", body, isJSON)
		if want := fmt.Sprintf(`{"stats":{"articles":%d}}`, stats.Articles); !strings.Contains(answer, want) {
			t.Errorf("step %d: %s, want %s", i, answer, want)
		}
		if asked.Load() != step.asked {
			t.Errorf("step %d: the API was asked %d times, want %d", i, asked.Load(), step.asked)
		}
	}
}

// What tells two questions apart, and what is not kept.
func TestWhichAnswersAreKept(t *testing.T) {
	for name, test := range map[string]struct {
		cache           int64
		method, one     string
		body, otherBody string
		headers         []string
		want            int64 // how often three requests ask the API
	}{
		"the same":     {1 << 20, "POST", "/query", `{"query":"{__typename}"}`, `{"query":"{__typename}"}`, nil, 1},
		"another":      {1 << 20, "POST", "/query", `{"query":"{__typename}"}`, `{"query":"{a:__typename}"}`, nil, 2},
		"off":          {0, "POST", "/query", `{"query":"{__typename}"}`, `{"query":"{__typename}"}`, nil, 3},
		"too large":    {1 << 10, "POST", "/query", `{"query":"{__typename}"}`, `{"query":"{__typename}"}`, nil, 3},
		"errors":       {1 << 20, "POST", "/query", `{"query":"{nothing}"}`, `{"query":"{nothing}"}`, nil, 3},
		"no question":  {1 << 20, "POST", "/query", `{}`, `{}`, nil, 3},
		"long":         {1 << 20, "POST", "/query", `{"query":"{__typename}` + strings.Repeat(" ", 70_000) + `"}`, `{"query":"{__typename}"}`, nil, 3},
		"by GET":       {1 << 20, "GET", "/query?query={__typename}", "", "", nil, 1},
		"another form": {1 << 20, "GET", "/query?query={universities{nodes{name}}}", "", "", []string{"Accept: text/csv"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			asked, url := serve(t, mem.Open(), func(c *server.Config) { c.Cache = test.cache })
			for _, body := range []string{test.body, test.body, test.otherBody} {
				send(t, test.method, url+test.one, body, append(test.headers, isJSON)...)
			}
			if got := asked.Load(); got != test.want {
				t.Errorf("the API was asked %d times, want %d", got, test.want)
			}
		})
	}
}

// Asked again by tag, the server answers 304 until a write.
func TestTags(t *testing.T) {
	store := mem.Open()
	_, url := serve(t, store, func(c *server.Config) { c.Cache = 0 })
	first, _ := send(t, http.MethodGet, url+countArticles, "")
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("headers %v", first.Header)
	}
	again, body := send(t, http.MethodGet, url+countArticles, "", `If-None-Match: "x", `+tag)
	if again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("asked again: %s %s", again.Status, body)
	}
	if other, _ := send(t, http.MethodGet, url+countArticles, "", "Accept: application/graphql-response+json", "If-None-Match: "+tag); other.StatusCode != http.StatusOK {
		t.Errorf("asked for another form: %s", other.Status)
	}
	load(t, store, "a", "Oulu")
	changed, body := send(t, http.MethodGet, url+countArticles, "", "If-None-Match: "+tag)
	if changed.StatusCode != http.StatusOK || changed.Header.Get("ETag") == tag || !strings.Contains(body, `"articles":1`) {
		t.Errorf("after a write: %s %s %s", changed.Status, changed.Header.Get("ETag"), body)
	}
	if wrong, _ := send(t, http.MethodGet, url+"/query?query={nothing}", ""); wrong.Header.Get("ETag") != "" || wrong.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("an error is to be kept: %v", wrong.Header)
	}
}

func TestCompression(t *testing.T) {
	store := mem.Open()
	for i := range 100 {
		load(t, store, unigraph.ArticleID(fmt.Sprint(i)), fmt.Sprint("Universitas ", i))
	}
	_, base := serve(t, store, nil)
	address := base + "/query?query=" + url.QueryEscape("{ universities(first: 100) { nodes { id name } } }")
	_, plain := send(t, http.MethodGet, address, "", "Accept-Encoding: identity")
	for range 2 { // computed, and kept
		response, packed := send(t, http.MethodGet, address, "", "Accept-Encoding: gzip")
		if response.Header.Get("Content-Encoding") != "gzip" || len(packed) > len(plain)/2 {
			t.Fatalf("%d bytes of %d, %v", len(packed), len(plain), response.Header)
		}
		unpacked, err := gzip.NewReader(strings.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(unpacked); err != nil || string(got) != plain {
			t.Errorf("%v: %s, want %s", err, got, plain)
		}
	}
}

func TestOrigins(t *testing.T) {
	const page = "https://map.example"
	for name, test := range map[string]struct {
		allowed []string
		want    string
	}{
		"none":    {nil, ""},
		"this":    {[]string{"https://other.example", page}, page},
		"another": {[]string{"https://other.example"}, ""},
		"all":     {[]string{"*"}, "*"},
	} {
		_, url := serve(t, mem.Open(), func(c *server.Config) { c.Origins = test.allowed })
		before, _ := send(t, http.MethodOptions, url+"/query", "", "Origin: "+page,
			"Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type")
		asked, _ := send(t, http.MethodPost, url+"/query", `{"query":"{__typename}"}`, "Origin: "+page, isJSON)
		for _, r := range []*http.Response{before, asked} {
			if got := r.Header.Get("Access-Control-Allow-Origin"); got != test.want {
				t.Errorf("%s: allowed %q, want %q", name, got, test.want)
			}
			if r.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: cookies are asked for", name)
			}
		}
	}
}

func TestPersistedQueries(t *testing.T) {
	_, base := serve(t, mem.Open(), nil)
	const query = "{ stats { articles } }"
	persisted := func(hash any, version int) string {
		return fmt.Sprintf(`"extensions":{"persistedQuery":{"version":%d,"sha256Hash":"%v"}}`, version, hash)
	}
	hash := fmt.Sprintf("%x", sha256.Sum256([]byte(query)))
	for i, step := range []struct{ body, want string }{
		{`{` + persisted(hash, 1) + `}`, `"code":"PERSISTED_QUERY_NOT_FOUND"`},
		{`{"query":"{ __typename }",` + persisted(hash, 1) + `}`, `"code":"BAD_REQUEST"`},
		{`{` + persisted(hash, 2) + `}`, `"code":"BAD_REQUEST"`},
		{`{"extensions":{"persistedQuery":[]}}`, `"code":"BAD_REQUEST"`},
		{`{"query":"` + query + `",` + persisted(hash, 1) + `}`, `{"data":{"stats":{"articles":0}}`},
		{`{` + persisted(hash, 1) + `}`, `{"data":{"stats":{"articles":0}}`},
	} {
		response, answer := send(t, http.MethodPost, base+"/query", step.body, isJSON)
		if response.StatusCode != http.StatusOK || !strings.Contains(answer, step.want) {
			t.Errorf("step %d: %s %s, want %s", i, response.Status, answer, step.want)
		}
	}
	address := base + "/query?extensions=" + url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hash+`"}}`)
	if _, answer := send(t, http.MethodGet, address, ""); !strings.Contains(answer, `"articles":0`) {
		t.Errorf("by GET: %s", answer)
	}
}

// Of many who ask for the version at once each gets one from after he asked.
func TestVersionIsNeverOld(t *testing.T) {
	store := mem.Open()
	_, url := serve(t, store, nil)
	done := make(chan error, 8)
	for i := range cap(done) {
		go func() { done <- writeAndAsk(t.Context(), store, url, fmt.Sprint("writer", i)) }()
	}
	for range cap(done) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// writeAndAsk asks for each article just written.
func writeAndAsk(ctx context.Context, store unigraph.Writer, base, who string) error {
	for i := range 20 {
		id := unigraph.ArticleID(fmt.Sprint(who, "-", i))
		b := unigraph.Batch{Article: unigraph.Article{ID: id}}
		if _, err := store.Upsert(ctx, b); err != nil {
			return err
		}
		for _, query := range []string{"{stats{articles}}", `{article(id:"` + string(id) + `"){id}}`} {
			response, err := http.Get(base + "/query?query=" + url.QueryEscape(query))
			if err != nil {
				return err
			}
			answer, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil || strings.Contains(string(answer), "null") || strings.Contains(string(answer), `"articles":0`) {
				return fmt.Errorf("after %s was written: %s %v", id, answer, err)
			}
		}
	}
	return nil
}
