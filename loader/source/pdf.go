package source

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"

	"github.com/klauspost/compress/zlib"
	reader "github.com/ledongthuc/pdf"

	"unigraph"
)

// maxPages bounds the work on one PDF.
const maxPages = 2000

// maxPDF bounds the streams of a PDF, unpacked.
const maxPDF = 256 << 20

var streamBegin = regexp.MustCompile(`stream\r?\n`)

// expandsBeyond tells whether the packed streams of a PDF become more bytes than
// limit.
func expandsBeyond(data []byte, limit int64) bool {
	for _, at := range streamBegin.FindAllIndex(data, -1) {
		stream, err := zlib.NewReader(bytes.NewReader(data[at[1]:]))
		if err != nil {
			continue // not packed, or in another way
		}
		size, _ := io.Copy(io.Discard, io.LimitReader(stream, limit+1)) // a broken one counts as far as it goes
		if limit -= size; limit < 0 {
			return true
		}
	}
	return false
}

// parsePDF reads the text of a PDF. One of pictures has none.
func parsePDF(a *unigraph.Article, data []byte) error {
	if expandsBeyond(data, maxPDF) {
		return fmt.Errorf("expands to more than %d MiB: taken for a bomb", maxPDF>>20)
	}
	doc, err := reader.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("unreadable PDF: %w", err)
	}
	var text strings.Builder
	for n := 1; n <= min(doc.NumPage(), maxPages); n++ {
		if p := doc.Page(n); !p.V.IsNull() {
			writeLines(&text, p.Content().Text)
		}
	}
	if a.Text = strings.TrimSpace(text.String()); a.Text == "" {
		return errEmpty
	}
	if info := doc.Trailer().Key("Info"); a.Title == "" {
		a.Title = strings.TrimSpace(info.Key("Title").Text())
	}
	if a.Title == "" {
		a.Title = firstLine(a.Text)
	}
	return nil
}

// writeLines puts the letters of a page into lines: those of one height, with a
// space where there is room for one, and a blank line where there is room for
// a line.
func writeLines(text *strings.Builder, letters []reader.Text) {
	var last reader.Text
	for i, l := range letters {
		height := max(l.FontSize, 1)
		down, gap := math.Abs(last.Y-l.Y), l.X-(last.X+last.W)
		switch {
		case i == 0 || l.S == "":
		case down > height/2:
			text.WriteString("\n")
		case gap > height/8 && !strings.HasPrefix(l.S, " "):
			text.WriteString(" ")
		}
		text.WriteString(l.S)
		last = l
	}
	text.WriteString("\n")
}
