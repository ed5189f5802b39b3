package graph

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"unigraph"
)

// mediaStream is the media type of a stream of events.
const mediaStream = "text/event-stream"

// Streamed reports whether a client asks for a stream, which has no end in time.
func Streamed(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.Contains(r.Header.Get("Accept"), mediaStream)
}

// overEvents is the transport of subscriptions by server-sent events, each a
// response (github.com/enisdenjo/graphql-sse, distinct connections). What is wrong
// with a request is answered as overHTTP does, before the stream. gqlgen's own
// repeats a bad body to the client, and may show a sign of life after the end.
type overEvents struct {
	store unigraph.Reader
	beat  time.Duration // between two signs of life
}

var _ graphql.Transport = overEvents{}

// Supports implements graphql.Transport.
func (overEvents) Supports(r *http.Request) bool { return Streamed(r) }

// Do implements graphql.Transport. A body has been read and found to be JSON.
func (t overEvents) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, problem := paramsOf(r)
	if problem != "" {
		refuse(w, http.StatusBadRequest, problem)
		return
	}
	params.Headers = r.Header
	operation, errs := exec.CreateOperationContext(r.Context(), params)
	ctx := graphql.WithOperationContext(r.Context(), operation)
	switch {
	case len(errs) > 0:
		writeErrors(w, http.StatusBadRequest, mediaJSON, exec.DispatchError(ctx, errs))
	case operation.Operation.Operation != ast.Subscription:
		refuse(w, http.StatusNotAcceptable, "a stream is for subscriptions; ask queries with the Accept application/json")
	case !oneStream(operation):
		refuse(w, http.StatusBadRequest, "a subscription has one field, which is a stream")
	default:
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		t.stream(w, t.responses(exec.DispatchOperation(ctx, operation)))
	}
}

// oneStream reports whether a subscription asks for one stream, as gqlgen wants it.
func oneStream(operation *graphql.OperationContext) bool {
	return len(fieldsOf(operation.Doc, operation.Operation.SelectionSet)) == 1
}

// responses gives one response after the other, until there are no more or ctx is
// done. What one has read is not good for the next.
func (t overEvents) responses(next graphql.ResponseHandler, ctx context.Context) <-chan *graphql.Response {
	responses := make(chan *graphql.Response)
	go func() {
		defer close(responses)
		for {
			response := next(withLoaders(ctx, t.store))
			if response == nil {
				return
			}
			select {
			case responses <- response:
			case <-ctx.Done():
				return
			}
		}
	}()
	return responses
}

// stream writes events until there are no more or the client has left.
func (t overEvents) stream(w http.ResponseWriter, responses <-chan *graphql.Response) {
	w.Header().Set("Content-Type", mediaStream)
	w.Header().Set("Cache-Control", "no-store")
	tick := time.NewTicker(t.beat)
	defer tick.Stop()
	out := http.NewResponseController(w)
	event := ":\n\n" // a comment: the stream has begun, or is still there
	for {
		if _, err := io.WriteString(w, event); err != nil || out.Flush() != nil {
			return
		}
		select {
		case response, ok := <-responses:
			if !ok {
				_, _ = io.WriteString(w, "event: complete\ndata:\n\n") // the handler flushes at its end
				return
			}
			event = fmt.Sprintf("event: next\ndata: %s\n\n", marshal(response))
		case <-tick.C:
			event = ":\n\n"
		}
	}
}
