// Command learn makes the weights of loader/extract from its lessons: passages
// written for it, with the facts that each states. go generate runs it.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"unigraph/loader/extract"
	"unigraph/loader/gazetteer"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: learn LESSONS_DIR WEIGHTS_FILE")
		os.Exit(2)
	}
	if err := learn(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

// learn writes the weights that the lessons of a folder teach.
func learn(dir, to string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return err
	}
	var lessons []lesson
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		more, err := parseLessons(f, string(text))
		if err != nil {
			return err
		}
		lessons = append(lessons, more...)
	}
	examples := map[string]*examples{}
	x := extract.New(gazetteer.Default())
	for _, l := range lessons {
		r, cs, err := x.Candidates(context.Background(), l.article())
		if err != nil {
			return err
		}
		addExamples(examples, l, r, cs)
	}
	return writeWeights(to, examples)
}
