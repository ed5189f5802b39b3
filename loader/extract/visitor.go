package extract

import (
	"slices"

	"unigraph"
)

// Visitors: who it is that a verb of going has gone.

// visitors are the persons before the verb and the institutions whose
// delegation went; "they" and "the delegation" are those of the visit before.
func (d *document) visitors(c clause, t int) *delegation {
	g := &delegation{}
	before := clause{c.i, t}
	if d.delegation != nil && d.findWord(before, c.i, "its", "their", "the") >= 0 && d.groupAgain(before) {
		g = d.delegation
	}
	d.addTravellers(g, c, t)
	d.addBodies(g, c, t)
	d.addCompanions(g, c, t)
	if d.low(t) == "accompanied" && d.passive(c, t) {
		by := refs(d.governed(t, c.j, onlyBy, unigraph.Person))
		if d.delegation != nil {
			by = without(by, d.hostsMen(c))
		}
		g.add(by...)
	}
	if len(g.members) == 0 && d.is(t, inverted) {
		g.add(d.justAfter(c, t)...)
	}
	if len(g.members) == 0 {
		g.add(d.subjectAfter(c, t)...)
	}
	if len(g.members) > 0 {
		return g
	}
	return d.meantBefore(g, c, t)
}

// addTravellers adds the persons before the verb at t who go: not those of the host,
// nor those of whom another verb tells.
func (d *document) addTravellers(g *delegation, c clause, t int) {
	var hosts []int
	if g == d.delegation {
		hosts = d.hostsMen(clause{c.i, t})
	}
	first := d.joinedVerb(c, t)
	for _, m := range d.in(c.i, t, unigraph.Person) {
		if d.atWord(t-1, "who") && m.j < t-2 && d.apart(m, t-1) {
			continue
		}
		gov := d.governor(m)
		if first >= 0 && m.i > first && gov != "by" {
			continue // whom those met who then went
		}
		if !slices.Contains(hosts, m.ref) && (gov == "" || gov == "by" || gov == "under" || gov == "with") && (first >= 0 && m.i < first && gov == "" || !d.doesOther(m.j, t)) {
			g.add(m.ref)
		}
	}
}

// addBodies adds the institutions before the verb at t whose group goes, or that go
// themselves.
func (d *document) addBodies(g *delegation, c clause, t int) {
	if !d.groupIn(clause{c.i, t}) {
		for _, m := range d.subjects(c, t, unigraph.University, unigraph.Organization) {
			if !d.is(d.beforeArticle(m.i), tourVerbs) && !d.tellsOfPerson(m) {
				g.add(m.ref)
			}
		}
		return
	}
	for _, m := range d.in(c.i, t, unigraph.University, unigraph.Organization) {
		if d.low(m.j) == "'s" && !d.groupIn(clause{m.j, min(t, m.j+4)}) {
			continue // "X's rector"
		}
		if d.is(d.beforeArticle(m.i), tourVerbs) {
			continue // the host of a verb before
		}
		if !d.setting(m) && !d.inRole(m) && !d.invites(m) && !elsewhere.has(d.governor(m)) {
			g.add(m.ref)
		}
	}
	d.addHomes(g)
	for _, m := range d.in(c.i, t, unigraph.Country) {
		if len(g.members) == 0 && len(d.in(c.i, c.j, unigraph.Person)) == 0 && d.origin(m) && d.findWord(clause{max(c.i, m.i-4), m.i}, c.i, "delegation") >= 0 {
			g.add(m.ref) // "A delegation from Namibia visited"
		}
	}
}

// tellsOfPerson reports whether m only says where a person is from: "Anna Berg (m)", "m
// rector Anna Berg".
func (d *document) tellsOfPerson(m mention) bool {
	open := d.beforeArticle(m.i)
	return d.low(open) == "(" && d.personAt(open-1) || slices.ContainsFunc(d.roles, func(r [2]int) bool { return r[0] == m.j })
}

// meantBefore are those whom words before the verb at t mean, of persons named
// earlier: "he", "they", "the trip"; g, still empty, if there are none.
func (d *document) meantBefore(g *delegation, c clause, t int) *delegation {
	before := clause{c.i, t}
	if p := d.personBefore(c.i); p >= 0 && d.findWord(before, c.i, "he", "she") >= 0 {
		return &delegation{members: []int{p}}
	}
	if d.delegation != nil && d.meansGroup(before) {
		return d.delegation
	}
	if d.delegation != nil && d.is(t, beginAndEnd) && d.findWord(before, c.i, "trip", "tour", "journey", "visit") >= 0 {
		return d.delegation // "The trip ended at X"
	}
	if d.find(before, c.i, plurals) >= 0 && len(d.in(c.i, t, unigraph.University)) == 0 {
		g.add(d.actorsBefore(c)...)
	}
	return g
}

