package unigraph

import (
	"context"
	"fmt"
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
// q.Longest steps. It grows a circle round each end, the smaller one first, with
// one question a step, until they meet.
func ShortestPaths(ctx context.Context, store Tier, q PathQuery) ([][]EntityID, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	if q.From == q.To {
		return nil, nil
	}
	near, far := newCircle(q.From), newCircle(q.To)
	for near.radius+far.radius < q.Longest && len(near.rim) > 0 && len(far.rim) > 0 {
		grown, other := near, far
		if len(far.rim) < len(near.rim) {
			grown, other = far, near
		}
		met, err := grown.grow(ctx, store, q, other)
		if err != nil {
			return nil, err
		}
		if len(met) > 0 {
			return join(near, far, met, q), nil
		}
	}
	return nil, nil
}

// A circle is the entities within a number of steps of its centre.
type circle struct {
	centre  EntityID
	radius  int
	rim     []EntityID              // those farthest away
	inwards map[EntityID][]EntityID // the next ones on the way to the centre
}

func newCircle(centre EntityID) *circle {
	return &circle{centre: centre, rim: []EntityID{centre}, inwards: map[EntityID][]EntityID{centre: nil}}
}

// grow takes c one step farther, and gives the entities where it meets other.
func (c *circle) grow(ctx context.Context, store Tier, q PathQuery, other *circle) (met []EntityID, err error) {
	end := EntityFilter{IDs: []EntityID{other.centre}}
	with := EntityFilter{Or: []EntityFilter{q.Via, end}}
	ties, err := store.FindTies(ctx, TieFilter{AgreementFilter: q.AgreementFilter, Of: EntityFilter{IDs: c.rim}, With: with})
	if err != nil {
		return nil, err
	}
	c.radius++
	reached := map[EntityID][]EntityID{}
	for _, t := range ties {
		if _, inside := c.inwards[t.Other]; !inside {
			reached[t.Other] = append(reached[t.Other], t.One)
		}
	}
	c.rim = c.rim[:0:0]
	for id, from := range reached {
		c.inwards[id] = from
		c.rim = append(c.rim, id)
		if _, both := other.inwards[id]; both {
			met = append(met, id)
		}
	}
	slices.Sort(c.rim)
	return met, nil
}

// join gives the paths from the centre of near to that of far through any of met.
func join(near, far *circle, met []EntityID, q PathQuery) (paths [][]EntityID) {
	next := map[EntityID][]EntityID{}
	far.outwards(met, func(id, inner EntityID) { next[id] = append(next[id], inner) })
	near.outwards(met, func(id, inner EntityID) { next[inner] = append(next[inner], id) })
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

// Neighbourhood gives the entities that fit f.With within depth steps of id,
// itself first, then by distance and id: limit of them at most. It asks one
// question a step.
func Neighbourhood(ctx context.Context, store Tier, id EntityID, depth, limit int, f TieFilter) ([]EntityID, error) {
	found, rim := []EntityID{id}, []EntityID{id}
	seen := map[EntityID]bool{id: true}
	for ; depth > 0 && len(rim) > 0 && len(found) < limit; depth-- {
		f.Of = EntityFilter{IDs: rim}
		ties, err := store.FindTies(ctx, f)
		if err != nil {
			return nil, err
		}
		rim = nil
		for _, t := range ties {
			if !seen[t.Other] {
				seen[t.Other] = true
				rim = append(rim, t.Other)
			}
		}
		slices.Sort(rim)
		rim = rim[:min(len(rim), limit-len(found))]
		found = append(found, rim...)
	}
	return found, nil
}
