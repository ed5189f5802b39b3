package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"unigraph"
)

// A Mapping says which field of a record holds what of an article: the text,
// title, url, published or id. A nested field is named with dots. What it does
// not say is guessed from the names of the fields, and where no name is that of
// a text, from what is in them.
type Mapping map[string]string

// parts are what an article has, with the names that exports give them, the
// surest first. Names are compared without case, spaces and punctuation.
var parts = map[string][]string{
	"text": {"text", "fulltext", "articletext", "maintext", "plaintext", "bodytext", "body", "articlebody", "newstext", "contenttext",
		"content", "contenthtml", "bodyhtml", "articlecontent", "newscontent", "story", "storytext", "html", "article", "description", "summary", "abstract"},
	"title": {"title", "headline", "articletitle", "newstitle", "webtitle", "heading", "subject", "name"},
	"url": {"url", "canonicalurl", "articleurl", "sourceurl", "weburl", "link", "permalink", "originalurl", "documenturl", "uri",
		"documentidentifier", "href", "address"},
	"published": {"published", "publishedat", "publisheddate", "publicationdate", "datepublished", "datepublish", "publishdate", "pubdate",
		"publishedtime", "firstpublicationdate", "webpublicationdate", "dateline", "date", "articledate", "newsdate", "datetime", "timestamp", "createdat", "seendate"},
	"id": {"id", "articleid", "newsid", "guid", "uuid", "documentid", "docid"},
}

// Validate reports a mapping of something that an article does not have.
func (m Mapping) Validate() error {
	for part := range m {
		if parts[part] == nil {
			return fmt.Errorf("%w: an article has no %q: want one of %s", unigraph.ErrInvalid, part, strings.Join(slices.Sorted(maps.Keys(parts)), ", "))
		}
	}
	return nil
}

// names gives for each part the name that holds it, of the names of a record.
func (m Mapping) names(of []string) map[string]string {
	byPlain := map[string]string{}
	for _, name := range slices.Backward(of) { // so that the first of two counts
		byPlain[plainName(name[strings.LastIndex(name, ".")+1:])] = name
	}
	for _, name := range slices.Backward(of) {
		byPlain[plainName(name)] = name
	}
	found := map[string]string{}
	for part, guesses := range parts {
		if name, ok := m[part]; ok {
			found[part] = name
			continue
		}
		for _, guess := range guesses {
			if name, ok := byPlain[guess]; ok && !slices.Contains(slices.Collect(maps.Values(m)), name) {
				found[part] = name
				break
			}
		}
	}
	return found
}

func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// told are the parts of an article as a record tells them.
type told map[string]string

// fields gives the parts of an article among the values of a record. Of several
// fields that could be a part, the surest that is not empty counts.
func (m Mapping) fields(values map[string]string) told {
	filled := make([]string, 0, len(values))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if strings.TrimSpace(values[name]) != "" {
			filled = append(filled, name)
		}
	}
	t := told{}
	for part, name := range m.names(filled) {
		t[part] = strings.TrimSpace(values[name])
		if part == "text" {
			t[part] = values[name]
		}
	}
	return t
}

// apply gives an article what was told.
func (t told) apply(a *unigraph.Article) {
	set := func(to *string, part string) {
		if t[part] != "" {
			*to = t[part]
		}
	}
	set((*string)(&a.ID), "id")
	set(&a.URL, "url")
	set(&a.Title, "title")
	set(&a.Text, "text")
	if d := parseDate(t["published"]); d != "" {
		a.Published = d
	}
}

// flatten gives the scalars of an object, with dots between the names of nested
// ones.
func flatten(object map[string]any) map[string]string {
	flat := map[string]string{}
	flattenInto(flat, "", object, 0)
	return flat
}

const maxNesting = 4 // of fields that may be mapped

func flattenInto(flat map[string]string, prefix string, object map[string]any, depth int) {
	for name, v := range object {
		switch v := v.(type) {
		case string:
			flat[prefix+name] = v
		case json.Number:
			flat[prefix+name] = v.String()
		case time.Time:
			flat[prefix+name] = v.Format(time.DateOnly)
		case uint64, int64, int, float64:
			flat[prefix+name] = fmt.Sprint(v)
		case map[string]any:
			if depth < maxNesting {
				flattenInto(flat, prefix+name+".", v, depth+1)
			}
		}
	}
}

// parseObject reads a JSON object.
func (m Mapping) parseObject(a *unigraph.Article, data []byte) error {
	fields, err := readObject(data)
	if err != nil {
		return err
	}
	values := flatten(fields)
	t := m.fields(values)
	if !m.namesText(fields, values) {
		if t = m.guessed(fields, values); t["text"] == "" {
			return fmt.Errorf("no field looks like a text: say --map text=FIELD%s", oneOf(values))
		}
	}
	if strings.TrimSpace(t["text"]) == "" {
		return errors.New(noText(m, fields))
	}
	if _, isPlain := fields["text"]; !isPlain { // our own name for it
		t["text"] = textOfFragment(t["text"])
	}
	t.apply(a)
	return nil
}

// parseMapped reads what the row of a table was made into.
func parseMapped(a *unigraph.Article, data []byte) error {
	if err := (Mapping{}).parseObject(a, data); err != nil {
		return err
	}
	a.Text = textOfFragment(a.Text)
	return nil
}

// isArticle tells whether a JSON object has a text.
func (m Mapping) isArticle(data []byte) bool {
	fields, err := readObject(data)
	return err == nil && m.fields(flatten(fields))["text"] != ""
}

// namesText tells whether a field of an object has the name of a text, whatever
// is in it.
func (m Mapping) namesText(fields map[string]any, values map[string]string) bool {
	return m.names(slices.AppendSeq(slices.Sorted(maps.Keys(fields)), maps.Keys(values)))["text"] != ""
}

// guessed is fields with a guess, as of a row of a table, at what their names do
// not say. An object with a list of objects is more than an article.
func (m Mapping) guessed(fields map[string]any, values map[string]string) told {
	for _, v := range fields {
		if list, ok := v.([]any); ok && slices.ContainsFunc(list, isObject) {
			return nil
		}
	}
	names := slices.Sorted(maps.Keys(values))
	row := tableRow{}
	for _, name := range names {
		row.cells = append(row.cells, values[name])
	}
	columns := map[string]int{}
	for part, name := range m.names(names) {
		if i := slices.Index(names, name); i >= 0 {
			columns[part] = i
		}
	}
	guess(columns, looksOf([]tableRow{row}, len(names)))
	t := told{}
	for part, i := range columns {
		t[part] = strings.TrimSpace(row.cells[i])
	}
	return t
}

func isObject(v any) bool {
	_, ok := v.(map[string]any)
	return ok
}

// maxNamed is how many fields an error names.
const maxNamed = 10

func oneOf(values map[string]string) string {
	names := slices.Sorted(maps.Keys(values))
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > maxNamed {
		names, more = names[:maxNamed], ", …"
	}
	return fmt.Sprintf(", one of %q%s", names, more)
}

// noText says where the text of a record was looked for.
func noText(m Mapping, fields map[string]any) string {
	if name, ok := m["text"]; ok {
		return fmt.Sprintf("no %q, or an empty one", name)
	}
	if v, ok := fields["text"]; ok && v != nil {
		if _, isString := v.(string); !isString {
			return `"text" is no string`
		}
	}
	return `no "text", or an empty one; if another field holds it, say --map text=FIELD`
}
