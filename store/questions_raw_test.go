package store_test

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	_ "modernc.org/sqlite"

	"unigraph"
	"unigraph/internal/benchnet"
	"unigraph/internal/neo4jtest"
)

// openRawSQLite gives the plainest tables of the network, in the file at path.
func openRawSQLite(b *testing.B, path string) raw {
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=journal_mode(wal)&_pragma=synchronous(normal)&_pragma=cache_size(-16384)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	var tables int
	must(b, "raw", db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables))
	if tables == 0 {
		fillRawSQLite(b, db)
	}
	const partners = `SELECT u.country, count(DISTINCT o.university) AS partners, count(DISTINCT o.agreement)
		FROM parties p JOIN parties o ON o.agreement = p.agreement AND o.university <> p.university
		JOIN universities u ON u.id = o.university WHERE p.university IN (SELECT id FROM universities WHERE `
	const byCountry = ` = ?) GROUP BY u.country ORDER BY partners DESC, u.country`
	ask := func(text string) func(ctx context.Context, args ...any) error {
		stmt, err := db.Prepare(text)
		if err != nil {
			b.Fatal(err)
		}
		return func(ctx context.Context, args ...any) error { return readAll(ctx, stmt, args...) }
	}
	of, in := ask(partners+"university"+byCountry), ask(partners+"country"+byCountry)
	matrix := ask(`SELECT x.country, y.country, count(DISTINCT p.agreement)
		FROM parties p JOIN parties o ON o.agreement = p.agreement AND o.university <> p.university
		JOIN universities x ON x.id = p.university JOIN universities y ON y.id = o.university
		WHERE x.country <= y.country GROUP BY 1, 2 ORDER BY 1, 2`)
	return raw{
		partners:   func(ctx context.Context, id unigraph.EntityID) error { return of(ctx, string(id)) },
		partnersIn: func(ctx context.Context, country string) error { return in(ctx, country) },
		matrix:     func(ctx context.Context) error { return matrix(ctx) },
	}
}

func readAll(ctx context.Context, stmt *sql.Stmt, args ...any) error {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells := make([]any, len(columns))
	for i := range cells {
		cells[i] = new(any)
	}
	for rows.Next() {
		if err := rows.Scan(cells...); err != nil {
			return err
		}
	}
	return rows.Err()
}

func fillRawSQLite(b *testing.B, db *sql.DB) {
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	exec := func(text string, args ...any) {
		_, err := tx.Exec(text, args...)
		must(b, "raw", err)
	}
	exec(`CREATE TABLE universities (id INTEGER PRIMARY KEY, university TEXT NOT NULL UNIQUE, name TEXT, country TEXT)`)
	exec(`CREATE TABLE agreements (id INTEGER PRIMARY KEY, kind TEXT, date TEXT)`)
	exec(`CREATE TABLE parties (agreement INTEGER, university INTEGER)`)
	rows := map[unigraph.EntityID]int{}
	for i := range benchnet.Standard.Universities {
		u := benchnet.Standard.University(i)
		rows[u.ID] = i
		exec("INSERT INTO universities VALUES (?, ?, ?, ?)", i, string(u.ID), u.Name, u.Country)
	}
	n := 0
	for batch := range benchnet.Standard.Batches() {
		for _, a := range batch.Agreements {
			n++
			exec("INSERT INTO agreements VALUES (?, ?, ?)", n, string(a.Kind), string(a.Date))
			for _, id := range a.Parties {
				exec("INSERT INTO parties VALUES (?, ?)", n, rows[id])
			}
		}
	}
	exec("CREATE INDEX parties_agreement ON parties (agreement, university)")
	exec("CREATE INDEX parties_university ON parties (university, agreement)")
	exec("CREATE INDEX universities_country ON universities (country)")
	exec("ANALYZE")
	must(b, "raw", tx.Commit())
}

