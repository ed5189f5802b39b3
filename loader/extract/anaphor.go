package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// Anaphors: words that stand for somebody named before. They become mentions,
// so that the rules of facts need not know them.

// appendEach appends one mention for each referent of m.
func (m *mention) appendEach(all []mention) []mention {
	if m.group == nil {
		return append(all, *m)
	}
	for _, ref := range m.group {
		one := *m
		one.ref, one.group = ref, nil
		all = append(all, one)
	}
	return all
}

// findPronouns adds the words that stand for the publisher, for the alliance or
// university spoken of last, or for several universities together.
func (d *document) findPronouns() {
	focus := focus{alliance: -1, only: d.onlyAlliance(), university: -1, other: -1}
	for i := 0; i < len(d.toks); i++ {
		if n := d.at(i); n >= 0 {
			focus.see(d.mentions[n], d.publisher)
			i = d.mentions[n].j - 1
			continue
		}
		m, ok := d.pronounAt(i, focus)
		if !ok {
			continue
		}
		m.i, m.pronoun, m.name = i, true, d.span(i, m.j)
		d.mentions = append(d.mentions, m)
		for k := i; k < m.j; k++ {
			d.taken[k] = len(d.mentions)
		}
		i = m.j - 1
	}
	d.reindex()
}

// onlyAlliance is the alliance of a text that names just one; -1 if there are none
// or several.
func (d *document) onlyAlliance() int {
	only := -1
	for _, m := range d.mentions {
		if m.kind == unigraph.Alliance && m.ref != only {
			if only >= 0 {
				return -1
			}
			only = m.ref
		}
	}
	return only
}

// focus is whom the text spoke of last; -1 if nobody yet. The other university
// is not the publisher, and the only alliance is one that the whole text has.
type focus struct{ alliance, only, university, other int }

func (f *focus) see(m mention, publisher int) {
	switch m.kind {
	case unigraph.Alliance:
		f.alliance = m.ref
	case unigraph.University:
		if f.university = m.ref; m.ref != publisher {
			f.other = m.ref
		}
	}
}

// pronounAt reads the anaphor that begins at token i.
func (d *document) pronounAt(i int, f focus) (mention, bool) {
	if d.kindOf(i) == foreignLine || d.kindOf(i) == creditLine {
		return mention{}, false
	}
	if j, n := d.severalAt(i); n > 0 {
		if group := d.inScene(i, n, d.antecedents(i, n)); group != nil {
			return mention{j: j, kind: unigraph.University, ref: group[0], group: group}, true
		}
		return mention{}, false
	}
	switch n := d.selfAt(i); {
	case n > 0 && d.publisher >= 0:
		return mention{j: i + n, kind: unigraph.University, ref: d.publisher}, true
	case d.publisher >= 0 && d.atWord(i, "we", "us", "ourselves") && !d.quoted(i):
		return mention{j: i + 1, kind: unigraph.University, ref: d.publisher}, true
	case d.atWord(i, "the", "this") && d.callsAlliance(i+1):
		ref := f.alliance
		if ref < 0 && d.atWord(i+1, "network", "alliance", "consortium", "league", "association") {
			ref = f.only
		}
		if ref >= 0 {
			return mention{j: i + 2, kind: unigraph.Alliance, ref: ref}, true
		}
	}
	return d.theUniversity(i, f)
}

// callsAlliance reports whether the word at i alone may stand for an alliance named
// before: "network", but not "network agreement" or "Union of".
func (d *document) callsAlliance(i int) bool {
	return d.is(i, allianceHeads) && !d.atWord(i+1, "of", "for") && !d.is(i+1, papers) && !d.atWord(i, "programme", "community", "partnership")
}

// theUniversity reads "the university", "that college", "the same university":
// the publisher, or the one spoken of last.
func (d *document) theUniversity(i int, f focus) (mention, bool) {
	k := i + 1
	if ref := d.nationsUniversity(i); ref >= 0 {
		return mention{j: k + 2, kind: unigraph.University, ref: ref}, true
	}
	if d.low(k) == "host" && d.is(k+1, selfNouns) && !d.toks[k+1].cap {
		if _, host := d.scene(i); host >= 0 {
			return mention{j: k + 2, kind: unigraph.University, ref: host}, true
		}
	}
	same := d.low(k) == "same" || d.atWord(i, "that", "latter")
	if d.atWord(k, "same", "latter") {
		k++
	}
	if !d.atWord(i, "the", "that") || !d.is(k, selfNouns) || d.atWord(k+1, "of", "for", "'s") && d.low(k+1) != "'s" || d.toks[k].cap && d.at(k+1) >= 0 {
		return mention{}, false
	}
	ref := f.university
	switch {
	case same && d.publisher >= 0:
		ref = f.other
	case d.publisher >= 0:
		ref = d.publisher
	}
	if ref < 0 {
		return mention{}, false
	}
	return mention{j: k + 1, kind: unigraph.University, ref: ref}, true
}

// nationsUniversity is the university named last that "the Estonian university"
// or "the Chinese side" at token i means; -1 if there is none.
func (d *document) nationsUniversity(i int) int {
	if !d.atWord(i, "the") || !(d.is(i+2, selfNouns) || d.atWord(i+2, "side", "partner")) || d.toks[i+2].cap {
		return -1
	}
	return d.ofNation(i, d.names.Demonym(d.toks[i+1].text))
}

