package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
)

// Limits are what one request may ask for.
type Limits struct {
	Body       int64         // bytes of a POST
	Tokens     int           // of a query; that of an IDE for the schema has under 200
	Selections int           // fields and fragments of a query with its fragments written out
	Depth      int           // of fields within fields; the IDE's has 15
	Aliases    int           // fields that have one, or are asked for twice in one place
	Directives int           // of one field, fragment or operation
	Complexity int           // about how many fields are computed, see priced
	Time       time.Duration // until the answer
}

// DefaultLimits let fair questions pass.
func DefaultLimits() Limits {
	return Limits{
		Body: 256 << 10, Tokens: 5_000, Selections: 1_000, Depth: 25, Aliases: 50, Directives: 5,
		Complexity: 20_000, Time: 30 * time.Second,
	}
}

// priced is a schema that prices every list by its rows: the call to the store
// as much as fifty fields, unless one is made for the lists of all rows together,
// and each row what is selected of it. No row is priced higher than most.
type priced struct {
	graphql.ExecutableSchema
	most int
}

// Complexity implements graphql.ExecutableSchema.
func (p priced) Complexity(_ context.Context, of, name string, ofRow int, args map[string]any) (int, bool) {
	const call, usual, few = 50, defaultFirst, 5
	field := p.Schema().Types[of].Fields.ForName(name)
	if field == nil || !has(field, "first") && !has(field, "modality") { // what is counted may have no pages
		return 0, false
	}
	ofRow = min(ofRow, p.most)
	if together(of, field) {
		return rowsOf(field, args, few) * ofRow, true
	}
	return call + rowsOf(field, args, usual)*ofRow, true
}

func has(field *ast.FieldDefinition, argument string) bool {
	return field.Arguments.ForName(argument) != nil
}

// together tells which lists are read for all rows above them at once, and have
// few rows: those with no pages, and what proves a fact or that two are tied.
func together(of string, field *ast.FieldDefinition) bool {
	switch of {
	case "Agreement", "Membership", "Affiliation", "Visit", "Partner", "PathStep", "EvidenceConnection", "StoryConnection":
		return true
	case schema.Query.Name:
		return false
	}
	return field.Type.Elem != nil && !has(field, "modality") && !has(field, "field")
}

// rowsOf tells how many rows of a list are paid for: as many as a client asks
// for, or as usual.
func rowsOf(field *ast.FieldDefinition, args map[string]any, usual int) int {
	first := args["first"]
	if last := args["last"]; last != nil {
		first = last
	}
	switch rows, err := graphql.UnmarshalInt(first); {
	case has(field, "field"): // groups are small
		return 1
	case first == nil:
		return usual
	case err != nil || rows < 0 || rows > maxFirst: // an error of its own, later
		return maxFirst
	default:
		return rows
	}
}

// cost tells in the extensions of an answer what it cost, of how much.
type cost struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.ResponseInterceptor
} = cost{}

// ExtensionName implements graphql.HandlerExtension.
func (cost) ExtensionName() string { return "Cost" }

// Validate implements graphql.HandlerExtension.
func (cost) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse implements graphql.ResponseInterceptor.
func (cost) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if stats := extension.GetComplexityStats(ctx); stats != nil {
		graphql.RegisterExtension(ctx, "cost", map[string]int{"complexity": stats.Complexity, "limit": stats.ComplexityLimit})
	}
	return next(ctx)
}
