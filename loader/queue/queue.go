// Package queue spreads a load over machines: [Sender] puts articles on NATS
// JetStream, and any number of workers ([Queue.Work]) take them off, a group at
// a time, and load them into one store.
//
// A group is acknowledged when the store has it. That of a worker that dies goes
// to another one, which finds in the journal what is in already, so nothing is
// lost or doubled. What no worker can load goes to the subject [DeadLetters], as
// the lines of a rejects file.
package queue

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"unigraph"
)

// The streams and their subjects.
const (
	Articles    = "unigraph.articles" // an article each, in JSON; gone once it is loaded
	DeadLetters = "unigraph.dead"     // a loader.Reject each, in JSON; kept until somebody deletes it

	articleStream = "unigraph-articles"
	deadStream    = "unigraph-dead"
	workers       = "workers" // the consumer that all workers share
)

// A Queue is a connection to the queue of a server.
type Queue struct {
	connection *nats.Conn
	jetstream  jetstream.JetStream
	articles   jetstream.Stream
}

// Open connects to the server at address, such as nats://localhost:4222, and
// makes the streams that are missing. Credentials is a file, "" where none is
// needed. A server that cannot be reached, or has no JetStream, is an error.
func Open(ctx context.Context, address, credentials string) (*Queue, error) {
	options := []nats.Option{nats.Name("unigraph"), nats.MaxReconnects(-1)}
	if credentials != "" {
		options = append(options, nats.UserCredentials(credentials))
	}
	connection, err := nats.Connect(address, options...)
	if err != nil {
		return nil, failed(err)
	}
	q := &Queue{connection: connection}
	if err := q.prepare(ctx); err != nil {
		connection.Close()
		return nil, failed(err)
	}
	return q, nil
}

// failed says that it was the queue, without its address, which may hold a
// password.
func failed(err error) error {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	return fmt.Errorf("queue: %w", err)
}

func (q *Queue) prepare(ctx context.Context) (err error) {
	if q.jetstream, err = jetstream.New(q.connection); err != nil {
		return err
	}
	q.articles, err = q.jetstream.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: articleStream, Subjects: []string{Articles}, Retention: jetstream.WorkQueuePolicy,
	})
	if err != nil {
		return err
	}
	_, err = q.jetstream.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: deadStream, Subjects: []string{DeadLetters}})
	return err
}

// waiting is how many articles are not loaded yet.
func (q *Queue) waiting(ctx context.Context) (uint64, error) {
	info, err := q.articles.Info(ctx)
	if err != nil {
		return 0, err
	}
	return info.State.Msgs, nil
}

// Close ends the connection, when the server has heard all that was said.
func (q *Queue) Close() {
	_ = q.connection.FlushTimeout(closeTimeout) // unsaid, articles come to a worker once more
	q.connection.Close()
}

const closeTimeout = 5 * time.Second

// A message is an article on the queue.
type message struct {
	ID        unigraph.ArticleID `json:"id"`
	Title     string             `json:"title,omitempty"`
	URL       string             `json:"url,omitempty"`
	Published unigraph.Date      `json:"published,omitempty"`
	Source    string             `json:"source,omitempty"`
	Text      string             `json:"text"`
}
