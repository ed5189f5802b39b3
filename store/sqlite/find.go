package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strings"

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
	if err := s.askable(ctx, p); err != nil {
		return page, err
	}
	q := query{columns: entityColumns, from: "entities e", id: "e.entity"}
	if f.Name != "" {
		q.from = "names n CROSS JOIN entities e ON e.id = n.entity"
		q.and("n.folded = ?", unigraph.Fold(f.Name))
	}
	andIn(&q, "e.type", f.Types)
	andIn(&q, "e.country", f.Countries)
	var prefixes []string
	for _, t := range f.Types {
		prefixes = append(prefixes, string(t))
	}
	q.andPrefix(prefixes, ':')
	return find(ctx, s, q, p, func(rows *sql.Rows) (unigraph.Entity, error) { return scanEntity(rows) })
}

// FindAgreements implements unigraph.Finder.
func (s *Store) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Agreement], err error) {
	defer s.failed(ctx, "find agreements", &err)
	if err := s.askable(ctx, p); err != nil {
		return page, err
	}
	q := query{columns: "a.fact, a.kind, a.date, a.modality, a.confidence, a.parties, a.signatories", from: "agreements a", id: "a.fact"}
	andParties(&q, slices.Compact(slices.Sorted(slices.Values(f.Parties))))
	andIn(&q, "a.fact", f.IDs)
	q.andFact("a", f.FactFilter)
	return find(ctx, s, q, p, scanAgreement)
}

// andParties narrows q to agreements of all parties.
func andParties(q *query, parties []unigraph.EntityID) {
	switch len(parties) {
	case 0:
		return
	case 1:
		q.from = "(SELECT DISTINCT agreement FROM ties WHERE entity = (SELECT id FROM entities WHERE entity = ?)) t"
		q.args = append(q.args, string(parties[0]))
	default:
		q.from = "ties t"
		q.and("t.entity = (SELECT id FROM entities WHERE entity = ?)", string(parties[0]))
		q.and("t.other = (SELECT id FROM entities WHERE entity = ?)", string(parties[1]))
	}
	q.from += " CROSS JOIN agreements a ON a.id = t.agreement"
	if len(parties) > 2 {
		q.and(`(SELECT count(*) FROM json_each(?) j CROSS JOIN entities x ON x.entity = j.value
			CROSS JOIN ties o ON o.entity = t.entity AND o.other = x.id AND o.agreement = a.id) = ?`, list(parties[2:]), len(parties)-2)
	}
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
	if err := s.askable(ctx, p); err != nil {
		return page, err
	}
	q := query{
		columns: "r.fact, r.kind, s.entity, o.entity, r.role, r.date, r.modality, r.confidence",
		from:    "relations r CROSS JOIN entities s ON s.id = r.subject CROSS JOIN entities o ON o.id = r.object", id: "r.fact",
	}
	andIn(&q, "r.fact", f.IDs)
	andIn(&q, "r.kind", f.Kinds)
	andEntity(&q, "r.subject", f.Subjects)
	andEntity(&q, "r.object", f.Objects)
	var prefixes []string
	for _, k := range f.Kinds {
		prefixes = append(prefixes, strings.ToLower(string(k)))
	}
	q.andPrefix(prefixes, '/')
	q.andFact("r", f.FactFilter)
	return find(ctx, s, q, p, scanRelation)
}

// andEntity narrows q to rows whose column refers to any of the entities.
func andEntity(q *query, column string, ids []unigraph.EntityID) {
	if len(ids) > 0 {
		q.and(column+" IN (SELECT x.id FROM json_each(?) j CROSS JOIN entities x ON x.entity = j.value)", list(ids))
	}
}

func scanRelation(rows *sql.Rows) (r unigraph.Relation, err error) {
	err = rows.Scan(&r.ID, &r.Kind, &r.Subject, &r.Object, &r.Role, &r.Date, &r.Modality, &r.Confidence)
	return r, err
}

// ties is a query for the ties t of the universities asked about with
// universities e.
func ties(f unigraph.PartnerFilter) query {
	const other = " CROSS JOIN entities e ON e.id = t.other"
	q := query{from: "ties t" + other}
	if f.University != "" {
		q.and("t.entity = (SELECT id FROM entities WHERE entity = ? AND type = 'university')", string(f.University))
	} else {
		q.and("t.entity IN (SELECT id FROM entities WHERE country = ? AND type = 'university')", f.Country)
	}
	var modalities []int
	for _, m := range f.WantedModalities() {
		modalities = append(modalities, slices.Index(unigraph.Modalities, m))
	}
	andAny(&q, "t.modality", modalities)
	if f.Since != "" || f.Until != "" || f.MinConfidence > 0 {
		q.from = "ties t CROSS JOIN agreements a ON a.id = t.agreement" + other
		q.andRest("a", f.FactFilter)
	}
	q.and("e.type = 'university'")
	return q
}

// FindPartners implements unigraph.Finder.
func (s *Store) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (page unigraph.PageOf[unigraph.Partner], err error) {
	defer s.failed(ctx, "find partners", &err)
	if err := s.askable(ctx, p); err != nil {
		return page, err
	}
	if err := f.Validate(); err != nil {
		return page, err
	}
	t := ties(f)
	t.columns = "t.other, count(DISTINCT t.agreement) AS agreements"
	q := query{
		columns: entityColumns + ", t.agreements", id: "e.entity", args: t.args,
		from: "(" + t.text() + " GROUP BY t.other) t CROSS JOIN entities e ON e.id = t.other",
	}
	return find(ctx, s, q, p, func(rows *sql.Rows) (partner unigraph.Partner, err error) {
		partner.University, err = scanEntity(rows, &partner.Agreements)
		return partner, err
	})
}

// askable says why a page cannot be served, nil if it can.
func (s *Store) askable(ctx context.Context, p unigraph.Page) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	return p.Validate()
}
