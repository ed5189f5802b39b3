package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"unigraph"
)

// A query is a SELECT in the making.
type query struct {
	columns string
	from    clause
	where   clauses
	id      string // the column that orders the rows
	above   string // ids are greater, if it is not ""
	below   string // and smaller
	few     bool   // better to find the rows and sort them than to walk through the ids

	orders map[unigraph.OrderBy]string // expressions for what else orders the rows
}

// within narrows q to the range of ids that begin with any of the prefixes and
// the separator: what an index can serve.
func (q *query) within(prefixes []string, separator byte) {
	if len(prefixes) > 0 && !q.few {
		q.above, q.below = slices.Min(prefixes)+string(separator), slices.Max(prefixes)+string(separator+1)
	}
}

// text puts q together, with conditions of its own and others.
func (q query) text(columns string, more ...clause) clause {
	where := append(slices.Clip(q.where), more...).all()
	return clause{"SELECT " + columns + " FROM " + q.from.text + " WHERE " + where.text, slices.Concat(q.from.args, where.args)}
}

// rows is q for the rows between the positions of p, in the direction that p
// is read from.
func (q query) rows(p unigraph.Page) clause {
	by, down := p.Order.By, p.Order.Descending != p.FromEnd
	id := q.id
	if q.few || by != unigraph.ByID {
		id = "+" + id // no index
	}
	var bounds clauses
	after, before := p.After, p.Before
	if p.Order.Descending {
		after, before = before, after
	}
	if by == unigraph.ByID { // one bound each: SQLite searches for one and checks others row by row
		after = max(after, unigraph.Position(q.above))
		if below := unigraph.Position(q.below); before == "" || below != "" && below < before {
			before = below
		}
	}
	if after != "" {
		bounds = append(bounds, q.bound(by, id, ">", after))
	}
	if before != "" {
		bounds = append(bounds, q.bound(by, id, "<", before))
	}
	order := id + direction(down)
	if by != unigraph.ByID {
		order = q.orders[by] + direction(down) + ", " + order
	}
	rows := q.text(q.columns, bounds...)
	return clause{rows.text + " ORDER BY " + order + " LIMIT " + strconv.Itoa(p.Limit+1), rows.args}
}

func direction(down bool) string {
	if down {
		return " DESC"
	}
	return ""
}

// bound is the condition that rows lie on one side of a position.
func (q query) bound(by unigraph.OrderBy, column, operator string, at unigraph.Position) clause {
	value, id := at.Split(by)
	switch {
	case by == unigraph.ByID:
		return clause{column + " " + operator + " ?", []any{id}}
	case by.Counts():
		n, _ := strconv.Atoi(value) // Page.Validate has seen that it is one
		return clause{"(" + q.orders[by] + ", " + column + ") " + operator + " (?, ?)", []any{n, id}}
	}
	return clause{"(" + q.orders[by] + ", " + column + ") " + operator + " (?, ?)", []any{value, id}}
}

// find answers with the page p of q.
func find[T any](ctx context.Context, s *Store, q query, p unigraph.Page, scan func(*sql.Rows) (T, error)) (page unigraph.PageOf[T], err error) {
	if p.Total {
		all := q.text("count(*)")
		totals, err := collect(ctx, s, scanValue[int], all.text, all.args...)
		if err != nil {
			return page, err
		}
		page.Total = totals[0]
	}
	if p.Limit == 0 {
		return page, nil
	}
	rows := q.rows(p)
	items, err := collect(ctx, s, scan, rows.text, rows.args...)
	if err != nil {
		return unigraph.PageOf[T]{}, err
	}
	if page.More = len(items) > p.Limit; page.More {
		items = items[:p.Limit]
	}
	if p.FromEnd {
		slices.Reverse(items)
	}
	page.Items = items
	return page, nil
}

// collect scans all rows.
func collect[T any](ctx context.Context, s *Store, scan func(*sql.Rows) (T, error), text string, args ...any) ([]T, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var items []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, rows.Err()
}

func scanValue[T any](rows *sql.Rows) (v T, err error) {
	err = rows.Scan(&v)
	return v, err
}

// prefixes are the beginnings of ids, in lower case.
func prefixes[T ~string](values []T) (ps []string) {
	for _, v := range values {
		ps = append(ps, strings.ToLower(string(v)))
	}
	return ps
}
