package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sort"

	"unigraph"
	"unigraph/graph/model"
)

// firstOf gives the first of rows: as many as a client wants, or as usual.
func firstOf[T any](rows []T, first *int, usual int) ([]T, error) {
	most := valueOr(first, usual)
	if err := inRange("first", most, 0, maxFirst); err != nil {
		return nil, err
	}
	return rows[:min(most, len(rows))], nil
}

// inMemory lists rows that have been read: each has a key of its own, and they
// come in the order of their keys.
func inMemory[T any](ctx context.Context, rows []T, key func(T) string, s span, groups model.Grouper) (*model.Connection[T], error) {
	page, err := s.page(ctx)
	if err != nil {
		return nil, err
	}
	return connection(cut(rows, key, page), page, rowed[T]{id: key, groups: groups}), nil
}

// cut gives the part of rows that p asks for. A row need not be there to begin
// after it.
func cut[T any](rows []T, key func(T) string, p unigraph.Page) unigraph.PageOf[T] {
	found := unigraph.PageOf[T]{Total: len(rows)}
	if p.Before != "" {
		rows = rows[:sort.Search(len(rows), func(i int) bool { return key(rows[i]) >= string(p.Before) })]
	}
	if p.After != "" {
		rows = rows[sort.Search(len(rows), func(i int) bool { return key(rows[i]) > string(p.After) }):]
	}
	if found.More = len(rows) > p.Limit; found.More && p.FromEnd {
		rows = rows[len(rows)-p.Limit:]
	} else if found.More {
		rows = rows[:p.Limit]
	}
	found.Items = rows
	return found
}

// tally counts rows by a key, most first.
func tally[T any](rows []T, key func(T) string) []unigraph.Group {
	counts := map[string]int{}
	for _, row := range rows {
		counts[key(row)]++
	}
	groups := make([]unigraph.Group, 0, len(counts))
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		groups = append(groups, unigraph.Group{Key: key, Count: counts[key]})
	}
	slices.SortStableFunc(groups, func(a, b unigraph.Group) int { return cmp.Compare(b.Count, a.Count) })
	return groups
}
