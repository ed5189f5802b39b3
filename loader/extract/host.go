package extract

import (
	"slices"

	"unigraph"
)

// arrivals are verbs that may leave out where to.
var arrivals = set(`came come comes arrived arrive arrives stepped turned`)

// scenery is where the event takes place that the sentence of token t, or the
// one before it, tells of; else the publisher's.
func (d *document) scenery(t int) []mention {
	n := d.sentOf[t]
	for s := n; s >= 0 && s >= n-1; s-- {
		for _, m := range d.in(d.sents[s][0], min(d.sents[s][1], t), unigraph.University) {
			if d.setting(m) {
				return []mention{m}
			}
		}
	}
	if len(d.trips) > 0 && d.low(t+1) == "again" {
		return []mention{{i: t, j: t, ref: d.trips[len(d.trips)-1].host}}
	}
	if d.stage >= 0 && d.stageAt == n-1 {
		return []mention{{i: t, j: t, ref: d.stage}}
	}
	if d.publisher >= 0 {
		return []mention{{i: t, j: t, ref: d.publisher}}
	}
	return nil
}

// itBefore is the institution that "it" before the verb at t means, or that a
// verb without a subject is told of: the publisher, else the one named last; -1
// if there is none.
func (d *document) itBefore(c clause, t int) int {
	if d.publisher >= 0 {
		return d.publisher
	}
	if d.low(t-1) != "it" {
		return -1
	}
	named := d.in(0, c.i, unigraph.University)
	if len(named) == 0 {
		return -1
	}
	return named[len(named)-1].ref
}

// nextHost is where the text leaves host h for the next one.
func (d *document) nextHost(hosts []mention, h mention, end int) int {
	for _, o := range hosts {
		if o.i > h.i && o.ref != h.ref {
			end = min(end, o.i)
		}
	}
	return end
}

// received reads "X received Y": a group, or persons who act for others.
func (d *document) received(c clause, t int) ([]mention, *delegation) {
	hosts := d.subjects(c, t, unigraph.University)
	for _, p := range refs(d.subjects(c, t, unigraph.Person)) {
		if home, ok := d.home[p]; ok && len(hosts) == 0 && d.referents[home].kind == unigraph.University {
			hosts = []mention{{i: t, j: t, ref: home}} // the rector receives at home
		}
	}
	if m, ok := d.officeBefore(c, t); len(hosts) == 0 && ok {
		hosts = []mention{m}
	}
	if host := d.itBefore(c, t); len(hosts) == 0 && host >= 0 {
		hosts = []mention{{i: t, j: t, ref: host}}
	}
	who := &delegation{}
	end := c.j
	if k := d.findWord(c, t, "presence"); k >= 0 {
		end = k // who was present belongs to the hosts
	}
	thing, suite := d.objectOf(t), d.suiteIn(clause{t, end})
	for _, m := range d.in(t, end, unigraph.Person, unigraph.University) {
		group := d.groupIn(clause{max(t, m.i-6), m.i}) && m.kind == unigraph.University
		if d.inRole(m) && !group || thing && !group {
			continue
		}
		if gov := d.governor(m); gov == "" || gov == "of" || gov == "from" || gov == "by" || gov == "with" && (group || suite || d.low(t+1) == "and" && d.is(t+2, talkVerbs) || m.kind == unigraph.Person && d.has(clause{t, c.j}, together...)) {
			who.add(m.ref)
		}
	}
	if suite {
		d.addHomes(who)
		who.members = without(who.members, refs(hosts))
	}
	if after := (clause{t, min(t+4, c.j)}); len(who.members) == 0 && d.delegation != nil && len(hosts) > 0 && !slices.Contains(d.delegation.members, hosts[0].ref) && (d.atWord(t+1, "them") || d.low(t+1) == "the" && d.groupIn(after)) {
		return hosts, d.delegation // "X received the guests"
	}
	if d.groupIn(clause{t, c.j}) || d.has(clause{t, c.j}, " a visit from ", " a visit of ", " a visit by ", " the visit of ") {
		return hosts, who
	}
	// without a group, only persons known to come from elsewhere
	who.members = slices.DeleteFunc(who.members, func(r int) bool {
		home, ok := d.home[r]
		envoy := !ok && d.envoy(c, r)
		if ok && d.guessed[r] && d.findWord(clause{t, c.j}, t, "accompanied", "together", "along") >= 0 {
			return false
		}
		if !ok && d.ofElsewhere(t, c.j, r) {
			return false
		}
		return !ok && !envoy || d.referents[r].kind != unigraph.Person || ok && slices.Contains(refs(hosts), home)
	})
	return hosts, who
}

