package neo4j

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"unigraph"
)

// An importTable is one sort of node or relationship: the option of the importer
// with the label or type of all its rows, and the columns, in the importer's
// language. A column named for a property holds that; one without a type is text.
type importTable struct{ name, option, columns string }

var importTables = []importTable{
	{"articles", "--nodes=Article", "id:ID(Article) digest title url published source fingerprint sketch"},
	{"tellings", "--nodes=Telling", ":ID(Telling) id:long name country linked:boolean aliases:string[] sameAs:string[]"},
	{"entities", "--nodes=Entity", "id:ID(Entity) :LABEL name country linked:boolean aliases:string[] sameAs:string[] folded:string[] sorted"},
	{"agreements", "--nodes=Fact:Agreement", "id:ID(Fact) :LABEL kind date modality confidence:double coarse:boolean"},
	{"relations", "--nodes=Fact:Relation", "id:ID(Fact) kind subject object role date modality confidence:double coarse:boolean"},
	{"locks", "--nodes=Lock", ":ID(Lock) stripe:long"},
	{"mentions", "--relationships=MENTIONS", ":START_ID(Article) :END_ID(Telling)"},
	{"told-as", "--relationships=TOLD_AS", ":START_ID(Entity) :END_ID(Telling)"},
	{"signed", "--relationships=SIGNED", ":START_ID(Entity) :END_ID(Fact)"},
	{"reports", "--relationships=REPORTS", ":START_ID(Article) :END_ID(Fact) claim:long kind date signatories:string[] role modality " +
		"confidence:double quote start:long end:long rule"},
	{"related", "--relationships", ":START_ID(Entity) :TYPE :END_ID(Entity) id role date modality confidence:double"},
}

// importArguments are the options for the set, for a command run in its folder.
func importArguments() string {
	var b strings.Builder
	b.WriteString("--multiline-fields=true\n--array-delimiter=U+001F\n--bad-tolerance=0\n")
	for _, t := range importTables {
		fmt.Fprintf(&b, "%s=%s,%s\n", t.option, t.header(), t.data())
	}
	return b.String()
}

func (t importTable) header() string { return t.name + "-header.csv" }

func (t importTable) data() string { return t.name + ".csv" }

// An importFile takes the rows of a table.
type importFile struct {
	file    *os.File
	out     *bufio.Writer
	keys    []string // of a row, for each column
	columns []string
}

func newImportFile(file *os.File, columns []string) *importFile {
	f := &importFile{file: file, out: bufio.NewWriterSize(file, 1<<20), columns: columns}
	for _, c := range columns {
		key := c
		if name, _, _ := strings.Cut(c, ":"); name != "" {
			key = name
		}
		f.keys = append(f.keys, key)
	}
	return f
}

func (f *importFile) close() error {
	if err := f.out.Flush(); err != nil {
		return err
	}
	return f.file.Close()
}

// The array delimiter stands between the elements of a list. The importer knows
// no way to write it in one.
const arrayDelimiter = "\x1f"

// write writes a row. What it lacks stays empty, which the importer tells from
// empty text in quotes.
func (f *importFile) write(r row) error {
	written := 0
	for i, key := range f.keys {
		if i > 0 {
			f.out.WriteByte(',') // the first error stays, and Flush reports it
		}
		if value, ok := r[key]; ok {
			written++
			if err := f.writeValue(value); err != nil {
				return err
			}
		}
	}
	if written < len(r) {
		return fmt.Errorf("%s has no column for all of %v", f.file.Name(), r)
	}
	return f.out.WriteByte('\n')
}

func (f *importFile) writeValue(value any) (err error) {
	switch v := value.(type) {
	case string:
		f.quote(v)
	case []string:
		list := strings.Join(v, arrayDelimiter)
		if list == "" || strings.Count(list, arrayDelimiter) >= len(v) {
			return fmt.Errorf("%w: the importer knows no list such as %q: with a unit separator, or of empty text alone", unigraph.ErrInvalid, v)
		}
		f.quote(list)
	case float64:
		_, err = f.out.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
	default: // integers and truth values
		_, err = fmt.Fprint(f.out, v)
	}
	return err
}

func (f *importFile) quote(s string) {
	f.out.WriteByte('"')
	f.out.WriteString(strings.ReplaceAll(s, `"`, `""`))
	f.out.WriteByte('"')
}
