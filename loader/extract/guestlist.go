package extract

import (
	"cmp"

	"unigraph"
)

// Lists of guests: a line says that those came, or took part, who are named below,
// one or a few a line: "The following guests came to Turku:", "Participants:".

var (
	// comers are who a list of guests may say that it lists.
	comers = set(`guests visitors participants attendees speakers delegates delegations presenters lecturers panelists panellists experts`)
	// cameVerbs say of those whom a list names that they were there.
	cameVerbs = set(`came arrived attended participated visited joined present represented spoke presented lectured received welcomed hosted`)
	// listedOtherwise tell that a list is of others than guests.
	listedOtherwise = set(`signed sign signatories members membership invited expected online committee organisers organizers regret apologies absent winners jury`)
)

// guestLine reads a line that heads a list of guests, is one of its lines, or both.
func (d *document) guestLine(c clause) {
	if colon := d.findWord(c, c.i, ":"); colon >= 0 && colon < c.j-1 {
		if host := d.headsGuests(clause{c.i, colon + 1}); host >= 0 {
			d.guestDate = d.factDate(c, c.i)
			d.addGuests(clause{colon + 1, c.j}, host)
			return
		}
	}
	if d.guestHost >= 0 && d.addGuests(c, d.guestHost) {
		return
	}
	if d.guestHost = d.headsGuests(c); d.guestHost >= 0 {
		d.guestDate = d.factDate(c, c.i)
	}
}

// headsGuests gives the host of the guests that the line c says are listed below;
// -1 if it heads no such list.
func (d *document) headsGuests(c clause) int {
	const longest = 40 // tokens
	if c.j-c.i > longest || len(d.in(c.i, c.j, unigraph.Person)) > 0 || d.find(c, c.i, listedOtherwise) >= 0 || d.has(c, remoteWords...) {
		return -1
	}
	if d.low(c.j-1) != ":" && d.findWord(c, c.i, "following", "follows", "below") < 0 && (d.kindOf(c.i) != headingLine || c.j-c.i > 4) {
		return -1
	}
	t := d.find(c, c.i, comers)
	if t < 0 {
		t = d.find(c, c.i, cameVerbs)
	}
	if t < 0 || d.modality(c, t) != unigraph.Done {
		return -1
	}
	return d.hostOfList(c, t)
}

// hostOfList is where those came whom a list names that the word at t of its
// heading speaks of; -1 if it is not told.
func (d *document) hostOfList(c clause, t int) int {
	named := d.in(c.i, c.j, unigraph.University)
	for _, m := range named {
		if d.placed(c, m) >= 0 || d.governor(m) == "to" || d.is(d.beforeArticle(m.i), tourVerbs) {
			return m.ref
		}
	}
	own := d.findWord(c, c.i, "our", "us", "here") >= 0
	switch {
	case len(named) > 0:
		return d.hostOfGuests(c, t)
	case d.onStageAt(c) && !own:
		return d.stage
	case own || d.findWord(c, c.i, "guests", "visitors") >= 0:
		return d.publisher
	}
	return -1
}

// addGuests records the visits of the persons whom a line of a list names, who
// act for others than the host; false if c is no such line.
func (d *document) addGuests(c clause, host int) bool {
	const lead = 8 // tokens before the first name: a bullet, a number, a title
	named := d.in(c.i, c.j, unigraph.Person, unigraph.University)
	if len(named) == 0 || named[0].i-c.i > lead || d.anyFinite(c) {
		return false
	}
	g := &delegation{}
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		if d.outsider(m.ref, host) {
			g.add(m.ref)
		}
	}
	if len(g.members) > 0 {
		d.trips = append(d.trips, trip{who: g, host: host, date: cmp.Or(d.nearestDate(c.i, c.j, c.i), d.guestDate), modality: unigraph.Done, t: c.i, rule: "visited/guest-list"})
	}
	return true
}
