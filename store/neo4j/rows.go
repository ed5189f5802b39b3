package neo4j

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// row is one element of $rows, or the properties of a node or relationship. A
// property that would be empty is left out, except those that queries compare.
type row = map[string]any

// put sets a property unless its value is zero.
func put[T comparable](r row, key string, value T) {
	var zero T
	if value != zero {
		r[key] = value
	}
}

func putList[T ~string](r row, key string, values []T) {
	if len(values) > 0 {
		r[key] = toStrings(values)
	}
}

// get reads a property; the zero value if it is missing.
func get[T any](r row, key string) T {
	v, _ := r[key].(T)
	return v
}

func getText[T ~string](r row, key string) T { return T(get[string](r, key)) }

func getList[T ~string](r row, key string) []T { return toTexts[T](get[[]any](r, key)) }

func toTexts[T ~string](values []any) []T {
	var texts []T
	for _, v := range values {
		s, _ := v.(string)
		texts = append(texts, T(s))
	}
	return texts
}

func toStrings[T ~string](values []T) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return all
}

// field reads a column of a record; the zero value if it is null.
func field[T any](r *neo4j.Record, key string) T {
	v, _ := r.Get(key)
	t, _ := v.(T)
	return t
}

func articleRow(b unigraph.Batch) row {
	r := row{"id": string(b.Article.ID), "digest": b.Digest()}
	put(r, "title", b.Article.Title)
	put(r, "url", b.Article.URL)
	put(r, "published", string(b.Article.Published))
	put(r, "source", b.Article.Source)
	put(r, "fingerprint", b.Article.Fingerprint)
	put(r, "sketch", string(b.Article.Sketch))
	return r
}

func toArticle(r row) unigraph.Article {
	return unigraph.Article{
		ID: getText[unigraph.ArticleID](r, "id"), Title: getText[string](r, "title"),
		URL: getText[string](r, "url"), Published: getText[unigraph.Date](r, "published"),
		Source: getText[string](r, "source"), Fingerprint: getText[string](r, "fingerprint"), Sketch: getText[unigraph.Sketch](r, "sketch"),
	}
}

// entityRow is what a telling keeps of an entity.
func entityRow(e unigraph.Entity) row {
	r := row{"name": e.Name, "country": e.Country, "linked": e.Linked}
	putList(r, "aliases", e.Aliases)
	putList(r, "sameAs", e.SameAs)
	return r
}

// wholeEntityRow is what the entity itself keeps: also its id, its name as lists
// order it, and its names as a search compares them.
func wholeEntityRow(e unigraph.Entity) row {
	var folded []string
	for _, name := range e.Names() {
		folded = append(folded, unigraph.Fold(name))
	}
	r := entityRow(e)
	r["id"], r["sorted"] = ordered(e.ID), ordered(unigraph.Fold(e.Name))
	putList(r, "folded", sortedSet(folded))
	return r
}

func toEntity(r row) unigraph.Entity {
	return unigraph.Entity{
		ID: original[unigraph.EntityID](get[string](r, "id")), Name: getText[string](r, "name"),
		Aliases: getList[string](r, "aliases"), Country: getText[string](r, "country"),
		Linked: get[bool](r, "linked"), SameAs: getList[string](r, "sameAs"),
	}
}

// sortedSet gives the distinct values in order.
func sortedSet[T ~string](values []T) []T {
	values = slices.Clone(values)
	slices.Sort(values)
	return slices.Compact(values)
}

// escape begins a letter whose place in Neo4j's order is not that of its bytes.
// It is the last code point below the surrogates, and unassigned.
const escape = '\uD7FF'

var escaped = regexp.MustCompile(string(escape) + `[0-9a-f]{6}`)

// ordered gives the form in which the database keeps an id. Neo4j orders
// strings by UTF-8 bytes or by UTF-16 units, depending on the plan of a query;
// in this form both are the order of the bytes of the id. Hardly any id
// changes: only letters from U+D7FF on, such as rare Han and full-width Latin.
func ordered[T ~string](id T) string {
	late := func(r rune) bool { return r >= escape }
	if strings.IndexFunc(string(id), late) < 0 {
		return string(id)
	}
	var b strings.Builder
	for _, r := range string(id) {
		if late(r) {
			fmt.Fprintf(&b, "%c%06x", escape, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// original undoes ordered.
func original[T ~string](kept string) T {
	if !strings.ContainsRune(kept, escape) {
		return T(kept)
	}
	return T(escaped.ReplaceAllStringFunc(kept, func(s string) string {
		code, _ := strconv.ParseInt(s[len(string(escape)):], 16, 32) // six hexadecimal digits
		return string(rune(code))
	}))
}

func orderedAll[T ~string](ids []T) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = ordered(id)
	}
	return sortedSet(all)
}
