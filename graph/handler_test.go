package graph_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"unigraph/store/mem"
)

func TestQueryByGet(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	server := serve(t, store)
	params := url.Values{
		"query":     {"query ($name: String!) { university(name: $name) { id } }"},
		"variables": {`{"name": "dut"}`},
	}
	response, body := send(t, server, http.MethodGet, "/query?"+params.Encode(), "", "")
	const want = `{"data":{"university":{"id":"university:dalian-university-of-technology"}},"extensions":{"cost":{"complexity":2,"limit":20000}}}`
	if body != want || response.Header.Get("X-Request-Id") == "" {
		t.Errorf("got %s %v, want %s", body, response.Header, want)
	}
}

var (
	reference = regexp.MustCompile(`(?:src|href|action|content)="([^"]*)"|url\(([^)]*)\)|@import ([^;]*)`)
)

// Every asset that the playground loads comes from us.
func TestPlaygroundNeedsNoOtherHost(t *testing.T) {
	server := serve(t, mem.Open())
	response, page := send(t, server, http.MethodGet, "/", "", "") // redirects
	if got := response.Request.URL.Path; got != "/playground" {
		t.Fatalf("/ leads to %s", got)
	}
	policy := response.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'self';") || strings.Contains(policy, "http") {
		t.Errorf("the browser may ask others: %s", policy)
	}
	assets := 0
	for _, found := range reference.FindAllStringSubmatch(page, -1) {
		ref := strings.Trim(found[1]+found[2]+found[3], `"' `)
		if !strings.Contains(ref, "/") { // the content of a meta tag
			continue
		}
		assets++
		if !strings.HasPrefix(ref, "/") || strings.HasPrefix(ref, "//") {
			t.Errorf("the page refers to %s", ref)
			continue
		}
		response, body := send(t, server, http.MethodGet, ref, "", "")
		if response.StatusCode != http.StatusOK || body == "" {
			t.Errorf("%s: status %d, %d bytes", ref, response.StatusCode, len(body))
		}
		if path.Ext(ref) == ".css" && strings.Contains(body, "//") {
			t.Errorf("%s refers to another host", ref)
		}
	}
	if assets < 4 {
		t.Errorf("%d assets, want the looks, the icon and two scripts:\n%s", assets, page)
	}
}

// The queries in the tabs of the playground are answered without an error.
func TestPlaygroundTabs(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	server := serve(t, store)
	_, script := send(t, server, http.MethodGet, "/playground/start.js", "", "")
	_, options, _ := strings.Cut(script, "'root'), ")
	var got struct {
		Endpoint string
		Tabs     []struct{ Name, Endpoint, Query string }
	}
	if err := json.NewDecoder(strings.NewReader(options)).Decode(&got); err != nil || got.Endpoint != "/query" || len(got.Tabs) == 0 {
		t.Fatalf("options %+v: %v in %s", got, err, script)
	}
	for _, tab := range got.Tabs {
		answer := ask(t, server, tab.Query, "")
		if tab.Endpoint != "/query" || strings.Contains(answer, `"errors"`) {
			t.Errorf("tab %s: %s", tab.Name, answer)
		}
	}
}

// Every type, field, argument and enum is described with an example; a value of an
// enum is one.
func TestSchemaIsDescribed(t *testing.T) {
	type described struct{ Name, Description string }
	var got struct {
		Data struct {
			Schema struct {
				Types []struct {
					described
					Fields []struct {
						described
						Args []described
					}
					InputFields []described
					EnumValues  []described
				}
			} `json:"__schema"`
		}
	}
	answer := ask(t, serve(t, mem.Open()), `{ __schema { types { name description
		fields { name description args { name description } } inputFields { name description } enumValues { name description } } } }`, "")
	if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Data.Schema.Types) < 20 {
		t.Fatalf("%v: %s", err, answer)
	}
	check := func(d described, of string) {
		if d.Description == "" {
			t.Errorf("%s%s is not described", of, d.Name)
		}
	}
	exemplified := func(d described, of string) {
		if check(d, of); !strings.Contains(d.Description, "`") {
			t.Errorf("%s%s has no example", of, d.Name)
		}
	}
	builtIn := []string{"Boolean", "Float", "ID", "Int", "String"}
	for _, typ := range got.Data.Schema.Types {
		if strings.HasPrefix(typ.Name, "__") || slices.Contains(builtIn, typ.Name) {
			continue
		}
		exemplified(typ.described, "")
		for _, f := range typ.Fields {
			exemplified(f.described, typ.Name+".")
			for _, a := range f.Args {
				exemplified(a, typ.Name+"."+f.Name+": ")
			}
		}
		for _, f := range typ.InputFields {
			exemplified(f, typ.Name+".")
		}
		for _, v := range typ.EnumValues {
			check(v, typ.Name+".")
		}
	}
}

// Lists that have no pages and no bound: they do not grow with the articles.
var unbounded = map[string]string{
	"aliases": "the names of one", "sameAs": "its identifiers",
	"parties": "those of one paper", "signatories": "those of one paper", "reportedBy": "some of the parties",
	"partnersByCountry": "one for each country", "matrix": "one for each two countries", "timeline": "one for each period",
	"Query.nodes": "as many as are asked for", "Path.nodes": "as long as was asked for", "Path.steps": "as long as was asked for",
	"Network.nodes": "as many as were asked for", "Network.edges": "as many as were asked for",
}

// A list of objects that can grow is a connection, which says how many rows there
// are, or shows the first of them.
func TestListsAreBounded(t *testing.T) {
	known := map[string]bool{}
	for name, of := range schema.Types {
		if of.BuiltIn || of.Kind != ast.Object {
			continue
		}
		for _, field := range of.Fields {
			connection := strings.HasSuffix(name, "Connection") && (field.Name == "nodes" || field.Name == "edges")
			if field.Type.Elem == nil || strings.HasPrefix(field.Name, "__") || connection || field.Arguments.ForName("first") != nil {
				continue
			}
			where := name + "." + field.Name
			if unbounded[where] == "" {
				where = field.Name
			}
			if known[where] = true; unbounded[where] == "" {
				t.Errorf("%s.%s may be of any length", name, field.Name)
			}
		}
	}
	if len(known) != len(unbounded) {
		t.Errorf("of unbounded there are %d", len(known))
	}
}

// A connection says where its page stands, how many rows there are, and counts
// them by a key.
func TestConnectionsAreWhole(t *testing.T) {
	for name, of := range schema.Types {
		if !strings.HasSuffix(name, "Connection") || name == "OneSidedConnection" { // which is found while it is read
			continue
		}
		for _, field := range []string{"nodes", "edges", "pageInfo", "totalCount", "groupBy"} {
			if of.Fields.ForName(field) == nil {
				t.Errorf("%s has no %s", name, field)
			}
		}
	}
}
