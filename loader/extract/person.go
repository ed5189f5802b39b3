package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unigraph"
)

// findPersons finds persons by what stands beside their names: a title, a role,
// a verb that only persons are the subject of, another person in a list.
func (d *document) findPersons() {
	var doubtful [][2]int
	for i := 0; i < len(d.toks); {
		j := d.personRun(i)
		if j == i {
			i++
			continue
		}
		if d.bareNames()[d.span(i, j)] {
			// "James Cook", the university
		} else if d.personContext(i, j) {
			d.add(mention{i: i, j: j, kind: unigraph.Person})
		} else {
			doubtful = append(doubtful, [2]int{i, j})
		}
		i = j
	}
	for again := true; again; {
		again = false
		for _, run := range doubtful {
			if d.at(run[0]) < 0 && d.besidePerson(run[0], run[1]) {
				d.add(mention{i: run[0], j: run[1], kind: unigraph.Person})
				again = true
			}
		}
	}
	d.findShortNames()
}

// bareNames are the names of two words or more that universities of the text
// have without their head words.
func (d *document) bareNames() map[string]bool {
	if d.bare == nil {
		d.bare = map[string]bool{}
		for _, m := range d.mentions {
			if m.kind == unigraph.University {
				if b := d.bareName(m.name); strings.Contains(b, " ") {
					d.bare[b] = true
				}
			}
		}
	}
	return d.bare
}

// shortNames are the single words that universities of the text have without their
// head words: "Pattimura".
func (d *document) shortNames() map[string]bool {
	if d.short == nil {
		d.short = map[string]bool{}
		for _, m := range d.mentions {
			if m.kind == unigraph.University {
				if b := d.bareName(m.name); b != "" && !strings.Contains(b, " ") {
					d.short[b] = true
				}
			}
		}
	}
	return d.short
}

// personRun is the end of the run of words at i that may be a person's name; i
// if there is none. It begins after titles and roles.
func (d *document) personRun(i int) int {
	if k := d.kindOf(i); k != bodyLine && k != headingLine {
		return i
	}
	j := i
	for j < len(d.toks) && j-i < 6 && d.toks[j].line == d.toks[i].line && d.at(j) < 0 {
		t := &d.toks[j]
		switch {
		case d.nameWord(j) && (j > i || d.atNameStart(i)):
			j++
		case j > i && t.known.in(nameParticles) && (d.nameWordAt(j+1) || d.is(j+1, titles)):
			j++
		case j > i && t.known.in(titles) && d.is(j-1, nameParticles) && t.cap:
			j++ // "bin Pengiran Jaafar"
		default:
			return d.trimRun(i, j)
		}
	}
	return d.trimRun(i, j)
}

var nameParticles = set(`de da do dos das del di von van der den bin binti bint al el ibn la le e y`)

// trimRun drops a lone initial or abbreviation from the end of a run.
func (d *document) trimRun(i, j int) int {
	for j > i && (d.initial(j-1) || d.is(j-1, nameParticles) && !d.toks[j-1].cap) {
		j--
	}
	if n := (j - i) / 2; n > 0 && (j-i)%2 == 0 && d.span(i, i+n) == d.span(i+n, j) {
		return i + n // a name written twice
	}
	return j
}

func (d *document) nameWordAt(j int) bool {
	return j < len(d.toks) && d.at(j) < 0 && d.nameWord(j)
}

// nameWord reports whether token i may be a word of a person's name.
func (d *document) nameWord(i int) bool {
	t := &d.toks[i]
	if len(t.text) == 1 && t.cap && i+1 < len(d.toks) && d.toks[i+1].cap && d.toks[i+1].word && d.toks[i+1].line == t.line {
		return i > 0 && (d.toks[i-1].cap || d.is(i-1, titles)) || len(d.toks[i+1].text) == 1
	}
	if t.known.in(monthWords) && (d.atWord(i-1, "in", "of", "since", "until", "late", "early", "mid", "last", "this", "by", "from") || i > 0 && isDigit(d.toks[i-1].text)) {
		return false
	}
	if t.known.in(familyNames) && t.cap && i+1 < len(d.toks) && d.toks[i+1].cap && d.toks[i+1].word && !d.is(i+1, thingWords) && !d.is(i+1, roleHeads) {
		return true
	}
	if t.known.in(monthWords) && t.known.in(familyNames) && t.cap && i > 0 && d.toks[i-1].cap && d.toks[i-1].word && !fieldWord(d.low(i-1)) && (d.is(i-2, titles) || d.is(i-1, givenNames) || d.is(i-1, surnamesFirst)) {
		return true // "Mr. Hirano Jun"
	}
	return t.cap && t.word && !t.known.in(roleHeads) && !t.known.in(titles) && !t.known.in(thingWords) && !t.known.in(unitHeads) &&
		!t.known.in(monthWords) && !t.known.in(weekdayWords) && !t.known.in(organizationTails) && !t.known.in(allianceHeads) && !t.known.in(universityHeads) &&
		!fieldWord(t.low) && d.names.Demonym(t.text) == "" && !t.known.in(rolePrefixes) && !t.known.in(folk)
}

