package source

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"unigraph/loader"
)

// mapped is the type of the row of a table, as a JSON object whose fields have
// the names of the parts of an article.
const mapped = "application/x-unigraph-row+json"

// sampleRows is how many rows of a table are looked at before it is read.
const sampleRows = 50

// A tableRow is one row of a table, or why there is none.
type tableRow struct {
	line  int // of its beginning, or its number
	cells []string
	raw   []byte // as read; nil if it was not text
	err   error
}

// rows yields a record for each row of a table.
func (w *walk) rows(in input, rows iter.Seq[tableRow]) {
	next, stop := iter.Pull(rows)
	defer stop()
	var sample []tableRow
	for len(sample) < sampleRows {
		row, ok := next()
		if !ok {
			break
		}
		sample = append(sample, row)
	}
	if len(sample) == 0 {
		w.fail(in.name, 0, errEmpty)
		return
	}
	head := headOf(w.Map, sample)
	for i, row := range sample {
		if (i > 0 || !head.isHeader) && !w.give(head.record(in, row)) {
			return
		}
	}
	for row, ok := next(); ok; row, ok = next() {
		if !w.give(head.record(in, row)) {
			return
		}
	}
}

// A tableHead tells which column of a table holds what.
type tableHead struct {
	columns  map[string]int // by part of an article
	isHeader bool           // the first row names the columns
	width    int            // cells of the first row
}

// headOf finds the columns by their names, else by what is in them.
func headOf(m Mapping, sample []tableRow) tableHead {
	first := sample[0].cells
	h := tableHead{columns: map[string]int{}, width: len(first)}
	for part, name := range m.names(first) {
		if i := slices.Index(first, name); i >= 0 && len(name) < 100 {
			h.columns[part], h.isHeader = i, true
		} else if n, err := strconv.Atoi(name); err == nil && n > 0 {
			h.columns[part] = n - 1
		}
	}
	looks := looksOf(sample[1:], h.width)
	guess(h.columns, looks)
	if text, ok := h.columns["text"]; ok && !h.isHeader && text < len(looks) && text < len(first) {
		h.isHeader = 3*len(first[text]) < looks[text].mean() && !slices.ContainsFunc(first, isValue)
	}
	return h
}

// guess finds the parts of an article that columns has not by what is in the
// columns. Of several that could be the address or the date, none is.
func guess(columns map[string]int, looks []columnLook) {
	claim := func(part string, fits func(columnLook) int, sure bool) {
		if _, known := columns[part]; known {
			return
		}
		best, at := 0, -1
		for i, look := range looks {
			switch n := fits(look); {
			case slices.Contains(slices.Collect(maps.Values(columns)), i):
			case n > best:
				best, at = n, i
			case n == best && sure:
				at = -1
			}
		}
		if at >= 0 {
			columns[part] = at
		}
	}
	claim("url", func(l columnLook) int { return l.all(l.urls - l.pictures) }, true)
	claim("published", func(l columnLook) int { return l.all(l.dates) }, true)
	claim("text", func(l columnLook) int { return l.prose(leastText) }, false)
	claim("title", func(l columnLook) int { return l.prose(leastTitle) }, false)
}

// A column whose cells have fewer bytes than these on average is no text and no
// title.
const (
	leastText  = 40
	leastTitle = 5
)

// A columnLook sums up the cells of a column.
type columnLook struct{ filled, bytes, urls, pictures, dates, numbers int }

func (l columnLook) all(n int) int {
	if n == l.filled {
		return n
	}
	return 0
}

func (l columnLook) mean() int { return l.bytes / max(l.filled, 1) }

// prose is how long what is said in a column is, if that is at least so many
// bytes; 0 if nothing is said there.
func (l columnLook) prose(least int) int {
	if l.all(l.urls)+l.all(l.dates)+l.all(l.numbers) > 0 {
		return 0
	}
	return max(0, l.mean()-least+1)
}

func looksOf(rows []tableRow, width int) []columnLook {
	looks := make([]columnLook, width)
	for _, row := range rows {
		for i, cell := range row.cells[:min(width, len(row.cells))] {
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			looks[i].filled++
			looks[i].bytes += len(cell)
			if isURL(cell) {
				looks[i].urls++
				if picture.MatchString(cell) {
					looks[i].pictures++
				}
			}
			if parseDate(cell) != "" {
				looks[i].dates++
			}
			if _, err := strconv.ParseFloat(cell, 64); err == nil {
				looks[i].numbers++
			}
		}
	}
	return looks
}

