package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"unigraph"
	"unigraph/graph"
	"unigraph/graph/generated"
	"unigraph/store/mem"
)

// Every field of the schema, in the rows of a list, costs as many calls to the
// store for many rows as for few; lists also if they have more rows together than a
// page of the store, and from any position or the end. The fields are those of the
// schema, so that none is forgotten.
func TestFieldsOfRowsCostNoCalls(t *testing.T) {
	few, many := neighbours(t, 4, 1), neighbours(t, manyRows, 1)
	crowds := []unigraph.Store{neighbours(t, manyRows, 80), leagues(t, 33), countries(t, 34, 31)}
	asked, crowded := 0, 0
	for _, p := range placesInRows(t) {
		for _, field := range p.of.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			asked++
			t.Run(p.of.Name+"."+field.Name, func(t *testing.T) {
				for _, arguments := range p.parts(t, field) {
					query := p.query("probe: " + field.Name + arguments + p.whole(t, field))
					synctest.Test(t, func(t *testing.T) {
						want, rows := callsIn(t, few, query)
						got, moreRows := callsIn(t, many, query)
						if moreRows.probes < 10 || moreRows.probes < 2*rows.probes {
							t.Errorf("%d rows and %d: too few to tell\n%s", rows.probes, moreRows.probes, query)
						}
						noMore(t, query, want, got)
					})
				}
				if p.edgesIn(t, field, few, crowds) > unigraph.MaxPage {
					crowded++
				}
			})
		}
	}
	if asked < 100 || crowded < 20 {
		t.Errorf("%d fields are in rows, %d of them lists that are long together", asked, crowded)
	}
}

// edgesIn asks each crowd for a list in rows, with no more calls than it takes for
// few rows, and tells how many edges all rows have together at most.
func (p place) edgesIn(t *testing.T, field *ast.FieldDefinition, few unigraph.Store, crowds []unigraph.Store) (most int) {
	selected := " { __typename }"
	switch {
	case field.Arguments.ForName("first") == nil || field.Name == "groupBy",
		strings.Contains(p.open, "measures"): // those of a crowd are not ready at once
		return 0
	case field.Arguments.ForName("after") != nil:
		selected = " { totalCount edges { __typename } }"
	}
	query := p.query("probe: " + field.Name + p.arguments(t, field) + selected)
	synctest.Test(t, func(t *testing.T) {
		want, _ := callsIn(t, few, query)
		for _, crowd := range crowds {
			got, rows := callsIn(t, crowd, query)
			noMore(t, query, want, got)
			most = max(most, rows.edges)
		}
	})
	return most
}

// noMore wants no more calls of a kind than a query makes for few rows.
func noMore(t *testing.T, query string, few, many map[string]int) {
	t.Helper()
	for call, n := range many {
		most := few[call]
		if call == "PartnersByCountryOf" { // waits for no others, see joint
			most = max(most, runtime.GOMAXPROCS(0)+1)
		}
		if n > most {
			t.Errorf("%s: %d calls for few rows, %d for many\n%s", call, few[call], n, query)
		}
	}
}

// parts are the arguments that ask a field for a part of its rows, if it has many.
func (p place) parts(t *testing.T, field *ast.FieldDefinition) []string {
	first := p.arguments(t, field)
	if field.Arguments.ForName("after") == nil {
		return []string{first}
	}
	const lowest, highest = `"IQ"`, `"fg"` // the cursors of ids before and after all others, ! and ~
	return []string{
		first, strings.Replace(first, "first: 100", "first: 100, after: "+lowest, 1),
		strings.Replace(first, "first: 100", "last: 100", 1), strings.Replace(first, "first: 100", "last: 1, before: "+highest, 1),
	}
}

// manyRows is of how many universities the first hundred entities are of all types.
const manyRows = 14

// storeOf gives a store of what articles say.
func storeOf(t *testing.T, batches ...unigraph.Batch) unigraph.Store {
	t.Helper()
	store := mem.Open()
	t.Cleanup(func() { store.Close() })
	if _, err := store.Upsert(context.Background(), batches...); err != nil {
		t.Fatal(err)
	}
	return store
}

