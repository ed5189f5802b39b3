// Package server is what a service needs round its API: health, origins,
// compression, and answers kept as long as the data stays as it is. It knows
// HTTP and the version of the data, and neither the API nor the network.
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
	Origins []string // of pages that may ask from a browser: https://example.org, or * for all
	Cache   int64    // bytes of answers to keep; 0 keeps none
}

// New serves api, and beside it:
//
//	/healthz  200 while the process lives
//	/readyz   200 while the store answers, else 503
//
// Answers of /query are compressed, have a tag by the version of the data, and
// are kept until the store has another version.
func New(api http.Handler, store Store, c Config) (http.Handler, error) {
	compressed, err := gzhttp.NewWrapper()
	if err != nil {
		return nil, fmt.Errorf("server: compression: %w", err)
	}
	latest := &latest{store: store}
	mux := http.NewServeMux()
	mux.Handle("/", compressed(api))
	mux.Handle("/query", compressed(&answers{next: api, data: latest, kept: newKept(c.Cache)}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := ready(r.Context(), latest); err != nil {
			c.Log.WarnContext(r.Context(), "not ready", "error", err)
			http.Error(w, "the store is unavailable", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	return allowOrigins(mux, c.Origins), nil
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
