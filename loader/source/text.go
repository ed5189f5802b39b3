package source

import (
	"strings"

	"unigraph"
)

// parseText reads a plain text or Markdown file: all of it is the text, and its
// first line or heading the title.
func parseText(a *unigraph.Article, data []byte, markdown bool) error {
	s, err := decode(data)
	if err != nil {
		return err
	}
	if a.Title = firstLine(s); a.Title == "" {
		return errEmpty
	}
	if markdown {
		a.Title = firstHeading(s, a.Title)
	}
	a.Text = s
	return nil
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
