package extract

import (
	"slices"
	"strings"

	"unigraph"
)

var (
	// tourVerbs have the host as their object.
	tourVerbs = set(`visited visit visits visiting toured tour tours inspected observed viewed shown`)
	// goVerbs name the host with one of these words, later in the clause.
	goVerbs = verbs(`
		at on in:           called call calls
		to at by in over into: came come comes
		to at in:           arrived arrives arrive turned hosted
		to:                 accompanied escorted
		to into in:         entered stepped
		at in by on:        dropped popped
		in at with:         sojourned
		with:               acquainted familiarised familiarized
		from:               returned returns back
		for:                left departed bound
		to into:            travelled traveled travels went gone flew flown flies drove driven drives motored headed heads proceeded passed crossed crosses sent trip trips leads sailed cycled rode journeyed moves led
		to on:              moved carried continues
		to:                 brought took takes
		to into through over: walked walks
		at in with:         stay
		in:                 while
		at in on with:      stayed spent worked lectured slept lunched dined overnighted taught
		at in:              attended lecture workshop stopped stop stops
		at in with:         began begins ended continued started starts finished concluded
		of at:              guest guests
		in at:              landed
		to with:            paid pays`)
	hostVerbs = set(`welcomed received hosted`)
	// receiving are the forms of them that follow words of pleasure: "had the honour to receive".
	receiving = set(`receive receiving welcome welcoming host hosting greet greeting`)
	// hostsNow have the host right before them.
	hostsNow    = set(`hosts welcomes receives greets`)
	pleasures   = set(`honour honor pleasure privilege joy pleased honoured honored happy proud glad delighted`)
	groupWords  = set(`choir orchestra ensemble squad delegation delegations team teams group groups party mission guests visitors entourage delegates contingent representatives emissaries corps`)
	groupAnew   = set(`they it he she delegation team visitors guests party group duo trio pair contingent mission envoys travellers travelers`)
	companions  = set(`with by alongside`)
	together    = []string{" with her ", " with his ", " with their ", " together with ", " along with ", " accompanied by ", " alongside ", " accompanying "}
	inside      = set(`at in`)
	remoteWords = []string{" video", "online", " virtual", " zoom", " google meet", " teams call", " skype", " remote", " by link", "webinar", "teleconference", "by screen"}
)

