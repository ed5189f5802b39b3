package source

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"unigraph"
	"unigraph/loader"
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
		f := &Files{MaxRecord: maxLine}
		w := &walk{Files: f, ctx: t.Context(), yield: func(r loader.Record) bool {
			met++
			if a, err := f.Parse(r); err == nil {
				check(t, a)
			}
			return true
		}}
		w.lines(input{name: "f.jsonl"}, bufio.NewReaderSize(bytes.NewReader(data), 16))
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
		kind := plain
		if isMarkdown {
			kind = markdown
		}
		a, err := parseAs(kind, data)
		if err != nil {
			return
		}
		check(t, a)
		if utf8.Valid(data) && !bytes.Contains(data, []byte(fence)) && a.Text != strings.TrimPrefix(string(data), "\ufeff") {
			t.Errorf("text = %q, want it as read: %q", a.Text, data)
		}
	})
}

func FuzzPage(f *testing.F) {
	f.Add([]byte("<html><title>t</title><body><p>x<br>y<ul><li>z</table>"))
	f.Add([]byte("<meta charset=gbk><table><tr><td>\xb1\xb1<svg><p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := parseAs(page, data); err == nil {
			check(t, a)
		}
	})
}

// FuzzStream reads foreign bytes as every kind of file.
func FuzzStream(f *testing.F) {
	names := []string{"a.json", "a.csv", "a.rss", "a.mbox", "a.warc", "a.eml", "a.pdf", "a.tar", "a.zip", "a.gz", "a.zst", "a.bz2", "a.xlsx", ""}
	for i, s := range []string{
		"[{\"text\":\"x\"},{\"a\":\"\n{}]", "a;b\n\"x;\ny", "<rss><channel><item><title>x</title></item><item>", "From x\nSubject: a\n\nb\n",
		"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n", pdfOf("x"),
	} {
		f.Add([]byte(s), uint8(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		f := &Files{MaxRecord: 1 << 16}
		w := &walk{Files: f, ctx: t.Context(), yield: func(r loader.Record) bool {
			if a, err := f.Parse(r); err == nil {
				check(t, a)
			}
			return true
		}}
		name := names[int(kind)%len(names)]
		w.stream(input{name: name, in: bytes.NewReader(data), nameless: name == ""})
	})
}

func parseAs(kind string, data []byte) (unigraph.Article, error) {
	return new(Files).Parse(loader.Record{File: "f", Type: kind, Raw: data})
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
