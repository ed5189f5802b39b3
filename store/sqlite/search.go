package sqlite

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"unigraph"
)

// FindCandidates implements unigraph.Searcher.
func (s *Store) FindCandidates(ctx context.Context, c unigraph.Candidates) (page unigraph.PageOf[unigraph.Entity], err error) {
	defer s.failed(ctx, "search", &err)
	if err := s.usable(ctx); err != nil {
		return page, err
	}
	match, err := s.match(ctx, c)
	if err != nil {
		return page, err
	}
	q := query{from: clause{text: "words w CROSS JOIN entities e ON e.id = w.rowid"}}
	q.where.and("w.words MATCH ?", match)
	q.where = append(q.where, in("e.type", c.Types)...)
	which := q.text("e.id") // first which: whole rows take longer
	if !c.Whole {
		which.text += " ORDER BY e.entity"
	}
	ids, err := collect(ctx, s, scanValue[int64], which.text+" LIMIT "+strconv.Itoa(c.Limit+1), which.args...)
	if page.More = len(ids) > c.Limit; err != nil || page.More && c.Whole {
		return page, err
	}
	page.Items, err = collect(ctx, s, func(row scanner) (unigraph.Entity, error) { return scanEntity(row) },
		"SELECT "+entityColumns+" FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value ORDER BY e.entity", list(ids[:min(c.Limit, len(ids))]))
	return page, err
}

// match writes c in the query language of FTS5.
func (s *Store) match(ctx context.Context, c unigraph.Candidates) (string, error) {
	terms := make([]string, len(c.Words))
	for i, word := range c.Words {
		terms[i] = quoted(word) + "*"
		if !c.Close || !unigraph.Misspellable(word) {
			continue
		}
		close, err := s.closeTo(ctx, word)
		if err != nil {
			return "", err
		}
		terms[i] = "(" + strings.Join(append(close, terms[i]), " OR ") + ")"
	}
	return strings.Join(terms, " AND "), nil
}

// FindBeginning implements unigraph.Searcher.
func (s *Store) FindBeginning(ctx context.Context, text string, types []unigraph.EntityType, limit int) (found []unigraph.Entity, err error) {
	defer s.failed(ctx, "search", &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	if len(types) == 0 {
		types = unigraph.EntityTypes
	}
	var parts []string // a range of the index each, in the order of ids
	var args []any
	for _, t := range slices.Compact(slices.Sorted(slices.Values(types))) {
		begin := string(t) + ":" + text
		parts = append(parts, "SELECT * FROM (SELECT "+entityColumns+" FROM entities e WHERE e.entity >= ? AND e.entity < ? ORDER BY e.entity LIMIT "+strconv.Itoa(limit)+")")
		args = append(args, begin, begin+string(utf8.MaxRune))
	}
	return collect(ctx, s, func(row scanner) (unigraph.Entity, error) { return scanEntity(row) },
		strings.Join(parts, " UNION ALL ")+" LIMIT "+strconv.Itoa(limit), args...)
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
