package neo4j

import (
	"slices"
	"strings"

	"unigraph"
)

// A source is Cypher that binds a variable to all rows that may be wanted,
// starting from an index.
type source struct {
	lead  string // what comes first
	match string // what binds the variable, row by row of lead
	where string
	one   bool   // whether it reads the one range of ids, in order
	pass  string // the variables of lead that match needs, if it reads ranges of ids in order
	order string // of the index that it reads, if that has more than the id
	twice bool   // whether it may give a row twice
}

// ranges are all ids that begin with one of the prefixes, as an index on id has
// them; and, for pages, only those between two.
const (
	ranges  = "UNWIND $ranges AS range\n"
	inRange = ".id > range.after AND %[1]s.id < range.end"
)

func within(x string) string { return strings.ReplaceAll(x+inRange, "%[1]s", x) }

// bind is s with conditions, once for each row.
func (s source) bind(x, where string) string {
	text := s.lead + s.match
	if s.twice { // first, so that conditions are met once
		if s.where != always {
			text += " WHERE " + s.where
		}
		text, s.where = text+"\nWITH DISTINCT "+x, always
	}
	if w := all(s.where, where); w != always {
		text += " WHERE " + w
	}
	return text + "\n"
}

// apart is bind with the source planned by itself, so that what follows cannot
// make Neo4j read it another way.
func (s source) apart(x, where string) string {
	if s.pass == "" {
		return s.bind(x, where)
	}
	return s.lead + "CALL (" + s.pass + ") { " + s.match + " WHERE " + all(s.where, where) + " RETURN " + x + " }\n"
}

// entities is where to begin looking for the entities x that f selects, and what
// of f is still to be asked of them.
func (c *compiler) entities(x string, f unigraph.EntityFilter) (source, unigraph.EntityFilter) {
	switch {
	case len(f.IDs) > 0:
		return source{lead: "UNWIND " + c.param(orderedAll(f.IDs)) + " AS id\n", match: "MATCH (" + x + ":Entity {id: id})", where: always}, f
	case unigraph.Fold(f.Name) != "":
		name := c.param(`"` + unigraph.Fold(f.Name) + `"`)
		return source{match: "CALL db.index.fulltext.queryNodes('unigraph_entity_folded', " + name + ") YIELD node AS " + x, where: always}, f
	case f.Signed != nil && f.Signed.With != nil && f.Signed.With.Few():
		signed := c.partnersOf(x, *f.Signed)
		f.Signed = nil
		return signed, f
	}
	for _, s := range f.Steps() {
		if s.Entity.Few() {
			other := c.variable("e")
			return c.from(other, s.Entity, hop(other, "", x, unigraph.Step{Kind: s.Kind, ToObject: !s.ToObject})), f
		}
	}
	for i, and := range f.And {
		if and.Few() {
			f.And = slices.Clone(f.And)
			var first source
			first, f.And[i] = c.entities(x, and)
			return first, f
		}
	}
	if len(f.Countries) > 0 {
		return source{
			lead: ranges + "UNWIND " + c.param(sortedSet(f.Countries)) + " AS country\n", pass: "range, country", order: x + ".country",
			match: "MATCH (" + x + ":Entity) USING INDEX " + x + ":Entity(country, id)", where: x + ".country = country AND " + within(x),
		}, f
	}
	return source{lead: ranges, pass: "range", match: "MATCH (" + x + ":Entity)", where: within(x)}, f
}

// partnersOf begins with those whom x has signed with, and meets all of s.
func (c *compiler) partnersOf(x string, s unigraph.SignedFilter) source {
	other, f := c.variable("e"), c.variable("f")
	found := c.from(other, *s.With, "("+other+")-[:SIGNED]->("+f+":Agreement)<-[:SIGNED]-("+x+")")
	found.where = all(party(other), party(x), c.agreement(f, s.AgreementFilter))
	return found
}

// from begins with other entities that f selects and goes along a pattern.
func (c *compiler) from(other string, f unigraph.EntityFilter, pattern string) source {
	first, rest := c.entities(other, f)
	first.twice = true // to forget the variables before
	return source{lead: first.bind(other, c.entity(other, rest)), match: "MATCH " + pattern, where: always, twice: true}
}

// agreements is where to begin looking for the agreements x that f selects.
func (c *compiler) agreements(x string, f unigraph.AgreementFilter) source {
	switch {
	case len(f.IDs) > 0:
		return source{lead: "UNWIND " + c.param(orderedAll(f.IDs)) + " AS id\n", match: "MATCH (" + x + ":Fact {id: id})", where: x + ":Agreement"}
	case len(f.Parties) > 0:
		return source{match: "MATCH (party:Entity {id: " + c.param(ordered(f.Parties[0])) + "})-[:SIGNED]->(" + x + ":Agreement)", where: party("party")}
	}
	for _, with := range f.With {
		if with.Few() {
			e := c.variable("e")
			return c.from(e, with, "("+e+")-[:SIGNED]->("+x+":Agreement)")
		}
	}
	for _, and := range f.And {
		if and.Few() {
			return c.agreements(x, and)
		}
	}
	return source{
		one: true, match: "MATCH (" + x + ":Fact) USING INDEX " + x + ":Fact(id)",
		where: x + ".id > $ranges[0].after AND " + x + ".id < $ranges[0].end AND " + x + ":Agreement",
	}
}

// relations is where to begin looking for the relations x that f selects.
func (c *compiler) relations(x string, f unigraph.RelationFilter) source {
	switch {
	case len(f.IDs) > 0:
		return source{lead: "UNWIND " + c.param(orderedAll(f.IDs)) + " AS id\n", match: "MATCH (" + x + ":Fact {id: id})", where: x + ":Relation"}
	case len(f.Subjects) > 0:
		return c.relationsAt("subject", x, f.Subjects)
	case len(f.Objects) > 0:
		return c.relationsAt("object", x, f.Objects)
	case f.Subject != nil && f.Subject.Few():
		e := c.variable("e")
		return c.from(e, *f.Subject, "("+x+":Relation {subject: "+e+".id})")
	case f.Object != nil && f.Object.Few():
		e := c.variable("e")
		return c.from(e, *f.Object, "("+x+":Relation {object: "+e+".id})")
	}
	return source{lead: ranges, pass: "range", match: "MATCH (" + x + ":Fact)", where: within(x) + " AND " + x + ":Relation"}
}

func (c *compiler) relationsAt(end, x string, ids []unigraph.EntityID) source {
	return source{
		lead: ranges + "UNWIND " + c.param(orderedAll(ids)) + " AS " + end + "\n", pass: "range, " + end, order: x + "." + end,
		match: "MATCH (" + x + ":Relation) USING INDEX " + x + ":Relation(" + end + ", id)", where: x + "." + end + " = " + end + " AND " + within(x),
	}
}
