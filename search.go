package unigraph

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SearchQuery asks for entities by what somebody types: the beginnings of
// words of a name, in any case and script, with or without diacritics, and
// perhaps misspelled. An entity is found by one of its names if every word typed
// begins a word of that name or is close to one.
type SearchQuery struct {
	Text  string
	Types []EntityType // any of these; none means all
	Limit int          // how many hits at most, 1 to MaxHits
}

// What a search may ask for.
const (
	MaxHits        = 100
	MaxSearchWords = 8
	maxSearchText  = 200 // bytes
)

// Validate reports a query that is too long, or has no words, as ErrInvalid.
func (q SearchQuery) Validate() error {
	switch words := len(q.words()); {
	case len(q.Text) > maxSearchText || words > MaxSearchWords:
		return fmt.Errorf("%w: search for %d bytes, %d words: want %d, %d at most", ErrInvalid, len(q.Text), words, maxSearchText, MaxSearchWords)
	case words == 0:
		return fmt.Errorf("%w: search for no letters", ErrInvalid)
	case q.Limit < 1 || q.Limit > MaxHits:
		return fmt.Errorf("%w: %d hits: want 1 to %d", ErrInvalid, q.Limit, MaxHits)
	}
	return nil
}

func (q SearchQuery) words() []string { return strings.Fields(Fold(q.Text)) }

// A Hit is an entity that was searched for.
type Hit struct {
	Entity Entity
	Name   string  // the one of its names that fits best
	Score  float64 // how well it fits, 0 to 1
}

// Candidates are entities that a search may find: an engine reads them from its
// text index. There each word of a folded name is a term.
type Candidates struct {
	Words []string     // folded: each begins a term of the entity or, with Close, is close to one as CloseTo says
	Close bool         // whether close terms count
	Types []EntityType // any of these; none means all
	Limit int          // the first by id
	Whole bool         // nobody, where there are more than Limit: to order them takes long
}

// maxCandidates is how many entities are compared at a time.
const maxCandidates = 200

// A Searcher finds candidates.
type Searcher interface {
	// FindCandidates gives entities that have all the words, in the order of ids,
	// and whether there are more; they may have them in different names.
	FindCandidates(ctx context.Context, c Candidates) (PageOf[Entity], error)
	// FindBeginning gives entities whose id goes on after its type with the text, in
	// the order of ids, limit of them at most.
	FindBeginning(ctx context.Context, text string, types []EntityType, limit int) ([]Entity, error)
}

// Search gives the best hits, best first, then the shortest name, then by id. It
// looks for misspelled words only where the words as typed find nobody.
func Search(ctx context.Context, store Searcher, q SearchQuery) ([]Hit, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	c := Candidates{Words: q.words(), Types: q.Types, Limit: maxCandidates}
	hits, err := searchAsTyped(ctx, store, c, q.Limit)
	if err != nil {
		return nil, err
	}
	if len(hits) == 0 && slices.ContainsFunc(c.Words, Misspellable) {
		c.Close = true
		found, err := store.FindCandidates(ctx, c)
		if err != nil {
			return nil, err
		}
		hits = rankHits(c.Words, found.Items)
	}
	return hits[:min(q.Limit, len(hits))], nil
}

// searchAsTyped takes those whose ids, which are made of names, begin as the text
// does, where these are many; else all who have the words, where they are few;
// and the first of all by id only where both is too little.
func searchAsTyped(ctx context.Context, store Searcher, c Candidates, enough int) ([]Hit, error) {
	beginning, err := store.FindBeginning(ctx, strings.Join(c.Words, "-"), c.Types, c.Limit)
	if err != nil {
		return nil, err
	}
	hits := rankHits(c.Words, beginning)
	if len(hits) == c.Limit { // and the text index, which takes longer, has more than that
		return hits, nil
	}
	c.Whole = true
	found, err := store.FindCandidates(ctx, c)
	switch {
	case err != nil:
		return nil, err
	case !found.More:
		return rankHits(c.Words, found.Items), nil
	case len(hits) >= enough:
		return hits, nil
	}
	c.Whole = false
	found, err = store.FindCandidates(ctx, c)
	return rankHits(c.Words, found.Items), err
}

func rankHits(words []string, found []Entity) (hits []Hit) {
	for _, e := range found {
		best := Hit{Entity: e}
		for i, name := range e.Names() {
			score := fit(words, strings.Fields(Fold(name)))
			if i > 0 {
				score *= 0.99 // the main name first
			}
			if score > best.Score {
				best.Name, best.Score = name, score
			}
		}
		if best.Score > 0 {
			best.Score = math.Round(1000*best.Score) / 1000
			hits = append(hits, best)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return hits
}

// fit says how well typed words fit a name, 0 to 1: each word is best as it
// stands, then as a beginning, then close; names that begin so, and names
// without other words, fit better.
func fit(typed, name []string) float64 {
	if len(name) == 0 {
		return 0
	}
	sum := 0.0
	used := make([]bool, len(name))
	for _, word := range typed {
		best, at := 0.0, -1
		for i, n := range name {
			if q := quality(word, n); !used[i] && q > best {
				best, at = q, i
			}
		}
		if at < 0 {
			return 0
		}
		used[at] = true
		sum += best
	}
	score := 0.7 * sum / float64(len(typed))
	if quality(typed[0], name[0]) > 0 {
		score += 0.15
	}
	return score + 0.15*float64(len(typed))/float64(max(len(typed), len(name)))
}

func quality(typed, word string) float64 {
	switch {
	case typed == word:
		return 1
	case strings.HasPrefix(word, typed):
		return 0.7 + 0.2*float64(len(typed))/float64(len(word))
	case CloseTo(typed, word):
		return 0.5
	}
	return 0
}

// CloseTo reports whether a word may be another one misspelled: both begin alike
// and have four letters or more and no digits, and one letter of them, two from
// eight letters on, is wrong, missing, too many or swapped with the next.
func CloseTo(typed, word string) bool {
	first, _ := utf8.DecodeRuneInString(typed)
	other, _ := utf8.DecodeRuneInString(word)
	if first != other || strings.ContainsFunc(typed, unicode.IsDigit) || strings.ContainsFunc(word, unicode.IsDigit) {
		return false
	}
	a, b := []rune(typed), []rune(word)
	if len(a) < 4 || len(b) < 4 {
		return false
	}
	return Edits(a) >= distance(a, b, Edits(a))
}

// Misspellable reports whether words may be close to this one.
func Misspellable(word string) bool { return CloseTo(word, word) }

// Edits is how many letters of a word may be wrong.
func Edits(word []rune) int {
	if len(word) >= 8 {
		return 2
	}
	return 1
}

// distance is the number of letters to change, drop, add or swap with the next
// to make b of a, or more than most.
func distance(a, b []rune, most int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	var before []int // the row before the last
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
