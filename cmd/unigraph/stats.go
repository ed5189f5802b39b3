package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/dustin/go-humanize"

	"unigraph"
)

type statsCommand struct{ storeFlags }

// Run prints what a store holds, a line a sort.
func (c statsCommand) Run(ctx context.Context, std streams) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	stats, err := store.Stats(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(n int, name string) { fmt.Fprintf(w, "%s\t  %s\n", humanize.Comma(int64(n)), name) }
	row(stats.Articles, "articles")
	for _, t := range unigraph.EntityTypes {
		row(stats.Entities[t], plurals[t])
	}
	row(stats.Unlinked, "of these are in no gazetteer")
	row(stats.Agreements, "agreements")
	for _, kind := range unigraph.RelationKinds {
		row(stats.Relations[kind], string(kind))
	}
	return w.Flush()
}

var plurals = map[unigraph.EntityType]string{
	unigraph.University: "universities", unigraph.Alliance: "alliances", unigraph.Organization: "organizations",
	unigraph.Person: "persons", unigraph.Country: "countries", unigraph.Place: "places",
}
