package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"unigraph"
)

// The grammar of institutions' names: how far a name reaches to the left and to
// the right of the word it turns on.

// nameStart walks left from the head over the words of its name.
func (d *document) nameStart(h int) int {
	i := h
	for i > 0 && d.toks[i-1].line == d.toks[h].line && d.at(i-1) < 0 {
		t := &d.toks[i-1]
		switch {
		case t.cap && t.word && (!d.stopsName(i-1) || d.namesake(i-1, h)):
			if i-1 == d.sentenceStart(i-1) && t.known.in(openers) {
				return i
			}
			i--
		case t.known.in(particles) && i >= 2 && d.toks[i-2].cap && !d.stopsName(i-2):
			i--
		case t.low == "and" && d.is(h, allianceHeads) && d.low(h) != "group" && i >= 2 && d.toks[i-2].cap && !d.stopsName(i-2) && d.low(i-3) != ",":
			i--
		case t.low == "and" && d.is(i, fields) && d.toks[i-2].cap && (d.is(i-2, fields) || d.low(i-2) == "language") && !d.stopsName(i-2):
			i--
		case t.low == "'s" && i >= 2 && d.toks[i-2].cap && (d.atWord(i-2, "king", "queen") || d.atWord(i-3, "st", "st.", "saint")):
			i -= 2 // "St Angela's College"
		case t.low == "&" && t.glued && d.toks[i].glued && i >= 2 && d.toks[i-2].cap:
			i-- // "Northwest A&F University"
		case t.low == ")" && i < h && d.insertion(i-1) >= 0:
			i = d.insertion(i - 1)
		case (t.low == "the" || t.low == "of") && i >= 2 && d.toks[i-2].cap && !d.stopsName(i-2) && !d.is(i-2, universityHeads) && properJoin[t.low+" "+d.low(i)]:
			i--
		default:
			return i
		}
	}
	return i
}

// insertion is the token before the bracket that closes at k, if the bracket stands
// inside a name: "Kazan (Volga Region) Federal University"; -1 if it does not.
func (d *document) insertion(k int) int {
	o := d.opening(k)
	if o == k || k-o > 3 || len(d.toks[o+1].text) < 3 || o == 0 || !d.toks[o-1].cap || !d.toks[o+1].cap || d.stopsName(o-1) || d.at(o-1) >= 0 || d.at(o+1) >= 0 || d.toks[o-1].line != d.toks[k].line {
		return -1
	}
	return o - 1
}

// namesake reports whether the title at token i is part of the name of a college
// that is called after its bearer: "Assam Don Bosco University", "with Chief Dull
// Knife College".
func (d *document) namesake(i, h int) bool {
	if !d.atWord(i, "father", "don", "chief", "saint", "st.", "st", "sir", "sheikh", "sultan", "mar", "imam", "san") || h-i > 4 {
		return false
	}
	return d.atWord(i-1, "with", "and", "of", "at", "the", ",", "to", "by", "from", "called") || i > 0 && d.toks[i-1].cap && !d.stopsName(i-1)
}

// properJoin are the lower-case words that stand inside a proper name left of
// the head: "Peter the Great St. Petersburg Polytechnic University".
var properJoin = phrases(`
	the great`)

// openers begin sentences and no name.
var openers = set(`the at on in a an and but as for from with when while since after before during under according then
	also both this that these those its his her their our earlier later today yesterday not no only now there here
	among besides meanwhile however asked replying meeting recently previously subsequently originally by to of nor
	neither either each once two three four five six seven eight nine ten eleven twelve over more most some all many like unlike
	about together hosted founded created established if between via until it he she they we i you whose which who what
	neighbouring neighboring could is has have had was were do does did will would should may can even why how where whether thanks
	beside beyond behind near past despite instead apart against even still yet just almost nearly again first last next
	accepted admitted adjourned refused welcome welcomed present absent`)

// stopsName reports whether token i, though capitalised, is no part of an
// institution's name to its right: a role, a title, a month, a unit.
func (d *document) stopsName(i int) bool {
	low := d.toks[i].low
	return d.is(i, nameStops) || d.is(i, titles) && !d.initial(i) && !(low == "sri" && d.low(i+1) == "lanka") || d.is(i, weekdayWords) || d.is(i, rolePrefixes) && d.is(i+1, roleHeads)
}

// nameStops are the words that stop a name wherever they stand.
var nameStops = union("faculty department moa mou alumni", roleHeads, headlineWords, papers, monthWords)

// headlineWords are capitalised in headlines only, and part no name.
var headlineWords = set(`with and from between to at by on signed signs sign signing visits visited visit visiting joins joined delegation time
	news holds held cooperation framework welcomes meets establishes launches renew renews inks seal seals receives received reputation
	links times forum`)

