package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// Presence: whoever does something at an institution that is not the own one has
// gone there, whatever it is that is done. The words below say that it was done
// for longer than a visit, or that nobody needed to come.
var (
	stayWords = set(`studied study studies studying graduated graduate graduates graduating degree degrees phd doctorate doctoral thesis alumnus alumna
		alumni born enrolled enrolls educated elected appointed employed works worked career former formerly based headquartered trained
		earned obtained accepted scholarship scholarships internship internships semester semesters fellowship
		sends send sent transferred transfer offered offers available launched established founded created`)
	presenceWords = set(`at to into inside through in on`)
)

// A place is an institution at which something happens, and the token that says so.
type place struct {
	host mention
	t    int
}

// present reads a clause that has somebody from elsewhere do something at an
// institution: "At X, Rector N planted a tree", "signed by N at X".
func (d *document) present(c clause) {
	if d.stays(c) || d.delegation == nil && d.findWord(c, c.i, "moved", "moves") >= 0 {
		return
	}
	for _, p := range d.places(c) {
		if d.talkedOf(c, p.t) || d.modality(c, p.t) != unigraph.Done || d.modality(c, c.j-1) != unigraph.Done {
			continue
		}
		who := d.guestsAt(c, p.t, p.host)
		if len(who.members) == 0 {
			continue
		}
		switch {
		case d.delegation == nil:
			d.delegation = who
		case len(without(who.members, d.delegation.members)) == 0:
			who = d.delegation
		}
		d.trips = append(d.trips, trip{
			who: who, host: p.host.ref, date: d.visitDate(c, p.t, []mention{p.host}, p.host), modality: unigraph.Done, t: p.t, rule: "visited/present",
		})
	}
}

// stays reports whether c speaks of studies, a post or the like. Who gets an honorary
// degree comes for a day.
func (d *document) stays(c clause) bool {
	t := d.find(c, c.i, stayWords)
	for d.low(t) == "former" && d.is(t+1, roleHeads) {
		t = d.find(c, t+1, stayWords) // "former rector N", who may travel
	}
	if t >= 0 && d.findWord(c, c.i, "honorary", "honoris") >= 0 && d.is(t, degrees) {
		t = d.find(c, t+1, stayWords)
	}
	return t >= 0
}

// degrees are what may be given in honour.
var degrees = set(`degree doctorate phd`)

// talkedOf reports whether what the place at t belongs to is only spoken of, or due:
// "spoke about the research at X", "were to come to X".
func (d *document) talkedOf(c clause, t int) bool {
	for k := c.i + 1; k < t; k++ {
		if d.low(k) == "to" && d.atWord(k-1, "was", "were", "is", "are") && d.at(k+1) < 0 && !d.toks[k+1].cap && !d.is(k+1, prepositions) && d.low(k+1) != "the" {
			return true
		}
	}
	return d.findWord(clause{max(c.i, t-4), t}, c.i, "about") >= 0
}

// places are where things happen in clause c.
func (d *document) places(c clause) []place {
	var all []place
	if there, ok := d.thereAt(c); ok {
		all = append(all, place{there, there.i})
	}
	for _, m := range append(d.in(c.i, c.j, unigraph.University), d.ourPlaces(c)...) {
		t := d.placed(c, m)
		if t < 0 {
			t = d.shown(c, m)
		}
		if t >= 0 {
			all = append(all, place{m, t})
		}
	}
	return all
}

// thereAt is what "there" in c means: the one university that c names before it and not
// only as somebody's, else the one of the sentence before.
func (d *document) thereAt(c clause) (mention, bool) {
	t := d.findWord(c, c.i, "there")
	if t < c.i+3 || d.is(t+1, beVerbs) || d.is(t+1, auxiliaries) || d.is(t-1, prepositions) || d.at(t) >= 0 {
		return mention{}, false
	}
	named := slices.DeleteFunc(slices.Clone(d.in(c.i, t, unigraph.University)), func(m mention) bool {
		return d.inRole(m) || d.tellsOfPerson(m) || d.low(m.j) == "'s" || d.low(m.j) == "," && d.personAt(m.j+1) && !d.invites(m)
	})
	ref := -1
	if all := refs(named); len(all) == 1 {
		ref = all[0]
	} else if len(all) == 0 {
		ref = d.aloneBefore(t, 1)
	}
	return mention{i: t, j: t + 1, kind: unigraph.University, ref: ref}, ref >= 0
}

// ourPlaces are the places of the publisher that the clause calls its own, "in
// our garden", "on our campus", "our students", or that it calls "here".
func (d *document) ourPlaces(c clause) []mention {
	var places []mention
	for i := c.i + 1; d.publisher >= 0 && i < c.j; i++ {
		if d.at(i) >= 0 {
			continue
		}
		our := d.low(i) == "our" && i+1 < c.j && !d.toks[i].cap
		if our && d.is(i-1, presenceWords) && !d.is(i+1, ownNouns) || our && d.ownThing(i) || d.low(i) == "here" && !d.spokenAt(i) {
			places = append(places, mention{i: i, j: i + 1, kind: unigraph.University, ref: d.publisher, pronoun: true})
		}
	}
	return places
}

