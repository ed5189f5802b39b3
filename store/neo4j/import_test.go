package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/internal/neo4jtest"
	"unigraph/store/mem"
	"unigraph/store/neo4j"
	"unigraph/store/storetest"
)

// articles give batches that often tell of the same and disagree, and one with
// letters that mean something to a reader of tables or to Neo4j.
func articles(n int) []unigraph.Batch {
	var batches []unigraph.Batch
	for i := range n {
		batches = append(batches, storetest.Batch(unigraph.ArticleID(fmt.Sprintf("a%d", i))).Example(i))
	}
	for i, text := range []string{`"`, `say ""hi"", 'you'`, `back\slash\`, "a\tb\nc\r\nd", "semi; colon, comma | bar", " space ", "𠮷野大学", "\uFF21-full", "\U0001F393"} {
		id := func(t unigraph.EntityType) unigraph.EntityID {
			return unigraph.EntityID(fmt.Sprintf("%s:%s-%d", t, text, i))
		}
		article := unigraph.ArticleID(text)
		evidence := []unigraph.Evidence{{Article: article, Quote: text, Start: i, End: i + len(text), Confidence: 0.1 + 0.2, Rule: text}}
		b := unigraph.Batch{
			Article: unigraph.Article{ID: article, Title: text, URL: text, Published: "2020", Source: text, Fingerprint: text, Sketch: unigraph.NewSketch(text)},
			Entities: []unigraph.Entity{
				{ID: id(unigraph.University), Name: "u" + text, Aliases: []string{"", text, text + ";2"}, SameAs: []string{text}},
				{ID: id(unigraph.Organization), Name: "o" + text, Country: "CN", Linked: true},
				{ID: id(unigraph.Person), Name: "p" + text},
			},
			Agreements: []unigraph.Agreement{{
				Parties:     []unigraph.EntityID{id(unigraph.University), id(unigraph.Organization)},
				Signatories: []unigraph.EntityID{id(unigraph.Person)}, Kind: unigraph.Letter, Modality: unigraph.Done, Evidence: evidence,
			}},
			Relations: []unigraph.Relation{{
				Kind: unigraph.AffiliatedWith, Subject: id(unigraph.Person), Object: id(unigraph.University), Role: text,
				Modality: unigraph.Ended, Evidence: evidence,
			}},
		}
		b.Normalize()
		batches = append(batches, b)
	}
	return batches
}

// TestImport has Neo4j's importer read the set of a network, and wants the very
// graph that loading makes; then both go on alike.
func TestImport(t *testing.T) {
	ctx := t.Context()
	batches := articles(60)
	first := batches[:len(batches)-5]
	origin, server := mem.Open(), neo4jtest.Open(t)
	loaded := connect(t, server)
	for _, s := range []unigraph.Store{origin, loaded} {
		if _, err := s.Upsert(ctx, first...); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	if err := neo4j.WriteImport(ctx, origin, dir); err != nil {
		t.Fatal(err)
	}
	importer := neo4jtest.Import(t, dir, neo4j.ImportArguments)
	imported := connect(t, importer)
	if diff := cmp.Diff(graph(t, server), graph(t, importer)); diff != "" {
		t.Errorf("graph (-loaded +imported):\n%s", diff)
	}
	alike(t, "imported", origin, imported)

	if c, err := imported.Upsert(ctx, first...); err != nil || c.Unchanged != len(first) {
		t.Errorf("Upsert of what was imported = %+v, %v, want all unchanged", c, err)
	}
	changed := storetest.Batch(first[0].Article.ID).Example(1000)
	for _, s := range []unigraph.Store{origin, imported} {
		if _, err := s.Upsert(ctx, append(slices.Clone(batches[len(first):]), changed)...); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Remove(ctx, first[1].Article.ID, first[2].Article.ID, first[len(first)-1].Article.ID); err != nil {
			t.Fatal(err)
		}
	}
	alike(t, "after more was loaded and some removed", origin, imported)
}

func connect(t *testing.T, server neo4jtest.Server) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), server.URL, neo4j.Options{Username: server.Username, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// graph gives all nodes and relationships with all they have, a line each.
// Writers make locks as they need them.
func graph(t *testing.T, server neo4jtest.Server) []string {
	t.Helper()
	d, err := driver.NewDriverWithContext(server.URL, driver.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(t.Context())
	result, err := driver.ExecuteQuery(t.Context(), d, `
		MATCH (n) WHERE NOT n:Lock RETURN labels(n) AS sort, properties(n) AS properties, null AS ends
		UNION ALL
		MATCH (a)-[r]->(b) RETURN [type(r)] AS sort, properties(r) AS properties, [a.id, b.id] AS ends`, nil, driver.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range result.Records {
		sort := fmt.Sprint(r.Values[0])
		if labels := strings.Fields(strings.Trim(sort, "[]")); len(labels) > 0 {
			slices.Sort(labels)
			sort = strings.Join(labels, ":")
		}
		lines = append(lines, fmt.Sprintf("%s %#v %v", sort, r.Values[1], r.Values[2]))
	}
	slices.Sort(lines)
	return lines
}

func alike(t *testing.T, what string, want, got unigraph.Reader) {
	t.Helper()
	w, err := storetest.Dump(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	g, err := storetest.Dump(t.Context(), got)
	if err != nil {
		t.Fatal(err)
	}
	if diff := storetest.Diff(w, g); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestImportSetRefused wants what the importer cannot read to be said, and no
// set to be left that looks whole.
func TestImportSetRefused(t *testing.T) {
	s, dir := mem.Open(), t.TempDir()
	if err := neo4j.WriteImport(t.Context(), s, dir); err != nil {
		t.Fatalf("WriteImport of an empty store: %v", err)
	}
	for _, alias := range []string{"", "unit\x1fseparator"} {
		b := unigraph.Batch{
			Article:  unigraph.Article{ID: "a"},
			Entities: []unigraph.Entity{{ID: "university:u", Name: "U", Aliases: []string{alias}}},
		}
		b.Normalize()
		if _, err := s.Upsert(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		err := neo4j.WriteImport(t.Context(), s, dir)
		if !errors.Is(err, unigraph.ErrInvalid) || !strings.Contains(err.Error(), `article "a"`) {
			t.Errorf("WriteImport of alias %q = %v, want ErrInvalid that names the article", alias, err)
		}
		if _, err := os.Stat(filepath.Join(dir, neo4j.ImportArguments)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v, want none", neo4j.ImportArguments, err)
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := neo4j.WriteImport(cancelled, s, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("WriteImport with a cancelled context = %v", err)
	}
}
