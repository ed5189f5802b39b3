package extract

import (
	"slices"

	"unigraph"
)

// Registers: lists and tables of agreements, a partner a line. "Osh State
// University | Kyrgyzstan | Agreement | 12.09.2009", "– University of Porto,
// protocol, 2011", "1. with the University of Turku, on 14 January". What the
// lines have in common is told above them: whose papers they are, and that they
// were signed.

// A row is a line, or an item of one, that begins with a partner: tokens [i, j).
type row struct {
	clause
	partner mention
	paper   bool // it tells of a paper
	table   bool // columns part it
}

// A register is a block of rows and the lines above that introduce it.
type register struct {
	rows  []row
	intro clause
}

var (
	// rowWords begin what a row says of one paper.
	rowWords = union("signed concluded renewed term", papers)
	// unconcluded tell that a row's paper was never signed.
	unconcluded = set(`draft drafts refused rejected talks negotiation negotiations returned pending unsigned awaiting awaits consultation process planned cancelled withdrawn`)
	// registered tell that what follows was signed.
	registered = set(`signed concluded agreements memoranda memorandums mous contracts conventions protocols treaties accords`)
	// otherLists tell that what follows is a list of something else.
	otherLists = set(`members visited visits guests delegation delegations observers ranking applied invited unsigned expected draft drafts planned plans`)
)

// findRegister reads the registers of the text.
func (d *document) findRegister() {
	d.findSignatureLists()
	for _, r := range d.registers() {
		owner := d.ownerOf(r)
		introduced := d.find(r.intro, r.intro.i, registered) >= 0 && d.find(r.intro, r.intro.i, otherLists) < 0 && !d.wishes(r.intro)
		if owner < 0 || len(r.rows) < 2 && !introduced {
			continue
		}
		papers := 0
		for _, w := range r.rows {
			if w.paper {
				papers++
			}
		}
		for _, w := range r.rows {
			if w.partner.ref != owner && (w.paper || introduced || papers*2 > len(r.rows)) && (d.find(w.clause, w.i, unconcluded) < 0 || d.find(w.clause, w.i, handedVerbs) >= 0) && !d.has(w.clause, "not signed", "never signed", "not yet", "to be signed") {
				d.addRow(w, r, owner, introduced)
			}
		}
	}
}

// addRow records the papers that a row tells of: each that has a date of its own,
// else the one that the row is about.
func (d *document) addRow(w row, r register, owner int, introduced bool) {
	parties := [][]int{{owner, w.partner.ref}}
	signers := d.signersInRow(w, r)
	prose, found := !w.table && d.finiteIn(clause{w.partner.j, w.j}), false
	for t := d.find(w.clause, w.partner.j, rowWords); t >= 0; t = d.find(w.clause, d.cellEnd(w.clause, t), rowWords) {
		if cell := (clause{t, d.cellEnd(w.clause, t)}); d.nearestDate(cell.i, cell.j, t) != "" {
			if prose {
				cell.i = w.partner.j // with what may deny it
			}
			d.addAgreement(cell, t, parties, signers, "signed/register")
			found = true
		}
	}
	if found || prose {
		return // a sentence speaks for itself
	}
	if d.nearestDate(w.i, w.j, w.partner.j) != "" {
		d.addAgreement(w.clause, w.partner.i, parties, signers, "signed/register")
	} else if introduced && !w.table && d.find(r.intro, r.intro.i, handedVerbs) >= 0 && (w.paper || d.nearestDate(r.intro.i, r.intro.j, r.intro.i) != "") {
		d.addAgreement(clause{r.intro.i, w.j}, r.intro.i, parties, signers, "signed/register")
	}
}

