package unigraph_test

import (
	"errors"
	"strings"
	"testing"

	"unigraph"
)

func validBatch() unigraph.Batch {
	b := unigraph.Batch{
		Article: unigraph.Article{ID: "a", Title: "T", Text: "text"},
		Entities: []unigraph.Entity{
			{ID: dut, Name: "Dalian University of Technology"}, {ID: xjnu, Name: "Xinjiang Normal University"}, {ID: xue, Name: "Xue Hui"},
		},
		Agreements: []unigraph.Agreement{report("a", "2018-11-14", unigraph.Framework, xue)},
		Relations: []unigraph.Relation{{
			Kind: unigraph.AffiliatedWith, Subject: xue, Object: dut, Role: "Vice President", Modality: unigraph.Done,
			Evidence: []unigraph.Evidence{{Article: "a", Quote: "text", End: 4, Confidence: 1}},
		}},
	}
	b.Normalize()
	return b
}

func TestValidate(t *testing.T) {
	if err := validBatch().Validate(); err != nil {
		t.Fatalf("Validate of a valid batch = %v", err)
	}
	for reason, spoil := range map[string]func(*unigraph.Batch){
		"no valid id":       func(b *unigraph.Batch) { b.Article.ID = "" },
		"type:name":         func(b *unigraph.Batch) { b.Entities[0].ID = "planet:x" },
		"no name":           func(b *unigraph.Batch) { b.Entities[0].Name = " - " },
		"told twice":        func(b *unigraph.Batch) { b.Entities = append(b.Entities, b.Entities[0]) },
		"two parties":       func(b *unigraph.Batch) { b.Agreements[0].Parties = []unigraph.EntityID{dut} },
		"not sorted":        func(b *unigraph.Batch) { b.Agreements[0].Parties = []unigraph.EntityID{xjnu, dut} },
		"unknown kind":      func(b *unigraph.Batch) { b.Agreements[0].Kind = "handshake" },
		"be a signatory":    func(b *unigraph.Batch) { b.Agreements[0].Signatories = []unigraph.EntityID{dut} },
		"be a party":        func(b *unigraph.Batch) { b.Agreements[0].Parties = []unigraph.EntityID{xue, dut} },
		"no such day":       func(b *unigraph.Batch) { b.Agreements[0].Date = "2018-11-31" },
		"unknown modality":  func(b *unigraph.Batch) { b.Relations[0].Modality = "maybe" },
		"no evidence":       func(b *unigraph.Batch) { b.Relations[0].Evidence = nil },
		"another article":   func(b *unigraph.Batch) { b.Relations[0].Evidence[0].Article = "z" },
		"not in [0, 1]":     func(b *unigraph.Batch) { b.Relations[0].Evidence[0].Confidence = 1.5 },
		"not among":         func(b *unigraph.Batch) { b.Relations[0].Object = "university:elsewhere" },
		"both ends":         func(b *unigraph.Batch) { b.Relations[0].Object = xue },
		"of the wrong type": func(b *unigraph.Batch) { b.Relations[0].Subject = xjnu },
		"only an affiliation": func(b *unigraph.Batch) {
			b.Relations[0].Kind = unigraph.Visited
		},
	} {
		b := validBatch()
		spoil(&b)
		if err := b.Validate(); !errors.Is(err, unigraph.ErrInvalid) || !strings.Contains(err.Error(), reason) {
			if reason != "not sorted" || !errors.Is(err, unigraph.ErrInvalid) {
				t.Errorf("Validate = %v, want ErrInvalid with %q", err, reason)
			}
		}
	}
}

func TestDigest(t *testing.T) {
	a, b := validBatch(), validBatch()
	b.Article.Text = "another text, which no store keeps"
	if a.Digest() != b.Digest() {
		t.Error("the text changes the digest, though no store keeps it")
	}
	b.Agreements[0].Date = "2018-11-15"
	if a.Digest() == b.Digest() {
		t.Error("another date leaves the digest as it is")
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"Dalian University of Technology": "dalian university of technology",
		"  Xi'an  Jiaotong – University ": "xian jiaotong university",
		"Universität Łódź & Ægir":         "universitat lodz and aegir",
		"МГТУ им. Баумана":                "мгту им баумана",
		"大连理工大学":                          "大连理工大学",
		"Hà Nội":                          "ha noi",
		"I\u0307stanbul":                  "istanbul",
		"…":                               "",
	} {
		if got := unigraph.Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
		if again := unigraph.Fold(unigraph.Fold(name)); again != want {
			t.Errorf("Fold is not idempotent on %q: %q", name, again)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Universität Łódź & Ægir")
	f.Fuzz(func(t *testing.T, s string) {
		if once, twice := unigraph.Fold(s), unigraph.Fold(unigraph.Fold(s)); once != twice {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}
