package storetest

import (
	"testing"

	"unigraph"
)

// testJoinAgreements tells events from reports.
func testJoinAgreements(t *testing.T, s unigraph.Store) {
	for _, c := range []struct {
		name   string
		claims []claim // one an article
		want   []string
	}{
		{"equal dates", []claim{signed("2018-11-14", dut, xnu), signed("2018-11-14", xnu, dut)}, []string{"/2018-11-14"}},
		{"coarser and missing dates", []claim{signed("2018", dut, xnu), signed("", dut, xnu), signed("2018-11", dut, xnu)}, []string{"/2018-11"}},
		{"other dates", []claim{signed("2018-11-14", dut, xnu), signed("2018-11-15", dut, xnu)}, []string{"/2018-11-14", "/2018-11-15"}},
		{"other parties", []claim{signed("2018", dut, xnu), signed("2018", dut, xnu, lge)}, []string{"", ""}},
		{"a renewal", []claim{signed("2018", dut, xnu), signed("2018", dut, xnu).kind(unigraph.Renewal)}, []string{"/2018", "/renewal/2018"}},
		{"a plan", []claim{signed("2018", dut, xnu), signed("2018", dut, xnu).modality(unigraph.Planned)}, []string{"/2018", "/planned/2018"}},
		{"no date at all", []claim{signed("", dut, xnu), signed("", dut, xnu)}, []string{""}},
	} {
		batches, ids := oneByOne(c.claims)
		load(t, s, batches...)
		got := dump(t, s)
		if len(got.Agreements) != len(c.want) {
			t.Errorf("%s: %d agreements, want %d", c.name, len(got.Agreements), len(c.want))
		}
		key := unigraph.Agreement{Parties: idsOf([]unigraph.Entity{dut, xnu}), Modality: unigraph.Done}.Key()
		for i, suffix := range c.want {
			if suffix != "" && i < len(got.Agreements) && string(got.Agreements[i].ID) != key+suffix {
				t.Errorf("%s: agreement %d is %s, want %s", c.name, i, got.Agreements[i].ID, key+suffix)
			}
		}
		equal(t, c.name, got, spec(t, batches...))
		remove(t, s, ids...)
	}
	testJoinedAgreement(t, s)
}

// testJoinedAgreement looks at what one event takes from each report.
func testJoinedAgreement(t *testing.T, s unigraph.Store) {
	load(t, s,
		news("a10", signed("2018", dut, xnu).kind(unigraph.PlainAgreement).by(gao).confidence(0.5).quoting("late", 40)),
		news("a2", signed("2018-11-14", dut, xnu).kind(unigraph.PlainAgreement).by(xue).confidence(0.75).quoting("second", 9),
			signed("", dut, xnu).by(xue).confidence(0.25).quoting("first", 3)),
		news("a3", signed("2018-05-01", dut, xnu).by(gao)),
	)
	got := dump(t, s).Agreements
	if len(got) != 2 {
		t.Fatalf("%d agreements, want one of May and one of November", len(got))
	}
	a := got[1]
	equal(t, "date, the most precise", a.Date, "2018-11-14")
	equal(t, "kind, the most reported", a.Kind, unigraph.PlainAgreement)
	equal(t, "signatories of every report", a.Signatories, idsOf([]unigraph.Entity{xue, gao}))
	equal(t, "confidence of the best report", a.Confidence, 0.75)
	var quotes []string
	for _, e := range a.Evidence {
		quotes = append(quotes, e.Quote)
	}
	equal(t, "evidence by article and place; a coarse date joins the latest event", quotes, []string{"late", "first", "second"})

	remove(t, s, "a2")
	got = dump(t, s).Agreements
	equal(t, "the coarse report joins May now", got, unigraph.JoinAgreements([]unigraph.Agreement{
		news("a10", signed("2018", dut, xnu).kind(unigraph.PlainAgreement).by(gao).confidence(0.5).quoting("late", 40)).Agreements[0],
		news("a3", signed("2018-05-01", dut, xnu).by(gao)).Agreements[0],
	}))
}

// testJoinRelations tells visits, which are events, from states.
func testJoinRelations(t *testing.T, s unigraph.Store) {
	for _, c := range []struct {
		name   string
		claims []claim
		want   int
	}{
		{"a state has one relation", []claim{related(unigraph.MemberOf, "2015", dut, uansr), related(unigraph.MemberOf, "2016-01", dut, uansr), memberOf(dut, uansr)}, 1},
		{"one role in two spellings", []claim{affiliated(xue, dut, "Vice President"), affiliated(xue, dut, "vice-president")}, 1},
		{"two roles", []claim{affiliated(xue, dut, "Vice President"), affiliated(xue, dut, "Dean")}, 2},
		{"two visits", []claim{visited("2018-09-28", xue, xinjiang), visited("2019", xue, xinjiang)}, 2},
		{"one visit", []claim{visited("2018-09-28", xue, xinjiang), visited("2018", xue, xinjiang), visited("", xue, xinjiang)}, 1},
		{"direction", []claim{visited("2018", dut, xnu), visited("2018", xnu, dut)}, 2},
		{"modality", []claim{memberOf(dut, uansr), memberOf(dut, uansr).modality(unigraph.Ended)}, 2},
		{"kind", []claim{locatedIn(dut, china), related(unigraph.Visited, "", dut, china)}, 2},
	} {
		batches, ids := oneByOne(c.claims)
		load(t, s, batches...)
		got := dump(t, s)
		if len(got.Relations) != c.want {
			t.Errorf("%s: %d relations, want %d", c.name, len(got.Relations), c.want)
		}
		equal(t, c.name, got, spec(t, batches...))
		remove(t, s, ids...)
	}
}

func testMergeEntities(t *testing.T, s unigraph.Store) {
	id := dut.ID
	tell := func(name, country string, linked bool, aliases ...string) claim {
		e := entity(unigraph.University, name, country, aliases...)
		e.ID, e.Linked = id, linked
		return names(e)
	}
	batches := []unigraph.Batch{
		news("a1", tell("Dalian University of Technology in China", "", false, "Dagong")),
		news("a2", tell("Dalian University of Technology", "CN", true, "DUT")),
		news("a3", tell("Dalian Tech", "JP", false, "DUT", "DLUT")),
	}
	load(t, s, batches...)
	answers(t, "merged tellings", s, spec(t, batches...))
	got := dump(t, s).Entities
	want := unigraph.Entity{ID: id, Name: "Dalian University of Technology", Country: "CN", Linked: true,
		Aliases: []string{"DLUT", "DUT", "Dagong", "Dalian Tech", "Dalian University of Technology in China"}}
	equal(t, "a linked telling names the entity", got, []unigraph.Entity{want})

	remove(t, s, "a2")
	want = unigraph.Entity{ID: id, Name: "Dalian University of Technology in China", Country: "JP",
		Aliases: []string{"DLUT", "DUT", "Dagong", "Dalian Tech"}}
	equal(t, "the longest name names it now", dump(t, s).Entities, []unigraph.Entity{want})
}

// oneByOne makes an article of each claim.
func oneByOne(claims []claim) (batches []unigraph.Batch, ids []unigraph.ArticleID) {
	for i, c := range claims {
		id := unigraph.ArticleID(rune('a' + i))
		batches, ids = append(batches, news(id, c)), append(ids, id)
	}
	return batches, ids
}
