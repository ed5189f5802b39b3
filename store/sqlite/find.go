package sqlite

import (
	"context"
	"slices"
	"strconv"

	"unigraph"
)

const entityColumns = "e.entity, e.name, e.country, e.linked, e.aliases, e.same_as"

// scanEntity scans entityColumns and what follows them.
func scanEntity(r scanner, more ...any) (e unigraph.Entity, err error) {
	var aliases, sameAs []byte
	if err := r.Scan(append([]any{&e.ID, &e.Name, &e.Country, &e.Linked, &aliases, &sameAs}, more...)...); err != nil {
		return e, err
	}
	if err := unlist(aliases, &e.Aliases); err != nil {
		return e, err
	}
	return e, unlist(sameAs, &e.SameAs)
}

// FindEntities implements unigraph.Finder.
func (s *Store) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
	return unigraph.Only(s.FindEntitiesEach(ctx, []unigraph.EntityFilter{f}, p))
}

// FindEntitiesEach implements unigraph.EachFinder.
func (s *Store) FindEntitiesEach(ctx context.Context, fs []unigraph.EntityFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Entity], error) {
	return findEach(ctx, s, "find entities", fs, p, entities, func(r scanner) (unigraph.Entity, error) { return scanEntity(r) }, unigraph.ByName)
}

// entities is a query for the entities e that f selects.
func entities(f unigraph.EntityFilter) query {
	q := query{
		columns: entityColumns, from: clause{text: "entities e"}, id: "e.entity", few: f.Few(), where: clauses{new(compiler).entity("e", f)},
		orders: map[unigraph.OrderBy]string{unigraph.ByName: "e.folded"},
	}
	q.within(prefixes(f.Types), ':')
	return q
}

// FindRanked implements unigraph.Finder.
func (s *Store) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	return unigraph.Only(s.FindRankedEach(ctx, []unigraph.RankFilter{f}, p))
}

// FindRankedEach implements unigraph.EachFinder.
func (s *Store) FindRankedEach(ctx context.Context, fs []unigraph.RankFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
	find := func(f unigraph.RankFilter) query { return ranked(f, p.Order.By) }
	return findEach(ctx, s, "find ranked", fs, p, find, func(r scanner) (ranked unigraph.Ranked, err error) {
		ranked.Entity, err = scanEntity(r, &ranked.Count)
		return ranked, err
	}, unigraph.ByAgreements, unigraph.ByPartners)
}

// ranked is a query for the entities e that f selects, counted to be ordered.
func ranked(f unigraph.RankFilter, by unigraph.OrderBy) query {
	c := new(compiler)
	count := c.count(f.Facts, by)
	where := c.entity("e", f.EntityFilter)
	return query{
		columns: entityColumns + ", e.count", id: "e.entity", few: true, // each is counted anyway
		from:   clause{"(SELECT e.*, (" + count.text + ") AS count FROM entities e WHERE " + where.text + ") e", slices.Concat(count.args, where.args)},
		orders: map[unigraph.OrderBy]string{unigraph.ByAgreements: "e.count", unigraph.ByPartners: "e.count"},
	}
}

// count is a query for what gives the row e of entities its rank.
func (c *compiler) count(f unigraph.FactFilter, by unigraph.OrderBy) clause {
	q := query{from: clause{text: "ties t"}, where: clauses{{text: "t.entity = e.id"}}}
	q.agree(c, unigraph.AgreementFilter{FactFilter: f})
	if by != unigraph.ByPartners {
		return q.text("count(DISTINCT t.agreement)")
	}
	q.from.text += " CROSS JOIN entities p ON p.id = t.other"
	q.where = append(q.where, in("p.type", universities)...)
	return q.text("count(DISTINCT t.other)")
}

// FindAgreements implements unigraph.Finder.
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	return unigraph.Only(s.FindAgreementsEach(ctx, []unigraph.AgreementFilter{f}, p))
}

// FindAgreementsEach implements unigraph.EachFinder.
func (s *Store) FindAgreementsEach(ctx context.Context, fs []unigraph.AgreementFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Agreement], error) {
	return findEach(ctx, s, "find agreements", fs, p, agreements, scanAgreement, unigraph.ByDate)
}

const agreementColumns = "a.fact, a.kind, a.date, a.modality, a.confidence, a.parties, a.signatories"

