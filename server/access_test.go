package server_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"unigraph"
	"unigraph/server"
	"unigraph/store/mem"
)

const (
	readKey  = "a key for reading"
	writeKey = "a key for writing"
	wrongKey = "another key than those"
)

func keys(t *testing.T, text string) server.Keys {
	t.Helper()
	k, err := server.ReadKeys(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKeys(t *testing.T) {
	none, both, writing := server.Keys(nil), keys(t, "# ours\n\nread "+readKey+"\nwrite "+writeKey+"\n"), keys(t, "write "+writeKey)
	for _, test := range []struct {
		name        string
		keys        server.Keys
		key         string
		read, write int
		want        string // in the answer to the write
	}{
		{"none", none, "", 200, 404, ""}, // without keys nobody writes
		{"none", none, wrongKey, 200, 404, ""},
		{"both", both, "", 401, 401, "a key is wanted"},
		{"both", both, wrongKey, 401, 401, "the key is wrong"},
		{"both", both, readKey, 200, 403, "the key is for reading alone"},
		{"both", both, writeKey, 200, 200, "stored"},
		{"writing", writing, "", 200, 401, "a key is wanted"},
		{"writing", writing, wrongKey, 401, 401, "the key is wrong"},
		{"writing", writing, writeKey, 200, 200, "stored"},
	} {
		_, url := serve(t, mem.Open(), func(c *server.Config) {
			c.Keys = test.keys
			c.Load = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "stored") })
		})
		headers := []string{isJSON}
		if test.key != "" {
			headers = append(headers, "Authorization: Bearer "+test.key)
		}
		read, _ := send(t, http.MethodPost, url+"/query", `{"query":"{__typename}"}`, headers...)
		write, answer := send(t, http.MethodPost, url+"/articles", "{}", headers...)
		if read.StatusCode != test.read || write.StatusCode != test.write || !strings.Contains(answer, test.want) {
			t.Errorf("keys %s, key %q: read %d, write %d, want %d and %d: %s", test.name, test.key, read.StatusCode, write.StatusCode, test.read, test.write, answer)
		}
		if challenge := write.Header.Get("WWW-Authenticate"); (challenge != "") != (test.write == 401) {
			t.Errorf("keys %s, key %q: challenge %q", test.name, test.key, challenge)
		}
	}
}

func TestReadKeys(t *testing.T) {
	for text, want := range map[string]string{
		"read " + readKey + "\nadmin " + writeKey: "line 2: want a role",
		"\nread short":  "line 2: want a key of 16 bytes or more",
		"write":         "line 1: want a key",
		writeKey + "\n": "line 1: want a role",
	} {
		_, err := server.ReadKeys(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "for writing") {
			t.Errorf("ReadKeys(%q): %v, want %s", text, err, want)
		}
	}
}

// One client too many at the same time is refused, another is not.
func TestClients(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	api := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		entered <- struct{}{}
		<-leave
	})
	handler, err := server.New(api, mem.Open(), server.Config{
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Clients: 2, Keys: keys(t, "read "+readKey+"\nread "+wrongKey),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer handler.Close()
	ask := func(key string) *httptest.ResponseRecorder {
		request := httptest.NewRequest(http.MethodPost, "/query", strings.NewReader("{}"))
		request.Header.Set("Authorization", "Bearer "+key)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		return answer
	}
	var under sync.WaitGroup
	for _, key := range []string{readKey, readKey, wrongKey} {
		under.Go(func() { ask(key) })
		<-entered
	}
	refused := ask(readKey)
	if refused.Code != http.StatusTooManyRequests || refused.Header().Get("Retry-After") == "" || !strings.Contains(refused.Body.String(), "more than 2 requests at the same time") {
		t.Errorf("the third: %d %s", refused.Code, refused.Body)
	}
	close(leave)
	under.Wait()
	under.Go(func() { ask(readKey) })
	<-entered // its share is free again
	under.Wait()
}

func TestMetricsAndLog(t *testing.T) {
	var logged bytes.Buffer
	store := mem.Open()
	_, url := serve(t, store, func(c *server.Config) {
		c.Log = slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	for range 2 {
		send(t, http.MethodPost, url+"/query", `{"query":"{__typename}"}`, isJSON)
	}
	send(t, http.MethodPost, url+"/query", `nothing`, isJSON)
	_, metrics := send(t, http.MethodGet, url+"/metrics", "")
	for _, want := range []string{
		`unigraph_requests_total{code="200",route="query"} 2`, `unigraph_requests_total{code="400",route="query"} 1`,
		`unigraph_request_seconds_count{route="query"} 3`, `unigraph_requests_running 0`,
		`unigraph_answers_total{result="kept"} 1`, `unigraph_answers_total{result="fresh"} 2`, `unigraph_store_up 1`,
		"unigraph_answers_kept_bytes", "go_goroutines", "process_resident_memory_bytes",
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	for _, want := range []string{`"path":"/query","status":200`, `"status":400`, `"request":"`} {
		if !strings.Contains(logged.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, logged.String())
		}
	}
}

var _ server.Store = unigraph.Reader(nil)