// neighbours loads n universities, each of its own country, with an alliance, a
// partner, a company, a place and a person of its own beside those that all share.
// What can happen more often does so some times.
func neighbours(t *testing.T, n, times int) unigraph.Store {
	t.Helper()
	named := func(kind, country string, i int) unigraph.Entity {
		id := fmt.Sprintf("%s:%s%02d", strings.ToLower(kind), strings.ToLower(kind[:1]), i)
		return entity(unigraph.EntityID(id), fmt.Sprintf("%s %d", kind, i), country)
	}
	hub, port := entity("university:hub", "Hub University", "DE"), entity("university:port", "Port University", "SE")
	league := entity("alliance:league", "The League", "")
	var batches []unigraph.Batch
	for i := range n {
		code := string([]byte{'A' + byte(i/20), 'A' + byte(i%20)})
		u, v, own, firm, place := named("University", code, i), named("University", code, 100+i), named("Alliance", "", i), named("Organization", code, i), named("Place", code, i)
		land := entity(unigraph.EntityID("country:"+strings.ToLower(code)), code, code)
		rector := unlinked(unigraph.EntityID(fmt.Sprintf("person:r%02d", i)), fmt.Sprintf("Rector %d", i))
		a := article(unigraph.ArticleID(fmt.Sprintf("n%02d", i)), "News", "2020", hub, port, league, u, v, own, firm, place, land, rector).
			related(unigraph.MemberOf, u, league, "", "", unigraph.Done, "It is a member.").
			related(unigraph.MemberOf, u, own, "", "", unigraph.Done, "Here too.").
			related(unigraph.MemberOf, v, own, "", "", unigraph.Done, "So is that one.").
			related(unigraph.MemberOf, firm, own, "", "", unigraph.Done, "And the company.")
		for k := range times {
			signed, came := unigraph.Date(fmt.Sprint(2020-k)), unigraph.Date(fmt.Sprint(2018-k))
			a.signed(unigraph.Memorandum, signed+"-01-02", unigraph.Done, "They signed.", hub, u, rector).
				signed(unigraph.Letter, signed+"-01-03", unigraph.Done, "They signed again.", port, u).
				signed(unigraph.Contract, unigraph.Date(strconv.Itoa(2000+i-k)), unigraph.Done, "So did these.", u, v, own, firm).
				related(unigraph.AffiliatedWith, rector, u, fmt.Sprint("Rector ", k), "", unigraph.Done, "The rector.").
				related(unigraph.AffiliatedWith, rector, firm, fmt.Sprint("Adviser ", k), "", unigraph.Done, "An adviser.").
				related(unigraph.AffiliatedWith, rector, own, fmt.Sprint("Speaker ", k), "", unigraph.Done, "The speaker.").
				related(unigraph.Visited, rector, u, "", came+"-01-01", unigraph.Done, "The rector came.").
				related(unigraph.Visited, u, firm, "", came+"-01-01", unigraph.Done, "To the company.").
				related(unigraph.Visited, u, place, "", came+"-01-01", unigraph.Done, "To the place.").
				related(unigraph.Visited, firm, land, "", came+"-01-01", unigraph.Done, "To the country.")
		}
		batches = append(batches, a.batch())
	}
	return storeOf(t, batches...)
}

// leagues loads n universities that are members of n alliances, and partners.
func leagues(t *testing.T, n int) unigraph.Store {
	t.Helper()
	var all []unigraph.Entity
	a := article("leagues", "News", "2020")
	for i := range n {
		all = append(all, entity(unigraph.EntityID(fmt.Sprintf("university:u%02d", i)), fmt.Sprintf("University %d", i), "FR"))
		a.Entities = append(a.Entities, all[i], entity(unigraph.EntityID(fmt.Sprintf("alliance:a%02d", i)), fmt.Sprintf("Alliance %d", i), ""))
	}
	for i := range n {
		for j, u := range all {
			a.related(unigraph.MemberOf, u, a.Entities[2*i+1], "", "", unigraph.Done, "It is a member.")
			if i < j {
				a.signed(unigraph.Memorandum, "2019", unigraph.Done, "They signed.", all[i], u)
			}
		}
	}
	return storeOf(t, a.batch())
}

// countries loads n countries of so many universities, all of them partners of one.
func countries(t *testing.T, n, universities int) unigraph.Store {
	t.Helper()
	hub := entity("university:hub", "Hub University", "DE")
	a := article("countries", "News", "2020", hub)
	for i := range n * universities {
		code := string([]byte{'A' + byte(i%n/20), 'A' + byte(i%n%20)})
		u := entity(unigraph.EntityID(fmt.Sprintf("university:u%04d", i)), fmt.Sprintf("University %d", i), code)
		a.Entities = append(a.Entities, u)
		if i < n {
			a.Entities = append(a.Entities, entity(unigraph.EntityID("country:"+strings.ToLower(code)), code, code))
		}
		a.signed(unigraph.Memorandum, "2019", unigraph.Done, "They signed.", hub, u)
	}
	return storeOf(t, a.batch())
}

// A place is where a query finds many objects of a type.
type place struct {
	of          *ast.Definition
	open, close string // the query up to the object, and from it
	rows        bool   // whether there is a list on the way
}

func (p place) query(inner string) string { return p.open + inner + p.close }

var schema = generated.NewExecutableSchema(generated.Config{}).Schema()

