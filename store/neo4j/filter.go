package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"unigraph"
)

// A compiler turns filters into Cypher. It numbers variables and parameters, so
// that each has a name of its own. A value reaches Cypher as a parameter only.
type compiler struct {
	params    row
	variables int
}

func newCompiler() *compiler { return &compiler{params: row{}} }

// param gives the name under which Cypher finds a value.
func (c *compiler) param(value any) string {
	name := fmt.Sprintf("p%d", len(c.params))
	c.params[name] = value
	return "$" + name
}

func (c *compiler) variable(prefix string) string {
	c.variables++
	return fmt.Sprintf("%s%d", prefix, c.variables)
}

// always is the condition that asks for nothing.
const always = "true"

// all joins conditions.
func all(conditions ...string) string {
	conditions = slices.DeleteFunc(conditions, func(c string) bool { return c == always })
	if len(conditions) == 0 {
		return always
	}
	return strings.Join(conditions, " AND ")
}

// never is a condition that no node x meets. Of a constant the planner would
// make an empty plan, and then find no use for the hints of a query.
func never(x string) string { return x + ".id IS NULL" }

// combined compiles what And, Or and Not of a filter say of x.
func combined[F any](x string, compile func(F) string, and, or []F, not *F) (conditions []string) {
	for _, f := range and {
		conditions = append(conditions, compile(f))
	}
	if len(or) > 0 {
		var any []string
		for _, f := range or {
			any = append(any, "("+compile(f)+")")
		}
		if !slices.Contains(any, "("+always+")") {
			conditions = append(conditions, "("+strings.Join(any, " OR ")+")")
		}
	}
	if not != nil {
		no := "NOT (" + compile(*not) + ")"
		if no == "NOT ("+always+")" {
			no = never(x)
		}
		conditions = append(conditions, no)
	}
	return conditions
}

// entity compiles what f says of the node e.
func (c *compiler) entity(e string, f unigraph.EntityFilter) string {
	var is []string
	if len(f.IDs) > 0 {
		is = append(is, e+".id IN "+c.param(orderedAll(f.IDs)))
	}
	if len(f.Types) > 0 {
		is = append(is, "split("+e+".id, ':')[0] IN "+c.param(toStrings(sortedSet(f.Types))))
	}
	if len(f.Countries) > 0 {
		is = append(is, e+".country IN "+c.param(sortedSet(f.Countries)))
	}
	if name := unigraph.Fold(f.Name); name != "" {
		is = append(is, c.param(name)+" IN "+e+".folded")
	} else if f.Name != "" {
		is = append(is, never(e))
	}
	if f.Linked != nil {
		is = append(is, e+".linked = "+c.param(*f.Linked))
	}
	if f.Signed != nil {
		is = append(is, c.signed(e, *f.Signed))
	}
	for _, s := range f.Steps() {
		is = append(is, c.step(e, s))
	}
	compile := func(f unigraph.EntityFilter) string { return c.entity(e, f) }
	return all(append(is, combined(e, compile, f.And, f.Or, f.Not)...)...)
}

// party is the condition that whoever signed is a party, not a person. It asks
// for no label, or Neo4j might begin with all nodes of other labels.
func party(e string) string { return "NOT " + e + ".id STARTS WITH 'person:'" }

// signed compiles that e is party to an agreement.
func (c *compiler) signed(e string, s unigraph.SignedFilter) string {
	f, other := c.variable("f"), c.variable("e")
	pattern, where := "("+e+")-[:SIGNED]->("+f+":Agreement)", all(party(e), c.agreement(f, s.AgreementFilter))
	if s.With != nil {
		pattern += "<-[:SIGNED]-(" + other + labelled(*s.With) + ")"
		where = all(where, party(other), c.entity(other, *s.With))
	}
	return exists(pattern, where)
}

// labelled is the label that lets Neo4j begin with the entities of f, if they
// are named by ids.
func labelled(f unigraph.EntityFilter) string {
	if len(f.IDs) > 0 {
		return ":Entity"
	}
	return ""
}

func exists(pattern, where string) string {
	if where != always {
		pattern += " WHERE " + where
	}
	return "EXISTS { MATCH " + pattern + " }"
}

// step compiles that e has a relation.
func (c *compiler) step(e string, s unigraph.Step) string {
	r, other := c.variable("r"), c.variable("e")
	return exists(hop(e, r, other, s), all(c.fact(r, s.FactFilter), c.entity(other, s.Entity)))
}

// hop is the pattern of a step from e.
func hop(e, r, other string, s unigraph.Step) string {
	if s.ToObject {
		return fmt.Sprintf("(%s)-[%s:%s]->(%s)", e, r, s.Kind, other)
	}
	return fmt.Sprintf("(%s)<-[%s:%s]-(%s)", e, r, s.Kind, other)
}

