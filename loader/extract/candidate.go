package extract

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"unigraph"
)

// A Candidate is a fact that an article may state: somewhere a sentence, or two that
// follow each other, name both its ends. Features tell what there is about them, and
// weights learned from lessons how likely that makes the fact; see likely.go.
type Candidate struct {
	Relation string   // one of Relations
	Subject  int      // index into Reading.Referents; of an agreement, the party with the lower one
	Object   int      // index into Reading.Referents
	Features []string // in no order, each once
}

// Candidates reads an article and gives what weights are learned from: a reading
// by rules alone, and every candidate in it.
func (x *Extractor) Candidates(ctx context.Context, a unigraph.Article) (unigraph.Reading, []Candidate, error) {
	if err := ctx.Err(); err != nil {
		return unigraph.Reading{}, nil, err
	}
	d := x.read(a)
	n := newNotes(d)
	var all []Candidate
	for _, sites := range n.candidates() {
		features := map[string]bool{}
		for _, p := range sites {
			n.all(p, func(what, a, b string) { features[feature(what, a, b)] = true })
		}
		p := sites[0]
		all = append(all, Candidate{Relations[p.relation], p.a.ref, p.b.ref, slices.Collect(maps.Keys(features))})
	}
	return d.finish(), all, nil
}

// feature writes a feature as the weights do.
func feature(what, a, b string) string { return what + "\t" + a + "\t" + b }

// Relations are what candidates may be: two parties signed an agreement, an institution
// is a member of an alliance, a person or institution visited an institution or a place.
var Relations = [...]string{signedRelation: "signed", memberRelation: "member-of", visitedRelation: "visited"}

const (
	signedRelation = iota
	memberRelation
	visitedRelation
)

// A site is where the text names both ends of a candidate.
type site struct {
	relation int // index into Relations
	a, b     end
	sentence int // the later of the two
	across   int // 1 where a stands in the sentence before, 2 where b does; 0 if both are in one
}

// An end is a referent at one site of the text.
type end struct {
	ref  int
	at   int // index into document.mentions; weWords for the publisher, where the text says "we"
	kind unigraph.EntityType
}

// The publisher is an end of every sentence, with words such as "our guests" or without.
const (
	weWords = -1
	unsaid  = -2
)

// A notice is told each feature: what it is, and up to two words that fill it.
type notice func(what, a, b string)

// notes tell what there is about the candidates of a document.
type notes struct {
	d       *document
	cues    []cue    // of each sentence
	clause  []int    // of each token: the number of its clause
	ends    [][]end  // of each sentence
	claimed [3]pairs // by relation, what the rules found
}

// pairs are the facts of one relation that the rules found.
type pairs struct {
	done, other       map[[2]int]bool // pairs claimed as done; planned, ended or denied
	subjects, objects map[int]int     // in how many pairs claimed as done
}

func newNotes(d *document) *notes {
	n := &notes{d: d, cues: make([]cue, len(d.sents)), ends: make([][]end, len(d.sents))}
	for s := range d.sents {
		n.readSentence(s)
	}
	n.clause = make([]int, len(d.toks))
	for k, c := range d.clauses() {
		for i := c.i; i < c.j; i++ {
			n.clause[i] = k + 1
		}
	}
	for m, mention := range d.mentions {
		s := d.sentOf[mention.i]
		for _, one := range mention.appendEach(nil) {
			n.ends[s] = append(n.ends[s], end{one.ref, m, mention.kind})
		}
	}
	for r := range n.claimed {
		n.claimed[r] = pairs{map[[2]int]bool{}, map[[2]int]bool{}, map[int]int{}, map[int]int{}}
	}
	n.readClaims()
	return n
}

// readSentence notes the cues of a sentence, and the publisher if it speaks as "we".
func (n *notes) readSentence(s int) {
	d := n.d
	we := false
	for i := d.sents[s][0]; i < d.sents[s][1]; i++ {
		n.cues[s] |= cues[d.toks[i].low]
		we = we || d.atWord(i, "we", "our", "us", "here")
	}
	if d.publisher >= 0 {
		at := unsaid
		if we {
			at = weWords
		}
		n.ends[s] = append(n.ends[s], end{d.publisher, at, d.referents[d.publisher].kind})
	}
}

func (n *notes) readClaims() {
	for _, a := range n.d.reading.Agreements {
		for k, p := range a.Parties {
			for _, q := range a.Parties[k+1:] {
				n.claimed[signedRelation].add(min(p, q), max(p, q), a.Modality)
			}
		}
	}
	for _, r := range n.d.reading.Relations {
		switch r.Kind {
		case unigraph.MemberOf:
			n.claimed[memberRelation].add(r.Subject, r.Object, r.Modality)
		case unigraph.Visited:
			n.claimed[visitedRelation].add(r.Subject, r.Object, r.Modality)
		}
	}
}

func (p *pairs) add(a, b int, m unigraph.Modality) {
	if m != unigraph.Done {
		p.other[[2]int{a, b}] = true
	} else if !p.done[[2]int{a, b}] {
		p.done[[2]int{a, b}] = true
		p.subjects[a]++
		p.objects[b]++
	}
}

// candidates gives the sites of every candidate, in text order.
func (n *notes) candidates() [][]site {
	var all [][]site
	at := map[[3]int]int{} // index of each candidate in all
	add := func(p site) {
		key := [3]int{p.relation, p.a.ref, p.b.ref}
		k, ok := at[key]
		if !ok {
			k = len(all)
			at[key], all = k, append(all, nil)
		}
		all[k] = append(all[k], p)
	}
	for s, here := range n.ends {
		pairUp(here, here, s, 0, add)
		if s > 0 {
			pairUp(n.ends[s-1], here, s, 1, add)
			pairUp(here, n.ends[s-1], s, 2, add)
		}
	}
	return all
}

