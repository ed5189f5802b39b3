package extract

import (
	"unigraph"
)

// forceVerbs say that a paper holds.
var forceVerbs = set(`linked links linking bound binds bind exists existed existing ties tied binded unites united connects connected dates works operates maintains runs`)

// bindVerbs say of a paper, whatever its date, whom it is between.
var bindVerbs = set(`binds commits obliges unites links ties connects joins`)

// paperInForce finds a paper of which the clause says since when it holds: "an
// agreement has linked the two since 2009"; -1 if there is none.
func (d *document) paperInForce(c clause) int {
	for p := d.find(c, c.i, papers); p >= 0; p = d.find(c, p+1, papers) {
		said := clause{d.relativeTo(c, p), c.j}
		if d.at(p) < 0 && !d.wishes(clause{said.i, p}) && (d.binds(said, p) || d.nearestDate(c.i, c.j, p) != "" && d.inForce(said, p)) {
			return p
		}
	}
	return -1
}

// relativeTo is where what is said of the paper at p begins: behind ", which", else
// with the clause.
func (d *document) relativeTo(c clause, p int) int {
	for k := p - 1; k > c.i; k-- {
		if d.low(k-1) == "," && d.atWord(k, "which", "who", "where", "whose") {
			return k
		}
	}
	return c.i
}

// statementEnd is where what clause c states of the paper at p ends: at the next
// comma with "and", "but" or "which".
func (d *document) statementEnd(c clause, p int) int {
	for k := p + 1; k < c.j; k++ {
		if d.low(k) == "," && d.atWord(k+1, "and", "but", "which") && d.at(d.skipArticle(k+2)) < 0 {
			return k
		}
	}
	return c.j
}

// binds reports whether the paper at p is said to bind two, whatever its date:
// "The agreement binds X and Y".
func (d *document) binds(c clause, p int) bool {
	const near = 12
	b := d.find(clause{p, min(c.j, p+near)}, p, bindVerbs)
	return b >= 0 && d.isConcluded(c, p) && len(refs(d.in(b, c.j, bodies...))) > 1
}

// inForce reports whether words around the paper at p say that it holds.
func (d *document) inForce(c clause, p int) bool {
	near := func(tokens int, words ...string) bool {
		return d.findWord(clause{max(c.i, p-tokens), p}, c.i, words...) >= 0
	}
	dated, several := d.paperDated(c, p), len(refs(d.in(c.i, c.j, bodies...))) > 1
	switch {
	case d.find(clause{max(c.i, p-12), min(c.j, p+12)}, c.i, forceVerbs) >= 0,
		d.atWord(p+1, "is", "was") && d.atWord(p+2, "from", "of"),
		near(5, "has", "have", "had") && (dated || d.findWord(c, c.i, "since", "from") >= 0),
		dated && near(4, "under"),
		dated && several && near(5, "in", "on", "since", "through", "by", "via"):
		return true
	}
	return dated && d.has(c, " in force", " in vigour", " valid ") && len(d.governed(c.i, c.j, onlyWith, bodies...)) > 0
}

// bound are the parties of the paper at p: those the clause names, else those
// spoken of last.
func (d *document) bound(c clause, p int) [][]int {
	if right := refs(d.governed(p, c.j, onlyWith, bodies...)); d.is(p, pluralPapers) && len(right) > 0 {
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
		if d.is(t, pluralPapers) && d.atWord(t-1, "signing", "signed") && d.atWord(t-2, "new", "newly") && len(d.governed(c.i, t, onlyWith, unigraph.University)) > 0 {
			return t // "with X and Y there are 46 new signing agreements"
		}
		if d.atWord(t, "deal", "deals") && !d.atWord(t-1, "a", "the", "new", "first", "cooperation", "partnership", "exchange") {
			continue // a verb
		}
		for k := t + 1; k < min(c.j, t+9) && d.at(k) < 0; k++ {
			if d.atWord(k, "between", "with", "among") {
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
		return !d.wishes(c) && d.find(c, c.i, negations) < 0
	}
	before := clause{d.relativeTo(c, t), t}
	return !d.wishes(before) && d.find(before, c.i, negations) < 0 && d.find(c, c.i, falsehoods) < 0
}

// unborn are what a paper is called that is not signed yet.
var unborn = set(`draft proposed possible future planned similar no talks negotiations wording`)

// partiesBetween finds the parties of the paper at t: what "between" or "with"
// governs, and the subject.
func (d *document) partiesBetween(c clause, t int) [][]int {
	right := refs(d.governed(t, c.j, withOrBetween, bodies...))
	if d.atWord(t+1, "between", "among") {
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

// paperKind names the kind of paper that the verb at t of the clause speaks of.
func (d *document) paperKind(c clause, t int) unigraph.AgreementKind {
	if d.is(t, renewalVerbs) || d.low(t) == "renew" || d.has(c, " renewal ") {
		return unigraph.Renewal
	}
	return d.paperNamed(c)
}

// paperNamed names the kind of paper that the clause speaks of.
func (d *document) paperNamed(c clause) unigraph.AgreementKind {
	switch {
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
