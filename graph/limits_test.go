package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"unigraph"
	"unigraph/graph"
	"unigraph/store/mem"
)

// deep is a query of so many fields within each other.
func deep(levels int) string {
	return strings.Repeat("{ a ", levels) + strings.Repeat("}", levels)
}

// many is n times a format with the number of each.
func many(n int, format string) string {
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, format, i)
	}
	return all.String()
}

// Each limit refuses what is just above it, and lets pass what is just within.
func TestLimits(t *testing.T) {
	for name, test := range map[string]struct {
		change       func(*graph.Limits)
		within, over string
		want         string // the message
	}{
		"tokens": {func(l *graph.Limits) { l.Tokens = 7 }, "{ a: __typename }", "{ a: __typename b: __typename }",
			"exceeded token limit of 7"},
		"selections": {func(l *graph.Limits) { l.Selections = 3 }, "{ stats { articles universities } }", "{ stats { articles universities agreements } }",
			"the query has more than 3 selections with its fragments written out"},
		"fragments": {func(l *graph.Limits) { l.Selections = 3 }, "{ ...f } fragment f on Query { stats { articles } }", "{ ...f } fragment f on Query { stats { articles universities } }",
			"the query has more than 3 selections with its fragments written out"},
		"depth": {func(l *graph.Limits) { l.Depth = 3 }, "{ universities { nodes { id } } }", "{ universities { nodes { country { code } } } }",
			"the query is more than 3 fields deep"},
		"depth in fragments": {func(l *graph.Limits) { l.Depth = 3 }, "{ ... { universities { ...f } } } fragment f on UniversityConnection { nodes { id } }",
			"{ ... { universities { ...f } } } fragment f on UniversityConnection { nodes { country { code } } }", "the query is more than 3 fields deep"},
		"aliases": {func(l *graph.Limits) { l.Aliases = 1 }, "{ a: __typename __typename }", "{ a: __typename b: __typename }",
			"the query has more than 1 aliases and repeated fields, with its fragments written out"},
		"repeated fields": {func(l *graph.Limits) { l.Aliases = 1 }, "{ __typename __typename }", "{ __typename __typename __typename }",
			"the query has more than 1 aliases and repeated fields, with its fragments written out"},
		"directives": {func(l *graph.Limits) { l.Directives = 1 }, "{ __typename @include(if: true) }", "{ __typename @include(if: true) @skip(if: false) }",
			"the query has more than 1 directives in one place"},
		"directives of a fragment": {func(l *graph.Limits) { l.Directives = 1 }, "{ ... @include(if: true) { __typename } }", "{ ... @include(if: true) @skip(if: false) { __typename } }",
			"the query has more than 1 directives in one place"},
		"complexity": {func(l *graph.Limits) { l.Complexity = 100 }, "{ universities(first: 25) { nodes { id } } }", "{ universities(first: 26) { nodes { id } } }",
			"operation has complexity 102, which exceeds the limit of 100"},
	} {
		t.Run(name, func(t *testing.T) {
			c := config(t.Output())
			test.change(&c.Limits)
			server := httptest.NewServer(graph.NewHandler(mem.Open(), c))
			defer server.Close()
			if answer := ask(t, server, test.within, ""); strings.Contains(answer, `"errors"`) {
				t.Errorf("within: %s", answer)
			}
			var got struct {
				Data   any
				Errors []struct {
					Message    string
					Extensions struct{ Code string }
				}
			}
			answer := ask(t, server, test.over, "")
			if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Errors) != 1 || got.Data != nil {
				t.Fatalf("over: %v: %s", err, answer)
			}
			if e := got.Errors[0]; e.Message != test.want || e.Extensions.Code == "" {
				t.Errorf("over: %s: %s, want %s", e.Extensions.Code, e.Message, test.want)
			}
		})
	}
}

