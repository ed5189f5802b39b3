package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph/store/mem"
)

// Rows say the same whether they are written as they are or, because more is
// asked of them, by the library.
func TestPlainRows(t *testing.T) {
	store := mem.Open()
	t.Cleanup(func() { store.Close() })
	fill(t, store)
	server := serve(t, store)
	rows := func(query string) (rows []map[string]any) {
		var got struct {
			Data struct {
				Of struct{ Rows []map[string]any }
			}
		}
		answer := ask(t, server, query, "")
		if err := json.Unmarshal([]byte(answer), &got); err != nil || got.Data.Of.Rows == nil {
			t.Fatalf("%v: %s", err, answer)
		}
		return got.Data.Of.Rows
	}
	for _, c := range []struct {
		open, fields, more string
		want               int // rows
	}{
		{`{ of: university(id: "` + string(dut.ID) + `") { rows: partnersByCountry {`,
			`__typename partners n: agreements ...C } } }
			fragment C on CountryCount { country { code ...E } country { again: code none: id @skip(if: true) } }
			fragment E on Entity { id ... on Country { name } ... on Person { aliases } }`, "share", 4},
		{`{ of: university(id: "` + string(nust.ID) + `") { rows: partnersByCountry {`, `partners } } }`, "share", 0},
		{`{ of: universities(first: 100) { rows: nodes {`,
			`id ... on Entity { called: name } ...N country { name code id } } } } fragment N on Node { again: id }`, "linked", 12},
	} {
		plain, other := rows(c.open+c.fields), rows(c.open+c.more+" "+c.fields)
		for _, row := range other {
			delete(row, c.more)
		}
		if diff := cmp.Diff(other, plain); diff != "" || len(plain) != c.want {
			t.Errorf("%d rows, want %d (-by the library +plain):\n%s", len(plain), c.want, diff)
		}
	}
}
