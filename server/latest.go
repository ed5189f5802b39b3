package server

import (
	"context"
	"sync"
	"time"
)

// versionTimeout bounds a read of the version, whoever waits for it.
const versionTimeout = 2 * time.Second

// latest asks a store for its version once for all who wait: those who come
// while it is read wait for the next read, so that nobody is told of a version
// from before he asked.
type latest struct {
	store   Store
	mu      sync.Mutex // guards the rest
	next    *read      // not begun
	running bool
}

// A read of the version.
type read struct {
	done    chan struct{} // closed when the rest is known
	version int
	err     error
}

// Version implements Store.
func (l *latest) Version(ctx context.Context) (int, error) {
	l.mu.Lock()
	if l.next == nil {
		l.next = &read{done: make(chan struct{})}
	}
	mine := l.next
	if !l.running {
		l.running = true
		go l.run()
	}
	l.mu.Unlock()
	select {
	case <-mine.done:
		return mine.version, mine.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// run reads until nobody waits.
func (l *latest) run() {
	for {
		l.mu.Lock()
		r := l.next
		l.next = nil
		l.running = r != nil
		l.mu.Unlock()
		if r == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), versionTimeout)
		r.version, r.err = l.store.Version(ctx)
		cancel()
		close(r.done)
	}
}
