package extract

import (
	"slices"

	"unigraph"
)

// Words that tell of signing. A paper is what is signed.
var (
	signVerbs = set(`signed sign signs signing inked ink inks sealed seal concluded conclude renewed renew extended exchanged swapped
		entered initialled countersigned formalised formalized reached formalise signatures signature names`)
	// paperVerbs tell of signing only where the clause names a paper.
	paperVerbs = set(`sealed seal concluded conclude renewed renew extended exchanged swapped entered formalised formalized reached
		signatures signature names`)
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
		if t < 0 {
			if t = d.paperBetween(c); t >= 0 {
				d.addAgreement(c, t, d.partiesBetween(c, t), nil, "signed/between", 0.7)
			}
			d.listPending(c)
			continue
		}
		rule := "signed/active"
		if d.passive(c, t) {
			rule = "signed/passive"
		}
		signatories := d.signers(c, t)
		groups := d.parties(c, t, signatories)
		d.addAgreement(c, t, groups, signatories, rule, 0.85)
	}
}

// signTrigger finds the word of signing in c; -1 if there is none.
func (d *document) signTrigger(c clause) int {
	for t := d.find(c, c.i, signVerbs); t >= 0; t = d.find(c, t+1, signVerbs) {
		switch {
		case d.low(t) == "signing" && !d.atWord(t+1, "of", "with", "a", "an", "the"), d.at(t) >= 0:
		case paperVerbs[d.low(t)] && d.find(c, c.i, papers) < 0:
		case d.atWord(t, "names", "signature", "signatures") && d.find(clause{max(c.i, t-4), t}, c.i, set(`put putting affixed set`)) < 0:
		default:
			return t
		}
	}
	return -1
}

// paperBetween finds a paper named with its parties but without a verb of
// signing: "the cooperation agreement between A and B", "new agreements with".
func (d *document) paperBetween(c clause) int {
	for t := d.find(c, c.i, papers); t >= 0; t = d.find(c, t+1, papers) {
		if d.atWord(t+1, "between", "with") {
			return t
		}
	}
	return -1
}

func (d *document) passive(c clause, t int) bool {
	return d.find(clause{max(c.i, t-3), t}, c.i, set(`was were been being is are`)) >= 0 || d.low(t+1) == "by"
}

// signers finds the persons who signed: those right before an active verb, or
// after "signed by".
func (d *document) signers(c clause, t int) []int {
	var refs []int
	from, to := c.i, t
	if d.passive(c, t) {
		from, to = t, c.j
		if by := d.find(c, t, set(`by`)); by >= 0 {
			from = by
		} else {
			return nil
		}
	}
	for _, m := range d.in(from, to, unigraph.Person) {
		if to == t && d.find(clause{m.j, t}, m.j, otherVerbs) >= 0 {
			continue
		}
		if !slices.Contains(refs, m.ref) {
			refs = append(refs, m.ref)
		}
	}
	return refs
}

// otherVerbs between a name and the verb of signing say that the named one did
// something else.
var otherVerbs = set(`attended witnessed watched visited said presided met received welcomed hosted announced told led accompanied
	present presence witness observed introduced`)

// parties finds the groups of parties that the verb at t binds.
func (d *document) parties(c clause, t int, signatories []int) [][]int {
	bodies := []unigraph.EntityType{unigraph.University, unigraph.Alliance, unigraph.Organization}
	var left, right []int
	with := d.find(c, c.i, set(`with`))
	if with >= 0 && !d.withParties(with) {
		with = d.find(c, with+1, set(`with`))
	}
	for _, m := range d.in(c.i, c.j, bodies...) {
		switch {
		case d.setting(m) || d.inRole(m):
		case with >= 0 && m.i > with && with > t-12:
			right = append(right, m.ref)
		default:
			left = append(left, m.ref)
		}
	}
	for _, p := range signatories {
		if home, ok := d.home[p]; ok && (len(left) == 0 || with < 0 && len(left) < 2) && !slices.Contains(right, home) && !slices.Contains(left, home) {
			left = append(left, home)
		}
	}
	if len(left)+len(right) == 1 && d.publisher >= 0 && !slices.Contains(left, d.publisher) && !slices.Contains(right, d.publisher) {
		left = append(left, d.publisher)
	}
	d.expectList(c, t, left, right)
	return d.group(c, left, right)
}

// withParties reports whether "with" at token w introduces parties.
func (d *document) withParties(w int) bool {
	for k := w + 1; k < w+9 && k < len(d.toks) && !d.atWord(k, ".", ";"); k++ {
		if n := d.at(k); n >= 0 && d.mentions[n].kind != unigraph.Person && d.mentions[n].kind != unigraph.Country {
			return true
		}
	}
	return false
}

// setting reports whether a mention only says where: "at X", "on the X campus".
func (d *document) setting(m mention) bool {
	k := m.i - 1
	if d.low(k) == "the" {
		k--
	}
	return d.atWord(k, "at", "in", "on") || d.atWord(m.j, "campus", "'s") && d.atWord(m.j+1, "campus", "hall") || m.kind == unigraph.Organization && d.atWord(k, "of")
}

// inRole reports whether a mention is part of a role: "president of X".
func (d *document) inRole(m mention) bool {
	for _, a := range d.affiliations {
		if a.i <= m.i && m.j <= a.j {
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
	single := article >= 0 && !pluralPapers[d.low(article)] && d.find(clause{max(c.i, article-7), article}, c.i, set(`a an the`)) >= 0
	if single && !d.has(c, eachWords...) {
		return [][]int{all}
	}
	var pairs [][]int
	for _, l := range left {
		for _, r := range right {
			pairs = append(pairs, []int{l, r})
		}
	}
	return pairs
}

// partiesBetween finds the parties of the paper at t: what follows "between" or
// "with".
func (d *document) partiesBetween(c clause, t int) [][]int {
	var left, right []int
	end := c.j
	if verb := d.find(c, t+2, set(`aims is was were has have will which that , to for`)); verb >= 0 && d.low(verb) != "," {
		end = verb
	}
	for _, m := range d.in(c.i, end, unigraph.University, unigraph.Alliance, unigraph.Organization) {
		if m.i > t {
			right = append(right, m.ref)
		} else {
			left = append(left, m.ref)
		}
	}
	if d.low(t+1) == "between" {
		return [][]int{right}
	}
	if len(left) == 0 && d.publisher >= 0 {
		left = []int{d.publisher}
	}
	if len(left) == 0 {
		left = d.subject(c)
	}
	return d.group(c, left[:min(1, len(left))], right)
}

// subject is the institution that the sentence of c is about.
func (d *document) subject(c clause) []int {
	for _, m := range d.in(d.sentenceStart(c.i), c.i, unigraph.University) {
		return []int{m.ref}
	}
	return nil
}

// addAgreement records what the trigger at t says of each group of parties.
func (d *document) addAgreement(c clause, t int, groups [][]int, signatories []int, rule string, confidence float64) {
	for _, parties := range groups {
		slices.Sort(parties)
		parties = slices.Compact(parties)
		if len(parties) < 2 {
			continue
		}
		d.reading.Agreements = append(d.reading.Agreements, unigraph.AgreementClaim{
			Parties: parties, Signatories: d.signersOf(parties, signatories), Kind: d.paperKind(c, t),
			Date: d.factDate(c, t), Modality: d.modality(c, t), Evidence: d.evidence(t, confidence, rule),
		})
	}
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
	case d.atWord(t, "renewed", "extended", "renew") || d.has(c, " renewal "):
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
