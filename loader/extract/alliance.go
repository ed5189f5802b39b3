package extract

import (
	"strings"
	"unicode"

	"unigraph"
)

// allianceAt adds the alliance whose name turns on token h.
func (d *document) allianceAt(h int) {
	i, j := d.nameStart(h), h+1
	if d.is(h, romanceHeads) {
		j = d.capitals(j)
	}
	for i < h && (d.toks[i].low == "the" || d.is(i, openers)) {
		i++
	}
	for j < len(d.toks) && d.toks[j].line == d.toks[h].line {
		next := d.complement(j)
		if d.atWord(j, "in", "of", "for") && d.startsName(d.skipArticle(j+1)) {
			next = d.capitals(d.skipArticle(j + 1))
			if d.is(next, universityHeads) && d.toks[next].cap {
				next++
			}
			if d.low(next) == "and" && d.startsName(d.skipArticle(next+1)) && !d.is(next+2, universityHeads) {
				next = d.capitals(d.skipArticle(next + 1))
			}
		}
		if d.is(h, romanceHeads) && d.atWord(j, "y", "e", "et") && d.startsName(d.skipArticle(j+1)) {
			next = d.capitals(d.skipArticle(j + 1)) // "América Latina y el Caribe"
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
	case d.is(h, organizationTails) && i < h:
		d.organizationAt(h)
	}
}

// romanceHeads are alliance heads that their names follow.
var romanceHeads = set(`red rede réseau agrupación asociación organización consorcio associação união conselho consejo`)

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
		} else if !d.toks[k].cap && !d.is(k, connectors) && !d.is(k, particles) {
			return i
		}
	}
	return i
}

// calledSoAt adds the alliance that the lower-case head at i calls so: "the
// BALTECH consortium", "the European network TETHYS", `the "Green Campuses" network`.
func (d *document) calledSoAt(i int) {
	if !d.atWord(i, "consortium", "network", "alliance", "league", "association", "union", "circle", "coalition") {
		return
	}
	from, to := i-1, i
	switch {
	case d.quoteAfter(i+1) > 0:
		from, to = i+2, d.quoteAfter(i+1)
	case d.atWord(i-1, `"`, "”", "»") && d.quotedBefore(i) < i:
		from, to = d.quotedBefore(i), i-1
	case d.atWord(i, "consortium", "network", "alliance", "league") && d.callsName(i+1) && d.low(i-1) != ",":
		from, to = i+1, i+2
		for to < len(d.toks) && to < i+4 && d.toks[to].cap && d.toks[to].word && d.at(to) < 0 && !d.toks[to-1].caps && d.toks[to].line == d.toks[i].line {
			to++ // "the network BatLife Campus"
		}
	case d.low(i-1) == "the" && d.low(i-2) == "." && d.opensLine(i-3) && d.callsName(i-3):
		from, to = i-3, i-2 // "GREENLEAF. The network met"
	case d.atWord(i, "consortium", "network", "alliance", "league") && d.callsName(i-1) && d.atWord(i-2, "the", "whole", "european"):
	default:
		return
	}
	if from < to {
		d.add(mention{i: from, j: to, kind: unigraph.Alliance})
	}
}

// callsName reports whether token k is a coined name, in capitals or with some in
// it: "BALTECH", "UniAdrion", "SAARC-TECH".
func (d *document) callsName(k int) bool {
	if k < 0 || k >= len(d.toks) || d.at(k) >= 0 || d.kindOf(k) != bodyLine {
		return false
	}
	t, coined := d.toks[k], false
	for part := range strings.SplitSeq(t.text, "-") {
		coined = coined || len(part) > 1 && strings.IndexFunc(part[1:], unicode.IsUpper) >= 0
	}
	return t.cap && t.word && coined && len(t.text) > 3 && !mixedAcronym(t.text) && d.names.Country(t.text) == "" && !t.known.in(unions)
}

// unions are bodies of states and the like, whose members are no universities.
var unions = set(`nato unesco unicef asean oecd brics comecon mercosur ecowas saarc opec ieee fifa unfpa unhcr erasmus+ erasmus aacsb ects`)

// quoteAfter is where the words in quotation marks end that open at token i, the
// closing mark; 0 if none do.
func (d *document) quoteAfter(i int) int {
	const longest = 9
	if !d.atWord(i, `"`, "“", "«") {
		return 0
	}
	for k := i + 1; k < min(i+longest, len(d.toks)) && d.toks[k].line == d.toks[i].line; k++ {
		if d.atWord(k, `"`, "”", "»") && k > i+1 {
			return k
		}
	}
	return 0
}

