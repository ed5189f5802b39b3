package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	mbox "github.com/emersion/go-mbox"
	gomessage "github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // more charsets than two
	"github.com/emersion/go-message/mail"

	"unigraph"
)

// mailbox parts a mailbox into messages.
func (w *walk) mailbox(in input, r *bufio.Reader) {
	messages := mbox.NewReader(r)
	for number := 1; w.more(); number++ {
		found, err := messages.NextMessage()
		switch {
		case err == io.EOF && number == 1:
			w.fail(in.name, 0, errEmpty)
			return
		case err == io.EOF:
			return
		case err != nil:
			w.fail(in.name, number, reason(err))
			return
		}
		record := in.record(number, message, nil)
		record.Raw, record.Err = w.readAll(found)
		if !w.give(record) {
			return
		}
	}
}

// parseMessage reads a mail, or a web page saved as one: its text, or the text
// of its page where that says more.
func parseMessage(a *unigraph.Article, data []byte) error {
	m, err := mail.CreateReader(bytes.NewReader(data))
	if err != nil && !gomessage.IsUnknownCharset(err) {
		return malformedMail(err)
	}
	if subject, err := m.Header.Subject(); err == nil {
		a.Title, _ = decode([]byte(strings.TrimSpace(subject))) // "" where nobody can tell what it says
	}
	if date, err := m.Header.Date(); err == nil && !date.IsZero() {
		a.Published = dateOf(date)
	}
	if id, err := m.Header.MessageID(); err == nil && id != "" {
		a.ID = unigraph.ArticleID("mid:" + id)
	}
	if location := m.Header.Get("Content-Location") + m.Header.Get("Snapshot-Content-Location"); isURL(location) { // a saved page
		a.URL, a.ID = location, ""
	}
	text, html, err := bodies(m)
	if err != nil {
		return err
	}
	switch {
	case a.URL != "" && html != "":
		return parsePage(a, []byte(html), "utf-8")
	case len(text) < len(html)/100, text == "":
		text = textOfFragment(html)
	}
	if text == "" {
		return errEmpty
	}
	a.Text = text
	if a.Title != "" && !strings.HasPrefix(text, a.Title) {
		a.Text = a.Title + "\n" + text
	}
	return nil
}

func malformedMail(err error) error {
	return fmt.Errorf("malformed mail: %s", strings.TrimSpace(reason(err).Error()))
}

// bodies gives the first plain text and the first page of a mail, as UTF-8.
func bodies(m *mail.Reader) (text, html string, err error) {
	for {
		part, err := m.NextPart()
		if err == io.EOF {
			return text, html, nil
		}
		if err != nil && !gomessage.IsUnknownCharset(err) {
			if text+html != "" && !errors.Is(err, io.ErrUnexpectedEOF) {
				return text, html, nil // an attachment is broken
			}
			return "", "", malformedMail(err)
		}
		header, ok := part.Header.(*mail.InlineHeader)
		if !ok {
			continue
		}
		kind, _, _ := header.ContentType()
		if kind != plain && kind != page {
			continue
		}
		body, err := io.ReadAll(part.Body) // of a record, whose size is bounded
		if err != nil {
			return "", "", malformedMail(err)
		}
		decoded, err := decode(body)
		if err != nil {
			return "", "", err
		}
		decoded = strings.ReplaceAll(decoded, "\r\n", "\n")
		if kind == plain && text == "" {
			text = strings.TrimSpace(decoded)
		} else if kind == page && html == "" {
			html = decoded
		}
	}
}
