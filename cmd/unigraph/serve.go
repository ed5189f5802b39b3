package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/alecthomas/kong"

	"unigraph"
	"unigraph/graph"
	"unigraph/loader"
	"unigraph/loader/source"
	"unigraph/server"
	"unigraph/server/trace"
)

type serveCommand struct {
	storeFlags
	gazetteerFlags
	Addr string   `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen at (default: ${default}); port 0 takes a free one."`
	Load []string `placeholder:"PATH" sep:"none" help:"Load these files and folders meanwhile; may be repeated."`
	limitFlags
	NoIntrospection bool       `help:"Keep the schema from clients."`
	NoSuggestions   bool       `help:"Keep errors from naming what the client may have meant."`
	NoPlayground    bool       `help:"Serve no page to write queries with."`
	MaxRequests     int        `default:"100" placeholder:"N" help:"Refuse more requests of one client at the same time (default: ${default})."`
	MaxStreams      int        `default:"10" placeholder:"N" help:"Refuse more streams of one client at the same time (default: ${default})."`
	Keys            string     `env:"UNIGRAPH_KEYS" placeholder:"FILE" help:"Ask for keys: each line of the file is a role, read or write, and a key. Keys for writing alone leave reading free."`
	TLSCert         string     `name:"tls-cert" placeholder:"FILE" help:"Serve HTTPS with this certificate chain, in PEM."`
	TLSKey          string     `name:"tls-key" placeholder:"FILE" help:"The private key of the certificate, in PEM."`
	LogFormat       string     `default:"text" enum:"text,json" help:"One of ${enum} (default: ${default})."`
	LogLevel        slog.Level `default:"info" placeholder:"LEVEL" help:"Log from this level: debug (each request), info, warn or error (default: ${default})."`
	Origin          []string   `placeholder:"URL" help:"Let browsers ask from pages of this origin, such as https://example.org, or * for all; may be repeated."`
	Traces          string     `placeholder:"URL" help:"Send traces to this OpenTelemetry collector by OTLP over HTTP, such as http://localhost:4318. The variables OTEL_EXPORTER_OTLP_ENDPOINT and the like do so too; without any there are none."`
	Cache           int64      `default:"64" placeholder:"MIB" help:"Keep so many MiB of answers while the data stays as it is (default: ${default}); 0 keeps none."`
}

// limitFlags bound what one request may ask for.
type limitFlags struct {
	MaxBody       int64         `default:"${maxBody}" placeholder:"BYTES" help:"Refuse longer requests (default: ${default})."`
	MaxTokens     int           `default:"${maxTokens}" placeholder:"N" help:"Refuse queries of more words and signs (default: ${default})."`
	MaxSelections int           `default:"${maxSelections}" placeholder:"N" help:"Refuse queries of more fields, with their fragments written out (default: ${default})."`
	MaxDepth      int           `default:"${maxDepth}" placeholder:"N" help:"Refuse queries with more fields within each other (default: ${default})."`
	MaxAliases    int           `default:"${maxAliases}" placeholder:"N" help:"Refuse queries with more aliases and repeated fields (default: ${default})."`
	MaxDirectives int           `default:"${maxDirectives}" placeholder:"N" help:"Refuse queries with more directives in one place (default: ${default})."`
	MaxComplexity int           `default:"${maxComplexity}" placeholder:"N" help:"Refuse queries that would compute more fields, about (default: ${default})."`
	MaxTime       time.Duration `default:"${maxTime}" placeholder:"DURATION" help:"Give up an answer that takes longer (default: ${default})."`
}

// defaultLimits are the values that the flags take by default.
func defaultLimits() kong.Vars {
	l := graph.DefaultLimits()
	return kong.Vars{
		"maxBody": fmt.Sprint(l.Body), "maxTokens": fmt.Sprint(l.Tokens), "maxSelections": fmt.Sprint(l.Selections),
		"maxDepth": fmt.Sprint(l.Depth), "maxAliases": fmt.Sprint(l.Aliases), "maxDirectives": fmt.Sprint(l.Directives),
		"maxComplexity": fmt.Sprint(l.Complexity), "maxTime": fmt.Sprint(l.Time),
	}
}

func (f limitFlags) limits() graph.Limits {
	return graph.Limits{
		Body: f.MaxBody, Tokens: f.MaxTokens, Selections: f.MaxSelections, Depth: f.MaxDepth, Aliases: f.MaxAliases,
		Directives: f.MaxDirectives, Complexity: f.MaxComplexity, Time: f.MaxTime,
	}
}

// Help implements kong.HelpProvider.
func (serveCommand) Help() string {
	return `Serves GraphQL at /query, a page to write queries with at /playground, and /healthz, /readyz and /metrics for whoever watches. With a key for writing, POST /articles loads. docs/operations.md says more. Ends on an interrupt, once the requests under way are answered.

Examples:

    unigraph serve --load examples/articles
    unigraph serve --store neo4j://db.example.org --addr :8080`
}

// shutdownTimeout is how long requests under way may take at the end.
const shutdownTimeout = 10 * time.Second

