package loader

import (
	"context"
	"maps"
	"slices"

	"unigraph"
)

// A Preview is a Store that changes nothing: what a load would write goes into
// another store, a scratch, and is compared with what is in the one it would be
// written to. The scratch is empty at first, and the caller's to close and
// delete.
type Preview struct {
	unigraph.Journal
	store, scratch unigraph.Store
	leaving        map[unigraph.ArticleID]bool // articles that would be removed, or replaced
}

var _ Store = (*Preview)(nil)

// NewPreview begins the preview of a load into a store.
func NewPreview(store, scratch unigraph.Store) *Preview {
	return &Preview{Journal: store, store: store, scratch: scratch, leaving: map[unigraph.ArticleID]bool{}}
}

// Articles tells what the store has.
func (p *Preview) Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return p.store.Articles(ctx, ids)
}

// Upsert implements unigraph.Writer. An article that the store has counts as
// changed.
func (p *Preview) Upsert(ctx context.Context, batches ...unigraph.Batch) (c unigraph.Changes, err error) {
	ids := make([]unigraph.ArticleID, len(batches))
	for i, b := range batches {
		ids[i] = b.Article.ID
	}
	known, err := p.store.Articles(ctx, ids)
	if err != nil {
		return c, err
	}
	if c, err = p.scratch.Upsert(ctx, batches...); err != nil {
		return c, err
	}
	for id := range known {
		if !p.leaving[id] {
			p.leaving[id] = true
			c.Added--
			c.Changed++
		}
	}
	return c, nil
}

// Remove implements unigraph.Writer.
func (p *Preview) Remove(ctx context.Context, ids ...unigraph.ArticleID) (c unigraph.Changes, err error) {
	known, err := p.store.Articles(ctx, ids)
	for id := range known {
		p.leaving[id] = true
	}
	return unigraph.Changes{Removed: len(known)}, err
}

// FactChanges counts agreements and relations of every modality. A fact has
// changed if other sentences tell of it.
type FactChanges struct {
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Removed int `json:"removed"`
}

// Facts tells what the load would do to the facts of the store. If articles
// would leave, all facts of the store are looked at.
func (p *Preview) Facts(ctx context.Context) (c FactChanges, err error) {
	for facts, err := range pagesOfFacts(ctx, p.scratch) {
		if err != nil {
			return c, err
		}
		if err := p.arriving(ctx, facts, &c); err != nil {
			return c, err
		}
	}
	if len(p.leaving) == 0 {
		return c, nil
	}
	for facts, err := range pagesOfFacts(ctx, p.store) {
		if err != nil {
			return c, err
		}
		if err := p.left(ctx, facts, &c); err != nil {
			return c, err
		}
	}
	return c, nil
}

// arriving counts facts of the scratch: those that the store does not have, and
// those that it has with other evidence.
func (p *Preview) arriving(ctx context.Context, facts []fact, c *FactChanges) error {
	found, err := p.find(ctx, facts)
	if err != nil {
		return err
	}
	fresh, err := p.scratch.Evidence(ctx, idsOf(facts))
	if err != nil {
		return err
	}
	stored, err := p.store.Evidence(ctx, slices.Collect(maps.Values(found)))
	if err != nil {
		return err
	}
	for _, f := range facts {
		id, known := found[f.id()]
		before := stored[id]
		after := append(p.staying(before), fresh[f.id()]...)
		slices.SortFunc(after, unigraph.Evidence.Compare)
		switch {
		case !known:
			c.Added++
		case !slices.Equal(before, slices.Compact(after)):
			c.Changed++
		}
	}
	return nil
}

// left counts facts of the store that lose evidence and that no arriving one is
// a report of.
func (p *Preview) left(ctx context.Context, facts []fact, c *FactChanges) error {
	evidence, err := p.store.Evidence(ctx, idsOf(facts))
	if err != nil {
		return err
	}
	losing := slices.DeleteFunc(facts, func(f fact) bool { return len(p.staying(evidence[f.id()])) == len(evidence[f.id()]) })
	told, err := find(ctx, p.scratch, losing)
	if err != nil {
		return err
	}
	for _, f := range losing {
		if _, again := told[f.id()]; again {
			continue // it is counted as arriving
		}
		if len(p.staying(evidence[f.id()])) == 0 {
			c.Removed++
		} else {
			c.Changed++
		}
	}
	return nil
}

// staying is the evidence from articles that do not leave.
func (p *Preview) staying(all []unigraph.Evidence) []unigraph.Evidence {
	return slices.DeleteFunc(slices.Clone(all), func(e unigraph.Evidence) bool { return p.leaving[e.Article] })
}

func (p *Preview) find(ctx context.Context, facts []fact) (map[unigraph.FactID]unigraph.FactID, error) {
	return find(ctx, p.store, facts)
}
