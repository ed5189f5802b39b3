package loader

import (
	"context"
	"iter"
	"runtime"

	"golang.org/x/sync/semaphore"
)

// What may be read ahead of a step: this many articles, and about this much
// text. It bounds memory, whatever the size of the input.
const (
	maxAhead     = 2 * maxGroup
	maxAheadText = 16 << 20
)

// A job is one value on its way through the workers.
type job[I, O any] struct {
	in     I
	weight int64
	out    O
	done   chan struct{} // closed once out is set
}

// inOrder applies do to every value, in as many goroutines as there are
// processors, and yields the results in the order of the values; weight is the
// bytes a value holds. The sequence ends early when ctx is done.
func inOrder[I, O any](ctx context.Context, values iter.Seq[I], weight func(I) int, do func(context.Context, I) O) iter.Seq[O] {
	return func(yield func(O) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel() // ends the goroutines; a source that waits for input is not waited for
		room := semaphore.NewWeighted(maxAheadText)
		queue, work := make(chan *job[I, O], maxAhead), make(chan *job[I, O])
		go readAhead(ctx, values, weight, room, queue, work)
		for range runtime.GOMAXPROCS(0) {
			go func() {
				for j := range work {
					j.out = do(ctx, j.in)
					j.in = *new(I) // a record may be much larger than its article
					close(j.done)
				}
			}()
		}
		for {
			j := next(ctx, queue)
			if j == nil || ctx.Err() != nil {
				return
			}
			room.Release(j.weight)
			if !yield(j.out) {
				return
			}
		}
	}
}

// readAhead puts each value in the queue, for its place, and out to work.
func readAhead[I, O any](ctx context.Context, values iter.Seq[I], weight func(I) int,
	room *semaphore.Weighted, queue, work chan<- *job[I, O]) {
	defer close(queue)
	defer close(work)
	for v := range values {
		j := &job[I, O]{in: v, done: make(chan struct{}), weight: min(int64(weight(v)), maxAheadText)}
		if room.Acquire(ctx, j.weight) != nil {
			return
		}
		select {
		case queue <- j:
		case <-ctx.Done():
			return
		}
		select {
		case work <- j:
		case <-ctx.Done():
			return
		}
	}
}

// next waits for the oldest job; nil says that there are no more.
func next[I, O any](ctx context.Context, queue <-chan *job[I, O]) *job[I, O] {
	select {
	case j, ok := <-queue:
		if !ok {
			return nil
		}
		select {
		case <-j.done:
			return j
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	return nil
}
