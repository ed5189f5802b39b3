package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"unigraph/graph/generated"
)

// A paged question asks for a connection page by page: the question of a client
// that does not say which page it wants, with arguments and a field of its own.
type paged struct {
	params *graphql.RawParams
	path   []string // of the connection in an answer
}

// What is added to a question. Clients hardly have the same names.
const (
	pageAfter = "pageAfter_" // the variable: rows after this cursor
	pageField = "page_"      // the alias of pageInfo
)

// pagesOf makes a question paged; nil if it asks for no connection, or for a
// page of one.
func pagesOf(params *graphql.RawParams, tokens int) *paged {
	query := parseOne(params.Query, tokens)
	if query == nil {
		return nil
	}
	operation := query.Operations[0]
	connection, path := connectionIn(query, operation.SelectionSet, schema.Query)
	if connection == nil || slices.ContainsFunc(connection.Arguments, func(a *ast.Argument) bool { return slices.Contains(pageArguments, a.Name) }) {
		return nil
	}
	connection.Arguments = append(connection.Arguments,
		&ast.Argument{Name: "first", Value: &ast.Value{Raw: "100", Kind: ast.IntValue}},
		&ast.Argument{Name: "after", Value: &ast.Value{Raw: pageAfter, Kind: ast.Variable}})
	connection.SelectionSet = append(connection.SelectionSet, &ast.Field{
		Alias: pageField, Name: "pageInfo", SelectionSet: ast.SelectionSet{&ast.Field{Name: "hasNextPage"}, &ast.Field{Name: "endCursor"}},
	})
	operation.VariableDefinitions = append(operation.VariableDefinitions, &ast.VariableDefinition{Variable: pageAfter, Type: ast.NamedType("String", nil)})
	var text bytes.Buffer
	formatter.NewFormatter(&text).FormatQueryDocument(query)
	p := &paged{&graphql.RawParams{Query: text.String(), OperationName: params.OperationName, Variables: maps.Clone(params.Variables)}, path}
	if p.params.Variables == nil {
		p.params.Variables = map[string]any{}
	}
	return p
}

var (
	schema        = generated.NewExecutableSchema(generated.Config{}).Schema()
	pageArguments = []string{"first", "last", "after", "before"}
)

// connectionIn finds the only connection that is not in a list and whose rows are
// wanted; nil if there is none, or are more.
func connectionIn(query *ast.QueryDocument, set ast.SelectionSet, of *ast.Definition) (found *ast.Field, path []string) {
	for _, field := range fieldsOf(query, set) {
		definition := fieldOf(of, field.Name)
		if definition == nil || definition.Type.Elem != nil || len(field.SelectionSet) == 0 {
			continue
		}
		inner, way := field, []string(nil)
		if of := schema.Types[definition.Type.Name()]; !strings.HasSuffix(of.Name, "Connection") {
			inner, way = connectionIn(query, field.SelectionSet, of)
		} else if !slices.ContainsFunc(fieldsOf(query, field.SelectionSet), isRows) {
			continue
		}
		if inner != nil && found != nil {
			return nil, nil
		}
		if inner != nil {
			found, path = inner, append([]string{field.Alias}, way...)
		}
	}
	return found, path
}

// fieldOf gives the definition of a field of a type, or of any that it stands for:
// one name has one type on all of them. It is nil if there is none.
func fieldOf(of *ast.Definition, name string) *ast.FieldDefinition {
	for _, one := range append([]*ast.Definition{of}, schema.GetPossibleTypes(of)...) {
		if field := one.Fields.ForName(name); field != nil {
			return field
		}
	}
	return nil
}

func isRows(f *ast.Field) bool { return f.Name == "nodes" || f.Name == "edges" }

// next makes p ask for the page after the one of an answer; false if that was
// the last.
func (p *paged) next(data json.RawMessage) bool {
	for _, name := range append(slices.Clone(p.path), pageField) {
		var object map[string]json.RawMessage
		if json.Unmarshal(data, &object) != nil {
			return false // null on the way
		}
		data = object[name]
	}
	var page struct {
		HasNextPage bool
		EndCursor   string
	}
	if json.Unmarshal(data, &page) != nil || !page.HasNextPage {
		return false
	}
	p.params.Variables[pageAfter] = page.EndCursor
	return true
}

// asJSON is r asking other things, for an answer in JSON.
func asJSON(r *http.Request, params *graphql.RawParams) *http.Request {
	body, err := json.Marshal(params)
	if err != nil {
		panic(err) // it was JSON
	}
	asked := r.Clone(r.Context())
	asked.Method, asked.URL = http.MethodPost, &url.URL{Path: r.URL.Path}
	asked.Body, asked.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	asked.Header.Set("Content-Type", mediaJSON)
	asked.Header.Set("Accept", mediaJSON)
	return asked
}

// parseOne parses a query; nil if it has not one operation and so many tokens at
// most.
func parseOne(text string, tokens int) *ast.QueryDocument {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, tokens)
	if err != nil || len(doc.Operations) != 1 {
		return nil
	}
	return doc
}

// errBroken says that a list broke off.
var errBroken = errors.New("an answer with errors")

// A stream holds what is written to it back until it is flushed.
type stream struct {
	to    http.ResponseWriter
	media string
	held  bytes.Buffer
	begun bool // whether the client has some of it
}

func (s *stream) Write(part []byte) (int, error) { return s.held.Write(part) }

// flush sends what is held, and gives the client time for more.
func (s *stream) flush(more bool) {
	s.to.Header().Set("Content-Type", s.media+"; charset=utf-8")
	_, _ = s.held.WriteTo(s.to) // of a client that left the context tells
	if s.begun = more; more {
		controller := http.NewResponseController(s.to)
		_ = controller.SetWriteDeadline(time.Time{}) // each answer has a limit of its own
		_ = controller.Flush()
	}
}
