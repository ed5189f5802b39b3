package extract

import (
	"strconv"

	"unigraph"
)

// all notes everything about a site.
func (n *notes) all(p site, note notice) {
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
	n.words(s, "word", note)
	note("cues", n.cues[s].String(), "")
	note("line", strconv.Itoa(int(n.d.kindOf(n.d.sents[s][0]))), "")
}

// sentenceBefore notes the words and cues of the earlier one of two sentences.
func (n *notes) sentenceBefore(s int, note notice) {
	n.words(s, "word before", note)
	for c := range n.cues[s].each {
		note("cue before", c, "")
	}
}

// words notes the words of a sentence that are in no name.
func (n *notes) words(s int, what string, note notice) {
	d := n.d
	for i := d.sents[s][0]; i < d.sents[s][1]; i++ {
		if d.toks[i].word && d.at(i) < 0 {
			note(what, d.toks[i].low, "")
		}
	}
}

// endNames are the names of the features of one end.
type endNames struct{ named, after, before, by, byCue string }

var (
	aEnd = endNames{"a", "a after", "a before", "a by", "a by cue"}
	bEnd = endNames{"b", "b after", "b before", "b by", "b by cue"}
)

// end notes how one end is named, and the words beside it.
func (n *notes) end(e end, is endNames, note notice) {
	switch e.at {
	case weWords:
		note(is.named, "we", "")
		return
	case unsaid:
		note(is.named, "unsaid", "")
		return
	}
	d, m := n.d, n.d.mentions[e.at]
	note(is.named, formOf(m), "")
	lead := m.i - 1
	if d.atWord(lead, "the", "our", "their", "his", "her", "its") {
		lead--
	}
	governor, after := n.word(lead), n.word(m.j)
	note(is.after, governor, "")
	note(is.after, n.word(m.i-2), n.word(m.i-1))
	note(is.before, after, "")
	note(is.before, after, n.word(m.j+1))
	const near = 8
	for i := m.i - 1; i >= max(0, m.i-near); i-- {
		if c := n.cueOf[i]; c != 0 {
			note(is.byCue, c.String(), governor)
			note(is.by, d.toks[i].low, "")
			break
		}
	}
}

// word is token i in lower case; "|" where columns are parted.
func (n *notes) word(i int) string {
	if w := n.d.low(i); w != gap {
		return w
	}
	return "|"
}

// formOf tells how a mention names its bearer.
func formOf(m mention) string {
	switch {
	case m.group != nil:
		return "several"
	case m.pronoun || m.short:
		return "pronoun"
	}
	return "name"
}

// pair notes what the article tells of the two ends elsewhere, by the rules.
func (n *notes) pair(p site, note notice) {
	d, known := n.d, n.claimed[p.relation]
	a, b := p.a.ref, p.b.ref
	this := [2]int{a, b}
	if known.done[this] {
		note("claimed", "", "")
	}
	if known.other[this] {
		note("claimed otherwise", "", "")
	}
	if len(known.done) == 0 {
		note("nothing claimed", "", "")
	}
	if p.relation != visitedRelation {
		parties := 0
		for _, party := range this {
			if known.subjects[party]+known.objects[party] > 0 {
				parties++
			}
		}
		note("ends claimed", strconv.Itoa(parties), "")
		note("publisher", strconv.FormatBool(a == d.publisher || b == d.publisher), "")
		return
	}
	note("ends claimed", strconv.FormatBool(known.subjects[a] > 0), strconv.FormatBool(known.objects[b] > 0))
	types := typesOf(p)
	home := n.homeOf(a, b)
	note("home", home, types)
	note("home at", home, strconv.FormatBool(b == d.publisher))
	note("host publishes", strconv.FormatBool(b == d.publisher), types)
	note("visitor publishes", strconv.FormatBool(a == d.publisher), "")
	n.company(a, b, note)
}

