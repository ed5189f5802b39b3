package loader

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"unigraph"
)

// A Reject is a line of a rejects file: an article that was not loaded, why, and
// what was read of it. To load it, mend what was read, or give the line a field
// "text" of its own.
type Reject struct {
	Rejected  RejectReason       `json:"rejected"`
	ID        unigraph.ArticleID `json:"id,omitempty"`
	URL       string             `json:"url,omitempty"`
	Title     string             `json:"title,omitempty"`
	Published unigraph.Date      `json:"published,omitempty"`
	Text      string             `json:"text,omitempty"`  // where the article was read, and failed later
	Raw       string             `json:"raw,omitempty"`   // what was read, where it is UTF-8
	Bytes     []byte             `json:"bytes,omitempty"` // what was read, where it is not; in base64
}

// A RejectReason says what went wrong, and where.
type RejectReason struct {
	Source   string `json:"source"`
	Position int    `json:"position,omitempty"`
	Reason   string `json:"reason"`
	Type     string `json:"type,omitempty"` // media type of what was read
}

// maxReject is how many bytes a rejects file keeps of what was read; of more,
// the source has to be mended.
const maxReject = 4 << 20

func newReject(f *Failure) Reject {
	known := f.Record.Known
	r := Reject{
		Rejected: f.reason(),
		ID:       known.ID, URL: known.URL, Title: known.Title, Published: known.Published, Text: known.Text,
	}
	switch raw := f.Record.Raw; {
	case r.Text != "" || len(raw) > maxReject:
	case utf8.Valid(raw):
		r.Raw = string(raw)
	default:
		r.Bytes = raw
	}
	return r
}

// Record is what was rejected, to be parsed again.
func (r Reject) Record() Record {
	raw := r.Bytes
	if r.Raw != "" {
		raw = []byte(r.Raw)
	}
	return Record{
		File: r.Rejected.Source, Position: r.Rejected.Position, Type: r.Rejected.Type, Raw: raw,
		Known: unigraph.Article{ID: r.ID, URL: r.URL, Title: r.Title, Published: r.Published},
	}
}

// reject writes a line about a failure.
func reject(out io.Writer, f *Failure) error {
	line, err := json.Marshal(newReject(f))
	if err == nil {
		_, err = out.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("loader: rejects: %w", err)
	}
	return nil
}
