package measure

import (
	"context"
	"log/slog"
	"sync"

	"unigraph"
)

// A Reader is what measures are computed of.
type Reader interface {
	unigraph.Tier
	Version(ctx context.Context) (int, error)
}

// few is how many ties are computed while the caller waits.
const few = 500

// A Cache keeps the result of the newest data it has computed. Its zero value
// is ready to use, by several goroutines.
type Cache struct {
	mu        sync.Mutex
	latest    Result
	version   int
	known     bool // whether there is a latest
	computing single
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
	c.mu.Unlock()
	if current || c.computing.running() {
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
	c.computing.start(ctx, func(ctx context.Context) {
		ties, err := store.FindTies(ctx, universities(0))
		if err != nil {
			log.ErrorContext(ctx, "measures", "error", err)
			return
		}
		c.keep(Of(ties), version)
	})
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
