package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"unigraph"
)

// PartnersByCountry implements unigraph.Counter.
func (s *Store) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) (counts []unigraph.CountryCount, err error) {
	defer s.failed(ctx, "partners by country", &err)
	if err := askable(ctx, s, []unigraph.PartnerFilter{f}, unigraph.Page{}); err != nil {
		return nil, err
	}
	if len(f.Of.IDs) == 1 {
		counts, err := s.partnersOfEach(ctx, f)
		return counts[f.Of.IDs[0]], err
	}
	q := ties(f).text("e.country, count(DISTINCT t.other) AS partners, count(DISTINCT t.agreement)")
	return collect(ctx, s, func(row scanner) (c unigraph.CountryCount, err error) {
		err = row.Scan(&c.Country, &c.Partners, &c.Agreements)
		return c, err
	}, q.text+" GROUP BY e.country ORDER BY partners DESC, e.country", q.args...)
}

// PartnersByCountryOf implements unigraph.Counter.
func (s *Store) PartnersByCountryOf(ctx context.Context, ids []unigraph.EntityID, f unigraph.PartnerFilter) (counts map[unigraph.EntityID][]unigraph.CountryCount, err error) {
	defer s.failed(ctx, "partners by country of each", &err)
	f.Of = unigraph.EntityFilter{IDs: ids}
	if err := askable(ctx, s, []unigraph.PartnerFilter{f}, unigraph.Page{}); err != nil || len(ids) == 0 {
		return map[unigraph.EntityID][]unigraph.CountryCount{}, err
	}
	return s.partnersOfEach(ctx, f)
}

// A partnership is a tie between a university and a partner in a country.
type partnership struct {
	university       unigraph.EntityID
	country          string
	other, agreement int64
}

// partnersOfEach counts the few ties of each of some universities itself: twice as
// fast as SQLite, which makes a table of each country for its distinct rows.
func (s *Store) partnersOfEach(ctx context.Context, f unigraph.PartnerFilter) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
	c := new(compiler)
	q := query{from: clause{text: "entities u CROSS JOIN ties t ON t.entity = u.id"}, where: clauses{
		c.entity("u", unigraph.EntityFilter{Types: universities, And: []unigraph.EntityFilter{f.Of}}),
	}}
	q.partners(c, f)
	text := q.text("u.entity, e.country, t.other, t.agreement")
	ties, err := collect(ctx, s, func(row scanner) (p partnership, err error) {
		err = row.Scan(&p.university, &p.country, &p.other, &p.agreement)
		return p, err
	}, text.text, text.args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(ties, func(a, b partnership) int {
		return cmp.Or(cmp.Compare(a.university, b.university), cmp.Compare(a.country, b.country), cmp.Compare(a.agreement, b.agreement))
	})
	counts := map[unigraph.EntityID][]unigraph.CountryCount{}
	for len(ties) > 0 {
		id, n := ties[0].university, 1
		for n < len(ties) && ties[n].university == id {
			n++
		}
		counts[id], ties = countByCountry(ties[:n]), ties[n:]
	}
	return counts, nil
}

// countByCountry counts the ties of one university, which are in the order of
// country and agreement.
func countByCountry(ties []partnership) (counts []unigraph.CountryCount) {
	others := map[int64]bool{} // each is in one country
	for i, t := range ties {
		another := i == 0 || t.country != ties[i-1].country
		if another {
			counts = append(counts, unigraph.CountryCount{Country: t.country})
		}
		c := &counts[len(counts)-1]
		if another || t.agreement != ties[i-1].agreement {
			c.Agreements++
		}
		if !others[t.other] {
			others[t.other] = true
			c.Partners++
		}
	}
	slices.SortStableFunc(counts, func(a, b unigraph.CountryCount) int { return cmp.Compare(b.Partners, a.Partners) })
	return counts
}

// members leads from the rows m.subject to the alliances x that they are members of.
const members = " AND m.kind = 'MEMBER_OF' AND m.modality = 'done' CROSS JOIN entities x ON x.id = m.object"

// A grouping is by a key of each row, or by keys that a query gives for the
// rows f: pairs of id and key.
type grouping struct{ key, keys string }

var (
	entityKeys = map[unigraph.EntityKey]grouping{
		unigraph.EntityCountry:  {key: "e.country"},
		unigraph.EntityKind:     {key: "e.type"},
		unigraph.EntityAlliance: {keys: "SELECT f.id, x.entity AS key FROM f CROSS JOIN relations m ON m.subject = f.id" + members},
	}
	agreementKeys = map[unigraph.AgreementKey]grouping{
		unigraph.AgreementYear:     {key: "substr(a.date, 1, 4)"},
		unigraph.AgreementMonth:    {key: "substr(a.date, 1, 7)"},
		unigraph.AgreementSort:     {key: "a.kind"},
		unigraph.AgreementModality: {key: "a.modality"},
		unigraph.AgreementCountry: {keys: "SELECT f.id, p.country AS key FROM f CROSS JOIN agreements a ON a.id = f.id" +
			" CROSS JOIN json_each(a.parties) j CROSS JOIN entities p ON p.entity = j.value AND p.type = 'university'"},
		unigraph.AgreementAlliance: {keys: "SELECT f.id, x.entity AS key FROM f CROSS JOIN agreements a ON a.id = f.id" +
			" CROSS JOIN json_each(a.parties) j CROSS JOIN entities p ON p.entity = j.value CROSS JOIN relations m ON m.subject = p.id" + members},
	}
	relationKeys = map[unigraph.RelationKey]grouping{
		unigraph.RelationYear:     {key: "substr(r.date, 1, 4)"},
		unigraph.RelationMonth:    {key: "substr(r.date, 1, 7)"},
		unigraph.RelationSort:     {key: "r.kind"},
		unigraph.RelationModality: {key: "r.modality"},
		unigraph.RelationRole:     {key: "r.role"},
		unigraph.SubjectCountry:   {key: "s.country"},
		unigraph.ObjectCountry:    {key: "o.country"},
	}
)

