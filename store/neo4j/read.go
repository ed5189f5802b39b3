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
	return unigraph.Only(s.FindEntitiesEach(ctx, []unigraph.EntityFilter{f}, p))
}

// FindEntitiesEach implements unigraph.EachFinder.
func (s *Store) FindEntitiesEach(ctx context.Context, fs []unigraph.EntityFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Entity], error) {
	return findEach(ctx, s, "find entities", fs, p, findEntities, rowsOf(entityOf), unigraph.ByName)
}

func findEntities(f unigraph.EntityFilter) query {
	c := newCompiler()
	first, rest := c.entities("e", f)
	return query{
		x: "e", source: first, where: c.entity("e", rest), answer: "e", params: c.params, prefixes: entityPrefixes(f.Types),
		orders: map[unigraph.OrderBy]string{unigraph.ByName: "e.sorted"},
	}
}

func entityOf(r *neo4j.Record) unigraph.Entity { return toEntity(field[neo4j.Node](r, "e").Props) }

// FindRanked implements unigraph.Finder.
func (s *Store) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	return unigraph.Only(s.FindRankedEach(ctx, []unigraph.RankFilter{f}, p))
}

// FindRankedEach implements unigraph.EachFinder.
func (s *Store) FindRankedEach(ctx context.Context, fs []unigraph.RankFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
	find := func(f unigraph.RankFilter) query { return findRanked(f, p.Order.By) }
	return findEach(ctx, s, "find ranked", fs, p, find, rowsOf(func(r *neo4j.Record) unigraph.Ranked {
		return unigraph.Ranked{Entity: entityOf(r), Count: int(field[int64](r, "count"))}
	}), unigraph.ByAgreements, unigraph.ByPartners)
}

// findRanked counts all entities to order them, and those of a page to tell.
func findRanked(f unigraph.RankFilter, by unigraph.OrderBy) query {
	c := newCompiler()
	first, rest := c.entities("e", f.EntityFilter)
	where := c.entity("e", rest)
	counted := all(party("e"), c.concluded("f", f.Facts))
	count := "COUNT { MATCH (e)-[:SIGNED]->(f) WHERE " + counted + " }"
	if by == unigraph.ByPartners {
		count = "COUNT { MATCH (e)-[:SIGNED]->(f)<-[:SIGNED]-(p:University) WHERE " + counted + " RETURN DISTINCT p }"
	}
	return query{
		x: "e", source: first, where: where, answer: "e, " + count + " AS count", columns: "e, count", params: c.params, prefixes: entityPrefixes(f.Types),
		orders: map[unigraph.OrderBy]string{unigraph.ByAgreements: count, unigraph.ByPartners: count},
	}
}

var byDate = map[unigraph.OrderBy]string{unigraph.ByDate: "coalesce(f.date, '')"}

// FindAgreements implements unigraph.Finder.
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	return unigraph.Only(s.FindAgreementsEach(ctx, []unigraph.AgreementFilter{f}, p))
}

// FindAgreementsEach implements unigraph.EachFinder.
func (s *Store) FindAgreementsEach(ctx context.Context, fs []unigraph.AgreementFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Agreement], error) {
	return findEach(ctx, s, "find agreements", fs, p, findAgreements, agreementsOf, unigraph.ByDate)
}

func findAgreements(f unigraph.AgreementFilter) query {
	c := newCompiler()
	return query{
		x: "f", source: c.agreements("f", f), where: c.agreement("f", f), params: c.params, prefixes: agreementPrefix,
		answer:  "collect([f.id, f.kind, f.date, f.modality, f.confidence, COLLECT { MATCH (f)<-[:SIGNED]-(e:Entity) RETURN e.id }]) AS agreements",
		columns: "agreements", orders: byDate,
	}
}

// agreementsOf decodes a page of agreements in one record: the driver takes longer
// over many.
func agreementsOf(records []*neo4j.Record) (found []unigraph.Agreement) {
	for _, row := range field[[]any](records[0], "agreements") {
		columns := row.([]any)
		properties := map[string]any{"id": columns[0], "kind": columns[1], "date": columns[2], "modality": columns[3], "confidence": columns[4]}
		var signed []unigraph.EntityID
		for _, id := range toTexts[string](columns[5].([]any)) {
			signed = append(signed, original[unigraph.EntityID](id))
		}
		found = append(found, toAgreement(properties, signed))
	}
	return found
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	return unigraph.Only(s.FindRelationsEach(ctx, []unigraph.RelationFilter{f}, p))
}

// FindRelationsEach implements unigraph.EachFinder.
func (s *Store) FindRelationsEach(ctx context.Context, fs []unigraph.RelationFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Relation], error) {
	return findEach(ctx, s, "find relations", fs, p, findRelations, rowsOf(func(r *neo4j.Record) unigraph.Relation {
		return toRelation(field[neo4j.Node](r, "f").Props)
	}), unigraph.ByDate)
}

func findRelations(f unigraph.RelationFilter) query {
	c := newCompiler()
	return query{
		x: "f", source: c.relations("f", f), where: c.relation("f", f), answer: "f", params: c.params,
		prefixes: relationPrefixes(f.Kinds), orders: byDate,
	}
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	return unigraph.Only(s.FindPartnersEach(ctx, []unigraph.PartnerFilter{f}, p))
}

