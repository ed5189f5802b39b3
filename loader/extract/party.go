package extract

import (
	"slices"

	"unigraph"
)

// bodies are what can be party to an agreement.
var bodies = []unigraph.EntityType{unigraph.University, unigraph.Alliance, unigraph.Organization}

// noteParties remembers whom a paper is between that the clause only speaks of:
// the next one may say that it was signed.
func (d *document) noteParties(c clause) {
	if k := d.findWord(clause{c.i, min(c.j, c.i+5)}, c.i, "partner", "party", "counterpart", "signatory"); k >= 0 && d.atWord(k+1, "is", "was", ":") && d.modality(c, k) == unigraph.Done {
		d.loneParty(refs(d.in(k, c.j, bodies...)))
	}
	d.nameParties(c)
	if d.find(c, c.i, papers) < 0 || d.find(c, c.i, negations) >= 0 {
		return
	}
	if between := refs(d.governed(c.i, c.j, onlyBetween, bodies...)); len(between) > 1 {
		d.pair, d.pairAt = between, c.j
	} else if named := refs(d.in(c.i, c.j, bodies...)); len(named) > 1 && d.has(c, " brings together ", " unites ", " links ", " joins ", " covers ", " involves ", " binds ") {
		d.pair, d.pairAt = named, c.j
	}
}

// nameParties reads the sentence that names the parties of a paper: "The parties to
// it are A, B and C", "The signatories of the declaration were …".
func (d *document) nameParties(c clause) {
	k := d.findWord(c, c.i, "parties", "signatories", "sides", "partners")
	if k < 0 || d.modality(c, k) != unigraph.Done {
		return
	}
	if named := d.amongSignatories(c, k); len(named) > 1 {
		d.addAgreement(c, k, [][]int{named}, nil, "signed/listed")
		return
	}
	const near = 8
	are := d.findWord(clause{k, min(c.j, k+near)}, k, "are", "were", ":")
	if are < 0 || d.at(d.skipArticle(are+1)) < 0 {
		return
	}
	named := refs(d.in(are, c.j, bodies...))
	if len(named) < 2 {
		return
	}
	d.pair, d.pairAt = named, c.j
	if p := d.unbound; p != nil {
		d.addAgreement(p.clause, p.trigger, [][]int{named}, nil, "signed/listed")
	} else if d.low(k) == "signatories" || d.low(k-1) == "signing" || d.find(clause{c.i, are}, c.i, papers) >= 0 {
		d.addAgreement(c, k, [][]int{named}, nil, "signed/listed")
	}
	d.unbound = nil
}

// amongSignatories are the subjects of "A and B are among the signatories of the charter".
func (d *document) amongSignatories(c clause, k int) []int {
	const near = 6
	are := d.findWord(clause{max(c.i, k-near), k}, c.i, "are", "were")
	if are < 0 || d.low(k) != "signatories" || d.find(clause{k, c.j}, k, papers) < 0 {
		return nil
	}
	return refs(d.subjects(c, are, bodies...))
}

// loneParty ends an agreement of which only one party was told until now: "X signed
// an agreement. The partner is Y."
func (d *document) loneParty(partner []int) {
	if p := d.lone; p != nil && len(partner) == 1 && !slices.Contains(partner, p.party) {
		d.addAgreement(p.clause, p.trigger, [][]int{{p.party, partner[0]}}, nil, "signed/listed")
	}
	d.lone = nil
}

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
	if len(left)+len(right) == 0 {
		left = d.paperOf(c)
	}
	if len(left) == 0 && len(right) > 1 {
		left = without(d.otherParty(t, right[0]), right)
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
		if two := d.spokenOf(c); len(two) > 1 {
			return [][]int{two}
		}
		return [][]int{d.met(t)} // "During the visit of X to Y, the parties signed"
	case n == 0 && d.find(c, c.i, papers) >= 0 && !d.atWord(t, "made", "reached", "celebrated") && !d.has(c, jointWords...):
		return [][]int{d.met(t)}
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
	if two := d.met(c.i); two != nil {
		return two
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
	const near = 60 // tokens since the last paper of the one whose papers are counted up
	visitor, host := d.scene(t)
	at := d.whereOf(t)
	if at < 0 {
		at = d.settingOf(t)
	}
	switch {
	case at >= 0 && at != party:
		return []int{at}
	case host >= 0 && host != party && (visitor == party || d.publisher == party):
		return []int{host}
	case d.publisher >= 0 && d.publisher != party:
		return []int{d.publisher}
	case d.publisher < 0 && d.goesOn(t, party) >= 0:
		return []int{d.goesOn(t, party)}
	case d.owner >= 0 && d.owner != party && t-d.pairAt < near && (d.low(t-1) == "it" || d.is(d.skipArticle(d.sents[d.sentOf[t]][0]), counted)):
		return []int{d.owner}
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

// whereOf is the institution that the clause of token t hangs on, "came to X, where she
// signed"; -1 if there is none.
func (d *document) whereOf(t int) int {
	for k := t - 1; k > d.sentenceStart(t); k-- {
		if d.low(k) != "where" {
			continue
		}
		n := d.at(k - 1)
		if d.low(k-1) == "," {
			n = d.at(k - 2)
		}
		if n >= 0 && d.mentions[n].kind == unigraph.University {
			return d.mentions[n].ref
		}
		return -1
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
	single := article >= 0 && !d.is(article, pluralPapers) && d.findWord(clause{max(c.i, article-7), article}, c.i, "a", "an", "the") >= 0
	if single && !d.has(c, eachWords...) && !d.has(c, oneMore...) && !d.datedApart(c, right) {
		return [][]int{all}
	}
	return d.pairs(left, right)
}

// datedApart reports whether c gives partners dates of their own: "an agreement with X in
// 2010 and with Y in 2012".
func (d *document) datedApart(c clause, partners []int) bool {
	beside := d.datesBeside(c)
	return slices.ContainsFunc(partners, func(p int) bool {
		return beside[p] != "" && slices.ContainsFunc(partners, func(q int) bool { return beside[q] != "" && beside[q] != beside[p] })
	})
}

// oneMore are the words of a further paper in the same clause.
var oneMore = []string{" one with ", " another with ", " second with ", " one more with ", " another one with "}

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
