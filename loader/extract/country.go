package extract

import (
	"unigraph"
)

// findCountries adds the countries that the text names.
func (d *document) findCountries() {
	for i := range d.toks {
		if !d.toks[i].cap || !d.countries[d.toks[i].low] || d.at(i) >= 0 || d.kindOf(i) == foreignLine || d.low(i-1) == "la" {
			continue
		}
		for n := 5; n > 0; n-- {
			if i+n <= len(d.toks) && d.toks[i+n-1].line == d.toks[i].line && d.toks[i+n-1].word && !(n == 1 && d.is(i, thingWords)) && d.names.Country(d.span(i, i+n)) != "" {
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
	next := j < len(d.toks) && d.toks[j].cap && d.toks[j].line == d.toks[i].line && d.at(j) < 0 && !d.is(j, roleHeads) && !d.is(j, titles) && !d.is(j, rolePrefixes) && months[d.low(j)] == 0
	return next && d.kindOf(i) == bodyLine && (d.is(j, fields) || d.is(j, thingWords))
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
			if d.is(i+n-1, placeTails) && n > 1 && d.atWord(i-1, "visited", "visit", "to") {
				d.add(mention{i: i, j: i + n, kind: unigraph.Place})
				break
			}
			if e, ok := d.names.Region(d.span(i, i+n)); ok && (e.City == "" || d.low(i-1) == "visited") {
				d.add(mention{i: i, j: i + n, kind: unigraph.Place})
				break
			}
		}
	}
}
