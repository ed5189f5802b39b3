package extract

import (
	"strings"

	"unigraph"
)

// Travellers that do not stand right before the verb of going: "N met M and toured X",
// "During her visit to X, N".

// joinedVerb is the verb to which "and" joins the one at t, and whose subject it has:
// "met" of "N met M and toured X", or that it tells more of; -1 if there is none.
func (d *document) joinedVerb(c clause, t int) int {
	k := t - 1
	for d.is(k, adverbs) {
		k--
	}
	if d.low(k) != "and" && !d.onTheWay(t) {
		return -1
	}
	for i := c.i + 1; i < k; i++ {
		if !d.acts(i) || d.is(i, beOrHave) || d.atWord(i-1, "who", "which", "that") || len(d.actors(c.i, i)) == 0 {
			continue
		}
		if d.is(i, hostVerbs) {
			return -1 // who received guests stayed
		}
		return i
	}
	return -1
}

// onTheWay reports whether the noun at t is in words that tell when the verb of the
// clause happened: "met M during her visit to X".
func (d *document) onTheWay(t int) bool {
	k := t - 1
	for k > t-3 && d.toks[max(k, 0)].word && !d.atWord(k, "her", "his", "their", "a") {
		k--
	}
	return d.is(t, visitNouns) && (d.atWord(k, "her", "his", "their") && d.is(k-1, duringWords) || d.low(k) == "a" && d.low(k-1) == "during")
}

// journeys are what may take somebody to places.
var journeys = set(`itinerary programme program tour trip journey route visit travels excursion mission`)

// journeyTakes reports whether "took" at t is said of a journey: "The tour took them to".
func (d *document) journeyTakes(t int) bool {
	s := d.sents[d.sentOf[t]]
	return d.find(clause{s[0], t}, s[0], journeys) >= 0 && d.findWord(clause{t, s[1]}, t, "to") >= 0 && !d.atWord(t+1, "place", "part", "over", "up")
}

// takenAlong are those whom the journey took along that "took" at t is said of: those
// named between it and "to", those whose journey it was, or the delegation.
func (d *document) takenAlong(c clause, t int) *delegation {
	g := &delegation{}
	for _, m := range d.in(t, c.j, unigraph.Person) {
		if gov := d.governor(m); gov == "" && !m.pronoun {
			g.add(m.ref)
		}
	}
	for _, m := range d.in(c.i, t, unigraph.Person) {
		if len(g.members) == 0 && (d.governor(m) == "of" || d.low(m.j) == "'s") {
			g.add(m.ref)
		}
	}
	if p := d.personBefore(c.i); len(g.members) == 0 && p >= 0 && d.atWord(t+1, "him", "her") {
		g.add(p)
	}
	if len(g.members) == 0 && d.delegation != nil {
		return d.delegation
	}
	return g
}

// acts reports whether token i is a verb that somebody may be the subject of.
func (d *document) acts(i int) bool {
	return d.finite(i) || d.low(i) == "held" || strings.HasSuffix(d.low(i), "ed") && !d.toks[i].cap && d.at(i) < 0 && d.low(i+1) != "by"
}

var (
	// adverbs stand between "and" and the verb that it joins to another.
	adverbs = set(`then also later afterwards subsequently finally even briefly personally together jointly`)
	// beOrHave are finite verbs that say nothing of their own.
	beOrHave = set(`is was has had`)
)

// subjectAfter are those of whom the clause tells after the comma that ends its
// opening words, which speak of the journey at t as theirs: "During her visit to X, N
// met", "While in X, N spoke", "After visiting X, the delegation of Y went".
func (d *document) subjectAfter(c clause, t int) []int {
	theirs := t-c.i < 6 && d.findWord(clause{c.i, t}, c.i, "her", "his", "their", "a") >= 0 && (d.find(clause{c.i, t}, c.i, duringWords) >= 0 || d.atWord(c.i, "fresh", "back", "just"))
	visiting := d.atWord(t, "while", "visiting", "touring", "visited", "toured") && t-c.i < 3 && (t == c.i || d.is(c.i, duringWords) || d.atWord(c.i, "having", "while", "when"))
	comma := d.findWord(c, t, ",")
	for d.atWord(comma+1, "which", "where") {
		comma = max(d.findWord(c, comma+1, ","), 0) // "which took her to Y,"
	}
	if !theirs && !visiting || comma < t || len(d.in(c.i, comma, unigraph.Person)) > 0 {
		return nil
	}
	for k := comma + 1; k < c.j; k++ {
		if d.acts(k) || d.is(k, auxiliaries) || d.is(k, goVerbForms) {
			return d.visitors(clause{comma + 1, c.j}, k).members
		}
	}
	return nil
}

// duringWords begin what tells when something happened on a journey.
var duringWords = set(`during on in at within after following before as throughout upon`)

// opensDoors reports whether the verb at t tells of guests: "opened its doors to a team".
func (d *document) opensDoors(t int) bool {
	return d.atWord(t, "opened", "opens") && d.atWord(t+1, "its", "their") && d.atWord(t+2, "doors", "gates") && d.low(t+3) == "to"
}

