package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"unigraph/loader"
	"unigraph/loader/queue"
	"unigraph/loader/source"
)

// queueFlags say where the queue is.
type queueFlags struct {
	Queue           string `placeholder:"URL" help:"Queue between unigraph load and unigraph work: nats://HOST of a NATS server with JetStream."`
	NATSCredentials string `name:"nats-credentials" env:"NATS_CREDENTIALS" placeholder:"FILE" help:"Credentials of the queue, where its URL has none."`
}

func (f queueFlags) openQueue(ctx context.Context) (*queue.Queue, error) {
	return queue.Open(ctx, f.Queue, f.NATSCredentials)
}

type workCommand struct {
	storeFlags
	gazetteerFlags
	queueFlags
	RedeliverAfter time.Duration `default:"30s" placeholder:"TIME" help:"How long a worker may be silent before its articles go to another (default: ${default}); the same for all workers."`
	UntilEmpty     bool          `help:"End when no article is left on the queue."`
}

// Help implements kong.HelpProvider.
func (workCommand) Help() string {
	return `Loads the articles that unigraph load --queue puts on a queue. Start as many workers as there is work for, on any number of machines, with one Neo4j. An article leaves the queue when the store has it; what a worker had that was killed goes to another one. What cannot be loaded goes to the subject ` + queue.DeadLetters + `, as lines that load again once mended.

Examples:

    unigraph load --queue nats://queue.example.org crawl/
    unigraph work --queue nats://queue.example.org --store neo4j://db.example.org
    nats stream view unigraph-dead                       what could not be loaded`
}

// Run loads what is on a queue, until it is interrupted.
func (c workCommand) Run(ctx context.Context, std streams) error {
	if c.Queue == "" {
		return usageError{errors.New("--queue: want the address of a queue, such as nats://localhost:4222")}
	}
	if c.RedeliverAfter < time.Second {
		return usageError{errors.New("--redeliver-after: want at least 1s")}
	}
	l, store, err := loaderInto(ctx, c.gazetteerFlags, c.storeFlags, nil)
	if err != nil {
		return err
	}
	defer store.Close()
	q, err := c.openQueue(ctx)
	if err != nil {
		return err
	}
	defer q.Close()
	log := slog.New(slog.NewTextHandler(std.err, nil))
	worker := queue.Worker{
		Queue: q, Loader: l, RedeliverAfter: c.RedeliverAfter, UntilEmpty: c.UntilEmpty,
		Loaded: func(r loader.Report, err error) { logLoad(ctx, log, r, err) },
	}
	return worker.Work(ctx)
}

// send puts what is read on a queue.
func (c loadCommand) send(ctx context.Context, std streams, files *source.Files) error {
	if c.Prune || c.DryRun || !c.Resume {
		return usageError{errors.New("--queue: goes without --prune, --dry-run and --no-resume")}
	}
	q, err := c.openQueue(ctx)
	if err != nil {
		return err
	}
	defer q.Close()
	l := loader.Loader{Source: files, Extractor: queue.Unread{}, Linker: queue.Unread{}, Store: queue.NewSender(q)}
	return c.run(ctx, std, files, l, loader.Loader.Run, queued)
}

// queued lays out the report of a load that went to a queue.
func queued(r loader.Report) string {
	return fmt.Sprintf("Put %s on the queue in %s.\n", loader.Plural(r.Added, "article"), r.Elapsed.Round(time.Millisecond)) + r.FailuresText()
}
