package neo4j

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"unigraph"
)

// PartnersByCountry implements unigraph.Counter.
func (s *Store) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
	const op = "partners by country"
	if err := check(ctx, s, op, []unigraph.PartnerFilter{f}, unigraph.Page{}); err != nil {
		return nil, err
	}
	ties := partnersByCountry(f)
	records, err := s.read(ctx, op, ties.cypher, ties.params)
	if err != nil {
		return nil, err
	}
	return toCounts(field[[]any](records[0], "counts")), nil
}

// PartnersByCountryOf implements unigraph.Counter.
func (s *Store) PartnersByCountryOf(ctx context.Context, ids []unigraph.EntityID, f unigraph.PartnerFilter) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
	const op = "partners by country of each"
	f.Of = unigraph.EntityFilter{IDs: ids}
	counts := map[unigraph.EntityID][]unigraph.CountryCount{}
	if err := check(ctx, s, op, []unigraph.PartnerFilter{f}, unigraph.Page{}); err != nil || len(ids) == 0 {
		return counts, err
	}
	ties := partnersByCountryOf(f)
	records, err := s.read(ctx, op, ties.cypher, ties.params)
	for _, r := range records {
		counts[original[unigraph.EntityID](field[string](r, "id"))] = toCounts(field[[]any](r, "counts"))
	}
	return counts, err
}

// byCountry are the groups of partners. Whoever reads them has them collected:
// one record costs the driver less than many.
const byCountry = "p.country AS country, count(DISTINCT p) AS partners, count(DISTINCT f) AS agreements"

func partnersByCountry(f unigraph.PartnerFilter) statement {
	ties := partners(f)
	ties.cypher += "\nWITH " + byCountry + "\nRETURN collect([country, partners, agreements]) AS counts"
	return ties
}

func partnersByCountryOf(f unigraph.PartnerFilter) statement {
	ties := partners(f)
	ties.cypher += "\nWITH u, " + byCountry + "\nWITH u, collect([country, partners, agreements]) AS counts\nRETURN u.id AS id, counts"
	return ties
}

func toCounts(groups []any) (counts []unigraph.CountryCount) {
	for _, g := range groups {
		g := g.([]any) // as byCountry has them
		counts = append(counts, unigraph.CountryCount{Country: g[0].(string), Partners: int(g[1].(int64)), Agreements: int(g[2].(int64))})
	}
	slices.SortFunc(counts, func(a, b unigraph.CountryCount) int {
		return cmp.Or(cmp.Compare(b.Partners, a.Partners), cmp.Compare(a.Country, b.Country))
	})
	return counts
}

// The keys of rows, as lists.
var (
	entityKeys = map[unigraph.EntityKey]string{
		unigraph.EntityCountry:  "[e.country]",
		unigraph.EntityKind:     "[split(e.id, ':')[0]]",
		unigraph.EntityAlliance: "COLLECT { MATCH (e)-[:MEMBER_OF {modality: 'done'}]->(k:Entity) RETURN DISTINCT k.id }",
	}
	agreementKeys = map[unigraph.AgreementKey]string{
		unigraph.AgreementYear:     "[left(coalesce(f.date, ''), 4)]",
		unigraph.AgreementMonth:    "[left(coalesce(f.date, ''), 7)]",
		unigraph.AgreementSort:     "[f.kind]",
		unigraph.AgreementModality: "[f.modality]",
		unigraph.AgreementCountry:  "COLLECT { MATCH (f)<-[:SIGNED]-(k:University) RETURN DISTINCT k.country }",
		unigraph.AgreementAlliance: "COLLECT { MATCH (f)<-[:SIGNED]-(m)-[:MEMBER_OF {modality: 'done'}]->(k) WHERE " + party("m") + " RETURN DISTINCT k.id }",
	}
	relationKeys = map[unigraph.RelationKey]string{
		unigraph.RelationYear:     "[left(coalesce(f.date, ''), 4)]",
		unigraph.RelationMonth:    "[left(coalesce(f.date, ''), 7)]",
		unigraph.RelationSort:     "[f.kind]",
		unigraph.RelationModality: "[f.modality]",
		unigraph.RelationRole:     "[coalesce(f.role, '')]",
		unigraph.SubjectCountry:   "COLLECT { MATCH (k:Entity {id: f.subject}) RETURN k.country }",
		unigraph.ObjectCountry:    "COLLECT { MATCH (k:Entity {id: f.object}) RETURN k.country }",
	}
)

// GroupEntities implements unigraph.Counter.
func (s *Store) GroupEntities(ctx context.Context, fs []unigraph.EntityFilter, by unigraph.EntityKey) ([][]unigraph.Group, error) {
	return countGroups(ctx, s, fs, findEntities, entityKeys[by])
}

// GroupAgreements implements unigraph.Counter.
func (s *Store) GroupAgreements(ctx context.Context, fs []unigraph.AgreementFilter, by unigraph.AgreementKey) ([][]unigraph.Group, error) {
	return countGroups(ctx, s, fs, findAgreements, agreementKeys[by])
}