// memberOfAt adds the coined name that the words at i make an alliance's: "members
// of ACTEA", "belongs to UNIADRION", "sat on the board of SAARC-TECH".
func (d *document) memberOfAt(i int) {
	var k int
	switch {
	case d.atWord(i, "member", "members", "membership", "founder", "founders") && d.atWord(i+1, "of", "in"),
		d.atWord(i, "belongs", "belong", "belonged", "acceded", "admitted", "adhered", "accession", "adhesion") && d.atWord(i+1, "to", "into"),
		d.atWord(i, "board", "ranks") && d.low(i+1) == "of":
		k = i + 2
	case d.atWord(i, "joined", "joining", "joins"):
		k = i + 1
	case d.low(i) == "in" && d.low(i+2) == "as" && d.find(clause{i + 3, min(i+8, len(d.toks))}, i+3, memberNouns) >= 0:
		k = i + 1
	default:
		return
	}
	if d.low(k) == "the" {
		k++
	}
	if d.callsName(k) && d.low(k+1) != "'s" && !(k+1 < len(d.toks) && d.toks[k+1].cap && d.toks[k+1].word) {
		d.add(mention{i: k, j: k + 1, kind: unigraph.Alliance})
	}
}

// memberCues are the words at which memberOfAt looks.
var memberCues = set(`member members membership founder founders belongs belong belonged acceded admitted adhered accession adhesion board
	ranks joined joining joins in`)

var memberNouns = set(`member members founder founders`)

// glossedAt adds the alliance whose name the words at i explain: "ASCUN, the
// association of Colombian universities".
func (d *document) glossedAt(i int) {
	if !d.atWord(i+1, "the", "an", "a") {
		return
	}
	k := i + 2
	for k < i+5 && !d.is(k, allianceHeads) && d.toks[min(k, len(d.toks)-1)].word {
		k++
	}
	if !d.is(k, allianceHeads) || d.toks[k].cap || !d.atWord(k+1, "of", "for") || d.findWord(clause{i, min(i+12, len(d.toks))}, i, "universities", "institutions", "schools", "colleges", "rectors") < 0 {
		return
	}
	start := i
	for start > 0 && d.toks[start-1].cap && d.toks[start-1].word && d.toks[start-1].line == d.toks[i].line && d.at(start-1) < 0 && !d.is(start-1, openers) && i-start < 4 {
		start--
	}
	if start < i && (d.low(i) == "," || start == i-1 && d.callsName(start)) {
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
	academic, joined := false, d.joinedBody(i, j)
	for k := i; k < j; k++ {
		academic = academic || k != h && (academicWords.has(strings.TrimSuffix(d.low(k), "'")) || d.is(k, universityHeads))
	}
	switch {
	case d.atWord(h, "conference", "forum", "club", "council", "pool", "quartet", "conselho", "consejo"):
		short := d.low(j) == "(" && d.acronymLike(j+1) && d.low(j+2) == ")"
		return d.findWord(clause{i, j}, i, "rectors", "rectors'", "presidents", "vice-chancellors") >= 0 || academic && (joined || short || bodyOf.has(strings.TrimSuffix(d.low(h-1), "'"))) ||
			academic && d.atWord(h, "quartet", "pool")
	case joined:
		return true
	}
	return academic || d.atWord(h, "alliance", "league", "consortium") && d.names.Country(d.span(i, h+1)) == ""
}

// joinedBody reports whether the sentence of [i, j) has somebody join it or be its
// member, as one is of an alliance.
func (d *document) joinedBody(i, j int) bool {
	s := d.sents[d.sentOf[i]]
	return d.find(clause{max(s[0], i-16), min(s[1], j+18)}, s[0], joinWords) >= 0 ||
		d.atWord(s[1], "founders", "members") || d.atWord(s[1], "its", "the") && d.atWord(s[1]+1, "founders", "members")
}

// joinWords tell that somebody is or becomes a member.
var joinWords = set(`member members membership joined joins join joining accession adhesion belongs belong belonged founder founders
	acceded adhered admitted inducted`)

// bodyOf are the institutions whose body a forum or club is: "Cotton Colleges Club".
var bodyOf = set(`universities colleges schools varsities institutes polytechnics academies deans rectors presidents`)

var academicWords = set(`university universities rectors rectors' schools school education academic academies colleges college
	higher research varsities deans deans' campus campuses vice-chancellors universidades universités universitaria universitário institutes institutions learning presidents institutos politécnicos superiores facultés facultades`)

// organizationAt adds the company, ministry or other body whose name turns on
// token h.
func (d *document) organizationAt(h int) {
	i, j := d.nameStart(h), h+1
	if d.atWord(h, "sdn", "sdn.") {
		return
	}
	for j < len(d.toks) && d.is(j, organizationTails) && d.toks[j].cap {
		j++
	}
	for d.atWord(j, "of", "for", "in") && j+1 < len(d.toks) && d.toks[d.skipArticle(j+1)].cap {
		j = d.fieldList(d.capitals(d.skipArticle(j + 1)))
	}
	if d.low(i-1) == "and" && i > 1 && d.toks[i-2].cap && d.at(i-2) < 0 && (d.is(i-2, fields) || strings.HasSuffix(d.low(i-2), "tion")) {
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
