package unigraph_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unigraph"
)

const (
	dut  = unigraph.EntityID("university:dalian-university-of-technology")
	xjnu = unigraph.EntityID("university:xinjiang-normal-university")
	xue  = unigraph.EntityID("person:xue-hui")
	gao  = unigraph.EntityID("person:gao-ziwei")
)

func report(article unigraph.ArticleID, d unigraph.Date, kind unigraph.AgreementKind, signatories ...unigraph.EntityID) unigraph.Agreement {
	return unigraph.Agreement{
		Parties: []unigraph.EntityID{dut, xjnu}, Signatories: signatories, Kind: kind, Date: d, Modality: unigraph.Done,
		Evidence: []unigraph.Evidence{{Article: article, Confidence: 0.8}},
	}
}

func TestJoinAgreements(t *testing.T) {
	const key = "agreement/university:dalian-university-of-technology+university:xinjiang-normal-university"
	tests := []struct {
		name    string
		reports []unigraph.Agreement
		want    []string // id, kind, articles
	}{
		{"equal dates join", []unigraph.Agreement{
			report("a", "2018-11-14", unigraph.PlainAgreement), report("b", "2018-11-14", unigraph.Framework), report("c", "2018-11-14", unigraph.Framework),
		}, []string{key + "/2018-11-14 framework abc"}},
		{"a coarser and a missing date join", []unigraph.Agreement{
			report("a", "", unigraph.Framework), report("b", "2018-11-14", unigraph.Framework), report("c", "2018", unigraph.Framework),
		}, []string{key + "/2018-11-14 framework abc"}},
		{"different days are different agreements", []unigraph.Agreement{
			report("a", "2018-11-14", unigraph.Framework), report("b", "2019-01-02", unigraph.Framework),
		}, []string{key + "/2018-11-14 framework a", key + "/2019-01-02 framework b"}},
		{"a report that fits two joins the latest", []unigraph.Agreement{
			report("a", "2018-11-14", unigraph.Framework), report("b", "2018-12-02", unigraph.Framework), report("c", "2018", unigraph.Letter),
		}, []string{key + "/2018-11-14 framework a", key + "/2018-12-02 framework bc"}},
		{"without any date", []unigraph.Agreement{report("a", "", unigraph.Letter), report("b", "", unigraph.Letter)}, []string{key + " letter ab"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range unigraph.JoinAgreements(tt.reports) {
				line := string(a.ID) + " " + string(a.Kind) + " "
				for _, e := range a.Evidence {
					line += string(e.Article)
				}
				got = append(got, line)
			}
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("JoinAgreements: (-want +got)\n%s", diff)
			}
		})
	}
}

func TestJoinAgreementsKeepsAllSignatories(t *testing.T) {
	joined := unigraph.JoinAgreements([]unigraph.Agreement{report("a", "2018", unigraph.Framework, xue), report("b", "", unigraph.Framework, gao)})
	if want := []unigraph.EntityID{gao, xue}; len(joined) != 1 || !slices.Equal(joined[0].Signatories, want) {
		t.Errorf("signatories of %+v, want %v", joined, want)
	}
}

func TestKeys(t *testing.T) {
	a := report("a", "2018", unigraph.Framework)
	renewal, plan := a, a
	renewal.Kind, plan.Modality = unigraph.Renewal, unigraph.Planned
	many := a
	many.Parties = []unigraph.EntityID{"university:a", "university:b", "university:c", "university:d"}
	for want, got := range map[string]string{
		"agreement/" + string(dut) + "+" + string(xjnu):              a.Key(),
		"agreement/" + string(dut) + "+" + string(xjnu) + "/renewal": renewal.Key(),
		"agreement/" + string(dut) + "+" + string(xjnu) + "/planned": plan.Key(),
		"agreement/university:a+university:b+2-more-1b60ad023749":    many.Key(),
		"affiliated_with/person:xue-hui>" + string(dut) + "/vice-president": unigraph.Relation{
			Kind: unigraph.AffiliatedWith, Subject: xue, Object: dut, Role: "Vice-President", Modality: unigraph.Done}.Key(),
	} {
		if got != want {
			t.Errorf("key %q, want %q", got, want)
		}
	}
}

