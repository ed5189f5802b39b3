package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
	"unigraph/internal/neo4jtest"
	"unigraph/loader"
	"unigraph/loader/source"
)

// kept keeps what a load would write.
type kept struct {
	unigraph.Store
	groups [][]unigraph.Batch
}

func (k *kept) Upsert(_ context.Context, group ...unigraph.Batch) (unigraph.Changes, error) {
	k.groups = append(k.groups, slices.Clone(group))
	return unigraph.Changes{Added: len(group)}, nil
}

func (k *kept) Articles(context.Context, []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return nil, nil
}

var _ loader.Store = (*kept)(nil)

// warmGroups is how many groups of articles warm a server.
const warmGroups = 4

// neo4j writes what an export says with the store and with the bare driver,
// group by group in turns, so that a busy machine hurts both. The first groups
// are not counted: they warm the server, which has compiled nothing yet.
func (t *table) neo4j(b *testing.B) {
	server := neo4jtest.Open(b)
	groups := saidIn(b, benchExport(b, warmGroups*512+max(1, benchArticles/10), 1))
	s, err := storeFlags{Store: server.URL, Neo4jUsername: server.Username, Neo4jPassword: server.Password}.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	raw := openBare(b, server)
	ours := func(group []unigraph.Batch) {
		if _, err := s.Upsert(b.Context(), group...); err != nil {
			b.Fatal(err)
		}
	}
	bare := func(group []unigraph.Batch) { raw.write(b, group) }
	turn := func(write func([]unigraph.Batch), group []unigraph.Batch, total *time.Duration) {
		start := time.Now()
		write(group)
		*total += time.Since(start)
	}
	var tookOurs, tookBare time.Duration
	articles := 0
	for i, group := range groups {
		if i == warmGroups {
			tookOurs, tookBare, articles = 0, 0, 0
		}
		if i%2 == 0 {
			turn(ours, group, &tookOurs)
			turn(bare, group, &tookBare)
		} else {
			turn(bare, group, &tookBare)
			turn(ours, group, &tookOurs)
		}
		articles += len(group)
	}
	t.add(fmt.Sprintf("B: articles/s into Neo4j, %d articles", articles), "", "%.0f", float64(articles)/tookOurs.Seconds())
	t.add("the same rows with the bare driver", "", "%.0f", float64(articles)/tookBare.Seconds())
	t.add("of the rate of the bare driver", "≥ 0.7", "%.2f", tookBare.Seconds()/tookOurs.Seconds())
	b.ReportMetric(0, "ns/op")
}

// saidIn gives what an export says, as a load would write it.
func saidIn(b *testing.B, export string) [][]unigraph.Batch {
	l, err := gazetteerFlags{}.loader(&source.Files{Paths: []string{export}})
	if err != nil {
		b.Fatal(err)
	}
	k := &kept{}
	l.Store = k
	if _, err := l.Run(b.Context()); err != nil {
		b.Fatal(err)
	}
	return k.groups
}

// A bareDriver writes the rows of articles in the plainest way that gives the
// same graph, with the same indexes, under labels of its own: it trusts that no
// article is there, that nobody else writes, and that no two reports disagree.
type bareDriver struct{ driver.DriverWithContext }

var bareSchema = []string{
	`CONSTRAINT bare_article IF NOT EXISTS FOR (n:BareArticle) REQUIRE n.id IS UNIQUE`,
	`INDEX bare_article_source IF NOT EXISTS FOR (n:BareArticle) ON (n.source, n.id)`,
	`CONSTRAINT bare_entity IF NOT EXISTS FOR (n:BareEntity) REQUIRE n.id IS UNIQUE`,
	`INDEX bare_entity_country IF NOT EXISTS FOR (n:BareEntity) ON (n.country, n.id)`,
	`INDEX bare_entity_linked IF NOT EXISTS FOR (n:BareEntity) ON (n.linked)`,
	`FULLTEXT INDEX bare_entity_names IF NOT EXISTS FOR (n:BareEntity) ON EACH [n.name, n.aliases]`,
	`FULLTEXT INDEX bare_entity_folded IF NOT EXISTS FOR (n:BareEntity) ON EACH [n.folded]`,
	`FULLTEXT INDEX bare_entity_words IF NOT EXISTS FOR (n:BareEntity) ON EACH [n.folded, n.none]`,
	`CONSTRAINT bare_telling IF NOT EXISTS FOR (n:BareTelling) REQUIRE n.id IS UNIQUE`,
	`CONSTRAINT bare_fact IF NOT EXISTS FOR (n:BareFact) REQUIRE n.id IS UNIQUE`,
	`INDEX bare_relation_subject IF NOT EXISTS FOR (n:BareRelation) ON (n.subject, n.id)`,
	`INDEX bare_relation_object IF NOT EXISTS FOR (n:BareRelation) ON (n.object, n.id)`,
}

