package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// A document is an article on its way through the steps of extraction: each
// step adds its findings for the next.
type document struct {
	text         string
	lower        string // lowered(text)
	article      unigraph.ArticleID
	names        *gazetteer.Gazetteer
	countries    map[string]bool // see Extractor
	lines        []line
	toks         []token
	sents        [][2]int      // tokens of each sentence: [from, to)
	published    unigraph.Date // as the text or the export states it
	lastDayTold  unigraph.Date // of the days that the head of the text gives as the time of its story
	clueYear     int           // the year that "since 1980 … in the past 38 years" gives; 0 if none
	dates        []dateMention
	rough        []roughness       // of each token
	sentOf       []int             // the sentence that each token is in
	vocabularies []vocabulary      // of each sentence
	mentions     []mention         // in text order, never overlapping
	found        []mention         // what in gave last, one answer behind the other
	taken        []int             // the mention that each token is in, plus one; 0 if none
	stands       map[string]string // short form → the full name the text defines it by
	referents    []referent
	publisher    int // index into referents; -1 unknown
	author       int // the person who signs the text; -1 if nobody does

	affiliations  []affiliation
	parts         []part            // of the mentions by their first tokens, see scene
	asked         clauseText        // of the clause that has was asked of last
	bare, short   map[string]bool   // see bareNames, shortNames
	bareOf        map[string]string // see bareName
	roles         [][2]int          // tokens of each role and the name it belongs to
	home          map[int]int       // person → the institution the person acts for
	guessed       map[int]bool      // persons whose home only the context tells
	pending       *pendingList
	lone          *pendingList // an agreement of one party, the other still to be told
	unbound       *pendingList // an agreement whose parties are all still to be told
	pair          []int        // the parties of the agreement spoken of last
	pairAt        int          // the token where the text left them
	told          []int        // the agreements that the text told of last
	undated       map[int]bool // agreements whose date is only that of the story
	undatedVisits map[int]bool // relations, as well
	owner         int          // whose paper the text told of last, its partners come after; -1 if none
	signedAt      int          // the token where the text left their signatures
	delegation    *delegation  // that travelled last
	listing       bool         // its members are being listed
	stage         int          // where the event takes place that the text tells of, and the sentence that says so
	stageAt       int
	guestHost     int // whose guests are being listed, and when they came; -1 where none are
	guestDate     unigraph.Date
	trips         []trip
	stated        []clause // the clauses of the body
	reading       unigraph.Reading
}

// A line of the text, without its line break.
type line struct {
	start, end int
	kind       lineKind
}

type lineKind int

const (
	bodyLine      lineKind = iota
	headingLine            // the title or a heading: names count, claims in it are only headlines
	creditLine             // by-lines, editors, contact data: no persons, no claims
	furnitureLine          // navigation, links, share buttons: no persons, no claims
	foreignLine            // after the end mark: other articles; nothing counts
)

var (
	creditStart = regexp.MustCompile(`(?i)^\W*(written|reported|translated|edited|posted|published|photos?|pictures?|text|story|compiled|checked|reviewed)( and \w+)? (by|in)\b|^\W*(editor|author|source|news source|by-?line|school pair|reporter|correspondent|proofread\w*|contributor|tel|fax|address|e-?mail|contact|website|release time|time|views?|viewed|click|editor in charge|responsible editor|reviewer|photographer)s?\s*[:：]|^by [A-Z][\w.' -]+(,.{0,40})?$`)
	furniture   = regexp.MustCompile(`(?i)^\W*(home|index|current position|position|you are here|location)\s*(page)?\s*[:：>|/»-]|^\W*(tags?|links?|previous|next|prev|related( \w+)?|read (also|more|next)|see also|share( this)?( story| on)?|follow us|subscribe|copyright|©|all rights|back to|return to|comments?|print|categor(y|ies)|filed under|latest news|most read|recommended|advertisement|cookies?|skip to)\b\s*([:：(|©]|$|\d|this|to|\(c\))|(>|»|\|).*(>|»|\|)|^premium\b|free articles? (left|of)|whatsapp\s+twitter|twitter\s+facebook|all rights reserved|subscribe to continue`)
	endMark     = regexp.MustCompile(`(?i)^\W*[-–—*#]+\s*(end|ends|tamat|30|fin|the end)\s*[-–—*#]+\W*$`)
	// linksHeading opens the list of other articles at the foot of a page.
	linksHeading = regexp.MustCompile(`(?i)^\W*(more (news|stories|from)|most read|you (may|might) also like|latest (news|stories)|other news|further reading|trending|popular( now)?)\b.{0,20}$`)
	clue         = regexp.MustCompile(`since (\d{4})`)
	copyright    = regexp.MustCompile(`(?:©|\([cC]\)|[Cc]opyright)\s*(?:by )?(\d{4})\b`)
	pastYears    = regexp.MustCompile(`in the past (\d{1,3}) years`)
	headerDate   = regexp.MustCompile(`(?i)(release|publish(ed)?|post(ed)?|updated?|date|time|as of)\s*(time|date|on|in)?\s*[:：]?\s*$`)
)