// agreements is a query for the agreements a that f selects.
func agreements(f unigraph.AgreementFilter) query {
	q := query{columns: agreementColumns, id: "a.fact", few: f.Few(), orders: map[unigraph.OrderBy]string{unigraph.ByDate: "a.date"}}
	parties := slices.Compact(slices.Sorted(slices.Values(f.Parties)))
	switch len(parties) {
	case 0:
		q.from = clause{text: "agreements a"}
	case 1:
		q.from = clause{"(SELECT DISTINCT agreement FROM ties WHERE entity = (SELECT id FROM entities WHERE entity = ?)) t" +
			" CROSS JOIN agreements a ON a.id = t.agreement", []any{string(parties[0])}}
	default: // ties lead from the first party to the second; the others are conditions
		q.from = clause{text: "ties t CROSS JOIN agreements a ON a.id = t.agreement"}
		q.where.and("t.entity = (SELECT id FROM entities WHERE entity = ?)", string(parties[0]))
		q.where.and("t.other = (SELECT id FROM entities WHERE entity = ?)", string(parties[1]))
	}
	f.Parties = parties[min(2, len(parties)):]
	q.where = append(q.where, new(compiler).agreement("a", f))
	return q
}

func scanAgreement(r scanner) (a unigraph.Agreement, err error) {
	var parties, signatories []byte
	if err := r.Scan(&a.ID, &a.Kind, &a.Date, &a.Modality, &a.Confidence, &parties, &signatories); err != nil {
		return a, err
	}
	if err := unlist(parties, &a.Parties); err != nil {
		return a, err
	}
	return a, unlist(signatories, &a.Signatories)
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	return unigraph.Only(s.FindRelationsEach(ctx, []unigraph.RelationFilter{f}, p))
}

// FindRelationsEach implements unigraph.EachFinder.
func (s *Store) FindRelationsEach(ctx context.Context, fs []unigraph.RelationFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Relation], error) {
	return findEach(ctx, s, "find relations", fs, p, relations, scanRelation, unigraph.ByDate)
}

// relations is a query for the relations r that f selects, with their subjects
// s and objects o.
func relations(f unigraph.RelationFilter) query {
	few := len(f.IDs)+len(f.Subjects)+len(f.Objects) > 0 || f.Subject != nil && f.Subject.Few() || f.Object != nil && f.Object.Few()
	q := query{
		columns: "r.fact, r.kind, s.entity, o.entity, r.role, r.date, r.modality, r.confidence",
		from:    clause{text: "relations r CROSS JOIN entities s ON s.id = r.subject CROSS JOIN entities o ON o.id = r.object"},
		id:      "r.fact", few: few, orders: map[unigraph.OrderBy]string{unigraph.ByDate: "r.date"}, where: clauses{new(compiler).relation("r", f)},
	}
	q.within(prefixes(f.Kinds), '/')
	return q
}

func scanRelation(row scanner) (r unigraph.Relation, err error) {
	err = row.Scan(&r.ID, &r.Kind, &r.Subject, &r.Object, &r.Role, &r.Date, &r.Modality, &r.Confidence)
	return r, err
}

var universities = []unigraph.EntityType{unigraph.University}

// ties is a query for the ties t of the universities that f asks about with their
// partners e.
func ties(f unigraph.PartnerFilter) query {
	c := new(compiler)
	q := query{from: clause{text: "ties t"}, where: clauses{
		c.among("t.entity", unigraph.EntityFilter{Types: universities, And: []unigraph.EntityFilter{f.Of}}),
	}}
	q.partners(c, f)
	return q
}

// partners leads a query of ties t to the partners e that f wants, by the
// agreements that it does.
func (q *query) partners(c *compiler, f unigraph.PartnerFilter) {
	q.agree(c, f.AgreementFilter)
	q.from.text += " CROSS JOIN entities e ON e.id = t.other"
	q.where = append(q.where, c.entity("e", unigraph.EntityFilter{Types: universities, And: []unigraph.EntityFilter{f.Partner}}))
}

// agree narrows a query of ties t to agreements that f selects. Ties know their
// standing; the agreements are read only if f asks for more.
func (q *query) agree(c *compiler, f unigraph.AgreementFilter) {
	tie, agreement := c.ties("t", "a", f)
	q.where = append(q.where, tie)
	if agreement.text != always {
		q.from.text += " CROSS JOIN agreements a ON a.id = t.agreement"
		q.where = append(q.where, agreement)
	}
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	return unigraph.Only(s.FindPartnersEach(ctx, []unigraph.PartnerFilter{f}, p))
}