// foreseen reports whether the words behind the noun at t say that it was only planned:
// "the visit to X planned for May"; "went ahead as planned" does not.
func (d *document) foreseen(c clause, t int) bool {
	k := d.findWord(c, t, "planned", "scheduled", "foreseen")
	return k >= 0 && d.low(k-1) != "as" && !d.atWord(k-1, "than", "had")
}

// atHome reports whether the verb at t tells of a meeting where its subject works:
// "met in his office with".
func (d *document) atHome(t int) bool {
	for k := t + 1; k < min(t+25, len(d.toks)) && d.sentOf[k] == d.sentOf[t]; k++ {
		if d.atWord(k, "his", "her") && d.atWord(k-1, "in", "at", "on") && d.atWord(k+1, "office", "campus", "residence", "university", "cabinet") {
			return true
		}
	}
	return false
}

// takesPost reports whether the verb at t tells that somebody came to stay: "came to
// X as an instructor".
func (d *document) takesPost(t int) bool {
	if !d.is(t, arrivals) {
		return false
	}
	for k := t + 1; k < min(t+14, len(d.toks)) && d.sentOf[k] == d.sentOf[t]; k++ {
		if d.low(k) == "as" && (d.is(k+1, roleHeads) || d.is(k+2, roleHeads) || d.atWord(k+1, "student") || d.atWord(k+2, "student", "post-doc", "instructor")) && d.low(k+1) != "head" && d.low(k+2) != "head" {
			return true
		}
	}
	return false
}

// unitAt reports whether a part of an institution, as "Faculty of Law", is named at token k.
func (d *document) unitAt(k int) bool {
	for end := k + 4; k < end && k < len(d.toks) && d.toks[k].cap; k++ {
		if d.is(k, unitHeads) {
			return true
		}
	}
	return false
}

// visitorsBefore are the institutions, as hosts, of those who made the visit that token t
// says was returned.
func (d *document) visitorsBefore(t int) []mention {
	if len(d.trips) == 0 {
		return nil
	}
	for _, v := range d.trips[len(d.trips)-1].who.members {
		home, ok := d.home[v]
		if d.referents[v].kind == unigraph.University {
			home, ok = v, true
		}
		if ok && d.referents[home].kind == unigraph.University {
			return []mention{{i: t, j: t, kind: unigraph.University, ref: home}}
		}
	}
	return nil
}

// findThanked reads the visit that somebody gives thanks for: "N thanked X for its
// hospitality".
func (d *document) findThanked(c clause) {
	t := d.findWord(c, c.i, "thanked", "thanks")
	kindness := d.find(c, max(t, c.i), kindnesses)
	if t < 0 || kindness < 0 || d.findWord(clause{t, kindness}, t, "for") < 0 || d.modality(c, t) != unigraph.Done {
		return
	}
	hosts := d.in(t, kindness, unigraph.University)
	for _, p := range d.in(t, kindness, unigraph.Person) {
		if home, ok := d.home[p.ref]; ok && len(hosts) == 0 && d.referents[home].kind == unigraph.University {
			hosts = []mention{{i: t, j: t, kind: unigraph.University, ref: home}}
		}
	}
	who := &delegation{}
	for _, m := range d.subjects(c, t, unigraph.Person) {
		if len(hosts) > 0 && d.outsider(m.ref, hosts[0].ref) {
			who.add(m.ref)
		}
	}
	if len(refs(hosts)) == 1 && len(who.members) > 0 {
		d.goesTo(who, hosts[0].ref, c, t, "visited/thanked")
	}
}

// kindnesses are what guests thank for.
var kindnesses = set(`hospitality welcome reception`)

// findLecturer reads a clause on the page of an institution that has somebody from
// elsewhere teach, and names no other place.
func (d *document) findLecturer(c clause) {
	t := d.find(c, c.i, lectureVerbs)
	if t < 0 || d.publisher < 0 || d.low(t) != "lectured" && d.find(clause{t, min(t+7, c.j)}, t, speeches) < 0 && d.findWord(clause{t, min(t+7, c.j)}, t, "workshop", "course") < 0 || d.modality(c, t) != unigraph.Done || d.stays(c) {
		return
	}
	for _, m := range d.in(c.i, c.j, unigraph.University, unigraph.Country) {
		if !d.inRole(m) && !d.tellsOfPerson(m) {
			return
		}
	}
	for k := t + 1; k < c.j; k++ {
		if d.is(k-1, presenceWords) && d.toks[k].cap {
			return // in another town, perhaps
		}
	}
	who := &delegation{}
	for _, m := range d.subjects(c, t, unigraph.Person) {
		if d.outsider(m.ref, d.publisher) {
			who.add(m.ref)
		}
	}
	if len(who.members) > 0 {
		d.goesTo(who, d.publisher, c, t, "visited/lecturer")
	}
}

// lectureVerbs tell of teaching, alone or with what is given.
var lectureVerbs = set(`lectured gave held delivered ran conducted taught read`)
