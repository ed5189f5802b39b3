package extract

import (
	"slices"

	"unigraph"
)

// A post is what a clause says a person is or does, and where: tokens [i, j) and the
// mention of the institution.
type post struct{ i, j, at int }

// postAfter reads the post that the words at token j, right after a name, tell:
// ", a chemist at X", "who teaches at X", "has been head of the library of X". The
// mention is -1 if they tell none.
func (d *document) postAfter(j int) post {
	j = d.pastAge(j)
	k := j
	if d.low(k) == "," || d.low(k) == "(" {
		k++
	}
	if p := d.nounPost(k); k > j && p.at >= 0 {
		return p
	}
	for d.atWord(k, "who", "now", "also", "currently", "today") {
		k++
	}
	if p := d.verbPost(k); p.at >= 0 {
		return p
	}
	return d.appointedAs(k)
}

// nounPost reads "a hydrologist with X", "her counterpart at X" at token k.
func (d *document) nounPost(k int) post {
	const longest = 8
	if !d.atWord(k, "a", "an", "the", "her", "his", "their", "its", "one", "senior", "colleague") {
		return post{at: -1}
	}
	start := k
	if d.atWord(k, "a", "an", "the") {
		start++
	}
	for t := k + 1; t < k+longest && t < len(d.toks) && d.toks[t].word && d.at(t) < 0; t++ {
		if d.atWord(t, "at", "with", "of", "from", "in") {
			if n := d.placeOfWork(t + 1); n >= 0 && d.workNoun(start, t) {
				return post{i: start, j: d.mentions[n].j, at: n}
			}
		} else if d.toks[t].cap && !fieldWord(d.low(t)) && !d.is(t, titles) && !d.workNoun(t+1, t+2) || d.finite(t) {
			break // but "a Fulbright scholar from X"
		}
	}
	return post{at: -1}
}

// workNoun reports whether tokens [i, j) hold a noun of persons: "a retired chemist".
func (d *document) workNoun(i, j int) bool {
	for k := i; k < j; k++ {
		low := d.low(k)
		if personNouns.has(low) || roleHeads.has(low) || d.atWord(k, "counterpart", "member", "reader", "instructor", "trainer", "glaciologist") ||
			len(low) > 7 && (low[len(low)-3:] == "ist" || low[len(low)-3:] == "ian" && !d.toks[k].cap) {
			return true
		}
	}
	return false
}

// workVerbs tell where their subject works: those of leading take the institution
// itself as their object.
var (
	workVerbs = set(`teaches works lectures researches serves served heads headed leads directs directed chairs chaired runs ran
		manages coordinates coordinated oversees presides`)
	leadVerbs = set(`heads leads directs chairs runs manages oversees headed directed chaired ran`)
)

// pastWork are verbs of work that "has … since" says to go on.
var pastWork = set(`taught worked led headed directed chaired served run coordinated managed`)

// verbPost reads "teaches history at X", "heads the library of X", "runs X" at token k.
func (d *document) verbPost(k int) post {
	const longest = 9
	leads := d.is(k, leadVerbs)
	if d.low(k) == "has" && d.is(k+1, pastWork) && d.findWord(clause{k, d.sents[d.sentOf[k]][1]}, k, "since", "years") >= 0 {
		k++ // "has taught at X since 2004"
		leads = leads || d.atWord(k, "led", "run", "served")
	} else if d.low(k) == "has" && d.low(k+1) == "been" && d.atWord(k+2, "teaching", "working", "leading", "heading") {
		k += 2
	} else if d.low(k) == "holds" && d.findWord(clause{k, min(k+6, len(d.toks))}, k, "chair", "professorship", "post", "position", "lectureship") >= 0 {
		k++ // "holds the chair of physics at X"
	} else if d.low(k) == "is" && d.atWord(k+1, "responsible", "answerable", "in") && d.atWord(k+2, "for", "charge") {
		k++ // "is responsible for partnerships at X"
	} else if !d.is(k, workVerbs) {
		return post{at: -1}
	}
	if n := d.placeOfWork(k + 1); n >= 0 && (leads || d.is(k, leadVerbs)) {
		return post{i: k, j: d.mentions[n].j, at: n}
	}
	for t := k + 1; t < k+longest && t < len(d.toks) && d.at(t) < 0 && (d.toks[t].word || d.toks[t].text == "&"); t++ {
		if !d.atWord(t, "at", "of", "for") {
			continue
		}
		if n := d.placeOfWork(t + 1); n >= 0 {
			return post{i: k, j: d.mentions[n].j, at: n}
		}
	}
	return post{at: -1}
}

