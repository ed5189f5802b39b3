package unigraph

import "context"

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

// Finder reads by filter, a page at a time. In the order of ids, as bytes, a walk
// through the pages meets every row that was there all along exactly once,
// whatever is written meanwhile; in another order it does so too, of the rows
// whose place in it stays the same.
type Finder interface {
	FindEntities(ctx context.Context, f EntityFilter, p Page) (PageOf[Entity], error)
	// FindRanked is FindEntities with counts, which entities may be ordered by.
	FindRanked(ctx context.Context, f RankFilter, p Page) (PageOf[Ranked], error)
	FindAgreements(ctx context.Context, f AgreementFilter, p Page) (PageOf[Agreement], error)
	FindRelations(ctx context.Context, f RelationFilter, p Page) (PageOf[Relation], error)
	// FindPartners gives the universities that have concluded an agreement with
	// one of those that f asks about.
	FindPartners(ctx context.Context, f PartnerFilter, p Page) (PageOf[Partner], error)
	EachFinder
	// FindTies gives all pairs of parties that f selects, in the order of One and
	// Other.
	Tier
	// FindPaths gives what ShortestPaths does.
	FindPaths(ctx context.Context, q PathQuery) ([][]EntityID, error)
	Searcher
}

// EachFinder answers the same page of several filters, in the order of the
// filters: for each what the method without Each answers for it alone. Engines
// read all of them together, however many rows that are. Of no filters there are
// no pages; one filter that is ErrInvalid makes the whole call so.
type EachFinder interface {
	FindEntitiesEach(ctx context.Context, fs []EntityFilter, p Page) ([]PageOf[Entity], error)
	FindRankedEach(ctx context.Context, fs []RankFilter, p Page) ([]PageOf[Ranked], error)
	FindAgreementsEach(ctx context.Context, fs []AgreementFilter, p Page) ([]PageOf[Agreement], error)
	FindRelationsEach(ctx context.Context, fs []RelationFilter, p Page) ([]PageOf[Relation], error)
	FindPartnersEach(ctx context.Context, fs []PartnerFilter, p Page) ([]PageOf[Partner], error)
	// TopPartners gives for each filter what FindPartners does in the descending
	// order of agreements, but no more than most partners in each country: 0 to
	// MaxPage.
	TopPartners(ctx context.Context, fs []PartnerFilter, most int) ([][]Partner, error)
}

// Counter answers with figures.
type Counter interface {
	// PartnersByCountry groups what FindPartners finds by the partner's country,
	// most partners first, then by country code. Partners whose country is
	// unknown are a group with the code "".
	PartnersByCountry(ctx context.Context, f PartnerFilter) ([]CountryCount, error)
	// PartnersByCountryOf is PartnersByCountry for each of the universities by
	// itself, whatever f.Of says. Those without partners are absent.
	PartnersByCountryOf(ctx context.Context, ids []EntityID, f PartnerFilter) (map[EntityID][]CountryCount, error)
	// The Group methods count what the Find methods find by each filter by itself,
	// in the order of the filters: most first, then by key. A row that has several
	// keys counts for each, one that has none for the key "".
	GroupEntities(ctx context.Context, fs []EntityFilter, by EntityKey) ([][]Group, error)
	GroupAgreements(ctx context.Context, fs []AgreementFilter, by AgreementKey) ([][]Group, error)
	GroupRelations(ctx context.Context, fs []RelationFilter, by RelationKey) ([][]Group, error)
	// Matrix counts the agreements between universities of each two countries,
	// and within each, in the order of both codes; if countries are given, only
	// the cells of any of them.
	Matrix(ctx context.Context, f AgreementFilter, countries ...string) ([]MatrixCell, error)
	Stats(ctx context.Context) (Stats, error)
	// Version changes with every write that changes anything, whichever process
	// writes. What is read after Version answered v is the network of v or later.
	Version(ctx context.Context) (int, error)
	// Versions is Version by country, "" for the unknown one: that of a country
	// changes with every write that touches an entity in it, before or after, or a
	// fact of one. Countries that no write has touched may be absent.
	Versions(ctx context.Context) (map[string]int, error)
}

// A Partner is a university and what ties it to those asked about.
type Partner struct {
	University Entity
	Agreements int // distinct agreements with any of them
	Partners   int // how many of them it has agreements with
}

// A Ranked is an entity and the count that gives it its rank: of the agreements
// that it is a party to or, in the order ByPartners, of the universities that are
// other parties of these.
type Ranked struct {
	Entity Entity
	Count  int
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
