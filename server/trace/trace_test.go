package trace_test

import (
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	spans "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"unigraph/graph"
	"unigraph/server/trace"
	"unigraph/store/mem"
)

// A receiver is a collector that keeps what it is sent.
type receiver struct {
	mu    sync.Mutex
	paths []string
	spans []*spans.Span
}

func (c *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var request collector.ExportTraceServiceRequest
	if err := proto.Unmarshal(body, &request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paths = append(c.paths, r.URL.Path)
	for _, resource := range request.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			c.spans = append(c.spans, scope.Spans...)
		}
	}
}

// A collector is told of a request and of the calls it makes to the store, as part
// of the client's own trace.
func TestTraces(t *testing.T) {
	for name, fromEnvironment := range map[string]bool{"by URL": false, "by environment": true} {
		t.Run(name, func(t *testing.T) {
			to := &receiver{}
			server := httptest.NewServer(to)
			defer server.Close()
			url := server.URL
			if fromEnvironment {
				t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
				url = ""
			}
			tracer, err := trace.New(t.Context(), url, slog.New(slog.NewTextHandler(t.Output(), nil)))
			if err != nil {
				t.Fatal(err)
			}
			ask(t, tracer)
			if err := tracer.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			check(t, to)
		})
	}
}

const clientTrace, clientSpan = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"

// ask puts two questions, the second of which fails.
func ask(t *testing.T, tracer *trace.Tracer) {
	t.Helper()
	store := mem.Open()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	api := tracer.Handler(graph.NewHandler(tracer.Reader(store), graph.Config{Log: log, Limits: graph.DefaultLimits()}))
	for range 2 {
		r := httptest.NewRequest(http.MethodPost, "/query", strings.NewReader(`{"query":"{ entity(id: \"place:oulu\") { id } }"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Traceparent", "00-"+clientTrace+"-"+clientSpan+"-01")
		api.ServeHTTP(httptest.NewRecorder(), r)
		store.Close()
	}
}

func check(t *testing.T, to *receiver) {
	t.Helper()
	if paths := slices.Compact(to.paths); !slices.Equal(paths, []string{"/v1/traces"}) {
		t.Errorf("sent to %v", to.paths)
	}
	requests := map[string]bool{}
	calls, failed := 0, 0
	for _, s := range to.spans {
		if trace := hex.EncodeToString(s.TraceId); trace != clientTrace {
			t.Errorf("%s is of trace %s", s.Name, trace)
		}
		if s.Name == "POST /query" {
			requests[string(s.SpanId)] = hex.EncodeToString(s.ParentSpanId) == clientSpan
		}
	}
	for _, s := range to.spans {
		if s.Name == "store.Entities" && requests[string(s.ParentSpanId)] {
			calls++
			if s.Status.GetCode() == spans.Status_STATUS_CODE_ERROR {
				failed++
			}
		}
	}
	// A joint read that fails is made again for the request alone.
	if len(requests) != 2 || calls != 3 || failed != 2 {
		t.Errorf("%d requests, %d calls of them, %d failed: %v", len(requests), calls, failed, to.spans)
	}
}

// Without a tracer everything is as it was.
func TestNoTraces(t *testing.T) {
	var none *trace.Tracer
	store := mem.Open()
	if none.Reader(store) != store {
		t.Error("the store is another")
	}
	ask(t, none)
	if err := none.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
