package graph

import (
	"context"
	"time"

	"unigraph"
)

const (
	// followEvery is how often a stream asks whether the data has changed.
	followEvery = time.Second
	// maxFollowed is how many facts a stream tells new ones from.
	maxFollowed = 10_000
)

// follow sends what read gives of each state of the data, whichever process has
// written, until ctx is done or read says that there is no more to come. It waits
// for a client that is slow, and skips the states meanwhile.
func follow[T any](ctx context.Context, r *resolver, read func() (rows []T, more bool, err error)) <-chan *T {
	events := make(chan *T)
	go func() {
		defer close(events)
		tick := time.NewTicker(followEvery)
		defer tick.Stop()
		for last := -1; ; {
			version, err := r.store.Version(ctx) // first, so that what is read is not older
			if err == nil && version != last {
				var rows []T
				var more bool
				if rows, more, err = read(); err == nil {
					last = version
					if !sendAll(ctx, events, rows) || !more {
						return
					}
				}
			}
			if err != nil && ctx.Err() == nil {
				r.log.WarnContext(ctx, "a stream waits for the store", "request", requestID(ctx), "error", err)
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return events
}

func sendAll[T any](ctx context.Context, events chan<- *T, rows []T) bool {
	for i := range rows {
		select {
		case events <- &rows[i]:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// added follows facts, of which find gives pages in the order of ids, and sends
// those that were not there before.
func added[F, T any](ctx context.Context, r *resolver, find func(unigraph.Page) (unigraph.PageOf[F], error), id func(F) unigraph.FactID, to func(F) T) (<-chan *T, error) {
	known, _, err := newFacts(find, id, nil)
	if err != nil {
		return nil, err
	}
	if len(known) > maxFollowed {
		return nil, badArgument("filter", "it selects more than the %d facts that can be followed", maxFollowed)
	}
	return follow(ctx, r, func() ([]T, bool, error) {
		now, facts, err := newFacts(find, id, known)
		if err == nil {
			known = now
		}
		return each(facts, to), len(known) <= maxFollowed, err
	}), nil
}

// newFacts gives the ids of all facts, or of a few more than can be followed, and
// those facts that are not among the known; none if nothing is known.
func newFacts[T any](find func(unigraph.Page) (unigraph.PageOf[T], error), id func(T) unigraph.FactID, known map[unigraph.FactID]bool) (now map[unigraph.FactID]bool, rows []T, err error) {
	now = map[unigraph.FactID]bool{}
	page := unigraph.Page{Limit: unigraph.MaxPage}
	for {
		found, err := find(page)
		if err != nil {
			return nil, nil, err
		}
		for _, row := range found.Items {
			now[id(row)] = true
			if known != nil && !known[id(row)] {
				rows = append(rows, row)
			}
		}
		if !found.More || len(now) > maxFollowed {
			return now, rows, nil
		}
		last := id(found.Items[len(found.Items)-1])
		page.After = unigraph.PositionOf(unigraph.ByID, "", string(last))
	}
}

// certain are the facts that lists show unless a client asks for others.
var certain = unigraph.FactFilter{MinConfidence: unigraph.UsualConfidence}
