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
)

// readObject decodes one JSON object, with numbers as written.
func readObject(data []byte) (map[string]any, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("broken encoding: JSON must be UTF-8")
	}
	var fields map[string]any
	in := json.NewDecoder(bytes.NewReader(data))
	in.UseNumber()
	if err := in.Decode(&fields); err != nil {
		return nil, jsonError(err)
	}
	if _, err := in.Token(); err != io.EOF {
		return nil, fmt.Errorf("malformed JSON at byte %d: more after the end of the object", in.InputOffset())
	}
	return fields, nil
}

// jsonError says what is wrong with a record in the words of JSON, not of Go.
func jsonError(err error) error {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrong):
		return fmt.Errorf("malformed record: %s, want a JSON object", wrong.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("malformed JSON at byte %d: %w", syntax.Offset, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("malformed JSON: it ends in the middle")
	}
	return fmt.Errorf("malformed JSON: %w", err)
}

// json parts JSON into objects: those of an array, also of one within an object
// such as the answer of a service, or one a line.
func (w *walk) json(in input, r *bufio.Reader) {
	if mark, _ := r.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = r.Discard(3)
	}
	head, _ := r.Peek(r.Size())
	text := bytes.TrimLeft(head, " \t\r\n")
	byName := kindOf(in.name) == jsonText && !strings.HasSuffix(strings.ToLower(in.name), ".json")
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	switch {
	case bytes.HasPrefix(text, []byte("[")):
		w.array(in, r)
	case byName, !bytes.HasPrefix(text, []byte("{")), json.Valid(first) && len(bytes.TrimSpace(rest)) > 0:
		w.lines(in, r)
	default:
		w.array(in, r)
	}
}

// lines yields a record for each line. One that is no object fails alone.
func (w *walk) lines(in input, r *bufio.Reader) {
	empty := true
	for number := 1; ; number++ {
		line, err := readLine(r, w.maxRecord())
		blank := len(bytes.TrimSpace(line)) == 0
		more := true
		switch {
		case err == errLong:
			more = w.fail(in.name, number, w.tooLarge())
		case err != nil && err != io.EOF:
			w.fail(in.name, number, err)
			return
		case !blank:
			record := in.record(number, object, bytes.TrimRight(line, "\r\n"))
			if isReject(line) {
				record = again(record)
			}
			more = w.give(record)
		}
		empty = empty && blank && err != errLong
		if err == io.EOF && empty {
			w.fail(in.name, 0, errEmpty)
		}
		if err == io.EOF || !more {
			return
		}
	}
}

var errLong = errors.New("too long")

// readLine gives the next line with its end, as bytes of its own. A longer one
// than limit is read to its end and refused as errLong; the last line comes
// with io.EOF.
func readLine(in *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || int64(len(line)+len(part)) > limit; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF): // after EOF the next call gives io.EOF again
			return nil, errLong
		default:
			return line, err
		}
	}
}

// array yields a record for each object of an array: that which fills the input,
// or the first within it whose first object has a text. An input without one is
// an object itself.
func (w *walk) array(in input, r *bufio.Reader) {
	c := &cutter{in: r, limit: w.maxRecord(), isArticle: w.Map.isArticle}
	for number := 1; ; number++ {
		element, err := c.next()
		switch {
		case err == io.EOF && number == 1:
			w.fail(in.name, 0, errEmpty)
			return
		case err == io.EOF:
			return
		case err == errLong:
			if !w.fail(in.name, number, w.tooLarge()) {
				return
			}
		case err != nil:
			w.fail(in.name, number, err)
			return
		default:
			if !w.give(in.record(number, object, element)) {
				return
			}
		}
	}
}

// A cutter cuts the objects out of a JSON array without decoding them, so that
// a broken one costs no other: it ends where a line begins with a brace.
type cutter struct {
	in        *bufio.Reader
	limit     int64
	isArticle func(object []byte) bool
	inArray   bool
}

// next gives the bytes of the next object; io.EOF says that there is none.
func (c *cutter) next() ([]byte, error) {
	if !c.inArray {
		c.inArray = true
		return c.first()
	}
	for {
		b, err := c.in.ReadByte()
		switch {
		case err == io.EOF:
			return nil, errCut
		case err != nil:
			return nil, err
		case b == '{':
			return c.object()
		case b == ']':
			return nil, io.EOF // what follows the array is of no interest
		case strings.IndexByte(" \t\r\n,", b) < 0:
			return c.scalar(b)
		}
	}
}

// first finds the array and gives its first object. Where there is none, the
// whole input is given as the only one.
func (c *cutter) first() ([]byte, error) {
	var whole []byte
	inString, escaped := false, false
	for {
		b, err := c.in.ReadByte()
		switch {
		case err == io.EOF && len(bytes.TrimSpace(whole)) == 0:
			return nil, io.EOF
		case err == io.EOF:
			c.in = bufio.NewReader(strings.NewReader("]"))
			return whole, nil
		case err != nil:
			return nil, err
		case int64(len(whole)) > c.limit:
			return nil, errors.New("no array of articles at its beginning")
		}
		whole = append(whole, b)
		switch {
		case escaped:
			escaped = false
		case inString && b == '\\':
			escaped = true
		case b == '"':
			inString = !inString
		case b == '[' && len(bytes.TrimSpace(whole)) == 1:
			return c.next()
		case b == '[' && !inString && c.objectFollows():
			before, _ := c.in.ReadBytes('{')
			element, err := c.object()
			if err != nil || c.isArticle(element) {
				return element, err
			}
			whole = append(append(whole, before[:len(before)-1]...), element...)
		}
	}
}

// objectFollows tells whether the next byte that is no space is a brace.
func (c *cutter) objectFollows() bool {
	head, _ := c.in.Peek(1024)
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{"))
}

// object gives the object whose brace was read.
func (c *cutter) object() ([]byte, error) {
	element := []byte{'{'}
	depth, inString, escaped, broken, long := 1, false, false, false, false
	for depth > 0 {
		if broken && c.objectFollowsLine(element) {
			break
		}
		b, err := c.in.ReadByte()
		if err == io.EOF {
			return element, nil // cut: it fails as what it is
		}
		if err != nil {
			return nil, err
		}
		if long = long || int64(len(element)) >= c.limit; !long {
			element = append(element, b)
		}
		switch {
		case escaped:
			escaped = false
		case inString && b == '\n': // no string goes over a line: its end was lost
			inString, broken = false, true
		case inString && b == '\\':
			escaped = true
		case b == '"':
			inString = !inString
		case inString:
		case b == '{', b == '[':
			depth++
		case b == '}', b == ']':
			depth--
		}
	}
	if long {
		return nil, errLong
	}
	return element, nil
}

// objectFollowsLine tells whether a new line with an object follows.
func (c *cutter) objectFollowsLine(read []byte) bool {
	if read[len(read)-1] != '\n' {
		return false
	}
	head, _ := c.in.Peek(64)
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t"), []byte("{"))
}

// scalar gives an element that is no object, to fail as what it is.
func (c *cutter) scalar(first byte) ([]byte, error) {
	element := []byte{first}
	for {
		b, err := c.in.ReadByte()
		switch {
		case err == io.EOF:
			return element, nil
		case err != nil:
			return nil, err
		case b == ',', b == ']' && first != '[':
			if b == ']' {
				_ = c.in.UnreadByte()
			}
			return element, nil
		}
		if int64(len(element)) < c.limit {
			element = append(element, b)
		}
	}
}
