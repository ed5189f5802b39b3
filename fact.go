package unigraph

import (
	"cmp"
	"slices"
)

// A FactID names an agreement or a relation: readable, computed by the join
// from what the fact is about, and so the same on every engine.
type FactID string

// A Modality tells a fact from a plan. Queries answer with Done unless asked
// otherwise.
type Modality string

// The modalities.
const (
	Done    Modality = "done"    // has happened, or is so
	Planned Modality = "planned" // is intended, hoped for or under discussion
	Ended   Modality = "ended"   // was so and is no longer: expired, left, cancelled
	Denied  Modality = "denied"  // is stated not to have happened
)

// Modalities lists every modality.
var Modalities = []Modality{Done, Planned, Ended, Denied}

// Evidence is a piece of an article that a reader needs to believe a fact.
type Evidence struct {
	Article    ArticleID
	Quote      string  // the sentence, exactly as the article has it
	Start, End int     // bytes of the article's text that Quote covers: [Start, End)
	Confidence float64 // that the fact is right, 0 to 1
	Rule       string  // the rule that found it, such as "signed/active"
}

// Compare orders evidence by article, then by place in it.
func (e Evidence) Compare(o Evidence) int {
	return cmp.Or(cmp.Compare(e.Article, o.Article), cmp.Compare(e.Start, o.Start), cmp.Compare(e.End, o.End),
		cmp.Compare(e.Rule, o.Rule), cmp.Compare(e.Quote, o.Quote), cmp.Compare(e.Confidence, o.Confidence))
}

// joinEvidence gives the evidence of a joined fact, sorted and each piece once,
// and the confidence of the best piece.
func joinEvidence(lists ...[]Evidence) ([]Evidence, float64) {
	all := slices.Concat(lists...)
	slices.SortFunc(all, Evidence.Compare)
	all = slices.Compact(all)
	best := 0.0
	for _, e := range all {
		best = max(best, e.Confidence)
	}
	return all, best
}

// joinByDate parts reports of one key into events. Reports with compatible
// dates, that is equal, or one missing or coarser, are one event; a coarse
// report that fits several events joins the latest. The most precise report of
// each event comes first. The result depends on the set of reports alone if
// order is total.
func joinByDate[T any](reports []T, date func(T) Date, order func(a, b T) int) [][]T {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, func(a, b T) int {
		return cmp.Or(cmp.Compare(len(date(b)), len(date(a))), cmp.Compare(date(a), date(b)), order(a, b))
	})
	var events [][]T
	for _, r := range reports {
		fit := -1
		for i, e := range events {
			if date(r).Covers(date(e[0])) && (fit < 0 || date(e[0]) > date(events[fit][0])) {
				fit = i
			}
		}
		if fit < 0 {
			events = append(events, []T{r})
		} else {
			events[fit] = append(events[fit], r)
		}
	}
	return events
}
