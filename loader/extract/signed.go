package extract

import (
	"cmp"
	"slices"

	"unigraph"
)

// Words that tell of signing. A paper is what is signed.
var (
	signVerbs = set(`signed sign signs signing inked ink inks sealed seal concluded conclude renewed renew extended exchanged swapped
		pen subscribed adopted prolonged updated made entered initialled countersigned formalised formalized reached formalise
		signatures signature names name pen pens executed penned struck clinched cemented celebrated firmed undersigned finalised finalized`)
	// paperVerbs tell of signing only where the clause names a paper.
	paperVerbs = set(`subscribed adopted prolonged updated made sealed seal concluded conclude renewed renew extended exchanged swapped entered formalised formalized reached
		signatures signature names executed struck clinched cemented celebrated firmed finalised finalized`)
	papers = set(`agreement agreements memorandum memoranda memorandums mou mous moa moas loi lois letter letters contract contracts protocol
		protocols declaration framework accord pact charter convention treaty document documents paper papers`)
	pluralPapers = set(`agreements memoranda memorandums mous moas lois contracts protocols letters`)
	jointWords   = []string{"three-party", "tripartite", "trilateral", "three-way", "four-party", "quadripartite", "multilateral", "jointly"}
	eachWords    = []string{" each ", "respectively", "separately", " separate ", "individually", "in turn"}
)

// findAgreements reads the agreements that clauses tell of.
func (d *document) findAgreements(cs []clause) {
	for _, c := range cs {
		t := d.signTrigger(c)
		if d.pending != nil && d.pending.party >= 0 && bullet(d.toks, c.i) {
			d.listPending(c)
			continue
		}
		if t < 0 {
			if t = d.paperInForce(c); t >= 0 {
				d.addAgreement(c, t, d.bound(c, t), nil, "signed/in-force")
				continue
			}
			if t = d.paperBetween(c); t >= 0 && d.isConcluded(c, t) {
				d.addAgreement(c, t, d.partiesBetween(c, t), nil, "signed/between")
			}
			d.listPending(c)
			d.noteParties(c)
			d.noteSigners(c)
			continue
		}
		rule := "signed/active"
		if d.passive(c, t) {
			rule = "signed/passive"
		}
		signatories := d.signers(c, t)
		if d.signsToo(c, t, signatories) {
			continue
		}
		groups := d.parties(c, t, signatories)
		if !d.namesAll(c, groups) {
			rule += "-context"
		}
		d.addAgreement(c, t, groups, signatories, rule)
		d.signLater(c, t)
		if since := d.findWord(c, c.i, "dates", "dated", "goes"); since >= 0 && since < t && renewalVerbs.has(d.low(t)) && d.atWord(since+1, "back", "from", "to") && d.nearestDate(since, t, since) != "" {
			d.addAgreement(clause{c.i, t}, since, groups, nil, "signed/in-force")
		}
		if again := d.find(c, t+1, renewalVerbs); again >= 0 && !renewalVerbs.has(d.low(t)) {
			d.addAgreement(clause{t + 1, c.j}, again, groups, nil, "signed/renewed")
		}
	}
}

// signLater adds those of whom the same clause says later that they signed: "the
// two renewed the contract, A and B signed".
func (d *document) signLater(c clause, t int) {
	again := d.findWord(c, t+1, "signed", "inked")
	if again < 0 || len(d.reading.Agreements) == 0 || d.at(again) >= 0 {
		return
	}
	var signers []mention
	for _, m := range d.in(t, again, unigraph.Person) {
		if d.governor(m) == "" {
			signers = append(signers, m)
		}
	}
	if len(signers) > 0 {
		d.addSigners(&d.reading.Agreements[len(d.reading.Agreements)-1], c, again, refs(signers))
	}
}

// namesAll reports whether clause c itself names every party.
func (d *document) namesAll(c clause, groups [][]int) bool {
	var named []int
	for _, m := range d.in(c.i, c.j, bodies...) {
		if !m.pronoun {
			named = append(named, m.ref)
		}
	}
	return !slices.ContainsFunc(groups, func(g []int) bool { return len(without(g, named)) > 0 })
}

var renewalVerbs = set(`renewed extended prolonged updated`)