// crowd is the number of names from which a sentence only lists partners: who of
// them signed with whom is for the rules to tell.
const crowd = 12

// pairUp adds the sites with one end of each list.
func pairUp(as, bs []end, s, across int, add func(site)) {
	for _, a := range as {
		for _, b := range bs {
			if a.ref == b.ref || across > 0 && min(a.at, b.at) == unsaid {
				continue
			}
			for r := range Relations {
				if mayRelate(r, a, b) && (r != signedRelation || len(as)+len(bs) <= crowd) {
					add(site{r, a, b, s, across})
				}
			}
		}
	}
}

// mayRelate reports whether ends of these types can stand in a relation.
func mayRelate(relation int, a, b end) bool {
	switch relation {
	case signedRelation:
		return a.ref < b.ref && isBody(a.kind) && isBody(b.kind)
	case memberRelation:
		return (a.kind == unigraph.University || a.kind == unigraph.Organization) && b.kind == unigraph.Alliance
	default:
		return a.kind == unigraph.Person && b.kind != unigraph.Person && b.kind != unigraph.Alliance ||
			a.kind == unigraph.University && (b.kind == unigraph.University || b.kind == unigraph.Country || b.kind == unigraph.Place)
	}
}

func isBody(k unigraph.EntityType) bool { return slices.Contains(bodies, k) }

// all notes everything about a site.
func (n *notes) all(p site, note notice) {
	n.sentence(p.sentence, note)
	if p.across > 0 {
		n.sentenceBefore(p.sentence-1, note)
	}
	n.end(p.a, "a", note)
	n.end(p.b, "b", note)
	n.pair(p, note)
	n.between(p, note)
}

// sentence notes the words and cues of a sentence.
func (n *notes) sentence(s int, note notice) {
	d := n.d
	for i := d.sents[s][0]; i < d.sents[s][1]; i++ {
		if d.toks[i].word && d.at(i) < 0 {
			note("word", d.toks[i].low, "")
		}
	}
	note("cues", n.cues[s].String(), "")
	note("line", strconv.Itoa(int(d.kindOf(d.sents[s][0]))), "")
}

// sentenceBefore notes the words and cues of the earlier one of two sentences.
func (n *notes) sentenceBefore(s int, note notice) {
	d := n.d
	for i := d.sents[s][0]; i < d.sents[s][1]; i++ {
		if d.toks[i].word && d.at(i) < 0 {
			note("word before", d.toks[i].low, "")
		}
	}
	for c := range n.cues[s].each {
		note("cue before", c, "")
	}
}

// end notes how one end is named, and the words beside it.
func (n *notes) end(e end, role string, note notice) {
	switch e.at {
	case weWords:
		note(role, "we", "")
		return
	case unsaid:
		note(role, "unsaid", "")
		return
	}
	d, m := n.d, n.d.mentions[e.at]
	note(role, formOf(m), "")
	lead := m.i - 1
	if d.atWord(lead, "the", "our", "their", "his", "her", "its") {
		lead--
	}
	governor, after := n.word(lead), n.word(m.j)
	note(role+" after", governor, "")
	note(role+" after", n.word(m.i-2), n.word(m.i-1))
	note(role+" before", after, "")
	note(role+" before", after, n.word(m.j+1))
	const near = 8
	for i := m.i - 1; i >= max(0, m.i-near); i-- {
		if c := cues[d.toks[i].low]; c != 0 {
			note(role+" by cue", c.String(), governor)
			note(role+" by", d.toks[i].low, "")
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

// between notes how the two ends stand to each other.
func (n *notes) between(p site, note notice) {
	types, across := typesOf(p), strconv.Itoa(p.across)
	note("types", types, across)
	for cue := range n.cues[p.sentence].each {
		note("cue", cue, across)
		note("cue", cue, types)
	}
	note("ends", strconv.Itoa(min(6, len(n.ends[p.sentence]))), types)
	switch {
	case p.a.at < 0 || p.b.at < 0:
		return
	case p.a.at == p.b.at:
		note("one mention", "", "")
		return
	}
	d, order := n.d, "ab"
	first, second := d.mentions[p.a.at], d.mentions[p.b.at]
	if first.i > second.i {
		first, second, order = second, first, "ba"
	}
	note("order", order, types)
	if n.clause[first.i] == n.clause[second.i] {
		note("one clause", order, types)
	}
	note("distance", distance(second.i-first.j), across)
	note("names between", strconv.Itoa(min(4, abs(p.a.at-p.b.at)-1)), types)
	const longest = 25
	for _, m := range d.mentions[min(p.a.at, p.b.at)+1 : max(p.a.at, p.b.at)] {
		switch m.kind {
		case p.a.kind:
			note("another a between", order, types)
		case p.b.kind:
			note("another b between", order, types)
		}
	}
	var met cue
	listed := true // nothing but commas and the like stands between
	for i := first.j; i < second.i; i++ {
		if d.at(i) >= 0 {
			continue
		}
		listed = listed && (!d.toks[i].word || d.atWord(i, "and", "the", "of", "in"))
		met |= cues[d.toks[i].low]
		if second.i-first.j <= longest {
			note("between", n.word(i), order)
		}
	}
	note("cues between", met.String(), order)
	if listed {
		note("one list", strconv.Itoa(min(9, len(n.ends[p.sentence]))), types)
	}
}

// typesOf gives the types of both ends in a letter each.
func typesOf(p site) string { return string(p.a.kind[0]) + string(p.b.kind[0]) }

// distance puts a number of tokens into one of six classes.
func distance(tokens int) string {
	for n, most := range [...]int{1, 3, 7, 15, 30} {
		if tokens <= most {
			return strconv.Itoa(n)
		}
	}
	return "5"
}
