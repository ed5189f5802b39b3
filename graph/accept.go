package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"unigraph/export"
)

// A form is how the one list, or the one network, of an answer is written if a
// client accepts that instead of JSON. A long list comes in several answers.
type form struct {
	media string
	write func(w io.Writer, query *ast.QueryDocument, answers answers) error
}

// answers are the data of one answer after the other.
type answers = iter.Seq2[json.RawMessage, error]

var forms = []form{
	{"text/csv", writeTable},
	{"application/jsonl", writeLines},
	{"application/x-ndjson", writeLines},
	{"application/graphml+xml", writeNetwork(export.NewGraphML)},
	{"application/gexf+xml", writeNetwork(export.NewGEXF)},
}

// accepted gives the form that the client asks for; nil for JSON.
func accepted(r *http.Request) *form {
	for accept := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		media, _, _ := mime.ParseMediaType(accept)
		if i := slices.IndexFunc(forms, func(f form) bool { return f.media == media }); i >= 0 {
			return &forms[i]
		}
	}
	return nil
}

// in serves the answer of next in the form, to a query of so many tokens at
// most. An answer with errors stays JSON, with a status that says so. A
// connection of which the client does not say what page it wants is served
// whole, page by page; once the client has some of it, an error breaks it off.
func (f form) in(next http.Handler, w http.ResponseWriter, r *http.Request, tokens int) {
	params, problem := paramsOf(r)
	if problem != "" {
		refuse(w, http.StatusBadRequest, problem)
		return
	}
	query, pages := parseOne(params.Query, tokens), pagesOf(params, tokens)
	if pages != nil {
		params = pages.params
	}
	held := &heldResponse{header: w.Header(), status: http.StatusOK}
	first := held.answer(next, r, params)
	if first == nil || query == nil {
		w.WriteHeader(max(held.status, http.StatusBadRequest))
		w.Write(held.body.Bytes())
		return
	}
	out := &stream{to: w, media: f.media}
	err := f.write(out, query, func(yield func(json.RawMessage, error) bool) {
		data := first
		for yield(data, nil) && pages != nil && pages.next(data) {
			out.flush(true)
			later := &heldResponse{header: http.Header{}}
			if data = later.answer(next, r, params); data == nil {
				yield(nil, errBroken)
				return
			}
		}
	})
	switch {
	case err != nil && out.begun:
		panic(http.ErrAbortHandler) // the client sees that there should be more
	case err != nil:
		refuse(w, http.StatusNotAcceptable, fmt.Sprintf("as %s: %v", f.media, err))
	default:
		out.flush(false)
	}
}

// A heldResponse keeps what a handler writes.
type heldResponse struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *heldResponse) Header() http.Header            { return h.header }
func (h *heldResponse) WriteHeader(status int)         { h.status = status }
func (h *heldResponse) Write(part []byte) (int, error) { return h.body.Write(part) }

// answer gives the data that next answers; nil if there are errors.
func (h *heldResponse) answer(next http.Handler, r *http.Request, params *graphql.RawParams) json.RawMessage {
	next.ServeHTTP(h, asJSON(r, params))
	h.header.Del("Content-Length") // it is answered in another form
	var answer struct{ Errors, Data json.RawMessage }
	if err := json.Unmarshal(h.body.Bytes(), &answer); err != nil || answer.Errors != nil {
		return nil
	}
	return answer.Data
}

// A rowList is a list of an answer and what is selected of each row.
type rowList struct {
	rows     []json.RawMessage
	selected []*ast.Field
}

// listOf finds the only list of an answer.
func listOf(query *ast.QueryDocument, data json.RawMessage) (rowList, error) {
	lists, err := listsIn(query, fieldsOf(query, query.Operations[0].SelectionSet), data)
	if err == nil && len(lists) != 1 {
		err = fmt.Errorf("want an answer with one list, not %d", len(lists))
	}
	if err != nil {
		return rowList{}, err
	}
	return lists[0], nil
}

func listsIn(query *ast.QueryDocument, fields []*ast.Field, data json.RawMessage) (lists []rowList, err error) {
	if bytes.HasPrefix(data, []byte("[")) {
		list := rowList{selected: fields}
		err := json.Unmarshal(data, &list.rows)
		return []rowList{list}, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, err
	}
	for _, field := range fields {
		if len(field.SelectionSet) == 0 {
			continue
		}
		more, err := listsIn(query, fieldsOf(query, field.SelectionSet), object[field.Alias])
		if err != nil {
			return nil, err
		}
		lists = append(lists, more...)
	}
	return lists, nil
}

