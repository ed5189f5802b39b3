package graph

import (
	"context"
	"sync"
	"time"
)

// jointTimeout bounds a joint read, whoever waits for it.
const jointTimeout = 2 * time.Second

// A joint makes one read of those that many requests ask for at the same time.
// Who comes while one is under way waits for the next, so that nobody is told of
// what was before he asked. One request alone waits for nobody.
type joint[K comparable, V any] struct {
	read    func(context.Context, []K) (map[K]V, error)
	mu      sync.Mutex // guards the rest
	next    *jointRead[K, V]
	running bool
}

type jointRead[K comparable, V any] struct {
	ctx   context.Context // of the first who asked, for whom it is told in traces
	keys  []K
	done  chan struct{} // closed when the rest is known
	found map[K]V
	err   error
}

// load reads the value of a key; false if there is none. A read that fails for
// all is made again for this request alone.
func (j *joint[K, V]) load(ctx context.Context, key K) (v V, ok bool, err error) {
	mine := j.join(ctx, key)
	select {
	case <-mine.done:
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
	found := mine.found
	if mine.err != nil {
		if found, err = j.read(ctx, []K{key}); err != nil {
			return v, false, err
		}
	}
	v, ok = found[key]
	return v, ok, nil
}

// join adds a key to the next read, and begins it if none is under way.
func (j *joint[K, V]) join(ctx context.Context, key K) *jointRead[K, V] {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.next == nil {
		j.next = &jointRead[K, V]{ctx: context.WithoutCancel(ctx), done: make(chan struct{})}
	}
	mine := j.next
	mine.keys = append(mine.keys, key)
	if !j.running {
		j.running = true
		go j.run()
	}
	return mine
}

// run reads until nobody waits.
func (j *joint[K, V]) run() {
	for {
		j.mu.Lock()
		r := j.next
		j.next = nil
		j.running = r != nil
		j.mu.Unlock()
		if r == nil {
			return
		}
		ctx, cancel := context.WithTimeout(r.ctx, jointTimeout)
		r.found, r.err = guarded(j.read)(ctx, r.keys)
		cancel()
		close(r.done)
	}
}