// appointedAs reads "has been dean of X", "was elected president of X", "took over as
// rector of X", "succeeds N as rector of X" at token k: only with the institution.
func (d *document) appointedAs(k int) post {
	const reach = 7
	none := post{at: -1}
	if !d.atWord(k, "has", "had", "was", "became", "is", "took", "takes", "succeeds", "succeeded", "serves", "served", "works", "worked", "remains", "started", "began", "came", "joined") {
		return none
	}
	if n := d.placeOfWork(k + 1); n >= 0 && d.low(k) == "joined" && d.low(d.mentions[n].j) == "as" {
		if r, ok := d.roleAt(d.mentions[n].j + 1); ok {
			return post{i: r.i, j: r.j, at: n} // "joined X as a lecturer"
		}
	}
	for t := k; t < k+reach; t++ {
		if !d.atWord(t, "been", "elected", "appointed", "named", "became", "remains", "chosen", "as", "confirmed", "reelected", "re-elected") {
			continue
		}
		if r, ok := d.roleAt(d.skipDeterminer(t + 1)); ok {
			for n := r.j - 1; n >= r.i; n-- {
				if m := d.at(n); m >= 0 && slices.Contains(r.at, d.mentions[m].ref) && d.mentions[m].kind != unigraph.Country {
					return post{i: r.i, j: r.j, at: m}
				}
			}
		}
	}
	return none
}

// placeOfWork is the mention of the institution that token k begins, or that a part
// of it there belongs to: "the Faculty of Law of X"; -1 if there is none.
func (d *document) placeOfWork(k int) int {
	const longest = 10
	k = d.skipArticle(k)
	body := func(k int) int {
		if n := d.at(k); n >= 0 && d.mentions[n].i == k && d.mentions[n].group == nil && (d.institutionIn(k) || d.mentions[n].kind == unigraph.Organization) {
			return n
		}
		return -1
	}
	if n := body(k); n >= 0 {
		return n
	}
	unit := false
	for t := k; t < k+longest && t < len(d.toks); t++ {
		if n := d.at(t); n >= 0 {
			if unit {
				return body(t)
			}
			return -1
		}
		unit = unit || d.is(t, unitHeads)
		if w := d.toks[t]; !unit && t > k || !w.cap && !d.atWord(t, "of", "and", "the", "for", "at", "in", "'s", ",", "&") && !fieldWord(w.low) && !roleWords.has(w.low) {
			return -1
		}
	}
	return -1
}

// listedWith is the mention of the institution that an item of a list gives beside
// the name that ends at token j: "Anna Berg, X; …", "Anna Berg – X"; -1 if none.
func (d *document) listedWith(j int) int {
	n := d.at(d.skipArticle(j + 1))
	if !d.atWord(j, ",", "-", "–", "—", "|", gap) || n < 0 || !d.institutionIn(d.skipArticle(j+1)) || d.mentions[n].pronoun {
		return -1
	}
	end := d.pastBracket(d.mentions[n].j)
	if d.low(end) == "," && d.countryAt(end+1) {
		end = d.mentions[d.at(end+1)].j
	}
	if d.pairFollows(end) || d.low(end) == "." && d.low(j) == "," && d.pairBefore(n) || d.opensLine(min(end, len(d.toks)-1)) || end == len(d.toks) || d.atWord(end, ";", ")", "|", gap) || d.low(end) == "," && (d.finite(end+1) || d.is(end+1, auxiliaries)) {
		return n
	}
	return -1
}

// pairFollows reports whether another person with an institution beside follows at token
// j: ", and Timo Saari, Aalto University".
func (d *document) pairFollows(j int) bool {
	for d.atWord(j, ",", "and") || d.is(j, titles) {
		j++
	}
	if !d.personAt(j) {
		return false
	}
	next := d.mentions[d.at(j)].j
	return d.low(next) == "," && d.institutionIn(d.skipArticle(next+1))
}