// ownThing reports whether "our" at i is said of a thing or people of the house.
func (d *document) ownThing(i int) bool {
	for k := i + 1; k < min(i+5, len(d.toks)) && d.toks[k].word; k++ {
		if d.is(k, facilities) || d.is(k, audiences) {
			return true
		}
	}
	return false
}

var (
	// facilities are what an institution has that can be seen.
	facilities = set(`library libraries museum museums laboratory laboratories lab labs campus campuses garden gardens building buildings hall halls facility
		facilities farm farms hospital clinic clinics workshop workshops greenhouse greenhouses simulator exhibition collection collections arena observatory
		dormitory dormitories station premises rectorate headquarters classrooms auditorium gallery archive archives stadium centre center centres centers park institute studio`)
	// seeVerbs have a facility as their object, and were said where it is.
	seeVerbs = set(`saw knew opened inaugurated explored admired examined unveiled surveyed looked seen acquainted familiarised familiarized introduced guided shown tried took taken visited viewed`)
	// audiences are the people of an institution who listen to a guest.
	audiences = set(`students student teachers staff researchers lecturers academics undergraduates postgraduates freshmen scholars`)
	// speeches are told to an audience in its house.
	speeches = set(`lecture lectures lectured talk talks addressed spoke speech seminar class master-class classes`)
)

// shown is the token of the verb that has something of m seen, or people of m
// hear: "opened the new library of X", "a lecture to students of X"; -1 if none.
func (d *document) shown(c clause, m mention) int {
	var own int // where the words begin that tell what of m it is
	switch {
	case d.inRole(m) || m.group != nil:
		return -1
	case d.low(m.i) == "our":
		own = m.j
	case d.low(m.j) == "'s":
		own = m.j + 1
	case d.atWord(d.beforeArticle(m.i), "of", "at"):
		own = max(c.i, m.i-6)
	default:
		return -1
	}
	end := min(own+4, c.j)
	if own < m.i {
		end = m.i
	}
	thing, people := d.find(clause{own, end}, own, facilities), d.find(clause{own, end}, own, audiences)
	for k := m.i - 1; k > c.i; k-- {
		if thing >= 0 && d.is(k, seeVerbs) && thing-k < 12 || people >= 0 && d.is(k, speeches) && people-k < 12 {
			return k
		}
	}
	return -1
}

// placed is the token of the word that says that something happens at m: "at X",
// "on the campus of X"; -1 if m is in another part.
func (d *document) placed(c clause, m mention) int {
	if d.inRole(m) || m.group != nil {
		return -1
	}
	gov := d.governor(m)
	if d.low(m.i) == "here" {
		return m.i
	}
	campus := d.low(m.j) == "campus" || d.low(m.j) == "'s" && d.low(m.j+1) == "campus" || gov == "of" && d.findWord(clause{max(c.i, m.i-4), m.i}, c.i, "campus", "halls", "grounds", "walls") >= 0
	for k := m.i - 1; k > max(c.i, m.i-8) && gov == "of"; k-- {
		if !d.is(k, facilities) && !(d.is(k, ownEvents) && d.low(k+1) == "of") {
			continue
		}
		campus = d.find(clause{max(c.i, k-5), k}, c.i, presenceWords) >= 0 // "in the Great Hall of X"
		break
	}
	withUs := m.pronoun && gov == "with" && d.findWord(clause{max(c.i, m.i-6), m.i}, c.i, "was", "were", "is", "are", "stayed", "been", "spent") >= 0
	if gov == "in" && !m.pronoun && d.find(c, c.i, signVerbs) >= 0 {
		return -1 // of a project in X, not of where it was signed
	}
	if !presenceWords.has(gov) && !campus && !withUs {
		return -1
	}
	for k := m.i - 1; k >= c.i; k-- {
		if d.is(k-1, roleHeads) && d.is(k, presenceWords) {
			return -1 // "was professor at X"
		}
		if d.is(k, presenceWords) || withUs && d.low(k) == "with" || campus && d.atWord(k, "on", "in", "within") {
			return k
		}
	}
	return -1
}