// signsToo adds signatories to the agreement spoken of before, where the clause
// says only that they signed, and they act for its parties.
func (d *document) signsToo(c clause, t int, signatories []int) bool {
	last := len(d.reading.Agreements) - 1
	if last < 0 || len(signatories) == 0 || len(d.governed(c.i, c.j, withOrBetween, unigraph.University, unigraph.Organization, unigraph.Alliance)) > 0 {
		return false
	}
	if d.has(c, " all ", " both were ") {
		return d.signAll(c, t, signatories)
	}
	if p := d.find(c, c.i, papers); p >= 0 && (!penNouns.has(d.low(t)) || d.findWord(clause{max(c.i, p-5), p}, c.i, "the", "this") < 0) {
		return false
	}
	return d.addSigners(&d.reading.Agreements[last], c, t, signatories)
}

// noteSigners adds the persons of whom a clause says that they were the
// signatories of the agreement spoken of before.
func (d *document) noteSigners(c clause) {
	last := len(d.reading.Agreements) - 1
	if t := d.findWord(c, c.i, "signatories", "signatory", "signers"); t >= 0 && last >= 0 {
		if who := refs(d.in(c.i, c.j, unigraph.Person)); len(who) > 0 && d.atWord(t+1, "were", "was", "are", ":", "for") {
			d.addSigners(&d.reading.Agreements[last], c, max(t, c.i+1), who)
		}
	}
}

// signAll adds signatories to every agreement of those they act for.
func (d *document) signAll(c clause, t int, signatories []int) bool {
	added := false
	for n := range d.reading.Agreements {
		added = d.addSigners(&d.reading.Agreements[n], c, t, signatories) || added
	}
	return added
}

// addSigners adds signatories to a, if one of them acts for a party and none for
// anybody else.
func (d *document) addSigners(a *unigraph.AgreementClaim, c clause, t int, signatories []int) bool {
	const near = 60                         // tokens since the agreement was told of
	known := c.i-d.pairAt < near && t > c.i // then the paper is meant, whoever signed
	for _, p := range signatories {
		home, ok := d.home[p]
		if ok && !slices.Contains(a.Parties, home) && !(known && d.guessed[p]) {
			return false
		}
		known = known || ok
	}
	if !known || a.Modality != d.modality(c, t) {
		return false
	}
	a.Signatories = append(a.Signatories, without(signatories, a.Signatories)...)
	a.Evidence = append(a.Evidence, d.evidence(t, "signed/signatories")...)
	if a.Date == "" {
		a.Date = d.ownDate(c, t)
	}
	return true
}

// signTrigger finds the word of signing in c; -1 if there is none.
func (d *document) signTrigger(c clause) int {
	for t := d.find(c, c.i, signVerbs); t >= 0; t = d.find(c, t+1, signVerbs) {
		switch {
		case d.low(t) == "signing" && !d.atWord(t+1, "of", "with", "a", "an", "the", "between", "for", "on") && !(d.atWord(t+1, "took", "was") && d.findWord(c, t, "between") >= 0), d.at(t) >= 0:
		case paperVerbs.has(d.low(t)) && d.find(c, c.i, papers) < 0 && !d.paperAgain(c, t) && !(renewalVerbs.has(d.low(t)) && d.findWord(clause{t, min(c.j, t+5)}, t, "partnership", "cooperation", "collaboration") >= 0 && d.findWord(c, t, "with") >= 0):
		case d.low(t) == "made" && !papers.has(d.low(t+2)):
		case penNouns.has(d.low(t)) && !(d.low(t) == "signature" && d.low(t+1) == "of") && d.find(clause{max(c.i, t-5), t}, c.i, penVerbs) < 0 && !d.atWord(t-2, "with"):
		default:
			return t
		}
	}
	return -1
}

// paperAgain reports whether the verb at t tells of the paper spoken of before:
// "it was extended", "the two renewed it".
func (d *document) paperAgain(c clause, t int) bool {
	return d.pair != nil && renewalVerbs.has(d.low(t)) && (d.low(c.i) == "it" && t < c.i+5 || d.low(t+1) == "it")
}

// Signing told by the pen: "put their names to", "bears the signature of", "held
// the pen".
var (
	penNouns = set(`names name signature signatures pen pens`)
	penVerbs = set(`put putting puts affixed affixing appended appending placed placing inscribed attached gave received got needed set carries bears carry bear bore carried stamped wrote write held holds hold took take lent added adding`)
)

