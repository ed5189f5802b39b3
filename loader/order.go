package loader

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"golang.org/x/sync/semaphore"

	"unigraph"
)

// What may be read ahead of the writer: this many articles, and about this much
// text. It bounds memory, whatever the size of the input.
const (
	maxAhead     = 256
	maxAheadText = 64 << 20
)

// A job is one article on its way through the workers.
type job[T any] struct {
	article unigraph.Article
	weight  int64
	value   T
	err     error
	done    chan struct{} // closed once value or err is set
}

// inOrder applies do to every article, in as many goroutines as there are
// processors, and yields the results in the order of the articles. Errors among
// the articles are passed on in their place; errors and panics of do become the
// *Failure of their article. The sequence ends early when ctx is done.
func inOrder[T any](ctx context.Context, articles iter.Seq2[unigraph.Article, error],
	do func(context.Context, unigraph.Article) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel() // ends the goroutines; a source that waits for input is not waited for
		room := semaphore.NewWeighted(maxAheadText)
		queue, work := make(chan *job[T], maxAhead), make(chan *job[T])
		go readAhead(ctx, articles, room, queue, work)
		for range runtime.GOMAXPROCS(0) {
			go func() {
				for j := range work {
					j.value, j.err = guarded(ctx, j.article, do)
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
			if !yield(j.value, j.err) {
				return
			}
		}
	}
}

// readAhead puts each article in the queue, for its place, and out to work.
func readAhead[T any](ctx context.Context, articles iter.Seq2[unigraph.Article, error],
	room *semaphore.Weighted, queue, work chan<- *job[T]) {
	defer close(queue)
	defer close(work)
	for a, err := range articles {
		j := &job[T]{article: a, err: err, done: make(chan struct{}), weight: min(int64(len(a.Text)), maxAheadText)}
		if room.Acquire(ctx, j.weight) != nil {
			return
		}
		select {
		case queue <- j:
		case <-ctx.Done():
			return
		}
		if err != nil {
			close(j.done)
			continue
		}
		select {
		case work <- j:
		case <-ctx.Done():
			return
		}
	}
}

// next waits for the oldest job; nil says that there are no more.
func next[T any](ctx context.Context, queue <-chan *job[T]) *job[T] {
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

// guarded makes an error or a panic of do the failure of its article.
func guarded[T any](ctx context.Context, a unigraph.Article, do func(context.Context, unigraph.Article) (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &Failure{File: string(a.ID), Err: fmt.Errorf("panic: %v", p)}
		}
	}()
	v, err = do(ctx, a)
	if err != nil {
		err = &Failure{File: string(a.ID), Err: err}
	}
	return v, err
}