// signersInRow are the persons whom the row, or the head of its column, has sign.
func (d *document) signersInRow(w row, r register) []int {
	var who []int
	all := d.find(w.clause, w.i, handedVerbs) >= 0 || d.find(w.clause, w.i, signatureNouns) >= 0 || d.find(r.intro, r.intro.i, signatureNouns) >= 0 || d.has(r.intro, "signed by")
	for _, m := range d.in(w.i, w.j, unigraph.Person) {
		if all || d.forWhom(w.clause, m.i, m) {
			who = append(who, m.ref)
		}
	}
	return who
}

// ownerOf is the institution whose papers a register holds: the only one that the
// line above with a colon names, else the publisher, else the only one of the
// introduction, else the one that heads the page; -1 if there is none.
func (d *document) ownerOf(r register) int {
	named := refs(d.in(r.intro.i, r.intro.j, unigraph.University))
	if len(named) == 1 && (d.publisher < 0 || d.low(r.intro.j-1) == ":") {
		return named[0]
	}
	if d.publisher >= 0 {
		return d.publisher
	}
	if head := d.in(0, r.rows[0].i, unigraph.University); len(r.rows) > 2 && len(head) > 0 {
		return head[0].ref
	}
	return -1
}

// registers finds the blocks of rows: at most two other lines, the names of
// countries or the like, part the rows of one.
func (d *document) registers() []register {
	const apart = 3 // lines, blank ones among them
	var all []register
	last := -apart - 1
	for i := 0; i < len(d.toks); {
		end := d.rowEnd(i)
		w, ok := d.rowAt(clause{i, end})
		if !ok {
			i = end
			continue
		}
		if line := d.toks[i].line; line-last > apart || len(all) == 0 {
			all = append(all, register{rows: []row{w}, intro: d.introOf(i)})
		} else {
			r := &all[len(all)-1]
			r.rows = append(r.rows, w)
		}
		last = d.toks[end-1].line
		i = end
	}
	return all
}

// introOf are the lines that introduce what begins at token i: back to the last one
// that says what was signed, a table's head and a blank line between.
func (d *document) introOf(i int) clause {
	const lines, longest = 4, 120
	from := i
	for from > 0 && i-from < longest && d.toks[i].line-d.toks[from-1].line <= lines {
		from = d.lineStart(from-1, longest)
		if d.find(clause{from, i}, from, registered) >= 0 {
			break
		}
	}
	return clause{from, i}
}

// rowEnd is the end of the line, or of its item up to a semicolon, at token i.
func (d *document) rowEnd(i int) int {
	const longest = 80 // tokens of a row
	j := i + 1
	for j < len(d.toks) && d.toks[j].line == d.toks[i].line && !(d.low(j-1) == ";" && j-i < longest && d.itemMark(j)) {
		j++
	}
	return j
}

// itemMark reports whether an item of a list begins at token j: "(b)", "2)".
func (d *document) itemMark(j int) bool {
	return d.low(j) == "(" && d.low(j+2) == ")" || d.low(j+1) == ")" || d.low(j) == "with"
}

// rowAt reads c as a row: after its mark, its number, its date and its country come
// "with" or a paper's name, then the partner, then a mark or the line's end.
func (d *document) rowAt(c clause) (row, bool) {
	const longest = 80
	k := d.pastMarks(c)
	if c.j-c.i > longest || k >= c.j || d.kindOf(c.i) == foreignLine {
		return row{}, false
	}
	paper := d.find(clause{k, min(c.j, k+8)}, k, papers)
	if with := d.findWord(clause{k, min(c.j, k+10)}, k, "with"); with >= 0 && (with == k || paper >= 0 && paper < with) {
		k = with + 1
	}
	n := d.at(d.skipArticle(k))
	if n < 0 || d.mentions[n].kind == unigraph.Person || d.mentions[n].kind == unigraph.Country || d.mentions[n].kind == unigraph.Place || d.mentions[n].group != nil || d.mentions[n].pronoun {
		return row{}, false
	}
	m := d.mentions[n]
	after := d.pastBracket(m.j)
	closed := after >= c.j || d.atWord(after, ":", "|", gap, ",", "–", "-", "—", ";", "(", "/") || d.low(after) == "." && after+1 == c.j
	if !closed || after < c.j && d.low(after) == "," && d.finiteIn(clause{after, c.j}) {
		return row{}, false
	}
	r := row{clause: c, partner: m, paper: d.find(c, c.i, rowWords) >= 0, table: d.atWord(after, "|", gap)}
	return r, r.table || r.paper && m.i > d.skipArticle(c.i) || d.nearestDate(c.i, c.j, m.i) != ""
}

