package graph

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vikstrous/dataloadgen"

	"unigraph"
)

// gather is how long the first of many equal reads waits for the others.
const gather = time.Millisecond

type (
	// A loader makes one read of the many that the rows of a list ask for.
	loader[K comparable, V any] = dataloadgen.Loader[K, V]
	// A pageLoader does so for a list in each row.
	pageLoader[K comparable, T any] = loader[K, unigraph.PageOf[T]]
)

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

	mu             sync.Mutex // guards the maps
	relationPages  map[string]*pageLoader[unigraph.EntityID, unigraph.Relation]
	agreementPages map[string]*pageLoader[unigraph.EntityID, unigraph.Agreement]
	partnerPages   map[string]*pageLoader[unigraph.EntityID, tied]
	pairPages      map[string]*pageLoader[pair, unigraph.Agreement]
	partnersIn     map[string]*loader[string, []unigraph.Partner]  // by country
	countryPages   map[string]*pageLoader[string, unigraph.Ranked] // of universities
	alliedPages    map[string]*pageLoader[unigraph.EntityID, alliedRow]
	groups         map[string]*loader[string, []unigraph.Group] // by the text of a filter
	grouped        map[string]any                               // filters by their text
}

func newLoaders(store unigraph.Reader) *loaders {
	l := &loaders{
		store:          store,
		articles:       newLoader(store.Articles),
		entities:       newLoader(store.Entities),
		evidence:       newLoader(store.Evidence),
		relationPages:  map[string]*pageLoader[unigraph.EntityID, unigraph.Relation]{},
		agreementPages: map[string]*pageLoader[unigraph.EntityID, unigraph.Agreement]{},
		partnerPages:   map[string]*pageLoader[unigraph.EntityID, tied]{},
		pairPages:      map[string]*pageLoader[pair, unigraph.Agreement]{},
		partnersIn:     map[string]*loader[string, []unigraph.Partner]{},
		countryPages:   map[string]*pageLoader[string, unigraph.Ranked]{},
		alliedPages:    map[string]*pageLoader[unigraph.EntityID, alliedRow]{},
		groups:         map[string]*loader[string, []unigraph.Group]{},
		grouped:        map[string]any{},
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
