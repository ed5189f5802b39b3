package mem

import (
	"cmp"
	"slices"
	"strconv"

	"unigraph"
)

// A place is where a row stands in an order. Numbers are compared as such.
type place struct {
	number    int
	value, id string
}

func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.number, o.number), cmp.Compare(p.value, o.value), cmp.Compare(p.id, o.id))
}

func placeOf(by unigraph.OrderBy, value, id string) place {
	if by.Counts() {
		number, _ := strconv.Atoi(value)
		return place{number: number, id: id}
	}
	return place{value: value, id: id}
}

// page gives the part of rows that p asks for. Value is what a row is ordered
// by, in the given order; there is none for the order of ids.
func page[V any](rows []V, p unigraph.Page, id func(V) string, value func(unigraph.OrderBy, V) string) unigraph.PageOf[V] {
	by := p.Order.By
	at := func(v V) place {
		if by == unigraph.ByID {
			return placeOf(by, "", id(v))
		}
		return placeOf(by, value(by, v), id(v))
	}
	turn := 1
	if p.Order.Descending {
		turn = -1
	}
	slices.SortFunc(rows, func(a, b V) int { return turn * at(a).compare(at(b)) })
	var out unigraph.PageOf[V]
	if p.Total {
		out.Total = len(rows)
	}
	if p.Limit == 0 {
		return out
	}
	rows = slices.DeleteFunc(rows, func(v V) bool {
		return p.After != "" && turn*at(v).compare(placed(by, p.After)) <= 0 || p.Before != "" && turn*at(v).compare(placed(by, p.Before)) >= 0
	})
	if out.More = len(rows) > p.Limit; out.More && p.FromEnd {
		rows = rows[len(rows)-p.Limit:]
	} else if out.More {
		rows = rows[:p.Limit]
	}
	out.Items = rows
	return out
}

func placed(by unigraph.OrderBy, p unigraph.Position) place {
	value, id := p.Split(by)
	return placeOf(by, value, id)
}
