package graph_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph/store/mem"
)

func TestAccept(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	server := serve(t, store)
	for _, c := range []struct {
		name, accept, query string
		status              int
		want                string // the whole, or with … before and after a part
	}{
		{"a list", "text/csv", `{ university(name: "DUT") { partners { totalCount nodes { university { name country { code } } agreements { totalCount nodes { date } } } } } }`, 200,
			"university.name,university.country.code,agreements.totalCount,agreements.date\n" +
				"Institute of Northern Studies,,1,2021-02-03\n" +
				"Polytechnic University of Milan,IT,2,2015-05-23; 2015-06\n" +
				"Pusan National University,KR,1,2015-05-23\n" +
				"Xinjiang Normal University,CN,1,2018-11-14\n"},
		{"groups", "text/csv, application/json", `{ agreements { groupBy(field: YEAR, first: 2) { key count } } }`, 200, "key,count\n2015,3\n,1\n"},
		{"fragments", "text/csv", `{ entities(filter: { types: [PLACE] }) { edges { node { ...named ... on Place { c: country { code } } } } } } fragment named on Entity { id name }`, 200,
			"id,name,c.code\nplace:xinjiang,Xinjiang,CN\n"},
		{"no rows", "text/csv", `{ universities(name: "Nowhere") { nodes { name country { code } } } }`, 200, "name,country.code\n"},
		{"lines", "application/jsonl", `{ partnersByCountry(country: "IT") { country { code } partners } }`, 200, "{\"country\":{\"code\":\"CN\"},\"partners\":1}\n"},
		{"a graph", "application/graphml+xml", `{ network(filter: { types: [UNIVERSITY] }) { nodes { __typename id name country { code } } edges { one other agreements } } }`, 200,
			`…<node id="university:cairo-university"><data key="name">Cairo University</data><data key="type">university</data><data key="country">EG</data></node>…`},
		{"a graph for Gephi", "application/gexf+xml", `{ neighbourhood(id: "university:cairo-university") { nodes { id name } edges { one other agreements } } }`, 200, `…label="Cairo University"…`},
		{"two lists", "text/csv", `{ universities { nodes { name } } visits { nodes { date } } }`, 406, `…want an answer with one list, not 2…`},
		{"no network", "application/gexf+xml", `{ a: stats { articles } b: stats { articles } }`, 406, `…want one network…`},
		{"an error", "text/csv", `{ agreements(first: 1000) { nodes { date } } }`, 400, `…want 0 to 100…`},
		{"no query", "text/csv", `{`, 400, `…errors…`},
		{"JSON", "application/json", `{ stats { articles } }`, 200, `{"data":{"stats":{"articles":5}},"extensions":{"cost":{"complexity":2,"limit":20000}}}`},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/query?query="+url.QueryEscape(c.query), nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", c.accept)
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != c.status {
			t.Errorf("%s: status %d, %v, want %d: %s", c.name, response.StatusCode, err, c.status, body)
		}
		if part, some := strings.CutPrefix(c.want, "…"); some {
			if !strings.Contains(string(body), strings.TrimSuffix(part, "…")) {
				t.Errorf("%s = %s, want %s", c.name, body, c.want)
			}
		} else if diff := cmp.Diff(c.want, string(body)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if media, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";"); c.status == 200 && !strings.HasPrefix(c.accept, media) {
			t.Errorf("%s is %s, want %s", c.name, media, c.accept)
		}
	}
}
