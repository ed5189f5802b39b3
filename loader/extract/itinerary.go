package extract

import (
	"slices"

	"unigraph"
)

// Itineraries: a delegation's stops, each no more than a place and a day: "Oita
// University, December 5.", "Monday, 3 May: Uppsala University. Tour of the library".

// stop reads a clause that is a stop of the delegation that travels.
func (d *document) stop(c clause) {
	d.stopOf(c)
	if d.delegation == nil || d.has(c, offCues...) {
		return
	}
	m, ok := d.stopAt(c)
	if !ok || m.ref == d.publisher || slices.Contains(d.delegation.members, m.ref) {
		return
	}
	who := d.delegation
	if p := d.personBefore(c.i); p >= 0 && d.findWord(clause{c.i, m.i}, c.i, "his", "her") >= 0 {
		who = &delegation{members: []int{p}}
	}
	d.trips = append(d.trips, trip{
		who: who, host: m.ref, date: d.nearestDate(c.i, c.j, c.i), modality: unigraph.Done, t: c.i, rule: "visited/stop",
	})
}

// stopOf reads a clause that calls an institution a stop of somebody: "X was the first stop
// of N".
func (d *document) stopOf(c clause) {
	t := d.find(c, c.i, stopNouns)
	if t < 0 || d.atWord(t+1, ":") || d.find(clause{c.i, t}, c.i, beVerbs) < 0 || d.modality(c, t) != unigraph.Done {
		return
	}
	hosts := d.subjects(c, t, unigraph.University)
	who := &delegation{members: refs(d.governed(t, min(c.j, t+14), ofOrFor, unigraph.Person))}
	if len(hosts) != 1 || len(who.members) == 0 {
		return
	}
	d.delegation = who
	d.goesTo(who, hosts[0].ref, c, t, "visited/stop")
}

var (
	// stopNouns are what an institution is to those who come through.
	stopNouns = set(`stop stops leg station destination port`)
	ofOrFor   = set(`of for`)
)

// stopAt is the university that clause c names beside a day, or calls a stop, with
// nothing else told before it.
func (d *document) stopAt(c clause) (mention, bool) {
	named := d.in(c.i, c.j, unigraph.University)
	if len(named) == 0 || named[0].group != nil || len(d.in(c.i, named[0].i, unigraph.Person)) > 0 {
		return mention{}, false
	}
	m := named[0]
	dayBefore := d.tellsDay(c.i, m.i) && d.onlyWhen(c.i, m.i) && d.endsStop(c, m)
	dayAfter := m.i <= c.i+1 && d.tellsDay(m.j, c.j) && d.onlyWhen(m.j, c.j)
	return m, dayBefore || dayAfter || d.calledStop(c, m)
}

// tellsDay reports whether tokens [from, to) tell a day, and not only one of the week
// that is of any programme where the text has no date.
func (d *document) tellsDay(from, to int) bool {
	_, stamped := d.publishedDay()
	ofWeek := func(m dateMention) bool { return m.weekday >= 0 && !stamped }
	return len(d.nearestBut(from, to, from, ofWeek)) == oneDay
}

// endsStop reports whether m is no subject of a verb: a stop ends with it, or
// with the words set off from it.
func (d *document) endsStop(c clause, m mention) bool {
	j := d.pastBracket(m.j)
	return j >= c.j || d.atWord(j, ":", ".", ";", "–", "-", "—") || d.low(j) == "," && !d.anyFinite(clause{j, c.j})
}

// onlyWhen reports whether tokens [from, to) say no more than when and in which
// town: "Tuesday 4 July –", "on the 16th at".
func (d *document) onlyWhen(from, to int) bool {
	const longest = 12
	for k := from; k < to; k++ {
		low, t := d.low(k), d.toks[k]
		_, weekday := weekdays[low]
		town := t.cap && k > from && d.atWord(k+1, ",", ":", ".", "–", "-", "—") && d.at(k) < 0
		if n := d.at(k); t.word && months[low] == 0 && !isOrdinal(low) && !weekday && !town && !(n >= 0 && d.mentions[n].kind == unigraph.Place) && !whenWords.has(low) {
			return false
		}
	}
	return to-from <= longest
}

// whenWords stand beside the day of a stop.
var whenWords = set(`on the of at in to and from visit arrival tour day mon tue wed thu fri sat sun morning afternoon evening noon next first second third fourth fifth last then finally`)

// calledStop reports whether the clause says that m was a stop: "the last stop was X".
func (d *document) calledStop(c clause, m mention) bool {
	if t := d.findWord(clause{c.i, m.i}, c.i, "programme", "program", "itinerary", "tour", "trip", "route"); t >= 0 && d.atWord(d.beforeArticle(m.i), "included", "covered") {
		return d.modality(c, t) == unigraph.Done
	}
	if t := d.find(clause{m.j, c.j}, m.j, stopNouns); t >= 0 && m.i <= c.i+1 && t-m.j < 7 && d.is(m.j, beVerbs) && d.findWord(clause{t, c.j}, t, "of", "on", "in") == t+1 {
		return d.modality(c, t) == unigraph.Done // "X was the last stop on the tour"
	}
	t := d.find(clause{c.i, m.i}, c.i, stopNouns)
	return t >= 0 && m.i-t < 9 && d.findWord(clause{t, m.i}, t, "was", "were", ":") >= 0 && d.modality(c, t) == unigraph.Done && len(d.in(c.i, t, unigraph.University)) == 0
}
