package extract

import (
	"strings"

	"unigraph"
)

// allianceAt adds the alliance whose name turns on token h.
func (d *document) allianceAt(h int) {
	i, j := d.nameStart(h), h+1
	for i < h && (d.toks[i].low == "the" || openers.has(d.toks[i].low)) {
		i++
	}
	for j < len(d.toks) && d.toks[j].line == d.toks[h].line {
		next := d.complement(j)
		if d.atWord(j, "in", "of", "for") && d.startsName(d.skipArticle(j+1)) {
			next = d.capitals(d.skipArticle(j + 1))
			if universityHeads.has(d.low(next)) && d.toks[next].cap {
				next++
			}
			if d.low(next) == "and" && d.startsName(d.skipArticle(next+1)) && !universityHeads.has(d.low(next+2)) {
				next = d.capitals(d.skipArticle(next + 1))
			}
		}
		if next == j {
			break
		}
		j = next
	}
	i = d.quotedBefore(i)
	switch {
	case d.knownBody(i, j) || d.academicBody(i, h, j):
		d.add(mention{i: i, j: j, kind: unigraph.Alliance})
	case organizationTails.has(d.low(h)) && i < h:
		d.organizationAt(h)
	}
}

// quotedBefore is where the words in quotation marks begin that stand before a
// name at i and belong to it: `"Silk Road Cities" University Consortium`; else i.
func (d *document) quotedBefore(i int) int {
	const longest = 6
	if i < 2 || !d.atWord(i-1, `"`, "”", "»") || d.toks[i-1].line != d.toks[i].line {
		return i
	}
	for k := i - 2; k >= 0 && i-k < longest && d.toks[k].line == d.toks[i].line; k-- {
		if d.atWord(k, `"`, "“", "«") {
			return k + 1
		} else if !d.toks[k].cap && !connectors.has(d.low(k)) {
			return i
		}
	}
	return i
}

// calledSoAt adds the alliance that the lower-case head at i calls so: "the
// BALTECH consortium".
func (d *document) calledSoAt(i int) {
	bodies := d.atWord(i, "consortium", "network", "alliance", "league", "association", "union", "circle")
	if bodies && d.atWord(i+1, `"`, "“", "«") {
		const longest = 9
		for k := i + 2; k < min(i+longest, len(d.toks)) && d.toks[k].line == d.toks[i].line; k++ {
			if d.atWord(k, `"`, "”", "»") && k > i+2 {
				d.add(mention{i: i + 2, j: k, kind: unigraph.Alliance}) // `the network "Green Campuses"`
				return
			}
		}
	}
	if d.atWord(i, "consortium", "network", "alliance", "league") && i > 1 && d.toks[i-1].caps && d.at(i-1) < 0 && d.low(i-2) == "the" && len(d.toks[i-1].text) > 3 {
		d.add(mention{i: i - 1, j: i, kind: unigraph.Alliance})
	}
}

// glossedAt adds the alliance whose name the words at i explain: "ASCUN, the
// association of Colombian universities".
func (d *document) glossedAt(i int) {
	if d.low(i) != "," || !d.atWord(i+1, "the", "an", "a") || !d.atWord(i+3, "of", "for") || !allianceHeads.has(d.low(i+2)) || d.findWord(clause{i, min(i+10, len(d.toks))}, i, "universities", "institutions", "schools", "colleges", "rectors") < 0 {
		return
	}
	start := i
	for start > 0 && d.toks[start-1].cap && d.toks[start-1].word && d.toks[start-1].line == d.toks[i].line && d.at(start-1) < 0 && !openers.has(d.low(start-1)) && i-start < 4 {
		start--
	}
	if start < i {
		d.add(mention{i: start, j: i, kind: unigraph.Alliance})
	}
}

func (d *document) knownBody(i, j int) bool { return d.known(unigraph.Alliance, i, j) }

// academicBody reports whether a name of an alliance's make is one of
// universities: heads that other bodies share need an academic word beside them.
func (d *document) academicBody(i, h, j int) bool {
	if j-i < 2 {
		return false
	}
	academic := d.joinedBody(i, j)
	for k := i; k < j; k++ {
		academic = academic || k != h && academicWords.has(d.toks[k].low)
	}
	if d.atWord(h, "conference", "forum", "club", "council") {
		academic = d.findWord(clause{i, j}, i, "rectors", "rectors'", "presidents", "vice-chancellors") >= 0
	}
	return academic || d.atWord(h, "alliance", "league", "consortium") && d.names.Country(d.span(i, h+1)) == ""
}

// joinedBody reports whether the sentence of [i, j) has somebody join it or be its
// member, as one is of an alliance.
func (d *document) joinedBody(i, j int) bool {
	s := d.sents[d.sentOf[i]]
	for k := max(s[0], i-12); k < min(s[1], j+8); k++ {
		if d.atWord(k, "member", "members", "membership", "joined", "joins", "accession", "belongs", "belong") {
			return true
		}
	}
	return false
}

var academicWords = set(`university universities rectors rectors' schools school education academic academies colleges college
	higher research varsities deans deans' campus campuses vice-chancellors universidades universités universitaria universitário institutes institutions learning presidents`)

// organizationAt adds the company, ministry or other body whose name turns on
// token h.
func (d *document) organizationAt(h int) {
	i, j := d.nameStart(h), h+1
	if d.atWord(h, "sdn", "sdn.") {
		return
	}
	for j < len(d.toks) && organizationTails.has(d.low(j)) && d.toks[j].cap {
		j++
	}
	for d.atWord(j, "of", "for", "in") && j+1 < len(d.toks) && d.toks[d.skipArticle(j+1)].cap {
		j = d.fieldList(d.capitals(d.skipArticle(j + 1)))
	}
	if d.low(i-1) == "and" && i > 1 && d.toks[i-2].cap && d.at(i-2) < 0 && (fields.has(d.low(i-2)) || strings.HasSuffix(d.low(i-2), "tion")) {
		if wider := d.nameStart(i - 1); wider < i-1 {
			i = wider // "Education and Training Board"
		}
	}
	if i < h || j > h+1 {
		d.add(mention{i: i, j: j, kind: unigraph.Organization})
	}
}

// findKnown adds the names that the gazetteer alone tells: institutions without
// a head word, alliances, countries.
func (d *document) findKnown() {
	k := 0
	for _, hit := range d.names.Scan(d.text) {
		for k < len(d.toks) && d.toks[k].start < hit.Start {
			k++
		}
		j := k
		for j < len(d.toks) && d.toks[j].start < hit.End {
			j++
		}
		if k == j || d.toks[k].start != hit.Start || d.kindOf(k) == foreignLine {
			continue
		}
		switch t := hit.Entries[0].Entity.ID.Type(); t {
		case unigraph.University, unigraph.Alliance:
			d.add(mention{i: k, j: j, kind: t})
		case unigraph.Country:
			d.add(mention{i: k, j: j, kind: t})
		}
	}
}
