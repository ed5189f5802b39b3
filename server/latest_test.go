package server

import (
	"context"
	"testing"
	"time"
)

// A counted store's version is how often it has been asked for, each time until
// it may answer.
type counted struct {
	version      int
	begun, reply chan struct{}
}

func (c *counted) Version(context.Context) (int, error) {
	c.version++
	version := c.version
	c.begun <- struct{}{}
	<-c.reply
	return version, nil
}

// Who asks while the version is read waits for the next read, with all others
// who do; who leaves does not wait.
func TestReadsAreShared(t *testing.T) {
	store := &counted{begun: make(chan struct{}), reply: make(chan struct{})}
	l := &latest{store: store}
	first := l.join()
	<-store.begun
	second, third := l.join(), l.join()
	left, leave := context.WithCancel(t.Context())
	leave()
	if _, err := l.Version(left); err != context.Canceled {
		t.Errorf("who has left is told %v", err)
	}
	store.reply <- struct{}{}
	<-first.done
	<-store.begun
	store.reply <- struct{}{}
	<-second.done
	if second != third || first.version != 1 || second.version != 2 {
		t.Errorf("reads %d, %d and %d, want 1, 2 and 2", first.version, second.version, third.version)
	}
	for running := true; running; time.Sleep(time.Millisecond) { // until the goroutine that reads has ended
		l.mu.Lock()
		running = l.running
		l.mu.Unlock()
	}
}