// Run serves a store over HTTP until it is interrupted, and ends what it has begun.
func (c serveCommand) Run(ctx context.Context, std streams) error {
	for _, path := range c.Load {
		if _, err := os.Stat(path); err != nil && path != source.Stdin {
			return usageError{fmt.Errorf("--load: %w", err)}
		}
	}
	l, err := c.newLoader(std)
	if err != nil {
		return err
	}
	store, err := c.storeFlags.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	l.Store = store
	collectLess(garbage)
	listener, err := c.listen(time.Now())
	if err != nil {
		return err
	}
	log := c.logger(std.err)
	tracer, err := c.tracer(ctx, log)
	if err != nil {
		return err
	}
	defer finish(tracer, log)
	handler, err := c.handler(store, tracer, l, log)
	if err != nil {
		return err
	}
	defer handler.Close()
	listening := c.listening(tracer.Handler(handler), log)
	listening.RegisterOnShutdown(handler.EndStreams)
	fmt.Fprintf(std.out, "Ask at %s://%s/playground\n", c.scheme(), reachable(listener.Addr()))
	meanwhile := func(context.Context) {}
	if len(c.Load) > 0 {
		meanwhile = func(ctx context.Context) { load(ctx, l, log) }
	}
	return c.serve(ctx, listening, listener, meanwhile)
}

func (c serveCommand) listening(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: c.MaxTime + 30*time.Second, IdleTimeout: 2 * time.Minute,
	}
}

// tracer is nil, which is of use too, unless somebody wants traces.
func (c serveCommand) tracer(ctx context.Context, log *slog.Logger) (*trace.Tracer, error) {
	if cmp.Or(c.Traces, os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT"), os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")) == "" {
		return nil, nil
	}
	return trace.New(ctx, c.Traces, log)
}

// finish sends the last traces, if that does not take long.
func finish(t *trace.Tracer, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := t.Close(ctx); err != nil {
		log.Warn("the last traces are lost", "error", err)
	}
}

// garbage is how much of it may lie about, in percent of what is in use: a server
// has little in use beside the answers it keeps, and makes much of it.
const garbage = 200

// collectLess lets so many percent of garbage lie about, unless the environment
// says how many.
func collectLess(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// newLoader puts together what loads, if anything is to be loaded.
func (c serveCommand) newLoader(std streams) (loader.Loader, error) {
	if len(c.Load) == 0 && c.Keys == "" {
		return loader.Loader{}, nil
	}
	return c.loader(&source.Files{Paths: c.Load, Stdin: std.in, Cache: cacheFolder()})
}

// handler puts the API and what is round it together.
func (c serveCommand) handler(store unigraph.Reader, tracer *trace.Tracer, l loader.Loader, log *slog.Logger) (*server.Server, error) {
	keys, err := c.keys()
	if err != nil {
		return nil, err
	}
	api := graph.NewHandler(tracer.Reader(store), graph.Config{
		Log: log, Limits: c.limits(),
		NoIntrospection: c.NoIntrospection, NoSuggestions: c.NoSuggestions, NoPlayground: c.NoPlayground,
	})
	return server.New(api, store, server.Config{
		Log: log, Lost: unigraph.ErrUnavailable, Load: loadHandler(l, log), Keys: keys,
		Clients: c.MaxRequests, Streams: c.MaxStreams, Stream: graph.Streamed, Origins: c.Origin, Cache: c.Cache << 20,
	})
}

// keys reads the file that --keys names.
func (c serveCommand) keys() (server.Keys, error) {
	if c.Keys == "" {
		return nil, nil
	}
	file, err := os.Open(c.Keys)
	if err != nil {
		return nil, usageError{fmt.Errorf("--keys: %w", err)}
	}
	defer file.Close()
	keys, err := server.ReadKeys(file)
	if err != nil {
		return nil, usageError{fmt.Errorf("--keys: %s: %w", c.Keys, err)}
	}
	return keys, nil
}

// serve answers requests and runs meanwhile beside them, until ctx is done.
func (serveCommand) serve(ctx context.Context, server *http.Server, listener net.Listener, meanwhile func(context.Context)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served, over := make(chan error, 1), make(chan struct{})
	go func() { served <- server.Serve(listener) }()
	go func() { meanwhile(ctx); close(over) }()
	var err error
	select {
	case err = <-served:
	case <-ctx.Done():
		limited, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		err = server.Shutdown(limited)
	}
	stop()
	<-over // nobody writes to the store once it is closed
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// load runs l, and tells log how it went.
func load(ctx context.Context, l loader.Loader, log *slog.Logger) {
	report, err := l.Run(ctx)
	logLoad(ctx, log, report, err)
}

// logLoad tells how a load went.
func logLoad(ctx context.Context, log *slog.Logger, report loader.Report, err error) {
	for _, f := range report.Failures {
		log.Warn("article failed", "error", f)
	}
	counts := []any{"read", report.Read, "added", report.Added, "changed", report.Changed, "unchanged", report.Unchanged,
		"failed", report.Failed, "agreements", report.Agreements, "elapsed", report.Elapsed.Round(time.Millisecond)}
	switch {
	case ctx.Err() != nil:
		log.Warn("load interrupted", counts...)
	case err != nil:
		log.Error("load stopped", append(counts, "error", err)...)
	default:
		log.Info("loaded", counts...)
	}
}

func (c serveCommand) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// reachable is the address that a browser on this machine can open.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return addr.String()
}
