package source

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"

	"unigraph"
)

// A feed is parted into entries before it is parsed: each becomes a feed of one
// entry, so that a broken one costs no other and feeds may be of any length.

var (
	entryBegin = regexp.MustCompile(`<(item|entry)[\s>]`)
	rootName   = regexp.MustCompile(`(?i)<(rss|feed|rdf:RDF)[\s>]`)
)

// closings end what the head of a feed has opened, by its root.
var closings = map[string]string{"rss": "</channel></rss>", "feed": "</feed>", "rdf:rdf": "</rdf:RDF>"}

// feed parts RSS and Atom into entries.
func (w *walk) feed(in input, r *bufio.Reader) {
	c := feedCutter{in: r, limit: w.maxRecord()}
	head, err := c.until(entryBegin)
	root := rootName.FindSubmatch(head)
	switch {
	case root == nil && err == io.EOF && len(bytes.TrimSpace(head)) == 0:
		w.fail(in.name, 0, errEmpty)
		return
	case root == nil:
		w.fail(in.name, 0, errors.New("unknown kind of XML: want RSS or Atom"))
		return
	case err != nil && err != io.EOF:
		w.fail(in.name, 0, err)
		return
	}
	closing := closings[strings.ToLower(string(root[1]))]
	if bytes.Contains(head, []byte("</channel>")) { // as in RSS 1.0
		closing = strings.TrimPrefix(closing, "</channel>")
	}
	if err == io.EOF && !bytes.Contains(head, []byte(closing)) {
		w.fail(in.name, 0, errCut)
		return
	}
	for number := 1; err == nil; number++ {
		var body []byte
		body, err = c.entry()
		record := in.record(number, entry, bytes.Join([][]byte{head, body, []byte(closing)}, nil))
		if err == errOpen {
			record.Err, err = errOpen, nil
		} else if err != nil {
			record.Err = reason(cmp.Or(notEOF(err), io.ErrUnexpectedEOF))
		}
		if !w.give(record) {
			return
		}
		if err == nil {
			_, err = c.until(entryBegin)
		}
	}
}

// A feedCutter finds the entries of a feed.
type feedCutter struct {
	in    *bufio.Reader
	limit int64
	ahead []byte // read and not given
	name  string // of the entry that begins ahead
}

// until gives what stands before the next match, which stays ahead; at the end
// of the feed it gives all there is, and io.EOF.
func (c *feedCutter) until(match *regexp.Regexp) (before []byte, err error) {
	for from := 0; ; {
		if at := match.FindSubmatchIndex(c.ahead[from:]); at != nil {
			before, c.ahead = c.ahead[:from+at[0]:from+at[0]], c.ahead[from+at[0]:]
			c.name = string(match.FindSubmatch(c.ahead)[1])
			return before, nil
		}
		from = max(0, len(c.ahead)-16) // a match may go over the end
		if int64(len(c.ahead)) > c.limit {
			return nil, errLong
		}
		if err != nil {
			before, c.ahead = c.ahead, nil
			return before, err
		}
		chunk := make([]byte, 32<<10)
		var n int
		n, err = c.in.Read(chunk)
		c.ahead = append(c.ahead, chunk[:n]...)
	}
}

// entry gives the entry that begins ahead. One that does not end before the next
// begins is errOpen.
func (c *feedCutter) entry() ([]byte, error) {
	name := c.name
	begin := bytes.Clone(c.ahead[:len(name)+1])
	c.ahead = c.ahead[len(begin):]
	body, err := c.until(regexp.MustCompile(`<(/?` + name + `)[\s>]`))
	body = append(begin, body...)
	switch {
	case err != nil:
		return body, err
	case c.name == name:
		return body, errOpen
	}
	end := bytes.IndexByte(c.ahead, '>') + 1
	body = append(body, c.ahead[:end]...)
	c.ahead = c.ahead[end:]
	return body, nil
}

var errOpen = errors.New("malformed feed: an entry that does not end")

func notEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// parseEntry reads a feed of one entry.
func parseEntry(a *unigraph.Article, data []byte) error {
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("malformed feed: %w", err)
	}
	if len(parsed.Items) != 1 {
		return errOpen
	}
	item := parsed.Items[0]
	a.Title = strings.TrimSpace(textOfFragment(item.Title))
	a.URL = cmp.Or(strings.TrimSpace(item.Link), a.URL)
	if a.URL == "" {
		a.ID = unigraph.ArticleID(strings.TrimSpace(item.GUID))
	}
	for _, date := range []string{item.Published, item.Updated} {
		if a.Published == "" {
			a.Published = parseDate(date)
		}
	}
	a.Text = textOfFragment(cmp.Or(item.Content, item.Description))
	if a.Text != "" && !strings.HasPrefix(a.Text, a.Title) {
		a.Text = a.Title + "\n" + a.Text
	}
	return nil
}
