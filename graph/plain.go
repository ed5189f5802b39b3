package graph

import (
	"context"
	"io"

	"github.com/99designs/gqlgen/graphql"

	"unigraph/graph/model"
)

// plainRows writes rows that hold all that is asked of them, one after the other:
// the library would have a goroutine for each row and a context for each field of
// each, which is most of what a list costs. Rows of which more is asked are left
// to it.
type plainRows struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.FieldInterceptor
} = plainRows{}

// ExtensionName implements graphql.HandlerExtension.
func (plainRows) ExtensionName() string { return "PlainRows" }

// Validate implements graphql.HandlerExtension.
func (plainRows) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptField implements graphql.FieldInterceptor.
func (plainRows) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	found, err := next(ctx)
	switch rows := found.(type) {
	case []model.CountryCount:
		return plainly(ctx, rows, plainCounts), err
	case []model.University:
		return plainly(ctx, rows, plainUniversities), err
	}
	return found, err
}

// plainly is what writes the rows, or the rows where more is asked of them than
// they hold.
func plainly[T any](ctx context.Context, rows []T, t plainType[T]) any {
	write := t.asked(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field)
	if write == nil {
		return rows
	}
	return graphql.WriterFunc(func(w io.Writer) {
		separator := "["
		for i := range rows {
			io.WriteString(w, separator)
			write(w, &rows[i])
			separator = ","
		}
		if len(rows) == 0 {
			io.WriteString(w, separator)
		}
		io.WriteString(w, "]")
	})
}

// A plainType is a type of the schema by its name and those of its interfaces, and
// its fields that a T holds.
type plainType[T any] struct {
	names  []string
	fields map[string]plainField[T]
}

type (
	// A plainField gives what writes a field as it is asked for; nil if more is
	// asked of it than a T holds.
	plainField[T any]  func(*graphql.OperationContext, graphql.CollectedField) plainWriter[T]
	plainWriter[T any] func(io.Writer, *T)
)

// asked gives what writes the fields of a T that are asked for, if it holds all.
func (t plainType[T]) asked(op *graphql.OperationContext, of graphql.CollectedField) plainWriter[T] {
	var names []string // with what stands before them
	var writers []plainWriter[T]
	separator := "{"
	for _, f := range graphql.CollectFields(op, of.Selections, t.names) {
		var write plainWriter[T]
		if field := t.fields[f.Name]; field != nil {
			write = field(op, f)
		}
		if write == nil {
			return nil
		}
		names = append(names, separator+`"`+f.Alias+`":`)
		writers = append(writers, write)
		separator = ","
	}
	return func(w io.Writer, row *T) {
		for i, write := range writers {
			io.WriteString(w, names[i])
			write(w, row)
		}
		io.WriteString(w, "}")
	}
}

// plainValue is a field that marshal writes.
func plainValue[T any](marshal func(*T) graphql.Marshaler) plainField[T] {
	return func(*graphql.OperationContext, graphql.CollectedField) plainWriter[T] {
		return func(w io.Writer, row *T) { marshal(row).MarshalGQL(w) }
	}
}

// plainObject is a field that is an object of type t, or null.
func plainObject[T, U any](t plainType[U], get func(*T) *U) plainField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) plainWriter[T] {
		write := t.asked(op, f)
		if write == nil {
			return nil
		}
		return func(w io.Writer, row *T) {
			if u := get(row); u != nil {
				write(w, u)
			} else {
				graphql.Null.MarshalGQL(w)
			}
		}
	}
}

// The types of which lists are long, and what is asked of them most.
var (
	plainCountries = plainType[model.Country]{[]string{"Country", "Entity", "Node"}, map[string]plainField[model.Country]{
		"id":   plainValue(func(c *model.Country) graphql.Marshaler { return graphql.MarshalString(string(c.ID)) }),
		"code": plainValue(func(c *model.Country) graphql.Marshaler { return model.MarshalCountryCode(c.Code()) }),
		"name": plainValue(func(c *model.Country) graphql.Marshaler { return graphql.MarshalString(c.Name) }),
	}}
	plainCounts = plainType[model.CountryCount]{[]string{"CountryCount"}, map[string]plainField[model.CountryCount]{
		"country":    plainObject(plainCountries, func(c *model.CountryCount) *model.Country { return c.Country() }),
		"partners":   plainValue(func(c *model.CountryCount) graphql.Marshaler { return graphql.MarshalInt(c.Partners) }),
		"agreements": plainValue(func(c *model.CountryCount) graphql.Marshaler { return graphql.MarshalInt(c.Agreements) }),
	}}
	plainUniversities = plainType[model.University]{[]string{"University", "Entity", "Node"}, map[string]plainField[model.University]{
		"id":      plainValue(func(u *model.University) graphql.Marshaler { return graphql.MarshalString(string(u.ID)) }),
		"name":    plainValue(func(u *model.University) graphql.Marshaler { return graphql.MarshalString(u.Name) }),
		"country": plainObject(plainCountries, func(u *model.University) *model.Country { return u.Country() }),
	}}
)