// openRawNeo4j gives the plainest graph of the network, beside that of the store.
func openRawNeo4j(b *testing.B, server neo4jtest.Server) raw {
	d, err := driver.NewDriverWithContext(server.URL, driver.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.Close(context.Background()) }) // nothing is lost with it
	g := rawGraph{d}
	g.fill(b)
	const partners = `-[:SIGNED]->(a:BareAgreement)<-[:SIGNED]-(p:BareUniversity)
		RETURN p.country AS country, count(DISTINCT p) AS partners, count(DISTINCT a) AS agreements ORDER BY partners DESC, country`
	return raw{
		partners: func(ctx context.Context, id unigraph.EntityID) error {
			return g.ask(ctx, `MATCH (:BareUniversity {id: $id})`+partners, map[string]any{"id": string(id)})
		},
		partnersIn: func(ctx context.Context, country string) error {
			return g.ask(ctx, `MATCH (:BareUniversity {country: $country})`+partners, map[string]any{"country": country})
		},
		matrix: func(ctx context.Context) error {
			return g.ask(ctx, `MATCH (x:BareUniversity)-[:SIGNED]->(a:BareAgreement)<-[:SIGNED]-(y:BareUniversity) WHERE x.country <= y.country
				RETURN x.country AS one, y.country AS other, count(DISTINCT a) AS agreements ORDER BY one, other`, nil)
		},
		path: func(ctx context.Context, from, to unigraph.EntityID) error {
			return g.ask(ctx, `MATCH (x:BareUniversity {id: $from}) MATCH (y:BareUniversity {id: $to})
				MATCH p = shortestPath((x)-[:SIGNED*..12]-(y)) RETURN [n IN nodes(p) | n.id] AS ids`,
				map[string]any{"from": string(from), "to": string(to)})
		},
	}
}

type rawGraph struct{ driver.DriverWithContext }

func (g rawGraph) ask(ctx context.Context, cypher string, params map[string]any) error {
	_, err := driver.ExecuteQuery(ctx, g, cypher, params, driver.EagerResultTransformer,
		driver.ExecuteQueryWithDatabase("neo4j"), driver.ExecuteQueryWithReadersRouting())
	return err
}

func (g rawGraph) fill(b *testing.B) {
	run := func(cypher string, rows []map[string]any) *driver.EagerResult {
		result, err := driver.ExecuteQuery(b.Context(), g, cypher, map[string]any{"rows": rows}, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase("neo4j"))
		must(b, "raw", err)
		return result
	}
	if n := run("MATCH (a:BareAgreement) RETURN count(a)", nil).Records[0].Values[0]; n == int64(benchnet.Standard.Agreements) {
		return
	}
	run("CREATE CONSTRAINT bare_university IF NOT EXISTS FOR (u:BareUniversity) REQUIRE u.id IS UNIQUE", nil)
	run("CREATE CONSTRAINT bare_agreement IF NOT EXISTS FOR (a:BareAgreement) REQUIRE a.id IS UNIQUE", nil)
	run("CREATE INDEX bare_country IF NOT EXISTS FOR (u:BareUniversity) ON (u.country)", nil)
	var rows []map[string]any
	for i := range benchnet.Standard.Universities {
		u := benchnet.Standard.University(i)
		rows = append(rows, map[string]any{"id": string(u.ID), "name": u.Name, "country": u.Country})
	}
	run("UNWIND $rows AS row CREATE (u:BareUniversity) SET u = row", rows)
	for group := range benchnet.Standard.Groups(1000) {
		rows = rows[:0]
		for _, batch := range group {
			for _, a := range batch.Agreements {
				rows = append(rows, map[string]any{
					"id": a.Key() + "/" + string(a.Date), "a": string(a.Parties[0]), "b": string(a.Parties[1]), "kind": string(a.Kind), "date": string(a.Date),
				})
			}
		}
		run(`UNWIND $rows AS row MATCH (u:BareUniversity {id: row.a}) MATCH (v:BareUniversity {id: row.b})
CREATE (u)-[:SIGNED]->(a:BareAgreement {id: row.id, kind: row.kind, date: row.date})<-[:SIGNED]-(v)`, slices.Clone(rows))
	}
	run("CALL db.awaitIndexes(300)", nil)
}