// placesInRows finds a place in rows for each type of object, on the shortest way.
func placesInRows(t *testing.T) (found []place) {
	seen := map[string]bool{}
	for next := []place{{of: schema.Query, open: "{ ", close: " }"}}; len(next) > 0; next = next[1:] {
		p := next[0]
		if key := fmt.Sprint(p.of.Name, p.rows); seen[key] {
			continue
		} else {
			seen[key] = true
		}
		if p.rows {
			found = append(found, p)
		}
		for _, field := range p.of.Fields {
			of := schema.Types[field.Type.Name()]
			if strings.HasPrefix(field.Name, "__") || !of.IsCompositeType() || p.of == schema.Query && isLookUp(field) {
				continue
			}
			in := place{open: p.open + field.Name + p.arguments(t, field) + " { ", close: " }" + p.close, rows: p.rows || field.Type.Elem != nil}
			for _, possible := range schema.GetPossibleTypes(of) {
				to := in
				to.of = possible
				if of.IsAbstractType() {
					to.open, to.close = in.open+"... on "+possible.Name+" { ", " }"+in.close
				}
				next = append(next, to)
			}
		}
	}
	return found
}

// isLookUp reports whether the client names what a question of Query is about: it
// begins with no rows of the store.
func isLookUp(field *ast.FieldDefinition) bool {
	return slices.ContainsFunc(field.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Name == "id" || a.Name == "ids" || a.Name == "code" })
}

// How to ask where the schema does not say it.
var required = map[string]string{
	"Query.partnersByCountry": `of: {}`, "Query.ageingAgreements": `years: 0, asOf: "2026"`, "Query.search": `text: "uni"`,
	"Query.paths": `from: "university:port", to: "university:hub"`,
}

// arguments asks a field for many rows, and for what it requires.
func (p place) arguments(t *testing.T, field *ast.FieldDefinition) string {
	var arguments []string
	known := required[p.of.Name+"."+field.Name]
	if known != "" {
		arguments = append(arguments, known)
	}
	for _, a := range field.Arguments {
		switch of := schema.Types[a.Type.Name()]; {
		case a.Name == "first":
			arguments = append(arguments, "first: 100")
		case a.Type.NonNull && a.DefaultValue == nil && of.Kind == ast.Enum:
			arguments = append(arguments, a.Name+": "+of.EnumValues[len(of.EnumValues)-1].Name)
		case a.Type.NonNull && a.DefaultValue == nil && known == "":
			t.Fatalf("say in required how to ask for %s.%s", p.of.Name, field.Name)
		}
	}
	if len(arguments) == 0 {
		return ""
	}
	return "(" + strings.Join(arguments, ", ") + ")"
}

// whole selects what a field has that costs a call: of a connection all, of
// objects their plain fields.
func (p place) whole(t *testing.T, field *ast.FieldDefinition) string {
	of := schema.Types[field.Type.Name()]
	if !of.IsCompositeType() {
		return ""
	}
	selected := []string{"__typename"}
	for _, inner := range of.Fields {
		switch kind := schema.Types[inner.Type.Name()]; {
		case strings.HasPrefix(inner.Name, "__"):
		case kind.IsLeafType() && len(inner.Arguments) == 0:
			selected = append(selected, inner.Name)
		case inner.Arguments.ForName("field") != nil:
			for _, key := range schema.Types[inner.Arguments.ForName("field").Type.Name()].EnumValues {
				selected = append(selected, key.Name+": "+inner.Name+"(field: "+key.Name+") { label }")
			}
		case strings.HasSuffix(of.Name, "Connection"):
			selected = append(selected, inner.Name+" { __typename }")
		}
	}
	return " { " + strings.Join(selected, " ") + " }"
}

// rowsIn are how many rows an answer has with the field named probe, and how many
// edges these have.
type rowsIn struct{ probes, edges int }

// callsIn counts the calls that a query makes, and the rows that they find.
func callsIn(t *testing.T, store unigraph.Reader, query string) (calls map[string]int, rows rowsIn) {
	t.Helper()
	var mu sync.Mutex
	calls = map[string]int{}
	c := config(t.Output())
	c.Limits.Complexity, c.Limits.Aliases = 1<<40, 1000
	handler := graph.NewHandler(hooked{store, func(call string) error {
		mu.Lock()
		calls[call]++
		mu.Unlock()
		time.Sleep(time.Second)
		return nil
	}}, c)
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/query?query="+url.QueryEscape(query), nil))
	if answer.Code != http.StatusOK || strings.Contains(answer.Body.String(), `"errors"`) {
		t.Fatalf("status %d: %.500s\n%s", answer.Code, answer.Body, query)
	}
	body := answer.Body.String()
	return calls, rowsIn{strings.Count(body, `"probe":`), strings.Count(body, `Edge"`)}
}
