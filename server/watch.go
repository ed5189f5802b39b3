package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// How a store is watched.
const (
	probeEvery   = 500 * time.Millisecond
	probeTimeout = time.Second
	// returnTimeout bounds a probe while the store is lost: one that has just
	// started is slow, and nobody waits.
	returnTimeout = 2500 * time.Millisecond
	// probesLost is how many probes in a row may end without an answer before the
	// store counts as lost; one that says that it is lost is enough.
	probesLost = 2
)

// A watch asks a store again and again whether it is there. While it is not,
// requests are refused at once, and those under way when it went end then.
type watch struct {
	store Store
	lost  error // what is told to requests under way, by context.Cause
	log   *slog.Logger

	mu    sync.Mutex
	there context.Context // done while the store is lost
	leave context.CancelCauseFunc
	ended chan struct{}
}

// newWatch watches until ctx is done; wait for ended.
func newWatch(ctx context.Context, store Store, lost error, log *slog.Logger) *watch {
	w := &watch{store: store, lost: lost, log: log, ended: make(chan struct{})}
	w.there, w.leave = context.WithCancelCause(context.Background())
	go w.run(ctx)
	return w
}

func (w *watch) run(ctx context.Context) {
	defer close(w.ended)
	tick := time.NewTicker(probeEvery)
	defer tick.Stop()
	for silent := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		switch err := w.probe(ctx); {
		case ctx.Err() != nil:
			return
		case err == nil:
			silent = 0
			w.found()
		case errors.Is(err, context.DeadlineExceeded):
			if silent++; silent >= probesLost {
				w.gone(err)
			}
		default:
			w.gone(err)
		}
	}
}

func (w *watch) probe(ctx context.Context) error {
	timeout := probeTimeout
	if w.presence().Err() != nil {
		timeout = returnTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	_, err := w.store.Version(ctx)
	return err
}

func (w *watch) gone(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.there.Err() == nil {
		w.log.Error("the store is lost", "error", err)
		w.leave(w.lost)
	}
}

func (w *watch) found() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.there.Err() != nil {
		w.log.Info("the store is back")
		w.there, w.leave = context.WithCancelCause(context.Background())
	}
}

// presence is done while the store is lost.
func (w *watch) presence() context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.there
}

// guard lets requests to next while the store is there.
func (w *watch) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if w.presence().Err() != nil {
			rw.Header().Set("Retry-After", "1")
			refuse(rw, http.StatusServiceUnavailable, "UNAVAILABLE", "the store is unavailable")
			return
		}
		next.ServeHTTP(rw, r)
	})
}

// bound ends requests to next when the store goes.
func (w *watch) bound(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		there := w.presence()
		ctx, cancel := context.WithCancelCause(r.Context())
		defer cancel(nil)
		defer context.AfterFunc(there, func() { cancel(context.Cause(there)) })()
		next.ServeHTTP(rw, r.WithContext(ctx))
	})
}
