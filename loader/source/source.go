// Package source reads articles from files: plain text, Markdown, HTML and JSON
// lines, one by one, in folders or from standard input. Bytes come in,
// [unigraph.Article] values go out; what an article says is none of its
// business.
package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"

	"unigraph"
	"unigraph/loader"
)

// Files is a loader.Source over files and folders.
//
// An article is known by the id or the URL that its JSON line gives, else by
// the path of its file as given, slash-separated and cleaned, with "#line" for
// a line without either. From standard input, where there is no path, it is
// known by its content.
type Files struct {
	Paths   []string  // read in this order; in a folder, by name
	Stdin   io.Reader // what the path "-" stands for: JSON lines, or one plain text
	MaxSize int64     // of a text or a page, in bytes; 0 means DefaultMaxSize
	MaxLine int       // of a JSON line, in bytes; 0 means DefaultMaxLine
}

// The sizes beyond which a file or a line is refused.
const (
	DefaultMaxSize = 64 << 20
	DefaultMaxLine = 16 << 20
)

// Extensions lists the kinds of file that are read, for messages.
const Extensions = ".txt, .md, .html, .htm, .jsonl or .ndjson"

// Stdin is the path that stands for standard input.
const Stdin = "-"

// A kind is a file format.
type kind int

const (
	unknown kind = iota
	text
	markdown
	page
	jsonLines
	sniffed // JSON lines if it begins with a brace, else text
)

// kindOf tells the format of a file by its name.
func kindOf(name string) kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".text":
		return text
	case ".md", ".markdown":
		return markdown
	case ".html", ".htm", ".xhtml":
		return page
	case ".jsonl", ".ndjson":
		return jsonLines
	}
	return unknown
}

// Articles implements loader.Source. What cannot be read is yielded as a
// *loader.Failure, and the rest follows.
func (f Files) Articles(ctx context.Context) iter.Seq2[unigraph.Article, error] {
	return func(yield func(unigraph.Article, error) bool) {
		ok := true
		take := func(a unigraph.Article, err error) bool {
			ok = ctx.Err() == nil && yield(a, err)
			return ok
		}
		for file := range f.files() {
			if f.read(file, take); !ok {
				return
			}
		}
	}
}

// read yields the articles of one file.
func (f Files) read(file file, yield yield) {
	r, err := file.open()
	if err != nil {
		yield.fail(file.name, 0, err)
		return
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 64<<10)
	switch {
	case file.kind == jsonLines, file.kind == sniffed && beginsObject(in):
		readJSONLines(in, file, orDefault(f.MaxLine, DefaultMaxLine), yield)
	default:
		data, err := readAll(in, orDefault(f.MaxSize, DefaultMaxSize))
		if err != nil {
			yield.fail(file.name, 0, err)
			return
		}
		yield(parse(file, data))
	}
}

// parse reads a file that is one article.
func parse(file file, data []byte) (unigraph.Article, error) {
	var a unigraph.Article
	var err error
	if file.kind == page {
		err = parsePage(&a, data)
	} else {
		err = parseText(&a, data, file.kind == markdown)
	}
	if err != nil {
		return unigraph.Article{}, locate(file.name, err)
	}
	a.ID = file.article(a)
	return a, nil
}

// yield is what takes the articles of a source; false means no more.
type yield func(unigraph.Article, error) bool

func (y yield) fail(file string, line int, reason error) bool {
	var about *fs.PathError
	if errors.As(reason, &about) { // the path is told anyway
		reason = about.Err
	}
	return y(unigraph.Article{}, &loader.Failure{File: file, Line: line, Err: reason})
}

// A lineError blames a line of a file.
type lineError struct {
	line   int
	reason string
}

func (e *lineError) Error() string { return e.reason }

func locate(file string, err error) error {
	failure := &loader.Failure{File: file, Err: err}
	var at *lineError
	if errors.As(err, &at) {
		failure.Line = at.line
	}
	return failure
}

var errEmpty = errors.New("empty: there is no text in it")

func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("larger than %d MiB", limit>>20)
	}
	return data, err
}

func orDefault[T int | int64](n, standard T) T {
	if n == 0 {
		return standard
	}
	return n
}
