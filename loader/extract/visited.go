package extract

import (
	"cmp"
	"slices"
	"strings"

	"unigraph"
)

// A delegation is a group that travels together. Sentences after a visit may
// name more of its members.
type delegation struct {
	members []int // referents
}

// A trip is a visit of a delegation to a host.
type trip struct {
	who      *delegation
	host     int
	date     unigraph.Date
	modality unigraph.Modality
	evidence []unigraph.Evidence
}

var (
	// tourVerbs have the host as their object.
	tourVerbs = set(`visited visit visits visiting toured tour tours inspected observed viewed shown`)
	// goVerbs name the host with one of these words, later in the clause.
	goVerbs = verbs(`
		at on in:           called call calls
		to at by in over into: came come comes
		to at in:           arrived arrives arrive turned hosted
		to into in:         entered stepped
		at in by on:        dropped popped
		in at with:         sojourned
		with:               acquainted familiarised familiarized
		from:               returned
		to into:            travelled traveled travels went gone flew flown flies drove driven drives motored headed heads proceeded passed crossed crosses sent trip trips leads sailed cycled rode journeyed moves led
		to on:              moved carried continued
		to into through over: walked walks
		at in on with:      stayed spent worked lectured
		at in:              attended lecture workshop stopped stop stops began begins ended continued
		of at:              guest guests
		in at:              landed
		to with:            paid pays`)
	hostVerbs   = set(`welcomed received hosted`)
	groupWords  = set(`delegation delegations team teams group groups party mission guests visitors entourage delegates contingent representatives emissaries corps`)
	groupAnew   = set(`they it he she delegation team visitors guests party group duo trio pair contingent mission envoys travellers travelers`)
	companions  = set(`with by alongside`)
	together    = []string{" with her ", " with his ", " with their ", " together with ", " along with ", " accompanied by ", " alongside ", " accompanying "}
	inside      = set(`at in`)
	remoteWords = []string{" video", "online", " virtual", " zoom", " google meet", " teams call", " skype", " remote", " by link", "webinar", "teleconference", "by screen"}
)

// verbs reads lines of "words: verbs".
func verbs(lines string) map[string]*wordSet {
	all := map[string]*wordSet{}
	for line := range strings.SplitSeq(lines, "\n") {
		words, verbs, _ := strings.Cut(line, ":")
		prepositions := set(words)
		for v := range strings.FieldsSeq(verbs) {
			all[v] = &prepositions
		}
	}
	return all
}

// findVisits reads who went where.
func (d *document) findVisits(cs []clause) {
	for _, c := range cs {
		d.addToDelegation(c)
		if d.has(c, remoteWords...) {
			continue
		}
		d.stop(c)
		for t := c.i; t < c.j; t++ {
			if d.at(t) < 0 && d.goes(t) {
				d.visit(c, t)
			}
		}
		d.present(c)
	}
	d.findCalendar()
	for _, trip := range d.trips {
		d.addTrip(trip)
	}
}

// addToDelegation reads the sentences that only say who was along: "Also on the
// delegation were A and B".
func (d *document) addToDelegation(c clause) {
	d.setOut(c)
	if d.introduce(c); d.delegation == nil {
		return
	}
	listed := d.listing && bullet(d.toks, c.i)
	members := d.membersOfGroup(c)
	if d.listing = listed || members && (d.low(c.j-1) != "." || d.low(c.j-2) == "follows") && len(d.in(c.i, c.j, unigraph.Person)) == 0; listed || members {
		d.delegation.add(refs(d.in(c.i, c.j, unigraph.Person))...)
	}
}

// setOut begins a delegation where a clause tells of persons who leave for a
// journey: "President N took the morning flight to X".
func (d *document) setOut(c clause) {
	t := d.findWord(c, c.i, "flight", "plane", "train", "ferry", "bus")
	if t < 0 || d.low(t+1) != "to" || d.modality(c, t) != unigraph.Done {
		return
	}
	who := &delegation{members: refs(d.subjects(c, t, unigraph.Person))}
	d.addHomes(who)
	if len(who.members) > 0 {
		d.delegation = who
	}
}

