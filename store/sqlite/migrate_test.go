package sqlite_test

import (
	"path/filepath"
	"slices"
	"testing"

	"unigraph"
	"unigraph/store/mem"
	"unigraph/store/storetest"
)

// threeReports are two kinds of one agreement, told by one and two articles, a
// membership told alike by two, and a visit.
func threeReports() []unigraph.Batch {
	const lund, osh, league, berg = "university:lund", "university:osh", "alliance:league", "person:anna-berg"
	entities := []unigraph.Entity{{ID: league, Name: "League"}, {ID: berg, Name: "Anna Berg"}, {ID: lund, Name: "Lund"}, {ID: osh, Name: "Osh"}}
	evidence := func(a unigraph.ArticleID) []unigraph.Evidence {
		return []unigraph.Evidence{{Article: a, Quote: "so it was", End: 9, Confidence: 0.9}}
	}
	batch := func(a unigraph.ArticleID, kind unigraph.AgreementKind, relations ...unigraph.Relation) unigraph.Batch {
		b := unigraph.Batch{Article: unigraph.Article{ID: a}, Entities: entities, Agreements: []unigraph.Agreement{{
			Parties: []unigraph.EntityID{lund, osh}, Kind: kind, Date: "2020-05-01", Modality: unigraph.Done, Evidence: evidence(a),
		}}}
		for _, r := range relations {
			r.Modality, r.Evidence = unigraph.Done, evidence(a)
			b.Relations = append(b.Relations, r)
		}
		b.Normalize()
		return b
	}
	member := unigraph.Relation{Kind: unigraph.MemberOf, Subject: lund, Object: league}
	visit := unigraph.Relation{Kind: unigraph.Visited, Subject: berg, Object: osh, Date: "2020-05"}
	return []unigraph.Batch{batch("a1", unigraph.Memorandum, member), batch("a2", unigraph.Letter, member), batch("a3", unigraph.Letter, visit)}
}

// version5 makes the file of threeReports what the release before wrote: facts
// count their claims, groups have ids of their own, and sources are a table.
const version5 = `
	UPDATE agreements SET grp = 7, claims = (SELECT json_group_array(json_object(
		'reports', iif(value ->> '$.agreement.kind' = 'letter', 2, 1), 'fact', json(value))) FROM json_each(claims));
	UPDATE relations SET grp = 8, claims = '[{"reports":2,"fact":{"relation":{"kind":"MEMBER_OF","subject":"university:lund","object":"alliance:league",' ||
		'"modality":"done","confidence":0.9}}}]' WHERE kind = 'MEMBER_OF';
	UPDATE relations SET grp = 9 WHERE kind = 'VISITED';
	DROP TABLE sources;
	CREATE TABLE sources (grp INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (grp, article)) STRICT, WITHOUT ROWID;
	INSERT INTO sources (grp, article) VALUES (7, 1), (7, 2), (7, 3), (8, 1), (8, 2), (9, 3);
	PRAGMA user_version = 5`

// TestMigrateSources opens a file of version 5, and wants it to go on as a store
// that was always of this one.
func TestMigrateSources(t *testing.T) {
	path := filepath.Join(t.TempDir(), "unigraph.db")
	oracle, s := mem.Open(), open(t, path)
	for _, b := range threeReports() {
		for _, w := range []unigraph.Writer{s, oracle} {
			if _, err := w.Upsert(t.Context(), b); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Close()
	db := raw(t, path)
	if _, err := db.Exec(version5); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	compare := func() {
		t.Helper()
		if diff := storetest.Diff(dump(t, oracle), dump(t, s)); diff != "" {
			t.Fatalf("the migrated store (-want +got):\n%s", diff)
		}
	}
	compare()
	for _, b := range slices.Backward(threeReports()) {
		for _, w := range []unigraph.Writer{s, oracle} {
			if _, err := w.Remove(t.Context(), b.Article.ID); err != nil {
				t.Fatal(err)
			}
		}
		compare()
	}
	const rows = "SELECT (SELECT count(*) FROM agreements) + (SELECT count(*) FROM relations) + (SELECT count(*) FROM sources)"
	if left := count(t, db, rows); left > 0 {
		t.Errorf("%d rows of facts and sources are left", left)
	}
}
