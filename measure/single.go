package measure

import (
	"context"
	"sync/atomic"
	"time"
)

// longest is how long work in the background may take.
const longest = 10 * time.Minute

// A single does one piece of work at a time in the background. Its zero value is
// ready to use.
type single struct{ busy atomic.Bool }

func (s *single) running() bool { return s.busy.Load() }

// start does work unless some is running. It goes on when the request that asked
// for it has ended.
func (s *single) start(ctx context.Context, work func(context.Context)) {
	if !s.busy.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer s.busy.Store(false)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest)
		defer cancel()
		work(ctx)
	}()
}
