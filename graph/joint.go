package graph

import (
	"context"
	"runtime"
	"sync"
	"time"
)

const (
	jointTimeout = 2 * time.Second // bounds a joint read, whoever waits for it
	jointKeys    = 100             // so many at most
	jointEnough  = 5               // so many are worth a read beside the one under way
)

// A joint makes one read of those that many requests ask for at the same time.
// Few reads are under way; who comes meanwhile waits for the next, so that nobody
// is told of what was before he asked.
type joint[K comparable, V any] struct {
	mu     sync.Mutex // guards the rest
	queues map[string]*jointQueue[K, V]
}

func newJoint[K comparable, V any]() *joint[K, V] {
	return &joint[K, V]{queues: map[string]*jointQueue[K, V]{}}
}

// jointReads is how many reads of the same are under way at once, at most.
func jointReads() int { return runtime.GOMAXPROCS(0) }

// A jointQueue is the reads of those who ask the same of several keys.
type jointQueue[K comparable, V any] struct {
	read    func(context.Context, []K) (map[K]V, error)
	waiting []*jointRead[K, V]
	running int
}

type jointRead[K comparable, V any] struct {
	ctx   context.Context // of the first who asked, for whom it is told in traces; it ends with no request
	keys  []K
	done  chan struct{} // closed when the rest is known
	found map[K]V
	err   error
}

// load reads the value of a key; false if there is none. Of those who ask the
// same, the first one's read is taken. A read that fails for all is made again
// for this request alone.
func (j *joint[K, V]) load(ctx context.Context, asked string, key K, read func(context.Context, []K) (map[K]V, error)) (v V, ok bool, err error) {
	mine := j.join(ctx, asked, key, read)
	select {
	case <-mine.done:
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
	found := mine.found
	if mine.err != nil {
		if found, err = read(ctx, []K{key}); err != nil {
			return v, false, err
		}
	}
	v, ok = found[key]
	return v, ok, nil
}

// join adds a key to the last read that waits, and has it begun if none is under
// way, or if enough keys wait and not too many are.
func (j *joint[K, V]) join(ctx context.Context, asked string, key K, read func(context.Context, []K) (map[K]V, error)) *jointRead[K, V] {
	j.mu.Lock()
	defer j.mu.Unlock()
	q := j.queues[asked]
	if q == nil {
		q = &jointQueue[K, V]{read: guarded(read)}
		j.queues[asked] = q
	}
	if n := len(q.waiting); n == 0 || len(q.waiting[n-1].keys) == jointKeys {
		q.waiting = append(q.waiting, &jointRead[K, V]{ctx: context.WithoutCancel(ctx), done: make(chan struct{})})
	}
	last := q.waiting[len(q.waiting)-1]
	last.keys = append(last.keys, key)
	if q.running == 0 || len(last.keys) >= jointEnough && q.running < jointReads() {
		q.running++
		go j.run(asked, q)
	}
	return last
}

// do makes one read.
func (q *jointQueue[K, V]) do(r *jointRead[K, V]) {
	ctx, cancel := context.WithTimeout(r.ctx, jointTimeout)
	defer cancel()
	r.found, r.err = q.read(ctx, r.keys)
	close(r.done)
}

// run reads until nobody waits. Before each read it lets all go first who are
// about to ask: under load one read serves most of them.
func (j *joint[K, V]) run(asked string, q *jointQueue[K, V]) {
	for {
		runtime.Gosched()
		r := j.next(asked, q)
		if r == nil {
			return
		}
		q.do(r)
	}
}

// next takes the first read that waits; nil if none does, and one less is under
// way.
func (j *joint[K, V]) next(asked string, q *jointQueue[K, V]) *jointRead[K, V] {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(q.waiting) == 0 {
		if q.running--; q.running == 0 {
			delete(j.queues, asked)
		}
		return nil
	}
	r := q.waiting[0]
	q.waiting = q.waiting[1:]
	return r
}
