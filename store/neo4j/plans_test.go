package neo4j

import (
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

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
	for name, cypher := range map[string]string{
		"lock": lock, "putArticles": putArticles, "findArticles": findArticles, "deleteArticles": deleteArticles,
		"readMentions": readMentions, "createMentions": createMentions, "deleteMentions": deleteMentions,
		"findTellings": findTellings, "createTellings": createTellings, "deleteUntold": deleteUntold, "readTellings": readTellings,
		"putEntities": putEntities, "deleteEntities": deleteEntities,
		"deleteReports": deleteReports, "readFacts": readFacts, "createAgreements": createAgreements, "putAgreements": putAgreements,
		"createRelations": createRelations, "putRelations": putRelations, "createReports": createReports,
		"moveReports": moveReports, "deleteFacts": deleteFacts,
		"readArticles": readArticles, "articlesFrom": articlesFrom, "readBatches": readBatches, "readEntities": readEntities, "readEvidence": readEvidence,
		"findEntities": findEntities, "countEntities": countEntities, "findEntitiesNamed": findEntitiesNamed, "countEntitiesNamed": countEntitiesNamed,
		"findEntitiesInCountries": findEntitiesInCountries, "countEntitiesInCountries": countEntitiesInCountries,
		"findAgreements": findAgreements, "countAgreements": countAgreements, "findAgreementsByID": findAgreementsByID,
		"countAgreementsByID": countAgreementsByID, "findAgreementsOfParty": findAgreementsOfParty, "countAgreementsOfParty": countAgreementsOfParty,
		"findRelations": findRelations, "countRelations": countRelations, "findRelationsByID": findRelationsByID, "countRelationsByID": countRelationsByID,
		"findRelationsOfSubjects": findRelationsOfSubjects, "countRelationsOfSubjects": countRelationsOfSubjects,
		"findRelationsToObjects": findRelationsToObjects, "countRelationsToObjects": countRelationsToObjects,
		"findPartnersOfUniversity": findPartnersOfUniversity, "countPartnersOfUniversity": countPartnersOfUniversity,
		"partnersOfUniversityByCountry": partnersOfUniversityByCountry, "findPartnersOfCountry": findPartnersOfCountry,
		"countPartnersOfCountry": countPartnersOfCountry, "partnersOfCountryByCountry": partnersOfCountryByCountry,
	} {
		params := map[string]any{}
		for _, p := range []string{"rows", "ids", "ranges", "countries", "subjects", "objects", "parties", "modalities"} {
			params[p] = []string{}
		}
		for _, p := range []string{"after", "name", "party", "university", "country", "since", "until", "source"} {
			params[p] = ""
		}
		params["limit"], params["confidence"] = 10, 0.5
		result, err := neo4j.ExecuteQuery(t.Context(), s.driver, "EXPLAIN "+cypher, params, neo4j.EagerResultTransformer, s.queryOptions()...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if scan := findScan(result.Summary.Plan()); scan != "" {
			t.Errorf("%s scans: %s", name, scan)
		}
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
