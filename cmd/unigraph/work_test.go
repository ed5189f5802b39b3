package main

import (
	"os/exec"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"unigraph/internal/natstest"
	"unigraph/internal/neo4jtest"
)

// TestWorkers has three workers load what is on a queue, kills one that has
// articles in hand, and wants the network of a single load.
func TestWorkers(t *testing.T) {
	takesMinutes(t)
	server, queue := neo4jtest.Open(t), natstest.Start(t)
	workspace(t)
	const articles = 700 // some for each
	export := writeExport(t, articles)
	want := undisturbed(t, export)
	status, out, stderr := execute(t, "", "load", "--queue", queue, export)
	check(t, "load --queue", status, statusOK, out+stderr, `^Put 700 articles on the queue in `)

	env := []string{"NEO4J_USERNAME=" + server.Username, "NEO4J_PASSWORD=" + server.Password}
	work := func() *exec.Cmd {
		cmd, output := program(env, "work", "--queue", queue, "--store", server.URL, "--redeliver-after", "2s", "--until-empty")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = cmd.Process.Kill()
			if t.Failed() {
				t.Logf("a worker:\n%s", output)
			}
		})
		return cmd
	}
	killed := work()
	awaitConsumer(t, queue, func(c *jetstream.ConsumerInfo) bool { return c.NumAckPending > 0 })
	others := []*exec.Cmd{work(), work()}
	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = killed.Wait() // it was killed
	for _, w := range others {
		if err := w.Wait(); err != nil {
			t.Errorf("work: %v", err)
		}
	}
	awaitConsumer(t, queue, func(c *jetstream.ConsumerInfo) bool {
		if c.Delivered.Consumer <= articles {
			t.Errorf("%d deliveries of %d articles: the killed worker had none", c.Delivered.Consumer, articles)
		}
		return c.NumAckPending == 0 && c.NumPending == 0
	})
	compare(t, "after three workers, one killed", want, network(t, storeFlags{
		Store: server.URL, Neo4jUsername: server.Username, Neo4jPassword: server.Password,
	}))
}

// awaitConsumer asks the queue about its workers until it is as wanted.
func awaitConsumer(t *testing.T, url string, wanted func(*jetstream.ConsumerInfo) bool) {
	t.Helper()
	connection, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	js, err := jetstream.New(connection)
	if err != nil {
		t.Fatal(err)
	}
	for {
		if consumer, err := js.Consumer(t.Context(), "unigraph-articles", "workers"); err == nil && wanted(consumer.CachedInfo()) {
			return
		}
		select {
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func TestQueueIsChecked(t *testing.T) {
	workspace(t)
	queue := natstest.Start(t)
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"load", "--queue", queue, "--prune", "news"}, statusUsage, `--queue: goes without --prune`},
		{[]string{"load", "--queue", "nats://127.0.0.1:1", "news"}, statusError, `queue: nats: no servers available`},
		{[]string{"work", "--store", "mem:"}, statusUsage, `--queue: want the address of a queue`},
		{[]string{"work", "--store", "mem:", "--queue", queue, "--redeliver-after", "1ms"}, statusUsage, `--redeliver-after: `},
	} {
		status, _, stderr := execute(t, "", tt.args...)
		check(t, tt.args[0], status, tt.status, stderr, `\Aunigraph: .*`+tt.want+`.*\n\z`)
	}
	status, out, _ := execute(t, "", "load", "--queue", queue, "news")
	check(t, "load --queue of a folder", status, statusFailed, out, `^Put 3 articles on the queue in `, `^  news/empty.md: empty`)
	status, _, stderr := execute(t, "", "work", "--queue", queue, "--until-empty")
	check(t, "work", status, statusOK, stderr, `msg=loaded read=3 added=3 `)
	status, out, _ = execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *3  articles$`, `^ *2  agreements$`, `^ *1  VISITED$`)
}
