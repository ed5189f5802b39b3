// Package loader turns articles into a network: it takes them from a source,
// extracts what they say, links whom they mean, and upserts the result.
//
//	Source → Record → Article → Extractor → Reading → Linker → Reading → Batch → Store
//
// The package knows the steps as small interfaces, and no file format, no rule
// of extraction and no engine.
//
// All steps run at the same time, each a bounded number of articles ahead of the
// next. The journal of what is in is the store itself: beside each article it
// keeps a fingerprint of what the article was read from, written with what the
// article says or not at all. So a load may be killed at any moment, and the next
// one goes on where it was.
package loader

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"unigraph"
)

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

// A Store is what a load needs of one.
type Store interface {
	unigraph.Writer
	unigraph.Journal
	Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error)
}

// A Loader moves the articles of a source into a store.
type Loader struct {
	Source    Source
	Extractor Extractor
	Linker    Linker
	Store     Store // not needed by Readings

	Version  string       // of the steps: what another version has read is read again
	Reread   bool         // read every article again, whatever the journal says
	Prune    bool         // at the end, remove what earlier loads found in the same origins and this one did not
	Rejects  io.Writer    // takes a Reject for each failure, a JSON line each, if set
	Progress func(Report) // told after each article, if set; it must not keep the report
}

// A group is upserted as one transaction: at most this many articles, and of
// about this much text.
const (
	maxGroup     = 512
	maxGroupText = 16 << 20
)

// Run loads every article and reports what became of them. An article that
// cannot be read, extracted, linked or stored is a failure in the report and
// costs no other article. A store that fails ends the load with its error:
// groups written before it stay, and nothing is half-written. The report is
// good up to that point.
func (l Loader) Run(ctx context.Context) (Report, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	run := run{Loader: l, started: time.Now(), unlinked: map[string]int{}, flight: flight{ids: map[unigraph.ArticleID]int{}}}
	parsed := inOrder(ctx, l.Source.Records(ctx), Record.size, l.parse)
	read := inOrder(ctx, run.journaled(ctx, parsed, stop), step.size, l.read)
	err := run.addAll(ctx, read)
	switch cause := context.Cause(ctx); {
	case cause != nil && cause != ctx.Err(): // the journal could not be asked, which ends a write under way
		err = run.stopped(cause)
	case err != nil:
	case cause != nil:
		err = fmt.Errorf("loader: the load was interrupted: %w", cause)
	default:
		if err = run.flush(ctx); err == nil {
			err = run.prune(ctx)
		}
	}
	return run.closing(), err
}

// Readings gives the linked reading of each article, in the order of the
// source; no store is needed. Its errors are those of Run's report.
func (l Loader) Readings(ctx context.Context) iter.Seq2[Linked, error] {
	read := inOrder(ctx, l.Source.Records(ctx), Record.size, func(ctx context.Context, r Record) step {
		return l.read(ctx, l.parse(ctx, r))
	})
	return func(yield func(Linked, error) bool) {
		for s := range read {
			var err error
			if s.failure != nil {
				err = s.failure
			}
			if !yield(Linked{s.article, s.reading}, err) {
				return
			}
		}
	}
}

// Linked is an article with what it says and whom it means.
type Linked struct {
	Article unigraph.Article
	Reading unigraph.Reading
}

// A run is one load under way.
type run struct {
	Loader
	started  time.Time
	report   Report
	unlinked map[string]int // name → articles that tell it
	seen     seen
	flight   flight

	group     []step // read, not yet written
	groupText int    // bytes
}

func (r *run) addAll(ctx context.Context, steps iter.Seq[step]) error {
	for s := range steps {
		if err := r.add(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// add takes the next article of the source.
func (r *run) add(ctx context.Context, s step) error {
	r.report.Read++
	var err error
	switch {
	case s.failure != nil:
		r.flight.land(s.article.ID)
		err = r.fail(s.failure)
	case s.unchanged:
		r.note(s)
		r.report.Unchanged++
	default:
		r.note(s)
		err = r.queue(ctx, s)
	}
	if r.Progress != nil {
		r.report.Elapsed = time.Since(r.started)
		r.Progress(r.report)
	}
	return err
}

// note remembers an article that is in the source, for prune.
func (r *run) note(s step) {
	if r.Prune {
		r.seen.add(s.article.ID)
	}
}

// queue puts an article into the group, and writes the group when it is full.
func (r *run) queue(ctx context.Context, s step) error {
	if r.holds(s.article.ID) { // so that both tellings are counted, in order
		if err := r.flush(ctx); err != nil {
			return err
		}
	}
	r.group = append(r.group, s)
	r.groupText += len(s.article.Text)
	if len(r.group) == maxGroup || r.groupText >= maxGroupText {
		return r.flush(ctx)
	}
	return nil
}

func (r *run) holds(id unigraph.ArticleID) bool {
	for _, s := range r.group {
		if s.article.ID == id {
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
	if err := r.upsert(ctx, group); err != nil {
		return err
	}
	for _, s := range group {
		r.flight.land(s.article.ID)
	}
	return nil
}

// upsert writes a group as one transaction. If the store refuses an article as
// invalid, each is tried alone, so that only the bad one fails.
func (r *run) upsert(ctx context.Context, group []step) error {
	batches := make([]unigraph.Batch, len(group))
	for i, s := range group {
		batches[i] = s.reading.Batch(s.article)
	}
	changes, err := r.Store.Upsert(ctx, batches...)
	switch {
	case err == nil:
		r.stored(changes, batches)
	case !errors.Is(err, unigraph.ErrInvalid):
		return r.stopped(err)
	case len(group) == 1:
		return r.fail(group[0].fail(err))
	default:
		for i := range group {
			if err := r.upsert(ctx, group[i:i+1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// stopped says how far the load came before the store failed.
func (r *run) stopped(err error) error {
	return fmt.Errorf("loader: the load stopped after %d articles: %w", r.report.written(), err)
}

// fail counts a failure, and writes it to the rejects.
func (r *run) fail(f *Failure) error {
	r.report.fail(f)
	if r.Rejects == nil {
		return nil
	}
	return reject(r.Rejects, f)
}
