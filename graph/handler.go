package graph

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"unigraph"
	"unigraph/graph/generated"
)

// A Config says how the API behaves.
type Config struct {
	Log             *slog.Logger // is told what goes wrong inside
	Limits          Limits
	NoIntrospection bool          // whether the schema is kept from clients
	NoSuggestions   bool          // whether errors keep from naming what the client may have meant
	NoPlayground    bool          // whether there is no page to write queries with
	Heartbeat       time.Duration // between two signs of life of a stream; 0 stands for 15 seconds
}

const heartbeat = 15 * time.Second

const (
	cachedQueries    = 100 // parsed
	persistedQueries = 100 // by their hash; each as long as a body
)

// NewHandler serves the network of store over HTTP:
//
//	/query       GraphQL over HTTP by POST or by GET, with automatic persisted
//	             queries; with an Accept of text/csv, application/jsonl,
//	             application/graphml+xml or application/gexf+xml the one list or
//	             network of an answer in that form, a connection as a whole
//	             unless the query says which page of it; with an Accept of
//	             text/event-stream a subscription
//	/playground  an IDE for it, which needs no other host; / leads there
//
// Whatever goes wrong inside is told to the log, and to the client by a request
// id alone. An answer that may be another next time though the data is the same
// has the Cache-Control no-store. Between requests the handler keeps answers that
// take long, until the data changes; it does not close store.
func NewHandler(store unigraph.Reader, c Config) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/query", queryHandler(store, c))
	if !c.NoPlayground {
		handlePlayground(mux)
		mux.Handle("GET /{$}", http.RedirectHandler("/playground", http.StatusFound))
	}
	return mux
}

func queryHandler(store unigraph.Reader, c Config) http.Handler {
	server := newServer(store, c)
	one := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if !Streamed(r) {
			limited, cancel := context.WithTimeout(ctx, c.Limits.Time)
			defer cancel()
			ctx = limited
		}
		server.ServeHTTP(w, r.WithContext(withLoaders(ctx, store)))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !readBody(w, r, c.Limits.Body) {
			return
		}
		r = r.WithContext(withRequestID(r.Context()))
		w.Header().Set("X-Request-Id", requestID(r.Context()))
		if form := accepted(r); form != nil {
			form.in(one, w, r, c.Limits.Tokens)
			return
		}
		one.ServeHTTP(w, r)
	})
}

// newServer puts the schema, the transports and the limits together.
func newServer(store unigraph.Reader, c Config) *handler.Server {
	schema := generated.NewExecutableSchema(generated.Config{Schema: wholeSchema(), Resolvers: newResolver(store, c.Log)})
	queries := lru.New[*ast.QueryDocument](cachedQueries)
	server := handler.New(priced{schema, c.Limits.Complexity})
	server.AddTransport(transport.Options{})
	server.AddTransport(overEvents{store, cmp.Or(c.Heartbeat, heartbeat)})
	server.AddTransport(overHTTP{})
	server.SetQueryCache(queries)
	server.SetParserTokenLimit(c.Limits.Tokens)
	server.SetErrorPresenter(present(c))
	server.SetRecoverFunc(recovered)
	server.Use(persisted{extension.AutomaticPersistedQuery{Cache: lru.New[string](persistedQueries)}})
	server.Use(shapeLimit{c.Limits, queries})
	server.Use(extension.FixedComplexityLimit(c.Limits.Complexity))
	server.Use(cost{})
	server.Use(plainRows{})
	if !c.NoIntrospection {
		server.Use(extension.Introspection{})
	}
	return server
}

// wholeSchema is the schema without @defer, which the library knows and no
// transport here serves: an answer comes whole.
func wholeSchema() *ast.Schema {
	schema := *generated.NewExecutableSchema(generated.Config{}).Schema()
	schema.Directives = maps.Clone(schema.Directives)
	delete(schema.Directives, "defer")
	return &schema
}

// persisted are automatic persisted queries whose errors have a code.
type persisted struct {
	extension.AutomaticPersistedQuery
}

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (p persisted) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	err := p.AutomaticPersistedQuery.MutateOperationParameters(ctx, params)
	if err != nil && err.Extensions["code"] == nil {
		errcode.Set(err, codeBadRequest)
	}
	return err
}

// readBody reads the whole body of a POST, so that one that is no JSON or too
// long is answered here and not repeated to the client.
func readBody(w http.ResponseWriter, r *http.Request, most int64) bool {
	if r.Method != http.MethodPost {
		return true
	}
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != mediaJSON {
		return refuse(w, http.StatusUnsupportedMediaType, "want the Content-Type application/json")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
		return refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("the request is longer than %d bytes", most))
	}
	if err != nil || !json.Valid(body) {
		return refuse(w, http.StatusBadRequest, "the request is not JSON")
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return true
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
