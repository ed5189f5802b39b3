package extract

import (
	"strings"

	"unigraph"
)

// allianceAt adds the alliance whose name turns on token h.
func (d *document) allianceAt(h int) {
	i, j := d.nameStart(h), h+1
	for i < h && (d.toks[i].low == "the" || openers[d.toks[i].low]) {
		i++
	}
	for j < len(d.toks) && d.toks[j].line == d.toks[h].line {
		next := d.complement(j)
		if d.atWord(j, "in", "of", "for") && d.startsName(d.skipArticle(j+1)) {
			next = d.capitals(d.skipArticle(j + 1))
			if universityHeads[d.low(next)] && d.toks[next].cap {
				next++
			}
			if d.low(next) == "and" && d.startsName(d.skipArticle(next+1)) && !universityHeads[d.low(next+2)] {
				next = d.capitals(d.skipArticle(next + 1))
			}
		}
		if next == j {
			break
		}
		j = next
	}
	if d.knownBody(i, j) || d.academicBody(i, h, j) {
		d.add(mention{i: i, j: j, kind: unigraph.Alliance})
	}
}

func (d *document) knownBody(i, j int) bool { return d.known(unigraph.Alliance, i, j) }

// academicBody reports whether a name of an alliance's make is one of
// universities: heads that other bodies share need an academic word beside them.
func (d *document) academicBody(i, h, j int) bool {
	if j-i < 2 {
		return false
	}
	academic := false
	for k := i; k < j; k++ {
		academic = academic || k != h && academicWords[d.toks[k].low]
	}
	if d.atWord(h, "conference", "forum", "club", "council") {
		academic = d.find(clause{i, j}, i, set(`rectors rectors' presidents vice-chancellors`)) >= 0
	}
	return academic || d.atWord(h, "alliance", "league", "consortium") && d.names.Country(d.span(i, h+1)) == ""
}

var academicWords = set(`university universities rectors rectors' schools school education academic academies colleges college
	higher research universidades universités universitaria universitário institutes institutions learning presidents`)

