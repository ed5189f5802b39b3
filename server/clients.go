package server

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

// clients counts the requests of each client under way, or the streams. A client
// is who brings a key, or an address.
type clients struct {
	most  int
	what  string // is counted
	keyed bool   // whether keys have been looked at
	mu    sync.Mutex
	busy  map[string]int
}

func newClients(most int, what string, keys Keys) *clients {
	return &clients{most: most, what: what, keyed: len(keys) > 0, busy: map[string]int{}}
}

func (c *clients) enter(who string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy[who] >= c.most {
		return false
	}
	c.busy[who]++
	return true
}

func (c *clients) leave(who string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy[who]--; c.busy[who] == 0 {
		delete(c.busy, who)
	}
}

// guard refuses what a client asks beyond its share at the same time.
func (c *clients) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := c.name(r)
		if !c.enter(who) {
			w.Header().Set("Retry-After", "1")
			refuse(w, http.StatusTooManyRequests, "TOO_MANY_REQUESTS", fmt.Sprintf("more than %d %s at the same time", c.most, c.what))
			return
		}
		defer c.leave(who)
		next.ServeHTTP(w, r)
	})
}

// name tells clients apart: by the key, which has been found right, or the address.
func (c *clients) name(r *http.Request) string {
	if key, given := bearer(r); given && c.keyed {
		return "key " + key
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
