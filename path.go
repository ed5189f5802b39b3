package unigraph

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// A PathQuery asks how two entities are connected: each of a path has an
// agreement with the next.
type PathQuery struct {
	AgreementFilter
	From, To EntityID
	Via      EntityFilter // whom paths may lead through; zero: anyone
	Longest  int          // how many steps at most, 1 to MaxPathLength
	Limit    int          // how many paths at most, 1 to MaxPage
}

// MaxPathLength is the largest PathQuery.Longest.
const MaxPathLength = 8

// Validate reports numbers out of range as ErrInvalid.
func (q PathQuery) Validate() error {
	if q.Longest < 1 || q.Longest > MaxPathLength || q.Limit < 1 || q.Limit > MaxPage {
		return fmt.Errorf("%w: %d paths of length %d: want up to %d of length %d", ErrInvalid, q.Limit, q.Longest, MaxPage, MaxPathLength)
	}
	return nil
}

// A Tier finds ties.
type Tier interface {
	FindTies(ctx context.Context, f TieFilter) ([]Tie, error)
}

// ShortestPaths gives the shortest paths from one entity to another, in the
// order of the ids along them; none if they are not connected within
// q.Longest steps. It grows a circle round each end, the smaller one first,
// until their rims are one step apart: at most two questions a step, and none
// that reads all ties of what lies in the middle.
func ShortestPaths(ctx context.Context, store Tier, q PathQuery) ([][]EntityID, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	if q.From == q.To {
		return nil, nil
	}
	near, far := newCircle(q.From), newCircle(q.To)
	for {
		bridges, err := store.FindTies(ctx, TieFilter{
			AgreementFilter: q.AgreementFilter, Of: EntityFilter{IDs: near.rim}, With: EntityFilter{IDs: far.rim},
		})
		if err != nil {
			return nil, err
		}
		if len(bridges) > 0 {
			return across(near, far, bridges, q), nil
		}
		if near.radius+far.radius+2 > q.Longest {
			return nil, nil
		}
		grown := near
		if len(far.rim) < len(near.rim) {
			grown = far
		}
		if err := grown.grow(ctx, store, q); err != nil || len(grown.rim) == 0 {
			return nil, err
		}
	}
}

// A circle is the entities within a number of steps of its centre.
type circle struct {
	radius  int
	rim     []EntityID              // those farthest away
	inwards map[EntityID][]EntityID // the next ones on the way to the centre
}

func newCircle(centre EntityID) *circle {
	return &circle{rim: []EntityID{centre}, inwards: map[EntityID][]EntityID{centre: nil}}
}

// grow takes c one step farther.
func (c *circle) grow(ctx context.Context, store Tier, q PathQuery) error {
	ties, err := store.FindTies(ctx, TieFilter{AgreementFilter: q.AgreementFilter, Of: EntityFilter{IDs: c.rim}, With: q.Via})
	if err != nil {
		return err
	}
	c.radius++
	reached := map[EntityID][]EntityID{}
	for _, t := range ties {
		if _, inside := c.inwards[t.Other]; !inside {
			reached[t.Other] = append(reached[t.Other], t.One)
		}
	}
	maps.Copy(c.inwards, reached)
	c.rim = slices.Sorted(maps.Keys(reached))
	return nil
}

// across gives the paths from the centre of near over any of the bridges to that
// of far.
func across(near, far *circle, bridges []Tie, q PathQuery) (paths [][]EntityID) {
	next := map[EntityID][]EntityID{}
	var here, there []EntityID
	for _, b := range bridges {
		next[b.One] = append(next[b.One], b.Other)
		here, there = append(here, b.One), append(there, b.Other)
	}
	far.outwards(there, func(id, inner EntityID) { next[id] = append(next[id], inner) })
	near.outwards(here, func(id, inner EntityID) { next[inner] = append(next[inner], id) })
	for id := range next {
		next[id] = union(next[id], nil)
	}
	var walk func(path []EntityID)
	walk = func(path []EntityID) {
		last := path[len(path)-1]
		if last == q.To {
			paths = append(paths, slices.Clone(path))
			return
		}
		for _, id := range next[last] {
			if len(paths) < q.Limit {
				walk(append(path, id))
			}
		}
	}
	walk([]EntityID{q.From})
	return paths
}

// outwards visits each step of the ways from ids to the centre, once.
func (c *circle) outwards(ids []EntityID, visit func(id, inner EntityID)) {
	seen := map[EntityID]bool{}
	for len(ids) > 0 {
		var inner []EntityID
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			for _, in := range c.inwards[id] {
				visit(id, in)
				inner = append(inner, in)
			}
		}
		ids = inner
	}
}

// A NeighbourQuery asks who is near an entity: within some steps, each from one
// party of an agreement to another.
type NeighbourQuery struct {
	AgreementFilter
	Of    EntityID
	Via   EntityFilter // who counts; zero: anyone
	Depth int          // how many steps at most
	Limit int          // how many at most, Of among them: 1 to MaxPage
}

// Neighbourhood gives those near q.Of, itself first, then by distance and id,
// and whether there are more. It asks one question a step.
func Neighbourhood(ctx context.Context, store interface {
	FindEntities(context.Context, EntityFilter, Page) (PageOf[Entity], error)
}, q NeighbourQuery) (found []EntityID, more bool, err error) {
	found = []EntityID{q.Of}
	for rim := found; len(rim) > 0 && !more && q.Depth > 0; q.Depth-- {
		room := q.Limit - len(found)
		next, err := store.FindEntities(ctx, EntityFilter{
			Signed: &SignedFilter{AgreementFilter: q.AgreementFilter, With: &EntityFilter{IDs: rim}},
			And:    []EntityFilter{q.Via}, Not: &EntityFilter{IDs: found},
		}, Page{Limit: max(1, room)})
		if err != nil {
			return nil, false, err
		}
		more = next.More || len(next.Items) > room
		rim = nil
		for _, e := range next.Items[:min(room, len(next.Items))] {
			rim = append(rim, e.ID)
		}
		found = append(found, rim...)
	}
	return found, more, nil
}
