package extract

import (
	"unigraph"
)

// Guests: who is called the guest of an institution has been there. "Our guests
// were A and B", "X had A as its guest", "Visitors in May: A (X), B (Y)".

var (
	guestNouns = set(`guest guests visitor visitors`)
	// havingVerbs say that somebody had guests.
	havingVerbs = set(`had has have having saw received receiving welcomed welcoming hosted hosting greeted`)
)

// findGuests reads the guests that clause c names, and whose they were.
func (d *document) findGuests(c clause) {
	t := d.find(c, c.i, guestNouns)
	if t < 0 && d.atWord(c.i, "among", "the") {
		t = d.find(clause{c.i, min(c.i+5, c.j)}, c.i, comers)
	}
	if t < 0 || d.modality(c, t) != unigraph.Done {
		return
	}
	host := d.hostOfGuests(c, t)
	if host < 0 {
		return
	}
	g := &delegation{}
	for _, m := range d.guestsNamed(c, t) {
		home, ok := d.home[m.ref]
		if (ok && home != host || d.envoy(c, m.ref)) && !d.atWord(m.j, "'s") {
			g.add(m.ref)
		}
	}
	if len(g.members) == 0 {
		return
	}
	d.delegation = g
	d.goesTo(g, host, c, t, "visited/guest")
}

// hostOfGuests is whose guests the noun at t speaks of: "our guest", "the guests
// of X", "X had guests"; -1 if it does not tell.
func (d *document) hostOfGuests(c clause, t int) int {
	if d.findWord(clause{max(c.i, t-3), t}, c.i, "our") >= 0 {
		return d.publisher
	}
	if n := d.at(d.skipArticle(t + 2)); d.atWord(t+1, "of", "at") && n >= 0 && d.mentions[n].kind == unigraph.University {
		return d.mentions[n].ref
	}
	if k := d.findWord(clause{t, c.j}, t, "was", "were", "included", "include", "are", ":"); k >= 0 && k-t < 24 {
		for _, m := range d.in(t, k, unigraph.University) {
			if d.placed(c, m) >= 0 {
				return m.ref // "Among the participants of the seminar at X was N"
			}
		}
	}
	if verb := d.find(clause{c.i, t}, c.i, havingVerbs); verb >= 0 {
		if subjects := refs(d.subjects(c, verb, unigraph.University)); len(subjects) == 1 {
			return subjects[0]
		}
	}
	if t < c.i+3 && d.findWord(clause{t, min(t+6, c.j)}, t, ":") >= 0 && d.find(clause{c.i, t}, c.i, goingAbroad) < 0 {
		return d.publisher
	}
	if among := d.findWord(clause{c.i, t}, c.i, "among", "the", "these"); among >= 0 && t-among < 4 && d.onStageAt(c) {
		return d.stage // "Among the guests are N and M"
	}
	return -1
}

// goingAbroad are words of headings that speak of guests elsewhere.
var goingAbroad = set(`as their his her they former`)

// guestsNamed are the persons that the noun at t calls guests: after "were" or a
// colon, before "was our guest", or between the verb and "as its guest".
func (d *document) guestsNamed(c clause, t int) []mention {
	if d.findWord(clause{max(c.i, t-4), t}, c.i, "as", "was", "were", "been", "is") >= 0 {
		return d.actors(c.i, t)
	}
	if k := d.findWord(clause{t, min(c.j, t+16)}, t, "was", "were", ":", "included", "including", "among"); k >= 0 {
		return d.actors(k, c.j)
	}
	return nil
}

// actors are the persons of tokens [from, to) that no preposition governs.
func (d *document) actors(from, to int) []mention {
	var out []mention
	for _, m := range d.in(from, to, unigraph.Person) {
		if d.governor(m) == "" {
			out = append(out, m)
		}
	}
	return out
}