// suiteIn reports whether c speaks of those who came with somebody: "and her delegation".
func (d *document) suiteIn(c clause) bool {
	for k := d.find(c, c.i, groupWords); k >= 0; k = d.find(c, k+1, groupWords) {
		if d.atWord(k-1, "her", "his") && d.atWord(k-2, "and", "with") {
			return true
		}
	}
	return false
}

// talkVerbs tell, after "received and", what was done with the guest.
var talkVerbs = set(`met held talked spoke worked discussed exchanged had`)

// ofElsewhere reports whether tokens [from, to) say of what body a person is, though
// nobody knows its name: "Professor N of CONAFOR".
func (d *document) ofElsewhere(from, to, person int) bool {
	for _, m := range d.in(from, to, unigraph.Person) {
		if m.ref == person && d.atWord(m.j, "of", "from") && m.j+1 < to && d.toks[m.j+1].cap {
			return true
		}
	}
	return false
}

// envoy reports whether c calls the person an ambassador or the like.
func (d *document) envoy(c clause, person int) bool {
	if _, ok := d.home[person]; ok && !d.guessed[person] {
		return false
	}
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		if m.ref == person && d.findWord(clause{max(c.i, m.i-9), m.i}, c.i, "ambassador", "consul", "counsellor", "attaché", "commissioner", "envoy") >= 0 {
			return true
		}
	}
	return false
}

// officeBefore is the university of the officer who is the subject of the verb at
// t and has no name: "the rector of X welcomed".
func (d *document) officeBefore(c clause, t int) (mention, bool) {
	for _, m := range d.in(max(c.i, t-8), t, unigraph.University) {
		if d.atWord(m.i-1, "of", "the") && len(d.in(m.j, t, unigraph.Person)) == 0 {
			for k := m.i - 1; k > m.i-5 && k >= c.i; k-- {
				if d.is(k, roleHeads) {
					return mention{i: t, j: t, kind: m.kind, ref: m.ref}, true
				}
			}
		}
	}
	return mention{}, false
}

// hosts are the institutions named after the verb at t, else the region or
// country. What stands after "where" is asked only if nothing stands before.
func (d *document) hosts(c clause, t int) []mention {
	end := c.j
	if cut := d.findWord(c, t+2, "where", "which", "who", "after", "before", "during"); cut >= 0 {
		end = cut
	}
	hosts := d.hostsIn(t, d.nextGoing(t, end))
	if len(hosts) == 0 && (d.atWord(end, "where") || d.atWord(end, "which") && d.is(end-1, facilities)) {
		return d.hostsIn(t, d.nextGoing(t, c.j))
	}
	return hosts
}

// nextGoing is where the next verb of going ends the part of the one at t: "went on
// to X and ended at Y", "visited X, and her deputy, N, visited Y".
func (d *document) nextGoing(t, end int) int {
	for k := t + 2; k < end; k++ {
		going := d.at(k) < 0 && (d.is(k, goVerbForms) || d.is(k, tourVerbs))
		if going && (d.low(k-1) == "and" || len(d.actors(t, k)) > 0) && len(d.in(t, k, unigraph.University)) > 0 {
			return k
		}
	}
	return end
}

