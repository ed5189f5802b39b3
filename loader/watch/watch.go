// Package watch loads feeds again and again, no more often than their servers
// like: one at a time, at an interval that varies, later after a failure, and
// not before the time that a server asks for.
package watch

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"unigraph/loader"
	"unigraph/loader/source"
)

// How long a feed is left alone.
const (
	maxBackoff    = 24 * time.Hour      // after failures, unless the interval is longer
	maxRetryAfter = 30 * 24 * time.Hour // whatever the server asks for
	jitter        = 10                  // of the wait, one part in so many at most is added, so that watchers do not march in step
)

// A Watcher loads feeds until it is told to stop.
type Watcher struct {
	Feeds    []string // addresses
	Interval time.Duration
	// Load loads a feed as it is now. Where its server does not give it, the
	// report has a failure of that address.
	Load func(ctx context.Context, feed string) (loader.Report, error)
	// Loaded is told after each load how it went, and how long the feed will be
	// left alone.
	Loaded func(feed string, r loader.Report, err error, wait time.Duration)
}

// A visit is the next load of a feed.
type visit struct {
	feed     string
	due      time.Time
	failures int // in a row
}

// Run loads each feed at once and then after each interval, until ctx is done.
func (w Watcher) Run(ctx context.Context) {
	visits := make([]*visit, len(w.Feeds))
	for i, feed := range w.Feeds {
		visits[i] = &visit{feed: feed, due: time.Now()}
	}
	for len(visits) > 0 {
		v := slices.MinFunc(visits, func(a, b *visit) int { return a.due.Compare(b.due) })
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(v.due)):
		}
		report, err := w.Load(ctx, v.feed)
		if ctx.Err() != nil {
			return
		}
		wait := v.wait(w.Interval, report, err)
		v.due = time.Now().Add(wait)
		w.Loaded(v.feed, report, err, wait)
	}
}

// wait says how long to leave the feed alone after a load: twice as long after
// each failure in a row.
func (v *visit) wait(interval time.Duration, r loader.Report, err error) time.Duration {
	refusal := v.refusal(r)
	if err == nil && refusal == nil {
		v.failures = 0
	} else {
		v.failures++
	}
	wait := interval
	for range v.failures {
		wait = max(interval, min(2*wait, maxBackoff))
	}
	var answer *source.AnswerError
	if errors.As(refusal, &answer) {
		wait = max(wait, min(answer.RetryAfter, maxRetryAfter))
	}
	return wait + rand.N(wait/jitter+1)
}

// refusal is why the feed could not be fetched; nil if it could. Entries that
// could not be read are none of the server's failures.
func (v *visit) refusal(r loader.Report) error {
	for _, f := range r.Failures {
		if f.File == v.feed && f.Position == 0 {
			return f.Err
		}
	}
	return nil
}
