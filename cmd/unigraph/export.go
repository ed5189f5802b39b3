package main

import (
	"bufio"
	"context"

	"unigraph"
	"unigraph/export"
)

type exportCommand struct {
	storeFlags
	Format        string  `default:"csv" enum:"csv,jsonl,graphml,gexf,cypher" help:"One of ${enum} (default: ${default})."`
	Modality      string  `default:"done" enum:"done,planned,ended,denied" help:"Facts of this modality: one of ${enum} (default: ${default})."`
	MinConfidence float64 `default:"0.5" placeholder:"0…1" help:"Facts at least this certain (default: ${default})."`
}

// Help implements kong.HelpProvider.
func (exportCommand) Help() string {
	return `Writes the network to standard output: agreements as csv, for spreadsheets; everything as jsonl, an object a line; as graphml or gexf, for Gephi and networkx; or as cypher, statements for cypher-shell.

Examples:

    unigraph export > agreements.csv
    unigraph export --format gexf > network.gexf`
}

func (c exportCommand) Run(ctx context.Context, std streams) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	f := unigraph.FactFilter{Modalities: []unigraph.Modality{unigraph.Modality(c.Modality)}, MinConfidence: c.MinConfidence}
	out := bufio.NewWriter(std.out)
	if err := export.Write(ctx, store, f, c.Format, out); err != nil {
		return err
	}
	return out.Flush()
}
