package neo4j

import (
	"context"
	"sync"
	"time"

	"unigraph"
)

// leased is how long a store may tell the version that it has read, counted from
// before it asked. A write ends that long after its commit: whoever begins when it
// has ended learns of it from every process, and a thousand questions a second
// need not each ask the server. C. Gray and D. Cheriton, "Leases: an efficient
// fault-tolerant mechanism for distributed file cache consistency", 1989.
const leased = 10 * time.Millisecond

// A lease is the version as read, and until when it may be told.
type lease struct {
	mu      sync.Mutex // guards the rest
	version int
	until   time.Time
}

// at gives the version, if it may be told at the time now.
func (l *lease) at(now time.Time) (version int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.version, now.Before(l.until)
}

// renew takes the version that was asked for at a time.
func (l *lease) renew(version int, asked time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until := asked.Add(leased); until.After(l.until) {
		l.version, l.until = version, until
	}
}

// outlast waits until no process has a lease from before the commit of a write
// that may have changed anything.
func outlast(c unigraph.Changes, err error) {
	if err != nil || c.Added+c.Changed+c.Removed > 0 {
		time.Sleep(leased)
	}
}

// Version implements unigraph.Counter.
func (s *Store) Version(ctx context.Context) (int, error) {
	const op = "version"
	if err := s.usable(ctx, op); err != nil {
		return 0, err
	}
	now := time.Now()
	if version, ok := s.lease.at(now); ok {
		return version, nil
	}
	records, err := s.read(ctx, op, readVersion, nil)
	if err != nil {
		return 0, err
	}
	version := int(field[int64](records[0], "version"))
	s.lease.renew(version, now)
	return version, nil
}
