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
	asked   string // what comes before the columns: the number of its filter, where it is one of many
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
	return clause{"SELECT " + q.asked + columns + " FROM " + q.from.text + " WHERE " + where.text, slices.Concat(q.from.args, where.args)}
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

// findEach answers with the page p of the query for each filter. What is what it
// does, for errors.
func findEach[F unigraph.Filter, T any](ctx context.Context, s *Store, what string, fs []F, p unigraph.Page, find func(F) query, scan func(scanner) (T, error), known ...unigraph.OrderBy) (pages []unigraph.PageOf[T], err error) {
	defer s.failed(ctx, what, &err)
	if err := askable(ctx, s, fs, p, known...); err != nil {
		return nil, err
	}
	qs := queries(fs, find)
	pages = make([]unigraph.PageOf[T], len(fs))
	if p.Limit > 0 {
		items, err := readEach(ctx, s, qs, func(q query) clause { return q.rows(p) }, scan)
		if err != nil {
			return nil, err
		}
		for i := range pages {
			pages[i] = unigraph.Cut(items[i], p)
		}
	}
	if p.Total {
		counts, err := readEach(ctx, s, qs, func(q query) clause { return q.text("count(*)") }, scanValue[int])
		if err != nil {
			return nil, err
		}
		for i := range pages {
			pages[i].Total = counts[i][0]
		}
	}
	return pages, nil
}

// queries are those for each filter, numbered if they are several.
func queries[F unigraph.Filter](fs []F, find func(F) query) []query {
	qs := make([]query, len(fs))
	for i, f := range fs {
		if qs[i] = find(f); len(fs) > 1 {
			qs[i].asked = strconv.Itoa(i) + ", "
		}
	}
	return qs
}

// askable says why questions cannot be answered, nil if they can.
func askable[F unigraph.Filter](ctx context.Context, s *Store, fs []F, p unigraph.Page, known ...unigraph.OrderBy) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	return unigraph.ValidateQuestion(fs, p, known...)
}

// mostQueries is how many are put together in one. SQLite takes 500, with 32,766
// parameters, but for each of so many it works several times as long.
const mostQueries = 25

// readEach reads the rows that each query gives, in its order, all together.
func readEach[T any](ctx context.Context, s *Store, qs []query, text func(query) clause, scan func(scanner) (T, error)) ([][]T, error) {
	found := make([][]T, len(qs))
	if len(qs) == 1 {
		var err error
		one := text(qs[0])
		found[0], err = collect(ctx, s, scan, one.text, one.args...)
		return found, err
	}
	for part := range slices.Chunk(qs, mostQueries) {
		all := union(part, text)
		_, err := collectOnce(ctx, s, func(row scanner) (item T, err error) {
			n := numbered{scanner: row}
			item, err = scan(&n)
			found[n.index] = append(found[n.index], item)
			return item, err
		}, all.text, all.args...)
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// union puts queries together, whose rows come one query after the other: each
// has a limit of its own or one row, so that SQLite keeps their order.
func union(qs []query, text func(query) clause) clause {
	var parts []string
	var args []any
	for _, q := range qs {
		one := text(q)
		parts, args = append(parts, "SELECT * FROM ("+one.text+")"), append(args, one.args...)
	}
	return clause{strings.Join(parts, " UNION ALL "), args}
}

// A scanner is a row to scan.
type scanner interface{ Scan(into ...any) error }

// A numbered row begins with an index.
type numbered struct {
	scanner
	index int
}

func (r *numbered) Scan(into ...any) error {
	return r.scanner.Scan(append([]any{&r.index}, into...)...)
}

// collect scans all rows of a query, which stays prepared.
func collect[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), text string, args ...any) ([]T, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return scanAll(rows, scan)
}

// collectOnce is collect for a query of several, whose text is long and hardly
// ever the same again.
func collectOnce[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), text string, args ...any) ([]T, error) {
	rows, err := s.reader.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return scanAll(rows, scan)
}

func scanAll[T any](rows *sql.Rows, scan func(scanner) (T, error)) ([]T, error) {
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

func scanValue[T any](row scanner) (v T, err error) {
	err = row.Scan(&v)
	return v, err
}

// prefixes are the beginnings of ids, in lower case.
func prefixes[T ~string](values []T) (ps []string) {
	for _, v := range values {
		ps = append(ps, strings.ToLower(string(v)))
	}
	return ps
}
