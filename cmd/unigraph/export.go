package main

import (
	"context"
	"fmt"
	"path/filepath"

	"unigraph/store/neo4j"
)

type exportCommand struct {
	storeFlags
	Format string `required:"" enum:"neo4j-admin" help:"One of ${enum}."`
	Dir    string `arg:"" help:"Folder to write to; made if it is missing."`
}

// Help implements kong.HelpProvider.
func (exportCommand) Help() string {
	return `Writes the network as the files of which neo4j-admin makes a database, with the labels, relationships and properties that loading into Neo4j would make: the fast way to a first database of hundreds of millions of rows. Later loads go on from there. Nothing may be loaded into the store meanwhile.

Examples:

    unigraph export --format neo4j-admin import/
    cd import && neo4j-admin database import full @import.args neo4j`
}

func (c exportCommand) Run(ctx context.Context, std streams) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := neo4j.WriteImport(ctx, store, c.Dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Wrote %s. To import it: cd %s && neo4j-admin database import full @%s neo4j\n",
		filepath.Join(c.Dir, neo4j.ImportArguments), c.Dir, neo4j.ImportArguments)
	return err
}