// fact compiles f for a node or relationship with date, modality and
// confidence. A missing date makes no condition null: null would stay null
// under NOT.
func (c *compiler) fact(x string, f unigraph.FactFilter) string {
	var is []string
	if m := sortedSet(f.WantedModalities()); len(m) < len(unigraph.Modalities) {
		is = append(is, x+".modality IN "+c.param(toStrings(m)))
	}
	if f.Since != "" {
		is = append(is, x+".date IS NOT NULL AND "+x+".date + '~' >= "+c.param(string(f.Since)))
	}
	if f.Until != "" {
		is = append(is, x+".date IS NOT NULL AND "+x+".date <= "+c.param(string(f.Until)+"~"))
	}
	if f.AsOf != "" {
		is = append(is, "coalesce("+x+".date, '') <= "+c.param(string(f.AsOf)+"~"))
	}
	if f.MinConfidence > 0 {
		is = append(is, x+".confidence >= "+c.param(f.MinConfidence))
	}
	return all(is...)
}

// concluded is fact for the node of an agreement, of which a label tells much.
func (c *compiler) concluded(x string, f unigraph.FactFilter) string {
	if f.MinConfidence < unigraph.UsualConfidence || !slices.Equal(sortedSet(f.WantedModalities()), []unigraph.Modality{unigraph.Done}) {
		return c.fact(x, f)
	}
	f.Modalities = unigraph.Modalities
	if f.MinConfidence == unigraph.UsualConfidence {
		f.MinConfidence = 0
	}
	return all(x+":"+concluded, c.fact(x, f))
}

// agreement compiles what f says of the node x.
func (c *compiler) agreement(x string, f unigraph.AgreementFilter) string {
	is := []string{c.concluded(x, f.FactFilter)}
	if len(f.IDs) > 0 {
		is = append(is, x+".id IN "+c.param(orderedAll(f.IDs)))
	}
	if len(f.Kinds) > 0 {
		is = append(is, x+".kind IN "+c.param(toStrings(sortedSet(f.Kinds))))
	}
	for _, id := range orderedAll(f.Parties) {
		e := c.variable("e")
		is = append(is, exists("("+x+")<-[:SIGNED]-("+e+":Entity {id: "+c.param(id)+"})", party(e)))
	}
	for _, with := range f.With {
		e := c.variable("e")
		is = append(is, exists("("+x+")<-[:SIGNED]-("+e+")", all(party(e), c.entity(e, with))))
	}
	if f.Unrenewed {
		is = append(is, c.unrenewed(x))
	}
	compile := func(f unigraph.AgreementFilter) string { return c.agreement(x, f.Inside()) }
	return all(append(is, combined(x, compile, f.And, f.Or, f.Not)...)...)
}

// unrenewed looks among the agreements of all parties of x.
func (c *compiler) unrenewed(x string) string {
	e, r := c.variable("e"), c.variable("f")
	return x + ".date IS NOT NULL AND NOT " + exists(
		"("+x+")<-[:SIGNED]-("+e+")-[:SIGNED]->("+r+":Agreement {kind: 'renewal', modality: 'done'})",
		all(party(e), r+".date > "+x+".date", c.parties(x)+" = "+c.parties(r)))
}

func (c *compiler) parties(x string) string {
	e := c.variable("e")
	return "COLLECT { MATCH (" + x + ")<-[:SIGNED]-(" + e + ") WHERE " + party(e) + " RETURN " + e + ".id ORDER BY " + e + ".id }"
}

// relation compiles what f says of the node x.
func (c *compiler) relation(x string, f unigraph.RelationFilter) string {
	is := []string{c.fact(x, f.FactFilter)}
	if len(f.IDs) > 0 {
		is = append(is, x+".id IN "+c.param(orderedAll(f.IDs)))
	}
	if len(f.Kinds) > 0 {
		is = append(is, x+".kind IN "+c.param(toStrings(sortedSet(f.Kinds))))
	}
	is = append(is, c.end(x+".subject", f.Subjects, f.Subject), c.end(x+".object", f.Objects, f.Object))
	if f.Followed {
		is = append(is, c.followed(x))
	}
	compile := func(f unigraph.RelationFilter) string { return c.relation(x, f.Inside()) }
	return all(append(is, combined(x, compile, f.And, f.Or, f.Not)...)...)
}

// followed is unigraph.Relation.Precedes of any agreement.
func (c *compiler) followed(x string) string {
	host, f, who, person := c.variable("e"), c.variable("f"), c.variable("e"), c.variable("e")
	affiliated := exists("("+person+":Entity {id: "+x+".subject})-[:AFFILIATED_WITH {modality: 'done'}]->("+who+")", always)
	return exists("("+host+":Entity {id: "+x+".object})-[:SIGNED]->("+f+":Agreement {modality: 'done'})<-[:SIGNED]-("+who+")",
		all(party(host), party(who), f+".date >= "+x+".date", "("+who+".id = "+x+".subject OR "+affiliated+")"))
}

// end compiles what is asked of the entity whose id a property has.
func (c *compiler) end(property string, ids []unigraph.EntityID, f *unigraph.EntityFilter) string {
	is := []string{}
	if len(ids) > 0 {
		is = append(is, property+" IN "+c.param(orderedAll(ids)))
	}
	if f != nil {
		e := c.variable("e")
		is = append(is, exists("("+e+":Entity {id: "+property+"})", c.entity(e, *f)))
	}
	return all(is...)
}