// A list costs a call and its rows, as many as are asked for; one that is read for
// all rows together costs its rows alone, few unless more are asked for.
func TestPrices(t *testing.T) {
	server := serve(t, mem.Open())
	const limit = 20_000
	for _, test := range []struct {
		query string
		price int
	}{
		{`{ entities { nodes { id } } }`, 50 + 20*2},
		{`{ entities(last: 3) { nodes { id } } }`, 50 + 3*2},
		{`{ agreements(first: 0) { totalCount } }`, 50},
		{`{ agreements(first: 100) { nodes { date } groupBy(field: YEAR) { key count } } }`, 50 + 100*(2+50+2)},
		{`{ partnersByCountry(country: "CN") { partners universities { partners } } }`, 50 + 20*(1+20)},
		{`{ measures { central(first: 7) { betweenness } communities { size members(first: 3) { id } } } }`, 1 + 7 + 10*(1+3)},
		{`{ visits { nodes { evidence { quote rule } } } }`, 50 + 20*(1+5*2)},
		{`{ visits { nodes { evidence(first: 20) { quote rule } } } }`, 50 + 20*(1+20*2)},
		{`{ visits { nodes { evidenceConnection { totalCount groupBy(field: YEAR) { key } } } } }`, 50 + 20*(1+5*(1+1))},
		{`{ visits { nodes { stories(last: 7) { nodes { copies { id } } } } } }`, 50 + 20*(1+7*(1+5))},
		{`{ university(name: "DUT") { alliances { name } memberships { totalCount } alliancePartners { nodes { via(first: 30) { name } } } } }`,
			1 + 5 + (50 + 20) + (50 + 20*(1+30))},
		{`{ university(name: "DUT") { partners { nodes { agreements { totalCount } } } } }`, 1 + 50 + 20*(1+5)},

		// Fair questions.
		{`{ agreements(first: 100) { nodes { date parties { name } evidence { quote article { title url } } } } }`, 50 + 100*(1+1+2+5*4)},
		{`{ university(name: "DUT") { id name country { code name } aliases
			partners(first: 20) { totalCount nodes { university { name country { code } } agreements { totalCount } } }
			partnersByCountry { country { code name } partners agreements }
			alliances { name members(first: 50) { totalCount nodes { name } } }
			people(first: 20) { nodes { person { name } role } } } }`,
			1 + 6 + (50 + 20*11) + (50 + 20*5) + 5*(1+50+50*3) + (50 + 20*4)},
		{`{ universities(first: 100) { nodes { name memberships { nodes { date alliance { name } evidence { quote } } } } } }`, 50 + 100*(2+50+20*(1+1+2+5))},

		// Unfair ones: what is asked for explicitly, and lists in lists.
		{`{ agreements(first: 100) { nodes { evidence(first: 100) { quote article { title } } } } }`, 50 + 100*(1+100*3)},
		{`{ university(name: "DUT") { alliancePartners { nodes { university { alliancePartners { nodes { university { alliancePartners { nodes { direct } } } } } } } } } }`,
			1 + 50 + 20*(2+50+20*(2+50+20*2))},
	} {
		var got struct {
			Errors     []struct{ Message string }
			Extensions struct{ Cost struct{ Complexity int } }
		}
		decode(t, ask(t, server, test.query, ""), &got)
		if price := got.Extensions.Cost.Complexity; price != test.price {
			t.Errorf("%s\ncosts %d, want %d", test.query, price, test.price)
		}
		if refused := len(got.Errors) > 0; refused != (test.price > limit) {
			t.Errorf("%s\nis refused: %t: %v", test.query, refused, got.Errors)
		}
	}
}

// What strangers send first is refused by default, quickly and clearly.
func TestDefaultLimits(t *testing.T) {
	server := serve(t, mem.Open())
	for name, test := range map[string]struct{ query, want string }{
		"10,000 aliases": {"{" + many(10_000, "a%d:__typename ") + "}", "exceeded token limit of 5000"},
		"1,000 aliases":  {"{" + many(1_000, "a%d:__typename ") + "}", "the query has more than 50 aliases"},
		"200 levels":     {deep(200), "the query is more than 25 fields deep"},
		"in parts":       {"{ stats { ... @defer { articles } } }", `Unknown directive \"@defer\"`},
		"2,000 levels":   {deep(2_000), "exceeded maximum nesting depth of 1000"},
	} {
		if answer := ask(t, server, test.query, ""); !strings.Contains(answer, test.want) {
			t.Errorf("%s: %.300s, want %s", name, answer, test.want)
		}
	}
}

// zeros never ends.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += len(p)
	return len(p), nil
}

// A body of 100 MB is refused before it is read.
func TestLongBody(t *testing.T) {
	const length = 100_000_000
	sent := &zeros{}
	request := httptest.NewRequest(http.MethodPost, "/query", sent)
	request.ContentLength = length
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	graph.NewHandler(mem.Open(), config(t.Output())).ServeHTTP(answer, request)
	const want = `{"errors":[{"message":"the request is longer than 262144 bytes","extensions":{"code":"BAD_REQUEST"}}]}`
	if answer.Code != http.StatusRequestEntityTooLarge || answer.Body.String() != want || sent.read > 1<<20 {
		t.Errorf("status %d, %d bytes read: %s", answer.Code, sent.read, answer.Body)
	}
}

