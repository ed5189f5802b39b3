package extract

import (
	"unigraph"
)

// Headings of lists of who came, and of who went elsewhere.
var (
	cameHeadings = []string{"guests", "visitors", "who came", "received visits", "visits received", "visits to us", "delegations received", "received delegations",
		"arrivals", "who was here", "our visitors", "foreign visits", "visiting delegations"}
	wentHeadings = []string{"our trips", "trips", "who went", "our visits", "visits abroad", "business trips", "missions abroad", "travels", "travel abroad", "on the road", "departures"}
	// offCues tell that a row of a calendar did not happen.
	offCues = []string{"carried over", "postponed", "cancel", "missed", "nobody", "to be ", "planned", "expected", "not come", "called off", "did not", " will ", " visa"}
)

// findCalendar reads the lists of visits that stand under a heading, a day a
// row: "Guests of the year: 4 March – delegation of X, head – vice-rector N".
func (d *document) findCalendar() {
	came, went := false, false
	for _, s := range d.sents {
		c := clause{s[0], s[1]}
		switch in, out := d.calendarHeading(c); {
		case in || out:
			came, went = in, out
		case !came && !went:
		case !d.calendarRow(c):
			came, went = false, false
		case came && d.publisher >= 0:
			d.addCalendar(c, d.guestsIn(c), []int{d.publisher})
		case went:
			d.addCalendar(c, refs(d.in(c.i, c.j, unigraph.Person)), without(refs(d.in(c.i, c.j, unigraph.University)), []int{d.publisher}))
		}
	}
}

// calendarHeading reports whether c is a heading of visits received, or paid.
func (d *document) calendarHeading(c clause) (came, went bool) {
	const longest = 10
	if c.j-c.i > longest || len(d.in(c.i, c.j, unigraph.Person, unigraph.University)) > 0 {
		return false, false
	}
	return d.has(c, cameHeadings...), d.has(c, wentHeadings...)
}

// calendarRow reports whether c begins with a day.
func (d *document) calendarRow(c clause) bool {
	start := c.i
	for bullet(d.toks, start) || d.atWord(start, ".", ")", "on") {
		start++
	}
	for _, m := range d.dates {
		if m.i == start || m.i == start+1 {
			return true
		}
	}
	_, day := weekdays[d.low(start)]
	return day
}

// guestsIn are the persons of a row, and the institutions whose delegation came.
func (d *document) guestsIn(c clause) []int {
	guests := refs(d.in(c.i, c.j, unigraph.Person))
	if d.groupIn(c) || d.findWord(c, c.i, "teachers", "professors", "students", "persons", "colleagues", "others", "people") >= 0 {
		for _, m := range d.in(c.i, c.j, unigraph.University) {
			if m.ref != d.publisher && !d.inRole(m) {
				guests = append(guests, m.ref)
			}
		}
	}
	return guests
}

// addCalendar records the visits of a row.
func (d *document) addCalendar(c clause, visitors, hosts []int) {
	if d.has(c, offCues...) || d.has(c, remoteWords...) || d.findGoing(c) >= 0 || len(visitors) == 0 {
		return
	}
	for _, h := range hosts {
		d.trips = append(d.trips, trip{
			who: &delegation{members: visitors}, host: h, date: d.nearestDate(c.i, c.j, c.i), modality: unigraph.Done, t: c.i, rule: "visited/calendar",
		})
	}
}