// pairBefore reports whether another person with an institution beside stands before the
// one who stands beside mention n.
func (d *document) pairBefore(n int) bool {
	k := d.beforeArticle(d.mentions[n].i) - 1
	if !d.personAt(k) {
		return false
	}
	for k = d.mentions[d.at(k)].i - 1; d.atWord(k, ",", "and") || d.is(k, titles); k-- {
	}
	if d.low(k) == ";" {
		return true // an item of a list
	}
	if !d.institutionIn(k) {
		return false
	}
	before := d.beforeArticle(d.mentions[d.at(k)].i)
	return d.low(before) == "," && d.personAt(before-1)
}

// groupFrom is the mention of the institution that a group comes from which m and
// the names joined to it belong to: "two colleagues from X, Anna Berg and m"; -1 if
// none is.
func (d *document) groupFrom(m mention) int {
	k := m.i - 1
	for k > d.sentenceStart(m.i) {
		n := d.at(k)
		switch {
		case n >= 0 && d.mentions[n].kind == unigraph.Person:
			k = d.mentions[n].i - 1
		case d.is(k, titles), d.is(k, severalHeads), d.atWord(k, "and", ",", "(", ":"):
			k--
		case d.low(k) == "of" && d.atWord(k-1, "up", "consisting", "composed"), d.atWord(k, "up") && d.low(k-1) == "made", d.is(k, madeUp):
			k--
		case n >= 0 && d.institutionIn(k):
			from := d.beforeArticle(d.mentions[n].i)
			if d.atWord(from, "from", "of", "at") && (d.is(from-1, groupMembers) || d.is(from-1, groupWords)) && d.atWord(d.pastBracket(d.mentions[n].j), ",", ":", "(") {
				return n
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// madeUp are words that tell of whom a group is made.
var madeUp = set(`consisting composed comprising made including`)

// groupMembers are the people of a group that comes from an institution.
var groupMembers = set(`colleagues professors researchers lecturers teachers scientists experts scholars specialists students chemists engineers
	doctors historians librarians academics archaeologists colleague professor researcher lecturer expert specialist scholar student`)

// electedBy is the mention of the body that m, as the words at token j say, is made an
// officer of: "X elected m president"; -1 if none is.
func (d *document) electedBy(m mention, j int) int {
	if !d.is(j, roleHeads) && !(d.atWord(j, "as", "its") && d.is(d.skipDeterminer(j+1), roleHeads)) || !d.atWord(m.i-1, "elected", "re-elected", "appointed", "named", "chose") {
		return -1
	}
	for k := m.i - 2; k >= d.sentenceStart(m.i); k-- {
		if n := d.at(k); n >= 0 && d.institutionIn(k) {
			return n
		}
	}
	return -1
}

// findPronounPosts reads the posts that "she is" and "he teaches" tell.
func (d *document) findPronounPosts() {
	for _, m := range d.mentions {
		if m.kind != unigraph.Person || !m.pronoun || m.group != nil || !d.atWord(m.i, "he", "she") {
			continue
		}
		if p := d.postAfter(m.j); p.at >= 0 {
			d.affiliate(m, d.mentions[p.at].ref, d.span(p.i, p.j), m.i, p.j, "affiliated/post")
		} else if r, ok := d.roleAfterName(m.j); ok && d.atWord(m.j, "is", "was") && d.roleAtWhom(r) >= 0 {
			d.affiliate(m, d.roleAtWhom(r), r.text, m.i, r.j, "affiliated/name-role")
		}
	}
}

// spokeFor is the mention of the institution that the words around the person m say m
// stands for: "On behalf of X, m said", "m represents X", "X was represented by m";
// -1 if they say none.
func (d *document) spokeFor(m mention) int {
	if d.atWord(m.j, "represents", "represented") {
		return d.placeOfWork(m.j + 1)
	}
	before := m.i - 1
	for d.is(before, titles) {
		before--
	}
	if t := d.findWord(clause{d.sentenceStart(m.i), m.i}, 0, "represented"); t >= 0 && d.governor(m) == "by" && d.institutionIn(t-2) && d.is(t-1, auxiliaries) {
		return d.at(t - 2) // "X was represented at the meeting by m"
	}
	if n := d.at(before - 3); n >= 0 && d.low(before) == "by" && d.low(before-1) == "represented" && d.is(before-2, auxiliaries) && d.institutionIn(before-3) {
		return n
	}
	if n := d.at(before - 1); d.low(before) == "," && n >= 0 && d.institutionIn(before-1) {
		k := d.beforeArticle(d.mentions[n].i)
		if d.low(k) == "for" && d.atWord(k-1, "speaking", "signing", "acting") || d.low(k) == "of" && d.low(k-1) == "behalf" {
			return n
		}
	}
	return -1
}

// bracketed is the mention of the institution that begins the bracket at token j,
// alone or before a comma, "(Uppsala University, Sweden)", and the token that closes
// it; -1 if there is none.
func (d *document) bracketed(j int) (n, end int) {
	end = d.pastBracket(j) - 1
	if d.low(j) != "(" || end < j {
		return -1, end
	}
	if n = d.placeOfWork(j + 1); n >= 0 && d.mentions[n].j != end && d.low(d.mentions[n].j) != "," {
		return -1, end
	}
	return n, end
}

// besideHome is the home of the person named last before m, whom words call something of
// that person's, and the word: "her predecessor, m", "his colleague m"; -1 if they do not.
func (d *document) besideHome(m mention) (home int, called string) {
	k := m.i - 1
	for d.low(k) == "," || d.is(k, titles) {
		k--
	}
	if d.low(k-1) == "our" && d.publisher >= 0 && d.workNoun(k, k+1) {
		return d.publisher, d.low(k)
	}
	person := d.personBefore(k)
	home, ok := d.home[person]
	whose := d.atWord(k-1, "his", "her") || d.atWord(k-2, "his", "her") && d.toks[k-1].word && !d.toks[k-1].cap // "her doctoral student"
	if !ok || d.guessed[person] || !whose || !d.atWord(k, "predecessor", "successor", "deputy", "colleague", "secretary", "assistant", "student") {
		return -1, ""
	}
	return home, d.low(k)
}

// unitAfter is the home of a person whose unit alone the words after the name m tell:
// "m of the International Office", "m, Faculty of Law;", and their end. It is that of
// the others of the list; -1 if no unit is told.
func (d *document) unitAfter(m mention) (home, end int) {
	if !d.atWord(m.j, "of", "from", ",", "(") {
		return -1, m.j
	}
	k := d.skipArticle(m.j + 1)
	if low := d.low(k); !d.is(k, unitHeads) && !d.is(k, roleWords) && !fieldWord(low) {
		return -1, m.j // "N (Volcani Center)"
	}
	unit := false
	for end = k; end < k+9 && end < len(d.toks) && d.at(end) < 0 && d.toks[end].word && d.toks[end].line == d.toks[m.i].line; end++ {
		unit = unit || d.is(end, unitHeads)
		if d.low(end) == "and" && (d.is(end+1, titles) || d.personAt(end+1)) {
			break
		}
		if !d.toks[end].cap && !(d.low(m.j) != "," && (d.is(end, roleWords) || d.is(end, unitHeads))) && !d.atWord(end, "of", "and", "for") {
			break
		}
	}
	closed := d.atWord(end, ",", ";", ".", ")", "and") || d.low(m.j) != "," && d.finite(end)
	if !unit || !closed || d.low(m.j) == "," && !d.atWord(end, ";", ".") || d.low(m.j) == "(" && d.low(end) != ")" {
		return -1, end
	}
	return d.likelyHome(m), end
}

// institutionAfter is the mention of the institution that "of" or "from" at
// token j names; -1 if there is none.
func (d *document) institutionAfter(j int) int {
	s := d.sents[d.sentOf[min(j, len(d.toks)-1)]]
	if d.low(j) == "on" && d.low(j+1) == "behalf" && d.low(j+2) == "of" {
		return d.placeOfWork(j + 3)
	}
	signsFor := d.low(j) == "for" && d.find(clause{s[0], s[1]}, s[0], signVerbs) >= 0 // "signed it for X"
	if n := d.at(d.skipArticle(j + 2)); d.low(j) == "," && d.atWord(j+1, "of", "from") && n >= 0 && d.atWord(d.pastBracket(d.mentions[n].j), ",", ".", ";", ")", "'s") {
		j++ // "Chair Anna Berg, of Uppsala University"
	}
	if !signsFor && !d.atWord(j, "of", "from", "at") {
		return -1
	}
	if n := d.placeOfWork(j + 1); n >= 0 && d.atWord(j, "of", "from") && !d.mentions[n].pronoun {
		return n // "of X", "from the Faculty of Law of X"
	}
	if j++; d.low(j) == "the" {
		j++
	}
	if n := d.at(j); n >= 0 && (d.institutionIn(j) || d.mentions[n].kind == unigraph.Organization) {
		return n
	}
	return -1
}
