// Package jsonvalue reads files of many JSON values: an array of them, or one a
// line. A bad value costs no other.
package jsonvalue

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
)

// A Value is one value as it stands in the file, not yet checked.
type Value struct {
	Line int // where it begins, from 1
	Data []byte
}

// All gives the values of an array, if r begins with "[", else of lines, in
// order. A value longer than limit bytes comes as an error with its line, and
// the sequence goes on. What is left of an array that is malformed, or of a
// reader that fails, cannot be read: that is the last error.
func All(r *bufio.Reader, limit int) iter.Seq2[Value, error] {
	return func(yield func(Value, error) bool) {
		first, line, err := firstByte(r)
		switch {
		case errors.Is(err, io.EOF):
		case err != nil:
			yield(Value{Line: line}, err)
		case first == '[':
			array(r, line, limit, yield)
		default:
			lines(r, line, limit, yield)
		}
	}
}

// firstByte skips space and a byte order mark, and gives the byte that follows,
// which stays unread, and its line.
func firstByte(r *bufio.Reader) (first byte, line int, err error) {
	if mark, _ := r.Peek(3); string(mark) == "\uFEFF" {
		r.Discard(3)
	}
	for line = 1; ; {
		first, err = r.ReadByte()
		switch {
		case err != nil:
			return 0, line, err
		case first == '\n':
			line++
		case first != ' ' && first != '\t' && first != '\r':
			return first, line, r.UnreadByte()
		}
	}
}

func lines(r *bufio.Reader, line, limit int, yield func(Value, error) bool) {
	for ; ; line++ {
		data, err := ReadLine(r, limit)
		switch {
		case errors.Is(err, ErrLong):
			if !yield(Value{Line: line}, err) {
				return
			}
			continue
		case err != nil && err != io.EOF:
			yield(Value{Line: line}, err)
			return
		}
		if len(bytes.TrimSpace(data)) > 0 && !yield(Value{line, data}, nil) || err == io.EOF {
			return
		}
	}
}

// ErrLong says that a value is longer than it may be.
var ErrLong = errors.New("overlong")

func long(limit int) error { return fmt.Errorf("%w: more than %d bytes", ErrLong, limit) }

// ReadLine reads a line with its end. One of more than limit bytes is skipped
// whole, with ErrLong; io.EOF comes with the last line.
func ReadLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	size := 0
	for {
		part, err := r.ReadSlice('\n')
		if size += len(part); size <= limit {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case size > limit && (err == nil || err == io.EOF):
			return nil, long(limit)
		}
		return line, err
	}
}

func array(r io.Reader, line, limit int, yield func(Value, error) bool) {
	counted := &lineCounter{r: r, line: line}
	dec := json.NewDecoder(counted)
	if _, err := dec.Token(); err != nil {
		yield(Value{Line: line}, err)
		return
	}
	for dec.More() {
		var data json.RawMessage
		if err := dec.Decode(&data); err != nil {
			yield(Value{Line: counted.at(nextValue(dec))}, fmt.Errorf("malformed JSON, nothing behind it is read: %w", err))
			return
		}
		v, err := Value{counted.at(dec.InputOffset() - int64(len(data))), data}, error(nil)
		if len(data) > limit {
			v.Data, err = nil, long(limit)
		}
		if !yield(v, err) {
			return
		}
	}
	if _, err := dec.Token(); err != nil {
		yield(Value{Line: counted.at(dec.InputOffset())}, fmt.Errorf("the array breaks off: %w", err))
	}
}

// nextValue gives the offset of the value that dec is before.
func nextValue(dec *json.Decoder) int64 {
	rest, _ := io.ReadAll(dec.Buffered())
	return dec.InputOffset() + int64(len(rest)-len(bytes.TrimLeft(rest, ", \t\r\n")))
}

// A lineCounter remembers where the lines end that were read through it.
type lineCounter struct {
	r      io.Reader
	offset int64
	line   int     // of the first byte behind those passed by
	ends   []int64 // offsets of line ends not yet passed by
}

func (c *lineCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.ends = append(c.ends, c.offset+int64(i))
		}
	}
	c.offset += int64(n)
	return n, err
}

// at gives the line of an offset; offsets never go down.
func (c *lineCounter) at(offset int64) int {
	passed, _ := slices.BinarySearch(c.ends, offset)
	c.line += passed
	c.ends = c.ends[passed:]
	return c.line
}