// initial reports whether token i is an initial such as "L.N." or "M.".
func (d *document) initial(i int) bool {
	t := d.toks[i].text
	return len(t) == 2 && t[1] == '.' || len(t) == 3 && t[2] == '.' && doubleInitials.has(strings.ToLower(t))
}

// longestName is how many tokens a name has at most, or little more.
const longestName = 40

// doubleInitials are the initials of two letters that Cyrillic names have.
var doubleInitials = set(`ye. yu. ya. zh. ch. kh. ts. sh.`)

// nameEnd walks right from the head over the rest of its name.
func (d *document) nameEnd(h int) int {
	j := h + 1
	if d.is(h, headFirst) || d.followsHead(j) {
		j = d.capitals(j)
	}
	for j < len(d.toks) && j-h < longestName && d.toks[j].line == d.toks[h].line {
		next := d.complement(j)
		if next == j || d.low(j) == "of" && (d.names.City(d.toks[j-1].text) != "" || j > h+1 && d.known(unigraph.University, d.nameStart(h), j) && !d.known(unigraph.University, d.nameStart(h), next)) && d.names.Country(d.span(j+1, next)) != "" {
			break // "the University of Szeged of Hungary"
		}
		j = next
	}
	return d.withoutBearer(h, j)
}

// withoutBearer is where the name with the head h that goes up to j ends, if a known
// name is in it with a person's behind: "rector of the University of Malta Joe Borg".
func (d *document) withoutBearer(h, j int) int {
	const shortest, longest = 2, 3 // words of a person's name
	start := d.nameStart(h)
	for k := j - shortest; k > h && k >= j-longest; k-- {
		if d.known(unigraph.University, start, k) && d.kindOf(h) == bodyLine && !d.known(unigraph.University, start, j) && d.nameWord(k) && d.nameWord(k+1) && !d.placeName(k, j) {
			return k
		}
	}
	return j
}

// followsHead reports whether the capitalised word at j goes on with the name
// of a university: "University College London", a quoted name.
func (d *document) followsHead(j int) bool {
	return d.atWord(j, "college", "institute", "school") && d.toks[j].cap ||
		d.low(j-1) == "college" && j < len(d.toks) && d.toks[j].cap && d.names.City(d.toks[j].text) != "" ||
		d.low(j-1) == "university" && j < len(d.toks) && d.toks[j].cap && (d.known(unigraph.University, d.nameStart(j-1), j+1) || d.seatAt(j))
}

// seatAt reports whether the one capitalised word at j, right after the head of a
// name, is its seat: "Hazara University Mansehra".
func (d *document) seatAt(j int) bool {
	if t := &d.toks[j]; t.caps || !t.word || t.line != d.toks[j-1].line || j+1 < len(d.toks) && d.toks[j+1].cap && d.toks[j+1].word && d.toks[j+1].line == t.line || d.kindOf(j) == headingLine {
		return false
	}
	name := d.toks[j].text
	if d.names.Country(name) != "" || d.is(j, openers) || d.is(j, thingWords) || d.nameStart(j-1) == j-1 {
		return false
	}
	return d.names.City(name) != "" || d.kindOf(j) == bodyLine && d.nameWord(j) && !d.is(j, givenNames) && !d.is(j, headlineWords) &&
		d.atWord(j+1, ",", ".", ";", ")", "(", "and", "for", "in", "with", "'s", "is", "was", "has", "on", "to", "signed")
}

// complement reads one more part of a name at j: "of Science and Technology",
// "named after M. Tynyshpayev", `"Kharkiv Aviation Institute"`, "di Milano".
func (d *document) complement(j int) int {
	switch {
	case d.is(j, connectors) && !d.atWord(j, "in", "at", "und", "y", "e", "und", "i", "the") && d.startsName(d.skipArticle(j+1)):
		end := d.capitals(d.skipArticle(j + 1))
		return d.fieldList(end)
	case d.atWord(j, "im.", "named") && (d.toks[j].low == "im." || d.atWord(j+1, "after", "for", "by")):
		k := j + 1
		if d.toks[j].low == "named" {
			k++
		}
		for d.low(k) == "the" || k < len(d.toks) && !d.toks[k].cap && (d.is(k, titles) || d.is(k, roleHeads)) {
			k++
		}
		if k < len(d.toks) && d.toks[k].cap {
			return d.capitals(k)
		}
	case d.atWord(j, `"`, "“") && j > 0 && !d.toks[j].glued && j+1 < len(d.toks) && d.toks[j+1].cap:
		if k := d.capitals(j + 1); k-j <= 5 && d.atWord(k, `"`, "”") {
			return k + 1
		}
	case d.low(j) == "," && j+1 < len(d.toks) && d.campus(j), d.low(j) == "at" && d.is(j-1, campusSystems) && d.low(j-2) == "of" && d.startsName(j+1):
		return d.capitals(j + 1)
	}
	return j
}

