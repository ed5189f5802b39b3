package main

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader"
)

func TestGoldArticle(t *testing.T) {
	referent := func(t unigraph.EntityType, name, country string, mentions ...string) unigraph.Referent {
		r := unigraph.Referent{Type: t, Name: name, Country: country, Entity: unigraph.Entity{ID: unigraph.NewEntityID(t, name)}}
		for _, m := range mentions {
			r.Mentions = append(r.Mentions, unigraph.Mention{Text: m})
		}
		return r
	}
	because := []unigraph.Evidence{{Quote: "They signed."}, {Quote: "Again."}}
	alias := referent(unigraph.University, "Holm University", "NO", "HU", "our university")
	alias.Name = "HU"
	r := unigraph.Reading{
		Published: "2021-05", Publisher: 4,
		Referents: []unigraph.Referent{
			referent(unigraph.Country, "Norway", "NO"),                                        // 0: not mentioned
			referent(unigraph.University, "Holm University", "NO", "Holm University", "Holm"), // 1
			referent(unigraph.University, "Fjell & Sons College", "", "Fjell & Sons College"), // 2
			referent(unigraph.Person, "Anna Berg", "", "Anna Berg"),                           // 3
			alias, // 4: is 1
			{Type: unigraph.Organization, Name: "Ltd", Mentions: []unigraph.Mention{{Text: "Ltd"}}}, // 5: no entity
			referent(unigraph.Alliance, "Northern Union", "", "Northern Union"),                     // 6
		},
		Agreements: []unigraph.AgreementClaim{
			{Parties: []int{2, 1, 4}, Signatories: []int{3}, Kind: unigraph.Letter, Date: "2021-05-04", Modality: unigraph.Done, Evidence: because},
			{Parties: []int{1, 4}, Kind: unigraph.Letter, Modality: unigraph.Done, Evidence: because},
			{Parties: []int{1, 5}, Kind: unigraph.Letter, Modality: unigraph.Done, Evidence: because},
			{Parties: []int{1, 2}, Kind: unigraph.Memorandum, Modality: unigraph.Planned, Evidence: because},
		},
		Relations: []unigraph.RelationClaim{
			{Kind: unigraph.LocatedIn, Subject: 1, Object: 0, Modality: unigraph.Done, Evidence: because},
			{Kind: unigraph.MemberOf, Subject: 1, Object: 6, Modality: unigraph.Done, Evidence: because},
			{Kind: unigraph.MemberOf, Subject: 2, Object: 6, Modality: unigraph.Ended, Evidence: because},
			{Kind: unigraph.Visited, Subject: 3, Object: 2, Modality: unigraph.Done, Evidence: because},
			{Kind: unigraph.AffiliatedWith, Subject: 3, Object: 4, Role: "rector", Modality: unigraph.Done, Evidence: because},
		},
	}
	got, err := json.MarshalIndent(newGoldArticle(loader.Linked{Article: unigraph.Article{ID: "a.txt"}, Reading: r}), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var gotValue, wantValue any
	if err := json.Unmarshal(got, &gotValue); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{
		"source": "a.txt", "id": "a.txt", "published": "2021-05", "publisher": "e1",
		"entities": [
			{"id": "e1", "type": "University", "name": "Holm University", "mentions": ["Holm University", "Holm", "HU", "our university"], "country": "NO"},
			{"id": "e2", "type": "University", "name": "Fjell & Sons College", "mentions": ["Fjell & Sons College"], "country": null},
			{"id": "e3", "type": "Person", "name": "Anna Berg", "mentions": ["Anna Berg"], "country": null},
			{"id": "e4", "type": "Alliance", "name": "Northern Union", "mentions": ["Northern Union"], "country": null}
		],
		"agreements": [{"parties": ["e2", "e1"], "signatories": ["e3"], "kind": "letter", "date": "2021-05-04", "evidence": "They signed."}],
		"memberships": [{"member": "e1", "alliance": "e4", "evidence": "They signed."}],
		"visits": [{"visitor": "e3", "host": "e2", "date": null, "evidence": "They signed."}],
		"affiliations": [{"person": "e3", "organization": "e1", "role": "rector", "evidence": "They signed."}],
		"other": [
			{"modality": "planned", "agreement": {"parties": ["e1", "e2"], "signatories": [], "kind": "memorandum", "date": null, "evidence": "They signed."}},
			{"modality": "ended", "membership": {"member": "e2", "alliance": "e4", "evidence": "They signed."}}
		]}`), &wantValue); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantValue, gotValue); diff != "" {
		t.Errorf("gold article (-want +got):\n%s", diff)
	}
}
