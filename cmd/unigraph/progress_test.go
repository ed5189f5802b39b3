package main

import (
	"bytes"
	"testing"
	"time"

	"unigraph/loader"
	"unigraph/loader/source"
)

func TestPlainProgress(t *testing.T) {
	workspace(t)
	for _, tt := range []struct{ path, want string }{
		{"news", "1,234 articles, 617/s, 100 %, 0s left, 5 failed\n"},
		{"-", "1,234 articles, 617/s, 5 failed\n"},
	} {
		var out bytes.Buffer
		files := &source.Files{Paths: []string{tt.path}, Stdin: bytes.NewReader(nil)}
		p := newProgress(&out, files)
		p.show(loader.Report{Read: 1})
		for range files.Records(t.Context()) {
		}
		p.last = time.Now().Add(-lineEvery)
		p.show(loader.Report{Read: 1234, Failed: 5, Elapsed: 2 * time.Second})
		p.show(loader.Report{Read: 1235})
		p.end()
		if got := out.String(); got != tt.want {
			t.Errorf("progress of %s = %q, want %q", tt.path, got, tt.want)
		}
	}
}
