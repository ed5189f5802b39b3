package graph_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"unigraph"
	"unigraph/graph"
	"unigraph/store/mem"
)

// The matrix is counted once until the data changes, and each matrix for itself.
func TestMatrixIsKept(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	counted := 0
	handler := graph.NewHandler(hooked{store, func(call string) error {
		if call == "Matrix" {
			counted++
		}
		return nil
	}}, config(t.Output()))
	ask := func(query string) string {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/query?query="+url.QueryEscape(query), nil))
		return answer.Body.String()
	}
	const all, late = `{ matrix { one { code } agreements } }`, `{ matrix(since: "2019") { one { code } agreements } }`
	before := ask(all)
	if ask(late) == before || ask(all) != before || counted != 2 {
		t.Errorf("counted %d times for two questions", counted)
	}
	if _, err := store.Remove(t.Context(), unigraph.ArticleID("a3")); err != nil {
		t.Fatal(err)
	}
	if ask(all) == before || counted != 3 {
		t.Errorf("counted %d times after a change, want once more", counted)
	}
}