// stop reads a clause that is no more than a place and a day of an itinerary:
// "Oita University, December 5."
func (d *document) stop(c clause) {
	named := d.in(c.i, c.j, unigraph.University)
	if len(named) != 1 || named[0].i > c.i+1 || c.j-named[0].j > 6 || d.delegation == nil || d.nearestDate(c.i, c.j, c.i) == "" || len(d.in(c.i, c.j, unigraph.Person)) > 0 {
		return
	}
	for k := named[0].j; k < c.j; k++ {
		if low := d.low(k); d.toks[k].word && months[low] == 0 && !isOrdinal(low) && weekdays[low] == 0 && !d.atWord(k, "on", "the", "of") {
			return
		}
	}
	d.trips = append(d.trips, trip{
		who: d.delegation, host: named[0].ref, date: d.nearestDate(c.i, c.j, c.i), modality: unigraph.Done, evidence: d.evidence(c.i, "visited/stop"),
	})
}

// membersOfGroup reports whether the clause says who belongs to a delegation: it
// speaks of one that is known, or of somebody's company, and of belonging.
func (d *document) membersOfGroup(c clause) bool {
	if d.findWord(c, c.i, "visited", "toured", "welcomed", "received", "hosted") >= 0 {
		return false
	}
	if d.find(c, c.i, companyWords) >= 0 && d.has(c, withThem...) {
		return true
	}
	group := d.meansGroup(c) || d.find(c, c.i, groupWords) >= 0 || d.findWord(c, c.i, "members", "him", "them", "its", "their") >= 0
	return group && d.has(c, belonging...)
}

// companyWords are the words that the phrases of withThem turn on.
var companyWords = set(`him her them entourage company accompanying accompanied brought along`)

var (
	// withThem name the company of somebody.
	withThem = []string{" with him ", " with her ", " with them ", " with him:", " with them:", " with her:", "in his company", "in her company", "his entourage", "her entourage",
		" accompanying ", " accompanied ", " in the company of ", " brought with ", " brought along ", " came along "}
	// belonging tells who is of a group.
	belonging = []string{" also on ", " also in ", " included", " including ", " consist", " compos", " comprise", " made up ", " headed ", " led ", " travelled ", " traveled ",
		" members were", " members are", " group were ", " delegation were ", " team were ", " party were ", " there were ", " there was ", " were:", " are:", " were as follows", " joined by ",
		" its head", " its leader", " their leader", " its chair", " among them", " part of ", " was in it", " were in it", " was along", " took part in it", " took place", " was with ", " were with ",
		" belonged to ", " side of the delegation", " in the delegation", " in the group", " in the team", " of the delegation", " leads it", " led it", " heads it", " head of ", " heads "}
)

// meansGroup reports whether c speaks of a group spoken of before: "they", "the
// Malaysians".
func (d *document) meansGroup(c clause) bool {
	return d.find(c, c.i, groupAnew) >= 0 || d.nationals(c) >= 0
}

// nationals gives the token of c at which people are called by their country,
// "the Malaysians"; -1 if there is none.
func (d *document) nationals(c clause) int {
	for i := c.i + 1; i < c.j; i++ {
		if low := d.low(i); strings.HasSuffix(low, "s") && d.toks[i].cap && d.at(i) < 0 && d.atWord(i-1, "the") && d.names.Demonym(d.toks[i].text[:len(d.toks[i].text)-1]) != "" {
			return i
		}
	}
	return -1
}

// introduce begins a delegation where a clause speaks of one that goes nowhere
// yet: "a six-man delegation under the Vice-Chancellor".
func (d *document) introduce(c clause) {
	if !d.groupIn(c) || d.groupAgain(c) || d.has(c, remoteWords...) {
		return
	}
	g := &delegation{}
	w := d.find(c, c.i, groupWords)
	for _, m := range d.in(c.i, c.j, unigraph.University) {
		guest := d.atWord(w, "guests", "visitors") && d.low(w+1) == "of" // then m is the host
		if m.j == w || m.i > w && m.i < w+6 && d.origin(m) && !guest {
			g.add(m.ref)
		}
	}
	for _, m := range d.in(w, c.j, unigraph.Person) {
		if d.leads(m) {
			g.add(m.ref)
		}
	}
	d.addHomes(g)
	if len(g.members) > 0 {
		d.delegation = g
	}
}

// leads reports whether m is said to lead a delegation: "led by N", "under N".
func (d *document) leads(m mention) bool {
	switch d.governor(m) {
	case "under":
		return true
	case "by":
		for k := m.i - 1; k > m.i-12 && k > 0; k-- {
			if d.low(k) == "by" {
				return d.atWord(k-1, "led", "headed", "guided", "chaired", "fronted", "accompanied")
			}
		}
	}
	return false
}

