package extract

import (
	"hash/maphash"
	"strconv"

	"unigraph"
)

// A symbol is a word of a feature, with its hash: a word stands in many features, and
// is hashed once.
type symbol struct {
	text string
	hash uint64
}

func symbolOf(text string) symbol { return symbol{text, maphash.String(symbolSeed, text)} }

var symbolSeed = maphash.MakeSeed()

// A notice is told each feature: what it is, and up to two words that fill it.
type notice func(what, a, b symbol)

// What features are, as the weights name them.
var (
	isWord, isWordBefore            = symbolOf("word"), symbolOf("word before")
	isCues, isCue, isCueBefore      = symbolOf("cues"), symbolOf("cue"), symbolOf("cue before")
	isLine, isTypes, isEnds         = symbolOf("line"), symbolOf("types"), symbolOf("ends")
	isBetween, isCuesBetween        = symbolOf("between"), symbolOf("cues between")
	isNamesBetween, isDistance      = symbolOf("names between"), symbolOf("distance")
	isOrder, isOneClause            = symbolOf("order"), symbolOf("one clause")
	isOneMention, isOneList         = symbolOf("one mention"), symbolOf("one list")
	isAnotherA, isAnotherB          = symbolOf("another a between"), symbolOf("another b between")
	isClaimed, isClaimedOtherwise   = symbolOf("claimed"), symbolOf("claimed otherwise")
	isNothingClaimed, isEndsClaimed = symbolOf("nothing claimed"), symbolOf("ends claimed")
	isHome, isHomeAt                = symbolOf("home"), symbolOf("home at")
	isPublisher                     = symbolOf("publisher")
	isHostPublisher                 = symbolOf("host publishes")
	isVisitorPublisher              = symbolOf("visitor publishes")
	isHomeVisits, isMemberVisits    = symbolOf("home visits"), symbolOf("member visits")
	isColleagueVisits               = symbolOf("colleague visits")
)

// The words in features that are not the text's.
var (
	blank, column             = symbolOf(""), symbolOf("|")
	we, implied               = symbolOf("we"), symbolOf("unsaid")
	aName, aPronoun, several  = symbolOf("name"), symbolOf("pronoun"), symbolOf("several")
	homeUnknown, homeIsHost   = symbolOf("unknown"), symbolOf("host")
	homePublishes, homeIsElse = symbolOf("publisher"), symbolOf("elsewhere")

	digits = func() (all [10]symbol) {
		for n := range all {
			all[n] = symbolOf(strconv.Itoa(n))
		}
		return all
	}()

	// typeNames are two letters for each two types.
	typeNames = forTypes(func(a, b unigraph.EntityType) symbol { return symbolOf(string(a[0]) + string(b[0])) })
)

// truth is what a feature says of something that is so or is not.
func truth(is bool) symbol {
	if is {
		return isTrue
	}
	return isFalse
}

var isTrue, isFalse = symbolOf("true"), symbolOf("false")

// all notes everything about a site.
func (n *notes) all(p *site, note notice) {
	n.sentence(p.sentence, note)
	if p.across > 0 {
		n.sentenceBefore(p.sentence-1, note)
	}
	n.end(p.a, aEnd, note)
	n.end(p.b, bEnd, note)
	n.pair(p, note)
	n.setting(p, note)
	n.between(p, note)
	if from, to, order := n.gapOf(p); to-from <= longestGap {
		for i := from; i < to; i++ {
			n.wordBetween(i, order, note)
		}
	}
}

// sentence notes the words and cues of a sentence.
func (n *notes) sentence(s int, note notice) {
	n.words(s, isWord, note)
	note(isCues, n.cues[s].symbol(), blank)
	note(isLine, digits[n.d.kindOf(n.d.sents[s][0])], blank)
}

// sentenceBefore notes the words and cues of the earlier one of two sentences.
func (n *notes) sentenceBefore(s int, note notice) {
	n.words(s, isWordBefore, note)
	for c := range n.cues[s].each {
		note(isCueBefore, c, blank)
	}
}

