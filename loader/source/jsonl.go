package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"unigraph"
	"unigraph/loader"
)

// A record is one JSON line.
type record struct {
	ID        scalar `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published scalar `json:"published"`
	Text      string `json:"text"`
}

// A scalar is a JSON string, or a number as written.
type scalar string

func (s *scalar) UnmarshalJSON(data []byte) error {
	var number json.Number
	if json.Unmarshal(data, &number) == nil && data[0] != '"' {
		*s = scalar(number)
		return nil
	}
	return json.Unmarshal(data, (*string)(s))
}

// readJSONLines yields the article of each line. A line that is none is a
// failure of its own.
func readJSONLines(in *bufio.Reader, file file, maxLine int, yield yield) {
	if mark, _ := in.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	empty := true
	for number := 1; ; number++ {
		line, err := readLine(in, maxLine)
		blank := len(bytes.TrimSpace(line)) == 0
		more := true
		switch {
		case err == errLongLine:
			more = yield.fail(file.name, number, fmt.Errorf("a line longer than %d MiB", maxLine>>20))
		case err != nil && err != io.EOF:
			yield.fail(file.name, number, err)
			return
		case !blank:
			more = yield(parseLine(line, file, number))
		}
		empty = empty && blank && err != errLongLine
		if err == io.EOF && empty {
			yield.fail(file.name, 0, errEmpty)
		}
		if err == io.EOF || !more {
			return
		}
	}
}

var errLongLine = errors.New("too long a line")

// readLine gives the next line with its end. A longer one than limit is read to
// its end and refused as errLongLine; the last line comes with io.EOF.
func readLine(in *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > limit; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF): // after EOF the next call gives io.EOF again
			return nil, errLongLine
		default:
			return line, err
		}
	}
}

func parseLine(line []byte, file file, number int) (unigraph.Article, error) {
	a, err := article(line)
	switch {
	case err != nil:
		return unigraph.Article{}, &loader.Failure{File: file.name, Line: number, Err: err}
	case a.ID != "":
	case file.stream:
		a.ID = file.article(a)
	default:
		a.ID = unigraph.ArticleID(fmt.Sprintf("%s#%d", file.name, number))
	}
	return a, nil
}

// article reads a JSON object; the id is its own, its URL, or "".
func article(line []byte) (unigraph.Article, error) {
	if !utf8.Valid(line) {
		return unigraph.Article{}, errors.New("broken encoding: JSON lines must be UTF-8")
	}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return unigraph.Article{}, jsonError(err)
	}
	a := unigraph.Article{
		ID: unigraph.ArticleID(strings.TrimSpace(string(r.ID))), URL: strings.TrimSpace(r.URL),
		Title: strings.TrimSpace(r.Title), Published: parseDate(string(r.Published)), Text: r.Text,
	}
	if strings.TrimSpace(a.Text) == "" {
		return unigraph.Article{}, errors.New(`no "text", or an empty one`)
	}
	if strings.ContainsRune(a.Text, 0) {
		return unigraph.Article{}, errors.New("binary, not text")
	}
	if a.ID == "" {
		a.ID = unigraph.ArticleID(a.URL)
	}
	return a, nil
}

// jsonError says what is wrong with a line in the words of JSON, not of Go.
func jsonError(err error) error {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrong) && wrong.Field == "":
		return fmt.Errorf("malformed line: %s, want a JSON object", wrong.Value)
	case errors.As(err, &wrong):
		return fmt.Errorf("malformed line: %q is of type %s, want a string", wrong.Field, wrong.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("malformed JSON at byte %d: %w", syntax.Offset, err)
	}
	return fmt.Errorf("malformed JSON: %w", err)
}

// beginsObject tells whether the first byte of in that is no space is a brace.
func beginsObject(in *bufio.Reader) bool {
	head, _ := in.Peek(4096) // less at the end of the input
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	head = bytes.TrimLeft(head, " \t\r\n")
	return bytes.HasPrefix(head, []byte("{"))
}
