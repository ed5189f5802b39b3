package main

import (
	"fmt"
	"io"
)

// print writes the tables.
func (f field) print(w io.Writer) {
	fmt.Fprintf(w, "| name and partners by country of a university | req/s, %d connections | p50 | p99 | req/s, one | p50 | server's time a request | its memory |\n", connections)
	fmt.Fprintln(w, "|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, c := range f.partners() {
		cost, memory := "–", "–"
		if c.server != nil {
			cost, memory = ms(c.many.cost()), fmt.Sprintf("%d MiB", c.server.memory())
		}
		fmt.Fprintf(w, "| %s | %.0f | %s | %s | %.0f | %s | %s | %s |\n", c.name, c.many.perSecond(),
			ms(c.many.percentile(50)), ms(c.many.percentile(99)), c.one.perSecond(), ms(c.one.percentile(50)), cost, memory)
	}
	fmt.Fprintf(w, "\n| wanted, with %d connections | at least | measured | |\n|---|--:|--:|---|\n", connections)
	for _, t := range f.targets() {
		met := "met"
		if !t.met() {
			met = "**not met**"
		}
		fmt.Fprintf(w, "| %s | %g | %.*f | %s |\n", t.what, t.bound, t.digits, t.is, met)
	}
	fmt.Fprintf(w, "\n| shape, on SQLite | req/s, %d connections | p50 | p99 | server's time a request | gqlgen, as published |\n|---|--:|--:|--:|--:|--:|\n", connections)
	for i, c := range f.shapes {
		fmt.Fprintf(w, "| %s | %.0f | %s | %s | %s | %.0f |\n", c.name, c.many.perSecond(),
			ms(c.many.percentile(50)), ms(c.many.percentile(99)), ms(c.many.cost()), shapes[i].published)
	}
}

// A target is a bound that is wanted, from below or from above.
type target struct {
	what      string
	is, bound float64
	atMost    bool
	digits    int
}

func (t target) met() bool { return t.is >= t.bound != t.atMost || t.is == t.bound }

// targets are what the service is to reach.
func (f field) targets() []target {
	rate := func(c *contender) float64 { return c.many.perSecond() }
	spread := func(c *contender) float64 {
		return float64(c.many.percentile(99)) / float64(c.many.percentile(50))
	}
	return []target{
		{"on Neo4j: times raw Bolt", rate(f.neo4j) / rate(f.bolt), 0.8, false, 2},
		{"on Neo4j: times @neo4j/graphql", rate(f.neo4j) / rate(f.peer), 3, false, 1},
		{"on SQLite: times @neo4j/graphql", rate(f.sqlite) / rate(f.peer), 10, false, 1},
		{"on Neo4j, answers kept: req/s", rate(f.keptNeo4j), 15_000, false, 0},
		{"on SQLite, answers kept: req/s", rate(f.keptSQLite), 15_000, false, 0},
		{"on SQLite: memory in MiB, at most", float64(f.sqlite.server.memory()), 500, true, 0},
		{"on SQLite, answers kept: memory in MiB, at most", float64(f.keptSQLite.server.memory()), 500, true, 0},
		{"on Neo4j: p99 / p50, at most", spread(f.neo4j), 5, true, 1},
		{"on SQLite: p99 / p50, at most", spread(f.sqlite), 5, true, 1},
		{"on Neo4j, answers kept: p99 / p50, at most", spread(f.keptNeo4j), 5, true, 1},
		{"on SQLite, answers kept: p99 / p50, at most", spread(f.keptSQLite), 5, true, 1},
	}
}
