package extract

import (
	"slices"

	"unigraph"
)

// Signatures: who put a hand to the paper told of last. The sentence may name its
// parties anew or not at all: "for X the pen was held by A", "the signatures are
// those of A and B", "A (X) signed first, B (Y) a week later".

var (
	signatureNouns = set(`signature signatures autograph autographs signatories signatory signers signer`)
	// handNouns tell of signing only beside a verb of giving or bearing.
	handNouns = set(`name names pen pens hand hands stamp stamps`)
	// handVerbs are the verbs of a hand's nouns, before or after them.
	handVerbs = set(`put puts putting affixed appended placed inscribed attached gave given set carries bears carry bear bore carried wrote
		written held holds hold took taken lent added stand stands stamped stamps under were was`)
	handedVerbs = set(`signed inked initialled initialed countersigned penned autographed undersigned subscribed`)
	// likewise tell that somebody did as the one before.
	likewise = []string{" did so ", " did the same", " did likewise", " followed suit", " for her part", " for his part"}
	// otherDone are the words before "by" after which the names are of those who did
	// something else.
	otherDone = set(`witnessed attended accompanied led headed followed hosted received organised organized watched chaired presided prepared drafted
		proposed negotiated delivered joined flanked assisted welcomed greeted observed opened presented announced initiated moderated arranged brokered
		supervised supported approved ratified adopted financed funded coordinated translated headed introduced managed run told`)
)

// findSignatures adds to the agreements told of last those of whom clause c says
// that they put their hand to the paper.
func (d *document) findSignatures(c clause) {
	const near = 90 // tokens since the agreement was told of
	if len(d.told) == 0 || c.i-d.pairAt > near {
		return
	}
	t := d.handAt(c)
	if t < 0 || d.modality(c, t) != unigraph.Done {
		return
	}
	var who []int
	for _, m := range d.in(c.i, c.j, unigraph.Person) {
		if d.putsHand(c, t, m) {
			who = append(who, m.ref)
		}
	}
	d.signedAt = c.j
	for _, n := range d.told {
		if d.is(t, handedVerbs) {
			d.dateAgain(n, c, t)
		}
		d.addHands(&d.reading.Agreements[n], t, who, d.has(c, "all ", "each ", "both "))
	}
}

// addHands adds to a the signatories who act for one of its parties; where it is
// the only paper told of, also those who may act for anybody. All tells that each
// paper bears the same hands.
func (d *document) addHands(a *unigraph.AgreementClaim, t int, who []int, all bool) {
	added := false
	for _, p := range who {
		home, known := d.home[p]
		acts := known && slices.Contains(a.Parties, home)
		certain, only := known && !d.guessed[p], len(d.told) == 1
		if (acts && (certain || only || all || home != d.owner) || only && !certain) && !slices.Contains(a.Signatories, p) {
			a.Signatories = append(a.Signatories, p)
			added = true
		}
	}
	if added {
		a.Evidence = append(a.Evidence, d.evidence(t, "signed/signatories")...)
	}
}

// handAt finds the word by which c tells of signatures put to a paper; -1 if
// there is none. A clause that only names for whom somebody is goes on with the
// one before.
func (d *document) handAt(c clause) int {
	for t := c.i; t < c.j; t++ {
		switch low := d.low(t); {
		case d.at(t) >= 0:
		case signatureNouns.has(low), handedVerbs.has(low):
			return t
		case handNouns.has(low) && d.find(clause{max(c.i, t-10), min(c.j, t+5)}, c.i, handVerbs) >= 0:
			return t
		case low == "signing" && (d.atWord(t+1, "for", "on", "was", "were", "are") || d.findWord(clause{max(c.i, t-4), t}, c.i, "represented") >= 0):
			return t
		}
	}
	if t := d.find(c, c.i, paperVerbs); t >= 0 && d.low(t+1) == "by" && d.find(c, c.i, papers) >= 0 {
		return t
	}
	goesOn := d.signedAt == c.i || d.signedAt == c.i-1
	if goesOn && (d.has(c, likewise...) || d.atWord(c.i, "for", "and", ";", "on") && d.findWord(c, c.i, "for", "behalf", "side") >= 0) {
		return c.i
	}
	return -1
}

