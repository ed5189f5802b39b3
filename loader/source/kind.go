package source

import (
	"bytes"
	"mime"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The kinds of input, by media type: those of one article, those of many, and
// those of other files.
const (
	plain    = "text/plain"
	markdown = "text/markdown"
	page     = "text/html"
	message  = "message/rfc822"
	pdf      = "application/pdf"
	object   = "application/json" // one object
	entry    = "application/rss+xml"

	jsonText = "application/x-ndjson" // lines, an array, or an array in an object
	table    = "text/csv"
	sheets   = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	feed     = "application/xml"
	crawl    = "application/warc"
	mailbox  = "application/mbox"

	gzipped = "application/gzip"
	zstd    = "application/zstd"
	bzipped = "application/x-bzip2"
	zipped  = "application/zip"
	tarred  = "application/x-tar"
)

// kinds gives the kind of a file by its extension.
var kinds = map[string]string{
	".txt": plain, ".text": plain, ".md": markdown, ".markdown": markdown,
	".html": page, ".htm": page, ".xhtml": page, ".eml": message, ".mht": message, ".mhtml": message, ".pdf": pdf,
	".jsonl": jsonText, ".ndjson": jsonText, ".json": jsonText,
	".csv": table, ".tsv": table, ".tab": table, ".xlsx": sheets,
	".rss": feed, ".atom": feed, ".xml": feed, ".rdf": feed, ".warc": crawl, ".mbox": mailbox,
	".gz": gzipped, ".tgz": gzipped, ".zst": zstd, ".bz2": bzipped, ".zip": zipped, ".tar": tarred,
}

// Extensions lists the kinds of file that are read, for messages.
const Extensions = ".txt, .md, .html, .jsonl, .json, .csv, .tsv, .xlsx, .rss, .atom, .xml, .warc, .eml, .mbox or .pdf, also in .gz, .zst, .bz2, .zip or .tar"

func kindOf(name string) string { return kinds[strings.ToLower(path.Ext(name))] }

// known tells whether a file of a folder or an archive is meant to be read. Of
// a compressed file the name within counts, if it has an extension.
func known(name string) bool {
	switch kindOf(name) {
	case "":
		return false
	case gzipped, zstd, bzipped:
		inner := strings.TrimSuffix(name, path.Ext(name))
		return path.Ext(inner) == "" || strings.ToLower(path.Ext(name)) == ".tgz" || known(inner)
	}
	return true
}

// magics are how files begin that cannot be mistaken.
var magics = []struct{ begin, kind string }{
	{"\x1f\x8b", gzipped}, {"\x28\xb5\x2f\xfd", zstd}, {"BZh", bzipped}, {"%PDF-", pdf}, {"WARC/", crawl},
}

// sniffSize is how much of a file tells its kind.
const sniffSize = 4096

var (
	feedRoot   = regexp.MustCompile(`(?i)^<(rss|feed|rdf:RDF)\b`)
	prologue   = regexp.MustCompile(`(?s)^(?:\s+|<\?.*?\?>|<!--.*?-->)+`)
	mailHeader = regexp.MustCompile(`(?i)^(From|To|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version): `)
)

// kindOfInput tells what an input is: by its beginning where that is sure, else
// by its name, else by what a server said of it, else by its look.
func kindOfInput(in input, head []byte) string {
	byName := kindOf(in.name)
	if byName == sheets {
		return sheets
	}
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			return m.kind
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if bytes.Contains(head, []byte("[Content_Types].xml")) || bytes.Contains(head, []byte("xl/")) {
			return sheets
		}
		return zipped
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return tarred
	case byName != "" && !in.nameless:
		return byName
	}
	if declared := kindDeclared(in.declared); declared != "" {
		return declared
	}
	return kindByLook(head)
}

// kindDeclared is the kind that a media type names; "" where it says nothing.
// Servers call feeds and JSON by many names, and anything text/plain.
func kindDeclared(mediaType string) string {
	t, _, _ := mime.ParseMediaType(mediaType)
	switch {
	case t == "application/xhtml+xml":
		return page
	case strings.HasSuffix(t, "json"):
		return jsonText
	case strings.HasSuffix(t, "xml"):
		return feed
	case t == "text/tab-separated-values":
		return table
	case slices.Contains([]string{page, markdown, pdf, message, table, sheets, mailbox, crawl}, t):
		return t
	}
	return ""
}

func kindByLook(head []byte) string {
	look := bytes.TrimPrefix(head, []byte("\ufeff"))
	look = prologue.ReplaceAll(look, nil)
	switch {
	case bytes.HasPrefix(look, []byte("{")), bytes.HasPrefix(look, []byte("[{")), regexpArray.Match(look):
		return jsonText
	case feedRoot.Match(look):
		return feed
	case bytes.HasPrefix(look, []byte("<")):
		return page
	case bytes.HasPrefix(look, []byte("From ")):
		return mailbox
	case mailHeader.Match(look):
		return message
	}
	return plain
}

var regexpArray = regexp.MustCompile(`^\[\s*\{`)
