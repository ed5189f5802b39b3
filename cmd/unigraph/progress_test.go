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
		{"news/oulu.txt", "1,234 of 1 read, 5 failed\n"},
		{"news", "1,234 read, 5 failed\n"}, // it holds JSON lines
	} {
		var out bytes.Buffer
		p := newProgress(&out, source.Files{Paths: []string{tt.path}})
		p.show(loader.Report{Read: 1})
		p.last = time.Now().Add(-lineEvery)
		p.show(loader.Report{Read: 1234, Failed: 5})
		p.show(loader.Report{Read: 1235})
		p.end()
		if got := out.String(); got != tt.want {
			t.Errorf("progress of %s = %q, want %q", tt.path, got, tt.want)
		}
	}
}
