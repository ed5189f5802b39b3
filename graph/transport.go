package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The media types of an answer.
const (
	mediaJSON     = "application/json"
	mediaResponse = "application/graphql-response+json"
)

// overHTTP is the transport of GraphQL over HTTP by GET and POST
// (graphql.github.io/graphql-over-http): gqlgen's own answer 422 where that
// wants 200 or 400, and repeat a bad body to the client.
type overHTTP struct{}

var _ graphql.Transport = overHTTP{}

// Supports implements graphql.Transport.
func (overHTTP) Supports(*http.Request) bool { return true }

// Do implements graphql.Transport. A body has been read and found to be JSON.
func (overHTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	started := graphql.Now()
	params, problem := paramsOf(r)
	if problem != "" {
		refuse(w, http.StatusBadRequest, problem)
		return
	}
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: started, End: graphql.Now()}
	media := mediaFor(r)
	operation, errs := exec.CreateOperationContext(r.Context(), params)
	ctx := graphql.WithOperationContext(r.Context(), operation)
	switch {
	case len(errs) > 0 && media == mediaResponse:
		writeErrors(w, http.StatusBadRequest, media, exec.DispatchError(ctx, errs))
	case len(errs) > 0:
		writeErrors(w, http.StatusOK, media, exec.DispatchError(ctx, errs))
	case operation.Operation.Operation == ast.Subscription:
		refuse(w, http.StatusNotAcceptable, "a subscription is a stream: ask by POST with the Accept text/event-stream")
	case r.Method == http.MethodGet && operation.Operation.Operation != ast.Query:
		w.Header().Set("Allow", http.MethodPost)
		refuse(w, http.StatusMethodNotAllowed, "GET asks queries alone")
	default:
		responses, ctx := exec.DispatchOperation(r.Context(), operation)
		response := responses(ctx)
		if response == nil { // the time was over before the first field
			response = exec.DispatchError(ctx, gqlerror.List{gqlerror.WrapIfUnwrapped(ctx.Err())})
		}
		if len(response.Errors) > 0 || loadersOf(ctx).passing.Load() {
			w.Header().Set("Cache-Control", "no-store")
		}
		send(w, http.StatusOK, media, encode(response))
	}
}

// paramsOf decodes what a request asks, or says what is wrong with it.
func paramsOf(r *http.Request) (params *graphql.RawParams, problem string) {
	params = &graphql.RawParams{}
	if r.Method == http.MethodPost {
		if decodeJSON(r.Body, params) != nil {
			return nil, "the request holds no GraphQL query as JSON"
		}
	} else {
		values, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return nil, "the parameters could not be decoded"
		}
		params.Query, params.OperationName = values.Get("query"), values.Get("operationName")
		for name, into := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
			if text := values.Get(name); text != "" && decodeJSON(strings.NewReader(text), into) != nil {
				return nil, name + " could not be decoded"
			}
		}
	}
	if params.Query == "" && params.Extensions["persistedQuery"] == nil {
		return nil, "no operation provided"
	}
	return params, ""
}

func decodeJSON(from io.Reader, into any) error {
	decoder := json.NewDecoder(from)
	decoder.UseNumber() // as it was written
	return decoder.Decode(into)
}

// mediaFor is the media type of GraphQL that the client prefers: the first it
// names, plain JSON where it names none.
func mediaFor(r *http.Request) string {
	for accept := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		switch media, _, _ := mime.ParseMediaType(accept); media {
		case mediaResponse:
			return mediaResponse
		case mediaJSON, "application/*", "*/*":
			return mediaJSON
		}
	}
	return mediaJSON
}

// writeErrors sends what is wrong with a request that was not executed: there
// is no data, not even null.
func writeErrors(w http.ResponseWriter, status int, media string, response *graphql.Response) {
	w.Header().Set("Cache-Control", "no-store")
	write(w, status, media, struct {
		Errors     gqlerror.List  `json:"errors"`
		Extensions map[string]any `json:"extensions,omitempty"`
	}{response.Errors, response.Extensions})
}

// encode is marshal for a response: its data is JSON already.
func encode(response *graphql.Response) []byte {
	var body bytes.Buffer
	body.WriteByte('{')
	if len(response.Errors) > 0 {
		body.WriteString(`"errors":`)
		body.Write(marshal(response.Errors))
		body.WriteByte(',')
	}
	body.WriteString(`"data":`)
	if response.Data == nil {
		body.WriteString("null")
	}
	json.HTMLEscape(&body, response.Data)
	if len(response.Extensions) > 0 {
		body.WriteString(`,"extensions":`)
		body.Write(marshal(response.Extensions))
	}
	body.WriteByte('}')
	return body.Bytes()
}

func write(w http.ResponseWriter, status int, media string, response any) {
	send(w, status, media, marshal(response))
}

func send(w http.ResponseWriter, status int, media string, body []byte) {
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that left needs no answer
}

func marshal(response any) []byte {
	body, err := json.Marshal(response)
	if err != nil {
		panic(fmt.Errorf("marshal a response: %w", err)) // the executor writes JSON
	}
	return body
}

// refuse answers a request that holds no query, and gives false.
func refuse(w http.ResponseWriter, status int, problem string) bool {
	err := &gqlerror.Error{Message: problem, Extensions: map[string]any{"code": codeBadRequest}}
	writeErrors(w, status, mediaJSON, &graphql.Response{Errors: gqlerror.List{err}})
	return false
}
