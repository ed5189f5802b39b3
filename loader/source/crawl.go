package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	warc "github.com/internetarchive/gowarc"
	"github.com/klauspost/compress/gzip"

	"unigraph/loader"
)

// crawl parts a WARC file into the pages that servers gave. Records that are no
// pages, and answers that say there is none, are passed over.
func (w *walk) crawl(in input, r *bufio.Reader) {
	reader, err := warc.NewReader(r)
	if err != nil {
		w.fail(in.name, 0, err)
		return
	}
	defer reader.Close()
	for number := 1; w.more(); number++ {
		found, err := reader.ReadRecord()
		if err == io.EOF {
			if number == 1 {
				w.fail(in.name, 0, errEmpty)
			}
			return
		}
		if err != nil {
			w.fail(in.name, number, fmt.Errorf("malformed WARC: %w", reason(err)))
			return
		}
		record, wanted := w.crawled(in, number, found)
		_ = found.Content.Close() // its temporary file, if it has one
		if wanted && !w.give(record) {
			return
		}
	}
}

// crawled makes the record of a page; wanted tells whether it is one.
func (w *walk) crawled(in input, number int, found *warc.Record) (r loader.Record, wanted bool) {
	r = loader.Record{File: in.name, Position: number, Known: in.known}
	r.Known.URL = strings.Trim(found.Header.Get("WARC-Target-URI"), "<> ")
	if strings.HasSuffix(r.Known.URL, "/robots.txt") { // for crawlers alone, which keep it
		return r, false
	}
	switch found.Header.Get("WARC-Type") {
	case "resource", "conversion": // a page that no server gave, or its text alone, as WET files have it
		r.Type = found.Header.Get("Content-Type")
		if kindOfPage(r.Type) == "" {
			return r, false
		}
		r.Raw, r.Err = w.readAll(found.Content)
	case "response":
		response, err := http.ReadResponse(bufio.NewReader(found.Content), nil)
		if err != nil {
			r.Err = fmt.Errorf("malformed answer of a server: %w", reason(err))
			return r, true
		}
		defer response.Body.Close()
		r.Type = response.Header.Get("Content-Type")
		if response.StatusCode != http.StatusOK || kindOfPage(r.Type) == "" {
			return r, false
		}
		r.Raw, r.Err = w.readBody(response)
	default:
		return r, false
	}
	if r.Err == nil && kindOfPage(r.Type) != page {
		r.Type = kindOfPage(r.Type)
	}
	return r, true
}

// kindOfPage is the kind of a page by its media type; "" for pictures and such.
func kindOfPage(mediaType string) string {
	t, _, err := mime.ParseMediaType(mediaType)
	switch {
	case err != nil && mediaType == "":
		return page
	case t == page, t == "application/xhtml+xml":
		return page
	case t == plain, t == pdf:
		return t
	}
	return ""
}

// readBody reads the body of an answer as the page it stands for. Crawls keep
// bodies as sent, or unpack them and leave the header as it was.
func (w *walk) readBody(response *http.Response) ([]byte, error) {
	body, err := w.readAll(response.Body)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) { // crawls cut long pages
		return nil, reason(err)
	}
	var out io.Reader
	switch strings.ToLower(response.Header.Get("Content-Encoding")) {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
			return body, nil
		}
		if out, err = gzip.NewReader(bytes.NewReader(body)); err != nil {
			return nil, err
		}
	case "br":
		out = brotli.NewReader(bytes.NewReader(body))
	default:
		return body, nil
	}
	unpacked, err := w.readAll(&bounded{out: out, read: func() int64 { return int64(len(body)) }})
	if err != nil && bytes.Contains(body[:min(len(body), sniffSize)], []byte("<")) && len(unpacked) == 0 {
		return body, nil
	}
	return unpacked, reason(err)
}
