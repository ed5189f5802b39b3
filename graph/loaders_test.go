package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/graph"
	"unigraph/store/mem"
)

// crowd loads an alliance of n universities; all have signed with the first,
// and each has a rector who has visited it.
func crowd(t *testing.T, store unigraph.Writer, n int) {
	t.Helper()
	hub := entity("university:hub", "Hub University", "DE", "HUB")
	league := entity("alliance:league", "The League", "", "LG")
	var batches []unigraph.Batch
	for i := range n {
		u := entity(unigraph.EntityID(fmt.Sprintf("university:u%04d", i)), fmt.Sprintf("University %d", i), "FR", fmt.Sprintf("U%d", i))
		rector := unlinked(unigraph.EntityID(fmt.Sprintf("person:r%04d", i)), fmt.Sprintf("Rector %d", i))
		batches = append(batches, article(unigraph.ArticleID(fmt.Sprintf("n%04d", i)), "News", "2020", hub, league, u, rector).
			signed(unigraph.Memorandum, "2020-01-02", unigraph.Done, "They signed.", hub, u, rector).
			related(unigraph.MemberOf, u, league, "", "", unigraph.Done, "It is a member.").
			related(unigraph.AffiliatedWith, rector, u, "Rector", "", unigraph.Done, "The rector.").
			related(unigraph.Visited, rector, u, "", "2020", unigraph.Done, "The rector came.").
			batch())
	}
	if _, err := store.Upsert(context.Background(), batches...); err != nil {
		t.Fatal(err)
	}
}

