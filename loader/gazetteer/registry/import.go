package registry

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"unigraph/internal/jsonvalue"
)

// A Problem is a record that cannot be kept, and why.
type Problem struct {
	File string
	Line int // where the record begins, from 1
	Err  error
}

func (p *Problem) Error() string { return fmt.Sprintf("%s:%d: %v", p.File, p.Line, p.Err) }

func (p *Problem) Unwrap() error { return p.Err }

// The bounds of an import. A whole dump of ROR has 0.3 GB and 120,000 records.
const (
	maxImport  = 1 << 30 // bytes, unpacked
	maxRecord  = 4 << 20 // bytes
	maxRecords = 2_000_000
)

// Import reads files of records: JSON of ROR, an array or a record a line, or a
// table (CSV, or with tabs) whose header names the columns of a gazetteer file;
// any of them also as gzip, or in a zip. It gives the records of all files in
// the order of a gazetteer file, each once: a later record with the same ROR id
// replaces an earlier one. A bad record is told to bad and costs no other. The
// error says why a file as a whole cannot be read.
func Import(bad func(*Problem), files ...string) ([]Record, error) {
	im := importer{bad: bad, byROR: map[string]int{}}
	for _, file := range files {
		if err := im.file(file); err != nil {
			return nil, fmt.Errorf("gazetteer: %s: %w", file, err)
		}
	}
	slices.SortStableFunc(im.records, compareRecords)
	return im.records, nil
}

type importer struct {
	bad     func(*Problem)
	records []Record
	byROR   map[string]int // index of the record that has it
}

func (im *importer) file(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return plainPathError(err)
	}
	defer f.Close()
	in := bufio.NewReader(f)
	switch magic, _ := in.Peek(4); {
	case string(magic) == "PK\x03\x04":
		info, err := f.Stat()
		if err != nil {
			return err
		}
		return im.zip(file, f, info.Size())
	case len(magic) > 1 && magic[0] == 0x1f && magic[1] == 0x8b:
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return err
		}
		return im.read(file, unpacked)
	}
	return im.read(file, in)
}

// plainPathError leaves out the path, which the caller names.
func plainPathError(err error) error {
	var wrong *os.PathError
	if errors.As(err, &wrong) {
		return wrong.Err
	}
	return err
}

// zip reads the one file of a zip that records may be in. ROR's own holds the
// same records also as CSV, and in version 1: the JSON of version 2 counts.
func (im *importer) zip(file string, at io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return err
	}
	var best *zip.File
	for _, member := range archive.File {
		if rankOfMember(member.Name) > 0 && (best == nil || rankOfMember(member.Name) > rankOfMember(best.Name)) {
			best = member
		}
	}
	if best == nil {
		return errors.New("no .json, .jsonl, .csv or .tsv in the zip")
	}
	in, err := best.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	return im.read(file+"/"+best.Name, in)
}

func rankOfMember(name string) int {
	base := path.Base(name)
	switch ext := path.Ext(base); {
	case strings.HasPrefix(base, "."), strings.HasPrefix(name, "__MACOSX"):
		return 0
	case ext == ".json" && strings.Contains(base, "schema_v2"):
		return 4
	case ext == ".json":
		return 3
	case ext == ".jsonl":
		return 2
	case ext == ".csv", ext == ".tsv":
		return 1
	}
	return 0
}

// read tells the format by the first byte that is no space.
func (im *importer) read(file string, r io.Reader) error {
	limited := &io.LimitedReader{R: r, N: maxImport + 1}
	in := bufio.NewReaderSize(limited, 1<<16)
	head, err := in.Peek(1 << 12)
	if err != nil && err != io.EOF {
		return err
	}
	switch head := strings.TrimLeft(string(head), "\uFEFF \t\r\n"); {
	case head == "":
		return errors.New("empty")
	case head[0] == '[' || head[0] == '{':
		im.json(file, in)
		err = nil
	default:
		err = im.table(file, in)
	}
	if err == nil && limited.N <= 0 {
		err = fmt.Errorf("more than %d bytes", int64(maxImport))
	}
	if err == nil && len(im.records) > maxRecords {
		err = fmt.Errorf("more than %d records", maxRecords)
	}
	return err
}

// full reports whether no more records are read.
func (im *importer) full() bool { return len(im.records) > maxRecords }

