package source

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"unigraph"
)

// What fetching may take.
const (
	maxRedirects   = 5
	connectTimeout = 10 * time.Second
	answerTimeout  = 60 * time.Second // until the answer begins, or goes on
	maxCached      = 64 << 20         // of an answer that is kept
)

// fetch reads what an address answers.
func (w *walk) fetch(address string) {
	if err := w.get(address); err != nil {
		w.fail(origin(address), 0, err)
	}
}

func (w *walk) get(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(w.ctx)
	defer cancel()
	patience := time.AfterFunc(answerTimeout, cancel)
	defer patience.Stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	request.Header.Set("User-Agent", w.userAgent())
	kept := w.kept(address)
	kept.ask(request)
	client := w.client()
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	defer kept.close()
	name := origin(address)
	in := input{name: name, in: response.Body, nameless: true, declared: response.Header.Get("Content-Type"), known: unigraph.Article{URL: name}}
	switch {
	case response.StatusCode == http.StatusNotModified && kept.body != nil:
		in.in, in.declared = kept.body, kept.Type
	case response.StatusCode != http.StatusOK:
		return &AnswerError{response.Status, retryAfter(response.Header.Get("Retry-After"), time.Now())}
	default:
		begin := bufio.NewReaderSize(response.Body, sniffSize)
		head, _ := begin.Peek(sniffSize) // an error comes again when it is read
		copied := &copied{in: begin, patience: patience}
		if kind := kindOfInput(in, head); kind == feed || kind == jsonText {
			copied.keep(kept, response.Header)
		}
		defer copied.done()
		in.in = copied
	}
	if kindDeclared(in.declared) == "" {
		in.nameless = kindOf(u.Path) == ""
	}
	w.stream(in)
	return nil
}

// An AnswerError is an answer that is none to the question.
type AnswerError struct {
	Status     string        // such as "429 Too Many Requests"
	RetryAfter time.Duration // how long the server wants to be left alone; 0 where it does not say
}

// Error implements error.
func (e *AnswerError) Error() string { return "the server answers " + e.Status }

// retryAfter reads the header of that name: seconds or a date.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	return max(0, at.Sub(now))
}

// userAgent begins with the name that a robots.txt would use.
func (f *Files) userAgent() string {
	if f.Contact == "" {
		return "unigraph"
	}
	return "unigraph (+" + f.Contact + ")"
}

// client makes the client of one address.
func (w *walk) client() *http.Client {
	dialer := &net.Dialer{Timeout: connectTimeout, Control: refusePrivate}
	transport := &http.Transport{DialContext: dialer.DialContext, ResponseHeaderTimeout: answerTimeout, TLSHandshakeTimeout: connectTimeout}
	if w.AllowPrivate { // a proxy would hide where an address leads
		dialer.Control, transport.Proxy = nil, http.ProxyFromEnvironment
	}
	return &http.Client{Transport: transport, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("more than %d redirects", maxRedirects)
		}
		return nil
	}}
}

// refusePrivate is asked before each connection, with the address that a name
// stands for, so that neither a name nor a redirect leads inside.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !public(at.Addr()) {
		return errPrivate
	}
	return nil
}

var errPrivate = errors.New("leads into a private network: allow that with --allow-private")

// inside are networks that are not the public one, besides those that netip
// knows.
var inside = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32"),
}

func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	for _, p := range inside {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsGlobalUnicast() && !a.IsPrivate()
}

// A kept answer is the last one of an address, with what the server wants to be
// told to say whether there is a newer one. It holds all of the answer, so it is
// right whatever a store has of it.
type kept struct {
	ETag         string
	LastModified string
	Type         string

	path string   // of the body; "" where nothing is kept
	body *os.File // nil if there is none yet
}

// kept finds the kept answer of an address.
func (f *Files) kept(address string) *kept {
	k := &kept{}
	if f.Cache == "" {
		return k
	}
	sum := sha256.Sum256([]byte(address))
	k.path = filepath.Join(f.Cache, fmt.Sprintf("%x", sum[:16]))
	header, err := os.ReadFile(k.path + ".json")
	if err != nil || json.Unmarshal(header, k) != nil {
		return k
	}
	k.body, _ = os.Open(k.path) // without it, the whole answer is asked for
	return k
}

func (k *kept) close() {
	if k.body != nil {
		k.body.Close()
	}
}

func (k *kept) ask(request *http.Request) {
	if k.body == nil {
		return
	}
	if k.ETag != "" {
		request.Header.Set("If-None-Match", k.ETag)
	}
	if k.LastModified != "" {
		request.Header.Set("If-Modified-Since", k.LastModified)
	}
}

// copied copies what is read of an answer.
type copied struct {
	in       io.Reader
	patience *time.Timer // runs out if the server sends nothing for long
	out      *os.File    // nil where nothing is kept
	kept     *kept
	n        int64
	all      bool
}

// keep keeps what is read instead of the answer that k is, if the server can say
// later whether there is a newer one.
func (c *copied) keep(k *kept, header http.Header) {
	k.ETag, k.LastModified, k.Type = header.Get("ETag"), header.Get("Last-Modified"), header.Get("Content-Type")
	if k.path == "" || k.ETag == "" && k.LastModified == "" {
		return
	}
	if err := os.MkdirAll(filepath.Dir(k.path), 0o700); err == nil {
		c.out, _ = os.CreateTemp(filepath.Dir(k.path), "*.new") // nothing is kept where that fails
	}
	c.kept = k
}

func (c *copied) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.patience.Reset(answerTimeout)
	c.n += int64(n)
	c.all = err == io.EOF
	if c.out != nil {
		if _, failed := c.out.Write(p[:n]); failed != nil || c.n > maxCached {
			c.drop()
		}
	}
	return n, err
}

func (c *copied) drop() {
	c.out.Close()
	os.Remove(c.out.Name())
	c.out = nil
}

// done keeps an answer. Who read it may have stopped before its end.
func (c *copied) done() {
	for c.out != nil && !c.all {
		if _, err := io.CopyN(io.Discard, c, sniffSize); err != nil {
			break
		}
	}
	if c.out == nil {
		return
	}
	header, err := json.Marshal(c.kept)
	if !c.all || err != nil {
		c.drop()
		return
	}
	// The header goes first and comes last, so that none stands for another body.
	_ = os.Remove(c.kept.path + ".json")
	if c.out.Close() == nil && os.Rename(c.out.Name(), c.kept.path) == nil {
		_ = os.WriteFile(c.kept.path+".json", header, 0o600)
	}
}
