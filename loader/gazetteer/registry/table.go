package registry

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// A column of a table: its name in the header, and how a record has it.
type column struct {
	name  string
	read  func(*Record, string)
	write func(*Record) string
}

// columns are those of a gazetteer file, in this order. A table of one's own
// has them in any order, and name at least.
var columns = []column{
	text("name", func(r *Record) *string { return &r.Name }),
	{"aliases", readAliases, writeAliases},
	texts("acronyms", func(r *Record) *[]string { return &r.Acronyms }),
	text("country", func(r *Record) *string { return &r.Country }),
	text("region", func(r *Record) *string { return &r.Region }),
	text("city", func(r *Record) *string { return &r.City }),
	text("latitude", func(r *Record) *string { return &r.Latitude }),
	text("longitude", func(r *Record) *string { return &r.Longitude }),
	texts("domains", func(r *Record) *[]string { return &r.Domains }),
	text("ror", func(r *Record) *string { return &r.ROR }),
	text("wikidata", func(r *Record) *string { return &r.Wikidata }),
	texts("types", func(r *Record) *[]string { return &r.Types }),
	text("status", func(r *Record) *string { return &r.Status }),
	texts("parents", func(r *Record) *[]string { return &r.Parents }),
	texts("children", func(r *Record) *[]string { return &r.Children }),
	texts("predecessors", func(r *Record) *[]string { return &r.Predecessors }),
	texts("successors", func(r *Record) *[]string { return &r.Successors }),
}

func text(name string, field func(*Record) *string) column {
	return column{name, func(r *Record, s string) { *field(r) = s }, func(r *Record) string { return *field(r) }}
}

func texts(name string, field func(*Record) *[]string) column {
	return column{name, func(r *Record, s string) { *field(r) = list(s) }, func(r *Record) string { return strings.Join(*field(r), ";") }}
}

// list parts a cell at ";"; the empty cell is the empty list.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}

func readAliases(r *Record, cell string) {
	if cell == "" {
		return
	}
	r.Aliases = make([]Name, 0, 1+strings.Count(cell, ";"))
	for s := range strings.SplitSeq(cell, ";") {
		r.Aliases = append(r.Aliases, parseName(s))
	}
}

func writeAliases(r *Record) string {
	var b strings.Builder
	for i, n := range r.Aliases {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(n.String())
	}
	return b.String()
}

// firstLine tells a gazetteer file, and its version, from any other file.
const firstLine = "# unigraph gazetteer 1\n"

func headerLine() string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return strings.Join(names, "\t") + "\n"
}

// Write writes records as a gazetteer file: a line each, columns parted by
// tabs, lists by ";".
func Write(w io.Writer, records []Record) error {
	out := bufio.NewWriter(w)
	out.WriteString(firstLine + headerLine())
	for i := range records {
		for j, c := range columns {
			if j > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(c.write(&records[i]))
		}
		out.WriteByte('\n')
	}
	return out.Flush() // which gives the first error of all
}

// maxFile is how many bytes of a gazetteer file are read.
const maxFile = 1 << 30

// Open reads a gazetteer file. An error names the file, and the line.
func Open(file string) ([]Record, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("gazetteer: %s: %d bytes, at most %d are read", file, info.Size(), maxFile)
	}
	var all strings.Builder // a string without a copy, of which every text of a record is a part
	all.Grow(int(info.Size()))
	if _, err := io.Copy(&all, io.LimitReader(f, maxFile)); err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	records, err := parse(all.String())
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %s:%w", file, err)
	}
	return records, nil
}

// parse reads the text of a gazetteer file; an error begins with the line.
func parse(text string) ([]Record, error) {
	rows, ok := strings.CutPrefix(text, firstLine+headerLine())
	if !ok {
		return nil, errors.New("1: not a gazetteer of this version; \"unigraph gazetteer import\" makes one")
	}
	records := make([]Record, 0, strings.Count(rows, "\n"))
	for line := range strings.Lines(rows) {
		var r Record
		if err := parseRow(&r, strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("%d: %w", len(records)+3, err)
		}
		records = append(records, r)
	}
	return records, nil
}

func parseRow(r *Record, row string) error {
	for i, c := range columns {
		cell, rest, more := strings.Cut(row, "\t")
		if more != (i < len(columns)-1) {
			return fmt.Errorf("%d columns, want %d", 1+i+strings.Count(row, "\t"), len(columns))
		}
		c.read(r, cell)
		row = rest
	}
	if r.Name == "" {
		return errors.New("no name")
	}
	return nil
}
