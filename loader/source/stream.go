package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path"

	"unigraph"
	"unigraph/loader"
)

// An input is a stream that holds articles: a file, a response, or a part of
// another input.
type input struct {
	name     string
	in       io.Reader
	file     *os.File // what in reads, where it is a file; nil otherwise
	nameless bool     // the name says nothing: standard input, a pipe, an address
	declared string   // the media type that a server told; "" if none
	depth    int      // how many archives and compressions it is in
	known    unigraph.Article
}

// within is a part of in.
func (in input) within(name string, r io.Reader) input {
	return input{name: name, in: r, nameless: in.nameless && name == in.name, declared: "", depth: in.depth + 1, known: in.known}
}

// maxDepth is how many archives and compressions may lie within each other.
const maxDepth = 4

var errDepth = fmt.Errorf("more than %d archives within each other", maxDepth)

// stream reads one input, whatever it is.
func (w *walk) stream(in input) {
	defer func() {
		if p := recover(); p != nil { // of the libraries, on bytes they do not expect
			w.fail(in.name, 0, fmt.Errorf("unreadable: %v", p))
		}
	}()
	buffered := bufio.NewReaderSize(in.in, 64<<10)
	head, err := buffered.Peek(sniffSize)
	if len(head) == 0 && err != io.EOF { // an error after some bytes comes again when they are read
		w.fail(in.name, 0, err)
		return
	}
	kind := kindOfInput(in, head)
	if path.Ext(in.name) != "" && !in.nameless && kindOf(in.name) == "" && kind == plain {
		w.fail(in.name, 0, errors.New("unknown kind of file: want "+Extensions))
		return
	}
	switch kind {
	case gzipped, zstd, bzipped, zipped, tarred:
		if in.depth == maxDepth {
			w.fail(in.name, 0, errDepth)
			return
		}
		w.unpack(kind, in, buffered)
	default:
		if scan, ok := scanners[kind]; ok {
			scan(w, in, buffered)
		} else {
			w.whole(kind, in, buffered)
		}
	}
}

// scanners part an input of many articles into records. All other kinds are
// one article.
var scanners = map[string]func(*walk, input, *bufio.Reader){
	jsonText: (*walk).json,
	table:    (*walk).table,
	sheets:   (*walk).sheets,
	feed:     (*walk).feed,
	crawl:    (*walk).crawl,
	mailbox:  (*walk).mailbox,
}

// whole yields an input that is one article.
func (w *walk) whole(kind string, in input, r io.Reader) {
	data, err := w.readAll(r)
	if err != nil {
		w.fail(in.name, 0, err)
		return
	}
	w.give(in.record(0, kind, data))
}

// record is the record of in at a position.
func (in input) record(position int, kind string, raw []byte) loader.Record {
	r := loader.Record{File: in.name, Position: position, Type: kind, Raw: raw, Known: in.known}
	if kindDeclared(in.declared) == kind {
		r.Type = in.declared // it may tell the charset
	}
	if position == 0 && !in.nameless {
		r.Known.ID = unigraph.ArticleID(in.name)
	}
	return r
}
