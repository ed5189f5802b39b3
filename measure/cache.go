package measure

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"unigraph"
)

// A Reader is what measures are computed of.
type Reader interface {
	unigraph.Tier
	Version(ctx context.Context) (int, error)
}

const (
	// few is how many ties are computed while the caller waits.
	few = 500
	// longest is how long a computation in the background may take.
	longest = 10 * time.Minute
)

// A Cache keeps the result of the newest data it has computed. Its zero value
// is ready to use, by several goroutines.
type Cache struct {
	mu      sync.Mutex
	latest  Result
	version int
	known   bool // whether there is a latest
	running bool
}

// Latest gives the result of the data as it is, or an older one, or an empty
// one, while that is computed in the background; current says which. What goes
// wrong in the background is told to log.
func (c *Cache) Latest(ctx context.Context, store Reader, log *slog.Logger) (r Result, current bool, err error) {
	version, err := store.Version(ctx) // first, so that what is read is not older
	if err != nil {
		return r, false, err
	}
	c.mu.Lock()
	r, current = c.latest, c.known && c.version == version
	running := c.running
	c.mu.Unlock()
	if current || running {
		return r, current, nil
	}
	ties, err := store.FindTies(ctx, universities(few+1))
	if err != nil {
		return r, false, err
	}
	if len(ties) <= few {
		r = Of(ties)
		c.keep(r, version)
		return r, true, nil
	}
	c.start(context.WithoutCancel(ctx), store, version, log)
	return r, false, nil
}

// universities asks for the ties among universities.
func universities(limit int) unigraph.TieFilter {
	are := unigraph.EntityFilter{Types: []unigraph.EntityType{unigraph.University}}
	return unigraph.TieFilter{Of: are, With: are, Once: true, Limit: limit}
}

func (c *Cache) keep(r Result, version int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latest, c.version, c.known = r, version, true
}

// start computes in the background, unless somebody else has started to.
func (c *Cache) start(ctx context.Context, store Reader, version int, log *slog.Logger) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running {
		return
	}
	c.running = true
	go func() {
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.running = false
		}()
		ctx, cancel := context.WithTimeout(ctx, longest)
		defer cancel()
		ties, err := store.FindTies(ctx, universities(0))
		if err != nil {
			log.ErrorContext(ctx, "measures", "error", err)
			return
		}
		c.keep(Of(ties), version)
	}()
}
