package extract

import (
	"strings"

	"unigraph"
)

// findSpeakers gives "I" and "we" in what somebody says to the one who says it:
// the speaker of a quotation, or of a line of an interview.
func (d *document) findSpeakers() {
	answering, line := d.interviewee(), -1
	speaker := -1
	for i := range d.toks {
		if n := d.toks[i].line; n != line {
			line = n
			speaker = d.speakerOfLine(i, answering)
		}
		if d.at(i) >= 0 || !d.atWord(i, "i", "me", "we", "us") || d.atWord(i, "us") && d.toks[i].cap {
			continue
		}
		who := speaker
		if who < 0 && d.spokenAt(i) {
			who = d.speakerOfQuote(i)
		} else if who < 0 {
			who = d.author
		}
		if who < 0 {
			continue
		}
		m := mention{i: i, j: i + 1, kind: unigraph.Person, ref: who, pronoun: true, name: d.toks[i].text}
		if d.atWord(i, "we", "us") {
			home, ok := d.home[who]
			if !ok {
				continue
			}
			m.ref, m.kind = home, d.referents[home].kind
		}
		d.mentions = append(d.mentions, m)
		d.taken[i] = len(d.mentions)
	}
	d.reindex()
}

// interviewee is the person who answers where the text has questions and
// answers, "Q:" and "A:": the first person named who acts for somebody; -1 if the
// text is no interview.
func (d *document) interviewee() int {
	questions, answers := 0, 0
	for i := range d.toks {
		if d.opensLine(i) && d.low(i+1) == ":" {
			switch {
			case d.atWord(i, "q", "question"):
				questions++
			case d.atWord(i, "a", "answer"):
				answers++
			}
		}
	}
	if questions == 0 || answers == 0 {
		return -1
	}
	for _, m := range d.mentions {
		if _, ok := d.home[m.ref]; ok && m.kind == unigraph.Person && m.group == nil {
			return m.ref
		}
	}
	return -1
}

// speakerOfLine is who speaks the line that token i opens: the person its label
// names by the family name or the initials, "MAIAVA:", "V.T.-M.:", or the one who
// answers; -1 for the text's own words and for questions.
func (d *document) speakerOfLine(i, answering int) int {
	colon := i + 1
	for colon < i+4 && colon < len(d.toks) && d.toks[colon].line == d.toks[i].line && d.low(colon) != ":" {
		colon++
	}
	if d.low(colon) != ":" || d.low(colon+1) == "" {
		return -1
	}
	label := d.span(i, colon)
	switch {
	case strings.EqualFold(label, "A") || strings.EqualFold(label, "Answer"):
		return answering
	case strings.EqualFold(label, "Q") || strings.EqualFold(label, "Question"):
		return -1
	case strings.ToUpper(label) != label || len(label) < 2:
		return -1
	}
	for _, m := range d.mentions {
		if m.kind == unigraph.Person && m.group == nil && m.j <= i && (isSurname(m, label) || initialsOf(m.name) == bareLetters.Replace(label)) {
			return m.ref
		}
	}
	return -1
}

// isSurname reports whether the last word of m's name is label in capitals.
func isSurname(m mention, label string) bool {
	words := strings.Fields(m.name)
	return len(words) > 0 && strings.EqualFold(words[len(words)-1], label)
}

// initialsOf gives the first letters of the words of a name, also of those that
// hyphens join.
func initialsOf(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		b.WriteRune(firstRune(w))
	}
	return strings.ToUpper(b.String())
}

// spokenAt reports whether token i stands inside a quotation that may have begun
// in an earlier sentence of its line.
func (d *document) spokenAt(i int) bool {
	const longest = 400 // tokens
	return d.quoteOpen(d.lineStart(i, longest), i, "“«„")
}

// speechVerbs stand beside who says what the quotation marks hold.
var speechVerbs = set(`said says told added adds explained noted stated recalled admitted remarked emphasised emphasized stressed declared announced joked wrote writes commented continued concluded observed`)

// speakerOfQuote is the person to whom the quotation with token i in it is given
// in its line: named beside a verb of speech outside the marks; -1 if none is.
func (d *document) speakerOfQuote(i int) int {
	const (
		near          = 60 // tokens from the word to the verb
		before, after = 12, 8
	)
	best, distance := -1, 1<<30
	from, to := d.lineStart(i, near+before), i
	for to < len(d.toks) && to <= i+near+after && d.toks[to].line == d.toks[i].line {
		to++
	}
	for t := max(from, i-near); t < min(to, i+near+1); t++ {
		if !d.is(t, speechVerbs) || d.spokenAt(t) {
			continue
		}
		for _, m := range d.in(max(from, t-before), min(to, t+after), unigraph.Person) {
			if gap := abs(t-i) + abs(m.i-t); gap < distance && !d.spokenAt(m.i) {
				best, distance = m.ref, gap
			}
		}
	}
	return best
}

// bareLetters leaves the letters of initials: "AB" of "A.-B.".
var bareLetters = strings.NewReplacer(".", "", "-", "", " ", "")
