package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"unigraph"
)

// press is a small press review in which articles share entities and facts.
func press() []unigraph.Batch {
	return []unigraph.Batch{
		news("a1", signed("2018-11-14", dut, xnu).by(xue, gao), affiliated(xue, dut, "Vice President"), locatedIn(dut, china)),
		news("a2", signed("2018", dut, xnu).kind(unigraph.PlainAgreement), locatedIn(dut, china), locatedIn(xnu, china)),
		news("a3", signed("2015-05-23", dut, pusan, lge), memberOf(dut, uansr), memberOf(polimi, uansr)),
		news("a4", signed("", dut, polimi), signed("2016", polimi, bologna), memberOf(dut, uansr)),
		news("a5", visited("2018-09-28", xue, xinjiang), signed("2021", irkutsk, lost).modality(unigraph.Planned)),
		news("a6", names(bologna, irkutsk)),
	}
}

func testRepeatedLoad(t *testing.T, s unigraph.Store) {
	equal(t, "first load", load(t, s, press()...), unigraph.Changes{Added: 6})
	want := dump(t, s)
	equal(t, "load", want, spec(t, press()...))
	equal(t, "second load", load(t, s, press()...), unigraph.Changes{Unchanged: 6})
	answers(t, "second load", s, want)
	for _, b := range press() {
		b.Article.Text = "no store keeps this"
		equal(t, "load of one", load(t, s, b), unigraph.Changes{Unchanged: 1})
	}
	answers(t, "third load", s, want)
}

func testReorderedLoad(t *testing.T, s unigraph.Store) {
	want := spec(t, press()...)
	backwards := press()
	slices.Reverse(backwards)
	for _, b := range backwards {
		load(t, s, b)
	}
	answers(t, "one by one, backwards", s, want)
	remove(t, s, "a2", "a3", "a1")
	load(t, s, press()[:4]...)
	answers(t, "removed and loaded again", s, want)
}

func testChangedArticle(t *testing.T, s unigraph.Store) {
	alias := dut
	alias.Aliases = []string{"Dagong"}
	load(t, s, press()...)
	first := dump(t, s)
	old := news("a7", names(alias, entity(unigraph.Organization, "Siemens", "DE")), signed("2018-11-14", dut, xnu), memberOf(pusan, uansr))
	load(t, s, old)
	if n := dump(t, s); len(n.Named["Dagong"]) != 1 || len(n.Relations) != len(first.Relations)+1 {
		t.Errorf("added article: names %v, %d relations", n.Named["Dagong"], len(n.Relations))
	}

	corrected := news("a7", names(dut), signed("2018-11-15", dut, xnu))
	equal(t, "Upsert of a changed article", load(t, s, corrected), unigraph.Changes{Changed: 1})
	answers(t, "changed article", s, spec(t, append(press(), corrected)...))
	if n := dump(t, s); len(n.Named["Dagong"]) != 0 || len(n.Agreements) != len(first.Agreements)+1 {
		t.Errorf("changed article: names %v, %d agreements", n.Named["Dagong"], len(n.Agreements))
	}

	corrected.Article.Title, corrected.Article.URL, corrected.Article.Published = "Corrected", "https://example.org", "2019"
	equal(t, "Upsert of a changed title", load(t, s, corrected), unigraph.Changes{Changed: 1})
	answers(t, "changed title", s, spec(t, append(press(), corrected)...))
	articles, err := s.Articles(context.Background(), []unigraph.ArticleID{"a7"})
	equal(t, "Articles error", err, nil)
	equal(t, "Articles", articles["a7"], corrected.Article)

	mixed := append(press(), news("a7"), news("a8", names(gao)))
	equal(t, "Upsert of some changed", load(t, s, mixed...), unigraph.Changes{Added: 1, Changed: 1, Unchanged: 6})
	answers(t, "emptied article", s, spec(t, mixed...))
}

func testRemovedArticle(t *testing.T, s unigraph.Store) {
	load(t, s, press()...)
	equal(t, "Remove", remove(t, s, "a1", "nowhere", "a1"), unigraph.Changes{Removed: 1})
	answers(t, "removed article", s, spec(t, press()[1:]...))
	if n := dump(t, s); slices.Contains(idsOf(n.Entities), gao.ID) || !slices.Contains(idsOf(n.Entities), xue.ID) {
		t.Error("Remove: want entities that no other article names gone, and those only")
	}
	equal(t, "Remove again", remove(t, s, "a1"), unigraph.Changes{})
	equal(t, "Remove of the rest", remove(t, s, "a2", "a3", "a4", "a5", "a6"), unigraph.Changes{Removed: 5})
	answers(t, "all removed", s, spec(t))
	articles, err := s.Articles(context.Background(), []unigraph.ArticleID{"a1", "a6"})
	wantNone(t, "Articles", len(articles), err)
	equal(t, "load after Remove", load(t, s, press()...), unigraph.Changes{Added: 6})
	answers(t, "loaded again", s, spec(t, press()...))
}

func testLastBatchCounts(t *testing.T, s unigraph.Store) {
	first, last := news("a1", signed("2018", dut, xnu), names(gao)), news("a1", signed("2019", dut, pusan))
	equal(t, "Upsert", load(t, s, first, news("a2", names(dut)), last), unigraph.Changes{Added: 2})
	want := spec(t, last, news("a2", names(dut)))
	answers(t, "last of several batches", s, want)
	equal(t, "Upsert again", load(t, s, first, last), unigraph.Changes{Unchanged: 1})
	answers(t, "last of several batches, again", s, want)
}

func testFailedBatch(t *testing.T, s unigraph.Store) {
	load(t, s, press()...)
	want := dump(t, s)
	stranger := news("b2", signed("2020", dut, bologna))
	stranger.Entities = stranger.Entities[:1]
	borrowed := news("b2", memberOf(dut, uansr))
	borrowed.Relations[0].Evidence[0].Article = "a1"
	for name, bad := range map[string]unigraph.Batch{
		"a fact about an entity that is not in the batch": stranger,
		"evidence from another article":                   borrowed,
		"an article without id":                           news(""),
	} {
		changed := news("a1", names(lge))
		c, err := s.Upsert(context.Background(), news("b1", signed("2020", pusan, bologna)), changed, bad, news("b3", names(gao)))
		if !errors.Is(err, unigraph.ErrInvalid) || c != (unigraph.Changes{}) {
			t.Errorf("Upsert with %s = %+v, %v, want ErrInvalid", name, c, err)
		}
		answers(t, "after "+name, s, want)
	}
	articles, err := s.Articles(context.Background(), []unigraph.ArticleID{"b1", "b2", "b3"})
	wantNone(t, "Articles", len(articles), err)
}
