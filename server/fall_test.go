package server_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"unigraph"
	"unigraph/internal/neo4jtest"
	"unigraph/server"
	"unigraph/store/neo4j"
	"unigraph/store/sqlite"
)

// What users of a service may count on when its database falls.
const (
	connections = 16
	noticed     = 5 * time.Second       // after which nobody waits for what does not come
	right       = 5 * time.Second       // after its return until answers are right again
	retry       = 50 * time.Millisecond // after an error; the server asks for more
	fast        = time.Second           // how long an error takes once the fall is noticed
)

// The database goes away in each way, under load, and comes back: requests fail
// fast and clearly meanwhile, and are answered soon after, without a restart.
func TestDatabaseFalls(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	config := neo4jtest.Config{Home: t.TempDir(), Port: freePort(t)}
	database, err := neo4jtest.Start(t.Context(), config)
	switch {
	case err != nil && os.Getenv("UNIGRAPH_REQUIRE_NEO4J") == "1":
		t.Fatal(err)
	case err != nil:
		t.Skipf("no Neo4j: %v", err)
	}
	defer func() { database.Stop() }()
	host := strings.TrimPrefix(database.URL, "bolt://")
	toxic := func(json string) func(*testing.T, *toxiproxy.Proxy) {
		return func(t *testing.T, proxy *toxiproxy.Proxy) {
			if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(json)); err != nil {
				t.Fatal(err)
			}
		}
	}
	healthy := func(t *testing.T, proxy *toxiproxy.Proxy) { proxy.Toxics.ResetToxics(t.Context()) }
	for _, f := range []fall{
		{"stopped", func(*testing.T, *toxiproxy.Proxy) { database.Stop() }, 20 * time.Second, func(t *testing.T, _ *toxiproxy.Proxy) {
			if database, err = neo4jtest.Start(t.Context(), config); err != nil {
				t.Fatal(err)
			}
		}},
		{"cut", toxic(`{"type":"timeout","attributes":{"timeout":0}}`), 6 * time.Second, healthy},
		{"delayed", toxic(`{"type":"latency","attributes":{"latency":10000}}`), 6 * time.Second, healthy},
		{"reset", toxic(`{"type":"reset_peer","attributes":{"timeout":0}}`), 6 * time.Second, healthy},
	} {
		t.Run(f.name, func(t *testing.T) { testFall(t, f, database.Server, host) })
	}
}

// A fall is a way for a database to go and to come back.
type fall struct {
	name string
	goes func(*testing.T, *toxiproxy.Proxy)
	away time.Duration
	back func(*testing.T, *toxiproxy.Proxy)
}