// words notes the words of a sentence that are in no name.
func (n *notes) words(s int, what symbol, note notice) {
	d := n.d
	for i := d.sents[s][0]; i < d.sents[s][1]; i++ {
		if d.toks[i].word && d.at(i) < 0 {
			note(what, n.symbols[i], blank)
		}
	}
}

// endNames are the names of the features of one end.
type endNames struct{ named, after, before, by, byCue symbol }

var (
	aEnd = endNames{symbolOf("a"), symbolOf("a after"), symbolOf("a before"), symbolOf("a by"), symbolOf("a by cue")}
	bEnd = endNames{symbolOf("b"), symbolOf("b after"), symbolOf("b before"), symbolOf("b by"), symbolOf("b by cue")}
)

// end notes how one end is named, and the words beside it.
func (n *notes) end(e end, is endNames, note notice) {
	switch e.at {
	case weWords:
		note(is.named, we, blank)
		return
	case unsaid:
		note(is.named, implied, blank)
		return
	}
	d, m := n.d, &n.d.mentions[e.at]
	note(is.named, formOf(m), blank)
	lead := m.i - 1
	if d.atWord(lead, "the", "our", "their", "his", "her", "its") {
		lead--
	}
	governor, after := n.word(lead), n.word(m.j)
	note(is.after, governor, blank)
	note(is.after, n.word(m.i-2), n.word(m.i-1))
	note(is.before, after, blank)
	note(is.before, after, n.word(m.j+1))
	const near = 8
	for i := m.i - 1; i >= max(0, m.i-near); i-- {
		if c := n.cueOf[i]; c != 0 {
			note(is.byCue, c.symbol(), governor)
			note(is.by, n.symbols[i], blank)
			break
		}
	}
}

// word is token i in lower case; "|" where columns are parted, and blank where the
// text does not reach.
func (n *notes) word(i int) symbol {
	switch {
	case i < 0 || i >= len(n.symbols):
		return blank
	case n.symbols[i].text == gap:
		return column
	}
	return n.symbols[i]
}

// formOf tells how a mention names its bearer.
func formOf(m *mention) symbol {
	switch {
	case m.group != nil:
		return several
	case m.pronoun || m.short:
		return aPronoun
	}
	return aName
}

// pair notes what the article tells of the two ends elsewhere, by the rules.
func (n *notes) pair(p *site, note notice) {
	d, known := n.d, n.claimed[p.relation]
	a, b := p.a.ref, p.b.ref
	this := [2]int{a, b}
	if known.done[this] {
		note(isClaimed, blank, blank)
	}
	if known.other[this] {
		note(isClaimedOtherwise, blank, blank)
	}
	if len(known.done) == 0 {
		note(isNothingClaimed, blank, blank)
	}
	if p.relation != visitedRelation {
		parties := 0
		for _, party := range this {
			if known.subjects[party]+known.objects[party] > 0 {
				parties++
			}
		}
		note(isEndsClaimed, digits[parties], blank)
		note(isPublisher, truth(a == d.publisher || b == d.publisher), blank)
		return
	}
	note(isEndsClaimed, truth(known.subjects[a] > 0), truth(known.objects[b] > 0))
	types := typeNames.of(p.types())
	home := n.homeOf(a, b)
	note(isHome, home, types)
	note(isHomeAt, home, truth(b == d.publisher))
	note(isHostPublisher, truth(b == d.publisher), types)
	note(isVisitorPublisher, truth(a == d.publisher), blank)
	n.company(a, b, note)
}

// homeOf tells where the home of person a is.
func (n *notes) homeOf(a, b int) symbol {
	switch home, ok := n.d.home[a]; {
	case !ok:
		return homeUnknown
	case home == b:
		return homeIsHost
	case home == n.d.publisher:
		return homePublishes
	}
	return homeIsElse
}

