package measure_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/measure"
)

// A counter has the cells and versions it is given, and notes of which
// countries it counts.
type counter struct {
	cells    []unigraph.MatrixCell
	versions map[string]int
	counted  [][]string
}

func (c *counter) Matrix(_ context.Context, _ unigraph.AgreementFilter, countries ...string) (cells []unigraph.MatrixCell, err error) {
	c.counted = append(c.counted, countries)
	for _, cell := range c.cells {
		if cell.Of(countries) {
			cells = append(cells, cell)
		}
	}
	return cells, nil
}

func (c *counter) Version(context.Context) (sum int, err error) {
	for _, n := range c.versions {
		sum += n
	}
	return sum, nil
}

func (c *counter) Versions(context.Context) (map[string]int, error) {
	versions := map[string]int{}
	for country, n := range c.versions {
		versions[country] = n
	}
	return versions, nil
}

func TestMatrices(t *testing.T) {
	cells := func(n int) []unigraph.MatrixCell {
		return []unigraph.MatrixCell{{One: "CN", Other: "IT", Agreements: n}, {One: "CN", Other: "RU", Agreements: 1}, {One: "DE", Other: "RU", Agreements: 4}}
	}
	store := &counter{cells: cells(1), versions: map[string]int{"CN": 1, "IT": 1, "RU": 1, "DE": 1}}
	var m measure.Matrices
	around := unigraph.AgreementFilter{Not: &unigraph.AgreementFilter{With: []unigraph.EntityFilter{{}}}}
	ask := func(what string, f unigraph.AgreementFilter, counted ...[]string) {
		t.Helper()
		store.counted = nil
		got, err := m.Of(t.Context(), store, f)
		if diff := cmp.Diff(store.cells, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", what, err, diff)
		}
		if diff := cmp.Diff(counted, store.counted); diff != "" {
			t.Errorf("%s: counted (-want +got):\n%s", what, diff)
		}
	}
	ask("first", unigraph.AgreementFilter{}, nil)
	ask("again", unigraph.AgreementFilter{})
	ask("about entities", around, nil)
	store.cells = cells(2)
	store.versions["IT"]++
	ask("after a change of one of four", unigraph.AgreementFilter{}, []string{"IT"})
	ask("once more", unigraph.AgreementFilter{})
	ask("about entities after a change", around, nil)
	store.cells = cells(3)[:2]
	store.versions["DE"]++
	store.versions["IT"]++
	ask("after a change of two of four", unigraph.AgreementFilter{}, nil)
}
