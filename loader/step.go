package loader

import (
	"context"
	"errors"
	"fmt"

	"unigraph"
)

// A step is an article on its way from the source to the store.
type step struct {
	record    Record // without its bytes, once they are parsed
	article   unigraph.Article
	unchanged bool // the journal knows it as it is
	reading   unigraph.Reading
	failure   *Failure // why it goes no further
}

func (r Record) size() int { return len(r.Raw) }

func (s step) size() int { return len(s.article.Text) + len(s.record.Raw) }

// fail blames the article, which keeps what is known of it for the rejects.
func (s step) fail(err error) *Failure {
	failure := &Failure{File: string(s.article.ID), Err: err, Record: s.record}
	failure.Record.Known = s.article
	return failure
}

// parse makes the article of a record.
func (l Loader) parse(_ context.Context, r Record) step {
	s := step{record: r}
	a, err := l.Source.Parse(r)
	if err != nil {
		if !errors.As(err, &s.failure) {
			s.failure = r.Fail(err)
		}
		return s
	}
	a.Source = r.Origin
	a.Fingerprint = fingerprint(l.Version, a)
	a.Sketch = unigraph.NewSketch(a.Text)
	s.article, s.record.Raw = a, nil
	return s
}

// read extracts and links what an article says, unless it is known. An error or
// a panic is the failure of the article.
func (l Loader) read(ctx context.Context, s step) (out step) {
	if s.failure != nil || s.unchanged {
		return s
	}
	defer func() {
		if p := recover(); p != nil {
			s.failure = s.fail(fmt.Errorf("panic: %v", p))
			out = s
		}
	}()
	said, err := l.Extractor.Extract(ctx, s.article)
	if err != nil {
		s.failure = s.fail(fmt.Errorf("extract: %w", err))
		return s
	}
	if s.reading, err = l.Linker.Link(ctx, s.article, said); err != nil {
		s.failure = s.fail(fmt.Errorf("link: %w", err))
	}
	return s
}