var (
	// going are all verbs of visiting and hosting.
	going = union("", tourVerbs, hostVerbs, goVerbForms)
	// goVerbForms are the words of goVerbs.
	goVerbForms = func() wordSet {
		all := set("")
		for v := range goVerbs {
			all.add(v)
		}
		return all
	}()
	// mayGo are the words that goes looks at.
	mayGo = union("opened opens was were been is know while stay met greeted shown host held entered enter enters call", hostsNow, receiving, going)
	// tellsOfGoing are the words that findGoing looks for.
	tellsOfGoing = union("was were", going)
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
	heading := 0 // the sentence up to which the headings were read
	for _, c := range cs {
		for ; heading < d.sentOf[c.i]; heading++ {
			if s := d.sents[heading]; d.kindOf(s[0]) == headingLine {
				d.stop(clause{s[0], s[1]})
				d.guestLine(clause{s[0], s[1]})
			}
		}
		d.addToDelegation(c)
		if d.has(c, remoteWords...) {
			continue
		}
		d.stop(c)
		d.guestLine(c)
		d.findGuests(c)
		d.findThanked(c)
		d.findLecturer(c)
		d.setStage(c)
		d.onStage(c)
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

// goes reports whether token t may be a verb or noun of visiting.
func (d *document) goes(t int) bool {
	if !d.is(t, mayGo) {
		return false
	}
	switch low := d.low(t); {
	case low == "was" || low == "were" || low == "been" || low == "is":
		return d.isAt(t)
	case low == "took" || low == "takes":
		return d.journeyTakes(t)
	case low == "while":
		return d.low(t+1) == "in" && d.countryAt(d.skipArticle(t+2))
	case low == "stay":
		return d.atWord(t-1, "her", "his", "their", "its", "'s") || d.low(t-2) == "a" || d.low(t-1) == "a"
	case low == "know":
		return d.low(t-1) == "to" && d.atWord(t-2, "got", "get", "getting")
	case d.atWord(t, "met", "greeted") && d.low(t+1) == "by":
		return true
	case receiving.has(low):
		return d.find(clause{max(d.sentenceStart(t), t-4), t}, 0, pleasures) >= 0 || strings.HasSuffix(low, "ing") && (d.is(t-1, auxiliaries) || d.is(t-2, auxiliaries))
	case d.opensDoors(t):
		return true
	case hostsNow.has(low):
		n := d.at(t - 1)
		return n >= 0 && d.mentions[n].kind == unigraph.University && d.find(clause{t, d.sents[d.sentOf[t]][1]}, t, groupWords) >= 0
	case low == "shown":
		return d.passive(clause{d.sentenceStart(t), t}, t)
	case hostVerbs.has(low), low == "host" && d.low(t-1) == "played", low == "met" && d.atHome(t), (low == "met" || low == "held" && (d.atWord(t+2, "meeting", "talks", "discussions") || d.atWord(t+1, "talks", "discussions"))) && d.groupIn(clause{t, d.sents[d.sentOf[t]][1]}):
		return true
	case low == "entered" || low == "enter" || low == "enters":
		return d.find(clause{t, min(t+8, len(d.toks))}, t, papers) < 0 && d.find(clause{t, min(t+8, len(d.toks))}, t, allianceHeads) < 0 // "entered into an agreement"
	case d.takesPost(t), d.is(t, beginAndEnd) && !d.groupIn(clause{d.sentenceStart(t), t}) && !d.atWord(t+1, "at", "in"):
		return false
	case tourVerbs.has(low) || low == "call":
		if d.low(t-1) == "the" && (d.low(t+1) == "of" || d.low(t+1) == "to" && d.findWord(clause{t, min(t+12, len(d.toks))}, t, "by", "of") >= 0) {
			return true
		}
		return !d.atWord(t-1, "return", "virtual", "mutual", "exchange", "this", "whose", "video", "first", "the", "phone", "telephone")
	default:
		return d.is(t, goVerbForms)
	}
}

// findGoing gives the first token of c that tells of visiting or hosting; -1 if
// there is none.
func (d *document) findGoing(c clause) int {
	return d.find(c, c.i, tellsOfGoing)
}

// besideBeing may stand between "was" and where somebody was.
var besideBeing = union(`first also then back recently present both here yesterday today again twice once already on since for a the day days week weeks month last this
	two three four five six`, weekdayWords)

// beginAndEnd are verbs that a journey may be the subject of.
var beginAndEnd = set(`began begins continued ended started starts finished concluded`)

// isAt reports whether "was" at t says that somebody was somewhere: "was first
// at X", "were in Canada last week".
func (d *document) isAt(t int) bool {
	k := t + 1
	for k < t+5 && d.is(k, besideBeing) {
		k++
	}
	if !d.atWord(k, "at", "in") && !(d.low(t) == "been" && d.low(k) == "with") {
		return false
	}
	if k++; d.low(k) == "the" {
		k++
	}
	n := d.at(k)
	if n < 0 && k < len(d.toks) && d.toks[k].cap && d.low(k-1) == "in" {
		return len(d.inTown(t, min(k+4, len(d.toks)))) > 0
	}
	return n >= 0 && (d.mentions[n].kind == unigraph.University || d.mentions[n].kind == unigraph.Country)
}

// visit records the visit that the verb at t of clause c tells of.
func (d *document) visit(c clause, t int) {
	hosts, who := d.travel(c, t)
	if len(hosts) == 0 && d.is(t, arrivals) && !d.atWord(t+1, "home", "out", "up") && !(d.low(t+1) == "back" && d.low(t+2) == "from") {
		hosts = d.scenery(t)
	}
	if who != nil && d.atWord(t, "is", "was", "were", "been") && !d.groupIn(clause{c.i, t}) && d.nationals(clause{c.i, t}) < 0 {
		who = d.personsOf(who) // where an institution is says no visit
	}
	if len(hosts) == 0 && who != nil && len(d.personsOf(who).members) > 0 && d.modality(c, t) == unigraph.Done && d.find(clause{t, min(t+8, c.j)}, t, destinations) >= 0 {
		if !d.groupIn(clause{c.i, t}) {
			who = d.personsOf(who)
		}
		d.delegation = who // "visited three universities", to be named
	}
	if len(hosts) == 0 || who == nil || len(who.members) == 0 {
		return
	}
	modality := d.modality(c, t)
	if d.is(t, visitNouns) && d.foreseen(c, t) {
		modality = unigraph.Planned
	}
	if modality == unigraph.Done {
		d.delegation = who
	}
	told := d.tells(c, who)
	for _, h := range hosts {
		rule := "visited/" + d.low(t)
		if !told || h.i == h.j {
			rule += "-context"
		}
		d.trips = append(d.trips, trip{who: who, host: h.ref, date: d.visitDate(c, t, hosts, h), modality: modality, t: t, rule: rule})
	}
}

// travel reads who the verb at t says was whose guest.
func (d *document) travel(c clause, t int) (hosts []mention, who *delegation) {
	switch low := d.low(t); {
	case (hostVerbs.has(low) || d.atWord(t, "met", "held")) && !d.passive(c, t), receiving.has(low) && !(strings.HasSuffix(low, "ing") && d.low(t-1) == "being"), hostsNow.has(low), d.opensDoors(t):
		return d.received(c, t)
	case d.atWord(t, "visited", "crossed", "toured", "inspected") && d.passive(c, t) && d.findWord(clause{t, min(c.j, t+6)}, t, "by") >= 0:
		return d.entered(c, t), &delegation{members: append(refs(d.in(d.findWord(c, t, "by"), c.j, unigraph.Person)), d.visitBy(c, t)...)}
	case visitNouns.has(low) && d.low(t+1) == "from" && len(d.subjects(c, t, unigraph.University)) > 0:
		return d.subjects(c, t, unigraph.University), &delegation{members: refs(d.governed(t, c.j, onlyFrom, unigraph.University, unigraph.Person))}
	case visitNouns.has(low) && len(d.visitBy(c, t)) > 0:
		return d.hosts(c, t), &delegation{members: d.visitBy(c, t)}
	case hostVerbs.has(low), d.atWord(t, "met", "greeted"):
		if hosts = d.governed(t, c.j, inside, unigraph.University); len(hosts) == 0 {
			hosts = d.governed(c.i, t, inside, unigraph.University) // "At X they were received"
		}
		for _, p := range d.governed(t, c.j, onlyBy, unigraph.Person) {
			if home, ok := d.home[p.ref]; ok && len(hosts) == 0 && d.referents[home].kind == unigraph.University {
				hosts = []mention{{i: t, j: t, kind: unigraph.University, ref: home}} // "were received by Rector N"
			}
		}
		if by := d.findWord(clause{t, min(t+3, c.j)}, t, "by"); by >= 0 && len(hosts) == 0 && d.publisher >= 0 && d.unitAt(d.skipDeterminer(by+1)) {
			hosts = []mention{{i: t, j: t, kind: unigraph.University, ref: d.publisher}} // "were hosted by the Faculty of Law"
		}
		return hosts, d.visitors(c, t)
	case d.atWord(t, "sent", "sends") && d.atWord(t+1, "its", "their", "our", "his", "her") && !d.groupIn(clause{t, min(c.j, t+5)}):
		return d.hosts(c, t), &delegation{members: refs(d.actors(t, c.j))} // "sent its rector, N, to X"
	case d.atWord(t, "sent", "led", "leads", "brought") && !d.groupIn(clause{t, c.j}) && numbers[d.low(t+1)] == 0 && !d.countsPeople(t+1):
		return nil, nil
	case d.atWord(t, "returned", "repaid", "reciprocated") && d.atWord(t+2, "visit", "call"):
		return d.visitorsBefore(t), &delegation{members: refs(d.subjects(c, t, unigraph.Person))}
	case d.atWord(t, "took", "takes"):
		return d.hosts(c, t), d.takenAlong(c, t)
	case d.atWord(t, "moved", "moves") && d.delegation == nil && !d.groupIn(clause{c.i, t}):
		return nil, nil // to another post
	}
	hosts = d.hosts(c, t)
	if words := goVerbs[d.low(t)]; words != nil {
		hosts = slices.DeleteFunc(hosts, func(h mention) bool {
			return !(h.i == h.j && d.callsOn(t)) && !words.has(d.governor(h)) && d.find(clause{t, h.i}, t, *words) < 0 && d.find(clause{t, h.i}, t, entrances) < 0
		})
	}
	who = d.visitors(c, t)
	if led := d.findWord(clause{max(c.i, t-8), t + 1}, c.i, "led", "leads", "headed", "brought"); led >= 0 && (d.groupIn(clause{led, min(led+7, c.j)}) || d.countsPeople(led+1)) || d.findWord(clause{c.i, c.j - 1}, c.i, "head") >= 0 && d.has(c, " head of a ", " head of the delegation", " head of the team", " head of his ", " head of her ", " head of their ") {
		for _, p := range slices.Clone(who.members) {
			if home, ok := d.home[p]; ok && d.referents[home].kind == unigraph.University {
				who.add(home) // who leads "a delegation" leads that of the own institution
			}
		}
	}
	return hosts, who
}

// countsPeople reports whether token k begins a number of people: "6 people".
func (d *document) countsPeople(k int) bool {
	return (numbers[d.low(k)] > 0 || k < len(d.toks) && isDigit(d.toks[k].text)) && d.atWord(k+1, "people", "persons", "members", "delegates")
}

// destinations are what a tour is of, before its stops are named.
var destinations = set(`universities institutions colleges countries cities partners schools institutes campuses`)

// entrances are what a guest of an institution goes through.
var entrances = set(`threshold thresholds door doors gate gates`)

// entered are the institutions that the passive verb at t has as its subject:
// "X was visited by", "the threshold of X was crossed by".
func (d *document) entered(c clause, t int) []mention {
	hosts := d.subjects(c, t, unigraph.University)
	if len(hosts) == 0 && d.find(clause{c.i, t}, c.i, entrances) >= 0 {
		hosts = d.governed(c.i, t, onlyOf, unigraph.University)
	}
	return hosts
}

// visitNouns name a visit, and who made it after "by".
var visitNouns = set(`visit visits trip stay tour journey`)

// onlyFrom is the preposition of those whose visit one has.
var onlyFrom = set(`from`)

// visitBy are those whose visit the noun at t is: "a visit to X by a team from Y".
func (d *document) visitBy(c clause, t int) []int {
	var who []int
	if d.low(t+1) == "of" {
		for _, m := range d.in(t+1, min(c.j, t+14), unigraph.Person, unigraph.University) {
			if m.kind == unigraph.University && !d.isGroup(c, m) {
				continue
			}
			if to := d.findWord(clause{m.j, c.j}, m.j, "to"); to >= 0 && d.governor(m) == "of" {
				who = append(who, m.ref) // "the visit of N to X", "the visit of an X team to Y"
			}
		}
		return who
	}
	by := d.findWord(c, t, "by")
	if by < 0 || by-t > 12 {
		if d.groupIn(clause{t, c.j}) {
			return d.leaders(clause{t, c.j})
		}
		return nil
	}
	for _, m := range d.in(by, min(c.j, by+32), unigraph.Person, unigraph.University) {
		if d.low(m.j) == "'s" && !d.groupIn(clause{m.j, min(c.j, m.j+4)}) {
			continue
		}
		if gov := d.governor(m); !d.inRole(m) && gov == "by" || (gov == "from" || gov == "of") && d.groupIn(clause{by, m.i}) {
			who = append(who, m.ref)
		}
	}
	return who
}

// tells reports whether clause c names one of those who went.
func (d *document) tells(c clause, who *delegation) bool {
	named := refs(d.in(c.i, c.j, unigraph.Person, unigraph.University, unigraph.Organization))
	return len(without(who.members, named)) < len(who.members)
}
