package jsonvalue

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// all writes each value as "line: data" or "line! error".
func all(r io.Reader) []string {
	var out []string
	for v, err := range All(bufio.NewReaderSize(r, 16), 20) {
		if err != nil {
			out = append(out, fmt.Sprintf("%d! %v", v.Line, err))
		} else {
			out = append(out, fmt.Sprintf("%d: %s", v.Line, strings.TrimSpace(string(v.Data))))
		}
	}
	return out
}

func TestAll(t *testing.T) {
	long := `"` + strings.Repeat("x", 30) + `"`
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", " \n", nil},
		{"lines", "\uFEFF\n{}\n\n 7 \n{broken", []string{"2: {}", "4: 7", "5: {broken"}},
		{"long lines", long + "\n8\n" + long, []string{"1! overlong: more than 20 bytes", "2: 8", "3! overlong: more than 20 bytes"}},
		{"array", "\n[{},\n[1,\n2],\n\"x\"]\n", []string{"2: {}", "3: [1,\n2]", "5: \"x\""}},
		{"empty array", "[]", nil},
		{"long elements", "[\n" + long + ",\n8]", []string{"2! overlong: more than 20 bytes", "3: 8"}},
		{"malformed element", "[1,\n{x}]", []string{"1: 1", "2! malformed JSON, nothing behind it is read: invalid character 'x' looking for beginning of object key string"}},
		{"array that breaks off", "[1,\n2", []string{"1: 1", "2: 2", "2! the array breaks off: EOF"}},
	} {
		if diff := cmp.Diff(tt.want, all(strings.NewReader(tt.text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.want, all(iotest.OneByteReader(strings.NewReader(tt.text)))); diff != "" {
			t.Errorf("%s, byte by byte (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestAllOfAReaderThatFails(t *testing.T) {
	r := io.MultiReader(strings.NewReader("1\n2\n"), iotest.ErrReader(errors.New("unplugged")))
	if diff := cmp.Diff([]string{"1: 1", "2: 2", "3! unplugged"}, all(r)); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
}