// noteParties remembers whom a paper is between that the clause only speaks of:
// the next one may say that it was signed.
func (d *document) noteParties(c clause) {
	if k := d.findWord(clause{c.i, min(c.j, c.i+5)}, c.i, "partner", "party", "counterpart", "signatory"); k >= 0 && d.atWord(k+1, "is", "was", ":") && d.modality(c, k) == unigraph.Done {
		d.loneParty(refs(d.in(k, c.j, bodies...)))
	}
	if k := d.findWord(c, c.i, "parties"); k >= 0 && d.atWord(k+1, ":", "are") {
		if named := refs(d.in(k, c.j, bodies...)); len(named) > 1 {
			d.pair, d.pairAt = named, c.j
		}
	}
	if d.find(c, c.i, papers) < 0 || d.find(c, c.i, negations) >= 0 {
		return
	}
	if between := refs(d.governed(c.i, c.j, onlyBetween, bodies...)); len(between) > 1 {
		d.pair, d.pairAt = between, c.j
	} else if named := refs(d.in(c.i, c.j, bodies...)); len(named) > 1 && d.has(c, " brings together ", " unites ", " links ", " joins ", " covers ", " involves ", " binds ") {
		d.pair, d.pairAt = named, c.j
	}
}

// loneParty ends an agreement of which only one party was told until now: "X signed
// an agreement. The partner is Y."
func (d *document) loneParty(partner []int) {
	if p := d.lone; p != nil && len(partner) == 1 && !slices.Contains(partner, p.party) {
		d.addAgreement(p.clause, p.trigger, [][]int{{p.party, partner[0]}}, nil, "signed/listed")
	}
	d.lone = nil
}

// forceVerbs say that a paper holds.
var forceVerbs = set(`linked links linking bound binds bind exists existed ties tied unites united connects connected dates works operates maintains runs`)

// paperInForce finds a paper of which the clause says since when it holds: "an
// agreement has linked the two since 2009"; -1 if there is none.
func (d *document) paperInForce(c clause) int {
	p := d.find(c, c.i, papers)
	if p < 0 || d.at(p) >= 0 || d.nearestDate(c.i, c.j, p) == "" || d.find(c, c.i, intentions) >= 0 {
		return -1
	}
	holds := d.find(clause{max(c.i, p-12), min(c.j, p+12)}, c.i, forceVerbs) >= 0
	had := d.findWord(clause{max(c.i, p-5), p}, c.i, "has", "have", "had") >= 0
	under := d.findWord(clause{max(c.i, p-4), p}, c.i, "under") >= 0 && d.paperDated(c, p)
	if since := d.findWord(c, c.i, "since", "from"); holds || under || had && (since >= 0 || d.paperDated(c, p)) {
		return p
	}
	return -1
}

// bound are the parties of the paper at p: those the clause names, else those
// spoken of last.
func (d *document) bound(c clause, p int) [][]int {
	if right := refs(d.governed(p, c.j, onlyWith, bodies...)); pluralPapers.has(d.low(p)) && len(right) > 0 {
		return d.partiesBetween(c, p)
	}
	if named := refs(d.in(c.i, c.j, bodies...)); len(named) > 1 {
		return [][]int{named}
	} else if before := d.subjectBefore(c); len(named) == 1 && d.publisher < 0 && before >= 0 && before != named[0] && d.atWord(c.i, "it", "its", "the", "an", "a") {
		return [][]int{{named[0], before}}
	} else if other := d.subject(); len(named) == 1 && other >= 0 && named[0] != other {
		return [][]int{{named[0], other}}
	}
	return [][]int{d.spokenOf(c)}
}

// subject is the institution that the text is about: the publisher, else the
// topic; -1 if there is none.
func (d *document) subject() int {
	if d.publisher >= 0 {
		return d.publisher
	}
	return d.topic()
}

// paperBetween finds a paper named with its parties but without a verb of
// signing: "the cooperation agreement between A and B", "new agreements with".
func (d *document) paperBetween(c clause) int {
	for t := d.find(c, c.i, papers); t >= 0; t = d.find(c, t+1, papers) {
		if pluralPapers.has(d.low(t)) && d.atWord(t-1, "signing", "signed") && d.atWord(t-2, "new", "newly") && len(d.governed(c.i, t, onlyWith, unigraph.University)) > 0 {
			return t // "with X and Y there are 46 new signing agreements"
		}
		for k := t + 1; k < min(c.j, t+9) && d.at(k) < 0; k++ {
			if d.atWord(k, "between", "with") {
				return t
			}
		}
	}
	return -1
}