func (g *delegation) add(refs ...int) {
	for _, r := range refs {
		if !slices.Contains(g.members, r) {
			g.members = append(g.members, r)
		}
	}
}

// addHomes adds the institutions that the members of g act for.
func (d *document) addHomes(g *delegation) {
	for _, p := range slices.Clone(g.members) {
		if home, ok := d.home[p]; ok {
			g.add(home)
		}
	}
}

// goes reports whether token t may be a verb or noun of visiting.
func (d *document) goes(t int) bool {
	switch low := d.low(t); {
	case low == "was" || low == "were" || low == "been" || low == "is":
		return d.isAt(t)
	case low == "shown":
		return d.passive(clause{d.sentenceStart(t), t}, t)
	case hostVerbs.has(low), low == "host" && d.low(t-1) == "played", (low == "met" || low == "held" && d.atWord(t+2, "meeting", "talks", "discussions")) && d.groupIn(clause{t, d.sents[d.sentOf[t]][1]}):
		return true
	case low == "entered" || low == "enter" || low == "enters":
		return d.find(clause{t, min(t+8, len(d.toks))}, t, papers) < 0 && d.find(clause{t, min(t+8, len(d.toks))}, t, allianceHeads) < 0 // "entered into an agreement"
	case d.takesPost(t):
		return false
	case tourVerbs.has(low) || low == "call":
		return !d.atWord(t-1, "return", "virtual", "mutual", "exchange", "this", "whose", "video", "first", "the", "phone", "telephone")
	default:
		return goVerbs[low] != nil
	}
}

// takesPost reports whether the verb at t tells that somebody came to stay: "came to
// X as an instructor".
func (d *document) takesPost(t int) bool {
	if !arrivals.has(d.low(t)) {
		return false
	}
	for k := t + 1; k < min(t+14, len(d.toks)) && d.sentOf[k] == d.sentOf[t]; k++ {
		if d.low(k) == "as" && (roleHeads.has(d.low(k+1)) || roleHeads.has(d.low(k+2)) || d.atWord(k+1, "student") || d.atWord(k+2, "student", "post-doc", "instructor")) && d.low(k+1) != "head" && d.low(k+2) != "head" {
			return true
		}
	}
	return false
}

// findGoing gives the first token of c that tells of visiting or hosting; -1 if
// there is none.
func (d *document) findGoing(c clause) int {
	for t := c.i; t < c.j; t++ {
		if low := d.low(t); tourVerbs.has(low) || hostVerbs.has(low) || goVerbs[low] != nil || low == "was" || low == "were" {
			return t
		}
	}
	return -1
}

// isAt reports whether "was" at t says that somebody was somewhere: "was first
// at X", "were in Canada last week".
func (d *document) isAt(t int) bool {
	k := t + 1
	if d.atWord(k, "first", "also", "then", "back", "recently", "present", "both", "here") {
		k++
	}
	if !d.atWord(k, "at", "in") && !(d.low(t) == "been" && d.low(k) == "with") {
		return false
	}
	if k++; d.low(k) == "the" {
		k++
	}
	n := d.at(k)
	return n >= 0 && (d.mentions[n].kind == unigraph.University || d.mentions[n].kind == unigraph.Country)
}

// visit records the visit that the verb at t of clause c tells of.
func (d *document) visit(c clause, t int) {
	hosts, who := d.travel(c, t)
	if len(hosts) == 0 && arrivals.has(d.low(t)) {
		hosts = d.scenery(t)
	}
	if who != nil && d.atWord(t, "is", "was", "were", "been") && !d.groupIn(clause{c.i, t}) {
		who = d.personsOf(who) // where an institution is says no visit
	}
	if len(hosts) == 0 || who == nil || len(who.members) == 0 {
		return
	}
	modality := d.modality(c, t)
	if modality == unigraph.Done {
		d.delegation = who
	}
	told := d.tells(c, who)
	for _, h := range hosts {
		rule := "visited/" + d.low(t)
		if !told || h.i == h.j {
			rule += "-context"
		}
		d.trips = append(d.trips, trip{who: who, host: h.ref, date: d.visitDate(c, t, hosts, h), modality: modality, evidence: d.evidence(t, rule)})
	}
}

// personsOf is a delegation without its institutions.
func (d *document) personsOf(g *delegation) *delegation {
	persons := slices.DeleteFunc(slices.Clone(g.members), func(r int) bool { return d.referents[r].kind != unigraph.Person })
	return &delegation{members: persons}
}