func (d *document) skipArticle(j int) int {
	for d.atWord(j, "the", "la", "las", "los", "le", "les", "el", "o", "a", "as", "os") && j < len(d.toks) && !d.toks[j].cap {
		j++
	}
	return j
}

// startsName reports whether a name may go on at j.
func (d *document) startsName(j int) bool {
	return j < len(d.toks) && d.toks[j].cap && d.toks[j].word && !d.stopsName(j) && !d.is(j, unitHeads)
}

// campus reports whether a comma at j parts a university from its campus:
// "University of California, Davis".
func (d *document) campus(j int) bool {
	return d.is(j-1, campusSystems) && d.low(j-2) == "of" && d.low(j-3) == "university" && d.toks[j+1].cap &&
		!d.is(j+1, universityHeads) && !d.is(j+2, universityHeads) || d.low(j-1) == "rutgers"
}

var campusSystems = set(`california maryland minnesota wisconsin texas illinois massachusetts colorado hawaii hawai'i tennessee
	alabama nebraska missouri alaska arkansas carolina`)

// capitals runs over capitalised words from j on, with small connectors between
// them.
func (d *document) capitals(j int) int {
	start := j
	for j < len(d.toks) && d.toks[j].line == d.toks[start].line {
		t := &d.toks[j]
		switch {
		case j > start && (d.beginsPerson(j) || mixedAcronym(t.text) || j > start+1 && d.initial(j-2) && !d.initial(j-1)):
			return j
		case t.cap && t.word && !d.stopsName(j) && !(j > start && (t.known.in(universityHeads) || t.known.in(unitHeads) && d.low(j+1) == "of" || t.caps && d.low(j+1) != "," && d.is(j+1, roleHeads))):
			j++
		case j > start && (t.known.in(particles) || t.low == "la") && d.startsName(j+1):
			j += 2
		case j > start && arabicArticle(t.low):
			j++
		default:
			return j
		}
	}
	return j
}

// mixedAcronym reports whether a word is the short form of an institution of its
// own, in capitals but for the middle: "KalmSU".
func mixedAcronym(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	first := firstRune(word)
	return unicode.IsUpper(last) && unicode.IsUpper(first) && unicode.IsLower(firstRune(word[utf8.RuneLen(first):])) && !strings.Contains(word, "-")
}

// beginsPerson reports whether a person's name begins at token j, right after a
// seat that ends the name of an institution: "rector of the University of Oulu
// Juhani Keränen".
func (d *document) beginsPerson(j int) bool {
	given, _, _ := strings.Cut(d.low(j), "-")
	return givenNames.has(given) && d.toks[j].cap && d.names.City(d.toks[j-1].text) != "" && d.names.City(d.span(j-1, j+1)) == "" && j+1 < len(d.toks) && d.toks[j+1].cap && d.toks[j+1].word && d.kindOf(j) == bodyLine
}

// arabicArticle reports whether a word begins with the article: "al-Khwarizmi".
func arabicArticle(low string) bool {
	article, name, ok := strings.Cut(low, "-")
	return ok && name != "" && (article == "al" || article == "el" || article == "ad" || article == "as" || article == "ar")
}

// particles stand inside names of persons and of what is named after them.
var particles = set(`de di do da dos das del della degli des du d' d’ von van der bin binti al ya es cel`)

// fieldList goes on over fields joined by "and" or commas: "Science and
// Technology", "Science, Technology and Innovation".
func (d *document) fieldList(j int) int {
	for {
		switch {
		case d.atWord(j, "and", "&") && j+1 < len(d.toks) && d.toks[j+1].cap && (d.is(j+1, fields) || d.is(j+2, fields) && !d.is(j+2, universityHeads)) && !d.headSoon(j+1):
			j = d.capitals(j + 1)
		case d.atWord(j, "and", "&") && d.is(j-1, fields) && j+1 < len(d.toks) && d.toks[j+1].cap && d.names.City(d.toks[j+1].text) == "" &&
			d.names.Country(d.toks[j+1].text) == "" && !d.stopsName(j+1) && !d.headSoon(j+1) && !(j+2 < len(d.toks) && d.toks[j+2].cap) && !d.toks[j+1].caps:
			j += 2
		case d.low(j) == "," && d.is(j+1, fields) && d.toks[j+1].cap && d.is(j-1, fields) && !d.headSoon(j+1):
			j = d.capitals(j + 1)
		default:
			return j
		}
	}
}

// headSoon reports whether the capitalised run at j leads to a head of its own,
// and so begins another name: "and Technology University of X".
func (d *document) headSoon(j int) bool {
	for k := j; k < j+4 && k < len(d.toks) && (d.toks[k].cap || d.is(k, connectors)); k++ {
		if d.is(k, universityHeads) || d.is(k, academicHeads) {
			return true
		}
	}
	return false
}
