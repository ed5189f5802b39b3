package queue

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"unigraph"
	"unigraph/loader"
)

const (
	group         = 256             // articles that a worker takes at a time
	patience      = 2 * time.Second // to wait for articles
	maxDeliveries = 10              // of an article that no worker comes to an end with
	retryAfter    = 5 * time.Second // a failure of the store or the queue
)

// A Worker loads what is on a queue.
type Worker struct {
	Queue  *Queue
	Loader loader.Loader // its Source and its Rejects are those of the queue

	// RedeliverAfter is how long a worker may be silent before its articles go to
	// another one. All workers share that of the last to begin.
	RedeliverAfter time.Duration
	UntilEmpty     bool // whether to end when no article is left

	// Loaded is told after each group, and after each failure of the store or the
	// queue.
	Loaded func(r loader.Report, err error)
}

// Work loads articles until ctx is done. While the store fails, the worker keeps
// the articles it has, and tries again; so it does while the queue is away.
func (w Worker) Work(ctx context.Context) error {
	consumer, err := w.Queue.articles.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: workers, AckPolicy: jetstream.AckExplicitPolicy, AckWait: w.RedeliverAfter, MaxAckPending: -1,
	})
	if err != nil {
		return failed(err)
	}
	for ctx.Err() == nil {
		messages, err := fetch(consumer)
		switch {
		case err != nil:
			w.Loaded(loader.Report{}, failed(err))
			pause(ctx)
		case len(messages) > 0:
			w.load(ctx, messages)
		case w.UntilEmpty:
			if n, err := w.Queue.waiting(ctx); err == nil && n == 0 {
				return nil
			}
		}
	}
	return nil
}

// fetch takes the articles that are there, up to a group, or waits for one; none
// if none comes for a while.
func fetch(consumer jetstream.Consumer) ([]jetstream.Msg, error) {
	batch, err := consumer.FetchNoWait(group)
	messages, err := collect(batch, err)
	if len(messages) > 0 || err != nil {
		return messages, err
	}
	batch, err = consumer.Fetch(1, jetstream.FetchMaxWait(patience))
	return collect(batch, err)
}

// collect gives what came, whatever happened then.
func collect(batch jetstream.MessageBatch, err error) (messages []jetstream.Msg, _ error) {
	if err != nil {
		return nil, err
	}
	for m := range batch.Messages() {
		messages = append(messages, m)
	}
	if len(messages) > 0 {
		return messages, nil
	}
	return nil, batch.Error()
}

// load loads a group, and acknowledges it when the store has it. If the worker
// is stopped first, the group goes back to the queue.
func (w Worker) load(ctx context.Context, messages []jetstream.Msg) {
	stop := w.keep(ctx, messages)
	defer stop()
	l := w.Loader
	l.Source, l.Rejects = newSource(messages), deadLetters{ctx, w.Queue}
	done := jetstream.Msg.Ack
	for {
		report, err := l.Run(ctx)
		w.Loaded(report, err)
		if err == nil {
			break
		}
		if pause(ctx); ctx.Err() != nil {
			done = jetstream.Msg.Nak
			break
		}
	}
	for _, m := range messages {
		_ = done(m) // unsaid, the group comes to a worker once more, and is known
	}
}

// pause waits before another try, unless ctx is done.
func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(retryAfter):
	}
}

// keep tells the queue now and then that this worker lives, until stop is called.
func (w Worker) keep(ctx context.Context, messages []jetstream.Msg) (stop func()) {
	ctx, stop = context.WithCancel(ctx)
	tick := time.NewTicker(w.RedeliverAfter / 3)
	go func() {
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				for _, m := range messages {
					_ = m.InProgress() // unsaid, another worker loads the same once more
				}
			}
		}
	}()
	return stop
}

// source is the records of a group as a loader.Source.
type source []loader.Record

var _ loader.Source = source(nil)

func newSource(messages []jetstream.Msg) source {
	s := make(source, len(messages))
	for i, m := range messages {
		s[i] = recordOf(m)
	}
	return s
}

// recordOf makes a record of a message. One that comes too often has most likely
// ended the workers that it came to.
func recordOf(m jetstream.Msg) loader.Record {
	r := loader.Record{File: m.Subject(), Raw: m.Data(), Type: "application/json"}
	told, err := m.Metadata()
	if err == nil {
		r.Position = int(told.Sequence.Stream)
		r.Known, r.Origin, err = decode(m.Data())
	}
	if err == nil && told.NumDelivered > maxDeliveries {
		err = fmt.Errorf("%d workers had it, and none came to an end with it", told.NumDelivered-1)
	}
	r.Err = err
	return r
}

func decode(body []byte) (a unigraph.Article, origin string, err error) {
	var m message
	if err := json.Unmarshal(body, &m); err != nil {
		return a, "", fmt.Errorf("malformed JSON: %w", err)
	}
	if m.ID == "" || m.Text == "" {
		err = errors.New("an article without id or text")
	}
	return unigraph.Article{ID: m.ID, Title: m.Title, URL: m.URL, Published: m.Published, Text: m.Text}, m.Source, err
}

// Records implements loader.Source.
func (s source) Records(context.Context) iter.Seq[loader.Record] { return slices.Values(s) }

// Origins implements loader.Source. Workers do not prune.
func (source) Origins() []string { return nil }

// Parse implements loader.Source.
func (source) Parse(r loader.Record) (unigraph.Article, error) {
	if r.Err != nil {
		return unigraph.Article{}, r.Fail(r.Err)
	}
	return r.Known, nil
}

// deadLetters sends the lines of a rejects file to the subject of that name.
type deadLetters struct {
	ctx   context.Context
	queue *Queue
}

// Write implements io.Writer: p is one line.
func (d deadLetters) Write(p []byte) (int, error) {
	if _, err := d.queue.jetstream.Publish(d.ctx, DeadLetters, bytes.TrimSpace(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}
