package neo4j

import (
	"context"
	"fmt"
	"strings"

	"unigraph"
)

// FindCandidates implements unigraph.Searcher.
func (s *Store) FindCandidates(ctx context.Context, c unigraph.Candidates) ([]unigraph.Entity, error) {
	records, err := s.read(ctx, "search", findCandidates, row{
		"terms": lucene(c), "types": toStrings(sortedSet(c.Types)), "limit": c.Limit,
	})
	var found []unigraph.Entity
	for _, r := range records {
		found = append(found, entityOf(r))
	}
	return found, err
}

// lucene writes c in the query language of the text index. Folded words hold
// letters and digits alone, so nothing in them means anything to it.
func lucene(c unigraph.Candidates) string {
	var terms []string
	for _, word := range c.Words {
		term := word + "*"
		if c.Close && unigraph.CloseTo(word, word) { // a word that can be misspelled
			term = fmt.Sprintf("(%s OR %s~%d)", term, word, unigraph.Edits([]rune(word)))
		}
		terms = append(terms, "+"+term)
	}
	return strings.Join(terms, " ")
}
