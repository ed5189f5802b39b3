package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"
	"unicode/utf8"

	"unigraph"
	"unigraph/loader"
)

// parse makes the article of a record.
func (f *Files) parse(r loader.Record) (unigraph.Article, error) {
	a := r.Known
	a.ID = ""
	kind, params, _ := mime.ParseMediaType(r.Type)
	var err error
	switch kind {
	case plain:
		err = parseText(&a, r.Raw)
	case markdown:
		err = parseMarkdown(&a, r.Raw)
	case page:
		err = parsePage(&a, r.Raw, params["charset"])
	case message:
		err = parseMessage(&a, r.Raw)
	case pdf:
		err = parsePDF(&a, r.Raw)
	case object:
		err = f.Map.parseObject(&a, r.Raw)
	case mapped:
		err = parseMapped(&a, r.Raw)
	case entry:
		err = parseEntry(&a, r.Raw)
	default:
		err = fmt.Errorf("unknown kind of record %q", r.Type)
	}
	switch {
	case err != nil:
		return a, err
	case strings.TrimSpace(a.Text) == "":
		return a, errEmpty
	case strings.ContainsRune(a.Text, 0):
		return a, errors.New("binary, not text")
	case !utf8.ValidString(a.Text):
		return a, errors.New("broken encoding: neither UTF-8 nor any other that is known")
	}
	a.Title, a.URL = strings.ToValidUTF8(a.Title, "\ufffd"), strings.ToValidUTF8(a.URL, "\ufffd")
	a.ID = identify(a, r.Known.ID)
	return a, nil
}

// identify gives the id of an article: its own, its URL, that of the file it
// fills, or its content.
func identify(a unigraph.Article, file unigraph.ArticleID) unigraph.ArticleID {
	switch {
	case a.ID != "":
		return a.ID
	case a.URL != "":
		return unigraph.ArticleID(canonicalURL(a.URL))
	case file != "":
		return file
	}
	sum := sha256.Sum256([]byte(a.Text))
	return unigraph.ArticleID(fmt.Sprintf("content:%x", sum[:16]))
}

// canonicalURL gives the one spelling of an address: without what only tells
// how a reader came there.
func canonicalURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	u.Scheme, u.Host, u.Fragment, u.User = strings.ToLower(u.Scheme), strings.ToLower(u.Host), "", nil
	if port := u.Port(); port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if u.RawQuery != "" {
		var kept []string
		for part := range strings.SplitSeq(u.RawQuery, "&") {
			if name, _, _ := strings.Cut(strings.ToLower(part), "="); !tracks(name) {
				kept = append(kept, part)
			}
		}
		u.RawQuery = strings.Join(kept, "&")
	}
	return u.String()
}

// tracks tells whether a parameter of an address is there to follow readers.
func tracks(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ocid", "ref_src", "cmpid":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}
