package main

import (
	"context"

	"unigraph"
	"unigraph/store"
)

// storeFlags say where the network is kept.
type storeFlags struct {
	Store         string `default:"sqlite:unigraph.db" env:"UNIGRAPH_STORE" placeholder:"URL" help:"Where the network is kept: sqlite:FILE, mem:, bolt://HOST or neo4j://HOST, with +s for TLS (default: ${default})."`
	Neo4jUsername string `name:"neo4j-username" env:"NEO4J_USERNAME" placeholder:"NAME" help:"User of Neo4j."`
	Neo4jPassword string `name:"neo4j-password" env:"NEO4J_PASSWORD" placeholder:"WORD" help:"Password of that user; better given in the environment."`
	Neo4jDatabase string `name:"neo4j-database" env:"NEO4J_DATABASE" placeholder:"NAME" help:"Database of Neo4j; neo4j where none is named."`
}

func (f storeFlags) open(ctx context.Context) (unigraph.Store, error) {
	return store.Open(ctx, f.Store, store.Options{
		Username: f.Neo4jUsername, Password: f.Neo4jPassword, Database: f.Neo4jDatabase,
	})
}