// A row costs no call to the store: lists within rows are read together. Time
// stands still while anybody works, so that the counts are exact.
func TestRowsCostNoCalls(t *testing.T) {
	for name, test := range map[string]struct {
		query string
		want  map[string]int
	}{
		"facts": {`{ agreements(first: 100) { nodes { parties { name country { name } } signatories { name } evidence { quote article { title } } } } }`,
			map[string]int{"FindAgreements": 1, "Entities": 1, "Evidence": 1, "Articles": 1}},
		"sources": {`{ agreements(first: 100) { nodes { sources stories { nodes { article { title } copies { title } } } oneSided evidence { quote } } } }`,
			map[string]int{"FindAgreements": 1, "Entities": 1, "Evidence": 1, "Articles": 1}},
		"pages of proofs": {`{ agreements(first: 100) { nodes { evidenceConnection(last: 1) { totalCount nodes { article { url } } groupBy(field: YEAR) { key } } stories(first: 1) { groupBy(field: MONTH) { key } } } } }`,
			map[string]int{"FindAgreements": 1, "Evidence": 1, "Articles": 1}},
		"memberships in rows": {`{ universities(first: 100) { nodes { memberships(first: 3) { totalCount nodes { date alliance { name } evidence { quote } evidenceConnection { totalCount } } } } } }`,
			map[string]int{"FindEntities": 1, "FindRelations": 1, "Entities": 1, "Evidence": 1}},
		"proofs of visits": {`{ visits(first: 100) { totalCount nodes { visitor { name } host { name } evidence { article { url } } } } }`,
			map[string]int{"FindRelations": 1, "Entities": 1, "Evidence": 1, "Articles": 1}},
		"counts of partners": {`{ university(name: "HUB") { partners(first: 100) { totalCount nodes { university { name country { code name } } agreements { totalCount } } } } }`,
			map[string]int{"FindEntities": 1, "FindPartners": 1}},
		"agreements of partners": {`{ university(name: "HUB") { partners(first: 100) { nodes { university { name } agreements(first: 5) { totalCount nodes { kind date evidence { quote } } } } } } }`,
			map[string]int{"FindEntities": 1, "FindPartners": 1, "FindAgreements": 1, "Evidence": 1}},
		"members": {`{ alliance(name: "LG") { members(first: 100) { totalCount nodes { name } edges { node { name } membership { evidence { quote } } } } } }`,
			map[string]int{"FindEntities": 1, "FindRelations": 1, "Entities": 1, "Evidence": 1}},
		"lists in rows": {`{ universities(first: 100) { nodes { name alliances { name } people(first: 3) { totalCount nodes { role person { name } } } visitors(first: 3) { nodes { date visitor { name } } } } } }`,
			map[string]int{"FindEntities": 1, "FindRelations": 3, "Entities": 1}},
		"persons in rows": {`{ agreements(first: 100) { nodes { signatories { name affiliations(first: 2) { nodes { role institution { name } } } } } } }`,
			map[string]int{"FindAgreements": 1, "FindRelations": 1, "Entities": 2}},
		"partners by country": {`{ university(name: "HUB") { partnersByCountry { partners universities(first: 10) { university { name } agreements(first: 1) { nodes { date } } } } } }`,
			map[string]int{"FindEntities": 1, "PartnersByCountryOf": 1, "FindPartners": 1, "FindAgreements": 1}},
		"partners of many": {`{ partners(of: { countries: ["FR", "DE"] }, first: 100) { nodes { university { name } agreements(first: 2) { nodes { date } } } } }`,
			map[string]int{"FindPartners": 1, "FindAgreements": 1, "FindEntities": 1}},
		"agreements in rows": {`{ universities(first: 100) { nodes { agreements(first: 3, filter: { kinds: [MEMORANDUM] }, orderBy: DATE_DESC) { totalCount nodes { date } } } } }`,
			map[string]int{"FindEntities": 1, "FindAgreements": 1}},
		"partners in rows": {`{ universities(first: 100) { nodes { partners(first: 3, orderBy: AGREEMENTS_DESC) { totalCount nodes { university { name } agreements { totalCount } } } } } }`,
			map[string]int{"FindEntities": 1, "FindTies": 1, "Entities": 1}},
		"filtered lists in rows": {`{ universities(first: 100) { nodes { visitors(last: 2, filter: { visitor: { linked: false } }, orderBy: DATE_DESC) { nodes { date } } } } }`,
			map[string]int{"FindEntities": 1, "FindRelations": 1}},
		"entities in order": {`{ universities(first: 100, orderBy: AGREEMENTS_DESC) { totalCount nodes { name country { name } } } }`, map[string]int{"FindRanked": 1}},
		"groups":            {`{ partners { totalCount groupBy(field: COUNTRY) { key label } } }`, map[string]int{"FindPartners": 1, "GroupEntities": 1}},
		"nodes":             {`{ nodes(ids: ["university:hub", "university:u0001", "n0001", "n0002"]) { id } }`, map[string]int{"Entities": 1, "Articles": 1}},
		"a count alone":     {`{ agreements { totalCount } }`, map[string]int{"FindAgreements": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if diff := cmp.Diff(test.want, callsOf(t, test.query, 0)); diff != "" {
					t.Errorf("calls (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// What asks without waiting for others is read together too: all who come while
// the first reads are under way.
func TestRowsCostFewCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := callsOf(t, `{ universities(first: 100) { nodes { partnersByCountry { country { code } partners } } } }`, time.Second)
		if n, most := calls["PartnersByCountryOf"], runtime.GOMAXPROCS(0)+1; n < 1 || n > most {
			t.Errorf("PartnersByCountryOf is called %d times, want %d at most", n, most)
		}
	})
}

// callsOf counts the calls that a query makes to a store of a hundred rows, which
// take some time.
func callsOf(t *testing.T, query string, takes time.Duration) map[string]int {
	store := mem.Open()
	crowd(t, store, 100)
	var mu sync.Mutex
	calls := map[string]int{}
	handler := graph.NewHandler(hooked{store, func(call string) error {
		mu.Lock()
		calls[call]++
		mu.Unlock()
		time.Sleep(takes)
		return nil
	}}, config(t.Output()))
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/query?query="+url.QueryEscape(query), nil))
	if answer.Code != http.StatusOK || strings.Contains(answer.Body.String(), `"errors"`) {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	return calls
}

// Where the rows of all parents do not fit into one read, each parent is asked;
// the answer is the same.
func TestListsInRowsAreExact(t *testing.T) {
	store := mem.Open()
	crowd(t, store, unigraph.MaxPage+1)
	server := serve(t, store)
	const query = `{ hub: university(name: "HUB") { partners(first: 2) { nodes { university { id } agreements(first: 1) { totalCount nodes { id } pageInfo { hasNextPage } } } } }
		two: alliance(name: "LG") { members(first: 2, after: "%s") { totalCount nodes { name ... on University { alliances { members(first: 1) { totalCount pageInfo { hasNextPage } } } } } } } }`
	const last = "bWVtYmVyX29mL3VuaXZlcnNpdHk6dTA5OTg" // member_of/university:u0998
	want := `{"data":{"hub":{"partners":{"nodes":[` +
		`{"university":{"id":"university:u0000"},"agreements":{"totalCount":1,"nodes":[{"id":"agreement/university:hub+university:u0000/2020-01-02"}],"pageInfo":{"hasNextPage":false}}},` +
		`{"university":{"id":"university:u0001"},"agreements":{"totalCount":1,"nodes":[{"id":"agreement/university:hub+university:u0001/2020-01-02"}],"pageInfo":{"hasNextPage":false}}}]}},` +
		`"two":{"members":{"totalCount":1001,"nodes":[` +
		`{"name":"University 998","alliances":[{"members":{"totalCount":1001,"pageInfo":{"hasNextPage":true}}}]},` +
		`{"name":"University 999","alliances":[{"members":{"totalCount":1001,"pageInfo":{"hasNextPage":true}}}]}]}}},"extensions":{"cost":{"complexity":654,"limit":20000}}}`
	if got := ask(t, server, fmt.Sprintf(query, last), ""); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
