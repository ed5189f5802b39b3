package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vikstrous/dataloadgen"

	"unigraph"
)

// The codes of errors, in extensions.code. Queries that break the language have
// gqlgen's own: GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED and
// COMPLEXITY_LIMIT_EXCEEDED.
const (
	codeBadRequest  = "BAD_REQUEST"    // the HTTP request holds no query
	codeLimit       = "LIMIT_EXCEEDED" // the query is too large; the message says in what
	codeBadInput    = "BAD_USER_INPUT" // an argument is wrong
	codeChanged     = "CHANGED"        // what was read went away meanwhile; ask again
	codeUnavailable = "UNAVAILABLE"    // the store does not answer
	codeCancelled   = "CANCELLED"      // the client left, or time ran out
	codeInternal    = "INTERNAL"       // our fault; the log has it under extensions.requestId
)

// An argumentError tells the client which argument is wrong, and how.
type argumentError struct{ argument, problem string }

func (e *argumentError) Error() string { return fmt.Sprintf("argument %q: %s", e.argument, e.problem) }

func badArgument(name, format string, args ...any) error {
	return &argumentError{name, fmt.Sprintf(format, args...)}
}

// A panicError is a panic on its way to the log.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.value, e.stack) }

func recovered(_ context.Context, value any) error { return &panicError{value, debug.Stack()} }

// present decides what a client sees of an error: what it can act upon, and
// never what an engine said. It is the only place that does.
func present(c Config) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		message, code, level := describe(ctx, err, shown)
		if field := graphql.GetFieldContext(ctx); field != nil {
			if c.NoIntrospection && strings.HasPrefix(field.Field.Name, "__") { // all that can go wrong there
				message, code, level = "the schema is not shown", codeBadRequest, slog.LevelDebug
			}
			shown.Path = field.Path() // which may go on to an argument
		}
		if level > slog.LevelInfo {
			c.Log.Log(ctx, level, message, "request", requestID(ctx), "path", shown.Path.String(), "error", err)
		}
		if c.NoSuggestions {
			message, _, _ = strings.Cut(message, " Did you mean")
		}
		shown = &gqlerror.Error{
			Message: message, Path: shown.Path, Locations: shown.Locations,
			Extensions: map[string]any{"code": code},
		}
		if code == codeInternal {
			shown.Extensions["requestId"] = requestID(ctx)
		}
		return shown
	}
}

func describe(ctx context.Context, err error, shown *gqlerror.Error) (message, code string, level slog.Level) {
	var argument *argumentError
	var crash *panicError
	languageCode, _ := shown.Extensions["code"].(string) // set by the library alone
	switch {
	case errors.As(err, &crash):
	case languageCode != "":
		return nameArgument(ctx, shown), languageCode, slog.LevelDebug
	case !graphql.HasOperationContext(ctx):
		return "the request holds no GraphQL query as JSON", codeBadRequest, slog.LevelDebug
	case errors.As(err, &argument):
		return argument.Error(), codeBadInput, slog.LevelDebug
	case argumentOf(ctx, shown) != "":
		return fmt.Sprintf("argument %q: %s", argumentOf(ctx, shown), shown.Message), codeBadInput, slog.LevelDebug
	case errors.Is(context.Cause(ctx), unigraph.ErrUnavailable):
		return "the store is unavailable", codeUnavailable, slog.LevelDebug
	case errors.Is(err, context.Canceled):
		return "the request was cancelled", codeCancelled, slog.LevelDebug
	case errors.Is(err, context.DeadlineExceeded):
		return "the request took too long", codeCancelled, slog.LevelWarn
	case errors.Is(err, unigraph.ErrUnavailable), errors.Is(err, unigraph.ErrClosed):
		return "the store is unavailable", codeUnavailable, slog.LevelWarn
	case errors.Is(err, unigraph.ErrInvalid):
		return "the store refuses this question", codeBadInput, slog.LevelWarn
	case errors.Is(err, dataloadgen.ErrNotFound):
		return "the network changed while it was read; ask again", codeChanged, slog.LevelWarn
	}
	return "internal error", codeInternal, slog.LevelError
}

// argumentOf names the argument that could not be decoded: gqlgen appends it to
// the path of its field. "" for any other error.
func argumentOf(ctx context.Context, err *gqlerror.Error) string {
	field := graphql.GetFieldContext(ctx)
	if field == nil || len(err.Path) <= len(field.Path()) {
		return ""
	}
	return err.Path[len(field.Path()):][:1].String()
}

// argumentBefore matches the start of an argument that a query breaks off in:
// its name and, in a list, the values so far, and the quotes of text.
var argumentBefore = regexp.MustCompile(`(\w+)\s*:\s*(\[[^\[\]]*)?"*$`)

// nameArgument is the message of an error in the query itself, with the name of
// the argument or variable whose value is wrong: the library gives its place alone.
func nameArgument(ctx context.Context, err *gqlerror.Error) string {
	if len(err.Path) > 1 && err.Path[:1].String() == "variable" {
		return fmt.Sprintf("variable %q: %s", err.Path[1:2].String(), err.Message)
	}
	if err.Extensions["code"] != errcode.ValidationFailed || err.Rule != "ValuesOfCorrectType" || len(err.Locations) == 0 {
		return err.Message
	}
	lines := strings.SplitAfter(graphql.GetOperationContext(ctx).RawQuery, "\n")
	at := err.Locations[0]
	if at.Line < 1 || at.Line > len(lines) {
		return err.Message
	}
	line := []rune(lines[at.Line-1])
	before := strings.Join(lines[:at.Line-1], "") + string(line[:min(max(at.Column-1, 0), len(line))])
	if found := argumentBefore.FindStringSubmatch(before); found != nil {
		return fmt.Sprintf("argument %q: %s", found[1], err.Message)
	}
	return err.Message
}
