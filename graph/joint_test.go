package graph

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// Whoever asks while a read is under way gets the next one, together with others.
func TestJoint(t *testing.T) {
	var reads atomic.Int64
	begun, proceed := make(chan struct{}, 10), make(chan struct{})
	j := &joint[int, int64]{read: func(_ context.Context, keys []int) (map[int]int64, error) {
		n := reads.Add(1)
		begun <- struct{}{}
		<-proceed
		found := map[int]int64{}
		for _, key := range keys {
			if key > 0 {
				found[key] = n
			}
		}
		return found, nil
	}}
	first, next := make(chan int64), make(chan int64)
	load := func(key int, into chan int64) {
		n, ok, err := j.load(t.Context(), key)
		if ok != (key > 0) || err != nil {
			t.Errorf("load(%d) = %v, %v", key, ok, err)
		}
		into <- n
	}
	go load(1, first)
	<-begun
	for key := range 3 {
		j.join(t.Context(), key) // as load does first
		go load(key, next)
	}
	close(proceed)
	if n := <-first; n != 1 {
		t.Errorf("the first has read %d", n)
	}
	for range 3 {
		if n := <-next; n == 1 {
			t.Error("one was told of what was before it asked")
		}
	}
}

// A read that fails, or panics, is made again for each alone; who leaves waits no
// longer.
func TestJointFails(t *testing.T) {
	wrong := errors.New("wrong")
	j := &joint[int, int]{read: func(_ context.Context, keys []int) (map[int]int, error) {
		switch {
		case len(keys) > 1:
			panic("together")
		case keys[0] == 13:
			return nil, wrong
		}
		return map[int]int{keys[0]: keys[0]}, nil
	}}
	var all sync.WaitGroup
	for key := range 20 {
		all.Go(func() {
			if n, ok, err := j.load(t.Context(), key); key == 13 && !errors.Is(err, wrong) || key != 13 && (n != key || !ok || err != nil) {
				t.Errorf("load(%d) = %d, %v, %v", key, n, ok, err)
			}
		})
	}
	all.Wait()
	left, leave := context.WithCancel(t.Context())
	leave()
	stuck := &joint[int, int]{read: func(ctx context.Context, _ []int) (map[int]int, error) { <-ctx.Done(); return nil, ctx.Err() }}
	if _, _, err := stuck.load(left, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("who has left is told %v", err)
	}
}
