package main

import (
	"context"
	"fmt"

	"unigraph/loader"
	"unigraph/loader/extract"
	"unigraph/loader/gazetteer"
	"unigraph/loader/link"
	"unigraph/loader/source"
)

type loadCommand struct {
	storeFlags
	gazetteerFlags
	Paths []string `arg:"" name:"path" help:"Files and folders; - is standard input."`
}

const inputHelp = `An article is a text (.txt), a Markdown file (.md), a web page (.html) or a line of JSON (.jsonl, .ndjson) with the fields id, url, title, published and text, of which only text is needed. Folders are read with all their folders, without hidden files. Standard input is JSON lines if it begins with a brace, else one text.`

// Help implements kong.HelpProvider.
func (loadCommand) Help() string {
	return inputHelp + `

An article is known by its id, else its URL, else its path as given here. Loading it again changes nothing; a changed article replaces what it said before. What cannot be read is reported, and costs no other article.

Examples:

    unigraph load news/
    unigraph load --store neo4j://db.example.org export.jsonl
    zcat export.jsonl.gz | unigraph load -`
}

func (c loadCommand) Run(ctx context.Context, std streams) error {
	names, err := c.gazetteerFlags.open()
	if err != nil {
		return err
	}
	store, err := c.storeFlags.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	files := source.Files{Paths: c.Paths, Stdin: std.in}
	l := newLoader(files, names)
	l.Writer = store
	progress := newProgress(std.err, files)
	l.Progress = progress.show
	report, err := l.Run(ctx)
	progress.end()
	fmt.Fprint(std.out, report)
	if err == nil && report.Failed > 0 {
		err = errSome
	}
	return err
}

// newLoader puts the steps together that need no store.
func newLoader(from loader.Source, names *gazetteer.Gazetteer) loader.Loader {
	return loader.Loader{Source: from, Extractor: extract.New(names), Linker: link.New(names)}
}
