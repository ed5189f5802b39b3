package extract

import (
	"cmp"
	"slices"

	"unigraph"
)

// A trip is a visit of a delegation to a host.
type trip struct {
	who      *delegation
	host     int
	date     unigraph.Date
	modality unigraph.Modality
	t        int // the token that tells of it
	rule     string
}

// goesTo notes that token t of clause c tells of a visit, by a rule.
func (d *document) goesTo(who *delegation, host int, c clause, t int, rule string) {
	d.trips = append(d.trips, trip{who: who, host: host, date: d.factDate(c, t), modality: unigraph.Done, t: t, rule: rule})
}

// visitDate is the date of the visit to h, one of the hosts that the verb at t
// names. Of several, each has its own beside it; a stay of several days with several
// of them is dated by the month.
func (d *document) visitDate(c clause, t int, hosts []mention, h mention) unigraph.Date {
	if d.modality(c, t) != unigraph.Done {
		return d.ownDate(c, t) // the story has not come to it
	}
	if h.i == h.j {
		return d.factDate(c, t)
	}
	verb := t
	for k := t + 1; k < h.i; k++ {
		if d.finite(k) {
			verb = k // "visited X, and on 5 May travelled to Y"
		}
	}
	date := cmp.Or(d.stopDate(c, t, hosts, h), d.factDate(c, verb))
	if len(refs(hosts)) > 1 && d.isSpan(c, date) {
		return date[:oneMonth]
	}
	return date
}

// stopDate is the date that clause c tells right behind host h, or right before it where
// it does so of the first host; "" if there is none.
func (d *document) stopDate(c clause, t int, hosts []mention, h mention) unigraph.Date {
	from, first := max(c.i, min(t, h.i)), h
	for _, o := range hosts {
		if o.i != o.j && o.i < first.i {
			first = o
		}
		if o.j <= h.i && o.ref != h.ref {
			from = max(from, o.j)
		}
	}
	for k := max(from, t+1); k < h.i; k++ {
		if d.finite(k) {
			from = k
		}
	}
	to := d.statementStop(h.j, d.nextHost(hosts, h, c.j))
	const beside = 4 // tokens
	before := d.nearestDate(from, h.i, h.i)
	if t < first.i && d.nearestDate(max(t, first.i-beside), first.i, t) != "" {
		return before
	}
	return cmp.Or(d.nearestDate(h.j, to, h.j), before)
}

// statementStop is where the next statement begins in tokens [from, to): at the comma or
// "and" before its verb; to itself if there is none.
func (d *document) statementStop(from, to int) int {
	begin, anew := -1, false
	for k := from; k < to; k++ {
		switch {
		case d.finite(k) && begin >= 0:
			return begin
		case d.finite(k), d.low(k) == "," && d.atWord(k+1, "and", "but", "while"):
			return k
		case d.atWord(k, ",", "and") && !anew:
			begin, anew = k, d.low(k) == "and" && d.atWord(k+1, "on", "in", "then") // "and on Friday, …"
		}
	}
	return to
}

// isSpan reports whether clause c gives a date as the first of several days.
func (d *document) isSpan(c clause, date unigraph.Date) bool {
	return slices.ContainsFunc(d.dates, func(m dateMention) bool { return m.last != "" && m.i >= c.i && m.j <= c.j && m.date == date })
}

// addTrip records a trip as a visit of each member.
func (d *document) addTrip(t trip) {
	for _, v := range t.who.members {
		if home, ok := d.home[v]; ok && home == t.host || v == t.host {
			continue
		}
		d.addVisit(unigraph.RelationClaim{
			Kind: unigraph.Visited, Subject: v, Object: t.host, Date: t.date, Modality: t.modality, Evidence: d.evidence(t.t, t.rule),
		}, d.dated(t.t, t.date))
	}
}

// addVisit adds a visit, or adds to the one it tells of again: that of the same sentence, or
// of the same day. A date that is only the story's, not the sentence's own, sets no visits
// apart.
func (d *document) addVisit(r unigraph.RelationClaim, ownDate bool) {
	for n := range d.reading.Relations {
		o := &d.reading.Relations[n]
		if o.Kind != r.Kind || o.Subject != r.Subject || o.Object != r.Object || o.Modality != r.Modality {
			continue
		}
		sameDay := o.Date.Covers(r.Date) || r.Date.Covers(o.Date)
		if ownDate && !sameDay && !d.undatedVisits[n] && o.Evidence[0].Start != r.Evidence[0].Start {
			continue
		}
		if ownDate && d.undatedVisits[n] || sameDay && len(r.Date) > len(o.Date) {
			o.Date = r.Date
			delete(d.undatedVisits, n)
		}
		o.Evidence = append(o.Evidence, r.Evidence...)
		return
	}
	if !ownDate {
		d.undatedVisits[len(d.reading.Relations)] = true
	}
	d.reading.Relations = append(d.reading.Relations, r)
}

// dated reports whether the sentence of token t tells a date itself.
func (d *document) dated(t int, date unigraph.Date) bool {
	s := d.sents[d.sentOf[t]]
	return slices.ContainsFunc(d.dates, func(m dateMention) bool { return m.i >= s[0] && m.j <= s[1] && date != "" && date.Covers(m.date) })
}
