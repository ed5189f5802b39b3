package loader

import (
	"context"
	"iter"

	"unigraph"
)

// A Source yields records in a stable order and parses them. What cannot be
// read is a record with an error, and the sequence goes on. The sequence ends
// early when ctx is done.
type Source interface {
	Records(ctx context.Context) iter.Seq[Record]

	// Origins are what the user named; the origin of each record is one of them.
	Origins() []string

	// Parse gives the article of a record. Its errors are *Failure. Several
	// goroutines call it at the same time.
	Parse(r Record) (unigraph.Article, error)
}

// A Record is the part of a source that holds one article, as bytes that are
// still to be parsed. It is plain data: a rejects file or a queue can hold it.
type Record struct {
	File     string // where it was read: a path or an address, with the path inside archives
	Position int    // the line, or the number of the record, from 1; 0 where the file is one article
	Type     string // media type of Raw, with its charset where one is declared
	Raw      []byte // nil where Err tells why nothing could be read
	Err      error

	// Known is what is known of the article from outside of Raw, such as the URL
	// it was fetched from.
	Known unigraph.Article
	// Origin is what the user named: the path, glob or address that led here.
	Origin string
}

// Fail blames r for err.
func (r Record) Fail(err error) *Failure {
	return &Failure{File: r.File, Position: r.Position, Err: err, Record: r}
}