// isConcluded reports whether the paper at t, of which no verb says that it was
// signed, is one that exists: nobody only wishes for it. One that has its year
// may have ended since, or be wished to be another.
func (d *document) isConcluded(c clause, t int) bool {
	if d.find(clause{max(c.i, t-4), t + 1}, c.i, unborn) >= 0 {
		return false
	}
	if !d.paperDated(c, t) {
		return d.find(c, c.i, intentions) < 0 && d.find(c, c.i, negations) < 0
	}
	before := clause{c.i, t}
	return d.find(before, c.i, intentions) < 0 && d.find(before, c.i, negations) < 0 && d.find(c, c.i, falsehoods) < 0
}

// unborn are what a paper is called that is not signed yet.
var unborn = set(`draft proposed possible future planned similar no talks negotiations wording`)

// paperDated reports whether a year or day belongs to the paper at t: "the 2011
// memorandum", "a memorandum of 2012", "dated 2 May 2017", "in force since 2008".
func (d *document) paperDated(c clause, t int) bool {
	for _, m := range d.dates {
		switch {
		case m.i < c.i || m.j > c.j:
		case m.j <= t && t-m.j < 3 && m.full:
			return true
		case m.i > t && d.atWord(m.i-1, "of", "from", "dated", "since", "in", "(", "on", "between", "back") && m.i-t < 20 && (d.published == "" || m.date <= d.published):
			return true
		}
	}
	return false
}

func (d *document) passive(c clause, t int) bool {
	return d.findWord(clause{max(c.i, t-3), t}, c.i, "was", "were", "been", "being", "is", "are") >= 0 || d.low(t+1) == "by"
}

// signers finds the persons who signed: the subjects of an active verb, those
// whom "by" names, or those said to be its signatories.
func (d *document) signers(c clause, t int) []int {
	by := d.governed(t, c.j, onlyBy, unigraph.Person)
	signed := by
	if !d.passive(c, t) && len(by) == 0 {
		signed = d.subjects(c, t, unigraph.Person)
	}
	if len(signed) == 0 && len(by) == 0 && d.low(t-1) == "and" {
		signed = d.alsoSigned(c, t)
	}
	if d.low(t) == "signing" {
		signed = append(signed, d.governed(c.i, t, onlyWith, unigraph.Person)...)
	}
	if len(signed) == 0 && !d.passive(c, t) && d.low(t) == "signed" {
		signed = d.signedRightAfter(c, t)
	}
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		whoSigned := m.j+3 >= t && m.j < t && d.low(m.j) == "," && d.low(m.j+1) == "who"
		forWhom := m.i > t && d.low(m.j) == "for" && d.institutionIn(m.j+1)
		ofWhom := m.i > t && penNouns.has(d.low(t)) && d.governor(m) == "of"
		if whoSigned || forWhom || ofWhom || d.has(c, " signator") {
			signed = append(signed, m)
		}
	}
	return refs(signed)
}

// alsoSigned are the subjects of a verb before "and signed" at t: "A and B attended
// the ceremony and signed".
func (d *document) alsoSigned(c clause, t int) []mention {
	verb := d.find(c, c.i, otherVerbs)
	if verb < 0 || verb > t || len(d.in(verb, t, unigraph.Person)) > 0 {
		return nil
	}
	return d.subjects(c, verb, unigraph.Person)
}

// signedRightAfter are the persons named right after the verb at t, where it stands
// before its subject: "for X signed rector N".
func (d *document) signedRightAfter(c clause, t int) []mention {
	const near = 6
	var who []mention
	for _, m := range d.in(t, min(c.j, t+near), unigraph.Person) {
		if d.governor(m) == "" {
			who = append(who, m)
		}
	}
	return who
}

// otherVerbs between a name and the verb of signing say that the named one did
// something else.
var otherVerbs = set(`attended witnessed watched visited said presided met received welcomed hosted announced told accompanied
	witness observed introduced signed inked asked recalled stated noted explained reported confirmed informed revealed disclosed declared
	mentioned wrote added stressed remarked`)

