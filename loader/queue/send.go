package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"unigraph"
	"unigraph/loader"
)

// A Sender puts what a loader gives it on a queue, instead of into a store. It
// is for a loader with Unread steps: workers do the reading.
type Sender struct {
	queue *Queue
	seed  maphash.Seed
	sent  map[uint64]bool // hashes of ids: two that share one cost a wait
}

var _ loader.Store = (*Sender)(nil)

// NewSender gives a sender to q.
func NewSender(q *Queue) *Sender {
	return &Sender{queue: q, seed: maphash.MakeSeed(), sent: map[uint64]bool{}}
}

// reserve is the room that a dead letter needs to say what is wrong.
const reserve = 16 << 10

// Upsert sends the articles of batches, and counts them as added; when it
// returns, the queue has them on its disk. One that was sent before waits until
// all before it are loaded, so that the later one counts. An article beyond the
// size that the server takes is ErrInvalid, and none is sent.
func (s *Sender) Upsert(ctx context.Context, batches ...unigraph.Batch) (c unigraph.Changes, err error) {
	bodies := make([][]byte, len(batches))
	for i, b := range batches {
		a := b.Article
		if bodies[i], err = json.Marshal(message{a.ID, a.Title, a.URL, a.Published, a.Source, a.Text}); err != nil {
			return c, err
		}
		if limit := s.queue.connection.MaxPayload() - reserve; int64(len(bodies[i])) > limit {
			return c, fmt.Errorf("%w: larger than %d bytes, the most that the queue takes: load it without --queue", unigraph.ErrInvalid, limit)
		}
	}
	if s.again(batches) {
		if err := s.drained(ctx); err != nil {
			return c, failed(err)
		}
	}
	if err := s.publish(ctx, bodies); err != nil {
		return c, failed(err)
	}
	return unigraph.Changes{Added: len(batches)}, nil
}

// publish sends all bodies, and waits until the server has written them down.
func (s *Sender) publish(ctx context.Context, bodies [][]byte) error {
	receipts := make([]jetstream.PubAckFuture, len(bodies))
	var err error
	for i, body := range bodies {
		if receipts[i], err = s.queue.jetstream.PublishAsync(Articles, body); err != nil {
			return err
		}
	}
	for _, receipt := range receipts {
		select {
		case <-receipt.Ok():
		case err := <-receipt.Err():
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// again notes the articles, and tells whether one of them was sent before.
func (s *Sender) again(batches []unigraph.Batch) (again bool) {
	for _, b := range batches {
		h := maphash.String(s.seed, string(b.Article.ID))
		again = again || s.sent[h]
		s.sent[h] = true
	}
	return again
}

// drained waits until all that was sent is loaded.
func (s *Sender) drained(ctx context.Context) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		if n, err := s.queue.waiting(ctx); err != nil || n == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// Remove implements unigraph.Writer; a queue has nothing to remove.
func (s *Sender) Remove(context.Context, ...unigraph.ArticleID) (unigraph.Changes, error) {
	return unigraph.Changes{}, nil
}

// ArticlesFrom implements unigraph.Journal; the journal is with the workers.
func (s *Sender) ArticlesFrom(context.Context, string, unigraph.ArticleID, int) ([]unigraph.ArticleID, error) {
	return nil, nil
}

// Articles knows none, so that all are sent.
func (s *Sender) Articles(context.Context, []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return nil, nil
}

// Unread is an Extractor and a Linker that leave the reading to the workers.
type Unread struct{}

// Extract implements loader.Extractor.
func (Unread) Extract(context.Context, unigraph.Article) (unigraph.Reading, error) {
	return unigraph.Reading{}, nil
}

// Link implements loader.Linker.
func (Unread) Link(_ context.Context, _ unigraph.Article, r unigraph.Reading) (unigraph.Reading, error) {
	return r, nil
}
