package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader/source"
)

var update = flag.Bool("update", false, "write testdata/quality.txt and the answers of docs/queries.md anew")

// TestQuality compares what is read from the sample articles with what a careful
// reader finds in them. The figures are a golden file: a change that moves them
// shows it, and has to say why.
func TestQuality(t *testing.T) {
	gold, read := readGold(t), readSamples(t)
	q := quality{}
	for id, want := range gold {
		got, ok := read[id]
		if !ok {
			t.Errorf("%s: not read", id)
		}
		q.add(want, got)
	}
	const file = "../../testdata/quality.txt"
	if *update {
		if err := os.WriteFile(file, []byte(q.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), q.String()); diff != "" {
		t.Errorf("the figures moved; after you know why, go test ./cmd/unigraph -run Quality -update (-want +got)\n%s", diff)
	}
}

// wantedArticle is an article of testdata/gold.
type wantedArticle struct {
	goldArticle
	Optional *goldArticle `json:"optional"`
}

func readGold(t *testing.T) map[string]wantedArticle {
	t.Helper()
	gold := map[string]wantedArticle{}
	files, err := filepath.Glob("../../testdata/gold/*.json*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold: %v", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for lines := json.NewDecoder(bytes.NewReader(body)); lines.More(); {
			var a wantedArticle
			if err := lines.Decode(&a); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			gold[string(a.ID)] = a
		}
	}
	return gold
}

// readSamples reads examples/articles, by the names of the files or, in a file of
// several, by the ids of the articles.
func readSamples(t *testing.T) map[string]goldArticle {
	t.Helper()
	read := map[string]goldArticle{}
	l, err := gazetteerFlags{}.loader(&source.Files{Paths: []string{"../../examples/articles"}})
	if err != nil {
		t.Fatal(err)
	}
	for linked, err := range l.Readings(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		a := newGoldArticle(linked)
		name := filepath.Base(string(a.ID))
		read[strings.TrimSuffix(name, filepath.Ext(name))] = a
	}
	return read
}

// tally counts findings that are right, wrong, or missed.
type tally struct{ right, wrong, missed int }

func (t tally) String() string {
	share := func(n int) float64 {
		if t.right+n == 0 {
			return 1
		}
		return float64(t.right) / float64(t.right+n)
	}
	p, r := share(t.wrong), share(t.missed)
	f1 := 0.0
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("%5.3f %5.3f %5.3f %6d %6d %6d", p, r, f1, t.right, t.wrong, t.missed)
}

// quality holds a tally by kind of entity or fact.
type quality map[string]tally

var factKinds = []string{"signed", "member_of", "visited", "affiliated", "signatory"}

func (q quality) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %5s %5s %5s %6s %6s %6s\n", "", "P", "R", "F1", "right", "wrong", "missed")
	for _, kind := range append([]string{"University", "Alliance", "Person", "Country", "entities"}, append(factKinds, "core facts", "all facts", "dates", "countries")...) {
		fmt.Fprintf(&b, "%-12s %s\n", kind, q[kind])
	}
	return b.String()
}

func (q quality) count(kinds []string, right, wrong, missed int) {
	for _, kind := range kinds {
		t := q[kind]
		q[kind] = tally{t.right + right, t.wrong + wrong, t.missed + missed}
	}
}

// add counts one article.
func (q quality) add(want wantedArticle, got goldArticle) {
	optional := cmp.Or(want.Optional, &goldArticle{})
	names := q.addEntities(want.Entities, optional.Entities, got.Entities)
	wanted, allowed, found := facts(want.goldArticle, nil), facts(*optional, nil), facts(got, names)
	for _, kind := range factKinds {
		kinds := []string{kind, "all facts"}
		if kind == "signed" || kind == "member_of" || kind == "visited" {
			kinds = append(kinds, "core facts")
		}
		for fact, dates := range found[kind] {
			switch right, ok := wanted[kind][fact]; {
			case ok:
				q.count(kinds, 1, 0, 0)
				if kind == "signed" || kind == "visited" {
					q.judge("dates", slices.ContainsFunc(dates, func(d string) bool { return slices.Contains(right, d) }))
				}
			case allowed[kind][fact] == nil:
				q.count(kinds, 0, 1, 0)
			}
		}
		for fact := range wanted[kind] {
			if _, ok := found[kind][fact]; !ok {
				q.count(kinds, 0, 0, 1)
			}
		}
	}
}

func (q quality) judge(kind string, right bool) {
	if right {
		q.count([]string{kind}, 1, 0, 0)
	} else {
		q.count([]string{kind}, 0, 1, 1)
	}
}

// addEntities counts entities and gives the wanted id of each found one. A found
// entity is a wanted one of its type that has the name of the one among its own.
func (q quality) addEntities(wanted, optional, found []goldEntity) map[string]string {
	ids, taken := map[string]string{}, map[string]bool{}
	for _, e := range found {
		match := func(w goldEntity) bool { return !taken[w.ID] && w.Type == e.Type && sharesName(w, e) }
		n := slices.IndexFunc(wanted, match)
		kinds := []string{e.Type, "entities"}
		switch {
		case n >= 0:
			taken[wanted[n].ID], ids[e.ID] = true, wanted[n].ID
			q.count(kinds, 1, 0, 0)
			if w := wanted[n]; e.Type == "University" && w.Country != nil {
				q.judge("countries", e.Country != nil && *e.Country == *w.Country)
			}
		case slices.ContainsFunc(optional, match):
			ids[e.ID] = optional[slices.IndexFunc(optional, match)].ID
		case e.Type != "Organization" && e.Type != "Place":
			q.count(kinds, 0, 1, 0)
		}
	}
	for _, w := range wanted {
		if !taken[w.ID] && w.Type != "Organization" && w.Type != "Place" {
			q.count([]string{w.Type, "entities"}, 0, 0, 1)
		}
	}
	return ids
}

// sharesName reports whether the main name of one is a name of the other.
func sharesName(a, b goldEntity) bool {
	called := func(e goldEntity, name string) bool {
		return slices.ContainsFunc(append(e.Mentions, e.Name), func(n string) bool { return unigraph.Fold(n) == unigraph.Fold(name) })
	}
	return called(a, b.Name) || called(b, a.Name)
}

// facts gives the facts of an article by kind, each as the ids of whom it is
// about, with its dates. Ids are renamed, where names is not nil.
func facts(a goldArticle, names map[string]string) map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for _, kind := range factKinds {
		all[kind] = map[string][]string{}
	}
	add := func(kind string, date *string, ids ...string) {
		for i, id := range ids {
			if names != nil {
				ids[i] = cmp.Or(names[id], "found "+id)
			}
		}
		if kind == "signed" {
			slices.Sort(ids)
		}
		key := strings.Join(ids, "+")
		all[kind][key] = append(all[kind][key], *cmp.Or(date, new(string)))
	}
	for _, g := range a.Agreements {
		for i, p := range g.Parties {
			for _, o := range g.Parties[i+1:] {
				add("signed", g.Date, p, o)
			}
			for _, s := range g.Signatories {
				add("signatory", nil, s, p)
			}
		}
	}
	for _, m := range a.Memberships {
		add("member_of", nil, m.Member, m.Alliance)
	}
	for _, v := range a.Visits {
		add("visited", v.Date, v.Visitor, v.Host)
	}
	for _, f := range a.Affiliations {
		add("affiliated", nil, f.Person, f.Organization)
	}
	return all
}
