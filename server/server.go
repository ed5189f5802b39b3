// Package server is what a service needs round its API: who may ask and how
// much at a time, origins, compression, answers kept as long as the data stays as
// it is, health, metrics, and a store that is watched. It knows HTTP and the
// version of the data, and neither the API nor the network.
package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/rs/cors"
)

// A Store tells the version of the data, which changes with every write. An
// error says that it cannot be reached.
type Store interface {
	Version(ctx context.Context) (int, error)
}

// A Config says how the server behaves.
type Config struct {
	Log     *slog.Logger
	Lost    error                    // the cause, by context.Cause, of the end of requests under way when the store goes
	Load    http.Handler             // takes what is to be stored; nil if nothing is
	Keys    Keys                     // who may ask; without any, all may read and nobody may write
	Clients int                      // requests of one client at the same time
	Streams int                      // and streams
	Stream  func(*http.Request) bool // tells requests for a stream, whose answers have no end in time
	Origins []string                 // of pages that may ask from a browser: https://example.org, or * for all
	Cache   int64                    // bytes of answers to keep; 0 keeps none
}

// A Server serves an API, and beside it:
//
//	/articles  takes articles by POST, from those whose key has the role write
//	/healthz   200 while the process lives
//	/readyz    200 while the store answers, else 503
//	/metrics   for Prometheus
//
// Answers of /query are compressed, have a tag by the version of the data, and
// are kept until the store has another version.
type Server struct {
	http.Handler
	watch   *watch
	streams *streams
	stop    context.CancelFunc
}

// New puts the server together and begins to watch the store, until Close.
func New(api http.Handler, store Store, c Config) (*Server, error) {
	compressed, err := gzhttp.NewWrapper()
	if err != nil {
		return nil, fmt.Errorf("server: compression: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	watch := newWatch(ctx, store, c.Lost, c.Log)
	latest, kept := &latest{store: store}, newKept(c.Cache)
	metrics := newMetrics(kept, func() bool { return watch.presence().Err() == nil })
	clients, listeners := newClients(c.Clients, "requests", c.Keys), newClients(c.Streams, "streams", c.Keys)
	streams := newStreams()
	ask := &answers{next: watch.bound(api), data: latest, kept: kept, told: func(result string) { metrics.answers.WithLabelValues(result).Inc() }}

	mux := http.NewServeMux()
	mux.Handle("/", compressed(api))
	query := metrics.of("query", c.Keys.guard(Read, clients.guard(watch.guard(compressed(ask)))))
	stream := metrics.of("stream", c.Keys.guard(Read, listeners.guard(watch.guard(watch.bound(streams.guard(api))))))
	mux.HandleFunc("/query", func(w http.ResponseWriter, r *http.Request) {
		if c.Stream != nil && c.Stream(r) {
			stream.ServeHTTP(w, r)
			return
		}
		query.ServeHTTP(w, r)
	})
	if c.Load != nil && len(c.Keys) > 0 {
		mux.Handle("POST /articles", metrics.of("articles", c.Keys.guard(Write, clients.guard(watch.guard(watch.bound(c.Load))))))
	}
	mux.Handle("GET /metrics", metrics.handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if watch.presence().Err() != nil || ready(r.Context(), latest) != nil {
			http.Error(w, "the store is unavailable", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	return &Server{logged(c.Log, allowOrigins(mux, c.Origins)), watch, streams, stop}, nil
}

// EndStreams ends all streams, which no shutdown would wait for.
func (s *Server) EndStreams() { s.streams.end() }

// Close ends the streams and the watch. It does not close the store.
func (s *Server) Close() {
	s.EndStreams()
	s.stop()
	<-s.watch.ended
}

// readyTimeout is how long the store may take to say that it is there.
const readyTimeout = 5 * time.Second

func ready(ctx context.Context, store Store) error {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	_, err := store.Version(ctx)
	return err
}

// allowOrigins lets pages of these origins ask from a browser. Cookies are never
// asked for: whoever needs a key sends it.
func allowOrigins(next http.Handler, origins []string) http.Handler {
	if len(origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Accept", "Authorization", "Content-Type", "If-None-Match"},
		ExposedHeaders: []string{"ETag", "X-Request-Id", "Retry-After"},
		MaxAge:         600, // seconds
	}).Handler(next)
}
