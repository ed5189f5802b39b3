package export

import (
	"encoding/csv"
	"io"
	"strings"
)

// A Table is comma-separated values with a row of headings, as RFC 4180 has
// them, in UTF-8.
type Table struct{ csv *csv.Writer }

// NewTable begins a table with the headings.
func NewTable(w io.Writer, headings ...string) (*Table, error) {
	t := &Table{csv.NewWriter(w)}
	return t, t.Row(headings...)
}

// Row writes cells of text.
func (t *Table) Row(cells ...string) error {
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = Cell(c)
	}
	return t.csv.Write(safe)
}

// Flush writes what is still held back.
func (t *Table) Flush() error {
	t.csv.Flush()
	return t.csv.Error()
}

// Cell makes a text safe in a spreadsheet, which would take one that begins
// with = + - @, a tab or a line break for a formula: an apostrophe goes before
// it, unless it is a number.
func Cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) && !isNumber(text) {
		return "'" + text
	}
	return text
}

// isNumber reports whether text is a decimal number and nothing else.
func isNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	whole, part, _ := strings.Cut(digits, ".")
	return whole != "" && strings.Trim(whole+part, "0123456789") == ""
}

// List puts several values into one cell.
func List[T ~string](values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return strings.Join(texts, "; ")
}
