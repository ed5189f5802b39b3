package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"unigraph"
)

// A query is a SELECT in the making.
type query struct {
	columns string
	from    string
	id      string // the column that orders the rows and that pages go by
	above   string // ids are greater, if it is not ""
	below   string // and smaller
	where   []string
	args    []any
}

// and narrows q to rows that satisfy cond.
func (q *query) and(cond string, args ...any) {
	q.where, q.args = append(q.where, cond), append(q.args, args...)
}

// andFact narrows q to the facts that f selects; the table has columns date,
// modality and confidence.
func (q *query) andFact(table string, f unigraph.FactFilter) {
	andAny(q, table+".modality", f.WantedModalities())
	q.andRest(table, f)
}

// andAny narrows q to rows whose column is any of few values.
func andAny[T cmp.Ordered](q *query, column string, values []T) {
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	q.where = append(q.where, column+" IN ("+strings.Repeat(", ?", len(values))[2:]+")")
	for _, v := range values {
		q.args = append(q.args, v)
	}
}

// andRest is andFact without the modality.
func (q *query) andRest(table string, f unigraph.FactFilter) {
	date := table + ".date"
	if f.Since != "" {
		q.and(date+" <> '' AND "+date+" || '~' >= ?", string(f.Since))
	}
	if f.Until != "" {
		q.and(date+" <> '' AND "+date+" <= ? || '~'", string(f.Until))
	}
	if f.MinConfidence > 0 {
		q.and(table+".confidence >= ?", f.MinConfidence)
	}
}

// andIn narrows q to rows whose column is any of values; none means all.
func andIn[T ~string](q *query, column string, values []T) {
	if len(values) > 0 {
		q.and(column+" IN (SELECT value FROM json_each(?))", list(values))
	}
}

// andPrefix narrows q to the range of ids that begin with any of the prefixes
// and the separator: what an index can serve.
func (q *query) andPrefix(prefixes []string, separator byte) {
	if len(prefixes) > 0 {
		q.above, q.below = slices.Min(prefixes)+string(separator), slices.Max(prefixes)+string(separator+1)
	}
}

// after is q without the ids up to after. There is one lower bound, because
// SQLite searches for one and checks the others row by row.
func (q query) after(after string) query {
	q.where, q.args = slices.Clip(q.where), slices.Clip(q.args)
	if above := max(q.above, after); above != "" {
		q.and(q.id+" > ?", above)
	}
	if q.below != "" {
		q.and(q.id+" < ?", q.below)
	}
	return q
}

func (q *query) text() string {
	text := "SELECT " + q.columns + " FROM " + q.from
	if len(q.where) > 0 {
		text += " WHERE " + strings.Join(q.where, " AND ")
	}
	return text
}

// find answers with the page p of q.
func find[T any](ctx context.Context, s *Store, q query, p unigraph.Page, scan func(*sql.Rows) (T, error)) (page unigraph.PageOf[T], err error) {
	if p.Total {
		all := q.after("")
		all.columns = "count(*)"
		totals, err := collect(ctx, s, scanValue[int], all.text(), all.args...)
		if err != nil {
			return page, err
		}
		page.Total = totals[0]
	}
	if p.Limit == 0 {
		return page, nil
	}
	q = q.after(p.After)
	items, err := collect(ctx, s, scan, q.text()+" ORDER BY "+q.id+" LIMIT ?", append(q.args, p.Limit+1)...)
	if err != nil {
		return unigraph.PageOf[T]{}, err
	}
	if page.More = len(items) > p.Limit; page.More {
		items = items[:p.Limit]
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