// bodies are what can be party to an agreement.
var bodies = []unigraph.EntityType{unigraph.University, unigraph.Alliance, unigraph.Organization}

// parties finds the groups of parties that the verb at t binds: on one side its
// subjects and those it names after "between", "by" or "for", on the other those
// after "with"; where they are too few, those whom the signatories act for, else
// the two that the text is about.
func (d *document) parties(c clause, t int, signatories []int) [][]int {
	left, right := d.sides(c, t)
	left = d.actedFor(signatories, left, right)
	for _, p := range refs(d.governed(t, c.j, onlyWith, unigraph.Person)) {
		right = d.actedFor([]int{p}, right, left)
		if home, ok := d.home[p]; ok && len(left) > 0 && !slices.Contains(left, home) {
			right = d.union(right, []int{home})
		}
	}
	if len(left)+len(right) < 2 {
		left = d.union(left, d.actingFor(c, t, right))
	}
	switch n := len(left) + len(right); {
	case len(left) == 1 && len(d.listed(c, t)) > 1 && d.has(c, " each "):
		right = without(d.listed(c, t), left)
		return d.pairs(left, right)
	case n < 2 && len(d.listed(c, t)) > 1:
		return [][]int{d.union(left, right, d.listed(c, t))}
	case n == 0 && d.expectList(c, t, -1):
		return nil
	case n == 0 && d.saysWhich(c), n == 1 && d.has(c, bothSides...), n == 1 && d.low(c.i) == "it" && slices.Contains(d.pair, append(left, right...)[0]):
		return [][]int{d.spokenOf(c)}
	case n == 1:
		party := append(left, right...)[0]
		if d.expectList(c, t, party) {
			return nil
		}
		left = append(left, d.otherParty(t, party)...)
		if len(left)+len(right) == 1 {
			d.lone = &pendingList{clause: c, trigger: t, party: party}
		}
	}
	return d.group(c, left, right)
}

// actingFor are those for whom, the clause says, its persons sign: "A, rector of X,
// signed for one side, B, rector of Y, on behalf of the other"; and the two that
// it names where "the two rectors" do.
func (d *document) actingFor(c clause, t int, drop []int) []int {
	var parties []int
	if d.has(c, " behalf ", " for the ", " represented ", " each side", " the sides", " both sides") {
		for _, p := range d.in(c.i, c.j, unigraph.Person) {
			if home, ok := d.home[p.ref]; ok && !d.guessed[p.ref] && slices.Contains(bodies, d.referents[home].kind) {
				parties = d.union(parties, []int{home})
			}
		}
	}
	if named := refs(d.in(c.i, c.j, unigraph.University)); len(parties) < 2 && len(named) == 2 && d.has(c, " the two ", " both rectors", " both presidents", " both vice", " partner of ") {
		parties = named
	}
	if len(parties) < 2 {
		return nil
	}
	return without(parties, drop)
}

// sides are the bodies that the clause names as parties.
func (d *document) sides(c clause, t int) (left, right []int) {
	right = refs(d.governed(c.i, c.j, onlyWith, bodies...))
	right = append(right, without(d.withWhich(c, t), right)...)
	left = refs(d.governed(c.i, c.j, betweenOrFor, bodies...))
	for _, m := range d.governed(c.i, c.j, onlyOf, bodies...) {
		if d.atWord(m.i-2, "behalf", "side", "part") || d.low(m.i-1) == "the" && d.atWord(m.i-3, "behalf", "side", "part") {
			left = d.union(left, []int{m.ref})
		}
	}
	if len(left) < 2 {
		left = append(left, refs(d.governed(t, c.j, onlyBy, bodies...))...)
		left = append(left, refs(d.subjects(c, t, bodies...))...)
	}
	if len(right) == 0 {
		for _, m := range d.in(t, c.j, bodies...) {
			if d.governor(m) == "" && !d.inRole(m) && !d.setting(m) && d.atWord(m.i-1, "and", "with") {
				right = append(right, m.ref)
			}
		}
	}
	if len(left) == 0 && len(right) > 0 {
		left = d.paperOwner(c)
	}
	if len(left) == 0 && len(right) == 1 && d.has(c, " each of them", " they ", " both ", " all of them") {
		left = d.listBeforeClause(c)
	}
	return without(left, right), right
}

