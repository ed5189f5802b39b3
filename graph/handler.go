package graph

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"unigraph"
	"unigraph/graph/generated"
	"unigraph/measure"
)

const (
	cachedQueries = 100
	queryTimeout  = 30 * time.Second
	readyTimeout  = 5 * time.Second
)

// NewHandler serves the network of store over HTTP:
//
//	/query       GraphQL by POST, or by GET; with an Accept of text/csv,
//	             application/jsonl, application/graphml+xml or application/gexf+xml
//	             the one list or network of an answer in that form
//	/playground  an IDE for it, which needs no other host; / leads there
//	/healthz     200 while the process lives
//	/readyz      200 while the store answers, else 503
//
// Whatever goes wrong inside is told to log, and to the client by a request id
// alone. Between requests the handler keeps answers that take long, until the
// data changes; it does not close store.
func NewHandler(store unigraph.Reader, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/query", queryHandler(store, log))
	handlePlayground(mux)
	mux.Handle("GET /{$}", http.RedirectHandler("/playground", http.StatusFound))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := ready(r.Context(), store); err != nil {
			log.WarnContext(r.Context(), "not ready", "error", err)
			http.Error(w, "the store is unavailable", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	return mux
}

// ready puts a cheap question to the store.
func ready(ctx context.Context, store unigraph.Reader) error {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	_, err := store.Articles(ctx, []unigraph.ArticleID{"readyz"})
	return err
}

func queryHandler(store unigraph.Reader, log *slog.Logger) http.Handler {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: &resolver{store, log, new(measure.Cache), new(memo[[]unigraph.MatrixCell])}})
	server := handler.New(priced{schema})
	server.AddTransport(transport.Options{})
	server.AddTransport(transport.GET{})
	server.AddTransport(transport.POST{})
	server.SetQueryCache(lru.New[*ast.QueryDocument](cachedQueries))
	server.SetParserTokenLimit(maxTokens)
	server.SetErrorPresenter(present(log))
	server.SetRecoverFunc(recovered)
	server.Use(selectionLimit{})
	server.Use(extension.Introspection{})
	server.Use(extension.FixedComplexityLimit(maxComplexity))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !readBody(w, r) {
			return
		}
		ctx, cancel := context.WithTimeout(withRequestID(r.Context()), queryTimeout)
		defer cancel()
		ctx = withLoaders(ctx, store)
		w.Header().Set("X-Request-Id", requestID(ctx))
		if r = r.WithContext(ctx); accepted(r) != nil {
			accepted(r).in(server, w, r)
			return
		}
		server.ServeHTTP(w, r)
	})
}

// readBody reads the whole body of a POST, so that one that is no JSON or too
// long is answered here and not repeated to the client.
func readBody(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodPost {
		return true
	}
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
		return refuse(w, http.StatusUnsupportedMediaType, "want the Content-Type application/json")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
		return refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("the request is longer than %d bytes", maxBody))
	}
	if err != nil || !json.Valid(body) {
		return refuse(w, http.StatusBadRequest, "the request is not JSON")
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return true
}

func refuse(w http.ResponseWriter, status int, problem string) bool {
	w.Header().Set("Content-Type", "application/json")
	transport.SendError(w, status, &gqlerror.Error{Message: problem, Extensions: map[string]any{"code": codeBadRequest}})
	return false
}

type requestIDKey struct{}

func withRequestID(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestIDKey{}, rand.Text()[:12])
}

// requestID finds in the log what went wrong in a request.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
