package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		" Central Academy of  Fine Art ":               "Central Academy of Fine Art",
		"Universitatea de Vest \"Vasile Goldi&#351;\"": "Universitatea de Vest \"Vasile Goldiş\"",
		"University of Arts,Science and Technology,":   "University of Arts, Science and Technology",
		"Henan Univeristy":                             "Henan University",
		"Amrita Vidyapeetham ( Deemed University)":     "Amrita Vidyapeetham",
	} {
		if got := cleanName(in); got != want {
			t.Errorf("cleanName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDomain(t *testing.T) {
	for site, want := range map[string]struct {
		host string
		own  bool
	}{
		"http://www.dlut.edu.cn/":               {"dlut.edu.cn", true},
		"http://www2.uni.de/english/index.html": {"uni.de", true},
		"http://www.ac.jp":                      {"ac.jp", true},
		"http://host.com/~college/":             {"host.com", false},
		"http://10.0.0.1/":                      {"", false},
	} {
		if host, own := domain(site); host != want.host || own != want.own {
			t.Errorf("domain(%q) = %q, %v, want %q, %v", site, host, own, want.host, want.own)
		}
	}
}

func TestShareDomains(t *testing.T) {
	rows := []*row{
		{name: "University", domain: "u.edu", ownHost: true},
		{name: "Its Campus", domain: "u.edu"},
		{name: "One", domain: "both.edu", ownHost: true},
		{name: "Other", domain: "both.edu", ownHost: true},
	}
	shareDomains(rows)
	var got []string
	for _, r := range rows {
		got = append(got, r.domain)
	}
	if diff := cmp.Diff([]string{"u.edu", "", "", ""}, got); diff != "" {
		t.Errorf("domains (-want +got):\n%s", diff)
	}
}

func TestAddAliases(t *testing.T) {
	rows := []*row{
		{country: "IT", name: "Politecnico di Torino", domain: "polito.it"},
		{country: "IT", name: "Università di Torino", domain: "unito.it"},
	}
	addAliases(rows, map[string][]string{
		"polito.it": {"Polytechnic University of Torino", "Politecnico di Torino", "Faculty of Architecture of Torino", "Università di Torino", "PoliTO", "Harvard School"},
	})
	if diff := cmp.Diff([]string{"Polytechnic University of Torino"}, rows[0].aliases); diff != "" {
		t.Errorf("aliases (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"PoliTO"}, rows[0].acronyms); diff != "" {
		t.Errorf("acronyms (-want +got):\n%s", diff)
	}
}

func TestAddTranslations(t *testing.T) {
	turin := place{"Turin", "Turin", " turin "}
	torino := place{"Turin", "Torino", " torino "}
	p := places{"IT": {torino, turin}}
	rows := []*row{
		{country: "IT", name: "Università degli Studi di Torino"},
		{country: "DE", name: "Technische Universität Musterstadt"},
		{country: "ES", name: "Universidad de la Mar"},
		{country: "GB", name: "University of York"},
		{country: "FR", name: "Université de Rouen"},
		{country: "FR", name: "Rouen University"},
	}
	addTranslations(rows, p)
	want := [][]string{
		{"Torino University", "Turin University", "University of Torino", "University of Turin", "Università degli Studi di Turin"},
		{"Musterstadt University of Technology", "TU Musterstadt", "Technical University Musterstadt", "Technical University of Musterstadt"},
		nil, nil,
		{"University of Rouen"}, // the other form is another's name
		nil,
	}
	for i, r := range rows {
		if diff := cmp.Diff(want[i], r.aliases); diff != "" {
			t.Errorf("aliases of %s (-want +got):\n%s", r.name, diff)
		}
	}
}