// paperOwner is the body whose paper the clause speaks of: "X's agreement with Y".
func (d *document) paperOwner(c clause) []int {
	for _, m := range d.in(c.i, c.j, bodies...) {
		for k := m.j + 1; d.low(m.j) == "'s" && k < m.j+5; k++ {
			if papers.has(d.low(k)) {
				return []int{m.ref}
			}
		}
	}
	return nil
}

// withWhich are the bodies before ", with which … signed".
func (d *document) withWhich(c clause, t int) []int {
	for k := c.i + 2; k < t; k++ {
		if d.low(k) != "with" || !d.atWord(k+1, "which", "whom") {
			continue
		}
		before := k - 1
		if d.low(before) == "," {
			before--
		}
		if n := d.at(before); n >= 0 && d.mentions[n].kind != unigraph.Person {
			return refs(d.mentions[n].appendEach(nil))
		}
	}
	return nil
}

// actedFor adds to one side those whom its signatories act for, where the clause
// names nobody on that side, or too few parties.
func (d *document) actedFor(signatories, side, other []int) []int {
	for _, p := range signatories {
		home, ok := d.home[p]
		if ok && (len(side) == 0 || len(side)+len(other) < 2) && !slices.Contains(other, home) && !slices.Contains(side, home) && slices.Contains(bodies, d.referents[home].kind) {
			side = append(side, home)
		}
	}
	return side
}

// listed are the universities after a colon behind the verb: "signed in Alytus:
// A, B, C".
func (d *document) listed(c clause, t int) []int {
	if colon := d.findWord(c, t, ":"); colon >= 0 && d.at(colon+1) >= 0 {
		return refs(d.in(colon, c.j, unigraph.University, unigraph.Alliance))
	}
	if are := d.findWord(c, t, "are", "were"); are >= 0 && d.at(d.skipArticle(are+1)) >= 0 && d.findWord(clause{c.i, t}, c.i, "partners", "parties", "signatories", "members") >= 0 {
		return refs(d.in(are, c.j, bodies...))
	}
	return nil
}

func (d *document) union(sets ...[]int) []int {
	var all []int
	for _, s := range sets {
		all = append(all, without(s, all)...)
	}
	return all
}

// spokenOf are the parties of the agreement spoken of last, else the two, or
// three, universities named last.
func (d *document) spokenOf(c clause) []int {
	named := d.in(0, c.i, unigraph.University)
	if d.pair != nil {
		if k := len(named) - 1; k >= 0 && d.publisher >= 0 && named[k].i > d.pairAt && !slices.Contains(d.pair, named[k].ref) {
			return []int{named[k].ref, d.publisher} // the text has come to another partner since
		}
		return d.pair
	}
	n := 2
	if d.has(c, " three ") {
		n = 3
	}
	var last []int
	for k := len(named) - 1; k >= 0 && len(last) < n; k-- {
		last = append(last, without([]int{named[k].ref}, last)...)
	}
	if len(last) < n {
		return nil
	}
	return last
}

// listBeforeClause are the universities of the sentence before c, if they are
// several: whom "each of them" means.
func (d *document) listBeforeClause(c clause) []int {
	n := d.sentOf[c.i]
	if n == 0 {
		return nil
	}
	s := d.sents[n-1]
	if list := refs(d.in(s[0], s[1], unigraph.University)); len(list) > 1 {
		return list
	}
	return nil
}

// otherParty guesses the second party where a clause names one: the host or the
// guest of the visit the text tells of, else the publisher.
func (d *document) otherParty(t, party int) []int {
	visitor, host := d.scene(t)
	switch at := d.settingOf(t); {
	case at >= 0 && at != party:
		return []int{at}
	case host >= 0 && host != party && (visitor == party || d.publisher == party):
		return []int{host}
	case d.publisher >= 0 && d.publisher != party:
		return []int{d.publisher}
	case d.publisher < 0 && d.goesOn(t, party) >= 0:
		return []int{d.goesOn(t, party)}
	case visitor >= 0 && host == party && visitor != party:
		return []int{visitor}
	}
	return nil
}

