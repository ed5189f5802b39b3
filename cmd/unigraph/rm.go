package main

import (
	"context"
	"fmt"

	"unigraph"
	"unigraph/loader"
)

type rmCommand struct {
	storeFlags
	Articles []string `arg:"" name:"article" help:"Ids of articles: as their export gives them, else their URL or their path as loaded."`
}

// Help implements kong.HelpProvider.
func (rmCommand) Help() string {
	return `What other articles say too stays. Ids that the store does not know are reported, with exit status 1.

Examples:

    unigraph rm news/2021-05-26.txt
    unigraph rm https://news.example.edu/2021/17.html`
}

// Run removes articles from a store, with what only they supported.
func (c rmCommand) Run(ctx context.Context, std streams) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	ids := make([]unigraph.ArticleID, 0, len(c.Articles))
	for _, id := range c.Articles {
		ids = append(ids, unigraph.ArticleID(id))
	}
	known, err := store.Articles(ctx, ids)
	if err != nil {
		return err
	}
	changes, err := store.Remove(ctx, ids...)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "Removed %s.\n", loader.Plural(changes.Removed, "article"))
	for _, id := range ids {
		if _, ok := known[id]; !ok {
			fmt.Fprintf(std.err, "unigraph: no such article: %s\n", id)
			err = errSome
		}
	}
	return err
}
