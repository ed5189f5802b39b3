package server

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// versionTimeout bounds a read of the version, whoever waits for it.
const versionTimeout = 2 * time.Second

// latest asks a store for its version once for all who wait: those who come
// while it is read wait for the next read, so that nobody misses a write that
// ended before he asked.
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
	select {
	case <-mine.done:
		return mine.version, mine.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// join gives the next read to wait for.
func (l *latest) join() *read {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == nil {
		l.next = &read{done: make(chan struct{})}
	}
	if !l.running {
		l.running = true
		go l.run()
	}
	return l.next
}

// run reads until nobody waits. Before each read it lets all go first who are
// about to ask: under load most are answered by few reads.
func (l *latest) run() {
	for {
		runtime.Gosched()
		r := l.take()
		if r == nil {
			return
		}
		r.version, r.err = l.read()
		close(r.done)
	}
}

// take gives the read to begin with; nil if nobody waits.
func (l *latest) take() *read {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.next
	l.next, l.running = nil, r != nil
	return r
}

func (l *latest) read() (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), versionTimeout)
	defer cancel()
	return l.store.Version(ctx)
}
