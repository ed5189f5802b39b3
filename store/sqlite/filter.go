package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"unigraph"
)

// A clause is a condition of a WHERE and its arguments, in the order of their
// question marks.
type clause struct {
	text string
	args []any
}

// clauses are conditions that all hold.
type clauses []clause

func (cs *clauses) and(text string, args ...any) { *cs = append(*cs, clause{text, args}) }

// always is the condition that asks for nothing.
const always = "TRUE"

// all joins conditions.
func (cs clauses) all() clause {
	asking := slices.DeleteFunc(slices.Clone(cs), func(c clause) bool { return c.text == always })
	return asking.join(" AND ", always)
}

// join puts a word between conditions.
func (cs clauses) join(word, none string) clause {
	if len(cs) == 0 {
		return clause{text: none}
	}
	var texts []string
	var args []any
	for _, c := range cs {
		texts, args = append(texts, c.text), append(args, c.args...)
	}
	return clause{"(" + strings.Join(texts, word) + ")", args}
}

// A compiler turns filters into conditions. It numbers the tables that they
// read, so that each has an alias of its own.
type compiler struct{ tables int }

func (c *compiler) alias(table string) string {
	c.tables++
	return fmt.Sprintf("%s%d", table, c.tables)
}

// combined compiles what And, Or and Not of a filter say.
func combined[F any](compile func(F) clause, and, or []F, not *F) (cs clauses) {
	for _, f := range and {
		cs = append(cs, compile(f))
	}
	if len(or) > 0 {
		var any clauses
		for _, f := range or {
			any = append(any, compile(f))
		}
		if !slices.ContainsFunc(any, func(c clause) bool { return c.text == always }) {
			cs = append(cs, any.join(" OR ", ""))
		}
	}
	if not != nil {
		no := compile(*not)
		cs.and("NOT "+no.text, no.args...)
	}
	return cs
}

// in is the condition that a column is any of values; none means all.
func in[T ~string](column string, values []T) (cs clauses) {
	switch len(values) {
	case 0:
	case 1:
		cs.and(column+" = ?", string(values[0]))
	default:
		cs.and(column+" IN (SELECT value FROM json_each(?))", list(values))
	}
	return cs
}

// entity compiles what f says of the row e of entities.
func (c *compiler) entity(e string, f unigraph.EntityFilter) clause {
	cs := slices.Concat(in(e+".entity", f.IDs), in(e+".type", f.Types), in(e+".country", f.Countries))
	if f.Name != "" {
		cs.and(e+".id IN (SELECT entity FROM names WHERE folded = ?)", unigraph.Fold(f.Name))
	}
	if f.Linked != nil {
		cs.and(e+".linked = ?", *f.Linked)
	}
	if f.Signed != nil {
		cs = append(cs, c.signed(e, *f.Signed))
	}
	for _, s := range f.Steps() {
		cs = append(cs, c.step(e, s))
	}
	compile := func(f unigraph.EntityFilter) clause { return c.entity(e, f) }
	return append(cs, combined(compile, f.And, f.Or, f.Not)...).all()
}

// among is the condition that a column refers to an entity that f selects.
func (c *compiler) among(column string, f unigraph.EntityFilter) clause {
	e := c.alias("e")
	where := c.entity(e, f)
	return clause{column + " IN (SELECT " + e + ".id FROM entities " + e + " WHERE " + where.text + ")", where.args}
}

// linked joins conditions into one that a row exists, or, if few is set, that a
// column is among those of such rows: then SQLite begins with them. The first
// column of from refers to e, the row asked about.
func linked(few bool, e, column, from string, cs clauses) clause {
	if few {
		where := cs.all()
		return clause{e + ".id IN (SELECT " + column + " FROM " + from + " WHERE " + where.text + ")", where.args}
	}
	where := append(clauses{{text: column + " = " + e + ".id"}}, cs...).all()
	return clause{"EXISTS (SELECT 1 FROM " + from + " WHERE " + where.text + ")", where.args}
}

// signed compiles that e is party to an agreement.
func (c *compiler) signed(e string, f unigraph.SignedFilter) clause {
	t, a := c.alias("t"), c.alias("a")
	tie, agreement := c.ties(t, a, f.AgreementFilter)
	cs := clauses{tie}
	few := f.AgreementFilter.Few()
	from := "ties " + t
	if agreement.text != always {
		cs = append(cs, agreement)
		from += " CROSS JOIN agreements " + a + " ON " + a + ".id = " + t + ".agreement"
	}
	if f.With == nil {
		return linked(few, e, t+".entity", from, cs)
	}
	// Seen from the other party, ties begin with it; seen from e, with e.
	if few = few || f.With.Few(); few {
		return linked(few, e, t+".other", from, append(clauses{c.among(t+".entity", *f.With)}, cs...))
	}
	return linked(few, e, t+".entity", from, append(cs, c.among(t+".other", *f.With)))
}

// ties compiles what f says of the tie t, and what else of its agreement a.
func (c *compiler) ties(t, a string, f unigraph.AgreementFilter) (tie, agreement clause) {
	var standings []string
	for _, m := range f.WantedModalities() {
		if f.MinConfidence < sure {
			standings = append(standings, fmt.Sprint(standing(m, 0)))
		}
		standings = append(standings, fmt.Sprint(standing(m, sure)))
	}
	f.Modalities = unigraph.Modalities
	if f.MinConfidence == sure {
		f.MinConfidence = 0
	}
	return clause{text: t + ".standing IN (" + strings.Join(standings, ", ") + ")"}, c.agreement(a, f)
}

