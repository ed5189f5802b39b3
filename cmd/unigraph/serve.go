package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"unigraph/graph"
	"unigraph/loader"
	"unigraph/loader/source"
)

type serveCommand struct {
	storeFlags
	gazetteerFlags
	Addr string   `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen at (default: ${default}); port 0 takes a free one."`
	Load []string `placeholder:"PATH" sep:"none" help:"Load these files and folders meanwhile; may be repeated."`
}

// Help implements kong.HelpProvider.
func (serveCommand) Help() string {
	return `Serves GraphQL at /query, a page to write queries with at /playground, and /healthz and /readyz for whoever watches. Ends on an interrupt, once the requests under way are answered.

Examples:

    unigraph serve --load examples/articles
    unigraph serve --store neo4j://db.example.org --addr :8080`
}

// shutdownTimeout is how long requests under way may take at the end.
const shutdownTimeout = 10 * time.Second

func (c serveCommand) Run(ctx context.Context, std streams) error {
	for _, path := range c.Load {
		if _, err := os.Stat(path); err != nil && path != source.Stdin {
			return usageError{fmt.Errorf("--load: %w", err)}
		}
	}
	var l loader.Loader
	if len(c.Load) > 0 {
		var err error
		if l, err = c.loader(&source.Files{Paths: c.Load, Stdin: std.in, Cache: cacheFolder()}); err != nil {
			return err
		}
	}
	store, err := c.storeFlags.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	listener, err := c.listen()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(std.err, nil))
	server := &http.Server{
		Handler: graph.NewHandler(store, log), ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
	}
	fmt.Fprintf(std.out, "Ask at http://%s/playground\n", reachable(listener.Addr()))
	meanwhile := func(context.Context) {}
	if len(c.Load) > 0 {
		l.Store = store
		meanwhile = func(ctx context.Context) { load(ctx, l, log) }
	}
	return c.serve(ctx, server, listener, meanwhile)
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

func (c serveCommand) listen() (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("serve: %s is in use by another program; choose another address with --addr", c.Addr)
	case err != nil:
		return nil, usageError{fmt.Errorf("--addr: %w", err)}
	}
	return listener, nil
}

// reachable is the address that a browser on this machine can open.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return addr.String()
}
