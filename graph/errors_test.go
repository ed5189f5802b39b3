package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"unigraph"
	"unigraph/graph"
	"unigraph/store/mem"
)

// secret is what engines say and no client may read.
const secret = "MATCH (u:University) SELECT name FROM entities /var/lib/store.db goroutine 1"

// everywhere touches every method of a Reader.
const everywhere = `{
	stats { articles }
	university(name: "DUT") {
		name
		partners { nodes { agreements { nodes { evidence { article { id } } } } } }
		partnersByCountry { partners }
		alliances { members { nodes { name } } }
	}
	entity(id: "university:kyoto-university") { name }
	article(id: "a1") { id }
	partnersByCountry(country: "CN") { partners universities { university { id } } }
	agreements { nodes { parties { name } signatories { name } evidence { article { id } } } }
	visits { nodes { visitor { name } } }
	entities(first: 1) { nodes { id } }
	universities(orderBy: PARTNERS_DESC) { nodes { name } }
	partners(of: { countries: ["CN"] }) { nodes { university { name } } }
}`

var readerCalls = []string{
	"Articles", "Entities", "Evidence", "FindEntities", "FindAgreements", "FindRelations", "FindPartners",
	"FindEntitiesEach", "FindRankedEach", "FindAgreementsEach", "FindRelationsEach", "FindPartnersEach", "TopPartners",
	"PartnersByCountry", "PartnersByCountryOf", "Stats",
}

func TestErrors(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	for name, test := range map[string]struct {
		fail    func() error
		code    string
		message string
	}{
		"unavailable": {func() error { return fmt.Errorf("%s: %w", secret, unigraph.ErrUnavailable) }, "UNAVAILABLE", "the store is unavailable"},
		"closed":      {func() error { return fmt.Errorf("%s: %w", secret, unigraph.ErrClosed) }, "UNAVAILABLE", "the store is unavailable"},
		"invalid":     {func() error { return fmt.Errorf("%s: %w", secret, unigraph.ErrInvalid) }, "BAD_USER_INPUT", "the store refuses this question"},
		"cancelled":   {func() error { return fmt.Errorf("%s: %w", secret, context.Canceled) }, "CANCELLED", "the request was cancelled"},
		"too slow":    {func() error { return fmt.Errorf("%s: %w", secret, context.DeadlineExceeded) }, "CANCELLED", "the request took too long"},
		"unknown":     {func() error { return errors.New(secret) }, "INTERNAL", "internal error"},
		"panic":       {func() error { panic(secret) }, "INTERNAL", "internal error"},
	} {
		for _, call := range readerCalls {
			t.Run(name+"/"+call, func(t *testing.T) {
				var logged bytes.Buffer
				reader := hooked{store, func(c string) error {
					if c == call {
						return test.fail()
					}
					return nil
				}}
				server := httptest.NewServer(graph.NewHandler(reader, config(&logged)))
				defer server.Close()
				answer := ask(t, server, everywhere, "")
				checkError(t, answer, test.code, test.message)
				if want := name != "cancelled"; strings.Contains(logged.String(), "/var/lib/store.db") != want {
					t.Errorf("the log has the cause: want %t: %s", want, logged.String())
				}
				for _, id := range regexp.MustCompile(`"requestId":"(\w+)"`).FindAllStringSubmatch(answer, -1) {
					if !strings.Contains(logged.String(), id[1]) {
						t.Errorf("the log knows nothing of request %s: %s", id[1], logged.String())
					}
				}
			})
		}
	}
}

func checkError(t *testing.T, answer, code, message string) {
	t.Helper()
	var got struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code, RequestID string }
		}
	}
	if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Errors) == 0 {
		t.Fatalf("want errors: %v: %s", err, answer)
	}
	for _, e := range got.Errors {
		if e.Message != message || e.Extensions.Code != code || (e.Extensions.RequestID != "") != (code == "INTERNAL") {
			t.Errorf("error %+v, want %s: %s", e, code, message)
		}
	}
	checkNoLeak(t, answer)
}

func checkNoLeak(t *testing.T, answer string) {
	t.Helper()
	for _, leak := range []string{"MATCH", "SELECT", "/var/", "goroutine", ".go:", "panic"} {
		if strings.Contains(answer, leak) {
			t.Errorf("the answer leaks %q: %s", leak, answer)
		}
	}
}

// A fact may go away between the call that lists it and the call that reads
// whom it is about.
func TestChangedMeanwhile(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	server := serve(t, hooked{store, func(call string) error {
		if call == "Entities" {
			_, err := store.Remove(context.Background(), "a2")
			return err
		}
		return nil
	}})
	answer := ask(t, server, `{ visits(host: "place:xinjiang") { nodes { visitor { name } } } }`, "")
	checkError(t, answer, "CHANGED", "the network changed while it was read; ask again")
}

