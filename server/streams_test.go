package server_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"unigraph"
	"unigraph/graph"
	"unigraph/server"
	"unigraph/store/mem"
	"unigraph/store/sqlite"
)

const isStream = "Accept: text/event-stream"

// A listener reads a stream line by line.
type listener struct {
	t     *testing.T
	lines chan string // closed at the end of the stream
	leave context.CancelFunc
}

func subscribe(t *testing.T, base, query string) *listener {
	t.Helper()
	ctx, leave := context.WithCancel(context.Background())
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/query", strings.NewReader(`{"query":"`+query+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if media := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || media != "text/event-stream" {
		t.Fatalf("%s, %s", response.Status, media)
	}
	l := &listener{t, make(chan string, 100), leave}
	go func() {
		defer close(l.lines)
		defer response.Body.Close()
		for text := bufio.NewScanner(response.Body); text.Scan(); {
			if text.Text() != "" {
				l.lines <- text.Text()
			}
		}
	}()
	return l
}

// await gives the next line that holds a text, of those that are no sign of life.
func (l *listener) await(want string) string {
	l.t.Helper()
	for {
		select {
		case line, ok := <-l.lines:
			if strings.Contains(line, want) {
				return line
			}
			if !ok {
				l.t.Fatalf("the stream has ended before %s", want)
			}
		case <-time.After(20 * time.Second):
			l.t.Fatalf("no %s", want)
		}
	}
}

// awaitEnd reads on until the stream ends.
func (l *listener) awaitEnd() {
	for range l.lines {
	}
}

// signing is an article of a university about an agreement with another, or one
// that names them alone.
func signing(id string, signed bool) unigraph.Batch {
	entity := func(name string) unigraph.Entity {
		return unigraph.Entity{ID: unigraph.NewEntityID(unigraph.University, name), Name: name}
	}
	one, other := entity("Oulu "+id), entity("Harbin")
	b := unigraph.Batch{Article: unigraph.Article{ID: unigraph.ArticleID(id)}, Entities: []unigraph.Entity{one, other}}
	if signed {
		b.Agreements = []unigraph.Agreement{{
			Parties: []unigraph.EntityID{one.ID, other.ID}, Kind: unigraph.Memorandum, Modality: unigraph.Done,
			Evidence: []unigraph.Evidence{{Article: b.Article.ID, Confidence: 0.9}},
		}}
	}
	b.Normalize()
	return b
}

// Who listens is told what another process loads, and signs of life meanwhile;
// at the end nothing stays behind.
func TestStreams(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	defer http.DefaultClient.CloseIdleConnections()
	t.Run("", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "unigraph.db")
		open := func() unigraph.Store {
			s, err := sqlite.Open(t.Context(), file)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			return s
		}
		store, other := open(), open()
		write := func(b unigraph.Batch) {
			if _, err := other.Upsert(t.Context(), b); err != nil {
				t.Fatal(err)
			}
		}
		write(signing("known", true))
		handler, base := serveStreams(t, store, 10)
		stats := subscribe(t, base, "subscription { stats { articles } }")
		added := subscribe(t, base, "subscription { agreementAdded { parties { name } evidence { article { id } } } }")
		leaving := subscribe(t, base, "subscription { visitAdded { id } }")
		stats.await(`{"data":{"stats":{"articles":1}}`)
		write(signing("names", false))
		stats.await(`{"data":{"stats":{"articles":2}}`)
		write(signing("new", true))
		want := `{"data":{"agreementAdded":{"parties":[{"name":"Harbin"},{"name":"Oulu new"}],"evidence":[{"article":{"id":"new"}}]}}`
		if line := added.await("data:"); !strings.Contains(line, want) { // the first
			t.Errorf("told of %s, want %s", line, want)
		}
		stats.await(`{"data":{"stats":{"articles":3}}`)
		stats.await(":")
		leaving.leave()
		leaving.awaitEnd()
		handler.EndStreams()
		stats.await("event: complete")
		added.await("event: complete")
		stats.awaitEnd()
		added.awaitEnd()
	})
}

// serveStreams is serve for streams, so many of one client, with signs of life
// that come often.
func serveStreams(t *testing.T, store unigraph.Reader, most int) (handler *server.Server, base string) {
	t.Helper()
	limits := graph.DefaultLimits()
	limits.Time = 10 * time.Millisecond // which is not for streams
	return serveAPI(t, store, graph.Config{Limits: limits, Heartbeat: 100 * time.Millisecond}, new(atomic.Int64), func(c *server.Config) { c.Streams = most })
}

// Limits hold for streams too, and what is wrong is said at once.
func TestStreamsAreBounded(t *testing.T) {
	store := mem.Open()
	_, base := serveStreams(t, store, 1)
	body := func(query string) string { return fmt.Sprintf(`{"query":%q}`, query) }
	const stats = "subscription { stats { articles } }"
	for name, test := range map[string]struct {
		body, accept string
		status       int
		want         string
	}{
		"no stream":     {body(stats), "Accept: application/json", 406, "ask by POST with the Accept text/event-stream"},
		"a query":       {body("{ stats { articles } }"), isStream, 406, "a stream is for subscriptions"},
		"no JSON":       {"secret", isStream, 400, "not JSON"},
		"no such field": {body("subscription { nothing }"), isStream, 400, "Cannot query field"},
		"aliases":       {body("subscription { stats {" + strings.Repeat("articles ", 100) + "} }"), isStream, 400, "more than 50 aliases"},
		"deep":          {body("subscription { stats " + strings.Repeat("{ a ", 200) + strings.Repeat("}", 201)), isStream, 400, "fields deep"},
		"two at once":   {body("subscription { stats { articles } other: stats { articles } }"), isStream, 400, "has one field"},
		"no stream in":  {body("subscription { __typename }"), isStream, 400, "introspection"},
	} {
		response, answer := send(t, http.MethodPost, base+"/query", test.body, isJSON, test.accept)
		if response.StatusCode != test.status || !strings.Contains(answer, test.want) || strings.Contains(answer, "secret") {
			t.Errorf("%s: %s %s, want %d, %s", name, response.Status, answer, test.status, test.want)
		}
	}
	one := subscribe(t, base, stats)
	one.await("articles")
	refused, answer := send(t, http.MethodPost, base+"/query", body(stats), isJSON, isStream)
	if refused.StatusCode != http.StatusTooManyRequests || !strings.Contains(answer, "more than 1 streams at the same time") {
		t.Errorf("the second: %s %s", refused.Status, answer)
	}
	store.Close() // is lost
	one.awaitEnd()
	if gone, answer := send(t, http.MethodPost, base+"/query", body(stats), isJSON, isStream); gone.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("of a lost store: %s %s", gone.Status, answer)
	}
}
