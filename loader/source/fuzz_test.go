package source

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"unigraph"
)

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte("{\"id\":\"a\",\"text\":\"x\"}\n\n{\"id\":1,\"text\":\"y\",\"published\":\"2018\"}\r\n{"))
	f.Add([]byte("\ufeff{\"text\":\"\\ud800\"}\n[]\nnull\n\xff\n{\"text\":1e999}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		const maxLine = 1000
		lines, met := 0, 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			if len(line) > maxLine || len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		readJSONLines(bufio.NewReaderSize(bytes.NewReader(data), 16), file{name: "f"}, maxLine, func(a unigraph.Article, err error) bool {
			if met++; err == nil {
				check(t, a)
			}
			return true
		})
		if want := max(lines, 1); met != want {
			t.Errorf("%d articles and failures of %d lines", met, want)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a\nb", "# a\n", "\ufeffx", "\xff\xfea\x00", "Caf\xe9 au lait", "a\x00", "\xb1\xb1\xb7\xbd\xd1\xa9", "Gen\xc3\xa8ve \xff"} {
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, isMarkdown bool) {
		kind := text
		if isMarkdown {
			kind = markdown
		}
		a, err := parse(file{name: "f", kind: kind}, data)
		if err != nil {
			return
		}
		check(t, a)
		if utf8.Valid(data) && a.Text != strings.TrimPrefix(string(data), "\ufeff") {
			t.Errorf("text = %q, want it as read: %q", a.Text, data)
		}
	})
}

func FuzzPage(f *testing.F) {
	f.Add([]byte("<html><title>t</title><body><p>x<br>y<ul><li>z</table>"))
	f.Add([]byte("<meta charset=gbk><table><tr><td>\xb1\xb1<svg><p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := parse(file{name: "f", kind: page}, data); err == nil {
			check(t, a)
		}
	})
}

// check tells what is true of every article.
func check(t *testing.T, a unigraph.Article) {
	t.Helper()
	if a.ID == "" || strings.TrimSpace(a.Text) == "" || !utf8.ValidString(a.Text) || strings.ContainsRune(a.Text, 0) {
		t.Errorf("a broken article was let through: %+v", a)
	}
	if _, err := unigraph.ParseDate(string(a.Published)); err != nil {
		t.Error(err)
	}
}
