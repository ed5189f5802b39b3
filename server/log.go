package server

import (
	"log/slog"
	"net/http"
	"time"
)

// logged tells log of each request, at the level debug: what goes wrong is told by
// whom it goes wrong with. What a request asks is not told.
func logged(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !log.Enabled(r.Context(), slog.LevelDebug) {
			next.ServeHTTP(w, r)
			return
		}
		started := time.Now()
		seen := &seenResponse{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		log.DebugContext(r.Context(), "request", "request", w.Header().Get("X-Request-Id"), "method", r.Method, "path", r.URL.Path,
			"status", seen.status, "client", r.RemoteAddr, "elapsed", time.Since(started))
	})
}

// A seenResponse remembers its status.
type seenResponse struct {
	http.ResponseWriter
	status int
}

func (s *seenResponse) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController through.
func (s *seenResponse) Unwrap() http.ResponseWriter { return s.ResponseWriter }
