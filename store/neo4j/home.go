package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"unigraph"
)

// homes tell to which fact a report was joined. That is a question only where
// the date of an event is uncertain: such a report went to the latest event of
// its key that its date covers.
type homes struct {
	from   Origin
	events map[string][]event // by key, of those asked for
}

type event struct {
	id   unigraph.FactID
	date unigraph.Date
}

func (h homes) ofAgreement(ctx context.Context, a unigraph.Agreement) (unigraph.FactID, error) {
	if coarseness(a.Date) == 0 {
		return unigraph.JoinAgreements([]unigraph.Agreement{a})[0].ID, nil
	}
	key := a.Key()
	return h.home(key, a.Date, func(add func(string, event)) error {
		f := unigraph.AgreementFilter{Parties: a.Parties, FactFilter: unigraph.FactFilter{Modalities: []unigraph.Modality{a.Modality}}}
		return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
			return h.from.FindAgreements(ctx, f, p)
		}, func(a unigraph.Agreement) (unigraph.Position, error) {
			add(a.Key(), event{a.ID, a.Date})
			return unigraph.Position(a.ID), nil
		})
	})
}

func (h homes) ofRelation(ctx context.Context, r unigraph.Relation) (unigraph.FactID, error) {
	if r.Kind != unigraph.Visited || coarseness(r.Date) == 0 {
		return unigraph.JoinRelations([]unigraph.Relation{r})[0].ID, nil
	}
	return h.home(r.Key(), r.Date, func(add func(string, event)) error {
		f := unigraph.RelationFilter{
			Kinds: []unigraph.RelationKind{r.Kind}, Subjects: []unigraph.EntityID{r.Subject}, Objects: []unigraph.EntityID{r.Object},
			FactFilter: unigraph.FactFilter{Modalities: []unigraph.Modality{r.Modality}},
		}
		return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
			return h.from.FindRelations(ctx, f, p)
		}, func(r unigraph.Relation) (unigraph.Position, error) {
			add(r.Key(), event{r.ID, r.Date})
			return unigraph.Position(r.ID), nil
		})
	})
}

// home gives the event of a key that a report with a date was joined to. Find
// adds the events of that key, and maybe of others.
func (h homes) home(key string, d unigraph.Date, find func(add func(string, event)) error) (unigraph.FactID, error) {
	if _, known := h.events[key]; !known {
		var events []event
		err := find(func(k string, e event) {
			if k == key {
				events = append(events, e)
			}
		})
		if err != nil {
			return "", err
		}
		slices.SortFunc(events, func(a, b event) int { return strings.Compare(string(b.date), string(a.date)) })
		h.events[key] = events
	}
	for _, e := range h.events[key] {
		if d.Covers(e.date) {
			return e.id, nil
		}
	}
	return "", fmt.Errorf("%w: the store was written to meanwhile: no fact is left of %s", unigraph.ErrInvalid, key)
}
