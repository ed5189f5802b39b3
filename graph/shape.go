package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// shapeLimit refuses queries that are too large, deep or repetitive, before they
// are validated: that and pricing take as long as their fragments written out.
type shapeLimit struct {
	Limits
	known graphql.Cache[*ast.QueryDocument] // queries that have passed
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = shapeLimit{}

// ExtensionName implements graphql.HandlerExtension.
func (shapeLimit) ExtensionName() string { return "ShapeLimit" }

// Validate implements graphql.HandlerExtension.
func (shapeLimit) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (l shapeLimit) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if _, passed := l.known.Get(ctx, params.Query); passed {
		return nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, l.Tokens)
	if err != nil {
		return nil // the server parses it again, and says so
	}
	m := measurer{doc.Fragments, map[string]shape{}, l.Limits}
	var most shape
	for _, operation := range doc.Operations {
		s := m.set(operation.SelectionSet)
		s.directives = max(s.directives, len(operation.Directives))
		most = most.or(s)
	}
	for _, fragment := range doc.Fragments { // one that no operation uses is validated too
		most = most.or(m.fragment(fragment.Name))
	}
	return l.refusal(most)
}

// refusal says which limit a query exceeds; nil if none.
func (l Limits) refusal(s shape) *gqlerror.Error {
	for _, bound := range []struct {
		is, most int
		problem  string
	}{
		{s.depth, l.Depth, "the query is more than %d fields deep"},
		{s.aliases, l.Aliases, "the query has more than %d aliases and repeated fields, with its fragments written out"},
		{s.directives, l.Directives, "the query has more than %d directives in one place"},
		{s.selections, l.Selections, "the query has more than %d selections with its fragments written out"},
	} {
		if bound.is > bound.most {
			err := gqlerror.Errorf(bound.problem, bound.most)
			errcode.Set(err, codeLimit)
			return err
		}
	}
	return nil
}

// A shape is how large a part of a query is.
type shape struct{ selections, depth, aliases, directives int }

// beside is the shape of two parts in one place.
func (s shape) beside(o shape) shape {
	return shape{s.selections + o.selections, max(s.depth, o.depth), s.aliases + o.aliases, max(s.directives, o.directives)}
}

// or is the shape of two parts of which one is used.
func (s shape) or(o shape) shape {
	return shape{max(s.selections, o.selections), max(s.depth, o.depth), max(s.aliases, o.aliases), max(s.directives, o.directives)}
}

// A measurer takes the shape of selections, that of each fragment once.
type measurer struct {
	fragments ast.FragmentDefinitionList
	measured  map[string]shape
	limits    Limits
}

// set measures a set of selections, and stops soon after the first limit.
func (m measurer) set(set ast.SelectionSet) (sum shape) {
	asked := map[string]bool{}
	for _, selection := range set {
		var one shape
		switch s := selection.(type) {
		case *ast.Field:
			one = m.set(s.SelectionSet)
			one.depth++
			if s.Alias != s.Name || asked[s.Alias] {
				one.aliases++
			}
			asked[s.Alias] = true
			one.directives = max(one.directives, len(s.Directives))
		case *ast.InlineFragment:
			one = m.set(s.SelectionSet)
			one.directives = max(one.directives, len(s.Directives))
		case *ast.FragmentSpread:
			one = m.fragment(s.Name)
			one.directives = max(one.directives, len(s.Directives))
		}
		one.selections++
		sum = sum.beside(one)
		if m.limits.refusal(sum) != nil {
			break
		}
	}
	return sum
}

func (m measurer) fragment(name string) shape {
	s, measured := m.measured[name]
	if fragment := m.fragments.ForName(name); !measured && fragment != nil {
		m.measured[name] = shape{} // a fragment within itself is refused later
		s = m.set(fragment.SelectionSet)
		m.measured[name] = s
	}
	return s
}
