package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"unigraph"
	"unigraph/graph"
	"unigraph/internal/neo4jtest"
	"unigraph/store/mem"
	"unigraph/store/neo4j"
	"unigraph/store/sqlite"
)

var update = flag.Bool("update", false, "rewrite want.json in testdata/queries")

func TestQueriesOnMem(t *testing.T) {
	testQueries(t, func(*testing.T) unigraph.Store { return mem.Open() })
}

func TestQueriesOnSQLite(t *testing.T) {
	testQueries(t, func(t *testing.T) unigraph.Store {
		store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "unigraph.db"))
		if err != nil {
			t.Fatal(err)
		}
		return store
	})
}

func TestQueriesOnNeo4j(t *testing.T) {
	server := neo4jtest.Open(t)
	testQueries(t, func(t *testing.T) unigraph.Store {
		store, err := neo4j.Open(t.Context(), server.URL, neo4j.Options{Username: server.Username, Password: server.Password})
		if err != nil {
			t.Fatal(err)
		}
		return store
	})
}

// testQueries sends every recorded query over HTTP to a server on the store that
// open gives; all engines must answer what is recorded.
func testQueries(t *testing.T, open func(t *testing.T) unigraph.Store) {
	store := open(t)
	t.Cleanup(func() { store.Close() })
	fill(t, store)
	server := serve(t, store)
	files, err := filepath.Glob("../testdata/queries/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no queries: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { testQuery(t, server, file) })
	}
}

func testQuery(t *testing.T, server *httptest.Server, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.Files {
		parts[f.Name] = string(f.Data)
	}
	got := pretty(t, ask(t, server, parts["query.graphql"], parts["vars.json"]))
	if *update {
		record(t, file, archive, got)
	} else if diff := cmp.Diff(parts["want.json"], string(got)); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

// pretty lays out an answer for a person, with its errors in one order: fields
// are resolved at the same time, and so fail in any.
func pretty(t *testing.T, answer string) []byte {
	var parts struct {
		Errors []json.RawMessage `json:"errors,omitempty"`
		Data   json.RawMessage   `json:"data,omitempty"`
	}
	if err := json.Unmarshal([]byte(answer), &parts); err != nil {
		t.Fatalf("%v in the answer %s", err, answer)
	}
	slices.SortFunc(parts.Errors, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(parts); err != nil {
		t.Fatal(err)
	}
	return body.Bytes()
}

func record(t *testing.T, file string, archive *txtar.Archive, answer []byte) {
	var kept []txtar.File
	for _, f := range archive.Files {
		if f.Name != "want.json" {
			kept = append(kept, f)
		}
	}
	archive.Files = append(kept, txtar.File{Name: "want.json", Data: answer})
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// config is the default, with a log at w.
func config(w io.Writer) graph.Config {
	return graph.Config{Log: slog.New(slog.NewTextHandler(w, nil)), Limits: graph.DefaultLimits()}
}

// serve starts a server that logs to the test.
func serve(t *testing.T, store unigraph.Reader) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(graph.NewHandler(store, config(t.Output())))
	t.Cleanup(server.Close)
	return server
}

// ask posts a query and gives the body of the answer.
func ask(t *testing.T, server *httptest.Server, query, variables string) string {
	t.Helper()
	params := map[string]any{"query": query}
	if variables != "" {
		params["variables"] = json.RawMessage(variables)
	}
	body, err := json.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	_, answer := send(t, server, http.MethodPost, "/query", "application/json", string(body))
	return answer
}

func send(t *testing.T, server *httptest.Server, method, path, contentType, body string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	response, err := server.Client().Do(request)
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