func openBare(b *testing.B, server neo4jtest.Server) bareDriver {
	d, err := driver.NewDriverWithContext(server.URL, driver.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	raw := bareDriver{d}
	for _, index := range bareSchema {
		raw.run(b, "CREATE "+index)
	}
	raw.run(b, "CALL db.awaitIndexes(300)")
	b.Cleanup(func() {
		for _, index := range bareSchema {
			head, _, _ := strings.Cut(index, " IF NOT")
			raw.run(b, "DROP "+strings.TrimPrefix(head, "FULLTEXT ")+" IF EXISTS")
		}
		_ = d.Close(context.Background()) // nothing is lost with it
	})
	return raw
}

func (raw bareDriver) run(b *testing.B, cypher string) {
	if _, err := driver.ExecuteQuery(context.Background(), raw, cypher, nil, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase("neo4j")); err != nil {
		b.Fatal(err)
	}
}

// write writes a group in one transaction.
func (raw bareDriver) write(b *testing.B, group []unigraph.Batch) {
	rows := rowsOf(group)
	steps := rows.steps()
	session := raw.NewSession(context.Background(), driver.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(context.Background())
	_, err := session.ExecuteWrite(context.Background(), func(tx driver.ManagedTransaction) (any, error) {
		for _, step := range steps {
			result, err := tx.Run(context.Background(), step.cypher, map[string]any{"rows": step.rows})
			if err != nil {
				return nil, err
			}
			if _, err := result.Consume(context.Background()); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

type row = map[string]any

// bareRows are what a group says: each entity, telling and fact once.
type bareRows struct {
	articles, mentions, signed, reports []row
	entities, tellings, facts           map[any]row // by id
	relations                           map[unigraph.RelationKind]map[any]row
}

func rowsOf(group []unigraph.Batch) bareRows {
	rows := bareRows{entities: map[any]row{}, tellings: map[any]row{}, facts: map[any]row{}, relations: map[unigraph.RelationKind]map[any]row{}}
	for _, batch := range group {
		a := batch.Article
		rows.articles = append(rows.articles, row{"id": string(a.ID), "title": a.Title, "url": a.URL, "published": string(a.Published), "source": a.Source,
			"digest": batch.Digest(), "fingerprint": a.Fingerprint, "sketch": string(a.Sketch)})
		for _, e := range batch.Entities {
			rows.entity(a.ID, e)
		}
		for _, f := range batch.Agreements {
			rows.agreement(f)
		}
		for _, f := range batch.Relations {
			rows.relation(f)
		}
	}
	return rows
}

func (rows *bareRows) entity(article unigraph.ArticleID, e unigraph.Entity) {
	body, _ := json.Marshal(e)
	sum := sha256.Sum256(body)
	telling := int64(binary.BigEndian.Uint64(sum[:]))
	var folded []string
	for _, name := range e.Names() {
		folded = append(folded, unigraph.Fold(name))
	}
	properties := row{"name": e.Name, "country": e.Country, "linked": e.Linked, "aliases": e.Aliases, "sameAs": e.SameAs}
	whole := maps.Clone(properties)
	whole["folded"] = folded
	rows.entities[e.ID] = row{"id": string(e.ID), "properties": whole, "label": "Bare" + string(e.ID.Type())}
	rows.tellings[telling] = row{"id": telling, "entity": string(e.ID), "properties": properties}
	rows.mentions = append(rows.mentions, row{"article": string(article), "telling": telling})
}

func (rows *bareRows) agreement(f unigraph.Agreement) {
	id := f.Key() + "/" + string(f.Date)
	rows.facts[id] = row{"id": id, "label": "BareAgreement", "properties": row{"kind": string(f.Kind), "date": string(f.Date), "modality": string(f.Modality), "confidence": f.Confidence}}
	for _, e := range slices.Concat(f.Parties, f.Signatories) {
		rows.signed = append(rows.signed, row{"fact": id, "entity": string(e)})
	}
	rows.report(id, row{"kind": string(f.Kind), "date": string(f.Date)}, f.Evidence)
}

func (rows *bareRows) relation(f unigraph.Relation) {
	id := f.Key()
	if f.Kind == unigraph.Visited {
		id += "/" + string(f.Date)
	}
	properties := row{"subject": string(f.Subject), "object": string(f.Object), "kind": string(f.Kind), "role": f.Role, "date": string(f.Date),
		"modality": string(f.Modality), "confidence": f.Confidence}
	rows.facts[id] = row{"id": id, "label": "BareRelation", "properties": properties}
	if rows.relations[f.Kind] == nil {
		rows.relations[f.Kind] = map[any]row{}
	}
	rows.relations[f.Kind][id] = row{"id": id, "subject": string(f.Subject), "object": string(f.Object),
		"properties": row{"role": f.Role, "date": string(f.Date), "modality": string(f.Modality), "confidence": f.Confidence}}
	rows.report(id, row{"date": string(f.Date), "role": f.Role}, f.Evidence)
}

func (rows *bareRows) report(fact string, claim row, evidence []unigraph.Evidence) {
	for _, e := range evidence {
		report := row{"quote": e.Quote, "start": e.Start, "end": e.End, "rule": e.Rule, "confidence": e.Confidence}
		maps.Copy(report, claim)
		rows.reports = append(rows.reports, row{"fact": fact, "article": string(e.Article), "report": report})
	}
}

// A bareStep writes rows of one kind.
type bareStep struct {
	cypher string
	rows   []row
}

func (rows *bareRows) steps() []bareStep {
	all := func(m map[any]row) []row { return slices.Collect(maps.Values(m)) }
	steps := []bareStep{
		{`UNWIND $rows AS row CREATE (n:BareArticle) SET n = row`, rows.articles},
		{`UNWIND $rows AS row MERGE (n:BareEntity {id: row.id}) ON CREATE SET n += row.properties, n:$(row.label)`, all(rows.entities)},
		{`UNWIND $rows AS row MERGE (t:BareTelling {id: row.id}) ON CREATE SET t += row.properties
			WITH t, row MATCH (e:BareEntity {id: row.entity}) MERGE (e)-[:BARE_TOLD_AS]->(t)`, all(rows.tellings)},
		{`UNWIND $rows AS row MATCH (a:BareArticle {id: row.article}) MATCH (t:BareTelling {id: row.telling}) CREATE (a)-[:BARE_MENTIONS]->(t)`, rows.mentions},
		{`UNWIND $rows AS row MERGE (n:BareFact {id: row.id}) ON CREATE SET n += row.properties, n:$(row.label)`, all(rows.facts)},
		{`UNWIND $rows AS row MATCH (f:BareFact {id: row.fact}) MATCH (e:BareEntity {id: row.entity}) MERGE (e)-[:BARE_SIGNED]->(f)`, rows.signed},
		{`UNWIND $rows AS row MATCH (a:BareArticle {id: row.article}) MATCH (f:BareFact {id: row.fact}) CREATE (a)-[r:BARE_REPORTS]->(f) SET r = row.report`, rows.reports},
	}
	for kind, relations := range rows.relations {
		steps = append(steps, bareStep{`UNWIND $rows AS row MATCH (s:BareEntity {id: row.subject}) MATCH (o:BareEntity {id: row.object})
			MERGE (s)-[r:BARE_` + string(kind) + ` {id: row.id}]->(o) ON CREATE SET r += row.properties`, all(relations)})
	}
	return steps
}
