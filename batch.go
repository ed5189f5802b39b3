package unigraph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// A Batch is the network of one article: every entity it names and every fact
// it states, each fact with evidence from this article only. It is
// self-contained: its facts refer to entities of the batch alone.
type Batch struct {
	Article    Article
	Entities   []Entity
	Agreements []Agreement
	Relations  []Relation
}

// Normalize brings b into the one form that equal content has: entities told
// twice merged, parties and signatories sorted, facts without ids and in the
// order of their keys. A linker calls it last.
func (b *Batch) Normalize() {
	merged := map[EntityID]Entity{}
	for _, e := range b.Entities {
		if known, ok := merged[e.ID]; ok {
			e = MergeEntities(known, e)
		} else {
			e = MergeEntities(e, e)
		}
		merged[e.ID] = e
	}
	b.Entities = b.Entities[:0]
	for _, e := range merged {
		b.Entities = append(b.Entities, e)
	}
	slices.SortFunc(b.Entities, func(x, y Entity) int { return cmp.Compare(x.ID, y.ID) })

	for i := range b.Agreements {
		a := &b.Agreements[i]
		a.ID, a.Parties, a.Signatories = "", union(a.Parties, nil), union(a.Signatories, nil)
		a.Evidence, a.Confidence = joinEvidence(a.Evidence)
	}
	slices.SortFunc(b.Agreements, func(x, y Agreement) int {
		return cmp.Or(cmp.Compare(x.Key(), y.Key()), cmp.Compare(x.Date, y.Date), compareAgreements(x, y))
	})
	for i := range b.Relations {
		r := &b.Relations[i]
		r.ID = ""
		r.Evidence, r.Confidence = joinEvidence(r.Evidence)
	}
	slices.SortFunc(b.Relations, func(x, y Relation) int {
		return cmp.Or(cmp.Compare(x.Key(), y.Key()), cmp.Compare(x.Date, y.Date), compareRelations(x, y))
	})
}

// Digest is a fingerprint of everything in b that a store keeps. A store that
// holds a batch of the same article and digest has nothing to do.
func (b Batch) Digest() string {
	b.Article.Text = ""
	body, err := json.Marshal(b)
	if err != nil {
		panic(err) // strings, numbers and slices of them always marshal, NaN apart, which Validate refuses
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:16])
}

// Validate reports the first rule of the domain that b breaks, as ErrInvalid.
// Every engine calls it before it writes.
func (b Batch) Validate() error {
	if err := b.validate(); err != nil {
		return fmt.Errorf("%w: article %q: %w", ErrInvalid, b.Article.ID, err)
	}
	return nil
}

func (b Batch) validate() error {
	if b.Article.ID == "" || !utf8.ValidString(string(b.Article.ID)) {
		return fmt.Errorf("the article has no valid id")
	}
	known := make(map[EntityID]bool, len(b.Entities))
	for _, e := range b.Entities {
		if !slices.Contains(EntityTypes, e.ID.Type()) || len(e.ID) == len(e.ID.Type())+1 {
			return fmt.Errorf("entity id %q: want type:name", e.ID)
		}
		if Fold(e.Name) == "" {
			return fmt.Errorf("entity %s has no name", e.ID)
		}
		if known[e.ID] {
			return fmt.Errorf("entity %s is told twice", e.ID)
		}
		known[e.ID] = true
	}
	for _, a := range b.Agreements {
		if err := a.validate(b.Article.ID, known); err != nil {
			return fmt.Errorf("%s: %w", a.Key(), err)
		}
	}
	for _, r := range b.Relations {
		if err := r.validate(b.Article.ID, known); err != nil {
			return fmt.Errorf("%s: %w", r.Key(), err)
		}
	}
	return nil
}

func (a Agreement) validate(article ArticleID, known map[EntityID]bool) error {
	if len(a.Parties) < 2 {
		return fmt.Errorf("an agreement needs two parties")
	}
	if !isSet(a.Parties) || !isSet(a.Signatories) {
		return fmt.Errorf("parties or signatories are not sorted, or name one twice")
	}
	if !slices.Contains(AgreementKinds, a.Kind) {
		return fmt.Errorf("unknown kind %q", a.Kind)
	}
	for _, id := range a.Parties {
		if t := id.Type(); t != University && t != Alliance && t != Organization {
			return fmt.Errorf("%s cannot be a party", id)
		}
	}
	for _, id := range a.Signatories {
		if id.Type() != Person {
			return fmt.Errorf("%s cannot be a signatory", id)
		}
	}
	return validateFact(append(slices.Clone(a.Parties), a.Signatories...), a.Date, a.Modality, a.Evidence, article, known)
}

func (r Relation) validate(article ArticleID, known map[EntityID]bool) error {
	if !slices.Contains(RelationKinds, r.Kind) {
		return fmt.Errorf("unknown kind %q", r.Kind)
	}
	if r.Subject == r.Object {
		return fmt.Errorf("both ends are %s", r.Subject)
	}
	if r.Kind == MemberOf && r.Object.Type() != Alliance || r.Kind == LocatedIn && r.Object.Type() != Country ||
		r.Kind == AffiliatedWith && r.Subject.Type() != Person {
		return fmt.Errorf("an end is of the wrong type")
	}
	if r.Role != "" && r.Kind != AffiliatedWith {
		return fmt.Errorf("a role, %q, that only an affiliation has", r.Role)
	}
	return validateFact([]EntityID{r.Subject, r.Object}, r.Date, r.Modality, r.Evidence, article, known)
}

func validateFact(ids []EntityID, d Date, m Modality, es []Evidence, article ArticleID, known map[EntityID]bool) error {
	for _, id := range ids {
		if !known[id] {
			return fmt.Errorf("%s is not among the entities", id)
		}
	}
	if _, err := ParseDate(string(d)); err != nil {
		return err
	}
	if !slices.Contains(Modalities, m) {
		return fmt.Errorf("unknown modality %q", m)
	}
	if len(es) == 0 {
		return fmt.Errorf("no evidence")
	}
	for _, e := range es {
		switch {
		case e.Article != article:
			return fmt.Errorf("evidence from another article, %q", e.Article)
		case e.Start < 0 || e.End < e.Start:
			return fmt.Errorf("evidence at [%d, %d)", e.Start, e.End)
		case !(e.Confidence >= 0 && e.Confidence <= 1):
			return fmt.Errorf("confidence %v is not in [0, 1]", e.Confidence)
		}
	}
	return nil
}

func isSet(ids []EntityID) bool {
	for i := 1; i < len(ids); i++ {
		if ids[i-1] >= ids[i] {
			return false
		}
	}
	return true
}
