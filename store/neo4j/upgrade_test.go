package neo4j

import (
	"testing"

	"unigraph"
	"unigraph/internal/neo4jtest"
)

// TestUpgrade opens a database that lacks what earlier versions did not write.
func TestUpgrade(t *testing.T) {
	server := neo4jtest.Open(t)
	open := func() *Store {
		s, err := Open(t.Context(), server.URL, Options{Username: server.Username, Password: server.Password})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	one := unigraph.Entity{ID: "university:a", Name: "Žilina"}
	other := unigraph.Entity{ID: "university:b", Name: "ASU"}
	b := unigraph.Batch{Article: unigraph.Article{ID: "a1"}, Entities: []unigraph.Entity{one, other}, Agreements: []unigraph.Agreement{{
		Parties: []unigraph.EntityID{one.ID, other.ID}, Kind: unigraph.Memorandum, Modality: unigraph.Done,
		Evidence: []unigraph.Evidence{{Article: "a1", Confidence: unigraph.UsualConfidence}},
	}}}
	b.Normalize()
	if _, err := s.Upsert(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	for _, cypher := range []string{`MATCH (f:Concluded) REMOVE f:Concluded`, `MATCH (e:Entity) REMOVE e.sorted`, `MATCH (l:Lock {stripe: -1}) DELETE l`} {
		if _, err := s.run(t.Context(), cypher, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = open()
	defer s.Close()
	usual := unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{MinConfidence: unigraph.UsualConfidence}}
	if found, err := s.FindAgreements(t.Context(), usual, unigraph.Page{Limit: 2}); err != nil || len(found.Items) != 1 {
		t.Errorf("FindAgreements = %v, %v, want the one that is concluded", found.Items, err)
	}
	found, err := s.FindEntities(t.Context(), unigraph.EntityFilter{}, unigraph.Page{Limit: 1, Order: unigraph.Order{By: unigraph.ByName}})
	if err != nil || len(found.Items) != 1 || found.Items[0].ID != other.ID {
		t.Errorf("the first by name = %v, %v, want ASU before Žilina", found.Items, err)
	}
}