// isDigit reports whether text begins with a figure, as the day of a month does.
func isDigit(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

// familyNames are also words: "Park", "He". Before another name they are names.
var familyNames = set(`park he song sun young king long hall lake rose so an you may june august field day jan jun april mar`)

// atNameStart reports whether a name may begin at i: not with the capital that
// only opens a sentence.
func (d *document) atNameStart(i int) bool {
	return (!d.is(i, openers) && !((d.is(i, headlineWords) || d.is(i, personNouns)) && i == d.sentenceStart(i)) || d.is(i, familyNames) || len(d.toks[i].text) == 1) && !(i > 0 && d.toks[i-1].glued && d.toks[i].glued && d.low(i-1) == "/")
}

// thingWords are capitalised words of names that are no person's.
var thingWords = set(`building hall room park street road avenue day year festival award prize plan program programme project
	initiative center centre week month summit fair expo exhibition library museum campus garden square hotel tower gate river lake sea
	mountain island islands north south east west northern southern eastern western central city province oblast region county district
	memorandum agreement understanding mou moa loi letter intent declaration protocol contract charter convention treaty
	news home index content contact about covid-19 erasmus horizon confucius belt silk african asian european international
	national state federal republic kingdom united government parliament senate council board assembly nations zoom
	services association university's party congress office affairs education new old great i we he she it they our my your his her their the this that these
	olympic cup games championship times daily online internet english chinese russian student students faculty staff phd msc mba bsc
	academic academy vision strategy action tv radio press agency daily courier gazette tribune post herald sun
	yes no dear welcome thank thanks congratulations photo picture figure table source note january sino delegation visit
	following after before during while when since although though because where what who how why whether if once until unless
	joint double dual degree master bachelor doctoral postgraduate undergraduate summer winter spring autumn
	economic belt community cooperation exchange culture cultural studies training innovation digital green smart
	christmas easter ramadan eid nowruz zip code address tel fax e-mail email click views time release author editor
	wassalam regards sincerely yours memorial gallery theatre theater auditorium conference station airport port bridge street centre grand royal rectorate`)

// findShortNames adds the later mentions of persons by one word of their name.
func (d *document) findShortNames() {
	full := map[string]bool{}
	for _, m := range d.mentions {
		if m.kind != unigraph.Person {
			continue
		}
		for k := m.i; k < m.j; k++ {
			if t := &d.toks[k]; t.cap && !d.initial(k) && utf8.RuneCountInString(t.text) > 1 {
				full[t.text] = true
				for part := range strings.SplitSeq(t.text, "-") {
					if utf8.RuneCountInString(part) > 3 && part != t.text && unicode.IsUpper(firstRune(part)) {
						full[part] = true // "Dimaporo", of Macaraeg-Dimaporo
					}
				}
			}
		}
	}
	like := map[spelling][]string{}
	for name := range full {
		like[spellingOf(name)] = append(like[spellingOf(name)], name)
	}
	for i, t := range d.toks {
		if t.cap && d.at(i) < 0 && (full[t.text] || misspelled(like, t)) && d.kindOf(i) == bodyLine && d.nameWord(i) && !d.nameWordAt(i+1) && (i == 0 || !d.nameWordAt(i-1)) {
			d.add(mention{i: i, j: i + 1, kind: unigraph.Person, short: true})
		}
	}
}

// A spelling is what a name and its misspelling have in common.
type spelling struct {
	first  byte
	length int
}

func spellingOf(name string) spelling { return spelling{name[0], len(name)} }

// misspelled reports whether t is a name of five letters or more that differs
// from one of names in one letter: "Safkin" for "Savkin".
func misspelled(names map[spelling][]string, t token) bool {
	return len(t.text) >= 5 && slices.ContainsFunc(names[spellingOf(t.text)], func(n string) bool { return alike(n, t.text) })
}
