package unigraph

import "fmt"

// Filters are the questions that can be asked: plain values, which each engine
// turns into one query of its own. A filter selects what satisfies all of its
// non-zero fields. Filters nest through relations: universities in Russia that
// have signed with a member of an alliance since 2015 are
//
//	EntityFilter{Types: []EntityType{University}, Countries: []string{"RU"}, Signed: &SignedFilter{
//		AgreementFilter: AgreementFilter{FactFilter: FactFilter{Since: "2015"}},
//		With:            &EntityFilter{MemberOf: &RelatedFilter{Entity: EntityFilter{IDs: []EntityID{alliance}}}},
//	}}

// A Filter is any of the filters that the store is asked about.
type Filter interface{ Validate() error }

// ValidateQuestion reports the first of a page, in one of the known orders, and
// filters that is not valid. Every engine calls it.
func ValidateQuestion[F Filter](fs []F, p Page, known ...OrderBy) error {
	if err := p.Validate(known...); err != nil {
		return err
	}
	for _, f := range fs {
		if err := f.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// A FactFilter says which facts count.
type FactFilter struct {
	Since, Until  Date       // as Date.Within
	AsOf          Date       // not dated later than this; the unknown date passes
	Modalities    []Modality // any of these; none means Done, and within And, Or and Not any
	MinConfidence float64    // at least this
}

// UsualConfidence is from which confidence facts count unless a question says
// otherwise: engines may know beforehand which these are.
const UsualConfidence = 0.5

// WantedModalities is Modalities, or Done alone where it is empty.
func (f FactFilter) WantedModalities() []Modality {
	if len(f.Modalities) == 0 {
		return []Modality{Done}
	}
	return f.Modalities
}

// inside is f as it means within And, Or and Not: which facts count at all is
// said outside.
func (f FactFilter) inside() FactFilter {
	if len(f.Modalities) == 0 {
		f.Modalities = Modalities
	}
	return f
}

// Wants reports whether f selects a fact of that date, modality and confidence.
func (f FactFilter) Wants(d Date, m Modality, confidence float64) bool {
	for _, wanted := range f.WantedModalities() {
		if m == wanted {
			return d.Within(f.Since, f.Until) && d.notAfter(f.AsOf) && confidence >= f.MinConfidence
		}
	}
	return false
}

// notAfter reports whether d is unknown or may lie at or before o; with no o, always.
func (d Date) notAfter(o Date) bool { return d == "" || o == "" || d <= o+"~" }

// An EntityFilter selects entities.
type EntityFilter struct {
	IDs       []EntityID   // any of these
	Types     []EntityType // any of these
	Countries []string     // located in any of these: ISO 3166-1 alpha-2, upper case; "" stands for unknown
	Name      string       // whose name or any alias equals this one when both are folded
	Linked    *bool        // whether a gazetteer knows them

	Signed         *SignedFilter  // party to such an agreement
	MemberOf       *RelatedFilter // member of such an alliance
	HasMember      *RelatedFilter // alliance of such a member
	Visited        *RelatedFilter // visitor of such a host
	VisitedBy      *RelatedFilter // host of such a visitor
	AffiliatedWith *RelatedFilter // person of such an institution
	HasPerson      *RelatedFilter // institution of such a person

	And, Or []EntityFilter // all of these, if any; any of these, if any
	Not     *EntityFilter
}

// A SignedFilter selects the agreements of a party.
type SignedFilter struct {
	AgreementFilter
	With *EntityFilter // another party is such an entity
}

// A RelatedFilter selects relations by what is at their other end.
type RelatedFilter struct {
	FactFilter
	Entity EntityFilter
}

// A Step is a relation from the entities of a filter, its ends turned as the
// filter sees them.
type Step struct {
	*RelatedFilter
	Kind     RelationKind
	ToObject bool // the entity of the filter is the subject
}

// Steps lists the relations that f asks for.
func (f EntityFilter) Steps() (steps []Step) {
	for _, s := range []Step{
		{f.MemberOf, MemberOf, true}, {f.HasMember, MemberOf, false}, {f.Visited, Visited, true},
		{f.VisitedBy, Visited, false}, {f.AffiliatedWith, AffiliatedWith, true}, {f.HasPerson, AffiliatedWith, false},
	} {
		if s.RelatedFilter != nil {
			steps = append(steps, s)
		}
	}
	return steps
}

// Few reports whether f, by the look of it, selects few entities, so that an
// engine does well to begin with them.
func (f EntityFilter) Few() bool {
	if len(f.IDs) > 0 || f.Name != "" || f.Signed != nil && f.Signed.With != nil && f.Signed.With.Few() {
		return true
	}
	for _, s := range f.Steps() {
		if s.Entity.Few() {
			return true
		}
	}
	for _, and := range f.And {
		if and.Few() {
			return true
		}
	}
	return false
}

// An AgreementFilter selects agreements.
type AgreementFilter struct {
	FactFilter
	IDs       []FactID        // any of these
	Kinds     []AgreementKind // any of these
	Parties   []EntityID      // all of these are parties
	With      []EntityFilter  // for each of these some party is such an entity
	Unrenewed bool            // dated, and no done renewal by the same parties has a later date

	And, Or []AgreementFilter // all of these, if any; any of these, if any
	Not     *AgreementFilter
}

// Few reports whether f, by the look of it, selects few agreements.
func (f AgreementFilter) Few() bool {
	if len(f.IDs) > 0 || len(f.Parties) > 0 {
		return true
	}
	for _, with := range f.With {
		if with.Few() {
			return true
		}
	}
	for _, and := range f.And {
		if and.Few() {
			return true
		}
	}
	return false
}

// Inside is f as it means within And, Or and Not of another filter.
func (f AgreementFilter) Inside() AgreementFilter {
	f.FactFilter = f.inside()
	return f
}

// A RelationFilter selects relations.
type RelationFilter struct {
	FactFilter
	IDs      []FactID       // any of these
	Kinds    []RelationKind // any of these
	Subjects []EntityID     // whose subject is any of these
	Objects  []EntityID     // whose object is any of these
	Subject  *EntityFilter  // whose subject is such an entity
	Object   *EntityFilter  // whose object is such an entity
	Followed bool           // before an agreement of its ends, as Relation.Precedes

	And, Or []RelationFilter // all of these, if any; any of these, if any
	Not     *RelationFilter
}

// Inside is f as it means within And, Or and Not of another filter.
func (f RelationFilter) Inside() RelationFilter {
	f.FactFilter = f.inside()
	return f
}

// A PartnerFilter says whose partners are meant, which partners, and which
// agreements count. A university is no partner of itself, but two of those
// asked about are partners of each other.
type PartnerFilter struct {
	AgreementFilter
	Of      EntityFilter // partners of universities of these; zero: of any
	Partner EntityFilter // only partners of these; zero: any
}

// A RankFilter selects entities, and says which agreements give them their rank.
type RankFilter struct {
	EntityFilter
	Facts FactFilter
}

// PartnersOf asks for the partners of one university.
func PartnersOf(id EntityID) PartnerFilter {
	return PartnerFilter{Of: EntityFilter{IDs: []EntityID{id}}}
}

// PartnersIn asks for the partners of the universities of one country.
func PartnersIn(country string) PartnerFilter {
	return PartnerFilter{Of: EntityFilter{Countries: []string{country}}}
}

// MaxConditions is how many filters may nest in one, so that no question is
// larger than an engine can plan.
const MaxConditions = 24

// Validate reports a filter of too many filters as ErrInvalid. Every engine calls it.
func (f EntityFilter) Validate() error { return fewEnough(f.size()) }

// Validate reports a filter of too many filters as ErrInvalid. Every engine calls it.
func (f AgreementFilter) Validate() error { return fewEnough(f.size()) }

// Validate reports a filter of too many filters as ErrInvalid. Every engine calls it.
func (f RelationFilter) Validate() error { return fewEnough(f.size()) }

// Validate reports a filter of too many filters as ErrInvalid. Every engine calls it.
func (f PartnerFilter) Validate() error {
	return fewEnough(f.AgreementFilter.size() + f.Of.size() + f.Partner.size())
}

func fewEnough(n int) error {
	if n > MaxConditions {
		return fmt.Errorf("%w: a filter of more than %d filters", ErrInvalid, MaxConditions)
	}
	return nil
}

func (f EntityFilter) size() int {
	n := 1 + sizes(f.And) + sizes(f.Or)
	if f.Signed != nil {
		if n += f.Signed.size(); f.Signed.With != nil {
			n += f.Signed.With.size()
		}
	}
	for _, s := range f.Steps() {
		n += s.Entity.size()
	}
	if f.Not != nil {
		n += f.Not.size()
	}
	return n
}

func (f AgreementFilter) size() int {
	n := 1 + sizes(f.With) + sizes(f.And) + sizes(f.Or)
	if f.Not != nil {
		n += f.Not.size()
	}
	return n
}

func (f RelationFilter) size() int {
	n := 1 + sizes(f.And) + sizes(f.Or)
	for _, end := range []*EntityFilter{f.Subject, f.Object} {
		if end != nil {
			n += end.size()
		}
	}
	if f.Not != nil {
		n += f.Not.size()
	}
	return n
}

func sizes[F interface{ size() int }](filters []F) (n int) {
	for _, f := range filters {
		n += f.size()
	}
	return n
}
