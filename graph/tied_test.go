package graph_test

import (
	"encoding/json"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph/graph"
	"unigraph/store/mem"
)

// Lists in the rows of a list, which are read together, are those of each row
// asked for alone.
func TestRowsAreAsAlone(t *testing.T) {
	store := mem.Open()
	fill(t, store)
	c := config(t.Output())
	c.Limits.Complexity = 1 << 40
	server := httptest.NewServer(graph.NewHandler(store, c))
	defer server.Close()
	for _, list := range []string{
		`partners(first: 2, orderBy: NAME_DESC) { totalCount pageInfo { hasNextPage endCursor } nodes { university { name } partners agreements { totalCount nodes { date } } } }`,
		`partners(last: 1, orderBy: AGREEMENTS) { totalCount pageInfo { hasPreviousPage startCursor } nodes { university { id } agreements { totalCount } } }`,
		`partners(orderBy: PARTNERS_DESC, since: "2015", filter: { countries: ["CN", "IT"] }) { totalCount nodes { university { id } } }`,
		`agreements(first: 1, orderBy: DATE_DESC) { totalCount pageInfo { hasNextPage endCursor } nodes { id kind } groupBy(field: YEAR) { key count } }`,
		`agreements(last: 2, since: "2015", modality: [DONE, PLANNED]) { totalCount nodes { id } }`,
		`agreements { groupBy(field: COUNTRY) { key label count } by: groupBy(field: ALLIANCE, first: 1) { key label count } }`,
		`visitors { groupBy(field: SUBJECT_COUNTRY) { key label count } }`,
		`people { groupBy(field: ROLE) { key count } }`,
		`partners { totalCount groupBy(field: COUNTRY) { key count } nodes { agreements { groupBy(field: KIND) { key count } } } }`,
		`alliances { members { groupBy(field: COUNTRY) { key count } } }`,
		`alliances(first: 1) { name }`,
		`memberships(first: 1, orderBy: DATE_DESC, modality: [DONE, ENDED]) { totalCount pageInfo { hasNextPage endCursor } nodes { id alliance { name } evidence { quote } } groupBy(field: YEAR) { key count } }`,
		`agreements { nodes { evidenceConnection(last: 1) { totalCount pageInfo { hasPreviousPage startCursor } nodes { quote } groupBy(field: MONTH) { key count } } stories { totalCount edges { cursor } groupBy(field: YEAR) { label } } } }`,
		`alliancePartners(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { university { id } direct via { id } } groupBy(field: COUNTRY) { key count } }`,
		`alliancePartners(last: 1, direct: true) { totalCount pageInfo { hasPreviousPage } nodes { university { id } } groupBy(field: COUNTRY) { key count } }`,
		`alliancePartners(direct: false, filter: { countries: ["IT", "KR"] }) { totalCount nodes { university { id } } }`,
		`country { universities(first: 1, orderBy: NAME_DESC) { totalCount pageInfo { hasNextPage } nodes { id } groupBy(field: TYPE) { key count } } }`,
		`country { universities(last: 1, orderBy: AGREEMENTS, filter: { linked: true }) { totalCount pageInfo { hasPreviousPage } nodes { id } } }`,
	} {
		type row struct {
			ID   string
			List any
		}
		var rows struct {
			Data struct{ Universities struct{ Nodes []row } }
		}
		decode(t, ask(t, server, `{ universities { nodes { id list: `+list+` } } }`, ""), &rows)
		if len(rows.Data.Universities.Nodes) < 10 {
			t.Fatalf("%d rows", len(rows.Data.Universities.Nodes))
		}
		for _, got := range rows.Data.Universities.Nodes {
			var alone struct{ Data struct{ University row } }
			decode(t, ask(t, server, `{ university(id: "`+got.ID+`") { id list: `+list+` } }`, ""), &alone)
			if diff := cmp.Diff(alone.Data.University, got); diff != "" {
				t.Errorf("%s of %s (-alone +in rows):\n%s", list, got.ID, diff)
			}
		}
	}
}

func decode(t *testing.T, answer string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(answer), into); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
}
