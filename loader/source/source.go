// Package source reads articles from whatever news is exported as: JSON, CSV,
// spreadsheets, feeds, web pages, crawls, mail, PDF and text, compressed or in
// archives, in files, folders, on standard input or on the web. Bytes come in,
// [loader.Record] and [unigraph.Article] values go out; what an article says is
// none of its business.
//
// Reading has two steps. A scanner parts a stream into records, one at a time,
// and is cheap; [Files.Parse] makes the article of a record, is not, and runs on
// many records at a time. A format is a file of this package with both.
package source

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"

	"unigraph"
	"unigraph/loader"
)

// Files is a loader.Source over files, folders, globs and addresses.
//
// An article is known by the id that its export gives; else by its URL, in one
// spelling; else, where it fills a file, by the path of that file as given;
// else by its content.
type Files struct {
	Paths        []string  // read in this order; in a folder, by name
	Stdin        io.Reader // what the path "-" stands for
	Map          Mapping   // which fields of a record hold what, where names do not say
	MaxRecord    int64     // bytes of one article; 0 means DefaultMaxRecord
	AllowPrivate bool      // whether addresses may lead into private networks
	Cache        string    // folder that keeps what was fetched, to ask only for what is new; "" keeps nothing

	read atomic.Int64
}

var _ loader.Source = (*Files)(nil)

// DefaultMaxRecord is the size in bytes beyond which an article is refused.
const DefaultMaxRecord = 32 << 20

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Records implements loader.Source.
func (f *Files) Records(ctx context.Context) iter.Seq[loader.Record] {
	return func(yield func(loader.Record) bool) {
		w := &walk{Files: f, ctx: ctx, yield: yield}
		for _, p := range f.Paths {
			w.origin = origin(p)
			if !w.more() {
				return
			}
			w.path(p)
		}
	}
}

// Origins implements loader.Source.
func (f *Files) Origins() []string {
	var origins []string
	for _, p := range f.Paths {
		origins = append(origins, origin(p))
	}
	return origins
}

// origin names a path in one spelling, and an address without the password that
// may stand in it.
func origin(p string) string {
	if u, err := url.Parse(p); err == nil && u.Host != "" {
		u.User = nil
		return u.String()
	}
	if p == Stdin || strings.Contains(p, "://") {
		return p
	}
	return filepath.ToSlash(filepath.Clean(p))
}

// Read is how many bytes of the files have been read so far: compressed ones
// count as they are.
func (f *Files) Read() int64 { return f.read.Load() }

// A walk goes through the paths once.
type walk struct {
	*Files
	ctx    context.Context
	yield  func(loader.Record) bool
	origin string // the path under way
	ended  bool
}

// more tells whether the caller wants to go on.
func (w *walk) more() bool { return !w.ended && w.ctx.Err() == nil }

// give yields a record, and tells whether the caller wants more.
func (w *walk) give(r loader.Record) bool {
	if !w.more() {
		return false
	}
	r.Origin = w.origin
	w.ended = !w.yield(r)
	return !w.ended
}

func (w *walk) fail(file string, position int, err error) bool {
	return w.give(loader.Record{File: file, Position: position, Err: reason(err)})
}

func (f *Files) maxRecord() int64 {
	if f.MaxRecord > 0 {
		return f.MaxRecord
	}
	return DefaultMaxRecord
}

// readAll reads what is one record.
func (f *Files) readAll(r io.Reader) ([]byte, error) {
	limit := f.maxRecord()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = f.tooLarge()
	}
	return data, err
}

func (f *Files) tooLarge() error {
	return fmt.Errorf("larger than %d MiB, the most an article may have", f.maxRecord()>>20)
}

// Parse implements loader.Source.
func (f *Files) Parse(r loader.Record) (a unigraph.Article, err error) {
	defer func() {
		if p := recover(); p != nil { // of the libraries, on bytes they do not expect
			err = r.Fail(fmt.Errorf("unreadable: %v", p))
		}
	}()
	if r.Err == nil {
		a, r.Err = f.parse(r)
	}
	if r.Err != nil {
		return unigraph.Article{}, locate(r)
	}
	return a, nil
}
