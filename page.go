package unigraph

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// MaxPage is the largest Page.Limit.
const MaxPage = 1000

// A Page is a part of a list: at most Limit rows between After and Before, the
// first of them in Order or, if FromEnd is set, the last.
type Page struct {
	Order   Order
	Limit   int      // 0 to MaxPage; with 0 only Total is answered
	After   Position // rows follow this one; "" begins at the start
	Before  Position // rows precede this one; "" goes to the end
	FromEnd bool
	Total   bool // whether to count all rows of the filter
}

// PageOf is one page of rows, in the order that was asked for.
type PageOf[T any] struct {
	Items []T
	More  bool // rows of the filter follow the last item; with Page.FromEnd, precede the first
	Total int  // rows of the filter over all pages, if Page.Total asked for it
}

// Cut is the page of rows that were read in its direction: as many as it has at
// most and, if there are more, one more.
func Cut[T any](rows []T, p Page) PageOf[T] {
	page := PageOf[T]{Items: rows[:min(p.Limit, len(rows))], More: len(rows) > p.Limit}
	if p.FromEnd {
		slices.Reverse(page.Items)
	}
	return page
}

// Only is the answer for the only filter that a store was asked about.
func Only[T any](answers []T, err error) (answer T, _ error) {
	if err == nil {
		answer = answers[0]
	}
	return answer, err
}

// An OrderBy says by what rows are ordered; rows with the same are ordered by id.
type OrderBy string

// The ways to order rows. Not every list knows every way.
const (
	ByID         OrderBy = ""           // every list
	ByName       OrderBy = "name"       // entities and partners, by their names as Fold has them
	ByDate       OrderBy = "date"       // agreements and relations; the unknown date comes first
	ByAgreements OrderBy = "agreements" // ranked entities, and partners by Partner.Agreements
	ByPartners   OrderBy = "partners"   // ranked entities, and partners by Partner.Partners
)

// An Order of rows. Descending turns the whole of it round, ids included.
type Order struct {
	By         OrderBy
	Descending bool
}

// A Position is the place of a row in an order: its id or, where rows are
// ordered by something else, that and its id.
type Position string

// separator is in no folded name, no date and no number.
const separator = "\x00"

// PositionOf is the place of the row with that id and, unless the order is
// ByID, that value of what it is ordered by.
func PositionOf(by OrderBy, value, id string) Position {
	if by == ByID {
		return Position(id)
	}
	return Position(value + separator + id)
}

// Split undoes PositionOf.
func (p Position) Split(by OrderBy) (value, id string) {
	if by == ByID {
		return "", string(p)
	}
	value, id, _ = strings.Cut(string(p), separator)
	return value, id
}

// Counts reports whether rows are ordered by a number.
func (o OrderBy) Counts() bool { return o == ByAgreements || o == ByPartners }

// Validate reports a limit out of range, an order that is not among known, or a
// position of another order as ErrInvalid.
func (p Page) Validate(known ...OrderBy) error {
	if p.Limit < 0 || p.Limit > MaxPage {
		return fmt.Errorf("%w: page of %d rows: want 0 to %d", ErrInvalid, p.Limit, MaxPage)
	}
	if by := p.Order.By; by != ByID && !slices.Contains(known, by) {
		return fmt.Errorf("%w: order by %q: want one of %q", ErrInvalid, by, known)
	}
	for _, at := range []Position{p.After, p.Before} {
		if err := at.validate(p.Order.By); err != nil {
			return err
		}
	}
	return nil
}

func (p Position) validate(by OrderBy) error {
	if p == "" {
		return nil
	}
	value, _ := p.Split(by)
	_, notNumber := strconv.Atoi(value)
	if by != ByID && !strings.Contains(string(p), separator) || by.Counts() && notNumber != nil {
		return fmt.Errorf("%w: position %q is not of the order by %q", ErrInvalid, p, by)
	}
	return nil
}
