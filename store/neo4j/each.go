package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// A statement is Cypher and its parameters.
type statement struct {
	cypher  string
	params  row
	columns string // what it returns, if it may be asked together with others
}

// check says why questions cannot be answered, nil if they can.
func check[F unigraph.Filter](ctx context.Context, s *Store, op string, fs []F, p unigraph.Page, known ...unigraph.OrderBy) error {
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	if err := unigraph.ValidateQuestion(fs, p, known...); err != nil {
		return fmt.Errorf("neo4j: %s: %w", op, err)
	}
	return nil
}

// findEach answers with the page p of the query for each filter: a query for the
// rows, unless none are wanted, and one for their number if it is.
func findEach[F unigraph.Filter, T any](ctx context.Context, s *Store, op string, fs []F, p unigraph.Page, find func(F) query, decode func([]*neo4j.Record) []T, known ...unigraph.OrderBy) ([]unigraph.PageOf[T], error) {
	if err := check(ctx, s, op, fs, p, known...); err != nil {
		return nil, err
	}
	qs := queries(fs, find)
	pages := make([]unigraph.PageOf[T], len(fs))
	if p.Limit > 0 {
		found, err := s.readEach(ctx, op, qs, func(q query) statement { return q.rows(p) })
		if err != nil {
			return nil, err
		}
		for i, records := range found {
			pages[i] = unigraph.Cut(decode(records), p)
		}
	}
	if p.Total {
		found, err := s.readEach(ctx, op, qs, query.count)
		if err != nil {
			return nil, err
		}
		for i, records := range found {
			pages[i].Total = int(field[int64](records[0], "total"))
		}
	}
	return pages, nil
}

func queries[F unigraph.Filter](fs []F, find func(F) query) []query {
	qs := make([]query, len(fs))
	for i, f := range fs {
		qs[i] = find(f)
	}
	return qs
}

// rowsOf decodes records that are a row each.
func rowsOf[T any](decode func(*neo4j.Record) T) func([]*neo4j.Record) []T {
	return func(records []*neo4j.Record) (rows []T) {
		for _, r := range records {
			rows = append(rows, decode(r))
		}
		return rows
	}
}

// readEach gives the records of a statement for each query. Those that differ in
// values alone are run as one; a single one is run as it is.
func (s *Store) readEach(ctx context.Context, op string, qs []query, text func(query) statement) ([][]*neo4j.Record, error) {
	if len(qs) == 1 {
		one := text(qs[0])
		records, err := s.read(ctx, op, one.cypher, one.params)
		return [][]*neo4j.Record{records}, err
	}
	alike := map[string][]statement{} // by Cypher
	for i, q := range qs {
		st := text(q)
		st.params["index"] = i
		alike[st.cypher] = append(alike[st.cypher], st)
	}
	found := make([][]*neo4j.Record, len(qs))
	for _, several := range alike {
		all := together(several)
		records, err := s.read(ctx, op, all.cypher, all.params)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			i := field[int64](r, "index")
			found[i] = append(found[i], r)
		}
	}
	return found, nil
}

// together is one statement for several of the same Cypher: that for each of their
// parameters. Only the limit, which is the same for all, has to be known before; and
// what they call must be told of what is asked.
func together(several []statement) statement {
	each := make([]row, len(several))
	for i, st := range several {
		each[i] = st.params
	}
	inner := strings.NewReplacer("$limit", "$limit", "$", "asked.", "CALL (", "CALL (asked, ").Replace(several[0].cypher)
	return statement{
		cypher: "UNWIND $each AS asked\nCALL (asked) {\n" + inner + "\n}\nRETURN asked.index AS index, " + several[0].columns,
		params: row{"each": each, "limit": each[0]["limit"]},
	}
}