// fieldsOf lists the fields of a selection, those of its fragments among them,
// each once.
func fieldsOf(query *ast.QueryDocument, set ast.SelectionSet) (fields []*ast.Field) {
	for _, selection := range set {
		var more []*ast.Field
		switch s := selection.(type) {
		case *ast.Field:
			more = []*ast.Field{s}
		case *ast.InlineFragment:
			more = fieldsOf(query, s.SelectionSet)
		case *ast.FragmentSpread:
			if fragment := query.Fragments.ForName(s.Name); fragment != nil {
				more = fieldsOf(query, fragment.SelectionSet)
			}
		}
		for _, field := range more {
			if !slices.ContainsFunc(fields, func(f *ast.Field) bool { return f.Alias == field.Alias }) {
				fields = append(fields, field)
			}
		}
	}
	return fields
}

// A column of a table is a leaf of what is selected of a row.
type column []string

// columnsOf lists the columns in the order of the query; they depend on nothing
// else.
func columnsOf(query *ast.QueryDocument, fields []*ast.Field, path column) (columns []column) {
	for _, field := range fields {
		path := append(slices.Clip(path), field.Alias)
		if len(field.SelectionSet) == 0 {
			columns = append(columns, path)
		} else {
			columns = append(columns, columnsOf(query, fieldsOf(query, field.SelectionSet), path)...)
		}
	}
	return columns
}

// heading names a column: country.code. Words that only lists have are left out.
func (c column) heading() string {
	words := slices.DeleteFunc(slices.Clone(c), func(s string) bool { return s == "nodes" || s == "edges" || s == "node" })
	return strings.Join(words, ".")
}

// values gives what a row has in the column, several where it has lists.
func (c column) values(row any) []string {
	switch v := row.(type) {
	case nil:
		return []string{""}
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, c.values(item)...)
		}
		return all
	case map[string]any:
		if len(c) == 0 {
			return nil
		}
		return c[1:].values(v[c[0]])
	}
	return []string{fmt.Sprint(row)}
}

func writeTable(w io.Writer, query *ast.QueryDocument, answers answers) error {
	var table *export.Table
	var columns []column
	for data, err := range answers {
		if err != nil {
			return err
		}
		list, err := listOf(query, data)
		if err != nil {
			return err
		}
		if table == nil {
			columns = columnsOf(query, list.selected, nil)
			if table, err = export.NewTable(w, headings(columns)...); err != nil {
				return err
			}
		}
		for _, row := range list.rows {
			cells, err := cellsOf(row, columns)
			if err != nil {
				return err
			}
			if err := table.Row(cells...); err != nil {
				return err
			}
		}
		if err := table.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func headings(columns []column) []string {
	headings := make([]string, len(columns))
	for i, c := range columns {
		headings[i] = c.heading()
	}
	return headings
}

func cellsOf(raw json.RawMessage, columns []column) ([]string, error) {
	var row any
	if err := decodeJSON(bytes.NewReader(raw), &row); err != nil {
		return nil, err
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = export.List(c.values(row))
	}
	return cells, nil
}

func writeLines(w io.Writer, query *ast.QueryDocument, answers answers) error {
	for data, err := range answers {
		if err != nil {
			return err
		}
		list, err := listOf(query, data)
		if err != nil {
			return err
		}
		for _, row := range list.rows {
			if _, err := fmt.Fprintf(w, "%s\n", row); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeNetwork writes the network of an answer: its one object with nodes and
// edges.
func writeNetwork(begin func(io.Writer) (export.Graph, error)) func(io.Writer, *ast.QueryDocument, answers) error {
	return func(w io.Writer, _ *ast.QueryDocument, answers answers) error {
		var data json.RawMessage
		for data = range answers {
			break // networks have no pages
		}
		var roots map[string]struct {
			Nodes []struct {
				ID, Name string
				Type     string `json:"__typename"`
				Country  struct{ Code string }
			}
			Edges []struct {
				One, Other string
				Agreements int
			}
		}
		if err := json.Unmarshal(data, &roots); err != nil || len(roots) != 1 {
			return fmt.Errorf("want one network or neighbourhood with nodes { id name } and edges { one other agreements }")
		}
		g, err := begin(w)
		if err != nil {
			return err
		}
		for _, network := range roots {
			for _, n := range network.Nodes {
				if err := g.Node(export.Node{ID: n.ID, Name: n.Name, Type: strings.ToLower(n.Type), Country: n.Country.Code}); err != nil {
					return err
				}
			}
			for _, e := range network.Edges {
				if err := g.Edge(export.Edge{ID: e.One + "+" + e.Other, One: e.One, Other: e.Other, Kind: "SIGNED_WITH", Weight: e.Agreements}); err != nil {
					return err
				}
			}
		}
		return g.Close()
	}
}
