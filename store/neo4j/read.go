package neo4j

import (
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// Articles implements unigraph.Lookup.
func (s *Store) Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	records, err := s.read(ctx, "articles", readArticles, row{"ids": toStrings(sortedSet(ids))})
	found := map[unigraph.ArticleID]unigraph.Article{}
	for _, r := range records {
		a := toArticle(field[neo4j.Node](r, "a").Props)
		found[a.ID] = a
	}
	return found, err
}

// ArticlesFrom implements unigraph.Journal.
func (s *Store) ArticlesFrom(ctx context.Context, source string, after unigraph.ArticleID, limit int) ([]unigraph.ArticleID, error) {
	records, err := s.read(ctx, "articles from a source", articlesFrom, row{"source": source, "after": string(after), "limit": limit})
	var ids []unigraph.ArticleID
	for _, r := range records {
		ids = append(ids, unigraph.ArticleID(field[string](r, "id")))
	}
	return ids, err
}

// Entities implements unigraph.Lookup.
func (s *Store) Entities(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID]unigraph.Entity, error) {
	records, err := s.read(ctx, "entities", readEntities, row{"ids": orderedAll(ids)})
	found := map[unigraph.EntityID]unigraph.Entity{}
	for _, r := range records {
		e := entityOf(r)
		found[e.ID] = e
	}
	return found, err
}

// Evidence implements unigraph.Lookup.
func (s *Store) Evidence(ctx context.Context, ids []unigraph.FactID) (map[unigraph.FactID][]unigraph.Evidence, error) {
	records, err := s.read(ctx, "evidence", readEvidence, row{"ids": orderedAll(ids)})
	found := map[unigraph.FactID][]unigraph.Evidence{}
	for _, r := range records {
		id := original[unigraph.FactID](field[string](r, "id"))
		found[id] = append(found[id], toEvidence(unigraph.ArticleID(field[string](r, "article")), field[row](r, "report")))
	}
	for id, evidence := range found {
		slices.SortFunc(evidence, unigraph.Evidence.Compare)
		found[id] = slices.Compact(evidence)
	}
	return found, err
}

// FindEntities implements unigraph.Finder.
func (s *Store) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
	name := unigraph.Fold(f.Name)
	q := query{op: "find entities", find: findEntities, count: countEntities, params: row{
		"name": `"` + name + `"`, "countries": sortedSet(f.Countries),
	}}
	switch {
	case f.Name != "" && name == "":
		q.find = ""
	case f.Name != "":
		q.find, q.count = findEntitiesNamed, countEntitiesNamed
	case len(f.Countries) > 0:
		q.find, q.count = findEntitiesInCountries, countEntitiesInCountries
	}
	types := f.Types
	if len(types) == 0 {
		types = unigraph.EntityTypes
	}
	for _, t := range sortedSet(types) {
		q.prefixes = append(q.prefixes, string(t)+":")
	}
	return page(ctx, s, q, p, entityOf)
}

func entityOf(r *neo4j.Record) unigraph.Entity { return toEntity(field[neo4j.Node](r, "e").Props) }

// factParams are the parameters of wanted.
func factParams(f unigraph.FactFilter) row {
	return row{
		"modalities": toStrings(f.WantedModalities()), "confidence": f.MinConfidence,
		"since": string(f.Since), "until": string(f.Until),
	}
}

// FindAgreements implements unigraph.Finder.
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	q := query{op: "find agreements", find: findAgreements, count: countAgreements, params: factParams(f.FactFilter)}
	parties := orderedAll(f.Parties)
	switch {
	case len(f.IDs) > 0:
		q.find, q.count = findAgreementsByID, countAgreementsByID
		q.params["ids"] = orderedAll(f.IDs)
	case len(parties) > 0:
		q.find, q.count = findAgreementsOfParty, countAgreementsOfParty
		q.params["party"], parties = parties[0], parties[1:]
	}
	q.params["parties"] = parties
	q.prefixes = []string{"agreement/"}
	return page(ctx, s, q, p, func(r *neo4j.Record) unigraph.Agreement {
		var signed []unigraph.EntityID
		for _, id := range toTexts[string](field[[]any](r, "signed")) {
			signed = append(signed, original[unigraph.EntityID](id))
		}
		return toAgreement(field[neo4j.Node](r, "f").Props, signed)
	})
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	q := query{op: "find relations", find: findRelations, count: countRelations, params: factParams(f.FactFilter)}
	switch {
	case len(f.IDs) > 0:
		q.find, q.count = findRelationsByID, countRelationsByID
	case len(f.Subjects) > 0:
		q.find, q.count = findRelationsOfSubjects, countRelationsOfSubjects
	case len(f.Objects) > 0:
		q.find, q.count = findRelationsToObjects, countRelationsToObjects
	}
	q.params["ids"], q.params["subjects"], q.params["objects"] = orderedAll(f.IDs), orderedAll(f.Subjects), orderedAll(f.Objects)
	kinds := f.Kinds
	if len(kinds) == 0 {
		kinds = unigraph.RelationKinds
	}
	for _, kind := range sortedSet(kinds) {
		q.prefixes = append(q.prefixes, relationPrefix(kind))
	}
	return page(ctx, s, q, p, func(r *neo4j.Record) unigraph.Relation { return toRelation(field[neo4j.Node](r, "f").Props) })
}
