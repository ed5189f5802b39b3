package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
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
// as much as fifty fields, and each row what is selected of it. No row is
// priced higher than most.
type priced struct {
	graphql.ExecutableSchema
	most int
}

// Complexity implements graphql.ExecutableSchema.
func (p priced) Complexity(_ context.Context, _, _ string, ofRow int, args map[string]any) (int, bool) {
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
	return call + rows*min(ofRow, p.most), true
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
