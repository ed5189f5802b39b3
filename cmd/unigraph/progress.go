package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"unigraph/loader"
	"unigraph/loader/source"
)

const (
	lineEvery = 2 * time.Second // between plain lines of progress
	countUpTo = 100_000         // files that are counted before a load begins
)

// A progress shows a load under way: as a bar on a terminal, else as a line now
// and then.
type progress struct {
	out   io.Writer
	total int                      // 0 where it is not known
	bar   *progressbar.ProgressBar // nil where there is no terminal
	last  time.Time
}

func newProgress(out io.Writer, files source.Files) *progress {
	total, known := files.Count(countUpTo)
	p := &progress{out: out, total: total, last: time.Now()}
	if f, ok := out.(*os.File); !ok || !isatty.IsTerminal(f.Fd()) {
		return p
	}
	if !known {
		total = -1 // a spinner
	}
	p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("loading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	return p
}

func (p *progress) show(r loader.Report) {
	if p.bar != nil {
		_ = p.bar.Set(r.Read) // a terminal that is gone is no reason to stop
		return
	}
	if time.Since(p.last) < lineEvery {
		return
	}
	p.last = time.Now()
	of := ""
	if p.total > 0 {
		of = " of " + humanize.Comma(int64(p.total))
	}
	fmt.Fprintf(p.out, "%s%s read, %d failed\n", humanize.Comma(int64(r.Read)), of, r.Failed)
}

// end leaves the terminal as it was.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
