package unigraph

import (
	"context"
	"fmt"
)

// A Store keeps the network. Its engines are interchangeable: the suite in
// store/storetest holds each of them to every word written here.
//
// All methods may be called at the same time from several goroutines. A
// cancelled context ends a call with the context's error; a call after Close
// is ErrClosed; an engine that cannot be reached is ErrUnavailable.
type Store interface {
	Writer
	Reader
	Journal
	Archive
	Close() error
}

// A Writer changes the network one article at a time.
type Writer interface {
	// Upsert stores what each batch says and forgets what an earlier version of
	// the same article said. A fact reported by several articles keeps the
	// evidence of each, and goes with its last report; so does an entity with
	// the last article that names it.
	//
	// All batches of a call are applied or none, and applying them twice equals
	// applying them once, so callers may retry. The last of several batches of
	// one article counts. A batch that breaks a rule is ErrInvalid.
	Upsert(ctx context.Context, batches ...Batch) (Changes, error)

	// Remove forgets what the articles said, as if they had never been loaded.
	// Unknown ids are no error. All or none are removed.
	Remove(ctx context.Context, ids ...ArticleID) (Changes, error)
}

// Changes counts the articles that a write touched.
type Changes struct{ Added, Changed, Unchanged, Removed int }

// Add sums the counts of two writes.
func (c Changes) Add(o Changes) Changes {
	return Changes{c.Added + o.Added, c.Changed + o.Changed, c.Unchanged + o.Unchanged, c.Removed + o.Removed}
}

// A Reader answers questions. It sees every write that ended before the call.
type Reader interface {
	Lookup
	Finder
	Counter
}

// Lookup reads by id, many at a time. Unknown ids are absent from the answer.
type Lookup interface {
	Articles(ctx context.Context, ids []ArticleID) (map[ArticleID]Article, error)
	Entities(ctx context.Context, ids []EntityID) (map[EntityID]Entity, error)
	// Evidence gives the evidence of facts, ordered as by Evidence.Compare.
	Evidence(ctx context.Context, ids []FactID) (map[FactID][]Evidence, error)
}

// Finder reads by filter, a page at a time, in the order of ids as bytes; so a
// walk through the pages meets every row that was there all along exactly
// once, whatever is written meanwhile.
type Finder interface {
	FindEntities(ctx context.Context, f EntityFilter, p Page) (PageOf[Entity], error)
	FindAgreements(ctx context.Context, f AgreementFilter, p Page) (PageOf[Agreement], error)
	FindRelations(ctx context.Context, f RelationFilter, p Page) (PageOf[Relation], error)
	// FindPartners gives the universities that have concluded an agreement with
	// the university or country of f.
	FindPartners(ctx context.Context, f PartnerFilter, p Page) (PageOf[Partner], error)
}

// Counter answers with figures.
type Counter interface {
	// PartnersByCountry groups what FindPartners finds by the partner's country,
	// most partners first, then by country code. Partners whose country is
	// unknown are a group with the code "".
	PartnersByCountry(ctx context.Context, f PartnerFilter) ([]CountryCount, error)
	Stats(ctx context.Context) (Stats, error)
}

// MaxPage is the largest Page.Limit.
const MaxPage = 1000

// A Page is a part of a list: at most Limit rows whose ids come after After.
type Page struct {
	Limit int    // 0 to MaxPage; with 0 only Total is answered
	After string // the id of the last row seen; "" begins at the start
	Total bool   // whether to count all rows of the filter
}

// Validate reports a limit out of range as ErrInvalid. Every engine calls it.
func (p Page) Validate() error {
	if p.Limit < 0 || p.Limit > MaxPage {
		return fmt.Errorf("%w: page of %d rows: want 0 to %d", ErrInvalid, p.Limit, MaxPage)
	}
	return nil
}

// PageOf is one page of rows.
type PageOf[T any] struct {
	Items []T
	More  bool // rows follow the last item
	Total int  // rows of the filter over all pages, if Page.Total asked for it
}

// An EntityFilter selects entities that satisfy all of its non-zero fields.
type EntityFilter struct {
	Types     []EntityType // any of these
	Countries []string     // located in any of these: ISO 3166-1 alpha-2, upper case
	Name      string       // whose name or any alias equals this one when both are folded
}

// A FactFilter selects facts.
type FactFilter struct {
	Since, Until  Date       // as Date.Within
	Modalities    []Modality // any of these; none means Done
	MinConfidence float64    // at least this
}

// WantedModalities is Modalities, or Done alone where it is empty.
func (f FactFilter) WantedModalities() []Modality {
	if len(f.Modalities) == 0 {
		return []Modality{Done}
	}
	return f.Modalities
}

// An AgreementFilter selects agreements that satisfy all of its non-zero fields.
type AgreementFilter struct {
	FactFilter
	IDs     []FactID   // any of these
	Parties []EntityID // all of these are parties
}

// A RelationFilter selects relations that satisfy all of its non-zero fields.
type RelationFilter struct {
	FactFilter
	IDs      []FactID       // any of these
	Kinds    []RelationKind // any of these
	Subjects []EntityID     // whose subject is any of these
	Objects  []EntityID     // whose object is any of these
}

// A PartnerFilter says whose partners are meant, University or Country, and
// which agreements count.
type PartnerFilter struct {
	FactFilter
	University EntityID // partners of this university
	Country    string   // or of any university located here: ISO 3166-1 alpha-2, upper case
}

// Validate reports a filter that names neither or both as ErrInvalid. Every
// engine calls it.
func (f PartnerFilter) Validate() error {
	if (f.University == "") == (f.Country == "") {
		return fmt.Errorf("%w: partners of whom: want a university or a country", ErrInvalid)
	}
	return nil
}

// A Partner is a university and how many agreements tie it to the university
// or country asked about.
type Partner struct {
	University Entity
	Agreements int
}

// A CountryCount is one group of partners.
type CountryCount struct {
	Country    string // ISO 3166-1 alpha-2; "" unknown
	Partners   int    // universities
	Agreements int    // distinct agreements with any of them
}

// Stats counts what the store holds; facts of every modality count.
type Stats struct {
	Articles   int
	Entities   map[EntityType]int // types without entities are absent
	Unlinked   int                // entities that no gazetteer knows
	Agreements int
	Relations  map[RelationKind]int // kinds without relations are absent
}
