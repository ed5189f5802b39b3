package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"unigraph"
)

// Formats lists the names that Write knows.
var Formats = slices.Sorted(maps.Keys(writers))

var writers = map[string]func(context.Context, unigraph.Reader, unigraph.FactFilter, io.Writer) error{
	"csv":     writeCSV,
	"jsonl":   writeJSONLines,
	"graphml": ofGraph(NewGraphML),
	"gexf":    ofGraph(NewGEXF),
	"cypher":  ofGraph(NewCypher),
}

// Write writes what r holds of the facts that f selects: agreements as
// csv; entities, agreements and relations as jsonl, one a line; or all of it as
// a graph. An unknown format is ErrInvalid.
func Write(ctx context.Context, r unigraph.Reader, f unigraph.FactFilter, format string, w io.Writer) error {
	write, ok := writers[format]
	if !ok {
		return fmt.Errorf("%w: format %q: want one of %s", unigraph.ErrInvalid, format, strings.Join(Formats, ", "))
	}
	return write(ctx, r, f, w)
}

// A page under way: it is read while the one before is written.
type page[T any] struct {
	rows unigraph.PageOf[T]
	err  error
	read chan struct{} // closed when it is
}

func readPage[T any](find func(unigraph.Page) (unigraph.PageOf[T], error), after string) *page[T] {
	p := &page[T]{read: make(chan struct{})}
	go func() {
		defer close(p.read)
		p.rows, p.err = find(unigraph.Page{Limit: unigraph.MaxPage, After: unigraph.Position(after)})
	}()
	return p
}

// walk visits all rows, a page at a time.
func walk[T any](find func(unigraph.Page) (unigraph.PageOf[T], error), id func(T) string, visit func([]T) error) error {
	next := readPage(find, "")
	defer func() { <-next.read }() // nothing is read when walk is over
	for {
		<-next.read
		this := next
		if this.err != nil {
			return this.err
		}
		rows := this.rows.Items
		if this.rows.More {
			next = readPage(find, id(rows[len(rows)-1]))
		}
		if err := visit(rows); err != nil || !this.rows.More {
			return err
		}
	}
}

func walkEntities(ctx context.Context, r unigraph.Reader, visit func([]unigraph.Entity) error) error {
	return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
		return r.FindEntities(ctx, unigraph.EntityFilter{}, p)
	}, func(e unigraph.Entity) string { return string(e.ID) }, visit)
}

func walkAgreements(ctx context.Context, r unigraph.Reader, f unigraph.FactFilter, visit func([]unigraph.Agreement) error) error {
	return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		return r.FindAgreements(ctx, unigraph.AgreementFilter{FactFilter: f}, p)
	}, func(a unigraph.Agreement) string { return string(a.ID) }, visit)
}

func walkRelations(ctx context.Context, r unigraph.Reader, f unigraph.FactFilter, visit func([]unigraph.Relation) error) error {
	return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		return r.FindRelations(ctx, unigraph.RelationFilter{FactFilter: f}, p)
	}, func(r unigraph.Relation) string { return string(r.ID) }, visit)
}