// ofNation is the university of a country that was named last before token i; -1
// if there is none.
func (d *document) ofNation(i int, country string) int {
	for n := len(d.mentions) - 1; n >= 0 && country != ""; n-- {
		m := d.mentions[n]
		if m.i >= i || m.kind != unigraph.University || m.group != nil {
			continue
		}
		if r := d.referents[m.ref]; r.country == country || r.country == "" && r.entry != nil && r.entry.Entity.Country == country {
			return m.ref
		}
	}
	return -1
}

// quoted reports whether token i stands inside quotation marks of its sentence.
func (d *document) quoted(i int) bool { return d.quoteOpen(d.sentenceStart(i), i, "“«") }

// quoteOpen reports whether a quotation that begins in tokens [from, i), with `"` or
// one of the marks of opening, is still open at i.
func (d *document) quoteOpen(from, i int, opening string) (open bool) {
	for k := from; k < i; k++ {
		switch text := d.toks[k].text; {
		case d.toks[k].word:
		case text == `"`:
			open = !open
		case strings.Contains(opening, text):
			open = true
		case text == "”" || text == "»":
			open = false
		}
	}
	return open
}

// numbers of the words that count parties.
var numbers = map[string]int{"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

// beginsSeveral are the words that severalAt may begin with.
var beginsSeveral = set("the all these our two both")

// partyNouns are what several institutions are called together.
var partyNouns = set(`universities institutions schools colleges sides parties partners institutes academies delegations`)

// severalAt reads words that stand for n institutions together: "the two
// universities", "both sides", "all five partners"; n is 0 if there are none.
func (d *document) severalAt(i int) (j, n int) {
	if !d.is(i, beginsSeveral) {
		return i, 0
	}
	k := i
	for d.atWord(k, "the", "all", "these", "our", "of") && k < i+3 {
		k++
	}
	n = numbers[d.low(k)]
	if n == 0 || k == i && n > 2 || d.low(i) == "of" {
		return i, 0
	}
	for j = k + 1; d.atWord(j, "partner", "member", "neighbouring", "sister"); j++ {
	}
	if d.low(j) == "houses" && d.low(j+1) == "of" && d.low(j+2) == "study" {
		return j + 3, n
	}
	if d.is(j, partyNouns) && d.at(j) < 0 && d.low(j+1) != "of" {
		return j + 1, n
	}
	if d.low(i) == "all" && k == i+1 && j == k+1 && d.atWord(j, "belong", "are", "were", "have", "had", "thereby") {
		return j, n // "all three are members"
	}
	if d.low(k) == "both" && j == k+1 && d.atWord(j, "belong", "are", "were", "have", "had", "signed") {
		return j, n
	}
	if j == k+1 && n > 2 && (d.low(j) == "signed" || d.atWord(j, "have", "had") && d.is(j+1, signVerbs)) {
		return j, n // "The five signed"
	}
	return i, 0
}

// antecedents are the n universities that words at token i stand for: those of
// the nearest sentence that names exactly n, else the n named last, the
// publisher among two of them. It is nil if there are too few.
func (d *document) antecedents(i, n int) []int {
	var last []int
	for s := d.sentOf[i]; s >= 0; s-- {
		named := refs(d.in(d.sents[s][0], min(d.sents[s][1], i), unigraph.University))
		if others := without(named, []int{d.subject()}); n > 2 && len(named) == n+1 && len(others) == n {
			return others
		}
		if len(named) == n && (len(last) == 0 || n > 2) {
			return named
		}
		slices.Reverse(named)
		for _, r := range named {
			if !slices.Contains(last, r) {
				last = append(last, r)
			}
		}
		if topic := d.topic(); n == 2 && d.publisher < 0 && topic >= 0 && len(last) == 1 && last[0] != topic {
			return []int{last[0], topic}
		}
		if n == 2 && d.publisher >= 0 {
			if other := without(last, []int{d.publisher}); len(other) > 0 {
				return []int{other[0], d.publisher}
			}
		} else if n == 2 && len(last) >= n {
			return last[:n]
		}
	}
	if len(last) == n {
		return last
	}
	return nil
}

// topic is the institution that the head of the text and much of the rest are
// about; -1 if there is none.
func (d *document) topic() int {
	count, head := map[int]int{}, -1
	for _, m := range d.mentions {
		if m.kind != unigraph.University || m.group != nil {
			continue
		}
		if count[m.ref]++; head < 0 {
			head = m.ref
		}
	}
	for ref, n := range count {
		if ref != head && n*2 > count[head] || count[head] < 3 {
			return -1
		}
	}
	return head
}

// inScene puts the travelling institution in the place of one that the text only
// spoke of before, where the sentence names the other of two.
func (d *document) inScene(i, n int, group []int) []int {
	named := refs(d.in(d.sentenceStart(i), i, unigraph.University))
	if s := d.sentOf[i]; len(named) == 0 && s > 0 {
		named = refs(d.in(d.sents[s-1][0], d.sents[s-1][1], unigraph.University))
	}
	if n != 2 || len(named) != 1 || d.publisher >= 0 {
		return group
	}
	if visitor, _ := d.scene(i); visitor >= 0 && visitor != named[0] {
		return []int{named[0], visitor}
	}
	return group
}

func hasWord(text, word string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(text)), word)
}
