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
		signatures signature names name pen pens executed penned struck clinched cemented celebrated firmed undersigned finalised finalized closed stamped perfected`)
	// paperVerbs tell of signing only where the clause names a paper.
	paperVerbs = set(`subscribed adopted prolonged updated made sealed seal concluded conclude renewed renew extended exchanged swapped entered formalised formalized reached
		signatures signature names executed struck clinched cemented celebrated firmed finalised finalized closed stamped perfected`)
	papers = set(`agreement agreements memorandum memoranda memorandums mou mous moa moas loi lois letter letters contract contracts protocol
		protocols declaration framework accord pact charter convention treaty document documents paper papers
		deal deals pact pacts accords treaties convention conventions annex annexes addendum supplement`)
	pluralPapers = set(`agreements memoranda memorandums mous moas lois contracts protocols letters accords pacts deals treaties conventions`)
	jointWords   = []string{"three-party", "tripartite", "trilateral", "three-way", "four-party", "quadripartite", "multilateral", "jointly"}
	eachWords    = []string{" each ", "respectively", "separately", " separate ", "individually", "in turn"}
)

// findAgreements reads the agreements that clauses tell of.
func (d *document) findAgreements(cs []clause) {
	for _, c := range cs {
		d.findAgreement(c)
		d.findSignatures(c)
	}
}

// findAgreement reads what clause c tells of agreements.
func (d *document) findAgreement(c clause) {
	t := d.signTrigger(c)
	if d.pending != nil && d.pending.party >= 0 && bullet(d.toks, c.i) {
		d.listPending(c)
		return
	}
	if t < 0 {
		if t = d.paperInForce(c); t >= 0 {
			d.addAgreement(c, t, d.bound(c, t), nil, "signed/in-force")
			return
		}
		if t = d.paperBetween(c); t >= 0 && d.isConcluded(c, t) {
			d.addAgreement(c, t, d.partiesBetween(c, t), nil, "signed/between")
		}
		d.listPending(c)
		d.noteParties(c)
		d.dateCeremony(c)
		if t < 0 {
			d.findAnother(c)
		}
		return
	}
	if p := d.paperInForce(c); p >= 0 && p < t && d.modality(c, t) != unigraph.Done {
		held := clause{c.i, d.statementEnd(c, p)}
		d.addAgreement(held, p, d.bound(held, p), nil, "signed/in-force") // "has a contract since 2009, which was never renewed"
	}
	rule := "signed/active"
	if d.passive(c, t) {
		rule = "signed/passive"
	}
	signatories := d.signers(c, t)
	if d.signsToo(c, t, signatories) {
		return
	}
	groups := d.parties(c, t, signatories)
	d.unbound = nil
	if len(groups) == 1 && len(groups[0]) == 0 && d.find(c, c.i, papers) >= 0 {
		d.unbound = &pendingList{clause: c, trigger: t}
	}
	if !d.namesAll(c, groups) {
		rule += "-context"
	}
	d.addAgreement(c, t, groups, signatories, rule)
	if since := d.findWord(c, c.i, "dates", "dated", "goes"); since >= 0 && since < t && d.is(t, renewalVerbs) && d.atWord(since+1, "back", "from", "to") && d.nearestDate(since, t, since) != "" {
		d.addAgreement(clause{c.i, t}, since, groups, nil, "signed/in-force")
	}
	if again := d.find(c, t+1, renewalVerbs); again >= 0 && !d.is(t, renewalVerbs) {
		d.addAgreement(clause{t + 1, c.j}, again, groups, nil, "signed/renewed")
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

// signTrigger finds the word of signing in c; -1 if there is none.
func (d *document) signTrigger(c clause) int {
	for t := d.find(c, c.i, signVerbs); t >= 0; t = d.find(c, t+1, signVerbs) {
		switch {
		case d.low(t) == "signing" && !d.atWord(t+1, "of", "with", "a", "an", "the", "between", "for", "on") && !(d.atWord(t+1, "took", "was") && d.findWord(c, t, "between") >= 0), d.at(t) >= 0:
		case d.is(t, paperVerbs) && d.find(c, c.i, papers) < 0 && !d.atWord(t+1, "one", "another") && !d.paperAgain(c, t) && !(d.is(t, renewalVerbs) && d.findWord(clause{t, min(c.j, t+5)}, t, "partnership", "cooperation", "collaboration") >= 0 && d.findWord(c, t, "with") >= 0):
		case d.low(t) == "made" && !d.is(t+2, papers) && !(d.find(clause{c.i, t}, t-6, papers) >= 0 && d.findWord(clause{c.i, t}, t-5, "that", "which") >= 0),
			d.low(t) == "closed" && d.find(clause{t, min(c.j, t+6)}, t, papers) < 0,
			d.low(t) == "reached" && d.find(clause{max(c.i, t-6), min(c.j, t+6)}, c.i, papers) < 0:
		case d.is(t, penNouns) && !(d.low(t) == "signature" && d.atWord(t+1, "of", "by")) && d.find(clause{max(c.i, t-5), t}, c.i, penVerbs) < 0 && !d.atWord(t-2, "with"):
		default:
			return t
		}
	}
	return -1
}

// paperAgain reports whether the verb at t tells of the paper spoken of before:
// "it was extended", "the two renewed it".
func (d *document) paperAgain(c clause, t int) bool {
	if k := d.skipArticle(c.i); d.is(k, counted) && k < t && d.sentOf[t] > 0 {
		before := d.sents[d.sentOf[t]-1]
		return d.find(clause{before[0], before[1]}, before[0], papers) >= 0 // "The first was concluded with X"
	}
	if d.is(t, penNouns) && d.atWord(t+1, "to", "under", "on", "below", "beneath") && d.atWord(t+2, "it", "them", "both") && d.paperBefore(t) {
		return true // "A, B and C put their names to it"
	}
	return d.pair != nil && d.is(t, renewalVerbs) && (d.low(c.i) == "it" && t < c.i+5 || d.low(t+1) == "it")
}

// paperBefore reports whether the sentence before that of token t speaks of a paper.
func (d *document) paperBefore(t int) bool {
	n := d.sentOf[t] - 1
	return n >= 0 && d.find(clause{d.sents[n][0], d.sents[n][1]}, 0, papers) >= 0
}

// paperDateBefore is the date that the sentence before that of token t tells of the paper
// that t speaks of again; "" if there is none.
func (d *document) paperDateBefore(c clause, t int) unigraph.Date {
	if !d.is(t, penNouns) || !d.paperAgain(c, t) || !d.paperBefore(t) {
		return ""
	}
	s := d.sents[d.sentOf[t]-1]
	return d.nearestDate(s[0], s[1], d.find(clause{s[0], s[1]}, s[0], papers))
}

func (d *document) passive(c clause, t int) bool {
	return d.findWord(clause{max(c.i, t-3), t}, c.i, "was", "were", "been", "being", "is", "are") >= 0 || d.low(t+1) == "by"
}

// addAgreement records what the trigger at t says of each group of parties.
func (d *document) addAgreement(c clause, t int, groups [][]int, signatories []int, rule string) {
	told := len(d.told)
	for _, group := range groups {
		kind := d.paperKind(c, t)
		renewed, isRenewed := d.renewedPaper(c, t, kind)
		own := cmp.Or(d.bracketDate(c, group), d.besideDate(c, group), d.sinceDate(c, t, rule), d.ownDate(c, t))
		if isRenewed {
			own = d.dateBut(c, t, renewed)
		}
		date := own
		if own == "" && rule != "signed/between" && d.modality(c, t) == unigraph.Done {
			date = cmp.Or(d.paperDateBefore(c, t), d.dateTold(t))
		}
		parties := slices.Clone(group)
		slices.Sort(parties)
		if parties = slices.Compact(parties); len(parties) < 2 {
			continue
		}
		d.pair, d.pairAt, d.owner = parties, c.j, group[0]
		if slices.Contains(parties, d.publisher) {
			d.owner = d.publisher
		}
		if isRenewed {
			d.joinAgreement(unigraph.AgreementClaim{
				Parties: parties, Kind: d.paperNamed(c), Date: renewed.date, Modality: unigraph.Done, Evidence: d.evidence(t, "signed/in-force"),
			}, true)
			d.told = d.told[:len(d.told)-1] // who signs, signs the renewal
		}
		d.joinAgreement(unigraph.AgreementClaim{
			Parties: parties, Signatories: d.signersOf(parties, signatories), Kind: kind,
			Date: date, Modality: d.modality(c, t), Evidence: d.evidence(t, rule),
		}, own != "")
	}
	if len(d.told) > told {
		d.told = d.told[told:] // the text has come to other papers
	}
}

// joinAgreement adds a claim, or adds to the one it tells of again. A date that is
// only the story's, not the claim's own, sets no claims apart.
func (d *document) joinAgreement(a unigraph.AgreementClaim, ownDate bool) {
	for n := range d.reading.Agreements {
		o := &d.reading.Agreements[n]
		same := o.Modality == a.Modality && slices.Equal(o.Parties, a.Parties) && (o.Kind == unigraph.Renewal) == (a.Kind == unigraph.Renewal)
		if !same || !o.Date.Covers(a.Date) && !a.Date.Covers(o.Date) && ownDate && (!d.undated[n] || len(a.Date) < len(o.Date)) {
			continue
		}
		if ownDate && (d.undated[n] || len(a.Date) > len(o.Date)) || o.Date == "" {
			o.Date = a.Date
			delete(d.undated, n)
		}
		if o.Kind == unigraph.PlainAgreement {
			o.Kind = a.Kind
		}
		o.Signatories = append(o.Signatories, without(a.Signatories, o.Signatories)...)
		o.Evidence = append(o.Evidence, a.Evidence...)
		d.told = append(d.told, n)
		return
	}
	if !ownDate {
		d.undated[len(d.reading.Agreements)] = true
	}
	d.told = append(d.told, len(d.reading.Agreements))
	d.reading.Agreements = append(d.reading.Agreements, a)
}
