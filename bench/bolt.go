package main

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
	"unigraph/internal/benchnet"
	"unigraph/internal/neo4jtest"
)

// barest is all of the answer in one statement, with nothing round it.
const barest = `
MATCH (u:Entity:University {id: $id})
RETURN u.name AS name, COLLECT {
  MATCH (u)-[:SIGNED]->(f:Agreement {modality: 'done'})<-[:SIGNED]-(p:University)
  WITH p.country AS country, count(DISTINCT p) AS partners, count(DISTINCT f) AS agreements ORDER BY partners DESC, country
  RETURN [country, partners, agreements]
} AS counts`

// A boltAsker asks the database itself, one round trip a question.
type boltAsker struct {
	session neo4j.SessionWithContext
	network benchnet.Network
	records []*neo4j.Record
}

// rawBolt asks by the Go driver, from this process.
func rawBolt(server neo4jtest.Server, network benchnet.Network) (*contender, error) {
	driver, err := neo4j.NewDriverWithContext(server.URL, neo4j.BasicAuth(server.Username, server.Password, ""))
	if err != nil {
		return nil, err
	}
	return &contender{name: "raw Bolt by the Go driver", connect: func() (asker, error) {
		config := neo4j.SessionConfig{DatabaseName: "neo4j", AccessMode: neo4j.AccessModeRead}
		return &boltAsker{session: driver.NewSession(context.Background(), config), network: network}, nil
	}}, nil
}

func (a *boltAsker) ask(i int) error {
	ctx := context.Background()
	found, err := a.session.Run(ctx, barest, map[string]any{"id": string(a.network.University(i).ID)})
	if err != nil {
		return err
	}
	a.records, err = found.Collect(ctx)
	return err
}

func (a *boltAsker) last() (answer, error) {
	found := answer{name: a.records[0].Values[0].(string)}
	for _, row := range a.records[0].Values[1].([]any) {
		row := row.([]any)
		country, _ := row[0].(string)
		found.counts = append(found.counts, unigraph.CountryCount{
			Country: country, Partners: int(row[1].(int64)), Agreements: int(row[2].(int64)),
		})
	}
	return found, nil
}

func (a *boltAsker) close() { _ = a.session.Close(context.Background()) } // nothing is lost with it