// FindPartnersEach implements unigraph.EachFinder.
func (s *Store) FindPartnersEach(ctx context.Context, fs []unigraph.PartnerFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Partner], error) {
	return findEach(ctx, s, "find partners", fs, p, findPartners, rowsOf(partnerOf), unigraph.ByName, unigraph.ByAgreements, unigraph.ByPartners)
}

func partnerOf(r *neo4j.Record) unigraph.Partner {
	t := field[row](r, "tie")
	return unigraph.Partner{
		University: toEntity(field[neo4j.Node](r, "p").Props), Agreements: int(get[int64](t, "agreements")), Partners: int(get[int64](t, "partners")),
	}
}

// TopPartners implements unigraph.EachFinder.
func (s *Store) TopPartners(ctx context.Context, fs []unigraph.PartnerFilter, most int) ([][]unigraph.Partner, error) {
	const op = "top partners"
	if err := check(ctx, s, op, fs, unigraph.Page{Limit: most}); err != nil {
		return nil, err
	}
	found, err := s.readEach(ctx, op, queries(fs, findPartners), func(q query) statement { return q.top(most) })
	top := make([][]unigraph.Partner, len(found))
	for i, records := range found {
		top[i] = rowsOf(partnerOf)(records)
	}
	return top, err
}

// top gives the partners that q finds, without those who have most before them in
// their country.
func (q query) top(most int) statement {
	const order = " ORDER BY tie.agreements DESC, p.id DESC\n"
	params := q.within("", "")
	params["limit"] = most
	return statement{q.source.match + order + `WITH p.country AS country, collect([p, tie])[..$limit] AS top
UNWIND top AS one
WITH one[0] AS p, one[1] AS tie` + order + "RETURN p, tie", params, q.answer}
}

// findPartners has the tie of a partner beside it: how many agreements, and
// partners of those asked about.
func findPartners(f unigraph.PartnerFilter) query {
	ties := partners(f)
	return query{
		x: "p", beside: ", tie", params: ties.params, prefixes: universityPrefix, answer: "p, tie", where: always,
		source: source{match: ties.cypher + "\nWITH p, {agreements: count(DISTINCT f), partners: count(DISTINCT u)} AS tie", where: always},
		orders: map[unigraph.OrderBy]string{unigraph.ByName: "p.sorted", unigraph.ByAgreements: "tie.agreements", unigraph.ByPartners: "tie.partners"},
	}
}

var (
	universities     = []unigraph.EntityType{unigraph.University}
	universityPrefix = entityPrefixes(universities)
	agreementPrefix  = []string{"agreement/"}
)

// partners is a statement without its end: it binds the universities u that f
// asks about, their agreements f and partners p.
func partners(f unigraph.PartnerFilter) statement {
	c := newCompiler()
	u, rest := c.entities("u", f.Of)
	cypher := u.bind("u", all("u:University", c.entity("u", rest))) +
		"MATCH (u)-[:SIGNED]->(f)<-[:SIGNED]-(p:University)"
	if where := all(c.agreement("f", f.AgreementFilter), c.entity("p", f.Partner)); where != always {
		cypher += " WHERE " + where
	}
	q := query{params: c.params, prefixes: universityPrefix}
	return statement{cypher: cypher, params: q.within("", "")}
}

// FindTies implements unigraph.Tier.
func (s *Store) FindTies(ctx context.Context, f unigraph.TieFilter) ([]unigraph.Tie, error) {
	const op = "find ties"
	if err := check(ctx, s, op, []unigraph.TieFilter{f}, unigraph.Page{}); err != nil {
		return nil, err
	}
	q := findTies(f)
	records, err := s.read(ctx, op, q.cypher, q.params)
	if err != nil {
		return nil, err
	}
	ties := make([]unigraph.Tie, len(records))
	for i, r := range records {
		ties[i] = unigraph.Tie{
			One:   original[unigraph.EntityID](field[string](r, "one")),
			Other: original[unigraph.EntityID](field[string](r, "other")), Agreements: int(field[int64](r, "agreements")),
		}
	}
	return ties, nil
}

func findTies(f unigraph.TieFilter) statement {
	c := newCompiler()
	x, rest := c.entities("x", f.Of)
	once := always
	if f.Once {
		once = "x.id < y.id"
	}
	cypher := x.apart("x", all(party("x"), c.entity("x", rest))) + "MATCH (x)-[:SIGNED]->(f:Agreement)<-[:SIGNED]-(y" + labelled(f.With) + ") WHERE " +
		all(party("y"), once, c.agreement("f", f.AgreementFilter), c.entity("y", f.With)) +
		"\nWITH x, y, count(f) AS agreements ORDER BY x.id, y.id"
	if f.Limit > 0 {
		cypher += " LIMIT " + c.param(f.Limit)
	}
	q := query{params: c.params, prefixes: entityPrefixes(f.Of.Types)}
	return statement{cypher: cypher + "\nRETURN x.id AS one, y.id AS other, agreements", params: q.within("", "")}
}