// picture is the address of one, which articles share.
var picture = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|webp|avif|svg)(\?|$)`)

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && strings.HasPrefix(u.Scheme, "http")
}

// isValue tells what a column is not called.
func isValue(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil || isURL(s) || parseDate(s) != ""
}

// record makes the record of a row.
func (h tableHead) record(in input, row tableRow) loader.Record {
	r := in.record(row.line, mapped, row.raw)
	if r.Err = row.err; r.Err == nil {
		r.Raw, r.Err = h.object(row)
	}
	return r
}

// object gives a row as a JSON object.
func (h tableHead) object(row tableRow) ([]byte, error) {
	t := told{}
	for part, i := range h.columns {
		t[part] = ""
		if i < len(row.cells) {
			t[part] = row.cells[i]
		}
	}
	raw, err := json.Marshal(t)
	switch _, hasText := h.columns["text"]; {
	case err != nil:
		return raw, err
	case len(row.cells) > h.width:
		return raw, fmt.Errorf("%d cells where the first row has %d", len(row.cells), h.width)
	case !hasText:
		return raw, errors.New("no column looks like a text: say --map text=COLUMN, by name or number")
	}
	return raw, nil
}

// table parts CSV, or whatever is like it, into rows.
func (w *walk) table(in input, r *bufio.Reader) {
	text := bufio.NewReaderSize(decodingReader(r), 64<<10)
	head, _ := text.Peek(32 << 10)
	comma := dialect(head)
	w.rows(in, func(yield func(tableRow) bool) {
		c := rowCutter{in: text, comma: comma, limit: w.maxRecord()}
		for {
			raw, line, err := c.next()
			if err == io.EOF {
				return
			}
			row := tableRow{line: line, raw: raw, err: err}
			switch {
			case err == errLong:
				row.err = w.tooLarge()
			case err == nil:
				row.cells, row.err = cells(raw, comma)
			}
			if err == nil && len(bytes.TrimSpace(raw)) == 0 {
				continue
			}
			if !yield(row) || err != nil && err != errLong && err != errQuote {
				return
			}
		}
	})
}

// cells reads one row.
func cells(raw []byte, comma rune) ([]string, error) {
	text, err := decode(raw)
	if err != nil {
		return nil, err
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = comma, true, -1
	row, err := in.Read()
	if err == io.EOF {
		return nil, nil
	}
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		err = wrong.Err
	}
	return row, err
}

// dialect is what parts the cells of a table: that which parts the most rows of
// its beginning into the same number of cells, above one.
func dialect(head []byte) rune {
	best, comma := 0, ','
	for _, candidate := range []rune{',', ';', '\t', '|'} {
		c := rowCutter{in: bufio.NewReader(bytes.NewReader(head)), comma: candidate, limit: int64(len(head))}
		counts := map[int]int{}
		for range sampleRows {
			raw, _, err := c.next()
			if err != nil {
				break
			}
			if row, err := cells(raw, candidate); err == nil && len(row) > 1 {
				counts[len(row)]++
			}
		}
		for width, n := range counts {
			if score := n*100 + min(width, 50); score > best {
				best, comma = score, candidate
			}
		}
	}
	return comma
}

// A rowCutter cuts a table into rows: lines, or several where a quoted cell goes
// over them. A quote that never ends costs its line alone.
type rowCutter struct {
	in    *bufio.Reader
	comma rune
	limit int64
	line  int      // the last one read
	back  [][]byte // lines read and given back
}

var errQuote = errors.New("a quoted cell that does not end")

// maxRowLines bounds the lines of one row.
const maxRowLines = 10_000

// next gives the bytes of a row and the line where it begins.
func (c *rowCutter) next() (raw []byte, line int, err error) {
	var lines [][]byte
	size, open := 0, false
	for {
		part, err := c.readLine()
		if len(lines) == 0 && (err != nil && err != io.EOF || len(part) == 0) {
			return nil, c.line, cmp.Or(err, io.EOF)
		}
		lines = append(lines, part)
		size += len(part)
		begin := c.line - len(lines) + 1
		var broken bool
		open, broken = c.quoted(part, open)
		switch {
		case broken, open && (err != nil || int64(size) > c.limit || len(lines) == maxRowLines):
			c.back = append(lines[1:], c.back...)
			c.line = begin
			return lines[0], begin, errQuote
		case !open:
			return bytes.Join(lines, nil), begin, nil
		}
	}
}

func (c *rowCutter) readLine() ([]byte, error) {
	c.line++
	if len(c.back) > 0 {
		line := c.back[0]
		c.back = c.back[1:]
		return line, nil
	}
	return readLine(c.in, c.limit)
}

// quoted tells whether a quoted cell is open at the end of a line. It is broken
// if it went over lines and its quote stands within a cell: that one begins
// another.
func (c *rowCutter) quoted(line []byte, open bool) (stillOpen, broken bool) {
	over := open        // the cell went over lines
	cellBegins := !open // here
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		i += size
		switch {
		case open && r == '"' && i < len(line) && line[i] == '"':
			i++
		case open && r == '"':
			next, _ := utf8.DecodeRune(line[i:])
			if over && i < len(line) && next != c.comma && next != '\r' && next != '\n' {
				return false, true
			}
			open, over = false, false
		case cellBegins && r == '"':
			open = true
		}
		cellBegins = !open && r == c.comma
	}
	return open, false
}
