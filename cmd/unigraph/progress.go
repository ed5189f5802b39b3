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
	sizeUpTo  = 100_000         // files whose size is asked for before a load begins
)

// A progress shows a load under way: as a bar on a terminal, else as a line now
// and then. The share of the work is that of the bytes read, where it is known
// how many there are.
type progress struct {
	out   io.Writer
	files *source.Files
	total int64                    // bytes; 0 where it is not known
	bar   *progressbar.ProgressBar // nil where there is no terminal
	last  time.Time
}

func newProgress(out io.Writer, files *source.Files) *progress {
	total, _ := files.Size(sizeUpTo)
	p := &progress{out: out, files: files, total: total, last: time.Now()}
	if f, ok := out.(*os.File); !ok || !isatty.IsTerminal(f.Fd()) {
		return p
	}
	if total == 0 {
		total = -1 // a spinner
	}
	p.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(out), progressbar.OptionShowBytes(true),
		progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	return p
}

func (p *progress) show(r loader.Report) {
	wait := lineEvery
	if p.bar != nil {
		wait = 100 * time.Millisecond
	}
	if time.Since(p.last) < wait {
		return
	}
	p.last = time.Now()
	if p.bar == nil {
		fmt.Fprintln(p.out, p.line(r))
		return
	}
	p.bar.Describe(rate(r))
	_ = p.bar.Set64(min(p.files.Read(), max(p.total, 1))) // a terminal that is gone is no reason to stop
}

// line tells how far a load is, and how long it will go on.
func (p *progress) line(r loader.Report) string {
	s := rate(r)
	if read := p.files.Read(); p.total > 0 && read > 0 {
		share := min(1, float64(read)/float64(p.total))
		left := time.Duration(float64(r.Elapsed) * (1 - share) / share)
		s += fmt.Sprintf(", %.0f %%, %s left", 100*share, left.Round(time.Second))
	}
	if r.Failed > 0 {
		s += fmt.Sprintf(", %s failed", humanize.Comma(int64(r.Failed)))
	}
	return s
}

func rate(r loader.Report) string {
	return fmt.Sprintf("%s articles, %s/s", humanize.Comma(int64(r.Read)), humanize.Comma(int64(float64(r.Read)/max(r.Elapsed.Seconds(), 0.001))))
}

// end leaves the terminal as it was.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