// add keeps a record, or tells what is wrong with it.
func (im *importer) add(file string, line int, r Record, err error) {
	if err != nil {
		im.bad(&Problem{file, line, err})
		return
	}
	if r.ROR != "" {
		if i, ok := im.byROR[r.ROR]; ok {
			im.records[i] = r
			return
		}
		im.byROR[r.ROR] = len(im.records)
	}
	im.records = append(im.records, r)
}

// json reads an array of records, or a record a line.
func (im *importer) json(file string, in *bufio.Reader) {
	for v, err := range jsonvalue.All(in, maxRecord) {
		var r Record
		if err == nil {
			r, err = parseROR(v.Data)
		}
		im.add(file, v.Line, r, err)
		if im.full() {
			return
		}
	}
}

// table reads rows under a header, with tabs where the header has them, else
// CSV. Lines that begin with "#" may stand before the header.
func (im *importer) table(file string, in *bufio.Reader) error {
	if mark, _ := in.Peek(3); string(mark) == "\uFEFF" {
		in.Discard(3)
	}
	line := 1
	for head, err := in.Peek(1); err == nil && strings.ContainsRune("#\r\n", rune(head[0])); head, err = in.Peek(1) {
		if _, err := jsonvalue.ReadLine(in, maxRecord); err != nil {
			return err
		}
		line++
	}
	head, _ := in.Peek(1 << 12)
	if head, _, _ := bytes.Cut(head, []byte("\n")); bytes.ContainsRune(head, '\t') {
		return im.rows(file, line, in)
	}
	return im.csv(file, line, in)
}

// rows reads a table with tabs, in which nothing is quoted.
func (im *importer) rows(file string, line int, in *bufio.Reader) error {
	var fields []column
	for ; !im.full(); line++ {
		data, err := jsonvalue.ReadLine(in, maxRecord)
		row := strings.TrimRight(string(data), "\r\n")
		switch {
		case errors.Is(err, jsonvalue.ErrLong):
			im.bad(&Problem{file, line, err})
		case err != nil && err != io.EOF:
			return err
		case fields == nil:
			if fields, err = readHeader(strings.Split(row, "\t")); err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
		case row != "":
			r, err := parseCells(fields, strings.Split(row, "\t"))
			im.add(file, line, r, err)
		}
		if err == io.EOF {
			return nil
		}
	}
	return nil
}

func (im *importer) csv(file string, line int, in io.Reader) error {
	rows := csv.NewReader(in)
	rows.LazyQuotes, rows.FieldsPerRecord, rows.ReuseRecord = true, -1, true
	header, err := rows.Read()
	if err != nil {
		return err
	}
	fields, err := readHeader(header)
	if err != nil {
		return fmt.Errorf("line %d: %w", line, err)
	}
	for !im.full() {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var malformed *csv.ParseError
		switch {
		case errors.As(err, &malformed):
			im.add(file, line+malformed.StartLine-1, Record{}, malformed.Err)
		case err != nil:
			return err
		default:
			at, _ := rows.FieldPos(0)
			r, err := parseCells(fields, cells)
			im.add(file, line+at-1, r, err)
		}
	}
	return nil
}

// readHeader finds the column of each cell. A list may be named in the
// singular: "alias", "domain", "parent".
func readHeader(header []string) ([]column, error) {
	fields := make([]column, len(header))
	for i, cell := range header {
		name := strings.ToLower(strings.TrimSpace(cell))
		for _, c := range columns {
			if name == c.name || c.name == name+"s" || c.name == name+"es" || c.name == strings.TrimSuffix(name, "y")+"ies" {
				fields[i] = c
			}
		}
		if fields[i].name == "" {
			return nil, fmt.Errorf("no column is named %q; columns are %s", clean(cell), strings.Join(strings.Fields(headerLine()), ", "))
		}
	}
	if !slices.ContainsFunc(fields, func(c column) bool { return c.name == "name" }) {
		return nil, errors.New("no column \"name\"")
	}
	return fields, nil
}

func parseCells(fields []column, cells []string) (Record, error) {
	if len(cells) > len(fields) {
		return Record{}, fmt.Errorf("%d cells under %d columns", len(cells), len(fields))
	}
	var r Record
	for i, cell := range cells {
		fields[i].read(&r, strings.Clone(strings.TrimSpace(cell)))
	}
	if r.ROR != "" && !strings.Contains(r.ROR, "/") {
		r.ROR = "https://ror.org/" + r.ROR
	}
	return r, r.tidy()
}
