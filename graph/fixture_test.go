package graph_test

import (
	"context"
	"strings"
	"testing"

	"unigraph"
)

// The network of the tests: real names, invented facts.
var (
	dut = entity("university:dalian-university-of-technology", "Dalian University of Technology", "CN",
		"DUT", "Dalian University of Science and Technology", "大连理工大学")
	xjnu         = entity("university:xinjiang-normal-university", "Xinjiang Normal University", "CN", "XJNU")
	milano       = entity("university:polytechnic-university-of-milan", "Polytechnic University of Milan", "IT", "Politecnico di Milano", "PoliMi")
	pusan        = entity("university:pusan-national-university", "Pusan National University", "KR", "PNU")
	kyoto        = entity("university:kyoto-university", "Kyoto University", "JP", "京都大学")
	moscow       = entity("university:lomonosov-moscow-state-university", "Lomonosov Moscow State University", "RU", "МГУ имени М. В. Ломоносова", "MSU")
	cairo        = entity("university:cairo-university", "Cairo University", "EG", "جامعة القاهرة")
	nust         = entity("university:national-university-of-sciences-and-technology", "National University of Sciences and Technology", "PK", "NUST")
	misis        = entity("university:national-university-of-science-and-technology-misis", "National University of Science and Technology MISIS", "RU", "NUST", "MISIS")
	northeastern = entity("university:northeastern-university", "Northeastern University", "US", "NU")
	neu          = entity("university:northeastern-university-china", "Northeastern University, China", "CN", "NEU", "Northeastern University")
	institute    = unlinked("university:institute-of-northern-studies", "Institute of Northern Studies")

	uansr   = entity("alliance:university-alliance-of-the-silk-road", "University Alliance of the Silk Road", "", "UANSR")
	lge     = entity("organization:lg-electronics", "LG Electronics", "KR", "LGE")
	xue     = unlinked("person:xue-hui", "Xue Hui")
	gao     = unlinked("person:gao-ziwei", "Gao Ziwei")
	song    = unlinked("person:song-yongchen", "Song Yongchen")
	italy   = entity("country:it", "Italy", "IT", "Italia")
	xinjian = entity("place:xinjiang", "Xinjiang", "CN")
)

func entity(id unigraph.EntityID, name, country string, aliases ...string) unigraph.Entity {
	_, slug, _ := strings.Cut(string(id), ":")
	return unigraph.Entity{ID: id, Name: name, Country: country, Aliases: aliases, Linked: true, SameAs: []string{"https://id.example/" + slug}}
}

func unlinked(id unigraph.EntityID, name string) unigraph.Entity {
	return unigraph.Entity{ID: id, Name: name}
}

// An articleOf collects what one article says.
type articleOf struct{ unigraph.Batch }

func article(id unigraph.ArticleID, title string, published unigraph.Date, named ...unigraph.Entity) *articleOf {
	a := unigraph.Article{ID: id, Title: title, Published: published}
	if title != "" {
		a.URL = "https://news.example/" + string(id)
	}
	return &articleOf{unigraph.Batch{Article: a, Entities: named}}
}

func (a *articleOf) evidence(quote string, confidence float64) []unigraph.Evidence {
	start := 100 * (len(a.Agreements) + len(a.Relations))
	return []unigraph.Evidence{{
		Article: a.Article.ID, Quote: quote, Start: start, End: start + len(quote), Confidence: confidence, Rule: "test",
	}}
}

func (a *articleOf) signed(kind unigraph.AgreementKind, date unigraph.Date, m unigraph.Modality, quote string, who ...unigraph.Entity) *articleOf {
	g := unigraph.Agreement{Kind: kind, Date: date, Modality: m, Evidence: a.evidence(quote, 0.9)}
	for _, e := range who {
		if e.ID.Type() == unigraph.Person {
			g.Signatories = append(g.Signatories, e.ID)
		} else {
			g.Parties = append(g.Parties, e.ID)
		}
	}
	a.Agreements = append(a.Agreements, g)
	return a
}