// readLines tells the lines of the text apart.
func (d *document) readLines() {
	ended, links, start := false, false, 0
	for _, end := range append(lineEnds(d.text), len(d.text)) {
		l := line{start: start, end: end}
		switch s := strings.TrimSpace(d.text[start:end]); {
		case ended:
			l.kind = foreignLine
		case links || len(s) < 60 && linksLeads[lead(s)] && linksHeading.MatchString(s):
			links, l.kind = true, furnitureLine
		case len(s) < 40 && strings.ContainsAny(s, "-–—*#") && endMark.MatchString(s):
			ended = true
			l.kind = furnitureLine
		case len(s) < 400 && creditLeads[lead(s)] && creditStart.MatchString(s) && !speech(s):
			l.kind = creditLine
		case len(s) < 400 && mayBeFurniture(s) && furniture.MatchString(s):
			l.kind = furnitureLine
		case len(s) > 0 && len(s) < 220 && !strings.ContainsAny(s[len(s)-1:], `.!?:;,"”`) && !strings.ContainsRune("-•・·▪*–—", firstRune(s)) && !strings.Contains(s, ". "):
			l.kind = headingLine
		}
		d.lines = append(d.lines, l)
		start = end + 1
	}
}

// speech reports whether a line is what a reporter says, "REPORTER: No, two.", and
// no credit.
func speech(s string) bool {
	label, said, ok := strings.Cut(s, ":")
	return ok && strings.ToUpper(label) == label && len(label) > 3 && (strings.Count(said, " ") > 8 || strings.ContainsAny(said, "?!"))
}

// The regular expressions above are asked only of lines that begin like one of
// their words: the first four letters tell.
var (
	creditLeads = leads(`written reported translated edited posted published photo picture text story compiled checked reviewed editor
		author source news by by-line byline school reporter correspondent proofread contributor tel fax address e-mail email contact
		website release time view click responsible photographer`)
	furnitureLeads = leads(`home index current position you location tag link previous next prev related read see share follow subscribe
		copyright all back return comment print category filed latest most recommended advertisement cookie skip premium`)
	linksLeads       = leads(`more most you latest other further trending popular`)
	furniturePhrases = []string{"free article", "twitter", "Twitter", "rights reserved", "to continue"}
)

func leads(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w[:min(4, len(w))]] = true
	}
	return m
}

// lead is the first four letters of the first word of s, in lower case.
func lead(s string) string {
	word := func(r rune) bool {
		return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '_'
	}
	start := strings.IndexFunc(s, word)
	if start < 0 {
		return ""
	}
	s = s[start:min(len(s), start+4)]
	for i, r := range s {
		if !word(r) && r != '-' {
			s = s[:i]
			break
		}
	}
	return strings.ToLower(s)
}

func mayBeFurniture(s string) bool {
	if furnitureLeads[lead(s)] || strings.Count(s, ">")+strings.Count(s, "|")+strings.Count(s, "»") > 1 {
		return true
	}
	return anyIn(s, furniturePhrases)
}

// opensLine reports whether token i is the first of its line.
func (d *document) opensLine(i int) bool { return i == 0 || d.toks[i-1].line != d.toks[i].line }

// lineStart is the first token of the line of token i, or the one that stands most
// tokens before i if the line is longer.
func (d *document) lineStart(i, most int) int {
	start := i
	for i-start < most && !d.opensLine(start) {
		start--
	}
	return start
}

// fullLines are the lines that are not blank.
func (d *document) fullLines() (full []int) {
	for n, l := range d.lines {
		if strings.TrimSpace(d.text[l.start:l.end]) != "" {
			full = append(full, n)
		}
	}
	return full
}

// kindOf tells the kind of the line that token i stands on.
func (d *document) kindOf(i int) lineKind { return d.lines[d.toks[i].line].kind }

// findClue reads the year in which the article was written from "since 1980 … in
// the past 38 years".
func (d *document) findClue() {
	const foot = 400 // bytes
	if end := d.text[max(0, len(d.text)-foot):]; anyIn(end, copyrightMarks) {
		if g := copyright.FindStringSubmatch(end); g != nil {
			d.clueYear, _ = strconv.Atoi(g[1])
		}
	}
	if !strings.Contains(d.text, "he past ") {
		return
	}
	if years, past := clue.FindStringSubmatch(d.text), pastYears.FindStringSubmatch(lowSlice(d.text, d.lower, 0, len(d.text))); years != nil && past != nil {
		y, _ := strconv.Atoi(years[1])
		n, _ := strconv.Atoi(past[1])
		d.clueYear = y + n
	}
}

// copyrightMarks are what copyright begins with, short of its first letter.
var copyrightMarks = []string{"©", "(c)", "(C)", "opyright"}

func anyIn(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// low is the lower-case text of token i, "" outside the text.
func (d *document) low(i int) string {
	if i < 0 || i >= len(d.toks) {
		return ""
	}
	return d.toks[i].low
}

// is reports whether token i is in a set of words.
func (d *document) is(i int, words wordSet) bool {
	return i >= 0 && i < len(d.toks) && d.toks[i].known.in(words)
}

// atWord reports whether token i is one of words.
func (d *document) atWord(i int, words ...string) bool {
	low := d.low(i)
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}