// GroupEntities implements unigraph.Counter.
func (s *Store) GroupEntities(ctx context.Context, fs []unigraph.EntityFilter, by unigraph.EntityKey) ([][]unigraph.Group, error) {
	return countGroups(ctx, s, fs, "e.id", entityKeys[by], entities)
}

// GroupAgreements implements unigraph.Counter.
func (s *Store) GroupAgreements(ctx context.Context, fs []unigraph.AgreementFilter, by unigraph.AgreementKey) ([][]unigraph.Group, error) {
	return countGroups(ctx, s, fs, "a.id", agreementKeys[by], agreements)
}

// GroupRelations implements unigraph.Counter.
func (s *Store) GroupRelations(ctx context.Context, fs []unigraph.RelationFilter, by unigraph.RelationKey) ([][]unigraph.Group, error) {
	return countGroups(ctx, s, fs, "r.id", relationKeys[by], relations)
}

// countGroups counts the rows that a query finds by each filter, whose ids are in a
// column.
func countGroups[F unigraph.Filter](ctx context.Context, s *Store, fs []F, id string, by grouping, find func(F) query) (groups [][]unigraph.Group, err error) {
	defer s.failed(ctx, "group", &err)
	if err := askable(ctx, s, fs, unigraph.Page{}); err != nil {
		return nil, err
	}
	groups = make([][]unigraph.Group, len(fs))
	for first := 0; first < len(fs); first += mostQueries {
		part := fs[first:min(first+mostQueries, len(fs))]
		grouped := groupEach(part, id, by, find)
		read := collect[unigraph.Group]
		if len(part) > 1 {
			read = collectOnce[unigraph.Group]
		}
		_, err := read(ctx, s, func(row scanner) (g unigraph.Group, err error) {
			var asked int
			err = row.Scan(&asked, &g.Key, &g.Count)
			groups[first+asked] = append(groups[first+asked], g)
			return g, err
		}, grouped.text, grouped.args...)
		if err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// groupEach is a query for the groups of each filter: its index, the key, and how
// many rows.
func groupEach[F any](fs []F, id string, by grouping, find func(F) query) clause {
	var each clause
	for i, f := range fs {
		columns, last := by.key+" AS key, count(*) AS n", " GROUP BY key"
		if by.keys != "" {
			columns, last = id+" AS id", ""
		}
		if i > 0 {
			each.text += " UNION ALL "
		}
		one := find(f).text(strconv.Itoa(i) + " AS asked, " + columns)
		each.text, each.args = each.text+one.text+last, append(each.args, one.args...)
	}
	if by.keys != "" {
		each.text = "WITH f AS MATERIALIZED (" + each.text + "), k AS MATERIALIZED (SELECT DISTINCT * FROM (" + by.keys + "))" +
			" SELECT f.asked AS asked, ifnull(k.key, '') AS key, count(*) AS n FROM f LEFT JOIN k ON k.id = f.id GROUP BY 1, 2"
	}
	each.text += " ORDER BY asked, n DESC, key"
	return each
}

// Matrix implements unigraph.Counter.
func (s *Store) Matrix(ctx context.Context, f unigraph.AgreementFilter, countries ...string) (cells []unigraph.MatrixCell, err error) {
	defer s.failed(ctx, "matrix", &err)
	if err := askable(ctx, s, []unigraph.AgreementFilter{f}, unigraph.Page{}); err != nil {
		return nil, err
	}
	c := new(compiler)
	q := query{from: clause{text: "ties t CROSS JOIN entities x ON x.id = t.entity CROSS JOIN entities y ON y.id = t.other"}}
	q.where.and("x.type = 'university' AND y.type = 'university'")
	columns := "x.country, y.country"
	if len(countries) == 0 {
		q.where.and("x.country <= y.country")
	} else { // begin with those: each tie is seen from either end
		q.where = append(q.where, c.among("t.entity", unigraph.EntityFilter{Types: universities, Countries: countries}))
		columns = "min(x.country, y.country), max(x.country, y.country)"
	}
	q.agree(c, f)
	matrix := q.text(columns + ", count(DISTINCT t.agreement)")
	return collect(ctx, s, func(row scanner) (c unigraph.MatrixCell, err error) {
		err = row.Scan(&c.One, &c.Other, &c.Agreements)
		return c, err
	}, matrix.text+" GROUP BY 1, 2 ORDER BY 1, 2", matrix.args...)
}

// Version implements unigraph.Counter.
func (s *Store) Version(ctx context.Context) (version int, err error) {
	defer s.failed(ctx, "version", &err)
	if err := s.usable(ctx); err != nil {
		return 0, err
	}
	// One row, which nobody holds up: to mind the context would cost more than it.
	err = s.version.QueryRowContext(context.WithoutCancel(ctx)).Scan(&version)
	return version, err
}

// Versions implements unigraph.Counter.
func (s *Store) Versions(ctx context.Context) (versions map[string]int, err error) {
	defer s.failed(ctx, "versions", &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	versions = map[string]int{}
	_, err = collect(ctx, s, func(row scanner) (country string, err error) {
		var writes int
		err = row.Scan(&country, &writes)
		versions[country] = writes
		return country, err
	}, "SELECT country, writes FROM countries")
	return versions, err
}
