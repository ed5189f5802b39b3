package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph/graph"
	"unigraph/store"
)

// asked is a question of the document: its number and title, query and answer.
var asked = regexp.MustCompile("(?s)## ([^\n]*)\n\n```graphql\n(.*?)```\n\n```json\n(.*?)```\n")

// TestQuestions asks every question of docs/queries.md of the sample articles
// and wants the answer that stands there.
func TestQuestions(t *testing.T) {
	t.Chdir("../..") // articles are named by their paths
	url := "sqlite:" + filepath.Join(t.TempDir(), "unigraph.db")
	if status := run(t.Context(), []string{"load", "--store", url, "examples/articles"}, streams{nil, io.Discard, t.Output()}); status != statusOK {
		t.Fatalf("load: status %d", status)
	}
	s, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	handler := graph.NewHandler(s, graph.Config{Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Limits: graph.DefaultLimits()})
	document, err := os.ReadFile("docs/queries.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(asked.FindAll(document, -1)); n != 25 {
		t.Fatalf("%d questions, want 25", n)
	}
	answered := asked.ReplaceAllFunc(document, func(question []byte) []byte {
		part := asked.FindSubmatchIndex(question)
		title, query, want := question[part[2]:part[3]], question[part[4]:part[5]], question[part[6]:part[7]]
		got := ask(t, handler, string(query))
		if diff := cmp.Diff(string(want), got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", title, diff)
		}
		return bytes.Join([][]byte{question[:part[6]], []byte(got), question[part[7]:]}, nil)
	})
	if *update {
		if err := os.WriteFile("docs/queries.md", answered, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// ask gives the data of an answer, laid out for a person.
func ask(t *testing.T, handler http.Handler, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/query", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, request)
	var answer struct{ Errors, Data json.RawMessage }
	if err := json.Unmarshal(response.Body.Bytes(), &answer); err != nil || answer.Errors != nil {
		t.Fatalf("%s: %s", query, response.Body)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, answer.Data, "", "  "); err != nil {
		t.Fatal(err)
	}
	return pretty.String() + "\n"
}