// hostsIn are the hosts that tokens [t, end) name, the verb at t.
func (d *document) hostsIn(t, end int) []mention {
	hosts, owners := d.universitiesAfter(t, end)
	if n := d.at(d.skipArticle(t + 1)); len(hosts) > 0 && n >= 0 && d.is(t, tourVerbs) && (d.mentions[n].kind == unigraph.Country || d.mentions[n].kind == unigraph.Place) {
		return append(hosts, d.landsFrom(n, end)...) // "visited Korea and, in Seoul, X"
	}
	if n := d.landOf(t, end); len(hosts) > 0 && n >= 0 {
		return append(hosts, d.landsFrom(n, end)...) // "flew to Korea to see X"
	}
	if len(hosts) > 0 {
		return hosts
	}
	var places []mention
	for _, m := range d.in(t, end, unigraph.Place, unigraph.Country) {
		near := len(places) == 0 && m.i-t < 18 || len(places) > 0 && m.i-places[len(places)-1].j <= 2
		if near && (len(owners) == 0 || m.i < owners[0].i) {
			places = append(places, m)
		}
	}
	seat := d.inTown(t, end)
	switch our := d.ourAfter(t, min(t+9, end)); {
	case len(places) == 1 && len(seat) == 1 && (places[0].kind == unigraph.Place || d.low(places[0].i-1) == ","):
		return seat
	case len(places) > 0:
		return places
	case len(owners) > 0:
		return owners
	case len(seat) == 0 && our < 0 && d.publisher >= 0 && d.is(t, tourVerbs) && d.ownRooms(t+1, end):
		return []mention{{i: t, j: t, kind: unigraph.University, ref: d.publisher, pronoun: true}}
	case len(seat) == 0 && d.callsOn(t) && our < 0:
		return d.calledOn(d.governed(t, end, onlyTo, unigraph.Person))
	case our >= 0:
		return []mention{{i: our, j: our + 1, kind: unigraph.University, ref: d.publisher, pronoun: true}}
	}
	return seat
}

// landsFrom are the countries of the list that mention n begins.
func (d *document) landsFrom(n, end int) []mention {
	lands := []mention{d.mentions[n]}
	for _, m := range d.in(d.mentions[n].j, end, unigraph.Country) {
		if !d.onlyJoins(lands[len(lands)-1].j, m.i) {
			break
		}
		lands = append(lands, m)
	}
	return lands
}

// landOf is the mention of the country to which the verb or noun at t leads, before it
// tells of institutions there: "flew to Korea to see X", "a visit to Korea, calling at
// X"; -1 if there is none.
func (d *document) landOf(t, end int) int {
	k := d.skipArticle(t + 2)
	if d.is(t, visitNouns) {
		if to := d.findWord(clause{t, min(t+14, end)}, t, "to"); to >= 0 && len(d.in(t, to, unigraph.University)) == len(d.rolesIn(t, to)) {
			k = d.skipArticle(to + 1)
		}
	} else if d.low(t+1) == "from" || !d.leadsBy(t, d.low(t+1)) {
		return -1
	}
	if k < end && d.countryAt(k) && d.low(d.mentions[d.at(k)].j) != "'s" {
		return d.at(k)
	}
	return -1
}

// rolesIn are the universities that roles in tokens [from, to) name.
func (d *document) rolesIn(from, to int) []mention {
	return slices.DeleteFunc(slices.Clone(d.in(from, to, unigraph.University)), func(m mention) bool { return !d.inRole(m) })
}

// rooms are what the page of an institution does not say whose they are.
var rooms = set(`library laboratory laboratories lab labs campus classrooms campuses`)

// ownRooms reports whether tokens [i, end) begin with rooms of which it is not told whose
// they are: "the library and the laboratories".
func (d *document) ownRooms(i, end int) bool {
	for k := i; k < min(i+5, end) && d.toks[k].word && d.at(k) < 0; k++ {
		if d.low(i) == "the" && d.unitAt(i+1) {
			return true
		}
		if d.is(k, rooms) && d.low(i) == "the" {
			return !d.atWord(k+1, "of", "in", "at") || d.is(d.skipArticle(k+2), unitHeads)
		}
	}
	return false
}