func (a *articleOf) related(kind unigraph.RelationKind, s, o unigraph.Entity, role string, date unigraph.Date, m unigraph.Modality, quote string) *articleOf {
	a.Relations = append(a.Relations, unigraph.Relation{
		Kind: kind, Subject: s.ID, Object: o.ID, Role: role, Date: date, Modality: m, Evidence: a.evidence(quote, 0.7),
	})
	return a
}

func (a *articleOf) batch() unigraph.Batch {
	a.Normalize()
	return a.Batch
}

// fill loads the network of the tests.
func fill(t *testing.T, store unigraph.Writer) {
	t.Helper()
	neu := neu
	neu.SameAs = []string{"https://www.neu.example/en"}
	names := article("a5", "Names", "2020", nust, misis, northeastern, neu, xjnu)
	names.Article.URL = "https://news.neu.example/a5" // told by one side only
	batches := []unigraph.Batch{
		article("a1", "Dalian and Urumqi sign", "2018-11-20", dut, xjnu, xue, gao).
			signed(unigraph.Framework, "2018-11-14", unigraph.Done, "Xue Hui and Gao Ziwei signed a framework agreement.", dut, xjnu, xue, gao).
			related(unigraph.AffiliatedWith, xue, dut, "Vice President", "", unigraph.Done, "Xue Hui, Vice President of DUT.").
			related(unigraph.AffiliatedWith, gao, xjnu, "", "", unigraph.Done, "Gao Ziwei of XJNU.").
			batch(),
		article("a2", "", "", dut, xjnu, song, xinjian).
			signed(unigraph.Framework, "2018", unigraph.Done, "In 2018 DUT signed with XJNU.", dut, xjnu).
			related(unigraph.Visited, song, xinjian, "", "2018-09-28", unigraph.Done, "Song Yongchen visited Xinjiang.").
			related(unigraph.Visited, song, dut, "", "", unigraph.Planned, "Song Yongchen will come home to DUT.").
			batch(),
		article("a3", "A day of signing", "2015-05-25", dut, milano, pusan, lge, kyoto, italy).
			signed(unigraph.Contract, "2015-05-23", unigraph.Done, "DUT, Pusan and LGE signed a contract.", dut, pusan, lge).
			signed(unigraph.Memorandum, "2015-05-23", unigraph.Done, "DUT signed a memorandum with PoliMi.", dut, milano).
			signed(unigraph.PlainAgreement, "2015-06", unigraph.Done, "In June DUT and PoliMi agreed on more.", dut, milano).
			signed(unigraph.Letter, "", unigraph.Planned, "DUT hopes to sign with Kyoto University.", dut, kyoto).
			related(unigraph.Visited, milano, dut, "", "2015-05", unigraph.Done, "A delegation of PoliMi came to DUT.").
			batch(),
		article("a4", "An alliance grows", "2019", uansr, dut, milano, pusan, moscow, institute, cairo).
			related(unigraph.MemberOf, dut, uansr, "", "2015", unigraph.Done, "DUT is a member of UANSR.").
			related(unigraph.MemberOf, milano, uansr, "", "", unigraph.Done, "So is PoliMi.").
			related(unigraph.MemberOf, institute, uansr, "", "", unigraph.Done, "And the Institute of Northern Studies.").
			related(unigraph.MemberOf, pusan, uansr, "", "", unigraph.Ended, "Pusan has left.").
			signed(unigraph.Declaration, "", unigraph.Done, "MSU, Cairo and the institute declared.", moscow, cairo, institute).
			signed(unigraph.OtherKind, "2021-02-03", unigraph.Done, "DUT signed with the institute.", dut, institute).
			batch(),
		names.
			signed(unigraph.Renewal, "2020-01-02", unigraph.Done, "NEU and XJNU renewed.", neu, xjnu).
			batch(),
	}
	for i := range 2 { // a2 is a copy of a1
		batches[i].Article.Sketch = unigraph.NewSketch("Xue Hui and Gao Ziwei signed an agreement in Dalian.")
	}
	if _, err := store.Upsert(context.Background(), batches...); err != nil {
		t.Fatal(err)
	}
}
