package unigraph

import (
	"cmp"
	"slices"
	"strings"
)

// A RelationKind says how two entities are related.
type RelationKind string

// The kinds of relation: subject → object. SIGNED, from a party or a person to
// an Agreement, is told by the Agreement itself.
const (
	MemberOf       RelationKind = "MEMBER_OF"       // institution → alliance
	Visited        RelationKind = "VISITED"         // person or institution → institution, country or place
	AffiliatedWith RelationKind = "AFFILIATED_WITH" // person → institution or country, with a role
	LocatedIn      RelationKind = "LOCATED_IN"      // institution or place → country
)

// RelationKinds lists every kind.
var RelationKinds = []RelationKind{MemberOf, Visited, AffiliatedWith, LocatedIn}

// A Relation links two entities. In a Batch it is what one article reports;
// from a Store it is the join of all reports.
type Relation struct {
	ID         FactID
	Kind       RelationKind
	Subject    EntityID
	Object     EntityID
	Role       string // of AffiliatedWith, in the words of the text; "" otherwise
	Date       Date   // of the visit, or since when; "" if unknown
	Modality   Modality
	Confidence float64    // of the best evidence, 0 to 1
	Evidence   []Evidence // one or more in a Batch; nil from Find: ask Reader.Evidence
}

// Precedes reports whether r came before a, or on the same day: both dates are
// known, and a, which is done, has for parties the object of r and its subject
// or, of a person, any of the institutions that the person has a role at.
func (r Relation) Precedes(a Agreement, institutions []EntityID) bool {
	subject := func(id EntityID) bool {
		return id != r.Object && (id == r.Subject || slices.Contains(institutions, id))
	}
	return r.Date != "" && a.Date >= r.Date && a.Modality == Done &&
		slices.Contains(a.Parties, r.Object) && slices.ContainsFunc(a.Parties, subject)
}

// Lag is how many days lie between two dates that are known to the day; false
// for others.
func Lag(from, to Date) (days int, ok bool) {
	if from.Precision() != PrecisionDay || to.Precision() != PrecisionDay {
		return 0, false
	}
	first, _ := from.days()
	last, _ := to.days()
	return int(last.Sub(first).Hours() / 24), true
}

// Key names the group of reports that JoinRelations takes together: kind, ends,
// role and modality.
func (r Relation) Key() string {
	key := strings.ToLower(string(r.Kind)) + "/" + string(r.Subject) + ">" + string(r.Object)
	if r.Role != "" {
		key += "/" + strings.ReplaceAll(Fold(r.Role), " ", "-")
	}
	return key + modalitySuffix(r.Modality)
}

// JoinRelations gives the relations that reports of one key tell of. Visits
// are events and part by date as agreements do; every other kind is a state,
// and all its reports are one relation with the earliest of the most precise
// dates. It is a pure function of the set of reports, whatever their order.
func JoinRelations(reports []Relation) []Relation {
	events := joinByDate(reports, func(r Relation) Date { return r.Date }, compareRelations)
	if len(reports) > 0 && reports[0].Kind != Visited {
		events = [][]Relation{slices.Concat(events...)}
	}
	joined := make([]Relation, 0, len(events))
	for _, event := range events {
		r := event[0]
		evidence := make([][]Evidence, 0, len(event))
		for _, report := range event {
			r.Role = min(r.Role, report.Role)
			evidence = append(evidence, report.Evidence)
		}
		r.Evidence, r.Confidence = joinEvidence(evidence...)
		r.ID = FactID(r.Key())
		if r.Kind == Visited {
			r.ID = factID(r.Key(), r.Date)
		}
		joined = append(joined, r)
	}
	return joined
}

func compareRelations(a, b Relation) int {
	return cmp.Or(cmp.Compare(a.Role, b.Role), slices.CompareFunc(a.Evidence, b.Evidence, Evidence.Compare))
}
