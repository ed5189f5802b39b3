package queue_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"unigraph"
	"unigraph/internal/natstest"
	"unigraph/loader"
	"unigraph/loader/extract"
	"unigraph/loader/gazetteer"
	"unigraph/loader/link"
	"unigraph/loader/queue"
	"unigraph/store/mem"
)

// articles is a source of articles as they are.
type articles []unigraph.Article

func (as articles) Records(context.Context) iter.Seq[loader.Record] {
	return func(yield func(loader.Record) bool) {
		for i, a := range as {
			if !yield(loader.Record{File: "test", Position: i + 1, Known: a, Origin: "export.jsonl"}) {
				return
			}
		}
	}
}

func (articles) Origins() []string { return []string{"export.jsonl"} }

func (articles) Parse(r loader.Record) (unigraph.Article, error) { return r.Known, nil }

func article(id unigraph.ArticleID, text string) unigraph.Article {
	return unigraph.Article{ID: id, Title: "Title", URL: "https://n.example/" + string(id), Published: "2020-05-06", Text: text}
}

const redeliverAfter = 30 * time.Second

const (
	signed  = "On 5 May 2020, the University of Oulu and Lund University signed a memorandum of understanding on forestry."
	planned = "The University of Oulu and Lund University plan to sign a memorandum of understanding on forestry."
)

func open(t *testing.T) (*queue.Queue, jetstream.JetStream) {
	t.Helper()
	url := natstest.Start(t)
	q, err := queue.Open(t.Context(), url, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	connection, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(connection.Close)
	js, err := jetstream.New(connection)
	if err != nil {
		t.Fatal(err)
	}
	return q, js
}

func send(t *testing.T, q *queue.Queue, from articles) loader.Report {
	t.Helper()
	l := loader.Loader{Source: from, Extractor: queue.Unread{}, Linker: queue.Unread{}, Store: queue.NewSender(q)}
	report, err := l.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// reader makes a loader without a source.
func reader(s loader.Store) loader.Loader {
	names := gazetteer.Default()
	return loader.Loader{Extractor: extract.New(names), Linker: link.New(names), Store: s}
}

// work loads all that is on the queue.
func work(t *testing.T, q *queue.Queue, l loader.Loader) {
	t.Helper()
	w := queue.Worker{Queue: q, Loader: l, RedeliverAfter: redeliverAfter, UntilEmpty: true, Loaded: func(_ loader.Report, err error) {
		if err != nil {
			t.Errorf("Loaded: %v", err)
		}
	}}
	if err := w.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestArticlesArrive wants all of an article to come through, and the journal to
// know it as a load without a queue would.
func TestArticlesArrive(t *testing.T) {
	q, _ := open(t)
	s := mem.Open()
	from := articles{article("1", signed), article("2", planned)}
	if r := send(t, q, from); r.Added != 2 || r.Failed != 0 {
		t.Fatalf("report of the sender = %+v", r)
	}
	work(t, q, reader(s))
	l := reader(s)
	l.Source = from
	if r, err := l.Run(t.Context()); err != nil || r.Unchanged != 2 {
		t.Errorf("load of what has come over the queue = %+v, %v, want all unchanged", r, err)
	}
}

// TestLaterCounts sends an article twice while workers wait for it.
func TestLaterCounts(t *testing.T) {
	q, _ := open(t)
	s := mem.Open()
	var from articles
	for range 5 {
		from = append(from, article("1", signed), article("1", planned))
	}
	sent := make(chan loader.Report)
	go func() { sent <- send(t, q, from) }()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	for range 3 {
		go func() {
			ended <- queue.Worker{Queue: q, Loader: reader(s), RedeliverAfter: redeliverAfter, Loaded: func(loader.Report, error) {}}.Work(ctx)
		}()
	}
	<-sent
	work(t, q, reader(s))
	stop()
	for range 3 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	all := unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}
	found, err := s.FindAgreements(t.Context(), all, unigraph.Page{Limit: 5})
	if err != nil || len(found.Items) != 1 || found.Items[0].Modality != unigraph.Planned {
		t.Errorf("agreements = %+v, %v, want the planned one of the later article", found.Items, err)
	}
}

// brittle fails or panics on some texts.
type brittle struct{ loader.Extractor }

func (b brittle) Extract(ctx context.Context, a unigraph.Article) (unigraph.Reading, error) {
	switch a.Text {
	case "bad":
		return unigraph.Reading{}, fmt.Errorf("a bad text")
	case "worse":
		panic("a worse text")
	}
	return b.Extractor.Extract(ctx, a)
}

// TestDeadLetters wants everything that cannot be loaded on the subject of dead
// letters, as it was and with the reason, and all else in the store.
func TestDeadLetters(t *testing.T) {
	q, js := open(t)
	s := mem.Open()
	send(t, q, articles{article("1", signed)})
	tooOften(t, js)
	for _, body := range []string{"{broken", `{"id":"4"}`} {
		if _, err := js.Publish(t.Context(), queue.Articles, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	send(t, q, articles{article("2", "bad"), article("3", "worse"), article("5", planned)})
	l := reader(s)
	l.Extractor = brittle{l.Extractor}
	work(t, q, l)

	stats, err := s.Stats(t.Context())
	if err != nil || stats.Articles != 1 {
		t.Errorf("%d articles in the store, %v, want 1", stats.Articles, err)
	}
	var got []string
	for _, r := range dead(t, js, 5) {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s", r.ID, r.Text, r.Raw, r.Rejected.Reason))
	}
	slices.Sort(got)
	want := []string{
		`1|` + signed + `||10 workers had it, and none came to an end with it`,
		`2|bad||extract: a bad text`, `3|worse||panic: a worse text`,
		`4||{"id":"4"}|an article without id or text`, `||{broken|malformed JSON: `,
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("dead letter %d = %s\nwant %s", i, got[i], want[i])
		}
	}
}

// tooOften takes what is on the queue as ten workers would that end with it.
func tooOften(t *testing.T, js jetstream.JetStream) {
	t.Helper()
	c, err := js.CreateConsumer(t.Context(), "unigraph-articles", jetstream.ConsumerConfig{
		Durable: "workers", AckPolicy: jetstream.AckExplicitPolicy, AckWait: redeliverAfter, MaxAckPending: -1,
	})
	for range 10 {
		var m jetstream.Msg
		if err == nil {
			m, err = c.Next()
		}
		if err == nil {
			err = m.Nak()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func dead(t *testing.T, js jetstream.JetStream, n int) []loader.Reject {
	t.Helper()
	c, err := js.OrderedConsumer(t.Context(), "unigraph-dead", jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	var rejects []loader.Reject
	for range n {
		m, err := c.Next()
		if err != nil {
			t.Fatalf("after %d dead letters: %v", len(rejects), err)
		}
		var r loader.Reject
		if err := json.Unmarshal(m.Data(), &r); err != nil {
			t.Fatalf("dead letter %q: %v", m.Data(), err)
		}
		rejects = append(rejects, r)
	}
	if info := c.CachedInfo(); info.NumPending > uint64(n) {
		t.Errorf("%d dead letters, want %d", info.NumPending, n)
	}
	return rejects
}

// TestTooLarge wants an article that the server does not take to be a failure,
// and to cost no other.
func TestTooLarge(t *testing.T) {
	q, _ := open(t)
	r := send(t, q, articles{article("1", signed), article("2", strings.Repeat("x", 1<<20)), article("3", planned)})
	if r.Added != 2 || r.Failed != 1 || !strings.Contains(r.Failures[0].Error(), "2: invalid: larger than") {
		t.Errorf("report = %+v, %v", r, r.Failures)
	}
}