// goesOn is the institution that the sentence before begins with, where that of
// token t goes on about it: "It signed one with Y", "With Y, a letter was signed";
// -1 if it does not.
func (d *document) goesOn(t, party int) int {
	start := d.sents[d.sentOf[t]][0]
	if before := d.subjectBefore(clause{start, t}); before != party && d.atWord(start, "it", "with", "its", "the", "a", "an") {
		return before
	}
	return -1
}

// settingOf is the one institution at which, the sentence of token t says, it
// happened: "At X, N signed"; -1 if it names none or others too.
func (d *document) settingOf(t int) int {
	s := d.sents[d.sentOf[t]]
	named := d.in(s[0], s[1], unigraph.University)
	if len(refs(named)) != 1 || d.placed(clause{s[0], s[1]}, named[0]) < 0 {
		return -1
	}
	return named[0].ref
}

// saysWhich reports whether c speaks of parties or a paper already known: "the
// two sides", "it was renewed", "the memorandum was signed".
func (d *document) saysWhich(c clause) bool {
	if p := d.find(c, c.i, papers); p >= 0 && d.findWord(clause{max(c.i, p-5), p}, c.i, "the", "this", "that", "their", "earlier", "previous", "first", "older", "existing", "last") >= 0 {
		return true
	}
	return d.has(c, bothSides...) || d.findWord(c, c.i, "it", "they", "this") >= 0 && d.findWord(c, c.i, "it", "they", "this") < c.i+6
}

// bothSides are the words that mean the parties spoken of before.
var bothSides = []string{"two sides", "both sides", "both parties", "two parties", "two universities", "two institutions", "two schools", "both universities",
	"both institutions", "three sides", "two partners", "each other"}

func without(refs, drop []int) []int {
	return slices.DeleteFunc(slices.Clone(refs), func(r int) bool { return slices.Contains(drop, r) })
}

// setting reports whether a mention only says where: "at X", "on the X campus".
func (d *document) setting(m mention) bool {
	k := m.i - 1
	if d.low(k) == "the" {
		k--
	}
	return d.atWord(k, "at", "in", "on") || d.atWord(m.j, "campus") || m.kind == unigraph.Organization && d.atWord(k, "of")
}

// inRole reports whether a mention is part of a role: "president of X".
func (d *document) inRole(m mention) bool {
	if m.kind == unigraph.Person {
		return false
	}
	for _, r := range d.roles {
		if r[0] <= m.i && m.j <= r[1] {
			return true
		}
	}
	return false
}

// group pairs one side with each of the other where the clause tells of several
// papers, and takes all together where it tells of one.
func (d *document) group(c clause, left, right []int) [][]int {
	all := append(slices.Clone(left), right...)
	if len(right) == 0 || len(all) <= 2 || d.has(c, jointWords...) {
		return [][]int{all}
	}
	article := d.find(c, c.i, papers)
	single := article >= 0 && !pluralPapers.has(d.low(article)) && d.findWord(clause{max(c.i, article-7), article}, c.i, "a", "an", "the") >= 0
	if single && !d.has(c, eachWords...) {
		return [][]int{all}
	}
	return d.pairs(left, right)
}

// pairs pairs each of one side with each of the other.
func (d *document) pairs(left, right []int) [][]int {
	var pairs [][]int
	for _, l := range left {
		for _, r := range right {
			pairs = append(pairs, []int{l, r})
		}
	}
	return pairs
}

// partiesBetween finds the parties of the paper at t: what "between" or "with"
// governs, and the subject.
func (d *document) partiesBetween(c clause, t int) [][]int {
	right := refs(d.governed(t, c.j, withOrBetween, bodies...))
	if d.low(t+1) == "between" {
		return [][]int{right}
	}
	if len(right) == 0 {
		right = refs(d.governed(c.i, t, onlyWith, unigraph.University))
	}
	left := refs(d.subjects(c, t, bodies...))
	if len(left) == 0 {
		left = refs(d.in(d.sentenceStart(c.i), c.i, unigraph.University))
	}
	if before := d.subjectBefore(c); len(left) == 0 && before >= 0 && d.findWord(clause{max(c.i, t-4), t}, c.i, "its", "it", "the", "an", "a", "their") >= 0 && d.publisher < 0 {
		left = []int{before}
	}
	if len(left) == 0 && d.publisher >= 0 {
		left = []int{d.publisher}
	}
	return d.group(c, left[:min(1, len(left))], right)
}