// travel reads who the verb at t says was whose guest.
func (d *document) travel(c clause, t int) (hosts []mention, who *delegation) {
	switch low := d.low(t); {
	case (hostVerbs.has(low) || d.atWord(t, "host", "met", "held")) && !d.passive(c, t):
		return d.received(c, t)
	case low == "visited" && d.passive(c, t) && d.findWord(clause{t, min(c.j, t+6)}, t, "by") >= 0:
		return d.subjects(c, t, unigraph.University), &delegation{members: refs(d.in(d.findWord(c, t, "by"), c.j, unigraph.Person, unigraph.University))}
	case visitNouns.has(low) && len(d.visitBy(c, t)) > 0:
		return d.hosts(c, t), &delegation{members: d.visitBy(c, t)}
	case hostVerbs.has(low):
		hosts = d.governed(t, c.j, inside, unigraph.University)
		for _, p := range d.governed(t, c.j, onlyBy, unigraph.Person) {
			if home, ok := d.home[p.ref]; ok && len(hosts) == 0 && d.referents[home].kind == unigraph.University {
				hosts = []mention{{i: t, j: t, kind: unigraph.University, ref: home}} // "were received by Rector N"
			}
		}
		return hosts, d.visitors(c, t)
	case d.atWord(t, "sent", "led", "leads") && !d.groupIn(clause{t, c.j}) && numbers[d.low(t+1)] == 0:
		return nil, nil
	}
	hosts = d.hosts(c, t)
	if words := goVerbs[d.low(t)]; words != nil {
		hosts = slices.DeleteFunc(hosts, func(h mention) bool { return !words.has(d.governor(h)) && d.find(clause{t, h.i}, t, *words) < 0 })
	}
	return hosts, d.visitors(c, t)
}

// visitNouns name a visit, and who made it after "by".
var visitNouns = set(`visit visits trip stay`)

// visitBy are those whose visit the noun at t is: "a visit to X by a team from Y".
func (d *document) visitBy(c clause, t int) []int {
	var who []int
	by := d.findWord(c, t, "by")
	if by < 0 || by-t > 12 {
		return nil
	}
	for _, m := range d.in(by, min(c.j, by+20), unigraph.Person, unigraph.University) {
		if gov := d.governor(m); gov == "by" || (gov == "from" || gov == "of") && d.groupIn(clause{by, m.i}) {
			who = append(who, m.ref)
		}
	}
	return who
}

// visitDate is the date of the visit to h, one of the hosts that the verb at t
// names. Of several, each has its own beside it; a stay of several days in several
// countries is dated by the month.
func (d *document) visitDate(c clause, t int, hosts []mention, h mention) unigraph.Date {
	if len(hosts) == 1 {
		return d.factDate(c, t)
	}
	date := cmp.Or(d.nearestDate(h.j, d.nextHost(hosts, h, c.j), h.j), d.factDate(c, h.j))
	if d.isSpan(c, date) && h.kind == unigraph.Country {
		return date[:len("2006-01")]
	}
	return date
}

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

// tells reports whether clause c names one of those who went.
func (d *document) tells(c clause, who *delegation) bool {
	named := refs(d.in(c.i, c.j, unigraph.Person, unigraph.University, unigraph.Organization))
	return len(without(who.members, named)) < len(who.members)
}

// nextHost is where the text leaves host h for the next one.
func (d *document) nextHost(hosts []mention, h mention, end int) int {
	for _, o := range hosts {
		if o.i > h.i {
			end = min(end, o.i)
		}
	}
	return end
}

// isSpan reports whether clause c gives a date as the first of several days.
func (d *document) isSpan(c clause, date unigraph.Date) bool {
	return slices.ContainsFunc(d.dates, func(m dateMention) bool { return m.last != "" && m.i >= c.i && m.j <= c.j && m.date == date })
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
	for _, m := range d.in(t, end, unigraph.Person, unigraph.University) {
		group := d.groupIn(clause{max(t, m.i-6), m.i}) && m.kind == unigraph.University
		if gov := d.governor(m); gov == "" || gov == "of" || gov == "from" || gov == "by" || gov == "with" && group || gov == "to" && d.low(t) == "host" {
			who.add(m.ref)
		}
	}
	if d.groupIn(clause{t, c.j}) || d.has(clause{t, c.j}, " a visit from ", " a visit of ", " a visit by ", " the visit of ") {
		return hosts, who
	}
	// without a group, only persons known to come from elsewhere
	who.members = slices.DeleteFunc(who.members, func(r int) bool {
		home, ok := d.home[r]
		envoy := !ok && d.envoy(c, r)
		return !ok && !envoy || d.referents[r].kind != unigraph.Person || ok && slices.Contains(refs(hosts), home)
	})
	return hosts, who
}

