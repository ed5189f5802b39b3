package storetest

import (
	"context"
	"fmt"
	"testing"

	"unigraph"
)

func testEmpty(t *testing.T, s unigraph.Store) {
	answers(t, "empty store", s, Network{Stats: unigraph.Stats{
		Entities: map[unigraph.EntityType]int{}, Relations: map[unigraph.RelationKind]int{},
	}})
	noneKnown(t, s)
	equal(t, "Upsert of nothing", load(t, s), unigraph.Changes{})
	equal(t, "Remove of nothing", remove(t, s), unigraph.Changes{})
	equal(t, "Remove of an unknown article", remove(t, s, "nowhere"), unigraph.Changes{})
}

// noneKnown asks for things that no article tells of.
func noneKnown(t *testing.T, s unigraph.Reader) {
	t.Helper()
	ctx := context.Background()
	articles, err := s.Articles(ctx, []unigraph.ArticleID{"nowhere", ""})
	wantNone(t, "Articles", len(articles), err)
	entities, err := s.Entities(ctx, []unigraph.EntityID{"university:nowhere", ""})
	wantNone(t, "Entities", len(entities), err)
	evidence, err := s.Evidence(ctx, []unigraph.FactID{"agreement/none", ""})
	wantNone(t, "Evidence", len(evidence), err)

	limit := unigraph.Page{Limit: 5, Total: true}
	es, err := s.FindEntities(ctx, unigraph.EntityFilter{Name: "Nowhere"}, limit)
	wantNone(t, "FindEntities", len(es.Items)+es.Total, err)
	as, err := s.FindAgreements(ctx, unigraph.AgreementFilter{Parties: []unigraph.EntityID{"university:nowhere"}}, limit)
	wantNone(t, "FindAgreements of a party", len(as.Items)+as.Total, err)
	as, err = s.FindAgreements(ctx, unigraph.AgreementFilter{IDs: []unigraph.FactID{"agreement/none"}}, limit)
	wantNone(t, "FindAgreements by id", len(as.Items)+as.Total, err)
	rs, err := s.FindRelations(ctx, unigraph.RelationFilter{Subjects: []unigraph.EntityID{"university:nowhere"}}, limit)
	wantNone(t, "FindRelations", len(rs.Items)+rs.Total, err)
	ps, err := s.FindPartners(ctx, unigraph.PartnersOf("university:nowhere"), limit)
	wantNone(t, "FindPartners of a university", len(ps.Items)+ps.Total, err)
	ps, err = s.FindPartners(ctx, unigraph.PartnersIn("AQ"), limit)
	wantNone(t, "FindPartners of a country", len(ps.Items)+ps.Total, err)
	cs, err := s.PartnersByCountry(ctx, unigraph.PartnersOf("university:nowhere"))
	wantNone(t, "PartnersByCountry", len(cs), err)
}

func wantNone(t *testing.T, what string, n int, err error) {
	t.Helper()
	if n != 0 || err != nil {
		t.Errorf("%s of unknown = %d rows, %v, want none, nil", what, n, err)
	}
}

func testReadBack(t *testing.T, s unigraph.Store) {
	ctx := context.Background()
	b := news("a1",
		signed("2018-11-14", dut, xnu).by(xue, gao).kind(unigraph.Framework).quoting("DUT and XNU signed.", 120),
		signed("2019", dut, polimi).modality(unigraph.Planned).confidence(0.25).quoting("They hope to sign.", 300),
		memberOf(dut, uansr).quoting("DUT, a member of UANSR", 7),
		visited("2018-09", xue, xinjiang),
		affiliated(xue, dut, "Vice President"),
		locatedIn(xinjiang, china).modality(unigraph.Denied),
	)
	b.Article = unigraph.Article{ID: "a1", Title: "Signed", URL: "https://example.org/1", Published: "2018-11",
		Source: "news/", Fingerprint: "f1", Sketch: unigraph.NewSketch("kept"), Text: "not kept"}
	equal(t, "Upsert", load(t, s, b), unigraph.Changes{Added: 1})

	articles, err := s.Articles(ctx, []unigraph.ArticleID{"a1", "a2"})
	want := map[unigraph.ArticleID]unigraph.Article{"a1": {ID: "a1", Title: "Signed", URL: "https://example.org/1", Published: "2018-11",
		Source: "news/", Fingerprint: "f1", Sketch: unigraph.NewSketch("kept")}}
	equal(t, "Articles error", err, nil)
	equal(t, "Articles", articles, want)

	got := dump(t, s)
	equal(t, "entities", got.Entities, b.Entities)
	equal(t, "facts", fmt.Sprint(len(got.Agreements), len(got.Relations)), "2 4")
	for _, a := range b.Agreements {
		joined := unigraph.JoinAgreements([]unigraph.Agreement{a})
		equal(t, a.Key(), agreementsWith(got, joined[0].ID), joined)
	}
	for _, r := range b.Relations {
		joined := unigraph.JoinRelations([]unigraph.Relation{r})
		equal(t, r.Key(), relationsWith(got, joined[0].ID), joined)
	}
	found, err := s.FindAgreements(ctx, unigraph.AgreementFilter{}, unigraph.Page{Limit: 5})
	if err != nil || len(found.Items) != 1 || found.Items[0].Evidence != nil {
		t.Errorf("FindAgreements = %+v, %v, want one without evidence: ask Evidence", found, err)
	}
	noneKnown(t, s)
}

