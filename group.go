package unigraph

import (
	"cmp"
	"slices"
)

// A Group is the rows that have one key in common.
type Group struct {
	Key   string
	Count int
}

// An EntityKey says by what entities are grouped.
type EntityKey string

// The keys of entities.
const (
	EntityCountry  EntityKey = "country"  // ISO 3166-1 alpha-2
	EntityKind     EntityKey = "type"     // EntityType
	EntityAlliance EntityKey = "alliance" // EntityID of each alliance it is done a member of
)

// An AgreementKey says by what agreements are grouped.
type AgreementKey string

// The keys of agreements.
const (
	AgreementYear     AgreementKey = "year"     // "2018"
	AgreementMonth    AgreementKey = "month"    // "2018-11", or "2018" where no month is known
	AgreementSort     AgreementKey = "kind"     // AgreementKind
	AgreementModality AgreementKey = "modality" // Modality
	AgreementCountry  AgreementKey = "country"  // of each university that is party to it
	AgreementAlliance AgreementKey = "alliance" // EntityID of each alliance that a party is done a member of
)

// A RelationKey says by what relations are grouped.
type RelationKey string

// The keys of relations.
const (
	RelationYear     RelationKey = "year"            // "2018"
	RelationMonth    RelationKey = "month"           // "2018-11", or "2018" where no month is known
	RelationSort     RelationKey = "kind"            // RelationKind
	RelationModality RelationKey = "modality"        // Modality
	RelationRole     RelationKey = "role"            // in the words of the text
	SubjectCountry   RelationKey = "subject_country" // ISO 3166-1 alpha-2
	ObjectCountry    RelationKey = "object_country"  // ISO 3166-1 alpha-2
)

// A MatrixCell counts the agreements between universities of two countries, or
// within one.
type MatrixCell struct {
	One, Other string // ISO 3166-1 alpha-2, One first in the alphabet; "" unknown
	Agreements int
}

// Compare orders cells by their countries.
func (c MatrixCell) Compare(o MatrixCell) int {
	return cmp.Or(cmp.Compare(c.One, o.One), cmp.Compare(c.Other, o.Other))
}

// Of reports whether c counts agreements of any of the countries; no countries
// means any.
func (c MatrixCell) Of(countries []string) bool {
	return len(countries) == 0 || slices.Contains(countries, c.One) || slices.Contains(countries, c.Other)
}