// organizationAt adds the company, ministry or other body whose name turns on
// token h.
func (d *document) organizationAt(h int) {
	i, j := d.nameStart(h), h+1
	if d.atWord(h, "sdn", "sdn.") {
		return
	}
	for j < len(d.toks) && organizationTails[d.low(j)] && d.toks[j].cap {
		j++
	}
	for d.atWord(j, "of", "for", "in") && j+1 < len(d.toks) && d.toks[d.skipArticle(j+1)].cap {
		j = d.fieldList(d.capitals(d.skipArticle(j + 1)))
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

// findCountries adds the countries that the text names.
func (d *document) findCountries() {
	for i := range d.toks {
		if !d.toks[i].cap || d.at(i) >= 0 || d.kindOf(i) == foreignLine {
			continue
		}
		for n := 5; n > 0; n-- {
			if i+n <= len(d.toks) && d.toks[i+n-1].line == d.toks[i].line && d.toks[i+n-1].word && !(n == 1 && thingWords[d.low(i)]) && d.names.Country(d.span(i, i+n)) != "" {
				if n == 1 && d.toks[i].caps && len(d.toks[i].text) > 3 && d.kindOf(i) != headingLine {
					break
				}
				if !d.insideName(i, i+n) {
					d.add(mention{i: i, j: i + n, kind: unigraph.Country})
				}
				break
			}
		}
	}
}

// insideName reports whether the country at [i, j) is a word of a longer name:
// "Western China Science and Technology Innovation Harbor".
func (d *document) insideName(i, j int) bool {
	next := j < len(d.toks) && d.toks[j].cap && d.toks[j].line == d.toks[i].line && d.at(j) < 0 && !roleHeads[d.low(j)] && !titles[d.low(j)] && !rolePrefixes[d.low(j)] && months[d.low(j)] == 0
	return next && d.kindOf(i) == bodyLine && (fields[d.low(j)] || thingWords[d.low(j)])
}

// findAcronyms adds the short forms that the text defines in brackets after a
// name, or before a name in brackets, and those that the gazetteer knows.
func (d *document) findAcronyms() {
	defined := map[string]int{} // acronym → mention that it stands for
	for n := range d.mentions {
		m := d.mentions[n]
		if m.kind != unigraph.University && m.kind != unigraph.Alliance && m.kind != unigraph.Organization {
			continue
		}
		if d.low(m.j) == "(" && m.j+2 < len(d.toks) && d.acronymLike(m.j+1) && d.atWord(m.j+2, ")", ",", ";") {
			defined[d.toks[m.j+1].text] = n
			d.stands[d.toks[m.j+1].text] = m.name
		}
		if d.low(m.i-1) == "(" && d.low(m.j) == ")" && m.i >= 2 && d.toks[m.i-2].caps && d.acronymLike(m.i-2) && d.at(m.i-2) < 0 {
			defined[d.toks[m.i-2].text] = n
		}
	}
	for n, m := range d.mentions {
		if short := strings.ToUpper(initials(nameWords(m.name))); m.kind == unigraph.University && len(short) > 2 && defined[short] == 0 {
			defined[short] = n
		}
	}
	for i, t := range d.toks {
		if d.at(i) >= 0 || d.kindOf(i) == foreignLine {
			continue
		}
		if i+1 < len(d.toks) && t.caps && len(t.text) <= 5 && d.at(i+1) < 0 && d.toks[i+1].cap && !d.toks[i+1].caps && d.toks[i+1].line == t.line && d.names.City(d.toks[i+1].text) != "" {
			d.add(mention{i: i, j: i + 2, kind: unigraph.University}) // "UNSW Sydney", "TU Berlin"
			defined[t.text] = len(d.mentions) - 1
			continue
		}
		if n, ok := defined[t.text]; ok {
			d.add(mention{i: i, j: i + 1, kind: d.mentions[n].kind})
			d.stands[t.text] = d.mentions[n].name
		} else if t.caps && len(t.text) >= 3 {
			d.knownAcronym(i)
		}
	}
}

// findPartyAcronyms adds the short forms that stand beside a party and are
// nothing known: a company, most often. "signed with Pusan National University
// and LGE".
func (d *document) findPartyAcronyms() {
	for _, c := range d.clauses() {
		if d.find(c, c.i, signVerbs) < 0 || d.find(c, c.i, papers) < 0 {
			continue
		}
		for i := c.i + 1; i < c.j-1; i++ {
			t := d.toks[i]
			if t.caps && len(t.text) <= 6 && d.at(i) < 0 && !papers[t.low] && !roleHeads[t.low] && !titles[t.low] && !d.toks[i+1].cap &&
				(d.atWord(i-1, "and", "with") && d.institutionIn(i-2) || d.institutionIn(i+2) && d.atWord(i+1, "and")) {
				d.add(mention{i: i, j: i + 1, kind: unigraph.Organization})
			}
		}
	}
}

// acronymLike reports whether token i is a short form as names define them:
// "DUT", "UniMAP", "KalmSU".
func (d *document) acronymLike(i int) bool {
	t := d.toks[i]
	upper := 0
	for _, r := range t.text {
		if r >= 'A' && r <= 'Z' {
			upper++
		}
	}
	return t.cap && len(t.text) >= 2 && len(t.text) <= 12 && (upper >= 2 || len(t.text) <= 6) && d.names.Country(t.text) == ""
}

// knownAcronym adds the acronym at i if the gazetteer knows it.
func (d *document) knownAcronym(i int) {
	for _, t := range []unigraph.EntityType{unigraph.Alliance, unigraph.University} {
		if d.known(t, i, i+1) {
			d.add(mention{i: i, j: i + 1, kind: t})
			return
		}
	}
}

// placeTails end the names of regions.
var placeTails = set(`province region prefecture county oblast governorate island district`)

// findPlaces adds the regions and cities that a verb of going leads to.
func (d *document) findPlaces() {
	for i := range d.toks {
		if !d.toks[i].cap || d.at(i) >= 0 || d.kindOf(i) != bodyLine || !d.atWord(i-1, "in", "to", "visited", "at") {
			continue
		}
		for n := 3; n > 0; n-- {
			if i+n > len(d.toks) || d.toks[i+n-1].line != d.toks[i].line || !d.toks[i+n-1].word {
				continue
			}
			if placeTails[d.low(i+n-1)] && n > 1 && d.atWord(i-1, "visited", "visit", "to") {
				d.add(mention{i: i, j: i + n, kind: unigraph.Place})
				break
			}
			if _, ok := d.names.Region(d.span(i, i+n)); ok {
				d.add(mention{i: i, j: i + n, kind: unigraph.Place})
				break
			}
		}
	}
}