// FindPartnersEach implements unigraph.EachFinder.
func (s *Store) FindPartnersEach(ctx context.Context, fs []unigraph.PartnerFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Partner], error) {
	return findEach(ctx, s, "find partners", fs, p, partners, scanPartner, unigraph.ByName, unigraph.ByAgreements, unigraph.ByPartners)
}

func scanPartner(r scanner) (p unigraph.Partner, err error) {
	p.University, err = scanEntity(r, &p.Agreements, &p.Partners)
	return p, err
}

// TopPartners implements unigraph.EachFinder.
func (s *Store) TopPartners(ctx context.Context, fs []unigraph.PartnerFilter, most int) (top [][]unigraph.Partner, err error) {
	defer s.failed(ctx, "top partners", &err)
	if err := askable(ctx, s, fs, unigraph.Page{Limit: most}); err != nil {
		return nil, err
	}
	return readEach(ctx, s, queries(fs, partners), func(q query) clause { return q.top(most) }, scanPartner)
}

// top is q, which is for partners, without those who have most before them in
// their country.
func (q query) top(most int) clause {
	const order = "t.agreements DESC, e.entity DESC"
	columns := q.columns
	q.columns = "e.id AS partner, t.agreements, t.partners, row_number() OVER (PARTITION BY e.country ORDER BY " + order + ") AS place"
	placed := query{from: q.from, where: q.where}.text(q.columns)
	top := query{asked: q.asked, from: clause{"(" + placed.text + ") t CROSS JOIN entities e ON e.id = t.partner", placed.args}}
	top.where.and("t.place <= ?", most)
	text := top.text(columns)
	text.text += " ORDER BY " + order + " LIMIT -1"
	return text
}

// partners is a query for the partners e that f asks for.
func partners(f unigraph.PartnerFilter) query {
	t := ties(f).text("t.other, count(DISTINCT t.agreement) AS agreements, count(DISTINCT t.entity) AS partners")
	return query{
		columns: entityColumns + ", t.agreements, t.partners", id: "e.entity", few: true,
		from:   clause{"(" + t.text + " GROUP BY t.other) t CROSS JOIN entities e ON e.id = t.other", t.args},
		orders: map[unigraph.OrderBy]string{unigraph.ByName: "e.folded", unigraph.ByAgreements: "t.agreements", unigraph.ByPartners: "t.partners"},
	}
}

// FindTies implements unigraph.Tier.
func (s *Store) FindTies(ctx context.Context, f unigraph.TieFilter) (ties []unigraph.Tie, err error) {
	defer s.failed(ctx, "find ties", &err)
	if err := askable(ctx, s, []unigraph.TieFilter{f}, unigraph.Page{}); err != nil {
		return nil, err
	}
	c := new(compiler)
	pairs := query{from: clause{text: "ties t"}}
	pairs.where = append(c.end("t.entity", nil, wanted(f.Of)), c.end("t.other", nil, wanted(f.With))...)
	pairs.agree(c, f.AgreementFilter)
	grouped := pairs.text("t.entity AS one, t.other AS other, count(*) AS agreements") // a row a tie
	q := query{from: clause{"(" + grouped.text + " GROUP BY t.entity, t.other) p CROSS JOIN entities x ON x.id = p.one CROSS JOIN entities y ON y.id = p.other", grouped.args}}
	if f.Once {
		q.where.and("x.entity < y.entity")
	}
	text := q.text("x.entity, y.entity, p.agreements")
	text.text += " ORDER BY 1, 2"
	if f.Limit > 0 {
		text.text += " LIMIT " + strconv.Itoa(f.Limit)
	}
	return collect(ctx, s, func(row scanner) (t unigraph.Tie, err error) {
		err = row.Scan(&t.One, &t.Other, &t.Agreements)
		return t, err
	}, text.text, text.args...)
}

// wanted is f, or nil where it wants everything.
func wanted(f unigraph.EntityFilter) *unigraph.EntityFilter {
	if new(compiler).entity("e", f).text == always {
		return nil
	}
	return &f
}

// FindPaths implements unigraph.Finder.
func (s *Store) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	return unigraph.ShortestPaths(ctx, s, q)
}
