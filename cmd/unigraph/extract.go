package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
)

type extractCommand struct {
	gazetteerFlags
	sourceFlags
}

// Help implements kong.HelpProvider.
func (extractCommand) Help() string {
	return inputHelp + `

Each article becomes one line: its entities with every mention, and the agreements, memberships, visits and affiliations that it states to have happened, each with the sentence that says so. Plans, denials and what has ended stand under "other". Lines come in the order of the articles.

Examples:

    unigraph extract news/2021-05-26.txt
    unigraph extract export.jsonl | jq .agreements`
}

// Run writes what is read in each article, one line of JSON each. Articles that cannot
// be read are told of, and make it fail at the end.
func (c extractCommand) Run(ctx context.Context, std streams) error {
	files, err := c.files(std)
	if err != nil {
		return err
	}
	l, err := c.loader(files)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.out)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	failed := false
	for linked, err := range l.Readings(ctx) {
		if err != nil {
			failed = true
			fmt.Fprintln(std.err, err)
			continue
		}
		if err := lines.Encode(newGoldArticle(linked)); err != nil {
			return fmt.Errorf("extract: %w", err)
		}
		if err := out.Flush(); err != nil {
			return fmt.Errorf("extract: %w", err)
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("extract: interrupted: %w", err)
	}
	if failed {
		return errSome
	}
	return nil
}