// step compiles that e has a relation.
func (c *compiler) step(e string, s unigraph.Step) clause {
	r := c.alias("r")
	this, other := r+".subject", r+".object"
	if !s.ToObject {
		this, other = other, this
	}
	cs := append(clauses{{r + ".kind = ?", []any{string(s.Kind)}}, c.among(other, s.Entity)}, facts(r, s.FactFilter)...)
	return linked(s.Entity.Few(), e, this, "relations "+r, cs)
}

// facts compiles f for a table with the columns date, modality and confidence.
func facts(table string, f unigraph.FactFilter) (cs clauses) {
	if m := slices.Compact(slices.Sorted(slices.Values(f.WantedModalities()))); len(m) < len(unigraph.Modalities) {
		cs = in(table+".modality", m)
	}
	date := table + ".date"
	if f.Since != "" {
		cs.and(date+" <> '' AND "+date+" || '~' >= ?", string(f.Since))
	}
	if f.Until != "" {
		cs.and(date+" <> '' AND "+date+" <= ? || '~'", string(f.Until))
	}
	if f.AsOf != "" {
		cs.and(date+" <= ? || '~'", string(f.AsOf))
	}
	if f.MinConfidence > 0 {
		cs.and(table+".confidence >= ?", f.MinConfidence)
	}
	return cs
}

// agreement compiles what f says of the row a of agreements.
func (c *compiler) agreement(a string, f unigraph.AgreementFilter) clause {
	cs := slices.Concat(facts(a, f.FactFilter), in(a+".fact", f.IDs), in(a+".kind", f.Kinds))
	for _, id := range f.Parties {
		cs.and(a+".id IN (SELECT agreement FROM ties WHERE entity = (SELECT id FROM entities WHERE entity = ?))", string(id))
	}
	for _, with := range f.With {
		cs = append(cs, c.party(a, with))
	}
	if f.Unrenewed {
		cs.and(unrenewed(a))
	}
	compile := func(f unigraph.AgreementFilter) clause { return c.agreement(a, f.Inside()) }
	return append(cs, combined(compile, f.And, f.Or, f.Not)...).all()
}

// party compiles that an entity is party to a. Ties begin with few entities; other
// entities are looked up one by one.
func (c *compiler) party(a string, f unigraph.EntityFilter) clause {
	if f.Few() {
		t := c.alias("t")
		return linked(true, a, t+".agreement", "ties "+t, clauses{c.among(t+".entity", f)})
	}
	j, e := c.alias("j"), c.alias("e")
	where := c.entity(e, f)
	return clause{"EXISTS (SELECT 1 FROM json_each(" + a + ".parties) " + j + " CROSS JOIN entities " + e + " ON " + e + ".entity = " + j + ".value WHERE " + where.text + ")", where.args}
}

// unrenewed looks among the agreements of the first two parties.
func unrenewed(a string) string {
	party := func(n int) string {
		return fmt.Sprintf("(SELECT id FROM entities WHERE entity = %s.parties ->> %d)", a, n)
	}
	return a + ".date <> '' AND NOT EXISTS (SELECT 1 FROM ties t CROSS JOIN agreements r ON r.id = t.agreement" +
		" WHERE t.entity = " + party(0) + " AND t.other = " + party(1) +
		" AND r.kind = 'renewal' AND r.modality = 'done' AND r.date > " + a + ".date AND r.parties = " + a + ".parties)"
}

// relation compiles what f says of the row r of relations.
func (c *compiler) relation(r string, f unigraph.RelationFilter) clause {
	cs := slices.Concat(facts(r, f.FactFilter), in(r+".fact", f.IDs), in(r+".kind", f.Kinds))
	cs = append(cs, c.end(r+".subject", f.Subjects, f.Subject)...)
	cs = append(cs, c.end(r+".object", f.Objects, f.Object)...)
	if f.Followed {
		cs.and(followed(r))
	}
	compile := func(f unigraph.RelationFilter) clause { return c.relation(r, f.Inside()) }
	return append(cs, combined(compile, f.And, f.Or, f.Not)...).all()
}

func (c *compiler) end(column string, ids []unigraph.EntityID, f *unigraph.EntityFilter) (cs clauses) {
	if len(ids) > 0 {
		cs = append(cs, c.among(column, unigraph.EntityFilter{IDs: ids}))
	}
	if f != nil {
		cs = append(cs, c.among(column, *f))
	}
	return cs
}

// followed is unigraph.Relation.Precedes of any agreement.
func followed(r string) string {
	return r + ".date <> '' AND EXISTS (SELECT 1 FROM ties t CROSS JOIN agreements a ON a.id = t.agreement WHERE t.entity = " + r + ".object" +
		" AND t.standing < 2 AND a.date >= " + r + ".date AND (t.other = " + r + ".subject OR t.other IN (SELECT m.object FROM relations m" +
		" WHERE m.subject = " + r + ".subject AND m.kind = 'AFFILIATED_WITH' AND m.modality = 'done')))"
}
