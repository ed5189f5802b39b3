package graph

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
)

// Whoever asks while as many reads are under way as may be gets the next one,
// together with others; nothing is kept of them.
func TestJoint(t *testing.T) {
	begun, proceed := make(chan []int, 10), make(chan struct{})
	read := func(_ context.Context, keys []int) (map[int]int, error) {
		begun <- keys
		<-proceed
		found := map[int]int{}
		for _, key := range keys {
			if key > 0 {
				found[key] = 10 * key
			}
		}
		return found, nil
	}
	j := newJoint[int, int]()
	var all sync.WaitGroup
	all.Go(func() {
		if n, ok, err := j.load(t.Context(), "", 1, read); n != 10 || !ok || err != nil {
			t.Errorf("load(1) = %d, %t, %v", n, ok, err)
		}
	})
	<-begun
	for range jointReads() - 1 {
		for key := range jointEnough {
			j.join(t.Context(), "", key, read)
		}
		if keys := <-begun; len(keys) != jointEnough {
			t.Errorf("a read beside another is of %d keys, want %d", len(keys), jointEnough)
		}
	}
	var next []*jointRead[int, int]
	for key := range jointKeys + 3 {
		next = append(next, j.join(t.Context(), "", key, read)) // as load does first
	}
	other := func(context.Context, []int) (map[int]int, error) { return map[int]int{7: 8}, nil }
	if n, ok, err := j.load(t.Context(), "other", 7, other); n != 8 || !ok || err != nil {
		t.Errorf("who asks something else is told %d, %t, %v", n, ok, err)
	}
	if _, ok, err := j.load(t.Context(), "other", 1, other); ok || err != nil {
		t.Errorf("who asks about nothing is told %t, %v", ok, err)
	}
	close(proceed)
	for key, read := range next {
		<-read.done
		if n, ok := read.found[key]; n != 10*key || ok != (key > 0) {
			t.Errorf("the read of %d has found %d, %t", key, n, ok)
		}
	}
	if first, last := len(next[0].keys), len(next[jointKeys].keys); first != jointKeys || last != 3 {
		t.Errorf("the next reads are of %d and of %d keys, want %d and 3", first, last, jointKeys)
	}
	all.Wait()
	for running := true; running; { // until the last of those who read has seen that nobody waits
		j.mu.Lock()
		running = len(j.queues) > 0
		j.mu.Unlock()
		runtime.Gosched()
	}
}

// A read that fails, or panics, is made again for each alone; who leaves waits no
// longer.
func TestJointFails(t *testing.T) {
	wrong := errors.New("wrong")
	j := newJoint[int, int]()
	read := func(_ context.Context, keys []int) (map[int]int, error) {
		switch {
		case len(keys) > 1:
			panic("together")
		case keys[0] == 13:
			return nil, wrong
		}
		return map[int]int{keys[0]: keys[0]}, nil
	}
	var all sync.WaitGroup
	for key := range 20 {
		all.Go(func() {
			if n, ok, err := j.load(t.Context(), "", key, read); key == 13 && !errors.Is(err, wrong) || key != 13 && (n != key || !ok || err != nil) {
				t.Errorf("load(%d) = %d, %v, %v", key, n, ok, err)
			}
		})
	}
	all.Wait()
	left, leave := context.WithCancel(t.Context())
	leave()
	stuck := func(ctx context.Context, _ []int) (map[int]int, error) { <-ctx.Done(); return nil, ctx.Err() }
	if _, _, err := j.load(left, "", 1, stuck); !errors.Is(err, context.Canceled) {
		t.Errorf("who has left is told %v", err)
	}
}
