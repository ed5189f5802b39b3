package graph

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vikstrous/dataloadgen"

	"unigraph"
)

// gather is how long the first of many equal reads waits for the others.
const gather = time.Millisecond

// A loader makes one read of the many that the rows of a list ask for.
type loader[K comparable, V any] = dataloadgen.Loader[K, V]

func newLoader[K comparable, V any](read func(context.Context, []K) (map[K]V, error)) *loader[K, V] {
	return dataloadgen.NewMappedLoader(guarded(read), dataloadgen.WithWait(gather))
}

// guarded is read for goroutines that no request owns, where a panic would end
// the process.
func guarded[K comparable, V any](read func(context.Context, []K) (map[K]V, error)) func(context.Context, []K) (map[K]V, error) {
	return func(ctx context.Context, keys []K) (found map[K]V, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = recovered(ctx, p)
			}
		}()
		return read(ctx, keys)
	}
}

// loaders hold what one request has read. What is not found is
// dataloadgen.ErrNotFound.
type loaders struct {
	passing  atomic.Bool // whether the answer may be another next time, of the same data
	store    unigraph.Reader
	articles *loader[unigraph.ArticleID, unigraph.Article]
	entities *loader[unigraph.EntityID, unigraph.Entity]
	evidence *loader[unigraph.FactID, []unigraph.Evidence]
	signed   *loader[pair, bool] // whether the two have signed with each other

	mu    sync.Mutex  // guards the rest
	asked map[any]any // *replies by question
}

func newLoaders(store unigraph.Reader) *loaders {
	l := &loaders{
		store: store, asked: map[any]any{},
		articles: newLoader(store.Articles), entities: newLoader(store.Entities), evidence: newLoader(store.Evidence),
	}
	l.signed = newLoader(l.haveSigned)
	return l
}

type loadersKey struct{}

func withLoaders(ctx context.Context, store unigraph.Reader) context.Context {
	return context.WithValue(ctx, loadersKey{}, newLoaders(store))
}

func loadersOf(ctx context.Context) *loaders { return ctx.Value(loadersKey{}).(*loaders) }

// loadAll is l.LoadAll with errors that errors.Is sees through.
func loadAll[K comparable, V any](ctx context.Context, l *loader[K, V], keys []K) ([]V, error) {
	values, err := l.LoadAll(ctx, keys)
	var each dataloadgen.ErrorSlice
	if errors.As(err, &each) {
		err = errors.Join(each...)
	}
	return values, err
}

type (
	// A question is how many filters are asked about: for a page, or for groups by
	// a key.
	question[F unigraph.Filter, H comparable, V any] struct{ how H }
	// replies are what is known of the filters of a question.
	replies[F unigraph.Filter, V any] struct {
		filters sync.Map // F by its text
		*loader[string, V]
	}
)

// ask puts a question about filters to the store, with one call for them and all
// that the other rows of a list ask likewise.
func ask[F unigraph.Filter, H comparable, V any](ctx context.Context, call func(context.Context, []F, H) ([]V, error), how H, fs ...F) ([]V, error) {
	known := repliesTo(loadersOf(ctx), question[F, H, V]{how}, call)
	texts := make([]string, len(fs))
	for i, f := range fs {
		if err := f.Validate(); err != nil {
			return nil, err // before it spoils the question of others
		}
		texts[i] = textOf(f)
		known.filters.Store(texts[i], f)
	}
	return loadAll(ctx, known.loader, texts)
}

// repliesTo gives the replies to q, which call finds.
func repliesTo[F unigraph.Filter, H comparable, V any](l *loaders, q question[F, H, V], call func(context.Context, []F, H) ([]V, error)) *replies[F, V] {
	l.mu.Lock()
	defer l.mu.Unlock()
	if known, ok := l.asked[q]; ok {
		return known.(*replies[F, V])
	}
	a := new(replies[F, V])
	a.loader = newLoader(func(ctx context.Context, texts []string) (map[string]V, error) {
		fs := make([]F, len(texts))
		for i, text := range texts {
			f, _ := a.filters.Load(text)
			fs[i] = f.(F)
		}
		values, err := call(ctx, fs, q.how)
		found := make(map[string]V, len(values))
		for i, v := range values {
			found[texts[i]] = v
		}
		return found, err
	})
	l.asked[q] = a
	return a
}

// textOf tells filters apart.
func textOf(f any) string {
	text, err := json.Marshal(f)
	if err != nil {
		panic(err) // filters are plain values
	}
	return string(text)
}
