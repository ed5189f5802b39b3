package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// What one request may ask for.
const (
	maxBody       = 256 << 10 // bytes of a POST
	maxTokens     = 5_000     // of a query; the playground's introspection has under 200
	maxSelections = 1_000     // of a query with its fragments written out
	maxComplexity = 20_000    // see priced
)

// priced is a schema that prices every list by its rows: the call to the store
// as much as fifty fields, and each row what is selected of it.
type priced struct{ graphql.ExecutableSchema }

// Complexity implements graphql.ExecutableSchema.
func (priced) Complexity(_ context.Context, _, _ string, ofRow int, args map[string]any) (int, bool) {
	const call, unpaged = 50, 20
	_, counts := args["modality"] // partnersByCountry has no pages
	first, paged := args["first"]
	if !paged && !counts {
		return 0, false
	}
	if last := args["last"]; last != nil {
		first = last
	}
	rows := unpaged
	if first != nil {
		n, err := graphql.UnmarshalInt(first)
		if rows = n; err != nil || n < 0 || n > maxFirst { // an error of its own, later
			rows = maxFirst
		}
	}
	if _, grouped := args["field"]; grouped { // groups are small, and read with one call
		rows = 1
	}
	return call + rows*min(ofRow, maxComplexity), true
}

// selectionLimit refuses queries whose fragments multiply, before they are
// validated: that and pricing take as long as the fragments written out.
type selectionLimit struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = selectionLimit{}

// ExtensionName implements graphql.HandlerExtension.
func (selectionLimit) ExtensionName() string { return "SelectionLimit" }

// Validate implements graphql.HandlerExtension.
func (selectionLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (selectionLimit) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, maxTokens)
	if err != nil {
		return nil // the server parses it again, and says so
	}
	c := counter{doc.Fragments, map[string]int{}}
	most := 0
	for _, operation := range doc.Operations {
		most = max(most, c.set(operation.SelectionSet))
	}
	for _, fragment := range doc.Fragments { // one that no operation uses is validated too
		most = max(most, c.fragment(fragment.Name))
	}
	if most <= maxSelections {
		return nil
	}
	refusal := gqlerror.Errorf("the query has more than %d selections with its fragments written out", maxSelections)
	errcode.Set(refusal, errcode.ValidationFailed)
	return refusal
}

// A counter counts selections, those of each fragment once.
type counter struct {
	fragments ast.FragmentDefinitionList
	counted   map[string]int
}

// set counts the selections of a set, and stops soon after maxSelections.
func (c counter) set(set ast.SelectionSet) int {
	n := 0
	for _, selection := range set {
		n++
		switch s := selection.(type) {
		case *ast.Field:
			n += c.set(s.SelectionSet)
		case *ast.InlineFragment:
			n += c.set(s.SelectionSet)
		case *ast.FragmentSpread:
			n += c.fragment(s.Name)
		}
		if n > maxSelections {
			break
		}
	}
	return n
}

func (c counter) fragment(name string) int {
	n, ok := c.counted[name]
	if fragment := c.fragments.ForName(name); !ok && fragment != nil {
		c.counted[name] = 0 // a fragment within itself is refused later
		n = c.set(fragment.SelectionSet)
		c.counted[name] = n
	}
	return n
}