// putsHand reports whether the words around m say that the person signs, the word
// of signing at t.
func (d *document) putsHand(c clause, t int, m mention) bool {
	start := m.i
	for _, r := range d.roles {
		if r[1] == m.j && r[0] < m.i {
			start = r[0]
		}
	}
	if d.low(m.j) == "'s" {
		return d.is(m.j+1, signatureNouns) || d.low(m.j+1) == "," && d.is(t, signatureNouns)
	}
	switch d.governor(m) {
	case "for":
		return d.forWhom(c, start, m) && m.j <= t // "for the guests prorector N signed"
	case "by":
		return !d.is(d.wordBefore(start, "by")-1, otherDone)
	case "with":
		return d.is(t, handedVerbs) && m.i > t && d.find(clause{t, m.i}, t, otherDone) < 0 && !d.guessed[m.ref]
	case "of":
		of := d.wordBefore(start, "of")
		return d.is(of-1, signatureNouns) || d.is(of-1, handNouns) || d.atWord(of-1, "that", "those")
	case "", "after", "before":
		if d.forWhom(c, start, m) {
			return true
		}
		if m.i > t {
			return d.listedAfter(t, start)
		}
		return !d.doesMore(m.j, t)
	}
	return false
}

// listedAfter reports whether the words of signing at t open a list of names that
// token k stands in: "signatories were", "signatures:".
func (d *document) listedAfter(t, k int) bool {
	const near = 7
	before := clause{t, min(k, t+near)}
	if d.findWord(before, t, ":") >= 0 {
		return !d.is(t, handedVerbs) || d.low(t+1) == ":"
	}
	return (d.is(t, signatureNouns) || d.low(t) == "signing") && d.findWord(before, t, "were", "are", "was") >= 0
}

// doesMore reports whether a verb in tokens [from, to) says that the person did
// something else than sign.
func (d *document) doesMore(from, to int) bool {
	for k := from; k < to; k++ {
		if low := d.low(k); (otherVerbs.has(low) || personVerbs.has(low)) && !handedVerbs.has(low) && !handVerbs.has(low) && d.low(k+1) != "by" {
			return true
		}
	}
	return false
}

// wordBefore is the last of the words before token k that is the given one, no
// farther than a list goes; -1 if there is none.
func (d *document) wordBefore(k int, word string) int {
	const longest = 60
	for n := k - 1; n >= 0 && n > k-longest; n-- {
		if d.low(n) == word && d.at(n) < 0 {
			return n
		}
	}
	return -1
}

// forWhom reports whether the words beside the person say for whom: "for X, N",
// "N for X", "on behalf of X – N", "from the side of the hosts N".
func (d *document) forWhom(c clause, start int, m mention) bool {
	end := m.j
	if d.low(end) == "," || d.low(end) == "(" {
		end++
	}
	if d.low(end) == "for" && (d.bodyIn(d.skipArticle(end+1)) || d.is(d.skipArticle(end+1), sideNouns)) || d.low(end) == "on" && d.low(end+1) == "behalf" {
		return true
	}
	const longest = 10
	for k := start - 1; k >= c.i && k > start-longest; k-- {
		if n := d.at(k); n >= 0 && d.mentions[n].kind == unigraph.Person || d.is(k, subordinators) {
			return false
		}
		if d.low(k) == "for" || d.atWord(k, "side", "part", "behalf") {
			next := d.skipArticle(k + 1)
			return d.low(k) != "for" || d.bodyIn(next) || d.is(next, sideNouns) || d.is(next+1, sideNouns)
		}
	}
	return false
}

// sideNouns are what a party is called by its part in the matter.
var sideNouns = set(`former latter hosts host guests guest side company university institution first second other us partner partners academy institute school`)

// subordinators begin a clause about something else.
var subordinators = set(`because since when where after before as that which who whom while if`)

// bodyIn reports whether a body that may be a party is named at token k.
func (d *document) bodyIn(k int) bool {
	n := d.at(k)
	return n >= 0 && slices.Contains(bodies, d.mentions[n].kind)
}