// homeOf tells where the home of person a is.
func (n *notes) homeOf(a, b int) string {
	switch home, ok := n.d.home[a]; {
	case !ok:
		return "unknown"
	case home == b:
		return "host"
	case home == n.d.publisher:
		return "publisher"
	}
	return "elsewhere"
}

// company notes visits to b by those who belong together with a.
func (n *notes) company(a, b int, note notice) {
	home, known := n.d.home[a]
	visits := n.claimed[visitedRelation].done
	if known && visits[[2]int{home, b}] {
		note("home visits", "", "")
	}
	member, colleague := false, false
	for v := range visits {
		if h, ok := n.d.home[v[0]]; ok && v[1] == b {
			member, colleague = member || h == a, colleague || known && h == home
		}
	}
	if member {
		note("member visits", "", "")
	}
	if colleague {
		note("colleague visits", "", "")
	}
}

// setting notes what goes on in the sentence, for ends of these types.
func (n *notes) setting(p site, note notice) {
	types, across := typesOf(p), strconv.Itoa(p.across)
	note("types", types, across)
	for cue := range n.cues[p.sentence].each {
		note("cue", cue, across)
		note("cue", cue, types)
	}
	note("ends", strconv.Itoa(min(6, len(n.ends[p.sentence]))), types)
}

// between notes how the two ends stand to each other.
func (n *notes) between(p site, note notice) {
	switch {
	case p.a.at < 0 || p.b.at < 0:
		return
	case p.a.at == p.b.at:
		note("one mention", "", "")
		return
	}
	types, across := typesOf(p), strconv.Itoa(p.across)
	d := n.d
	from, to, order := n.gapOf(p)
	note("order", order, types)
	if first, second := d.mentions[p.a.at], d.mentions[p.b.at]; n.clause[first.i] == n.clause[second.i] {
		note("one clause", order, types)
	}
	note("distance", distance(to-from), across)
	note("names between", strconv.Itoa(min(4, abs(p.a.at-p.b.at)-1)), types)
	for k := min(p.a.at, p.b.at) + 1; k < max(p.a.at, p.b.at); k++ {
		switch d.mentions[k].kind {
		case p.a.kind:
			note("another a between", order, types)
		case p.b.kind:
			note("another b between", order, types)
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
	note("cues between", met.String(), order)
	if listed {
		note("one list", strconv.Itoa(min(9, len(n.ends[p.sentence]))), types)
	}
}

// gapOf gives the tokens between the ends of a site, [from, to), and "ab" or "ba":
// the order they stand in; no tokens where an end is not named, or both are by one mention.
func (n *notes) gapOf(p site) (from, to int, order string) {
	if p.a.at < 0 || p.b.at < 0 || p.a.at == p.b.at {
		return 0, 0, ""
	}
	a, b := &n.d.mentions[p.a.at], &n.d.mentions[p.b.at]
	if a.i < b.i {
		return a.j, b.i, "ab"
	}
	return b.j, a.i, "ba"
}

// longestGap is the number of tokens between two names up to which their words tell
// something.
const longestGap = 25

// wordBetween notes token i between two ends.
func (n *notes) wordBetween(i int, order string, note notice) {
	if n.d.at(i) < 0 {
		note("between", n.word(i), order)
	}
}

// typesOf names the types of both ends.
func typesOf(p site) string { return typePairs[[2]byte{p.a.kind[0], p.b.kind[0]}] }

// typePairs has a name of two letters for each two types, made once.
var typePairs = func() map[[2]byte]string {
	names := map[[2]byte]string{}
	for _, a := range unigraph.EntityTypes {
		for _, b := range unigraph.EntityTypes {
			names[[2]byte{a[0], b[0]}] = string(a[0]) + string(b[0])
		}
	}
	return names
}()

// distance puts a number of tokens into one of six classes.
func distance(tokens int) string {
	for n, most := range [...]int{1, 3, 7, 15, 30} {
		if tokens <= most {
			return strconv.Itoa(n)
		}
	}
	return "5"
}
