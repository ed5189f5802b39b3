package model

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"unigraph"
	"unigraph/internal/countryname"
)

// MarshalDate writes a date as text; the unknown date is null.
func MarshalDate(d unigraph.Date) graphql.Marshaler { return textOrNull(string(d)) }

// UnmarshalDate reads a date that is known to the year at least.
func UnmarshalDate(v any) (unigraph.Date, error) {
	s, _ := v.(string)
	d, err := unigraph.ParseDate(s)
	if err != nil || d == "" {
		return "", fmt.Errorf("want a date as text, such as \"2018\", \"2018-11\" or \"2018-11-14\"")
	}
	return d, nil
}

// MarshalCountryCode writes a code as text; the empty code is null.
func MarshalCountryCode(code string) graphql.Marshaler { return textOrNull(code) }

// UnmarshalCountryCode reads a code in any case.
func UnmarshalCountryCode(v any) (string, error) {
	s, _ := v.(string)
	code := strings.ToUpper(s)
	if countryname.Of(code) == "" {
		return "", fmt.Errorf("want an ISO 3166-1 alpha-2 code, such as CN")
	}
	return code, nil
}

// MarshalModality writes a modality as the schema spells it.
func MarshalModality(m unigraph.Modality) graphql.Marshaler { return enum(m) }

// UnmarshalModality reads a modality as the schema spells it.
func UnmarshalModality(v any) (unigraph.Modality, error) {
	return unenum[unigraph.Modality](v)
}

// MarshalAgreementKind writes a kind as the schema spells it.
func MarshalAgreementKind(k unigraph.AgreementKind) graphql.Marshaler { return enum(k) }

// UnmarshalAgreementKind reads a kind as the schema spells it.
func UnmarshalAgreementKind(v any) (unigraph.AgreementKind, error) {
	return unenum[unigraph.AgreementKind](v)
}

// MarshalPrecision writes a precision as the schema spells it.
func MarshalPrecision(p unigraph.Precision) graphql.Marshaler { return enum(p) }

// UnmarshalPrecision reads a precision as the schema spells it.
func UnmarshalPrecision(v any) (unigraph.Precision, error) {
	return unenum[unigraph.Precision](v)
}

// MarshalEntityType writes an entity type as the schema spells it.
func MarshalEntityType(v unigraph.EntityType) graphql.Marshaler { return enum(v) }

// UnmarshalEntityType reads an entity type as the schema spells it.
func UnmarshalEntityType(v any) (unigraph.EntityType, error) { return unenum[unigraph.EntityType](v) }

// MarshalEntityKey writes a key of entities as the schema spells it.
func MarshalEntityKey(v unigraph.EntityKey) graphql.Marshaler { return enum(v) }

// UnmarshalEntityKey reads a key of entities as the schema spells it.
func UnmarshalEntityKey(v any) (unigraph.EntityKey, error) { return unenum[unigraph.EntityKey](v) }

// MarshalAgreementKey writes a key of agreements as the schema spells it.
func MarshalAgreementKey(v unigraph.AgreementKey) graphql.Marshaler { return enum(v) }

// UnmarshalAgreementKey reads a key of agreements as the schema spells it.
func UnmarshalAgreementKey(v any) (unigraph.AgreementKey, error) {
	return unenum[unigraph.AgreementKey](v)
}

// MarshalRelationKey writes a key of relations as the schema spells it.
func MarshalRelationKey(v unigraph.RelationKey) graphql.Marshaler { return enum(v) }

// UnmarshalRelationKey reads a key of relations as the schema spells it.
func UnmarshalRelationKey(v any) (unigraph.RelationKey, error) {
	return unenum[unigraph.RelationKey](v)
}

const descending = "_desc"

// MarshalOrder writes an order as the schema spells it.
func MarshalOrder(o unigraph.Order) graphql.Marshaler {
	name := cmp.Or(string(o.By), "id")
	if o.Descending {
		name += descending
	}
	return enum(name)
}

// UnmarshalOrder reads an order as the schema spells it.
func UnmarshalOrder(v any) (unigraph.Order, error) {
	name, err := unenum[string](v)
	by, down := strings.CutSuffix(name, descending)
	if by == "id" {
		by = string(unigraph.ByID)
	}
	return unigraph.Order{By: unigraph.OrderBy(by), Descending: down}, err
}

func enum[T ~string](v T) graphql.Marshaler {
	return graphql.MarshalString(strings.ToUpper(string(v)))
}

func unenum[T ~string](v any) (T, error) {
	s, err := graphql.UnmarshalString(v)
	return T(strings.ToLower(s)), err
}

func textOrNull(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}