// company notes visits to b by those who belong together with a.
func (n *notes) company(a, b int, note notice) {
	home, known := n.d.home[a]
	visits := n.claimed[visitedRelation].done
	if known && visits[[2]int{home, b}] {
		note(isHomeVisits, blank, blank)
	}
	member, colleague := false, false
	for v := range visits {
		if h, ok := n.d.home[v[0]]; ok && v[1] == b {
			member, colleague = member || h == a, colleague || known && h == home
		}
	}
	if member {
		note(isMemberVisits, blank, blank)
	}
	if colleague {
		note(isColleagueVisits, blank, blank)
	}
}

// setting notes what goes on in the sentence, for ends of these types.
func (n *notes) setting(p *site, note notice) {
	types, across := typeNames.of(p.types()), digits[p.across]
	note(isTypes, types, across)
	for cue := range n.cues[p.sentence].each {
		note(isCue, cue, across)
		note(isCue, cue, types)
	}
	note(isEnds, digits[min(6, len(n.ends[p.sentence]))], types)
}

// between notes how the two ends stand to each other.
func (n *notes) between(p *site, note notice) {
	switch {
	case p.a.at < 0 || p.b.at < 0:
		return
	case p.a.at == p.b.at:
		note(isOneMention, blank, blank)
		return
	}
	types, across := typeNames.of(p.types()), digits[p.across]
	d := n.d
	from, to, reading := n.gapOf(p)
	order := orders[reading]
	note(isOrder, order, types)
	if first, second := &d.mentions[p.a.at], &d.mentions[p.b.at]; n.clause[first.i] == n.clause[second.i] {
		note(isOneClause, order, types)
	}
	note(isDistance, digits[distance(to-from)], across)
	note(isNamesBetween, digits[min(4, abs(p.a.at-p.b.at)-1)], types)
	for k := min(p.a.at, p.b.at) + 1; k < max(p.a.at, p.b.at); k++ {
		switch indexOf(d.mentions[k].kind) {
		case p.a.kind:
			note(isAnotherA, order, types)
		case p.b.kind:
			note(isAnotherB, order, types)
		}
	}
	var met cue
	listed := true // nothing but commas and the like stands between
	for i := from; i < to; i++ {
		if d.at(i) < 0 {
			met |= n.cueOf[i]
			listed = listed && (!d.toks[i].word || d.atWord(i, "and", "the", "of", "in"))
		}
	}
	note(isCuesBetween, met.symbol(), order)
	if listed {
		note(isOneList, digits[min(9, len(n.ends[p.sentence]))], types)
	}
}

// An order tells which end of a site the text names first.
type order int

const (
	aFirst order = iota
	bFirst
)

var orders = [...]symbol{aFirst: symbolOf("ab"), bFirst: symbolOf("ba")}

// gapOf gives the tokens between the ends of a site, [from, to), and the order they
// stand in; no tokens where an end is not named, or both are by one mention.
func (n *notes) gapOf(p *site) (from, to int, order order) {
	if p.a.at < 0 || p.b.at < 0 || p.a.at == p.b.at {
		return 0, 0, aFirst
	}
	a, b := &n.d.mentions[p.a.at], &n.d.mentions[p.b.at]
	if a.i < b.i {
		return a.j, b.i, aFirst
	}
	return b.j, a.i, bFirst
}

// longestGap is the number of tokens between two names up to which their words tell
// something.
const longestGap = 25

// wordBetween notes token i between two ends.
func (n *notes) wordBetween(i int, order order, note notice) {
	if n.d.at(i) < 0 {
		note(isBetween, n.word(i), orders[order])
	}
}

// distance puts a number of tokens into one of six classes.
func distance(tokens int) int {
	classes := [...]int{1, 3, 7, 15, 30}
	for n, most := range classes {
		if tokens <= most {
			return n
		}
	}
	return len(classes)
}
