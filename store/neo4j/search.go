package neo4j

import (
	"context"
	"fmt"
	"strings"

	"unigraph"
)

// FindCandidates implements unigraph.Searcher.
func (s *Store) FindCandidates(ctx context.Context, c unigraph.Candidates) (page unigraph.PageOf[unigraph.Entity], err error) {
	cypher := findCandidates
	if c.Whole {
		cypher = findFewCandidates
	}
	records, err := s.read(ctx, "search", cypher, row{"terms": lucene(c), "limit": c.Limit + 1})
	page.More = len(records) > c.Limit
	if !page.More || !c.Whole {
		for _, r := range records[:min(c.Limit, len(records))] {
			page.Items = append(page.Items, entityOf(r))
		}
	}
	return page, err
}

// FindBeginning implements unigraph.Searcher.
func (s *Store) FindBeginning(ctx context.Context, text string, types []unigraph.EntityType, limit int) ([]unigraph.Entity, error) {
	records, err := s.read(ctx, "search", findBeginning, row{"ranges": idRanges(beginnings(types, text), "", ""), "limit": limit})
	var found []unigraph.Entity
	for _, r := range records {
		found = append(found, entityOf(r))
	}
	return found, err
}

func beginnings(types []unigraph.EntityType, text string) []string {
	prefixes := entityPrefixes(types)
	for i := range prefixes {
		prefixes[i] += ordered(text)
	}
	return prefixes
}

// lucene writes c in the query language of the text index. Folded words hold
// letters and digits alone, so nothing in them means anything to it.
func lucene(c unigraph.Candidates) string {
	var terms []string
	for _, word := range c.Words {
		term := word + "*"
		if c.Close && unigraph.Misspellable(word) {
			term = fmt.Sprintf("(%s OR %s~%d)", term, word, unigraph.Edits([]rune(word)))
		}
		terms = append(terms, "+folded:"+term)
	}
	if len(c.Types) > 0 {
		terms = append(terms, "+("+strings.Join(idTerms(c.Types), " OR ")+")")
	}
	return strings.Join(terms, " ")
}

// idTerms find entities by their ids, which begin with their types.
func idTerms(types []unigraph.EntityType) (terms []string) {
	for _, prefix := range entityPrefixes(types) {
		terms = append(terms, "id:"+strings.ReplaceAll(prefix, ":", `\:`)+"*")
	}
	return terms
}