// reports draws reports of one key.
func reports() *rapid.Generator[[]unigraph.Agreement] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) unigraph.Agreement {
		signatories := rapid.SampledFrom([][]unigraph.EntityID{nil, {xue}, {gao}, {gao, xue}}).Draw(t, "signatories")
		kind := rapid.SampledFrom([]unigraph.AgreementKind{unigraph.Memorandum, unigraph.Framework, unigraph.PlainAgreement}).Draw(t, "kind")
		article := rapid.SampledFrom([]unigraph.ArticleID{"a", "b", "c"}).Draw(t, "article")
		return report(article, date().Draw(t, "date"), kind, signatories...)
	}), 1, 8)
}

func TestJoinDependsOnTheSetAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs := reports().Draw(t, "reports")
		shuffled := rapid.Permutation(rs).Draw(t, "shuffled")
		before := slices.Clone(shuffled)
		want, got := unigraph.JoinAgreements(rs), unigraph.JoinAgreements(shuffled)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("another order, another network: %s", diff)
		}
		if diff := cmp.Diff(before, shuffled); diff != "" {
			t.Errorf("JoinAgreements changed its input: %s", diff)
		}
		ids := map[unigraph.FactID]bool{}
		for _, a := range got {
			if ids[a.ID] {
				t.Errorf("id %s twice", a.ID)
			}
			ids[a.ID] = true
		}
	})
}

func TestMergeEntitiesIsASemilattice(t *testing.T) {
	entity := rapid.Custom(func(t *rapid.T) unigraph.Entity {
		b := unigraph.Batch{Entities: []unigraph.Entity{{
			ID: dut, Name: rapid.SampledFrom([]string{"DUT", "Dalian UT", "Dalian University of Technology"}).Draw(t, "name"),
			Aliases: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"DUT", "大连理工大学", "Dalian UT"}), rapid.ID[string]).Draw(t, "aliases"),
			Country: rapid.SampledFrom([]string{"", "CN", "RU"}).Draw(t, "country"), Linked: rapid.Bool().Draw(t, "linked"),
		}}}
		b.Normalize()
		return b.Entities[0]
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := entity.Draw(t, "a"), entity.Draw(t, "b"), entity.Draw(t, "c")
		merge := unigraph.MergeEntities
		for law, pair := range map[string][2]unigraph.Entity{
			"commutative": {merge(a, b), merge(b, a)},
			"associative": {merge(merge(a, b), c), merge(a, merge(b, c))},
			"idempotent":  {merge(a, a), a},
		} {
			if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
				t.Errorf("MergeEntities is not %s: %s", law, diff)
			}
		}
	})
}

func TestJoinRelations(t *testing.T) {
	visit := func(article unigraph.ArticleID, d unigraph.Date) unigraph.Relation {
		return unigraph.Relation{Kind: unigraph.Visited, Subject: xue, Object: xjnu, Date: d, Modality: unigraph.Done, Evidence: []unigraph.Evidence{{Article: article}}}
	}
	if got := unigraph.JoinRelations([]unigraph.Relation{visit("a", "2018-01"), visit("b", "2019"), visit("c", "2018")}); len(got) != 2 {
		t.Errorf("visits of two years are %d, want 2: %+v", len(got), got)
	}
	member := func(article unigraph.ArticleID, d unigraph.Date) unigraph.Relation {
		r := visit(article, d)
		r.Kind, r.Subject, r.Object = unigraph.MemberOf, dut, "alliance:uansr"
		return r
	}
	got := unigraph.JoinRelations([]unigraph.Relation{member("a", "2015"), member("b", "2016"), member("c", "")})
	if len(got) != 1 || got[0].Date != "2015" || len(got[0].Evidence) != 3 {
		t.Errorf("reports of one membership are %+v, want one since 2015 with three pieces of evidence", got)
	}
}
