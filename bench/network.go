package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"unigraph/internal/benchnet"
	"unigraph/internal/neo4jtest"
	"unigraph/store"
)

// articlesAtOnce is how many articles one transaction loads.
const articlesAtOnce = 1000

// The databases that hold the network.
type databases struct {
	sqlite string // its URL
	neo4j  *neo4jtest.Running
}

// load fills both databases, unless an earlier run has, in a folder.
func load(ctx context.Context, folder string, network benchnet.Network) (d databases, err error) {
	d.sqlite = "sqlite:" + filepath.Join(folder, "unigraph.db")
	if err := fill(ctx, filepath.Join(folder, "sqlite.loaded"), d.sqlite, store.Options{}, network); err != nil {
		return d, err
	}
	if d.neo4j, err = neo4jtest.Start(ctx, neo4jtest.Config{Home: filepath.Join(folder, "neo4j")}); err != nil {
		return d, err
	}
	login := store.Options{Username: d.neo4j.Username, Password: d.neo4j.Password}
	if err := fill(ctx, filepath.Join(folder, "neo4j.loaded"), d.neo4j.URL, login, network); err != nil {
		d.neo4j.Stop()
		return d, err
	}
	return d, nil
}

// fill loads the network into a store, unless mark says that it has been.
func fill(ctx context.Context, mark, url string, login store.Options, network benchnet.Network) error {
	loaded := fmt.Sprintf("%+v\n", network)
	if marked, _ := os.ReadFile(mark); string(marked) == loaded {
		return nil
	}
	log.Printf("loading %d agreements into %s", network.Agreements, url)
	s, err := store.Open(ctx, url, login)
	if err != nil {
		return err
	}
	for group := range network.Groups(articlesAtOnce) {
		if _, err := s.Upsert(ctx, group...); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	if err := s.Close(); err != nil {
		return err
	}
	return os.WriteFile(mark, []byte(loaded), 0o644)
}
