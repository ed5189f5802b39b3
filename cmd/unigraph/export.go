package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"unigraph"
	"unigraph/export"
	"unigraph/store/neo4j"
)

type exportCommand struct {
	storeFlags
	Format        string  `default:"csv" enum:"csv,jsonl,graphml,gexf,cypher,neo4j-admin" help:"One of ${enum} (default: ${default})."`
	Modality      string  `default:"done" enum:"done,planned,ended,denied" help:"Facts of this modality: one of ${enum} (default: ${default})."`
	MinConfidence float64 `default:"0.5" placeholder:"0…1" help:"Facts at least this certain (default: ${default})."`
	Dir           string  `arg:"" optional:"" help:"For neo4j-admin: the folder to write to; made if it is missing."`
}

// Help implements kong.HelpProvider.
func (exportCommand) Help() string {
	return `Writes the network to standard output: agreements as csv, for spreadsheets; everything as jsonl, an object a line; as graphml or gexf, for Gephi and networkx; or as cypher, statements for cypher-shell.

With neo4j-admin it writes a folder: the files of which neo4j-admin makes a database, with the labels, relationships and properties that loading into Neo4j would make, facts of any modality and confidence: the fast way to a first database of hundreds of millions of rows. Later loads go on from there. Nothing may be loaded into the store meanwhile.

Examples:

    unigraph export > agreements.csv
    unigraph export --format gexf > network.gexf
    unigraph export --format neo4j-admin import/
    cd import && neo4j-admin database import full @import.args neo4j`
}

// Validate is called by kong.
func (c exportCommand) Validate() error {
	if (c.Format == "neo4j-admin") != (c.Dir != "") {
		return errors.New("a folder is named with --format neo4j-admin, and with no other")
	}
	return nil
}

// Run writes the network in the format asked for, to standard output or into a folder.
func (c exportCommand) Run(ctx context.Context, std streams) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if c.Format == "neo4j-admin" {
		return c.writeImport(ctx, store, std)
	}
	f := unigraph.FactFilter{Modalities: []unigraph.Modality{unigraph.Modality(c.Modality)}, MinConfidence: c.MinConfidence}
	out := bufio.NewWriter(std.out)
	if err := export.Write(ctx, store, f, c.Format, out); err != nil {
		return err
	}
	return out.Flush()
}

func (c exportCommand) writeImport(ctx context.Context, store unigraph.Store, std streams) error {
	if err := neo4j.WriteImport(ctx, store, c.Dir); err != nil {
		return err
	}
	_, err := fmt.Fprintf(std.out, "Wrote %s. To import it: cd %s && neo4j-admin database import full @%s neo4j\n",
		filepath.Join(c.Dir, neo4j.ImportArguments), c.Dir, neo4j.ImportArguments)
	return err
}
