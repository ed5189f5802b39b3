package neo4j

import (
	"cmp"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"unigraph"
)

// A query finds the rows x by pages and counts them all.
type query struct {
	x        string // the variable of a row
	beside   string // ", " and more of a row, if it has more
	source   source
	where    string
	answer   string // what RETURN gives of a row
	columns  string // the names of that, if they are others
	params   row
	prefixes []string                    // of the ids of the rows
	orders   map[unigraph.OrderBy]string // expressions for what else orders the rows
}

func (q query) count() statement {
	return statement{q.source.bind(q.x, q.where) + "RETURN count(" + q.x + ") AS total", q.within("", ""), "total"}
}

// rows gives the rows of p, in the direction that p is read from, and one more.
func (q query) rows(p unigraph.Page) statement {
	cypher, params := q.page(p)
	params["limit"] = p.Limit + 1
	return statement{cypher, params, cmp.Or(q.columns, q.answer)}
}

// page is the Cypher of rows, with all its parameters but the limit.
func (q query) page(p unigraph.Page) (string, row) {
	by, down := p.Order.By, ""
	if p.Order.Descending != p.FromEnd {
		down = " DESC"
	}
	after, before := p.After, p.Before
	if p.Order.Descending {
		after, before = before, after
	}
	last := " LIMIT $limit\nRETURN " + q.answer
	if by != unigraph.ByID {
		params := q.within("", "")
		where := all(bound("row.value", q.x, ">", "after", by, after, params), bound("row.value", q.x, "<", "before", by, before, params))
		return q.source.bind(q.x, q.where) + "WITH " + q.x + q.beside + ", {value: " + q.orders[by] + "} AS row WHERE " + where +
			"\nWITH " + q.x + q.beside + ", row ORDER BY row.value" + down + ", " + q.x + ".id" + down + last, params
	}
	_, from := after.Split(by)
	_, to := before.Split(by)
	params := q.within(ordered(from), ordered(to))
	order := q.x + ".id" + down
	if q.source.one {
		return q.source.bind(q.x, q.where) + "WITH " + q.x + q.beside + " ORDER BY " + order + last, params
	}
	if q.source.pass == "" {
		params["after"], params["before"] = ordered(from), ordered(to)
		between := q.x + ".id > $after AND ($before = '' OR " + q.x + ".id < $before)"
		return q.source.bind(q.x, all(q.where, between)) + "WITH " + q.x + q.beside + " ORDER BY " + order + last, params
	}
	indexed := order
	if q.source.order != "" {
		indexed = q.source.order + down + ", " + order
	}
	return q.source.lead + "CALL (" + q.source.pass + ") { " + q.source.match + " WHERE " + all(q.source.where, q.where) +
		" RETURN " + q.x + " ORDER BY " + indexed + " LIMIT $limit }\nWITH " + q.x + " ORDER BY " + order + last, params
}

// bound is the condition that rows lie on one side of a position, if there is one.
func bound(value, x, operator, name string, by unigraph.OrderBy, at unigraph.Position, params row) string {
	if at == "" {
		return always
	}
	text, id := at.Split(by)
	params[name], params[name+"ID"] = any(ordered(text)), ordered(id)
	if by.Counts() {
		params[name], _ = strconv.ParseInt(text, 10, 64) // Page.Validate has seen that it is a number
	}
	return "(" + value + " " + operator + " $" + name + " OR " + value + " = $" + name + " AND " + x + ".id " + operator + " $" + name + "ID)"
}

// within gives the parameters of q for the ids between two.
func (q query) within(after, before string) row {
	params := maps.Clone(q.params)
	params["ranges"] = idRanges(q.prefixes, after, before)
	return params
}

// idRanges gives for each prefix the range of ids that begin with it and lie
// between two.
func idRanges(prefixes []string, after, before string) []row {
	ranges := []row{}
	for _, prefix := range prefixes {
		last, size := utf8.DecodeLastRuneInString(prefix)
		end := prefix[:len(prefix)-size] + string(last+1)
		if before != "" {
			end = min(end, before)
		}
		ranges = append(ranges, row{"after": max(after, prefix), "end": end})
	}
	return ranges
}

func entityPrefixes(types []unigraph.EntityType) (prefixes []string) {
	if len(types) == 0 {
		types = unigraph.EntityTypes
	}
	for _, t := range sortedSet(types) {
		prefixes = append(prefixes, string(t)+":")
	}
	return prefixes
}

func relationPrefixes(kinds []unigraph.RelationKind) (prefixes []string) {
	if len(kinds) == 0 {
		kinds = unigraph.RelationKinds
	}
	for _, kind := range sortedSet(kinds) {
		prefixes = append(prefixes, relationPrefix(kind))
	}
	return prefixes
}

func relationPrefix(kind unigraph.RelationKind) string { return strings.ToLower(string(kind)) + "/" }
