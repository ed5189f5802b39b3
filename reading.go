package unigraph

// A Reading is what one article says, before it is known who is meant: whom it
// names, and what it claims of them. The extractor makes it from the text
// alone; the linker then tells who each referent is.
type Reading struct {
	Published  Date // stated by the text itself; "" if it states none
	Publisher  int  // index of the referent that "our university" means; -1 if there is none
	Sentences  []Span
	Referents  []Referent
	Agreements []AgreementClaim
	Relations  []RelationClaim
}

// A Span is a part of the article's text: bytes [Start, End).
type Span struct{ Start, End int }

// A Referent is someone or something that an article names, in one spelling or
// several.
type Referent struct {
	Type     EntityType
	Name     string    // the fullest form found in the text
	Mentions []Mention // in text order
	Country  string    // the country that the text gives or implies, ISO 3166-1 alpha-2; "" if none
	Entity   Entity    // who this is; zero until linked
}

// A Mention is a name, or "our university", as written.
type Mention struct {
	Text       string
	Start, End int  // bytes of the article's text: [Start, End)
	Pronominal bool // stands for a name without being one: "our school", "Warwick", a surname
}

// An AgreementClaim says that parties concluded an agreement. Referents are
// indexes into Reading.Referents.
type AgreementClaim struct {
	Parties     []int
	Signatories []int
	Kind        AgreementKind
	Date        Date
	Modality    Modality
	Evidence    []Evidence
}

// A RelationClaim says that one referent is related to another. Referents are
// indexes into Reading.Referents.
type RelationClaim struct {
	Kind     RelationKind
	Subject  int
	Object   int
	Role     string
	Date     Date
	Modality Modality
	Evidence []Evidence
}

// Batch turns a linked reading into the network of its article. Claims about a
// referent without an entity are left out, and so is a claim whose ends turn
// out to be the same entity.
func (r Reading) Batch(a Article) Batch {
	if a.Published == "" {
		a.Published = r.Published
	}
	b := Batch{Article: a}
	for _, ref := range r.Referents {
		if ref.Entity.ID != "" {
			b.Entities = append(b.Entities, ref.Entity)
		}
	}
	for _, c := range r.Agreements {
		parties := r.entities(c.Parties)
		if len(parties) < 2 {
			continue
		}
		b.Agreements = append(b.Agreements, Agreement{
			Parties: parties, Signatories: r.entities(c.Signatories),
			Kind: c.Kind, Date: c.Date, Modality: c.Modality, Evidence: c.Evidence,
		})
	}
	for _, c := range r.Relations {
		subject, object := r.Referents[c.Subject].Entity.ID, r.Referents[c.Object].Entity.ID
		if subject == "" || object == "" || subject == object {
			continue
		}
		b.Relations = append(b.Relations, Relation{
			Kind: c.Kind, Subject: subject, Object: object,
			Role: c.Role, Date: c.Date, Modality: c.Modality, Evidence: c.Evidence,
		})
	}
	b.Normalize()
	return b
}

// entities gives the distinct entities of linked referents, sorted.
func (r Reading) entities(referents []int) []EntityID {
	var ids []EntityID
	for _, i := range referents {
		if id := r.Referents[i].Entity.ID; id != "" {
			ids = append(ids, id)
		}
	}
	return union(ids, nil)
}