func writeCSV(ctx context.Context, r unigraph.Reader, f unigraph.FactFilter, w io.Writer) error {
	t, err := NewTable(w, "id", "kind", "date", "modality", "confidence", "parties", "countries", "signatories", "party ids")
	if err != nil {
		return err
	}
	names := signers{reader: r}
	err = walkAgreements(ctx, r, f, func(page []unigraph.Agreement) error {
		if err := names.read(ctx, page); err != nil {
			return err
		}
		for _, a := range page {
			if err := t.Row(agreementCells(a, names.known)...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.Flush()
}

// signers are those who signed, most of whom sign again and again: as many are
// kept as cost little memory.
type signers struct {
	reader unigraph.Lookup
	known  map[unigraph.EntityID]signer
}

type signer struct{ name, country string }

const mostSigners = 1 << 15

// read gets to know all who signed the agreements of a page.
func (s *signers) read(ctx context.Context, page []unigraph.Agreement) error {
	if len(s.known) > mostSigners || s.known == nil {
		s.known = map[unigraph.EntityID]signer{}
	}
	var unknown []unigraph.EntityID
	for _, a := range page {
		for _, id := range slices.Concat(a.Parties, a.Signatories) {
			if _, known := s.known[id]; !known {
				s.known[id] = signer{}
				unknown = append(unknown, id)
			}
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	found, err := s.reader.Entities(ctx, unknown)
	for id, e := range found {
		s.known[id] = signer{e.Name, e.Country}
	}
	return err
}

func agreementCells(a unigraph.Agreement, known map[unigraph.EntityID]signer) []string {
	var parties, countries, signatories []string
	for _, id := range a.Parties {
		parties, countries = append(parties, known[id].name), append(countries, known[id].country)
	}
	for _, id := range a.Signatories {
		signatories = append(signatories, known[id].name)
	}
	return []string{
		string(a.ID), string(a.Kind), string(a.Date), string(a.Modality), strconv.FormatFloat(a.Confidence, 'f', -1, 64),
		List(parties), List(countries), List(signatories), List(a.Parties),
	}
}

// The lines of JSON: each says of what type it is.
type (
	entityLine struct {
		Line    string            `json:"line"`
		ID      unigraph.EntityID `json:"id"`
		Name    string            `json:"name"`
		Aliases []string          `json:"aliases,omitempty"`
		Country string            `json:"country,omitempty"`
		Linked  bool              `json:"linked"`
		SameAs  []string          `json:"sameAs,omitempty"`
	}
	agreementLine struct {
		Line        string                 `json:"line"`
		ID          unigraph.FactID        `json:"id"`
		Kind        unigraph.AgreementKind `json:"kind"`
		Date        unigraph.Date          `json:"date,omitempty"`
		Modality    unigraph.Modality      `json:"modality"`
		Confidence  float64                `json:"confidence"`
		Parties     []unigraph.EntityID    `json:"parties"`
		Signatories []unigraph.EntityID    `json:"signatories,omitempty"`
	}
	relationLine struct {
		Line       string                `json:"line"`
		ID         unigraph.FactID       `json:"id"`
		Kind       unigraph.RelationKind `json:"kind"`
		Subject    unigraph.EntityID     `json:"subject"`
		Object     unigraph.EntityID     `json:"object"`
		Role       string                `json:"role,omitempty"`
		Date       unigraph.Date         `json:"date,omitempty"`
		Modality   unigraph.Modality     `json:"modality"`
		Confidence float64               `json:"confidence"`
	}
)

func writeJSONLines(ctx context.Context, r unigraph.Reader, f unigraph.FactFilter, w io.Writer) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	if err := walkEntities(ctx, r, func(page []unigraph.Entity) error {
		return each(page, func(e unigraph.Entity) error {
			return lines.Encode(entityLine{"entity", e.ID, e.Name, e.Aliases, e.Country, e.Linked, e.SameAs})
		})
	}); err != nil {
		return err
	}
	if err := walkAgreements(ctx, r, f, func(page []unigraph.Agreement) error {
		return each(page, func(a unigraph.Agreement) error {
			return lines.Encode(agreementLine{"agreement", a.ID, a.Kind, a.Date, a.Modality, a.Confidence, a.Parties, a.Signatories})
		})
	}); err != nil {
		return err
	}
	return walkRelations(ctx, r, f, func(page []unigraph.Relation) error {
		return each(page, func(r unigraph.Relation) error {
			return lines.Encode(relationLine{"relation", r.ID, r.Kind, r.Subject, r.Object, r.Role, r.Date, r.Modality, r.Confidence})
		})
	})
}

func each[T any](values []T, do func(T) error) error {
	for _, v := range values {
		if err := do(v); err != nil {
			return err
		}
	}
	return nil
}

// ofGraph writes entities as nodes, and each pair of parties and each relation
// as an edge.
func ofGraph(begin func(io.Writer) (Graph, error)) func(context.Context, unigraph.Reader, unigraph.FactFilter, io.Writer) error {
	return func(ctx context.Context, r unigraph.Reader, f unigraph.FactFilter, w io.Writer) error {
		g, err := begin(w)
		if err != nil {
			return err
		}
		if err := walkEntities(ctx, r, func(page []unigraph.Entity) error {
			return each(page, func(e unigraph.Entity) error {
				return g.Node(Node{string(e.ID), e.Name, string(e.ID.Type()), e.Country})
			})
		}); err != nil {
			return err
		}
		if err := walkAgreements(ctx, r, f, func(page []unigraph.Agreement) error {
			return each(page, func(a unigraph.Agreement) error { return pairs(g, a) })
		}); err != nil {
			return err
		}
		if err := walkRelations(ctx, r, f, func(page []unigraph.Relation) error {
			return each(page, func(r unigraph.Relation) error {
				return g.Edge(Edge{ID: string(r.ID), One: string(r.Subject), Other: string(r.Object), Kind: string(r.Kind), Date: string(r.Date), Weight: 1})
			})
		}); err != nil {
			return err
		}
		return g.Close()
	}
}

// pairs writes an edge for each pair of parties. They share the id of the
// agreement, with a number from the second pair on.
func pairs(g Graph, a unigraph.Agreement) error {
	n := 0
	for i, one := range a.Parties {
		for _, other := range a.Parties[i+1:] {
			id := string(a.ID)
			if n++; n > 1 {
				id += "#" + strconv.Itoa(n)
			}
			if err := g.Edge(Edge{ID: id, One: string(one), Other: string(other), Kind: "SIGNED_WITH", Date: string(a.Date), Weight: 1}); err != nil {
				return err
			}
		}
	}
	return nil
}
