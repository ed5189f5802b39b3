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
		sends send sent transferred transfer offered offers available launched opened opens established founded created`)
	presenceWords = set(`at to into inside through in on`)
)

// present reads a clause that has somebody from elsewhere do something at an
// institution: "At X, Rector N planted a tree", "signed by N at X".
func (d *document) present(c clause) {
	if d.find(c, c.i, stayWords) >= 0 {
		return
	}
	for _, host := range append(d.in(c.i, c.j, unigraph.University), d.ourPlaces(c)...) {
		t := d.placed(c, host)
		if t < 0 || d.modality(c, t) != unigraph.Done || d.modality(c, c.j-1) != unigraph.Done {
			continue
		}
		who := d.guestsAt(c, t, host)
		if len(who.members) == 0 {
			continue
		}
		if d.delegation == nil {
			d.delegation = who
		}
		d.trips = append(d.trips, trip{
			who: who, host: host.ref, date: d.visitDate(c, t, []mention{host}, host), modality: unigraph.Done, evidence: d.evidence(t, "visited/present"),
		})
	}
}

// ourPlaces are the places of the publisher that the clause calls its own: "in
// our garden", "on our campus".
func (d *document) ourPlaces(c clause) []mention {
	var places []mention
	for i := c.i + 1; d.publisher >= 0 && i+1 < c.j; i++ {
		if d.low(i) == "our" && d.at(i) < 0 && presenceWords.has(d.low(i-1)) && !ownNouns.has(d.low(i+1)) && !d.toks[i].cap {
			places = append(places, mention{i: i, j: i + 1, kind: unigraph.University, ref: d.publisher, pronoun: true})
		}
	}
	return places
}

// placed is the token of the word that says that something happens at m: "at X",
// "on the campus of X"; -1 if m is in another part.
func (d *document) placed(c clause, m mention) int {
	if d.inRole(m) || m.group != nil {
		return -1
	}
	gov := d.governor(m)
	campus := d.low(m.j) == "campus" || d.low(m.j) == "'s" && d.low(m.j+1) == "campus" || gov == "of" && d.findWord(clause{max(c.i, m.i-4), m.i}, c.i, "campus", "halls", "grounds") >= 0
	withUs := m.pronoun && gov == "with" && d.findWord(clause{max(c.i, m.i-6), m.i}, c.i, "was", "were", "is", "are", "stayed", "been", "spent") >= 0
	if gov == "in" && !m.pronoun && d.find(c, c.i, signVerbs) >= 0 {
		return -1 // of a project in X, not of where it was signed
	}
	if !presenceWords.has(gov) && !campus && !withUs {
		return -1
	}
	for k := m.i - 1; k >= c.i; k-- {
		if presenceWords.has(d.low(k)) || withUs && d.low(k) == "with" || campus && d.atWord(k, "on", "in") {
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
		if m.i > t && t > c.i+5 && d.governor(m) != "by" {
			continue // whom they met there
		}
		home, ok := d.home[m.ref]
		gov := d.governor(m)
		if ok && !d.guessed[m.ref] && d.referents[home].kind != unigraph.Alliance && home != host.ref && (gov == "" || gov == "by" && d.passiveBefore(c, m)) && !d.atWord(m.j, "'s") {
			g.add(m.ref)
		}
	}
	if before := (clause{c.i, t}); len(g.members) == 0 && d.delegation != nil && d.meansGroup(before) && len(d.in(c.i, t, unigraph.University, unigraph.Person)) == 0 &&
		!slices.Contains(d.delegation.members, host.ref) && d.find(before, c.i, travelsOn) >= 0 {
		return d.delegation
	}
	return g
}

// travelsOn are verbs that move or employ a delegation.
var travelsOn = set(`had was were went moved continued proceeded gave held met changed turned passed walked saw attended took planted laid stopped had spoke lectured`)

// passiveBefore reports whether the clause says that something was done by m:
// signed, attended, opened.
func (d *document) passiveBefore(c clause, m mention) bool {
	for k := m.i - 1; k > c.i; k-- {
		if d.low(k) == "by" {
			verb := d.low(k - 1)
			return d.findWord(clause{c.i, k}, c.i, "was", "were", "been") >= 0 && strings.HasSuffix(verb, "ed") && !d.atWord(k-1, "headed", "founded", "represented", "owned", "organised", "organized", "hosted", "received", "welcomed") ||
				d.low(k-1) == "and" && d.findWord(clause{c.i, k}, c.i, "by") >= 0
		}
	}
	return false
}