func agreementsWith(n Network, id unigraph.FactID) (found []unigraph.Agreement) {
	for _, a := range n.Agreements {
		if a.ID == id {
			found = append(found, a)
		}
	}
	return found
}

func relationsWith(n Network, id unigraph.FactID) (found []unigraph.Relation) {
	for _, r := range n.Relations {
		if r.ID == id {
			found = append(found, r)
		}
	}
	return found
}

// oddTexts have to come back byte by byte from every field that holds text.
var oddTexts = []string{
	"北京大学", "𠮷野大学", "Иркутский государственный университет", "جَامِعَة الملك سعود", "האוניברסיטה העברית",
	"Università di Bologna", "Zu\u0308rich", "Đại học Bách khoa", "İstanbul Üniversitesi", "Xi'an", "O’Higgins",
	`say "hi"`, `back\slash`, `\u0041`, "$name", "{a: 1}", "100% _any_", "a\tb\nc\r\n", "semi; DROP TABLE articles --",
	"`tick`", "\u200fmarks\u200e", "\u00a0space\u00a0", "\U0001F393 cap", "<b>&amp;</b>", "\u2028line",
}

func testOddText(t *testing.T, s unigraph.Store) {
	var batches []unigraph.Batch
	for i, text := range oddTexts {
		e := unlinked(unigraph.University, fmt.Sprintf("%s %d", text, i), "", text+" alias")
		e.SameAs = []string{"https://example.org/" + text}
		b := news(unigraph.ArticleID(text), signed("2020", e, dut).quoting(text, i), affiliated(xue, e, text))
		b.Article.Title, b.Article.URL = text, "https://example.org/"+text
		batches = append(batches, b)
	}
	load(t, s, batches...)
	answers(t, "odd text", s, spec(t, batches...))
}

func testManyIDs(t *testing.T, s unigraph.Store) {
	const n = unigraph.MaxPage + 10
	ctx := context.Background()
	var batches []unigraph.Batch
	var articles []unigraph.ArticleID
	var entities []unigraph.EntityID
	var facts []unigraph.FactID
	for i := range n {
		e := unlinked(unigraph.University, fmt.Sprintf("University %d", i), "")
		b := news(unigraph.ArticleID(fmt.Sprintf("article-%d", i)), signed("2020", dut, e))
		batches = append(batches, b)
		articles = append(articles, b.Article.ID, b.Article.ID, b.Article.ID+"?")
		entities = append(entities, e.ID, dut.ID, e.ID+"?")
		id := unigraph.JoinAgreements(b.Agreements)[0].ID
		facts = append(facts, id, id, id+"?")
	}
	equal(t, "Upsert of many", load(t, s, batches...), unigraph.Changes{Added: n})
	as, err := s.Articles(ctx, articles)
	equal(t, "Articles", fmt.Sprint(len(as), err), fmt.Sprint(n, nil))
	es, err := s.Entities(ctx, entities)
	equal(t, "Entities", fmt.Sprint(len(es), err), fmt.Sprint(n+1, nil))
	ev, err := s.Evidence(ctx, facts)
	equal(t, "Evidence", fmt.Sprint(len(ev), err), fmt.Sprint(n, nil))
	found, err := s.FindAgreements(ctx, unigraph.AgreementFilter{IDs: facts}, unigraph.Page{Limit: unigraph.MaxPage, Total: true})
	equal(t, "FindAgreements", fmt.Sprint(len(found.Items), found.More, found.Total, err), fmt.Sprint(unigraph.MaxPage, true, n, nil))
	equal(t, "Remove of many", remove(t, s, articles...), unigraph.Changes{Removed: n})
	answers(t, "after Remove", s, spec(t))
}
