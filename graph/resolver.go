// Package graph is the GraphQL API: it decodes what a client asks, puts one
// question to a unigraph.Reader, and encodes the answer. The schema stands in
// schema/*.graphqls; gqlgen makes graph/generated and the heads of the
// resolvers from it. The package knows no engine and writes nothing.
package graph

//go:generate go tool gqlgen generate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/vikstrous/dataloadgen"

	"unigraph"
	"unigraph/graph/model"
	"unigraph/measure"
)

// A resolver answers one field after the other; what it keeps is shared by all
// requests. What one request keeps is in its loaders.
type resolver struct {
	store    unigraph.Reader
	log      *slog.Logger // what goes wrong in the background
	measures *measure.Cache
	matrices *measure.Matrices
	ties     *measure.Ties
	entities *joint[unigraph.EntityID, unigraph.Entity]
	counts   *joint[unigraph.EntityID, []unigraph.CountryCount] // of partners
}

func newResolver(store unigraph.Reader, log *slog.Logger) *resolver {
	return &resolver{
		store: store, log: log, measures: new(measure.Cache), matrices: new(measure.Matrices), ties: new(measure.Ties),
		entities: newJoint[unigraph.EntityID, unigraph.Entity](), counts: newJoint[unigraph.EntityID, []unigraph.CountryCount](),
	}
}

// lookUp finds the one entity of type t that id or name names; nil if there is
// none. A name that fits several entities is an argument error.
func (r *resolver) lookUp(ctx context.Context, t unigraph.EntityType, id, name *string) (model.Entity, error) {
	switch {
	case (id == nil) == (name == nil):
		return nil, badArgument("name", "want either an id or a name")
	case id != nil && unigraph.EntityID(*id).Type() != t:
		return nil, nil
	case id != nil:
		return r.entity(ctx, unigraph.EntityID(*id))
	case unigraph.Fold(*name) == "":
		return nil, badArgument("name", "want a name, not blanks")
	}
	filter := unigraph.EntityFilter{Types: []unigraph.EntityType{t}, Name: *name}
	found, err := r.store.FindEntities(ctx, filter, unigraph.Page{Limit: unigraph.MaxPage})
	if err != nil || len(found.Items) == 0 {
		return nil, err
	}
	return choose(*name, found.Items)
}

// entity reads one entity; nil if there is none.
func (r *resolver) entity(ctx context.Context, id unigraph.EntityID) (model.Entity, error) {
	e, ok, err := r.entities.load(ctx, "", id, r.store.Entities)
	if !ok {
		return nil, err
	}
	return model.NewEntity(e), nil
}

// known is what a loader found; nil if it found nothing.
func known[T any](found T, err error) (*T, error) {
	if errors.Is(err, dataloadgen.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &found, nil
}

// choose takes the only candidate, or the only one whose main name is name: an
// alias yields to it. It never guesses between others.
func choose(name string, candidates []unigraph.Entity) (model.Entity, error) {
	if len(candidates) > 1 {
		main := slices.DeleteFunc(slices.Clone(candidates), func(e unigraph.Entity) bool {
			return unigraph.Fold(e.Name) != unigraph.Fold(name)
		})
		if len(main) != 1 {
			return nil, badArgument("name", "%q fits %s; ask by id", name, listed(candidates))
		}
		candidates = main
	}
	return model.NewEntity(candidates[0]), nil
}

// listed names candidates with their ids, not more than a person reads.
func listed(candidates []unigraph.Entity) string {
	const enough = 10
	var names []string
	for _, e := range candidates[:min(enough, len(candidates))] {
		names = append(names, fmt.Sprintf("%s (%s)", e.Name, e.ID))
	}
	if more := len(candidates) - enough; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}

// entities gives the entities with these ids the type T, in the same order.
func entities[T model.Entity](ctx context.Context, ids ...unigraph.EntityID) ([]T, error) {
	found, err := loadAll(ctx, loadersOf(ctx).entities, ids)
	if err != nil {
		return nil, err
	}
	typed := make([]T, len(found))
	for i, e := range found {
		t, ok := model.NewEntity(e).(T)
		if !ok {
			return nil, fmt.Errorf("entity %s is no %T", e.ID, t)
		}
		typed[i] = t
	}
	return typed, nil
}

// one is entities for a single id.
func one[T model.Entity](ctx context.Context, id unigraph.EntityID) (T, error) {
	found, err := entities[T](ctx, id)
	if err != nil {
		var none T
		return none, err
	}
	return found[0], nil
}

// as gives e its type; nil where it is of another, or none.
func as[T model.Entity](e model.Entity, err error) (*T, error) {
	if t, ok := e.(T); ok {
		return &t, err
	}
	return nil, err
}

// optional is nil for the empty text, which the domain uses for "unknown".
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