// envoy reports whether c calls the person an ambassador or the like.
func (d *document) envoy(c clause, person int) bool {
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
				if roleHeads.has(d.low(k)) {
					return mention{i: t, j: t, kind: m.kind, ref: m.ref}, true
				}
			}
		}
	}
	return mention{}, false
}

// addTrip records a trip as a visit of each member.
func (d *document) addTrip(t trip) {
	for _, v := range t.who.members {
		if home, ok := d.home[v]; v == t.host || ok && home == t.host {
			continue
		}
		d.addRelation(unigraph.RelationClaim{
			Kind: unigraph.Visited, Subject: v, Object: t.host, Date: t.date, Modality: t.modality, Evidence: t.evidence,
		})
	}
}

// visitors are the persons before the verb and the institutions whose
// delegation went; "they" and "the delegation" are those of the visit before.
func (d *document) visitors(c clause, t int) *delegation {
	g := &delegation{}
	before := clause{c.i, t}
	if d.delegation != nil && d.findWord(before, c.i, "its", "their", "the") >= 0 && d.groupAgain(before) {
		g = d.delegation
	}
	for _, m := range d.in(c.i, t, unigraph.Person) {
		if gov := d.governor(m); (gov == "" || gov == "by" || gov == "under" || gov == "with") && !d.doesOther(m.j, t) {
			g.add(m.ref)
		}
	}
	if d.groupIn(before) {
		for _, m := range d.in(c.i, t, unigraph.University, unigraph.Organization) {
			if !d.setting(m) && !d.inRole(m) && !d.invites(m) {
				g.add(m.ref)
			}
		}
		d.addHomes(g)
	} else {
		g.add(refs(d.subjects(c, t, unigraph.University, unigraph.Organization))...)
	}
	d.addCompanions(g, c, t)
	if len(g.members) == 0 && inverted.has(d.low(t)) {
		g.add(d.justAfter(c, t)...)
	}
	if len(g.members) > 0 {
		return g
	}
	if p := d.personBefore(c.i); p >= 0 && d.findWord(before, c.i, "he", "she") >= 0 {
		return &delegation{members: []int{p}}
	}
	if d.delegation != nil && d.meansGroup(before) {
		return d.delegation
	}
	if d.find(before, c.i, plurals) >= 0 && len(d.in(c.i, t, unigraph.University)) == 0 {
		g.add(d.actorsBefore(c)...)
	}
	return g
}

// plurals are the words that mean several persons named before.
var plurals = set(`they both two three four guests pair duo trio team group party visitors all`)

// actorsBefore are the persons who act in the nearest sentence of the two before
// c that has any.
func (d *document) actorsBefore(c clause) []int {
	for n := d.sentOf[c.i] - 1; n >= max(0, d.sentOf[c.i]-2); n-- {
		var who []int
		for _, m := range d.in(d.sents[n][0], d.sents[n][1], unigraph.Person) {
			if gov := d.governor(m); gov == "" || gov == "with" {
				who = append(who, without([]int{m.ref}, who)...)
			}
		}
		if len(who) > 0 {
			return who
		}
	}
	return nil
}

// inverted are verbs that may stand before who came: "On Friday came N".
var inverted = set(`came comes arrived arrives flew travelled traveled went visited stepped followed`)

// justAfter are the persons named right after the verb at t, with those joined
// to them.
func (d *document) justAfter(c clause, t int) []int {
	const near = 9
	var who []int
	end := t + near
	for _, m := range d.in(t, c.j, unigraph.Person) {
		if m.i > end || d.governor(m) != "" && d.governor(m) != "with" {
			break
		}
		who = append(who, m.ref)
		end = m.j + near
	}
	return who
}

