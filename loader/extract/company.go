package extract

import (
	"unigraph"
)

// Homes of persons told by the company they are in.

// besideHost is the institution that the sentence says received guests in the presence
// of m; -1 if it does not.
func (d *document) besideHost(m mention) int {
	s := d.sents[d.sentOf[m.i]]
	presence := d.findWord(clause{max(s[0], m.i-14), m.i}, s[0], "presence")
	verb := d.find(clause{s[0], s[1]}, s[0], receiveVerbs)
	if presence < 0 || verb < 0 || verb > presence {
		return -1
	}
	if named := d.subjects(clause{s[0], verb}, verb, unigraph.University); len(named) > 0 {
		return named[0].ref
	}
	for _, p := range d.subjects(clause{s[0], verb}, verb, unigraph.Person) {
		if home, ok := d.home[p.ref]; ok {
			return home
		}
	}
	return d.publisher
}

// metBy reports whether the sentence says that somebody of an institution met m, who
// then is of another: "the dean of X called on Rector m".
func (d *document) metBy(m mention, institution int) bool {
	s := d.sentenceStart(m.i)
	if gov := d.governor(m); gov != "with" && gov != "on" && gov != "to" && gov != "" {
		return false
	}
	for _, o := range d.in(s, m.i, unigraph.University) {
		if o.ref == institution {
			return d.find(clause{o.j, m.i}, o.j, meetings) >= 0
		}
	}
	return false
}

// placeBefore is the university at which the sentence before token i says that something
// happened; -1 if it says none.
func (d *document) placeBefore(i int) int {
	n := d.sentOf[i] - 1
	if n < 0 {
		return -1
	}
	place := -1
	for _, m := range d.in(d.sents[n][0], d.sents[n][1], unigraph.University) {
		if d.setting(m) && !d.inRole(m) {
			place = m.ref
		}
	}
	return place
}

// travelsWith is the institution of the person whom "and" joins to m and who goes somewhere
// with m: "Dean m and Professor N from X visited"; -1 if there is none.
func (d *document) travelsWith(m mention) int {
	if d.low(m.j) != "and" {
		return -1
	}
	beside := d.in(m.j, min(m.j+8, len(d.toks)), unigraph.Person)
	if len(beside) == 0 || beside[0].group != nil || d.governor(m) != "" {
		return -1
	}
	n := d.institutionAfter(beside[0].j)
	if n < 0 {
		return -1
	}
	end := d.pastBracket(d.mentions[n].j)
	for d.atWord(end, "-", "–", "—", ",") {
		end++
	}
	if d.is(end, tourVerbs) || d.is(end, goVerbForms) {
		return d.mentions[n].ref
	}
	return -1
}

// metAsGuest is the institution whose delegation is there, where the sentence has one of
// the hosts meet m and those with m: "The rector met m and her party"; -1 else.
func (d *document) metAsGuest(m mention) int {
	s := d.sents[d.sentOf[m.i]]
	visitor, host := d.scene(s[0])
	if host < 0 || host == visitor {
		host = d.publisher
	}
	if gov := d.governor(m); visitor < 0 || visitor == host || gov != "with" && gov != "" || d.find(clause{s[0], m.i}, s[0], meetings) < 0 || !d.suiteIn(clause{m.j, s[1]}) {
		return -1
	}
	for _, p := range d.actors(s[0], m.i) {
		if home, ok := d.home[p.ref]; ok && home == host {
			return visitor
		}
	}
	return -1
}

// meetings are words of coming together of two sides.
var meetings = set(`met meeting meetings talks call calls called negotiations conversation discussed discussions visit`)

// beside is the country of the official whom the sentence names before m: "Ambassador N of
// X and consul m"; -1 if there is none.
func (d *document) beside(m mention) int {
	for _, p := range d.in(d.sentenceStart(m.i), m.i, unigraph.Person) {
		if home, ok := d.home[p.ref]; ok && d.referents[home].kind == unigraph.Country {
			return home
		}
	}
	return -1
}

// homeOfWhose is the institution of the person whom "his" at token k means, if the text
// tells it; -1 if not.
func (d *document) homeOfWhose(k int) int {
	person := d.personBefore(k)
	if home, ok := d.home[person]; ok && !d.guessed[person] && d.referents[home].kind == unigraph.University {
		return home
	}
	return -1
}
