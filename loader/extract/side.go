package extract

import (
	"slices"

	"unigraph"
)

// The two sides of an agreement.

// sides are the bodies that the clause names as parties.
func (d *document) sides(c clause, t int) (left, right []int) {
	right = refs(d.governed(c.i, c.j, onlyWith, bodies...))
	right = append(right, without(d.withWhich(c, t), right)...)
	left = refs(d.governed(c.i, c.j, betweenOrFor, bodies...))
	for _, m := range d.governed(c.i, c.j, onlyOf, bodies...) {
		if d.atWord(m.i-2, "behalf", "side", "part") || d.low(m.i-1) == "the" && d.atWord(m.i-3, "behalf", "side", "part") {
			left = d.union(left, []int{m.ref})
		}
	}
	if len(left) < 2 {
		left = d.union(left, refs(d.governed(t, c.j, onlyBy, bodies...)), refs(d.subjects(c, t, bodies...)))
	}
	if len(left)+len(right) < 2 {
		left = d.union(left, without(d.officesOf(c, t), right), without(d.paperHolders(c), right))
	}
	if len(right) == 0 {
		for _, m := range d.in(t, c.j, bodies...) {
			if d.governor(m) == "" && !d.inRole(m) && !d.setting(m) && d.atWord(m.i-1, "and", "with") {
				right = append(right, m.ref)
			}
		}
	}
	if len(right) == 0 {
		right = without(d.withOffices(c), left)
	}
	if len(left) == 0 && len(right) > 0 {
		left = d.paperOwner(c)
	}
	if len(left) == 0 && len(right) == 1 && d.has(c, " each of them", " they ", " both ", " all of them") {
		left = d.listBeforeClause(c)
	}
	return without(left, right), right
}

// withOffices are the bodies with whose officers an agreement is: "with the rectors of X
// and Y".
func (d *document) withOffices(c clause) []int {
	var of []int
	for _, m := range d.in(c.i, c.j, bodies...) {
		k := d.governorAt(m)
		if k <= c.i || d.low(k) != "of" || !d.is(k-1, pluralHeads) {
			continue
		}
		if d.low(d.beforeArticle(k-1)) == "with" {
			of = d.union(of, []int{m.ref})
		}
	}
	return of
}

// officesOf are the bodies whose officers, named or not, sign: "the rector of X and
// the president of Y signed", "signed by the dean of X".
func (d *document) officesOf(c clause, t int) []int {
	var of []int
	for _, m := range d.in(c.i, c.j, bodies...) {
		k := m.i - 1
		if d.low(k) == "the" {
			k--
		}
		if d.low(k) != "of" || !d.is(k-1, roleHeads) {
			continue
		}
		start := k - 1
		for start > c.i && (d.is(start-1, rolePrefixes) || d.low(start-1) == "the") {
			start--
		}
		switch gov := d.governor(mention{i: start, j: m.j, kind: unigraph.Person}); {
		case gov == "" && m.j <= t && !d.doesOther(m.j, t), gov == "by" && start > t:
			of = d.union(of, []int{m.ref})
		}
	}
	return of
}

// paperHolders are those of whom the clause says that they have the paper: "the
// convention that X and Y have since 2006".
func (d *document) paperHolders(c clause) []int {
	p := d.find(c, c.i, papers)
	that := d.findWord(c, p+1, "that", "which")
	if p < 0 || that < 0 {
		return nil
	}
	verb := d.findWord(c, that, "have", "has", "had", "maintain", "maintains", "signed", "concluded", "share")
	if verb < 0 || d.find(clause{that, verb}, that, prepositions) >= 0 {
		return nil
	}
	holders := d.in(that, verb, bodies...)
	if len(refs(holders)) < 2 || holders[len(holders)-1].j < verb-1 || holders[0].i > that+2 {
		return nil
	}
	return refs(holders)
}

// paperOwner is the body whose paper the clause speaks of: "X's agreement with Y".
func (d *document) paperOwner(c clause) []int {
	for _, m := range d.in(c.i, c.j, bodies...) {
		for k := m.j + 1; d.low(m.j) == "'s" && k < m.j+5; k++ {
			if d.is(k, papers) {
				return []int{m.ref}
			}
		}
	}
	if of := d.paperOf(c); len(of) == 1 {
		return of
	}
	return nil
}

// paperOf are the bodies whose paper the clause speaks of together: "a tripartite
// agreement of A, B and C".
func (d *document) paperOf(c clause) []int {
	p := d.find(c, c.i, papers)
	if p < 0 || d.low(p+1) != "of" {
		return nil
	}
	return refs(d.governed(p, c.j, onlyOf, bodies...))
}

// met are the two institutions that the text has just brought together: those that
// the last sentence to name any speaks of, by name or by their officers, the
// publisher among them; else the guest and the host of the scene.
func (d *document) met(t int) []int {
	const back = 2 // sentences
	at := d.sentOf[t]
	if s := d.sents[at]; d.atWord(s[0], "under", "in", "by", "through", "with", "according", "following") {
		if subjects := refs(d.in(t, s[1], bodies...)); len(subjects) > 1 {
			return subjects // "Under a deal signed on 3 May, A and B will …"
		}
	}
	for n := at; n >= max(0, at-back); n-- {
		there := d.institutionsOf(d.sents[n][0], min(d.sents[n][1], t))
		if len(there) == 1 && d.publisher >= 0 {
			there = d.union(there, []int{d.publisher})
		}
		switch len(there) {
		case 0, 1:
			continue
		case 2:
			return there
		}
		return nil
	}
	if visitor, host := d.scene(t); visitor >= 0 && host >= 0 && visitor != host {
		return []int{visitor, host}
	}
	return nil
}

// institutionsOf are the institutions that tokens [from, to) name, themselves or by
// their officers.
func (d *document) institutionsOf(from, to int) []int {
	all := refs(d.in(from, to, unigraph.University))
	for _, p := range d.in(from, to, unigraph.Person) {
		if home, ok := d.home[p.ref]; ok && !d.guessed[p.ref] && slices.Contains(bodies, d.referents[home].kind) {
			all = d.union(all, []int{home})
		}
	}
	return all
}

// withWhich are the bodies before ", with which … signed".
func (d *document) withWhich(c clause, t int) []int {
	for k := c.i + 2; k < t; k++ {
		if d.low(k) != "with" || !d.atWord(k+1, "which", "whom") {
			continue
		}
		before := k - 1
		if d.low(before) == "," {
			before--
		}
		if n := d.at(before); n >= 0 && d.mentions[n].kind != unigraph.Person {
			return refs(d.mentions[n].appendEach(nil))
		}
	}
	return nil
}

// actedFor adds to one side those whom its signatories act for, where the clause
// names nobody on that side, or too few parties.
func (d *document) actedFor(signatories, side, other []int) []int {
	for _, p := range signatories {
		home, ok := d.home[p]
		if ok && (len(side) == 0 || len(side)+len(other) < 2) && !slices.Contains(other, home) && !slices.Contains(side, home) && slices.Contains(bodies, d.referents[home].kind) {
			side = append(side, home)
		}
	}
	return side
}