// calledOn are the universities at which persons are called on.
func (d *document) calledOn(persons []mention) []mention {
	var hosts []mention
	for _, p := range persons {
		if home, ok := d.home[p.ref]; ok && d.referents[home].kind == unigraph.University && len(hosts) == 0 {
			hosts = append(hosts, mention{i: p.i, j: p.i, kind: unigraph.University, ref: home, pronoun: true})
		}
	}
	return hosts
}

// callsOn reports whether a person may follow token t on whom one calls: "paid a visit
// to", "a courtesy visit to".
func (d *document) callsOn(t int) bool {
	return d.atWord(t, "called", "paid", "call") || d.low(t) == "visit" && d.low(t+1) == "to"
}

// onlyTo are the prepositions of whom one calls on.
var onlyTo = set(`on to`)

// ourAfter is the "our" of what the publisher has, to which the verb at t leads:
// "toured our campus", "spent a day in our archives"; -1 if there is none.
func (d *document) ourAfter(t, end int) int {
	our := d.findWord(clause{t, end}, t, "our")
	if our < 0 || d.publisher < 0 || !d.ownThing(our) {
		return -1
	}
	if words := goVerbs[d.low(t)]; words != nil && d.is(our-1, *words) || d.is(t, tourVerbs) && our < t+4 {
		return our
	}
	return -1
}

// universitiesAfter are the universities that tokens [t, end) name as where the verb at
// t leads, and those that own something there: "the laboratories of X".
func (d *document) universitiesAfter(t, end int) (hosts, owners []mention) {
	by := d.leadsBy(t, "by")
	for _, m := range d.in(t, end, unigraph.University) {
		switch gov := d.governor(m); {
		case d.inRole(m) || gov == "with" && !d.leadsBy(t, "with") || gov == "by" && !by || gov == "from" && !d.leadsBy(t, "from") && (d.low(t+1) != "from" || d.is(t, visitNouns)):
		case gov == "of":
			owners = append(owners, m)
		default:
			hosts = append(hosts, m)
		}
	}
	return hosts, owners
}

// leadsBy reports whether the verb at t names its host with a preposition.
func (d *document) leadsBy(t int, preposition string) bool {
	words := goVerbs[d.low(t)]
	return words != nil && words.has(preposition)
}

// inTown is the one institution of the article that is in the town to which the
// verb at t leads: "drove to Lame Deer".
func (d *document) inTown(t, end int) []mention {
	for k := t + 1; k+1 < end && k < t+9; k++ {
		if !d.atWord(k, "to", "in", "for", "into") || !d.toks[k+1].cap {
			continue
		} else if n := d.at(k + 1); n >= 0 && d.mentions[n].kind != unigraph.Place {
			continue
		}
		for n := min(3, end-k-1); n > 0; n-- {
			if ref := d.townsman(d.span(k+1, k+1+n)); ref >= 0 {
				return []mention{{i: k + 1, j: k + 1, kind: unigraph.University, ref: ref}}
			}
		}
	}
	return nil
}

// townsman is the one university of the article that is in a town, or bears its
// name; -1 if there is none or several are.
func (d *document) townsman(town string) int {
	found, folded := -1, unigraph.Fold(town)
	for n, r := range d.referents {
		if r.kind != unigraph.University || n == d.publisher || !inTown(r, folded) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = n
	}
	return found
}

// things are received, but do not come on their own feet.
var things = set(`letter letters text message messages greetings parcel invitation proposal award prize medal degree doctorate diploma certificate gift gifts copy books support funding grant approval call news`)

// objectOf reports whether the verb of receiving at t has a thing as its object:
// "received a letter from N".
func (d *document) objectOf(t int) bool {
	return d.atWord(t+1, "a", "an", "the", "two", "three") && d.at(t+2) < 0 && !d.groupIn(clause{t, min(t+6, len(d.toks))}) && d.is(t+2, papers) || d.is(t+2, things)
}

// inTown reports whether r is in the town of that folded name, or bears its name.
func inTown(r referent, town string) bool {
	if r.entry != nil {
		return unigraph.Fold(r.entry.City) == town
	}
	return slices.ContainsFunc(r.names, func(name string) bool { return unigraph.Fold(bareName(name)) == town })
}
