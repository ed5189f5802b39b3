package source

import (
	"errors"
	"io"
	"io/fs"
	"net/url"

	"unigraph/loader"
)

// A lineError blames a line of a file.
type lineError struct {
	line   int
	reason string
}

func (e *lineError) Error() string { return e.reason }

// locate makes the failure of a record from its error.
func locate(r loader.Record) *loader.Failure {
	failure := r.Fail(r.Err)
	var at *lineError
	if r.Position == 0 && errors.As(r.Err, &at) {
		failure.Position = at.line
	}
	return failure
}

var (
	errEmpty = errors.New("empty: there is no text in it")
	errCut   = errors.New("the file ends in the middle: it was cut")
)

// reason takes from an error what is told anyway: its path or address.
func reason(err error) error {
	var file *fs.PathError
	var address *url.Error
	switch {
	case errors.As(err, &file):
		return file.Err
	case errors.As(err, &address):
		return address.Err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return errCut
	}
	return err
}