// addCompanions adds to the visitors those whom the clause names after its verb.
func (d *document) addCompanions(g *delegation, c clause, t int) {
	for w := d.find(c, t, groupWords); w >= 0; w = d.find(c, w+1, groupWords) {
		if n := d.at(w - 1); n >= 0 && d.mentions[n].kind == unigraph.University && len(g.members) > 0 {
			g.add(d.mentions[n].ref) // "at the head of a KNU delegation"
		}
	}
	if d.has(clause{t, c.j}, together...) {
		g.add(refs(d.governed(t, c.j, companions, unigraph.Person))...)
	}
	if colon := d.findWord(c, t, ":"); len(g.members) == 0 && colon >= 0 && d.listOfDelegations(clause{t, colon}) {
		g.add(refs(d.in(colon, c.j, unigraph.Person, unigraph.University))...)
	}
}

// listOfDelegations reports whether a list of who came follows c.
func (d *document) listOfDelegations(c clause) bool {
	return d.findWord(c, c.i, "delegations", "guests", "teams", "groups", "representatives", "following") >= 0 || c.j-c.i < 3
}

// groupAgain reports whether c speaks of a group spoken of before: it names no
// institution that the group would be of.
func (d *document) groupAgain(c clause) bool {
	return (d.groupIn(c) || d.findWord(c, c.i, "travellers", "travelers") >= 0) && len(d.in(c.i, c.j, unigraph.University)) == 0
}

// personBefore is the person named last before token i; -1 if there is none.
func (d *document) personBefore(i int) int {
	for n := len(d.mentions) - 1; n >= 0; n-- {
		if m := &d.mentions[n]; m.i < i && m.kind == unigraph.Person {
			return m.ref
		}
	}
	return -1
}

// groupIn reports whether c speaks of a travelling group; "the Party" is none.
func (d *document) groupIn(c clause) bool {
	if d.people(c) {
		return true
	}
	for w := d.find(c, c.i, groupWords); w >= 0; w = d.find(c, w+1, groupWords) {
		if d.low(w) != "party" || !d.toks[w].cap && !d.atWord(w+1, "committee", "secretary", "congress") {
			return true
		}
	}
	return false
}

// people reports whether c speaks of some people of an institution: "a dozen
// auditors of X", "two engineers from Y".
func (d *document) people(c clause) bool {
	for i := c.i; i < c.j; i++ {
		if numbers[d.low(i)] == 0 && !d.atWord(i, "dozen", "several") || d.at(i) >= 0 {
			continue
		}
		for k := i + 1; k < min(i+4, c.j) && d.toks[k].word && !d.toks[k].cap; k++ {
			if d.atWord(k, "of", "from") {
				if d.institutionIn(d.skipArticle(k+1)) && k > i+1 && !partyNouns.has(d.low(k-1)) {
					return true
				}
				break
			}
		}
	}
	return false
}

// hosts are the institutions named after the verb, else the region or country.
func (d *document) hosts(c clause, t int) []mention {
	end := c.j
	if cut := d.findWord(c, t+1, "where", "which", "who", "after", "before", "during", "to"); cut > t+2 && d.low(cut) != "to" {
		end = cut
	}
	for k := t + 2; k < end; k++ {
		if d.at(k) < 0 && d.low(k-1) == "and" && goVerbs[d.low(k)] != nil && len(d.in(t, k, unigraph.University)) > 0 {
			end = k // "went on to X and ended at Y": Y is the next verb's
		}
	}
	var hosts, owners []mention // owners: "the laboratories of X"
	by := d.leadsBy(t, "by")
	for _, m := range d.in(t, end, unigraph.University) {
		switch gov := d.governor(m); {
		case d.inRole(m) || gov == "with" && !d.leadsBy(t, "with") || gov == "by" && !by || gov == "from" && d.low(t+1) != "from":
		case gov == "of":
			owners = append(owners, m)
		default:
			hosts = append(hosts, m)
		}
	}
	if n := d.at(d.skipArticle(t + 1)); len(hosts) > 0 && n >= 0 && tourVerbs.has(d.low(t)) && (d.mentions[n].kind == unigraph.Country || d.mentions[n].kind == unigraph.Place) {
		return append(hosts, d.mentions[n]) // "visited Korea and, in Seoul, X"
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
	if seat := d.inTown(t, end); len(places) == 1 && places[0].kind == unigraph.Place && len(seat) == 1 {
		return seat
	}
	if len(places) > 0 {
		return places
	}
	if len(owners) == 0 {
		return d.inTown(t, end)
	}
	return owners
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
		if r.kind != unigraph.University || n == d.publisher || r.entry == nil || unigraph.Fold(r.entry.City) != folded {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = n
	}
	return found
}
