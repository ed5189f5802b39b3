package graph

import (
	"context"
	"slices"
	"strings"

	"unigraph"
	"unigraph/graph/model"
)

// node reads whatever has an id; nil if nothing has.
func (r *resolver) node(ctx context.Context, id string) (model.Node, error) {
	nodes, err := r.nodes(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	return nodes[0], nil
}

// nodes reads whatever has the ids: entities, facts and articles with a call each.
// An id tells what it is of: an article is what nothing else is.
func (r *resolver) nodes(ctx context.Context, ids []string) ([]model.Node, error) {
	if len(ids) > maxFirst {
		return nil, badArgument("ids", "want %d at most, not %d", maxFirst, len(ids))
	}
	var entities []unigraph.EntityID
	var agreements, relations []unigraph.FactID
	var articles []unigraph.ArticleID
	for _, id := range ids {
		kind, _, _ := strings.Cut(id, "/")
		switch {
		case slices.Contains(unigraph.EntityTypes, unigraph.EntityID(id).Type()):
			entities = append(entities, unigraph.EntityID(id))
		case kind == "agreement":
			agreements = append(agreements, unigraph.FactID(id))
		case slices.Contains(unigraph.RelationKinds, unigraph.RelationKind(strings.ToUpper(kind))):
			relations = append(relations, unigraph.FactID(id))
		default:
			articles = append(articles, unigraph.ArticleID(id))
		}
	}
	found := map[string]model.Node{}
	for _, read := range []func() error{
		func() error { return r.readEntities(ctx, entities, found) },
		func() error { return r.readAgreements(ctx, agreements, found) },
		func() error { return r.readRelations(ctx, relations, found) },
		func() error { return r.readArticles(ctx, articles, found) },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	nodes := make([]model.Node, len(ids))
	for i, id := range ids {
		nodes[i] = found[id]
	}
	return nodes, nil
}

func (r *resolver) readEntities(ctx context.Context, ids []unigraph.EntityID, found map[string]model.Node) error {
	if len(ids) == 0 {
		return nil
	}
	read, err := r.store.Entities(ctx, ids)
	for id, e := range read {
		found[string(id)] = model.NewEntity(e)
	}
	return err
}

func (r *resolver) readArticles(ctx context.Context, ids []unigraph.ArticleID, found map[string]model.Node) error {
	if len(ids) == 0 {
		return nil
	}
	read, err := r.store.Articles(ctx, ids)
	for id, a := range read {
		found[string(id)] = a
	}
	return err
}

func (r *resolver) readAgreements(ctx context.Context, ids []unigraph.FactID, found map[string]model.Node) error {
	if len(ids) == 0 {
		return nil
	}
	f := unigraph.AgreementFilter{IDs: ids, FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}
	read, err := r.store.FindAgreements(ctx, f, unigraph.Page{Limit: maxFirst})
	for _, a := range read.Items {
		found[string(a.ID)] = a
	}
	return err
}

func (r *resolver) readRelations(ctx context.Context, ids []unigraph.FactID, found map[string]model.Node) error {
	if len(ids) == 0 {
		return nil
	}
	f := unigraph.RelationFilter{IDs: ids, FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}
	read, err := r.store.FindRelations(ctx, f, unigraph.Page{Limit: maxFirst})
	for _, rel := range read.Items {
		switch rel.Kind {
		case unigraph.MemberOf:
			found[string(rel.ID)] = model.NewMembership(rel)
		case unigraph.Visited:
			found[string(rel.ID)] = model.NewVisit(rel)
		case unigraph.AffiliatedWith:
			found[string(rel.ID)] = model.NewAffiliation(rel)
		}
	}
	return err
}
