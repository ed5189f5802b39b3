package watch_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"unigraph/loader"
	"unigraph/loader/source"
	"unigraph/loader/watch"
)

// TestWaits follows a feed over a history of loads, on a clock of its own.
func TestWaits(t *testing.T) {
	const feed, interval = "https://news.example.org/feed", 10 * time.Minute
	fails := func(err error) loader.Report {
		return loader.Report{Read: 1, Failed: 1, Failures: []*loader.Failure{{File: feed, Err: err}}}
	}
	busy := func(after time.Duration) loader.Report {
		return fails(&source.AnswerError{Status: "429 Too Many Requests", RetryAfter: after})
	}
	broken := loader.Report{Read: 2, Failed: 1, Failures: []*loader.Failure{{File: feed, Position: 2, Err: errors.New("malformed feed")}}}
	history := []struct {
		report loader.Report
		err    error
		want   time.Duration
	}{
		{report: loader.Report{Read: 2}, want: interval},
		{report: broken, want: interval},
		{report: busy(0), want: 2 * interval},
		{report: busy(time.Minute), want: 4 * interval},
		{report: busy(3 * time.Hour), want: 3 * time.Hour},
		{report: fails(errors.New("no such host")), want: 16 * interval},
		{err: errors.New("the store is unavailable"), want: 32 * interval},
		{err: errors.New("the store is unavailable"), want: 64 * interval},
		{err: errors.New("the store is unavailable"), want: 128 * interval},
		{err: errors.New("the store is unavailable"), want: 24 * time.Hour},
		{report: busy(1000 * 24 * time.Hour), want: 30 * 24 * time.Hour},
		{want: interval},
		{want: interval},
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		n, due := 0, time.Now()
		watch.Watcher{
			Feeds: []string{feed}, Interval: interval,
			Load: func(context.Context, string) (loader.Report, error) {
				if !time.Now().Equal(due) {
					t.Errorf("load %d at %v, want %v", n, time.Now(), due)
				}
				return history[n].report, history[n].err
			},
			Loaded: func(_ string, _ loader.Report, _ error, wait time.Duration) {
				if want := history[n].want; wait < want || wait > want+want/10 {
					t.Errorf("after load %d: wait %v, want %v to a tenth more", n, wait, want)
				}
				due = time.Now().Add(wait)
				if n++; n == len(history) {
					stop()
				}
			},
		}.Run(ctx)
		if n != len(history) {
			t.Errorf("%d loads, want %d", n, len(history))
		}
	})
}

// TestFeedsTakeTurns wants a feed that fails to hold up no other, and a load
// under way to be the last one when the watch ends.
func TestFeedsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 24*time.Hour)
		defer cancel()
		loads := map[string]int{}
		watch.Watcher{
			Feeds: []string{"good", "bad"}, Interval: time.Hour,
			Load: func(ctx context.Context, feed string) (loader.Report, error) {
				loads[feed]++
				time.Sleep(time.Second)
				if feed == "bad" {
					return loader.Report{}, errors.New("bad")
				}
				return loader.Report{}, ctx.Err()
			},
			Loaded: func(string, loader.Report, error, time.Duration) {
				if ctx.Err() != nil {
					t.Error("told of a load that was interrupted")
				}
			},
		}.Run(ctx)
		if good, bad := loads["good"], loads["bad"]; good < 22 || good > 24 || bad < 4 || bad > 5 {
			t.Errorf("loads in a day = %v, want about one an hour of the good feed, and ever fewer of the bad one", loads)
		}
	})
}
