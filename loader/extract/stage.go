package extract

import (
	"unigraph"
)

// The stage: the institution at which the event takes place that the text tells
// of. Who takes part in the event and is from elsewhere has come there, though the
// sentence that names them does not say where.

var (
	// eventNouns are what an institution may be the stage of.
	eventNouns = set(`conference congress assembly forum symposium seminar workshop meeting session ceremony opening anniversary jubilee celebration celebrations
		festival graduation commencement inauguration school course hackathon exhibition competition olympiad summit round-table colloquium event signing days week`)
	// happenVerbs say that an event took place.
	happenVerbs = set(`attended participated joined came held took opened hosted gathered convened met organised organized celebrated started began ended closed marked brought`)
	// takePart are words of the sentences that tell who was at the event.
	takePart = set(`attended attending participated participants participant part present presence guests attendees speakers speaker keynote opened spoke addressed
		delegates among gathered chaired moderated witnessed greeted congratulated joined took delivered presented floor represented gave lecture lectures lectured talk together arrived came welcomed stayed saw toured shown`)
)

// inaugurations are what an institution does in its own house, guests present.
var inaugurations = set(`inaugurated opened installed unveiled celebrated`)

// hostedBy are verbs of which the host is the subject or the agent.
var hostedBy = set(`hosted held celebrated organised organized marked`)

// ownEvents take place at the institution whose they are: "the anniversary of X".
var ownEvents = set(`anniversary jubilee graduation opening inauguration commencement celebration celebrations ceremony`)

// How many sentences an event goes on.
const stageLasts = 8

// setStage notes where the event of clause c takes place.
func (d *document) setStage(c clause) {
	if host := d.receives(c); host >= 0 {
		d.stage, d.stageAt = host, d.sentOf[c.i]
		return
	}
	event, verb := d.find(c, c.i, eventNouns), d.find(c, c.i, happenVerbs)
	if t := d.find(c, c.i, inaugurations); event < 0 && t > c.i && d.atWord(t+1, "its", "a", "the") && d.modality(c, t) == unigraph.Done {
		if hosts := refs(d.subjects(c, t, unigraph.University)); len(hosts) == 1 {
			d.stage, d.stageAt = hosts[0], d.sentOf[c.i] // "X inaugurated its new rector"
			return
		}
	}
	if verb < 0 && d.headsEvent(c) {
		verb = event // "International week at X"
	}
	if event < 0 || verb < 0 || d.modality(c, verb) != unigraph.Done || d.has(c, remoteWords...) {
		return
	}
	for _, m := range d.in(c.i, c.j, unigraph.University) {
		gov := d.governor(m)
		hosted := d.is(verb, hostedBy) && (m.i > verb && gov == "by" || m.j <= verb && event > verb && gov == "") || gov == "of" && d.find(clause{max(c.i, m.i-7), m.i}, c.i, ownEvents) >= 0
		if !d.inRole(m) && m.group == nil && (hosted || d.placed(c, m) >= 0) {
			d.stage, d.stageAt = m.ref, d.sentOf[c.i]
			return
		}
	}
}

// headsEvent reports whether c is short and no sentence, as the name of an event is.
func (d *document) headsEvent(c clause) bool {
	const longest = 16 // tokens
	return c.j-c.i <= longest && !d.anyFinite(c) && d.find(c, c.i, auxiliaries) < 0
}

// receiveVerbs have the host as their subject, now or then.
var receiveVerbs = set(`welcomed received hosted welcomes receives hosts greeted`)

// receives is the institution that clause c says receives guests whom it does not
// name: "X welcomed teachers from five countries"; -1 if there is none.
func (d *document) receives(c clause) int {
	t := d.find(c, c.i, receiveVerbs)
	if guests := d.find(c, c.i, guestNouns); t < 0 && guests > c.i && (d.findWord(clause{max(c.i, guests-3), guests}, c.i, "had", "has") >= 0 || d.atWord(guests-1, "of") && d.low(guests-2) == "full") {
		t = max(d.findWord(clause{c.i, guests}, c.i, "had", "has", "was"), c.i) // "X had visitors from Finland"
	}
	if doors := d.findWord(c, c.i, "doors"); t < 0 && doors > c.i+1 && d.low(doors-1) == "its" && d.atWord(doors-2, "opened", "opens") {
		t = doors - 2
	}
	if t < 0 || len(d.in(t, c.j, unigraph.Person)) > 0 || d.modality(c, t) != unigraph.Done || d.has(c, remoteWords...) {
		return -1
	}
	if d.find(clause{t, c.j}, t, folk) < 0 && d.find(clause{t, c.j}, t, comers) < 0 {
		return -1
	}
	if hosts := refs(d.subjects(c, t, unigraph.University)); len(hosts) == 1 {
		return hosts[0]
	}
	if persons := d.subjects(c, t, unigraph.Person); len(persons) == 1 {
		if home, ok := d.home[persons[0].ref]; ok && d.referents[home].kind == unigraph.University {
			return home
		}
	}
	return -1
}

// onStageAt reports whether the event of the stage still goes on at clause c.
func (d *document) onStageAt(c clause) bool {
	return d.stage >= 0 && d.sentOf[c.i] <= d.stageAt+stageLasts
}

// onStage reads a clause that tells who took part in the event of the stage.
func (d *document) onStage(c clause) {
	t := d.find(c, c.i, takePart)
	sent := d.findWord(c, c.i, "sent")
	if t < 0 {
		t = sent
	}
	if !d.onStageAt(c) || t < 0 || d.modality(c, t) != unigraph.Done || sent < 0 && d.find(c, c.i, stayWords) >= 0 {
		return
	}
	for _, m := range d.in(c.i, c.j, unigraph.University) {
		if m.ref != d.stage && (d.placed(c, m) >= 0 || m.i > c.i && d.is(d.beforeArticle(m.i), tourVerbs)) {
			d.stage = -1
			return
		}
	}
	g := &delegation{}
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		if sent >= 0 && (m.i < sent || m.i > sent+12) {
			continue // who sends stays
		}
		if gov := d.governor(m); d.outsider(m.ref, d.stage) && (gov == "" || gov == "by" || gov == "of" && d.findWord(clause{c.i, m.i}, c.i, "presence") >= 0) && d.low(m.j) != "'s" {
			g.add(m.ref)
		}
	}
	for _, m := range d.in(c.i, c.j, unigraph.University) {
		if sent < 0 && m.ref != d.stage && d.isGroup(c, m) && d.find(clause{c.i, m.i}, c.i, folk) < 0 {
			g.add(m.ref) // "Guests from X were present"
		}
	}
	if len(g.members) > 0 {
		d.goesTo(g, d.stage, c, t, "visited/stage-context")
	}
}
