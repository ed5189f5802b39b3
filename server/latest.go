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
	next    *read      // not begun; nil if nobody waits
	running bool
}

// A read of the version, for several.
type read struct {
	done    chan struct{} // closed when the rest is known
	version int
	err     error
}

// Version implements Store.
func (l *latest) Version(ctx context.Context) (int, error) {
	mine := l.join()
	if mine == nil { // the first reads for himself
		version, err := l.read(ctx)
		if next := l.take(); next != nil {
			go l.run(next)
		}
		return version, err
	}
	select {
	case <-mine.done:
		return mine.version, mine.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// join gives the next read to wait for; nil if none is under way.
func (l *latest) join() *read {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.running {
		l.running = true
		return nil
	}
	if l.next == nil {
		l.next = &read{done: make(chan struct{})}
	}
	return l.next
}

// take gives the read to begin with; nil if nobody waits.
func (l *latest) take() *read {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.next
	l.next, l.running = nil, r != nil
	return r
}

// run reads until nobody waits.
func (l *latest) run(r *read) {
	for ; r != nil; r = l.take() {
		r.version, r.err = l.read(context.Background())
		close(r.done)
	}
}

func (l *latest) read(ctx context.Context) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, versionTimeout)
	defer cancel()
	return l.store.Version(ctx)
}