// apart reports whether m is not of the institution of the person whom "who" at
// token i means: "signed by A of X and B of Y, who came to".
func (d *document) apart(m mention, i int) bool {
	last := d.personBefore(i)
	home, ok := d.home[m.ref]
	other, known := d.home[last]
	return m.ref != last && ok && known && home != other
}

// elsewhere are the prepositions of those who are not of the group that goes.
var elsewhere = set(`with to for after before via through against without under near`)

// plurals are the words that mean several persons named before.
var plurals = set(`they both two three four guests pair duo trio team group party visitors all`)

// actorsBefore are the persons who act in the nearest sentence of the two before
// c that has any.
func (d *document) actorsBefore(c clause) []int {
	for n := d.sentOf[c.i] - 1; n >= max(0, d.sentOf[c.i]-2); n-- {
		var who []int
		for _, m := range d.in(d.sents[n][0], d.sents[n][1], unigraph.Person) {
			if gov := d.governor(m); gov == "" || gov == "with" {
				who = append(who, without([]int{m.ref}, who)...)
			}
		}
		if len(who) > 0 {
			return who
		}
	}
	return nil
}

// inverted are verbs that may stand before who came: "On Friday came N".
var inverted = set(`came comes arrived arrives flew travelled traveled went visited stepped followed`)

// justAfter are the persons named right after the verb at t, with those joined
// to them.
func (d *document) justAfter(c clause, t int) []int {
	const near = 9
	var who []int
	end := t + near
	for _, m := range d.in(t, c.j, unigraph.Person) {
		if m.i > end || d.governor(m) != "" && d.governor(m) != "with" {
			break
		}
		who = append(who, m.ref)
		end = m.j + near
	}
	return who
}

// addCompanions adds to the visitors those whom the clause names after its verb.
func (d *document) addCompanions(g *delegation, c clause, t int) {
	for w := d.find(c, t, groupWords); w >= 0; w = d.find(c, w+1, groupWords) {
		if n := d.at(w - 1); n >= 0 && d.mentions[n].kind == unigraph.University && len(g.members) > 0 {
			g.add(d.mentions[n].ref) // "at the head of a KNU delegation"
		}
	}
	if d.has(clause{t, c.j}, together...) {
		g.add(refs(d.governed(t, c.j, companions, unigraph.Person))...)
	}
	for _, m := range d.in(t, c.j, unigraph.Person) {
		if len(g.members) > 0 && d.governor(m) == "with" && d.withAfterHost(m, t) {
			g.add(m.ref)
		}
	}
	if cue := d.compositionAt(c, t); cue >= 0 && len(g.members) > 0 && g != d.delegation {
		g.add(refs(d.in(cue, c.j, unigraph.Person))...)
	}
	switch colon := d.findWord(c, t, ":"); {
	case colon < 0:
	case len(g.members) == 0 && d.listOfDelegations(clause{t, colon}):
		g.add(refs(d.in(colon, c.j, unigraph.Person, unigraph.University))...)
	case len(g.members) > 0 && (d.groupIn(clause{c.i, colon}) || d.low(t) == "sent"):
		for _, m := range d.actors(colon, c.j) {
			if home, ok := d.home[m.ref]; !ok || slices.Contains(g.members, home) {
				g.add(m.ref) // "guests from X came: A and B"
			}
		}
	}
}

// compositionAt is the token after the verb at t from which the clause tells who was
// of the group: "including", "at its head", "in it"; -1 if it does not.
func (d *document) compositionAt(c clause, t int) int {
	for k := t + 1; k < c.j; k++ {
		switch {
		case d.atWord(k, "comprising", "consisting"),
			d.low(k) == "head" && d.atWord(k-1, "its", "their"),
			d.low(k) == "it" && d.low(k-1) == "in",
			d.low(k) == "them" && d.low(k-1) == "among":
			return k
		}
	}
	return -1
}

// withAfterHost reports whether the "with" that governs m follows the host: "visited
// X with N", not "met in X with N".
func (d *document) withAfterHost(m mention, t int) bool {
	for k := m.i - 1; k >= d.sentenceStart(m.i); k-- {
		if d.low(k) == "with" {
			if n := d.at(k - 1); n >= 0 && d.is(d.beforeArticle(d.mentions[n].i), tourVerbs) {
				return d.mentions[n].kind != unigraph.Person
			}
			return d.is(t, inverted) && d.toks[k-1].cap && !d.personAt(k-1)
		}
	}
	return false
}

// listOfDelegations reports whether a list of who came follows c.
func (d *document) listOfDelegations(c clause) bool {
	return d.findWord(c, c.i, "delegations", "guests", "teams", "groups", "representatives", "following") >= 0 || c.j-c.i < 3
}
