package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// TestWatch watches a feed that is there, is busy, is as it was, and has news.
func TestWatch(t *testing.T) {
	workspace(t)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	item := func(n int) string {
		return fmt.Sprintf(`<item><title>Signed</title><link>https://n.example/%d</link><description>%s</description></item>`, n, signing(n))
	}
	var asked atomic.Int64
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got := r.UserAgent(); got != "unigraph (+https://example.org/about)" {
			t.Errorf("user agent = %q", got)
		}
		items := item(1)
		switch asked.Add(1) {
		case 1:
			w.Header().Set("ETag", `"one"`)
		case 2:
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		case 3:
			if got := r.Header.Get("If-None-Match"); got != `"one"` {
				t.Errorf("If-None-Match = %q", got)
			}
			w.WriteHeader(http.StatusNotModified)
			return
		default:
			items += item(2)
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>News</title>%s</channel></rss>`, items)
	}))
	defer feed.Close()

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stderr, log := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"watch", "--interval", "10ms", "--contact", "https://example.org/about", "--allow-private", feed.URL},
			streams{strings.NewReader(""), io.Discard, log})
		log.Close()
	}()
	for _, want := range []string{
		`msg=loaded feed=\S+ next=\S+ read=1 added=1 `,
		`msg="article failed" feed=\S+ next=\S+ error=".*the server answers 503 Service Unavailable"`,
		`msg=loaded feed=\S+ next=\S+ read=1 added=0 changed=0 unchanged=1 `,
		`msg=loaded feed=\S+ next=\S+ read=2 added=1 changed=0 unchanged=1 `,
	} {
		await(t, stderr, want)
	}
	stop()
	go io.Copy(io.Discard, stderr)
	if status := <-ended; status != statusOK {
		t.Errorf("watch: exit status %d after an interrupt, want %d", status, statusOK)
	}
	status, out, _ := execute(t, "", "stats")
	check(t, "stats", status, statusOK, out, `^ *2  articles$`, `^ *2  agreements$`)
}
