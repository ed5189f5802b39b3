package measure

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"unigraph"
)

// A Counter counts what matrices are made of.
type Counter interface {
	Matrix(ctx context.Context, f unigraph.AgreementFilter, countries ...string) ([]unigraph.MatrixCell, error)
	Version(ctx context.Context) (int, error)
	Versions(ctx context.Context) (map[string]int, error)
}

// maxMatrices is how many matrices are kept.
const maxMatrices = 64

// Matrices keeps matrices until the data changes, and then counts again the
// countries that have changed. Its zero value is ready to use, by several
// goroutines.
type Matrices struct {
	mu   sync.Mutex
	kept map[string]matrix // by filter
}

// A matrix is the cells of a version of the data, or a later one.
type matrix struct {
	version  int
	versions map[string]int // of the countries
	cells    []unigraph.MatrixCell
}

// Of gives the matrix of the agreements that f selects. The cells are shared:
// they must not be changed.
func (m *Matrices) Of(ctx context.Context, store Counter, f unigraph.AgreementFilter) ([]unigraph.MatrixCell, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	old, known := m.kept[string(text)]
	m.mu.Unlock()
	version, err := store.Version(ctx) // first, so that what is read is not older
	if err != nil || known && old.version == version {
		return old.cells, err
	}
	versions, err := store.Versions(ctx)
	if err != nil {
		return nil, err
	}
	fresh := matrix{version: version, versions: versions}
	if fresh.cells, err = recount(ctx, store, f, old, versions); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= maxMatrices {
		m.kept = map[string]matrix{}
	}
	m.kept[string(text)] = fresh
	return fresh.cells, nil
}

// recount brings the cells of old up to date: those of the countries that have
// changed, if these are few and all that f asks about.
func recount(ctx context.Context, store Counter, f unigraph.AgreementFilter, old matrix, versions map[string]int) ([]unigraph.MatrixCell, error) {
	var changed []string
	for _, country := range slices.Sorted(maps.Keys(versions)) {
		if versions[country] != old.versions[country] {
			changed = append(changed, country)
		}
	}
	switch {
	case old.versions == nil || asksAround(f) || len(changed) > len(versions)/4:
		return store.Matrix(ctx, f)
	case len(changed) == 0:
		return old.cells, nil
	}
	cells, err := store.Matrix(ctx, f, changed...)
	for _, c := range old.cells {
		if !c.Of(changed) {
			cells = append(cells, c)
		}
	}
	slices.SortFunc(cells, unigraph.MatrixCell.Compare)
	return cells, err
}

// asksAround reports whether f asks about more than agreements: about entities,
// which a change elsewhere may touch.
func asksAround(f unigraph.AgreementFilter) bool {
	return len(f.With) > 0 || slices.ContainsFunc(f.And, asksAround) || slices.ContainsFunc(f.Or, asksAround) || f.Not != nil && asksAround(*f.Not)
}