// guestsAt are the persons who act in clause c, the word of place at t, and act
// for others than the host; the travelling delegation where it is they.
func (d *document) guestsAt(c clause, t int, host mention) *delegation {
	g := &delegation{}
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		if m.i > t && t > c.i+5 && d.governor(m) != "by" && !d.meeting(c, m) {
			continue // whom they met there
		}
		if m.i < t && d.wentElsewhere(m, t) {
			continue
		}
		gov := d.governor(m)
		if (d.outsider(m.ref, host.ref) || m.i < t && d.envoy(c, m.ref)) && (gov == "" || gov == "by" && d.passiveBefore(c, m) || gov == "with" && d.meeting(c, m)) && !d.atWord(m.j, "'s") {
			g.add(m.ref)
		}
	}
	if d.groupIn(c) {
		for _, m := range d.in(c.i, c.j, unigraph.University) {
			if m.ref != host.ref && d.isGroup(c, m) {
				g.add(m.ref)
				g.add(d.unplaced(c.i, t)...)
				g.add(d.leaders(c)...)
			}
		}
	}
	before := clause{c.i, t}
	if host.i <= c.i+2 {
		before = clause{host.j, min(host.j+12, c.j)} // "At X the guests saw"
	}
	if len(g.members) == 0 && d.delegation != nil && d.meansGroup(before) && len(d.in(before.i, before.j, unigraph.University, unigraph.Person)) == 0 &&
		!slices.Contains(d.delegation.members, host.ref) && d.find(before, before.i, travelsOn) >= 0 {
		return d.delegation
	}
	return g
}

// wentElsewhere reports whether a verb before token t tells where m went, and the words
// behind it of somebody else: "m visited X, her colleague N went to".
func (d *document) wentElsewhere(m mention, t int) bool {
	for _, o := range d.actors(m.j, t) {
		if o.ref != m.ref && d.find(clause{m.j, o.i}, m.j, going) >= 0 && d.low(o.i-1) != "by" {
			return true
		}
	}
	return false
}

// outsider reports whether the text tells that a person acts for another body than
// host. Of an alliance's officer it must tell the institution as well.
func (d *document) outsider(person, host int) bool {
	home, ok := d.home[person]
	switch {
	case !ok || home == host || d.guessed[person]:
		return false
	case d.referents[home].kind != unigraph.Alliance:
		return true
	}
	return slices.ContainsFunc(d.affiliations, func(a affiliation) bool {
		return a.person == person && a.at != host && d.referents[a.at].kind == unigraph.University
	})
}

// isGroup reports whether m is named as where a group of clause c is from: "a group
// of X", "X's team", "two teachers from X".
func (d *document) isGroup(c clause, m mention) bool {
	if gov := d.governor(m); d.inRole(m) || gov != "" && gov != "of" && gov != "from" && gov != "by" && !(gov == "with" && d.meeting(c, m)) {
		return false
	}
	if k := d.beforeArticle(m.i); d.atWord(k, "and", ",") && d.at(k-1) >= 0 {
		if o := d.mentions[d.at(k-1)]; o.kind == m.kind && o.i < m.i {
			return d.isGroup(c, o) // "researchers of A and m"
		}
	}
	near := clause{max(c.i, m.i-6), m.i}
	return d.origin(m) && d.groupIn(near) || d.is(m.j, groupWords) || d.low(m.j) == "'s" && d.groupIn(clause{m.j, min(c.j, m.j+4)})
}

// meeting reports whether clause c speaks of a meeting with m.
func (d *document) meeting(c clause, m mention) bool {
	t := d.findWord(clause{max(c.i, m.i-14), m.i}, c.i, "meeting", "meetings", "talks", "negotiations", "reception", "discussion")
	return t >= 0 && d.findWord(c, c.i, "held", "place", "hosted", "was", "were", "had") >= 0
}

// leaders are the persons whom clause c calls the head of a group.
func (d *document) leaders(c clause) []int {
	var who []int
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		if d.leads(m) {
			who = append(who, m.ref)
		}
	}
	return who
}

// unplaced are the persons that act in tokens [from, to) and whose institution the
// text does not tell.
func (d *document) unplaced(from, to int) []int {
	var who []int
	for _, m := range d.actors(from, to) {
		if _, ok := d.home[m.ref]; !ok {
			who = append(who, m.ref)
		}
	}
	return who
}

// travelsOn are verbs that move or employ a delegation.
var travelsOn = set(`had was were went moved continued proceeded gave held met changed turned passed walked saw attended took planted laid stopped had spoke lectured`)

// done reports whether token k says, after "was", what was done at a place by somebody
// who was there.
func (d *document) done(k int) bool {
	return strings.HasSuffix(d.low(k), "ed") || d.atWord(k, "given", "held", "read", "taught")
}

// doneByOthers may be said of a place, by whoever has it.
var doneByOthers = set(`headed founded owned organised organized hosted received welcomed financed funded named handed sent offered extended invited`)

// passiveBefore reports whether the clause says that something was done by m:
// signed, attended, opened.
func (d *document) passiveBefore(c clause, m mention) bool {
	for k := m.i - 1; k > c.i; k-- {
		if d.low(k) == "by" {
			was := d.findWord(clause{c.i, k}, c.i, "was", "were", "been")
			signed := d.find(clause{c.i, k}, c.i, signVerbs) >= 0
			return was >= 0 && (signed || d.done(k-1) || d.done(was+1)) && !d.is(k-1, doneByOthers) && !d.is(was+1, doneByOthers) ||
				d.low(k-1) == "and" && d.findWord(clause{c.i, k}, c.i, "by") >= 0
		}
	}
	return false
}
