package extract

import (
	"slices"

	"unigraph"
)

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
	again := d.is(t, penNouns) || len(signatories) > 1 && d.passive(c, t) && !slices.ContainsFunc(signatories, d.homeless) // "the paper was signed by A and B"
	if p := d.find(c, c.i, papers); p >= 0 && (!again || d.findWord(clause{max(c.i, p-5), p}, c.i, "the", "this") < 0) {
		return false
	}
	return d.addSigners(last, c, t, signatories)
}

// homeless reports whether the text itself does not say for whom person p acts.
func (d *document) homeless(p int) bool {
	_, known := d.home[p]
	return !known || d.guessed[p]
}

// signAll adds signatories to every agreement of those they act for.
func (d *document) signAll(c clause, t int, signatories []int) bool {
	added := false
	for n := range d.reading.Agreements {
		added = d.addSigners(n, c, t, signatories) || added
	}
	return added
}

// dateAgain gives agreement n the date of the signing at t, where it has none of
// its own.
func (d *document) dateAgain(n int, c clause, t int) {
	if date := d.ownDate(c, t); len(date) > len("2006") && (d.undated[n] || d.reading.Agreements[n].Date == "") {
		d.reading.Agreements[n].Date = date
		delete(d.undated, n)
	}
}

// dateCeremony reads when the agreements told of last were signed from a clause that only
// says so: "The ceremony took place on 4 May".
func (d *document) dateCeremony(c clause) {
	const near = 60 // tokens since they were told of
	k := d.findWord(clause{c.i, min(c.j, c.i+5)}, c.i, "ceremony", "signing", "signature", "event")
	if k < 0 || c.i-d.pairAt > near || d.findWord(clause{k, min(c.j, k+4)}, k, "place", "held") < 0 || d.modality(c, k) != unigraph.Done {
		return
	}
	for _, n := range d.told {
		d.dateAgain(n, c, k)
	}
}

// addSigners adds signatories to a, if one of them acts for a party and none for
// anybody else.
func (d *document) addSigners(n int, c clause, t int, signatories []int) bool {
	a := &d.reading.Agreements[n]
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
	d.dateAgain(n, c, t)
	return true
}

// Signing told by the pen: "put their names to", "bears the signature of", "held
// the pen".
var (
	penNouns = set(`names name signature signatures pen pens`)
	penVerbs = set(`put putting puts affixed affixing appended appending placed placing inscribed attached gave received got needed set carries bears carry bear bore carried stamped wrote write held holds hold took take lent added adding stand stands stood`)
)

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
	signed = append(signed, d.signersBeside(c, t, signed)...)
	if d.low(t) == "signing" {
		signed = append(signed, d.governed(c.i, t, onlyWith, unigraph.Person)...)
	}
	if len(signed) == 0 && !d.passive(c, t) && d.low(t) == "signed" {
		signed = d.signedRightAfter(c, t)
	}
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		whoSigned := m.j+3 >= t && m.j < t && d.low(m.j) == "," && d.low(m.j+1) == "who"
		forWhom := m.i > t && d.low(m.j) == "for" && d.institutionIn(m.j+1)
		ofWhom := m.i > t && d.is(t, penNouns) && d.governor(m) == "of"
		if whoSigned || forWhom || ofWhom || d.has(c, " signator") {
			signed = append(signed, m)
		}
	}
	return refs(signed)
}

// signersBeside are further persons who signed with those known: "with her counterpart N",
// "by the rectors of X and Y, N and M"; and who follows "Signing for X was".
func (d *document) signersBeside(c clause, t int, known []mention) []mention {
	if len(known) > 0 && !d.passive(c, t) {
		if d.has(c, eachWords...) {
			return nil // with each a paper of its own
		}
		return d.governed(t, c.j, onlyWith, unigraph.Person)
	}
	from := d.findWord(c, t, "by")
	if d.low(t) == "signing" && t == c.i {
		from = d.findWord(c, t, "was", "were")
	} else if from < 0 || !d.is(d.skipArticle(from+1), pluralHeads) {
		return nil
	}
	var who []mention
	for _, m := range d.in(max(from, t), c.j, unigraph.Person) {
		if from >= 0 && !d.anyFinite(clause{from + 1, m.i}) {
			who = append(who, m)
		}
	}
	return who
}

// pluralHeads are the offices of several.
var pluralHeads = set(`rectors presidents chancellors vice-chancellors vice-rectors vice-presidents deans directors heads provosts`)

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
