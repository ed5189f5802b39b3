package sqlite

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
	"unicode/utf8"

	"unigraph"
)

// FindCandidates implements unigraph.Searcher.
func (s *Store) FindCandidates(ctx context.Context, c unigraph.Candidates) (found []unigraph.Entity, err error) {
	defer s.failed(ctx, "search", &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	terms := make([]string, len(c.Words))
	for i, word := range c.Words {
		terms[i] = quoted(word) + "*"
		if !c.Close {
			continue
		}
		close, err := s.closeTo(ctx, word)
		if err != nil {
			return nil, err
		}
		terms[i] = "(" + strings.Join(append(close, terms[i]), " OR ") + ")"
	}
	q := query{from: clause{text: "words w CROSS JOIN entities e ON e.id = w.rowid"}}
	q.where.and("w.words MATCH ?", strings.Join(terms, " AND "))
	q.where = append(q.where, in("e.type", c.Types)...)
	text := q.text("e.id") // first which: a sort of whole rows would take longer
	return collect(ctx, s, func(rows *sql.Rows) (unigraph.Entity, error) { return scanEntity(rows) },
		"SELECT "+entityColumns+" FROM ("+text.text+" ORDER BY e.entity LIMIT "+strconv.Itoa(c.Limit)+
			") f CROSS JOIN entities e ON e.id = f.id ORDER BY e.entity", text.args...)
}

// closeTo gives the terms of the index that a word may be misspelled of, quoted.
// All of them begin with the same letter.
func (s *Store) closeTo(ctx context.Context, word string) (terms []string, err error) {
	first, size := utf8.DecodeRuneInString(word)
	known, err := collect(ctx, s, scanValue[string], "SELECT term FROM vocabulary WHERE term >= ? AND term < ?", word[:size], string(first+1))
	for _, term := range known {
		if unigraph.CloseTo(word, term) {
			terms = append(terms, quoted(term))
		}
	}
	return terms, err
}

// quoted makes a term of the query language of FTS5; folded words have no quotes.
func quoted(word string) string { return `"` + word + `"` }