// subjectBefore is the institution that the sentence before c begins with; -1 if
// there is none.
func (d *document) subjectBefore(c clause) int {
	n := d.sentOf[c.i] - 1
	if n < 0 || d.toks[d.sents[n][0]].line != d.toks[c.i].line {
		return -1
	}
	s := d.sents[n]
	for _, m := range d.in(s[0], s[1], unigraph.University) {
		if d.governor(m) == "" && !d.inRole(m) {
			return m.ref
		}
	}
	return -1
}

// addAgreement records what the trigger at t says of each group of parties.
func (d *document) addAgreement(c clause, t int, groups [][]int, signatories []int, rule string) {
	common := d.factDate(c, t)
	if rule == "signed/between" {
		common = d.ownDate(c, t)
	}
	for _, parties := range groups {
		date := cmp.Or(d.bracketDate(c, parties), common)
		parties = slices.Clone(parties)
		slices.Sort(parties)
		if parties = slices.Compact(parties); len(parties) < 2 {
			continue
		}
		d.pair, d.pairAt = parties, c.j
		d.joinAgreement(unigraph.AgreementClaim{
			Parties: parties, Signatories: d.signersOf(parties, signatories), Kind: d.paperKind(c, t),
			Date: date, Modality: d.modality(c, t), Evidence: d.evidence(t, rule),
		})
	}
}

// bracketDate is the date in brackets after one of two parties: "with X (2012) and
// Y (2016)"; "" if there is none.
func (d *document) bracketDate(c clause, parties []int) unigraph.Date {
	if len(parties) != 2 {
		return ""
	}
	for _, m := range d.in(c.i, c.j, bodies...) {
		open := m.j + d.seatAfter(m.j)
		if !slices.Contains(parties, m.ref) || d.low(open) != "(" {
			continue
		}
		for _, date := range d.dates {
			if date.i == open+1 && d.low(date.j) == ")" {
				return date.date
			}
		}
	}
	return ""
}

// seatAfter is the length of ", Guwahati" at token j; 0 if there is no such thing.
func (d *document) seatAfter(j int) int {
	if d.low(j) == "," && j+2 < len(d.toks) && d.toks[j+1].cap && d.low(j+2) == "(" {
		return 2
	}
	return 0
}

// joinAgreement adds a claim, or adds to the one it tells of again.
func (d *document) joinAgreement(a unigraph.AgreementClaim) {
	for n := range d.reading.Agreements {
		o := &d.reading.Agreements[n]
		same := o.Modality == a.Modality && slices.Equal(o.Parties, a.Parties) && (o.Kind == unigraph.Renewal) == (a.Kind == unigraph.Renewal)
		if same && (o.Date.Covers(a.Date) || a.Date.Covers(o.Date)) {
			if len(a.Date) > len(o.Date) {
				o.Date = a.Date
			}
			if o.Kind == unigraph.PlainAgreement {
				o.Kind = a.Kind
			}
			o.Signatories = append(o.Signatories, without(a.Signatories, o.Signatories)...)
			o.Evidence = append(o.Evidence, a.Evidence...)
			return
		}
	}
	d.reading.Agreements = append(d.reading.Agreements, a)
}

// signersOf keeps the signatories who act for one of the parties, or for nobody
// known.
func (d *document) signersOf(parties, signatories []int) []int {
	var out []int
	for _, p := range signatories {
		if home, ok := d.home[p]; !ok || slices.Contains(parties, home) {
			out = append(out, p)
		}
	}
	return out
}

// paperKind names the kind of paper that the clause speaks of.
func (d *document) paperKind(c clause, t int) unigraph.AgreementKind {
	switch {
	case renewalVerbs.has(d.low(t)) || d.low(t) == "renew" || d.has(c, " renewal "):
		return unigraph.Renewal
	case d.has(c, "framework"):
		return unigraph.Framework
	case d.has(c, "letter of", "letters of", "loi"):
		return unigraph.Letter
	case d.has(c, "memorandum of agreement", "moa "):
		return unigraph.PlainAgreement
	case d.has(c, "memorand", " mou", "(mou"):
		return unigraph.Memorandum
	case d.has(c, "declaration"):
		return unigraph.Declaration
	case d.has(c, "contract"):
		return unigraph.Contract
	}
	return unigraph.PlainAgreement
}
