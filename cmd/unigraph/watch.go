package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"unigraph/loader"
	"unigraph/loader/source"
	"unigraph/loader/watch"
)

type watchCommand struct {
	storeFlags
	gazetteerFlags
	Feeds        []string      `arg:"" name:"feed" help:"Addresses of RSS and Atom feeds."`
	Interval     time.Duration `default:"15m" placeholder:"TIME" help:"Time between two looks at a feed (default: ${default})."`
	Contact      string        `placeholder:"ADDRESS" help:"A page or mail address of yours that servers are told, so that they know whom to ask."`
	AllowPrivate bool          `help:"Let addresses lead into private networks."`
}

// Help implements kong.HelpProvider.
func (watchCommand) Help() string {
	return `Looks at each feed at once and then again and again, and loads what is new. A server is asked only for what has changed, one feed at a time, less often after failures, and not before the time that it asks for. Ends on an interrupt, and goes on where it was when it is started again. examples/watch has it as a service.

Examples:

    unigraph watch https://news.example.edu/feed.xml
    unigraph watch --store neo4j://db.example.org --interval 1h --contact https://example.org/about $(cat feeds.txt)`
}

// Run polls feeds and loads what is new, until it is interrupted.
func (c watchCommand) Run(ctx context.Context, std streams) error {
	if c.Interval <= 0 {
		return usageError{fmt.Errorf("--interval: want a time above 0, such as 15m")}
	}
	for _, feed := range c.Feeds {
		if !strings.HasPrefix(feed, "http://") && !strings.HasPrefix(feed, "https://") {
			return usageError{fmt.Errorf("%q is no address of a feed: want http:// or https://", feed)}
		}
	}
	l, store, err := loaderInto(ctx, c.gazetteerFlags, c.storeFlags, nil)
	if err != nil {
		return err
	}
	defer store.Close()
	log := slog.New(slog.NewTextHandler(std.err, nil))
	watch.Watcher{
		Feeds: c.Feeds, Interval: c.Interval,
		Load: func(ctx context.Context, feed string) (loader.Report, error) {
			l := l
			l.Source = &source.Files{Paths: []string{feed}, AllowPrivate: c.AllowPrivate, Contact: c.Contact, Cache: cacheFolder()}
			return l.Run(ctx)
		},
		Loaded: func(feed string, r loader.Report, err error, wait time.Duration) {
			logLoad(ctx, log.With("feed", feed, "next", wait.Round(time.Second)), r, err)
		},
	}.Run(ctx)
	return nil
}