// finiteIn reports whether a clause has a verb that makes it a sentence of prose.
func (d *document) finiteIn(c clause) bool {
	return d.findWord(c, c.i, "is", "are", "was", "were", "has", "have", "had", "will", "visited", "came", "said", "who", "which") >= 0
}

// pastMarks is the first token of c behind bullets, numbers, dates and a country
// with its bar.
func (d *document) pastMarks(c clause) int {
	k := c.i
	for k < c.j {
		n := d.at(k)
		switch {
		case n >= 0 && d.mentions[n].kind == unigraph.Country && d.atWord(d.mentions[n].j, "|", ":", "–", "-", "—", gap):
			k = d.mentions[n].j + 1
		case n >= 0:
			return k
		case d.dateEnd(k) > k:
			k = d.dateEnd(k)
		case !d.toks[k].word, d.low(k) == "no", k == c.i && len(d.toks[k].text) == 1, d.low(k-1) == "(" && d.low(k+1) == ")":
			k++
		default:
			return k
		}
	}
	return k
}

// dateEnd is the end of the date that begins at token k; k itself if none does.
func (d *document) dateEnd(k int) int {
	if d.toks[k].word && d.month(k) == 0 {
		return k
	}
	for _, m := range d.dates {
		if m.i == k {
			return m.j
		}
	}
	return k
}

// cellEnd is the end of what a row says of the paper at t: the next one begins
// after a semicolon, a bar or "and".
func (d *document) cellEnd(c clause, t int) int {
	for k := t + 1; k < c.j; k++ {
		if d.is(k, rowWords) && (d.atWord(k-1, ";", "|", gap, "and", ",") || d.low(k-2) == ";") {
			return k
		}
	}
	return c.j
}

// findSignatureLists reads lines of persons under one that ends with "signed by:" or
// the like: they sign one paper, for those they act for.
func (d *document) findSignatureLists() {
	const longest = 60 // tokens of the line above
	for t := 1; t+1 < len(d.toks); t++ {
		if d.low(t) != ":" || !d.opensLine(t+1) {
			continue
		}
		head := clause{d.lineStart(t, longest), t}
		by := d.find(head, head.i, handedVerbs)
		if by < 0 {
			by = d.find(head, head.i, signatureNouns)
		}
		if by < 0 || d.modality(head, by) != unigraph.Done {
			continue
		}
		who, parties := d.signersBelow(t + 1)
		if len(parties) > 1 {
			d.addAgreement(head, by, [][]int{parties}, who, "signed/listed")
		}
	}
}

// signersBelow are the persons that begin the lines from token i on, and those they
// act for.
func (d *document) signersBelow(i int) (who, parties []int) {
	for i < len(d.toks) {
		k := d.pastMarks(clause{i, d.rowEnd(i)})
		for d.is(k, titles) {
			k++
		}
		n := d.at(k)
		if n < 0 || d.mentions[n].kind != unigraph.Person {
			return who, parties
		}
		p := d.mentions[n].ref
		who = append(who, p)
		if home, ok := d.home[p]; ok && !d.guessed[p] && d.bodyKind(home) {
			parties = d.union(parties, []int{home})
		}
		i = d.rowEnd(i)
	}
	return who, parties
}

// bodyKind reports whether referent n may be a party.
func (d *document) bodyKind(n int) bool { return slices.Contains(bodies, d.referents[n].kind) }
