package graph_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
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
		{"evidence", "text/csv", `{ agreement(id: "agreement/university:dalian-university-of-technology+university:xinjiang-normal-university/2018-11-14") { evidenceConnection { nodes { quote article { id } } } } }`, 200,
			"quote,article.id\nXue Hui and Gao Ziwei signed a framework agreement.,a1\nIn 2018 DUT signed with XJNU.,a2\n"},
		{"memberships", "text/csv", `{ university(name: "DUT") { memberships { nodes { alliance { name } date evidence { quote } stories { totalCount } } } } }`, 200,
			"alliance.name,date,evidence.quote,stories.totalCount\nUniversity Alliance of the Silk Road,2015,DUT is a member of UANSR.,1\n"},
		{"stories", "application/jsonl", `{ agreement(id: "agreement/university:dalian-university-of-technology+university:xinjiang-normal-university/2018-11-14") { stories { edges { node { article { id } copies { id } } } } } }`, 200,
			"{\"node\":{\"article\":{\"id\":\"a1\"},\"copies\":[{\"id\":\"a2\"}]}}\n"},
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

// A connection is served whole, page by page, unless the client says which page
// it wants; memory does not grow with it.
func TestAcceptAll(t *testing.T) {
	store := mem.Open()
	load := unigraph.Batch{Article: unigraph.Article{ID: "many"}}
	league := unigraph.Entity{ID: "alliance:league", Name: "The League"}
	load.Entities = append(load.Entities, league)
	hub := unigraph.Entity{ID: "university:hub", Name: "Hub"}
	load.Entities = append(load.Entities, hub)
	for i := range 230 {
		other := unigraph.Entity{ID: unigraph.EntityID(fmt.Sprintf("university:u%03d", i)), Name: fmt.Sprint("U ", i)}
		load.Entities = append(load.Entities, other)
		load.Agreements = append(load.Agreements, unigraph.Agreement{
			Parties: []unigraph.EntityID{hub.ID, other.ID}, Kind: unigraph.Memorandum, Date: "2019", Modality: unigraph.Done,
			Evidence: []unigraph.Evidence{{Article: "many", Confidence: 0.9}},
		})
	}
	member := unigraph.Relation{Kind: unigraph.MemberOf, Subject: hub.ID, Object: league.ID, Modality: unigraph.Done}
	for i := range 230 {
		member.Evidence = append(member.Evidence, unigraph.Evidence{Article: "many", Start: 10 * i, End: 10*i + 9, Confidence: 0.9})
	}
	load.Relations = append(load.Relations, member)
	load.Normalize()
	if _, err := store.Upsert(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	calls := 0
	server := serve(t, hooked{store, func(call string) error {
		if call == "FindPartners" {
			if calls++; calls == 10 {
				return unigraph.ErrUnavailable
			}
		}
		return nil
	}})
	ask := func(query string) (lines int, err error) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/query?query="+url.QueryEscape(query), nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "text/csv")
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return strings.Count(string(body), "\n"), err
	}
	for _, c := range []struct {
		query        string
		lines, calls int
	}{
		{`query all($name: String) { university(name: $name) { partners { nodes { university { name } } } } agreement(id: "none") { date } }`, 0, 0},
		{`{ university(id: "university:hub") { partners { nodes { university { name } } } } }`, 1 + 230, 3},
		{`{ university(id: "university:hub") { ...its } } fragment its on University { p: partners(orderBy: AGREEMENTS_DESC) { edges { node { agreements { totalCount } } } } }`, 1 + 230, 3},
		{`{ node(id: "member_of/university:hub>alliance:league") { ... on Membership { evidenceConnection { nodes { start } } } } }`, 1 + 230, 0},
		{`{ university(id: "university:hub") { partners(first: 7) { nodes { university { name } } } } }`, 1 + 7, 1},
	} {
		calls = 0
		if lines, err := ask(c.query); err != nil || c.lines > 0 && lines != c.lines || calls != c.calls {
			t.Errorf("%s: %d lines after %d calls, %v, want %d after %d", c.query, lines, calls, err, c.lines, c.calls)
		}
	}
	calls = 8 // the second page fails
	if lines, err := ask(`{ university(id: "university:hub") { partners { nodes { university { name } } } } }`); err == nil {
		t.Errorf("a list that breaks off ends like a whole one, after %d lines", lines)
	}
}
