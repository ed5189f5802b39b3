// Package loader turns articles into a network: it takes them from a source,
// extracts what they say, links whom they mean, and upserts the result.
//
//	Source → Article → Extractor → Reading → Linker → Reading → Batch → Writer
//
// The package knows the steps as interfaces of one method each, and no file
// format, no rule of extraction and no engine.
package loader

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"unigraph"
)

// A Source yields articles in a stable order. A broken article is yielded as an
// error, a *Failure where its place is known, and the sequence goes on. The
// sequence ends early when ctx is done.
type Source interface {
	Articles(ctx context.Context) iter.Seq2[unigraph.Article, error]
}

// An Extractor reads one article and tells what it says. Saying nothing is not
// an error. Several goroutines call it at the same time.
type Extractor interface {
	Extract(ctx context.Context, a unigraph.Article) (unigraph.Reading, error)
}

// A Linker tells who each referent of a reading is. A name that no gazetteer
// knows becomes an entity marked unlinked. Several goroutines call it at the
// same time.
type Linker interface {
	Link(ctx context.Context, a unigraph.Article, r unigraph.Reading) (unigraph.Reading, error)
}

// A Loader moves the articles of a source into a store.
type Loader struct {
	Source    Source
	Extractor Extractor
	Linker    Linker
	Writer    unigraph.Writer // not needed by Readings
	Progress  func(Report)    // told after each article, if set; it must not keep the report
}

// A group is upserted as one transaction: at most this many articles, and of
// about this much text.
const (
	maxGroup     = 256
	maxGroupText = 16 << 20
)

// Run loads every article and reports what became of them. An article that
// cannot be read, extracted, linked or stored is a failure in the report and
// costs no other article. A store that fails ends the load with its error:
// groups written before it stay, and nothing is half-written. The report is
// good up to that point.
func (l Loader) Run(ctx context.Context) (Report, error) {
	run := run{Loader: l, started: time.Now(), unlinked: map[string]int{}}
	for b, err := range inOrder(ctx, l.Source.Articles(ctx), l.batch) {
		if err := run.add(ctx, b, err); err != nil {
			return run.closing(), err
		}
	}
	if err := ctx.Err(); err != nil {
		return run.closing(), fmt.Errorf("loader: the load was interrupted: %w", err)
	}
	err := run.flush(ctx)
	return run.closing(), err
}

// Readings gives the linked reading of each article, in the order of the
// source; no store is needed. Its errors are those of Run's report.
func (l Loader) Readings(ctx context.Context) iter.Seq2[Linked, error] {
	return inOrder(ctx, l.Source.Articles(ctx), l.read)
}

// Linked is an article with what it says and whom it means.
type Linked struct {
	Article unigraph.Article
	Reading unigraph.Reading
}

func (l Loader) read(ctx context.Context, a unigraph.Article) (Linked, error) {
	said, err := l.Extractor.Extract(ctx, a)
	if err != nil {
		return Linked{}, fmt.Errorf("extract: %w", err)
	}
	said, err = l.Linker.Link(ctx, a, said)
	if err != nil {
		return Linked{}, fmt.Errorf("link: %w", err)
	}
	return Linked{a, said}, nil
}

func (l Loader) batch(ctx context.Context, a unigraph.Article) (unigraph.Batch, error) {
	linked, err := l.read(ctx, a)
	if err != nil {
		return unigraph.Batch{}, err
	}
	return linked.Reading.Batch(a), nil
}

// A run is one load under way.
type run struct {
	Loader
	started  time.Time
	report   Report
	unlinked map[string]int // name → articles that tell it

	group     []unigraph.Batch // read, not yet written
	groupText int              // bytes
}

// add takes the next article of the source: its batch, or why there is none.
func (r *run) add(ctx context.Context, b unigraph.Batch, failed error) error {
	r.report.Read++
	if failed != nil {
		r.report.fail(failed)
	} else {
		if r.holds(b.Article.ID) { // so that both tellings are counted, in order
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
		r.group = append(r.group, b)
		r.groupText += len(b.Article.Text)
		if len(r.group) == maxGroup || r.groupText >= maxGroupText {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	if r.Progress != nil {
		r.report.Elapsed = time.Since(r.started)
		r.Progress(r.report)
	}
	return nil
}

func (r *run) holds(id unigraph.ArticleID) bool {
	for _, b := range r.group {
		if b.Article.ID == id {
			return true
		}
	}
	return false
}

func (r *run) flush(ctx context.Context) error {
	group := r.group
	r.group, r.groupText = nil, 0
	if len(group) == 0 {
		return nil
	}
	return r.upsert(ctx, group...)
}

// upsert writes batches as one transaction. If the store refuses one of them as
// invalid, each is tried alone, so that only the bad one fails.
func (r *run) upsert(ctx context.Context, batches ...unigraph.Batch) error {
	changes, err := r.Writer.Upsert(ctx, batches...)
	switch {
	case err == nil:
		r.stored(changes, batches)
	case !errors.Is(err, unigraph.ErrInvalid):
		return fmt.Errorf("loader: the load stopped after %d articles: %w", r.report.written(), err)
	case len(batches) == 1:
		r.report.fail(&Failure{File: string(batches[0].Article.ID), Err: err})
	default:
		for _, b := range batches {
			if err := r.upsert(ctx, b); err != nil {
				return err
			}
		}
	}
	return nil
}
