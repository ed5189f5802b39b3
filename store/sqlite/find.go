package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strconv"

	"unigraph"
)

const entityColumns = "e.entity, e.name, e.country, e.linked, e.aliases, e.same_as"

// scanEntity scans entityColumns and what follows them.
func scanEntity(rows *sql.Rows, more ...any) (e unigraph.Entity, err error) {
	var aliases, sameAs []byte
	if err := rows.Scan(append([]any{&e.ID, &e.Name, &e.Country, &e.Linked, &aliases, &sameAs}, more...)...); err != nil {
		return e, err
	}
	if err := unlist(aliases, &e.Aliases); err != nil {
		return e, err
	}
	return e, unlist(sameAs, &e.SameAs)
}

// FindEntities implements unigraph.Finder.
func (s *Store) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Entity], err error) {
	defer s.failed(ctx, "find entities", &err)
	if err := s.askable(ctx, f, p, unigraph.ByName); err != nil {
		return page, err
	}
	q := query{
		columns: entityColumns, from: clause{text: "entities e"}, id: "e.entity", few: f.Few(), where: clauses{new(compiler).entity("e", f)},
		orders: map[unigraph.OrderBy]string{unigraph.ByName: "e.folded"},
	}
	q.within(prefixes(f.Types), ':')
	return find(ctx, s, q, p, func(rows *sql.Rows) (unigraph.Entity, error) { return scanEntity(rows) })
}

// FindRanked implements unigraph.Finder.
func (s *Store) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Ranked], err error) {
	defer s.failed(ctx, "find ranked", &err)
	if err := s.askable(ctx, f, p, unigraph.ByAgreements, unigraph.ByPartners); err != nil {
		return page, err
	}
	c := new(compiler)
	count := c.count(f.Facts, p.Order.By)
	where := c.entity("e", f.EntityFilter)
	q := query{
		columns: entityColumns + ", e.count", id: "e.entity", few: true, // each is counted anyway
		from:   clause{"(SELECT e.*, (" + count.text + ") AS count FROM entities e WHERE " + where.text + ") e", slices.Concat(count.args, where.args)},
		orders: map[unigraph.OrderBy]string{unigraph.ByAgreements: "e.count", unigraph.ByPartners: "e.count"},
	}
	return find(ctx, s, q, p, func(rows *sql.Rows) (r unigraph.Ranked, err error) {
		r.Entity, err = scanEntity(rows, &r.Count)
		return r, err
	})
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
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Agreement], err error) {
	defer s.failed(ctx, "find agreements", &err)
	if err := s.askable(ctx, f, p, unigraph.ByDate); err != nil {
		return page, err
	}
	q := agreements(f)
	q.columns = "a.fact, a.kind, a.date, a.modality, a.confidence, a.parties, a.signatories"
	return find(ctx, s, q, p, scanAgreement)
}

// agreements is a query for the agreements a that f selects.
func agreements(f unigraph.AgreementFilter) query {
	q := query{id: "a.fact", few: f.Few(), orders: map[unigraph.OrderBy]string{unigraph.ByDate: "a.date"}}
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

func scanAgreement(rows *sql.Rows) (a unigraph.Agreement, err error) {
	var parties, signatories []byte
	if err := rows.Scan(&a.ID, &a.Kind, &a.Date, &a.Modality, &a.Confidence, &parties, &signatories); err != nil {
		return a, err
	}
	if err := unlist(parties, &a.Parties); err != nil {
		return a, err
	}
	return a, unlist(signatories, &a.Signatories)
}

// FindRelations implements unigraph.Finder.
func (s *Store) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Relation], err error) {
	defer s.failed(ctx, "find relations", &err)
	if err := s.askable(ctx, f, p, unigraph.ByDate); err != nil {
		return page, err
	}
	q := relations(f)
	q.columns = "r.fact, r.kind, s.entity, o.entity, r.role, r.date, r.modality, r.confidence"
	return find(ctx, s, q, p, scanRelation)
}

// relations is a query for the relations r that f selects, with their subjects
// s and objects o.
func relations(f unigraph.RelationFilter) query {
	few := len(f.IDs)+len(f.Subjects)+len(f.Objects) > 0 || f.Subject != nil && f.Subject.Few() || f.Object != nil && f.Object.Few()
	q := query{
		from: clause{text: "relations r CROSS JOIN entities s ON s.id = r.subject CROSS JOIN entities o ON o.id = r.object"},
		id:   "r.fact", few: few, orders: map[unigraph.OrderBy]string{unigraph.ByDate: "r.date"}, where: clauses{new(compiler).relation("r", f)},
	}
	q.within(prefixes(f.Kinds), '/')
	return q
}

func scanRelation(rows *sql.Rows) (r unigraph.Relation, err error) {
	err = rows.Scan(&r.ID, &r.Kind, &r.Subject, &r.Object, &r.Role, &r.Date, &r.Modality, &r.Confidence)
	return r, err
}

var universities = []unigraph.EntityType{unigraph.University}

// partners is a query for the ties t of the universities that f asks about with
// their partners e.
func partners(f unigraph.PartnerFilter) query {
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
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Partner], err error) {
	defer s.failed(ctx, "find partners", &err)
	if err := s.askable(ctx, f, p, unigraph.ByName, unigraph.ByAgreements, unigraph.ByPartners); err != nil {
		return page, err
	}
	t := partners(f).text("t.other, count(DISTINCT t.agreement) AS agreements, count(DISTINCT t.entity) AS partners")
	q := query{
		columns: entityColumns + ", t.agreements, t.partners", id: "e.entity", few: true,
		from:   clause{"(" + t.text + " GROUP BY t.other) t CROSS JOIN entities e ON e.id = t.other", t.args},
		orders: map[unigraph.OrderBy]string{unigraph.ByName: "e.folded", unigraph.ByAgreements: "t.agreements", unigraph.ByPartners: "t.partners"},
	}
	return find(ctx, s, q, p, func(rows *sql.Rows) (partner unigraph.Partner, err error) {
		partner.University, err = scanEntity(rows, &partner.Agreements, &partner.Partners)
		return partner, err
	})
}

// FindTies implements unigraph.Tier.
func (s *Store) FindTies(ctx context.Context, f unigraph.TieFilter) (ties []unigraph.Tie, err error) {
	defer s.failed(ctx, "find ties", &err)
	if err := s.askable(ctx, f, unigraph.Page{}); err != nil {
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
	return collect(ctx, s, func(rows *sql.Rows) (t unigraph.Tie, err error) {
		err = rows.Scan(&t.One, &t.Other, &t.Agreements)
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

// askable says why a question cannot be answered, nil if it can.
func (s *Store) askable(ctx context.Context, f interface{ Validate() error }, p unigraph.Page, known ...unigraph.OrderBy) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	if err := p.Validate(known...); err != nil {
		return err
	}
	return f.Validate()
}

// FindPaths implements unigraph.Finder.
func (s *Store) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	return unigraph.ShortestPaths(ctx, s, q)
}