// GroupRelations implements unigraph.Counter.
func (s *Store) GroupRelations(ctx context.Context, fs []unigraph.RelationFilter, by unigraph.RelationKey) ([][]unigraph.Group, error) {
	return countGroups(ctx, s, fs, findRelations, relationKeys[by])
}

// countGroups counts the rows of each filter by each of their keys.
func countGroups[F unigraph.Filter](ctx context.Context, s *Store, fs []F, find func(F) query, keys string) ([][]unigraph.Group, error) {
	const op = "group"
	if err := check(ctx, s, op, fs, unigraph.Page{}); err != nil {
		return nil, err
	}
	found, err := s.readEach(ctx, op, queries(fs, find), func(q query) statement { return q.group(keys) })
	if err != nil {
		return nil, err
	}
	groups := make([][]unigraph.Group, len(fs))
	for i, records := range found {
		for _, r := range records {
			groups[i] = append(groups[i], unigraph.Group{Key: original[string](field[string](r, "key")), Count: int(field[int64](r, "n"))})
		}
		slices.SortFunc(groups[i], func(a, b unigraph.Group) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Key, b.Key))
		})
	}
	return groups, nil
}

func (q query) group(keys string) statement {
	return statement{q.source.bind(q.x, q.where) + "WITH " + q.x + ", " + keys + ` AS keys
UNWIND CASE WHEN keys = [] THEN [''] ELSE keys END AS key
RETURN key, count(*) AS n`, q.within("", ""), "key, n"}
}

// Matrix implements unigraph.Counter.
func (s *Store) Matrix(ctx context.Context, f unigraph.AgreementFilter, countries ...string) ([]unigraph.MatrixCell, error) {
	const op = "matrix"
	if err := check(ctx, s, op, []unigraph.AgreementFilter{f}, unigraph.Page{}); err != nil {
		return nil, err
	}
	q := matrix(f, countries)
	records, err := s.read(ctx, op, q.cypher, q.params)
	if err != nil {
		return nil, err
	}
	counts := map[unigraph.MatrixCell]int{} // by cells without a count
	for _, r := range records {
		for _, cell := range pairsOf(toTexts[string](field[[]any](r, "countries"))) {
			counts[cell] += int(field[int64](r, "agreements"))
		}
	}
	var cells []unigraph.MatrixCell
	for cell, n := range counts {
		if cell.Agreements = n; cell.Of(countries) {
			cells = append(cells, cell)
		}
	}
	slices.SortFunc(cells, unigraph.MatrixCell.Compare)
	return cells, nil
}

// matrix counts agreements by the countries of their universities: far fewer
// rows than there are pairs of universities.
func matrix(f unigraph.AgreementFilter, countries []string) statement {
	c := newCompiler()
	q := query{params: c.params}
	if len(countries) > 0 {
		q.prefixes = universityPrefix
		q.source = c.from("e", unigraph.EntityFilter{Types: universities, Countries: countries}, "(e)-[:SIGNED]->(f:Agreement)")
	} else {
		q.prefixes = agreementPrefix
		q.source = c.agreements("f", f)
	}
	return statement{cypher: q.source.bind("f", c.agreement("f", f)) + `WITH [(f)<-[:SIGNED]-(u:University) | u.country] AS countries
RETURN countries, count(*) AS agreements`, params: q.within("", "")}
}

// pairsOf gives the cells of an agreement of universities in the countries,
// each once.
func pairsOf(countries []string) (cells []unigraph.MatrixCell) {
	slices.Sort(countries)
	for i, one := range countries {
		for _, other := range countries[i+1:] {
			if cell := (unigraph.MatrixCell{One: one, Other: other}); !slices.Contains(cells, cell) {
				cells = append(cells, cell)
			}
		}
	}
	return cells
}

// Stats implements unigraph.Counter.
func (s *Store) Stats(ctx context.Context) (unigraph.Stats, error) {
	found := unigraph.Stats{Entities: map[unigraph.EntityType]int{}, Relations: map[unigraph.RelationKind]int{}}
	records, err := s.read(ctx, "stats", stats, nil)
	if err != nil {
		return found, err
	}
	r := records[0]
	found.Articles, found.Agreements = int(field[int64](r, "articles")), int(field[int64](r, "agreements"))
	found.Unlinked = int(field[int64](r, "unlinked"))
	for t, n := range field[row](r, "entities") {
		if n != int64(0) {
			found.Entities[unigraph.EntityType(t)] = int(n.(int64))
		}
	}
	for kind, n := range field[row](r, "relations") {
		if n != int64(0) {
			found.Relations[unigraph.RelationKind(kind)] = int(n.(int64))
		}
	}
	return found, nil
}

// Versions implements unigraph.Counter.
func (s *Store) Versions(ctx context.Context) (map[string]int, error) {
	records, err := s.read(ctx, "versions", readVersions, nil)
	versions := map[string]int{}
	for _, r := range records {
		for property, writes := range field[row](r, "counts") {
			if country, is := strings.CutPrefix(property, inCountry); is {
				versions[country] += int(writes.(int64))
			}
		}
	}
	return versions, err
}
