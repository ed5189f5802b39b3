package source

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"unigraph"
)

// parseText reads a plain text: its first line is the title.
func parseText(a *unigraph.Article, data []byte) error {
	if err := readText(a, data); err != nil {
		return err
	}
	if a.Title == "" {
		a.Title = firstLine(a.Text)
	}
	return nil
}

// parseMarkdown reads a Markdown file: its first heading is the title.
func parseMarkdown(a *unigraph.Article, data []byte) error {
	if err := readText(a, data); err != nil {
		return err
	}
	if a.Title == "" {
		a.Title = firstHeading(a.Text, firstLine(a.Text))
	}
	return nil
}

// readText reads a text and its front matter.
func readText(a *unigraph.Article, data []byte) error {
	s, err := decode(data)
	if err != nil {
		return err
	}
	front, body := cutFrontMatter(s)
	if err := readFrontMatter(a, front); err != nil {
		return err
	}
	if strings.TrimSpace(body) == "" {
		return errEmpty
	}
	a.Text = body
	return nil
}

// fence parts front matter from the text.
const fence = "---"

// cutFrontMatter parts YAML between two fences from the text after it.
func cutFrontMatter(s string) (front, body string) {
	rest, ok := strings.CutPrefix(s, fence)
	first, rest, found := strings.Cut(rest, "\n")
	if !ok || !found || strings.TrimSpace(first) != "" {
		return "", s
	}
	for line := range strings.Lines(rest) {
		if strings.TrimSpace(line) == fence {
			return front, strings.TrimLeft(rest[len(front)+len(line):], "\r\n")
		}
		front += line
	}
	return "", s
}

// readFrontMatter reads fields of an article in YAML. What is not a set of
// fields was no front matter.
func readFrontMatter(a *unigraph.Article, front string) error {
	if strings.TrimSpace(front) == "" {
		return nil
	}
	var fields map[string]any
	parsed, err := parser.ParseBytes([]byte(front), 0)
	switch {
	case err == nil && hasAlias(parsed):
		return &lineError{1, "malformed front matter: it refers to other parts of itself"} // which may be a bomb
	case err == nil:
		err = yaml.Unmarshal([]byte(front), &fields)
	}
	if err != nil {
		return &lineError{1, fmt.Sprintf("malformed front matter: %s", firstLine(yaml.FormatError(err, false, false)))}
	}
	names := Mapping{}.fields(flatten(fields))
	delete(names, "text")
	names.apply(a)
	return nil
}

// hasAlias tells whether YAML repeats a part of itself by name.
func hasAlias(file *ast.File) bool {
	for _, doc := range file.Docs {
		if len(ast.Filter(ast.AliasType, doc)) > 0 {
			return true
		}
	}
	return false
}

// firstLine is the first line of s that is not blank, trimmed.
func firstLine(s string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(first)
}

// firstHeading is the text of the first "# heading" of s, or fallback.
func firstHeading(s, fallback string) string {
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		marks := len(line) - len(strings.TrimLeft(line, "#"))
		if marks == 0 || marks > 6 || !strings.HasPrefix(line[marks:], " ") {
			continue
		}
		if title := strings.TrimSpace(strings.TrimRight(line[marks:], "# ")); title != "" {
			return title
		}
	}
	return fallback
}
