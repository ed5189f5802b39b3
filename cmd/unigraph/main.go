// Command unigraph reads news articles about universities and answers who works
// with whom, with the proof. Run it with --help.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"unigraph"
)

// The exit statuses.
const (
	statusOK     = 0
	statusFailed = 1 // some articles or records failed, the rest is done
	statusUsage  = 2
	statusError  = 3 // the store, the network or an interrupt
)

const description = `Reads news articles about universities and answers who works with whom, with the proof.

First steps:

    unigraph load news/            read articles into unigraph.db
    unigraph serve                 ask questions of them at http://127.0.0.1:8080/playground

Exit status: 0 if all went well, 1 if an article or a record failed, 2 for wrong usage, 3 for anything else, such as a store that cannot be reached.`

// commands are what unigraph can do; each has a file of its own.
type commands struct {
	Load      loadCommand      `cmd:"" help:"Load articles into a store."`
	Watch     watchCommand     `cmd:"" help:"Look at feeds again and again, and load what is new."`
	Work      workCommand      `cmd:"" help:"Load what is on a queue, on any number of machines."`
	Extract   extractCommand   `cmd:"" help:"Print what articles say, as JSON lines; needs no store."`
	Serve     serveCommand     `cmd:"" help:"Answer questions over HTTP, in GraphQL."`
	Gazetteer gazetteerCommand `cmd:"" help:"Import names of institutions, look them up, match affiliations."`
	Export    exportCommand    `cmd:"" help:"Write the network for spreadsheets, Gephi, networkx or Neo4j."`
	Rm        rmCommand        `cmd:"" help:"Take articles out of a store, and what only they say."`
	Stats     statsCommand     `cmd:"" help:"Count what a store holds."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

// streams are where a command reads and writes.
type streams struct {
	in  io.Reader
	out io.Writer // what was asked for
	err io.Writer // everything else
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// run executes one command line and gives the exit status.
func run(ctx context.Context, args []string, std streams) int {
	helped := false
	parser := kong.Must(&commands{}, kong.Name("unigraph"), kong.Description(description),
		defaultLimits(), kong.Writers(std.out, std.err), kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}))
	command, err := parser.Parse(args)
	if helped {
		return statusOK
	}
	if err != nil {
		err = usageError{fmt.Errorf("%w; see unigraph --help", err)}
	} else {
		command.BindTo(ctx, (*context.Context)(nil))
		err = command.Run(std)
	}
	if err != nil && !errors.Is(err, errSome) {
		fmt.Fprintln(std.err, "unigraph: "+strings.ReplaceAll(err.Error(), "\n", " "))
	}
	return status(err)
}

// errSome says that articles or records failed, which the command has reported.
var errSome = errors.New("some failed")

// A usageError blames the command line.
type usageError struct{ error }

func status(err error) int {
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errSome):
		return statusFailed
	case errors.As(err, new(usageError)), errors.Is(err, unigraph.ErrInvalid):
		return statusUsage
	}
	return statusError
}
