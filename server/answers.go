package server

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// answers serves the answers of next, tagged with the version of the data they
// were read from or a later one, and again while the store has that version.
// An answer that next marks no-store is neither tagged nor kept; one that it
// flushes, because it is long, goes to the client as it comes.
type answers struct {
	next http.Handler
	data *latest
	kept *kept
	told func(result string) // of each answer: kept, fresh or unchanged
}

// longestQuestion is how many bytes a question may have whose answer is kept.
const longestQuestion = 64 << 10

// A question is what a request asks, as a hash.
type question [sha256.Size]byte

// questionOf gives the question of a request, which can still be read; false if
// the answer is not to be kept.
func questionOf(r *http.Request) (q question, ok bool) {
	accept := r.Header.Get("Accept")
	if strings.Contains(accept, "text/event-stream") || r.Header.Get("Upgrade") != "" {
		return q, false
	}
	read := bytes.NewBuffer(make([]byte, 0, min(max(r.ContentLength, 0), longestQuestion)+4*bytes.MinRead))
	for _, part := range []string{r.Method, accept, r.Header.Get("Content-Type")} { // no header has a line of its own
		read.WriteString(part)
		read.WriteByte('\n')
	}
	head := read.Len()
	switch r.Method {
	case http.MethodGet:
		read.WriteString(r.URL.RawQuery)
	case http.MethodPost:
		if _, err := read.ReadFrom(io.LimitReader(r.Body, longestQuestion+1)); err != nil {
			return q, false
		}
		r.Body = body{io.MultiReader(bytes.NewReader(read.Bytes()[head:]), r.Body), r.Body}
	default:
		return q, false
	}
	return sha256.Sum256(read.Bytes()), read.Len()-head <= longestQuestion
}

// A body is read again from its start.
type body struct {
	io.Reader
	io.Closer
}

// ServeHTTP implements http.Handler.
func (a *answers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if a.kept.most == 0 && r.Method == http.MethodPost { // has neither a tag
		a.next.ServeHTTP(w, r)
		return
	}
	asked, ok := questionOf(r)
	if !ok {
		a.next.ServeHTTP(w, r)
		return
	}
	version, err := a.data.Version(r.Context())
	if err != nil {
		a.next.ServeHTTP(w, r) // it says what is wrong
		return
	}
	w.Header().Add("Vary", "Accept")
	tag := ""
	if r.Method == http.MethodGet {
		tag = fmt.Sprintf(`W/"%d-%x"`, version, asked[:12])
		if tagged(r, tag) {
			a.told("unchanged")
			w.Header().Set("ETag", tag)
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	found, ok := a.kept.get(asked, version)
	if ok {
		a.told("kept")
	} else {
		a.told("fresh")
		held := &heldResponse{to: w, status: http.StatusOK}
		a.next.ServeHTTP(held, r)
		if held.passing {
			return
		}
		found = answer{version, w.Header().Get("Content-Type"), held.body.Bytes()}
		if held.status != http.StatusOK || w.Header().Get("Cache-Control") == "no-store" {
			w.WriteHeader(held.status)
			_, _ = w.Write(found.body)
			return
		}
		a.kept.put(asked, found)
	}
	if tag != "" {
		w.Header().Set("ETag", tag)
	}
	w.Header().Set("Cache-Control", "no-cache") // ask whether it is still right
	w.Header().Set("Content-Type", found.media)
	w.Header().Set("Content-Length", strconv.Itoa(len(found.body)))
	_, _ = w.Write(found.body)
}

// tagged reports whether the client has the answer with a tag.
func tagged(r *http.Request, tag string) bool {
	for one := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if strings.TrimSpace(one) == tag {
			return true
		}
	}
	return false
}

// A heldResponse keeps what a handler writes, until it flushes.
type heldResponse struct {
	to      http.ResponseWriter
	status  int
	body    bytes.Buffer
	passing bool
}

func (h *heldResponse) Header() http.Header    { return h.to.Header() }
func (h *heldResponse) WriteHeader(status int) { h.status = status }

func (h *heldResponse) Write(part []byte) (int, error) {
	if h.passing {
		return h.to.Write(part)
	}
	return h.body.Write(part)
}

// FlushError is what http.ResponseController calls.
func (h *heldResponse) FlushError() error {
	if !h.passing {
		h.passing = true
		h.Header().Set("Cache-Control", "no-store")
		h.to.WriteHeader(h.status)
		if _, err := h.body.WriteTo(h.to); err != nil {
			return err
		}
	}
	return http.NewResponseController(h.to).Flush()
}

// Unwrap lets http.ResponseController through.
func (h *heldResponse) Unwrap() http.ResponseWriter { return h.to }
