package neo4j

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"golang.org/x/sync/errgroup"

	"unigraph"
	"unigraph/internal/neo4jtest"
)

// TestPlans wants every statement to start from an index or an element id, also
// when it is planned while the database is empty: the plan stays in use while
// the first thousands of articles arrive.
func TestPlans(t *testing.T) {
	server := neo4jtest.Open(t)
	s, err := Open(t.Context(), server.URL, Options{Username: server.Username, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	statements := questions()
	if testing.Short() { // planning takes a minute; what is left out is put together from the same parts
		for n, name := range slices.Sorted(maps.Keys(statements)) {
			if n%3 > 0 {
				delete(statements, name)
			}
		}
	}
	for name, cypher := range map[string]string{
		"lock": lock, "countWrite": countWrite, "putArticles": putArticles, "findArticles": findArticles, "deleteArticles": deleteArticles,
		"readMentions": readMentions, "createMentions": createMentions, "deleteMentions": deleteMentions,
		"findTellings": findTellings, "createTellings": createTellings, "deleteUntold": deleteUntold, "readTellings": readTellings,
		"putEntities": putEntities, "deleteEntities": deleteEntities,
		"deleteReports": deleteReports, "readFacts": readFacts, "createAgreements": createAgreements, "putAgreements": putAgreements,
		"createRelations": createRelations, "putRelations": putRelations, "createReports": createReports,
		"moveReports": moveReports, "deleteFacts": deleteFacts,
		"readArticles": readArticles, "articlesFrom": articlesFrom, "readBatches": readBatches, "readEntities": readEntities, "readEvidence": readEvidence, "readVersion": readVersion, "readVersions": readVersions,
	} {
		statements[name] = statement{cypher: cypher, params: row{"rows": []string{}, "ids": []string{}, "source": "", "after": "", "limit": 10}}
	}
	for name, cypher := range map[string]string{"findCandidates": findCandidates, "findFewCandidates": findFewCandidates, "findBeginning": findBeginning} {
		statements[name] = statement{cypher: cypher, params: row{"terms": "+dut*", "ranges": idRanges([]string{"place:"}, "", ""), "limit": 1}}
	}
	var planning errgroup.Group // planning is all that takes time, on the server
	planning.SetLimit(2 * runtime.GOMAXPROCS(0))
	for name, q := range statements {
		planning.Go(func() error {
			result, err := neo4j.ExecuteQuery(t.Context(), s.driver, "EXPLAIN "+q.cypher, q.params, neo4j.EagerResultTransformer, s.queryOptions()...)
			if err != nil {
				t.Errorf("%s: %v\n%s", name, err, q.cypher)
			} else if scan := findScan(result.Summary.Plan()); scan != "" {
				t.Errorf("%s scans: %s\n%s", name, scan, q.cypher)
			}
			return nil
		})
	}
	planning.Wait()
}

// questions are the statements for questions of every shape.
func questions() map[string]statement {
	all := map[string]statement{}
	one := unigraph.EntityFilter{IDs: []unigraph.EntityID{"university:one"}}
	since := unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{Since: "2015", AsOf: "2020", MinConfidence: 0.5}}
	member := unigraph.EntityFilter{MemberOf: &unigraph.RelatedFilter{Entity: one}}
	for name, f := range map[string]unigraph.EntityFilter{
		"": {}, "of types": {Types: []unigraph.EntityType{unigraph.University, unigraph.Alliance}}, "by id": one,
		"named": {Name: "DUT"}, "in countries": {Countries: []string{"CN", "IT"}}, "members": member,
		"signed with one":      {Signed: &unigraph.SignedFilter{AgreementFilter: since, With: &one}},
		"signed with a member": {Countries: []string{"RU"}, Signed: &unigraph.SignedFilter{AgreementFilter: since, With: &member}},
		"signed, no member":    {Signed: &unigraph.SignedFilter{}, Not: &member},
		"both":                 {And: []unigraph.EntityFilter{{Countries: []string{"CN"}}, member}},
	} {
		addPages(all, "entities "+name, findEntities(f))
		addPages(all, "ranked by agreements "+name, findRanked(unigraph.RankFilter{EntityFilter: f, Facts: since.FactFilter}, unigraph.ByAgreements))
		addPages(all, "ranked by partners "+name, findRanked(unigraph.RankFilter{EntityFilter: f}, unigraph.ByPartners))
		addEach(all, "entities by alliance "+name, findEntities(f).group(entityKeys[unigraph.EntityAlliance]))
		addPages(all, "agreements with "+name, findAgreements(unigraph.AgreementFilter{With: []unigraph.EntityFilter{f}}))
		addPages(all, "relations of "+name, findRelations(unigraph.RelationFilter{Subject: &f}))
		addPages(all, "partners of "+name, findPartners(unigraph.PartnerFilter{Of: f}))
		addEach(all, "top partners of "+name, findPartners(unigraph.PartnerFilter{Of: f}).top(10))
		all["ties of "+name] = findTies(unigraph.TieFilter{Of: f, With: f, Once: true, Limit: 10})
		all["partners by country of "+name] = partnersByCountry(unigraph.PartnerFilter{Of: f, AgreementFilter: since})
	}
	all["partners by country of each"] = partnersByCountryOf(unigraph.PartnerFilter{Of: one, Partner: member, AgreementFilter: since})
	all["paths"] = findPaths(unigraph.PathQuery{AgreementFilter: since, From: "university:a", To: "university:b", Longest: 4, Limit: 10})
	for name, f := range map[string]unigraph.AgreementFilter{
		"": {}, "by id": {IDs: []unigraph.FactID{"agreement/x"}}, "of parties": {Parties: []unigraph.EntityID{"university:a", "university:b"}},
		"since": since, "unrenewed": {Unrenewed: true, Not: &since},
	} {
		q := findAgreements(f)
		addPages(all, "agreements "+name, q)
		all["matrix "+name] = matrix(f, nil)
		all["matrix of countries "+name] = matrix(f, []string{"CN", "IT"})
		for key, keys := range agreementKeys {
			addEach(all, "agreements by "+string(key)+" "+name, q.group(keys))
		}
	}
	for name, f := range map[string]unigraph.RelationFilter{
		"": {}, "by id": {IDs: []unigraph.FactID{"visited/x"}}, "of a subject": {Subjects: one.IDs}, "of an object": {Objects: one.IDs},
		"of a kind": {Kinds: []unigraph.RelationKind{unigraph.Visited}}, "to one": {Object: &one}, "followed": {Followed: true},
	} {
		q := findRelations(f)
		addPages(all, "relations "+name, q)
		for key, keys := range relationKeys {
			addEach(all, "relations by "+string(key)+" "+name, q.group(keys))
		}
	}
	return all
}

// addEach adds a statement, and that for several like it.
func addEach(all map[string]statement, name string, st statement) {
	all[name] = st
	st.params = maps.Clone(st.params)
	st.params["index"] = 0
	all[name+", of each"] = together([]statement{st, st})
}

func addPages(all map[string]statement, name string, q query) {
	all["count "+name] = q.count()
	addEach(all, name, q.rows(unigraph.Page{Limit: 10, After: "a", Order: unigraph.Order{Descending: true}}))
	for by := range maps.Keys(q.orders) {
		all[name+" by "+string(by)] = q.rows(unigraph.Page{Limit: 10, Before: unigraph.PositionOf(by, "1", "a"), Order: unigraph.Order{By: by}})
	}
}

// findScan gives an operator below p that reads all there is, or "".
func findScan(p neo4j.Plan) string {
	if strings.Contains(p.Operator(), "Scan") {
		return p.Operator() + " " + p.Arguments()["Details"].(string)
	}
	for _, child := range p.Children() {
		if scan := findScan(child); scan != "" {
			return scan
		}
	}
	return ""
}