func testFall(t *testing.T, f fall, database neo4jtest.Server, host string) {
	// One of the proxy's own stays when a connection is reset.
	leaks := []goleak.Option{goleak.IgnoreCurrent(), goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2/toxics.(*NoopToxic).Pipe")}
	proxy := toxiproxy.NewProxy(toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop()), f.name, "127.0.0.1:0", host)
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	store, err := neo4j.Open(t.Context(), "bolt://"+proxy.Listen, neo4j.Options{Username: database.Username, Password: database.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("under load", func(t *testing.T) {
		_, base := serve(t, store, func(c *server.Config) { c.Cache = 0 })
		traffic := startTraffic(base)
		defer traffic.stop()
		traffic.await(t, "right answers", noticed, func(r result) bool { return r.right })
		f.goes(t, proxy)
		traffic.await(t, "errors", noticed, func(r result) bool { return !r.right && r.took < fast })
		ready(t, base, http.StatusServiceUnavailable)
		traffic.only(t, "clear and fast errors", f.away, func(r result) bool { return r.clear && r.took < fast })
		returned := traffic.drain()
		f.back(t, proxy)
		returned()
		traffic.await(t, "right answers again", right, func(r result) bool { return r.right })
		traffic.only(t, "right answers", time.Second, func(r result) bool { return r.right })
		ready(t, base, http.StatusOK)
	})
	store.Close()
	proxy.Stop()
	http.DefaultClient.CloseIdleConnections()
	goleak.VerifyNone(t, leaks...)
}

// Whoever asks the embedded store is answered while another process loads.
func TestAskedWhileLoading(t *testing.T) {
	file := filepath.Join(t.TempDir(), "unigraph.db")
	reading, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	writing, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer writing.Close()
	_, base := serve(t, reading, func(c *server.Config) { c.Cache = 0 })
	traffic := startTraffic(base)
	defer traffic.stop()
	stop := make(chan struct{})
	loaded := make(chan error)
	go func() { loaded <- bulkLoad(t.Context(), writing, stop) }()
	traffic.only(t, "right answers", 3*time.Second, func(r result) bool { return r.right })
	close(stop)
	if err := <-loaded; err != nil {
		t.Error(err)
	}
}

// bulkLoad writes hundreds of articles at a time until it is stopped.
func bulkLoad(ctx context.Context, store unigraph.Writer, stop <-chan struct{}) error {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return nil
		default:
		}
		batches := make([]unigraph.Batch, 200)
		for i := range batches {
			name := fmt.Sprintf("University %d of %d", i, n)
			batches[i].Article.ID = unigraph.ArticleID(name)
			batches[i].Entities = []unigraph.Entity{{ID: unigraph.NewEntityID(unigraph.University, name), Name: name}}
		}
		if _, err := store.Upsert(ctx, batches...); err != nil {
			return err
		}
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func ready(t *testing.T, base string, want int) {
	t.Helper()
	if response, _ := send(t, http.MethodGet, base+"/readyz", ""); response.StatusCode != want {
		t.Errorf("/readyz: %s, want %d", response.Status, want)
	}
}

// A result of one request under load.
type result struct {
	right, clear bool // answered; or refused by a clear error
	began        time.Time
	took         time.Duration
	answer       string
}

// Traffic asks from several connections, again and again.
type traffic struct {
	results chan result
	done    chan struct{}
	all     sync.WaitGroup
}

func startTraffic(base string) *traffic {
	l := &traffic{results: make(chan result), done: make(chan struct{})}
	for i := range connections {
		l.all.Go(func() {
			for n := 0; ; n++ {
				r := askOnce(base, fmt.Sprintf("{ stats { articles } a%d_%d: __typename }", i, n))
				select {
				case l.results <- r:
				case <-l.done:
					return
				}
				if !r.right {
					time.Sleep(retry)
				}
			}
		})
	}
	return l
}

func (l *traffic) stop() {
	close(l.done)
	l.all.Wait()
}

func askOnce(base, query string) result {
	r := result{began: time.Now()}
	response, err := http.Get(base + "/query?query=" + url.QueryEscape(query))
	if err != nil {
		r.answer = err.Error()
		return r
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	r.took, r.answer = time.Since(r.began), string(body)
	r.right = err == nil && strings.Contains(r.answer, `"stats":{"articles":`)
	r.clear = strings.Contains(r.answer, `"the store is unavailable"`) && strings.Contains(r.answer, `"UNAVAILABLE"`)
	return r
}

// drain takes results, whatever they are, until the function it gives is called.
func (l *traffic) drain() (end func()) {
	over, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-l.results:
			case <-over:
				return
			}
		}
	}()
	return func() { close(over); <-ended }
}

// await takes results until so many connections in a row have had what is wanted.
func (l *traffic) await(t *testing.T, what string, most time.Duration, wanted func(result) bool) {
	t.Helper()
	began := time.Now()
	for row, last := 0, ""; row < 2*connections; {
		select {
		case r := <-l.results:
			if row++; !wanted(r) {
				row, last = 0, r.answer
			}
		case <-time.After(time.Until(began.Add(most))):
			t.Fatalf("no %s within %s; the last was %s", what, most, last)
		}
		if time.Since(began) > most {
			t.Fatalf("no %s within %s; the last was %s", what, most, last)
		}
	}
	t.Logf("%s after %s", what, time.Since(began).Round(time.Millisecond))
}

// only takes results for a while, of requests that begin in it.
func (l *traffic) only(t *testing.T, what string, during time.Duration, wanted func(result) bool) {
	t.Helper()
	began, end := time.Now(), time.After(during)
	for {
		select {
		case r := <-l.results:
			if r.began.After(began) && !wanted(r) {
				t.Errorf("want %s; after %s %+v", what, time.Since(began), r)
				return
			}
		case <-end:
			return
		}
	}
}