// A query that would take five minutes ends when its time is over.
func TestSlowQuery(t *testing.T) {
	c := config(t.Output())
	c.Limits.Time = 20 * time.Millisecond
	server := httptest.NewServer(graph.NewHandler(stuck{mem.Open()}, c))
	defer server.Close()
	answer := ask(t, server, "{ stats { articles } }", "")
	if !strings.Contains(answer, `"message":"the request took too long"`) || !strings.Contains(answer, `"code":"CANCELLED"`) {
		t.Errorf("answer %s", answer)
	}
}

// A stuck reader counts for five minutes, unless nobody waits.
type stuck struct{ unigraph.Reader }

func (stuck) Stats(ctx context.Context) (unigraph.Stats, error) {
	select {
	case <-time.After(5 * time.Minute):
		return unigraph.Stats{}, nil
	case <-ctx.Done():
		return unigraph.Stats{}, ctx.Err()
	}
}

// The answer to a request whose time was over before it began is an error too.
func TestNoTime(t *testing.T) {
	c := config(t.Output())
	c.Limits.Time = time.Nanosecond
	server := httptest.NewServer(graph.NewHandler(mem.Open(), c))
	defer server.Close()
	if answer := ask(t, server, "{ stats { articles } }", ""); !strings.Contains(answer, "the request took too long") {
		t.Errorf("answer %s", answer)
	}
}

// The checks of dolevf/graphql-cop, each refused, by default or by its option.
func TestCommonAttacks(t *testing.T) {
	c := config(t.Output())
	c.NoIntrospection, c.NoSuggestions, c.NoPlayground = true, true, true
	server := httptest.NewServer(graph.NewHandler(mem.Open(), c))
	defer server.Close()
	const form, isJSON = "application/x-www-form-urlencoded", "application/json"
	question := func(query string) string {
		body, err := json.Marshal(map[string]string{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	circular := "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }"
	for name, test := range map[string]struct {
		method, path, media, body string
		status                    int
		want                      string
		without                   string
	}{
		"alias overloading":      {"POST", "/query", isJSON, question("{" + many(101, "alias%d:__typename ") + "}"), 200, "50 aliases", `"data"`},
		"array-based batching":   {"POST", "/query", isJSON, "[" + strings.TrimSuffix(strings.Repeat(question("{__typename}")+",", 10), ",") + "]", 400, "no GraphQL query", `"data"`},
		"directive overloading":  {"POST", "/query", isJSON, question("{ __typename" + strings.Repeat(" @aa", 10) + "}"), 200, "directives in one place", "@aa"},
		"field duplication":      {"POST", "/query", isJSON, question("{" + strings.Repeat(" __typename", 500) + "}"), 200, "repeated fields", `"data"`},
		"circular introspection": {"POST", "/query", isJSON, question(circular), 200, "errors", `"data"`},
		"introspection":          {"POST", "/query", isJSON, question("{ __schema { types { name } } }"), 200, "the schema is not shown", "University"},
		"field suggestions":      {"POST", "/query", isJSON, question("{ university(nam: 1) { naem } universitis { id } }"), 200, `Cannot query field \"universitis\"`, "Did you mean"},
		"enum suggestions":       {"POST", "/query", isJSON, question("{ agreements(modality: [DONNE]) { totalCount } }"), 200, "DONNE", "Did you mean"},
		"IDE":                    {"GET", "/playground", "", "", 404, "", "<html"},
		"IDE at the root":        {"GET", "/", "", "", 404, "", "<html"},
		"mutation by GET":        {"GET", "/query?query=" + url.QueryEscape("mutation {__typename}"), "", "", 200, "errors", `"data"`},
		"query by GET":           {"GET", "/query?query={__typename}", "", "", 200, `{"data":{"__typename":"Query"}`, "Set-Cookie"}, // changes nothing, and knows no cookie
		"POST of a form":         {"POST", "/query", form, "query={__typename}", 415, "application/json", `"data"`},
		"trace mode":             {"POST", "/query", isJSON, question("{ __typename }"), 200, `"data"`, "tracing"},
		"unhandled error":        {"POST", "/query", isJSON, question("qwerty cop { abc }"), 200, "Unexpected Name", "exception"},
	} {
		t.Run(name, func(t *testing.T) {
			response, answer := send(t, server, test.method, test.path, test.media, test.body)
			answer += fmt.Sprint(response.Header)
			if response.StatusCode != test.status || !strings.Contains(answer, test.want) || strings.Contains(answer, test.without) {
				t.Errorf("%s: %s, want %q and no %q", response.Status, answer, test.want, test.without)
			}
			checkNoLeak(t, answer)
		})
	}
}