func TestRequestsThatHoldNoQuery(t *testing.T) {
	server := serve(t, mem.Open())
	const query = "application/json"
	for name, test := range map[string]struct {
		method, path, contentType, body string
		status                          int
		message                         string
	}{
		"no JSON":         {"POST", "/query", query, "SELECT secrets", 400, "the request is not JSON"},
		"half JSON":       {"POST", "/query", query, `{"query": "SELECT`, 400, "the request is not JSON"},
		"empty":           {"POST", "/query", query, "", 400, "the request is not JSON"},
		"wrong JSON":      {"POST", "/query", query, `["SELECT"]`, 400, "the request holds no GraphQL query as JSON"},
		"wrong field":     {"POST", "/query", query, `{"query": {"SELECT": 1}}`, 400, "the request holds no GraphQL query as JSON"},
		"null":            {"POST", "/query", query, `null`, 400, "no operation provided"},
		"no query":        {"POST", "/query", query, `{}`, 400, "no operation provided"},
		"wrong type":      {"POST", "/query", "text/plain", `{"query": "{ stats { articles } }"}`, 415, "want the Content-Type application/json"},
		"no type":         {"POST", "/query", "", `{"query": "{ stats { articles } }"}`, 415, "want the Content-Type application/json"},
		"too long":        {"POST", "/query", query, `{"query": "` + strings.Repeat(" ", 300_000) + `"}`, 413, "the request is longer than 262144 bytes"},
		"too many tokens": {"POST", "/query", query, `{"query": "{` + strings.Repeat("a ", 6_000) + `}"}`, 200, "exceeded token limit of 5000"},
		"no such field":   {"POST", "/query", query, `{"query": "{ xyzzy }"}`, 200, `Cannot query field "xyzzy" on type "Query".`},
		"no such query":   {"POST", "/query", query, `{"query": "query a { stats { articles } }", "operationName": "b"}`, 200, "operation b not found"},
		"mutation":        {"POST", "/query", query, `{"query": "mutation { drop }"}`, 200, `Schema does not support operation type "mutation"`},
		"GET nothing":     {"GET", "/query", "", "", 400, "no operation provided"},
		"GET variables":   {"GET", "/query?query={stats{articles}}&variables=%22SELECT", "", "", 400, "variables could not be decoded"},
	} {
		t.Run(name, func(t *testing.T) {
			response, answer := send(t, server, test.method, test.path, test.contentType, test.body)
			var got struct{ Errors []struct{ Message string } }
			if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Errors) != 1 {
				t.Fatalf("want one error, got %v: %s", err, answer)
			}
			if response.StatusCode != test.status || got.Errors[0].Message != test.message {
				t.Errorf("status %d: %s, want %d: %s", response.StatusCode, got.Errors[0].Message, test.status, test.message)
			}
			checkNoLeak(t, answer)
		})
	}
}

func TestComplexityIsLimited(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	server := serve(t, store)
	for name, query := range map[string]string{
		"literal":   `{ universities(first: 100) { nodes { partners(first: 100) { nodes { university { name country { name } } } } } } }`,
		"variable":  `query ($n: Int! = 100) { universities(first: $n) { nodes { partners(first: $n) { nodes { university { name country { name } } } } } } }`,
		"deep":      `{ universities { nodes { ` + strings.Repeat("partners { nodes { university { ", 7) + "name" + strings.Repeat("} } }", 7) + `} } }`,
		"huge":      `{ universities(first: 2000000000) { nodes { partners(first: 2000000000) { nodes { university { partners(first: 2000000000) { nodes { university { name } } } } } } } } }`,
		"null":      `query ($n: Int) { universities(first: 100) { nodes { partners(first: $n) { nodes { university { visits(first: null) { nodes { id date } } } } } } } }`,
		"no paging": `{ universities(first: 100) { nodes { partnersByCountry { country { code name } partners agreements } partners { totalCount } } } }`,
	} {
		if answer := ask(t, server, query, ""); !strings.Contains(answer, "COMPLEXITY_LIMIT_EXCEEDED") {
			t.Errorf("%s: want the limit exceeded: %s", name, answer)
		}
	}
	if response, _ := send(t, server, http.MethodGet, "/query?query={universities(first:100){nodes{name}}}", "", ""); response.StatusCode != 200 {
		t.Errorf("GET of a fair query: status %d", response.StatusCode)
	}
}

// Fragments that multiply are refused at once, not written out.
func TestFragmentsAreLimited(t *testing.T) {
	server := serve(t, mem.Open())
	for name, body := range map[string]string{
		"flat":   "{ ...f%[1]d ...f%[1]d }",
		"nested": "{ partners { nodes { university { ...f%[1]d } } } other: partners { nodes { university { ...f%[1]d } } } }",
		"absent": "{ ...missing%[1]d ...f%[1]d ...f%[1]d }",
	} {
		for _, used := range []string{"f60", "f0"} {
			query := `{ university(name: "DUT") { ...` + used + ` } } fragment f0 on University { name }`
			for i := 1; i <= 60; i++ {
				query += fmt.Sprintf("\nfragment f%d on University ", i) + fmt.Sprintf(body, i-1)
			}
			if answer := ask(t, server, query, ""); !strings.Contains(answer, `"code":"LIMIT_EXCEEDED"`) {
				t.Errorf("%s, from %s: %.200s", name, used, answer)
			}
		}
	}
}
