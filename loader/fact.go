package loader

import (
	"context"
	"iter"
	"slices"

	"unigraph"
)

// A fact is an agreement, or else a relation.
type fact struct {
	agreement unigraph.Agreement
	relation  unigraph.Relation
}

func (f fact) id() unigraph.FactID {
	if f.agreement.ID != "" {
		return f.agreement.ID
	}
	return f.relation.ID
}

// event gives the key and the date that tell which reports are of one event.
func (f fact) event() (key string, date unigraph.Date) {
	if f.agreement.ID != "" {
		return f.agreement.Key(), f.agreement.Date
	}
	if f.relation.Kind != unigraph.Visited {
		return f.relation.Key(), "" // a state, whatever its date
	}
	return f.relation.Key(), f.relation.Date
}

// same tells whether f and o would be joined.
func (f fact) same(o fact) bool {
	key, date := f.event()
	otherKey, otherDate := o.event()
	return key == otherKey && (date.Covers(otherDate) || otherDate.Covers(date))
}

func idsOf(facts []fact) []unigraph.FactID {
	ids := make([]unigraph.FactID, len(facts))
	for i, f := range facts {
		ids[i] = f.id()
	}
	return ids
}

// everything selects facts of every modality.
var everything = unigraph.FactFilter{Modalities: unigraph.Modalities}

// pagesOfFacts gives all facts of a store, a page at a time.
func pagesOfFacts(ctx context.Context, s unigraph.Finder) iter.Seq2[[]fact, error] {
	return func(yield func([]fact, error) bool) {
		_ = pages(agreements(ctx, s, unigraph.AgreementFilter{FactFilter: everything}), yield) &&
			pages(relations(ctx, s, unigraph.RelationFilter{FactFilter: everything}), yield)
	}
}

// A finder finds a page of facts.
type finder func(unigraph.Page) (facts []fact, more bool, err error)

func agreements(ctx context.Context, s unigraph.Finder, f unigraph.AgreementFilter) finder {
	return func(p unigraph.Page) (facts []fact, more bool, err error) {
		found, err := s.FindAgreements(ctx, f, p)
		for _, a := range found.Items {
			facts = append(facts, fact{agreement: a})
		}
		return facts, found.More, err
	}
}

func relations(ctx context.Context, s unigraph.Finder, f unigraph.RelationFilter) finder {
	return func(p unigraph.Page) (facts []fact, more bool, err error) {
		found, err := s.FindRelations(ctx, f, p)
		for _, r := range found.Items {
			facts = append(facts, fact{relation: r})
		}
		return facts, found.More, err
	}
}

// pages yields the pages of find, and tells whether more is wanted.
func pages(find finder, yield func([]fact, error) bool) bool {
	for p := (unigraph.Page{Limit: unigraph.MaxPage}); ; {
		facts, more, err := find(p)
		if err != nil {
			yield(nil, err)
			return false
		}
		if !yield(facts, nil) {
			return false
		}
		if !more {
			return true
		}
		p.After = unigraph.Position(facts[len(facts)-1].id())
	}
}

// find gives for each of the facts that which a store would join it to, if it
// has one: by its id, else by what it is about.
func find(ctx context.Context, s unigraph.Finder, facts []fact) (map[unigraph.FactID]unigraph.FactID, error) {
	found := map[unigraph.FactID]unigraph.FactID{}
	ids := idsOf(facts)
	if len(ids) == 0 {
		return found, nil
	}
	for _, find := range []finder{
		agreements(ctx, s, unigraph.AgreementFilter{FactFilter: everything, IDs: ids}),
		relations(ctx, s, unigraph.RelationFilter{FactFilter: everything, IDs: ids}),
	} {
		equal, _, err := find(unigraph.Page{Limit: unigraph.MaxPage}) // there are no more than facts
		if err != nil {
			return nil, err
		}
		for _, f := range equal {
			found[f.id()] = f.id()
		}
	}
	for _, f := range facts {
		if _, done := found[f.id()]; done || f.agreement.ID == "" && f.relation.Kind != unigraph.Visited {
			continue
		}
		o, known, err := findEvent(ctx, s, f)
		if err != nil {
			return nil, err
		}
		if known {
			found[f.id()] = o.id()
		}
	}
	return found, nil
}

// findEvent looks for the event that f is a report of.
func findEvent(ctx context.Context, s unigraph.Finder, f fact) (found fact, known bool, err error) {
	find := agreements(ctx, s, unigraph.AgreementFilter{FactFilter: everything, Parties: f.agreement.Parties})
	if f.agreement.ID == "" {
		find = relations(ctx, s, unigraph.RelationFilter{FactFilter: everything, Kinds: []unigraph.RelationKind{f.relation.Kind},
			Subjects: []unigraph.EntityID{f.relation.Subject}, Objects: []unigraph.EntityID{f.relation.Object}})
	}
	pages(find, func(facts []fact, failed error) bool {
		err = failed
		if i := slices.IndexFunc(facts, f.same); i >= 0 {
			found, known = facts[i], true
		}
		return !known
	})
	return found, known, err
}
