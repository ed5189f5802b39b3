package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"unigraph"
	"unigraph/loader"
	"unigraph/loader/source"
)

// maxArticles is how many bytes of articles one request may bring.
const maxArticles = 64 << 20

// loadHandler stores the articles in the body of a request, as load does those
// on standard input, and answers with counts and with what failed.
func loadHandler(l loader.Loader, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l := l
		l.Source = &source.Files{Paths: []string{source.Stdin}, Stdin: http.MaxBytesReader(w, r.Body, maxArticles)}
		report, err := l.Run(r.Context())
		status := http.StatusOK
		switch {
		case errors.Is(err, unigraph.ErrUnavailable), errors.Is(context.Cause(r.Context()), unigraph.ErrUnavailable):
			status = http.StatusServiceUnavailable
		case err != nil:
			status = http.StatusInternalServerError
		case report.Failed > 0:
			status = http.StatusUnprocessableEntity
		}
		if err != nil {
			log.ErrorContext(r.Context(), "load stopped", "error", err)
		}
		failures := []string{}
		for _, f := range report.Failures {
			failures = append(failures, f.Error())
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{ // a client that left needs no answer
			"read": report.Read, "added": report.Added, "changed": report.Changed, "unchanged": report.Unchanged,
			"failed": report.Failed, "failures": failures,
		})
	})
}
