package source

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zlib"
	zst "github.com/klauspost/compress/zstd"
)

// A member is a file of an archive.
type member struct{ name, content string }

func zipOf(t *testing.T, members ...member) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func tarOf(t *testing.T, members ...member) string {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, m := range members {
		if err := w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.content)), Mode: 0o644, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.WriteHeader(&tar.Header{Name: "link.txt", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func zstdOf(t *testing.T, s string) string {
	t.Helper()
	w, err := zst.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(s), nil))
}

// bzip2File is a line with the url https://n.example/1 and the text News, packed
// by bzip2, in base64.
const bzip2File = "QlpoOTFBWSZTWfBdMXEAABVdgAAQEAWgEAABIkdeyiAAMUAGI000aERoyT1GNR6nqfqgWNMWB63iPorklQzvlJmOZX4LlkBvQH+LuSKcKEh4Lpi4gA=="

func TestArchives(t *testing.T) {
	lines := jsonOf(1) + "\n" + jsonOf(2) + "\n"
	site := []member{{"site/1.html", pageOf(1)}, {"site/img/logo.png", "\x89PNG"}, {"__MACOSX/site/._1.html", "x"}, {"site/2.html", pageOf(2)}}
	write(t, map[string]string{
		"a.jsonl.gz": gzipOf(t, lines), "a.jsonl.zst": zstdOf(t, lines), "two.jsonl.gz": gzipOf(t, jsonOf(1)+"\n") + gzipOf(t, jsonOf(2)),
		"site.zip": zipOf(t, site...), "site.tar": tarOf(t, site...), "site.tar.gz": gzipOf(t, tarOf(t, site...)), "site.tgz": gzipOf(t, tarOf(t, site...)),
		"deep.zip":        zipOf(t, member{"in.zip", zipOf(t, member{"a.jsonl.gz", gzipOf(t, lines)})}),
		"escape.zip":      zipOf(t, member{"../../etc/x.txt", "Escaped"}, member{`..\..\y.txt`, "Also"}),
		"empty.zip":       zipOf(t, member{"readme.doc", "x"}),
		"cut.zip":         zipOf(t, site...)[:300],
		"cut.tar":         tarOf(t, site...)[:700],
		"cut.json.gz":     gzipOf(t, lines)[:100],
		"unnamed":         gzipOf(t, lines),
		"folder/a.txt.gz": gzipOf(t, "Two sign\nA and B."), "folder/site.zip": zipOf(t, site...), "folder/no.doc.gz": gzipOf(t, "x"),
	})
	for _, name := range []string{"a.jsonl.gz", "a.jsonl.zst", "two.jsonl.gz", "deep.zip", "unnamed"} {
		checkFile(t, &Files{Paths: []string{name}}, articlesOf(1, 2))
	}
	for _, name := range []string{"site.zip", "site.tar", "site.tar.gz", "site.tgz"} {
		checkFile(t, &Files{Paths: []string{name}}, pages(1, 2))
	}
	checkFile(t, &Files{Paths: []string{"folder"}}, append(articlesTitled("folder/a.txt", "Two sign", "Two sign\nA and B."), pages(1, 2)...))
	checkFile(t, &Files{Paths: []string{"escape.zip"}}, append(articlesTitled("escape.zip/etc/x.txt", "Escaped", "Escaped"), articlesTitled("escape.zip/y.txt", "Also", "Also")...))
	checkFile(t, &Files{Paths: []string{"empty.zip"}}, nil, "empty.zip: no article in this archive: want "+Extensions)
	checkFile(t, &Files{Paths: []string{"cut.zip"}}, nil, "cut.zip: zip: not a valid zip file")
	checkFile(t, &Files{Paths: []string{"cut.tar"}}, nil, "cut.tar/site/1.html: the file ends in the middle: it was cut", "cut.tar: the file ends in the middle: it was cut")
	checkFile(t, &Files{Paths: []string{"cut.json.gz"}}, nil, "cut.json:1: the file ends in the middle: it was cut")

	packed, err := base64.StdEncoding.DecodeString(bzip2File)
	if err != nil {
		t.Fatal(err)
	}
	write(t, map[string]string{"a.jsonl.bz2": string(packed)})
	checkFile(t, &Files{Paths: []string{"a.jsonl.bz2"}}, articlesTitled("https://n.example/1", "", "News"))
}

// TestStreams reads archives from where they cannot be read at random.
func TestStreams(t *testing.T) {
	for name, stdin := range map[string]string{
		"zip": zipOf(t, member{"1.html", pageOf(1)}), "tar": tarOf(t, member{"1.html", pageOf(1)}), "page": pageOf(1), "gz": gzipOf(t, pageOf(1)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			checkFile(t, &Files{Paths: []string{Stdin}, Stdin: strings.NewReader(stdin)}, pages(1))
			if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
				t.Errorf("temporary files are left: %v, %v", left, err)
			}
		})
	}
}

func TestBombs(t *testing.T) {
	zeros := strings.Repeat("0", 1<<20)
	var big bytes.Buffer
	w := gzip.NewWriter(&big)
	for range 100 {
		if _, err := io.WriteString(w, zeros+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	deep := zipOf(t, member{"a.txt", "A"})
	for range maxDepth {
		deep = zipOf(t, member{"in.zip", deep})
	}
	write(t, map[string]string{
		"ratio.jsonl.gz": big.String(), "deep.zip": deep, "record.txt.gz": gzipOf(t, strings.Repeat(zeros, 40)),
		"zip.zip": zipOf(t, member{"a.txt", strings.Repeat(zeros, 40)}),
	})
	for name, want := range map[string]string{
		"ratio.jsonl.gz": errBomb.Error(), "deep.zip": errDepth.Error(), "record.txt.gz": "larger than 32 MiB", "zip.zip": "larger than 32 MiB",
	} {
		f := &Files{Paths: []string{name}}
		found := false
		for r := range f.Records(context.Background()) {
			_, err := f.Parse(r)
			if err == nil {
				t.Errorf("%s: an article of %d bytes was read", name, len(r.Raw))
				continue
			}
			found = found || strings.Contains(err.Error(), want)
		}
		if !found {
			t.Errorf("%s: no failure says %q", name, want)
		}
	}
}

func TestBombInPDF(t *testing.T) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := io.WriteString(w, strings.Repeat("0", 1000)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	stream := "1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed.String() + "\nendstream\nendobj\n"
	data := []byte("%PDF-1.4\n" + stream + "stream\r\nplain\nendstream\n" + stream)
	for limit, want := range map[int64]bool{999: true, 1999: true, 2000: false} {
		if got := expandsBeyond(data, limit); got != want {
			t.Errorf("expandsBeyond(%d) = %v, want %v", limit, got, want)
		}
	}
}
