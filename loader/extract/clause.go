package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// A clause is a part of a sentence that can state a fact of its own: tokens
// [i, j).
type clause struct{ i, j int }

// clauses cuts the sentences of the body at semicolons and at words that set
// one statement against another.
func (d *document) clauses() []clause {
	var out []clause
	for _, s := range d.sents {
		if d.kindOf(s[0]) != bodyLine && !(d.kindOf(s[0]) == headingLine && d.low(s[0]+1) != "" && d.toks[s[1]-1].line != d.toks[s[0]].line) {
			continue
		}
		if d.toks[s[1]-1].text == "?" {
			continue // a question claims nothing
		}
		start := s[0]
		for i := s[0]; i < s[1]; i++ {
			if i > start && (d.toks[i].text == ";" && !d.listGoesOn(i) || d.low(i-1) == "," && d.atWord(i, "while", "whereas", "although", "though", "but", "whose")) {
				out = append(out, clause{start, i})
				start = i
			} else if d.nextStatement(start, i) {
				out = append(out, clause{start, i})
				start = i + 1
			}
		}
		out = append(out, clause{start, s[1]})
	}
	return out
}

// nextStatement reports whether the comma at i, or the "and" after it, parts two
// statements: a person and a verb stand on both sides.
func (d *document) nextStatement(start, i int) bool {
	if d.low(i) != "," {
		return false
	}
	k := i + 1
	for d.atWord(k, "and") || d.is(k, titles) {
		k++
	}
	n := d.at(k)
	return n >= 0 && d.mentions[n].kind == unigraph.Person && d.mentions[n].i == k && d.finite(d.mentions[n].j) && d.anyFinite(clause{start, i})
}

// finite reports whether token i is a verb in the past that a person may be the
// subject of.
func (d *document) finite(i int) bool {
	return d.is(i, finiteVerbs) && !d.toks[i].cap && d.at(i) < 0
}

var finiteVerbs = union("was had gave took is has", personVerbs, signVerbs, goVerbForms, tourVerbs)

func (d *document) anyFinite(c clause) bool {
	for i := c.i; i < c.j; i++ {
		if d.finite(i) {
			return true
		}
	}
	return false
}

// listGoesOn reports whether the semicolon at i only parts the items of a list:
// a name, perhaps with a bracket, stands on both sides.
func (d *document) listGoesOn(i int) bool {
	before, after := i-1, i+1
	if d.low(before) == ")" {
		before = d.opening(before) - 1
	}
	for d.atWord(after, "and", "the", ",") {
		after++
	}
	if d.at(before) < 0 || d.at(after) < 0 {
		return false
	}
	next := d.mentions[d.at(after)].j
	if d.low(next) == "(" {
		for next < len(d.toks) && d.low(next) != ")" {
			next++
		}
		next++
	}
	return d.atWord(next, ";", ".", ",", "and")
}

// find gives the first token of c from token `from` on that is one of words; -1
// if there is none.
func (d *document) find(c clause, from int, words wordSet) int {
	for i := max(from, c.i); i < c.j; {
		s := d.sentOf[i]
		end := min(c.j, d.sents[s][1])
		for has := d.vocabularies[s].in(words); has && i < end; i++ {
			if d.toks[i].known.in(words) {
				return i
			}
		}
		i = end
	}
	return -1
}

// findWord gives the first token of c from token `from` on that is one of the
// words; -1 if there is none.
func (d *document) findWord(c clause, from int, words ...string) int {
	for i := max(from, c.i); i < c.j; {
		s := d.sentOf[i]
		end := min(c.j, d.sents[s][1])
		for may := d.vocabularies[s].mayHaveAny(words); may && i < end; i++ {
			if d.atWord(i, words...) {
				return i
			}
		}
		i = end
	}
	return -1
}

// in gives the mentions of c that begin in [from, to) and are of any of kinds;
// a mention of several comes once for each.
func (d *document) in(from, to int, kinds ...unigraph.EntityType) []mention {
	const room = 1 << 10 // mentions that stand together
	if len(d.found) > room {
		d.found = nil
	}
	first := len(d.found)
	for i := max(from, 0); i < min(to, len(d.toks)); {
		n := d.at(i)
		if n < 0 {
			i++
			continue
		}
		m := &d.mentions[n]
		if m.i == i && slices.Contains(kinds, m.kind) {
			d.found = m.appendEach(d.found)
		}
		i = max(i+1, m.j)
	}
	if len(d.found) == first {
		return nil
	}
	return d.found[first:len(d.found):len(d.found)]
}

// modality tells whether the clause states, plans or denies what the verb at
// token t says.
func (d *document) modality(c clause, t int) unigraph.Modality {
	before := clause{max(c.i, t-9), t}
	switch {
	case d.find(c, c.i, falsehoods) >= 0, d.has(clause{c.i, t}, ourWords...) && !d.has(clause{c.i, t}, " as we "):
		return unigraph.Denied
	case d.find(before, before.i, negations) >= 0 || d.findWord(clause{t, min(c.j, t+3)}, t+1, "nothing", "neither") >= 0 || d.has(clause{t, min(c.j, t+6)}, " unsigned", " nothing ", " no agreement", " did not take place", " never with "):
		return unigraph.Denied
	case d.intends(before, t) && !d.atWord(t-1, "and", ","):
		return unigraph.Planned
	case d.low(t-1) == "to" && d.atWord(t-2, "is", "are", "was", "were", "be", "had", "has", "have", "yet", "order", "agreed"):
		return unigraph.Planned
	case d.low(t-1) == "be" && d.low(t-2) == "to":
		return unigraph.Planned
	case d.is(t, baseForms) && d.findWord(c, c.i, "will", "shall", "would") >= 0 && d.findWord(c, c.i, "will", "shall", "would") < t:
		return unigraph.Planned // "will open an office and sign"
	case d.findWord(clause{max(c.i, t-3), t}, c.i, "before") >= 0 && d.atWord(t-1, "was", "were", "being"):
		return unigraph.Planned
	case d.find(c, t+1, cancellations) >= 0, d.calledOff(clause{t, c.j}):
		return unigraph.Planned
	}
	return unigraph.Done
}

// calledOff reports whether c ends what it speaks of: "has been put off".
func (d *document) calledOff(c clause) bool {
	off := d.findWord(c, c.i, "off")
	return off >= 0 && d.atWord(off-1, "put", "called", "broken")
}

// baseForms are the verbs of signing as they follow "will".
var baseForms = set(`sign ink seal conclude renew extend exchange swap formalise formalize finalise finalize subscribe`)

// ourWords recall what the paper itself has written, to correct it.
var ourWords = []string{" we wrote that ", " we reported that ", " we stated that ", " we claimed that ", " we said that ", " it was wrongly "}

// intends reports whether words before the verb at t make it a plan. "When they
// signed" is no plan.
func (d *document) intends(before clause, t int) bool {
	for i := d.find(before, before.i, intentions); i >= 0; i = d.find(before, i+1, intentions) {
		switch low := d.low(i); {
		case low == "when" && strings.HasSuffix(d.low(t), "ed"), low == "may" && d.toks[i].cap,
			low == "about" && d.low(i+1) != "to", low == "point" && d.low(i+1) != "of", low == "want" && d.low(i-1) == "for":
		default:
			return true
		}
	}
	return false
}

// wishes reports whether c has a word of intention; the month of May is none.
func (d *document) wishes(c clause) bool {
	for i := d.find(c, c.i, intentions); i >= 0; i = d.find(c, i+1, intentions) {
		if d.low(i) != "may" || !d.toks[i].cap {
			return true
		}
	}
	return false
}

// negations before a verb deny it; intentions before a verb, and cancellations
// after it, make it a plan.
var (
	negations  = set(`not never no nothing neither nor without denied refused failed declined n't cannot didn't hasn't unsigned`)
	intentions = set(`will shall would could may might should can plan plans planned planning intend intends intended hope hopes hoped
		expect expects expected wish wishes wished wants want wanted proposes proposed propose consider considers considering considered
		discuss discussed discussing negotiate negotiating negotiated ready if whether when until mulls mull scheduled supposed due
		prepare preparing draft possible possibility future intention intentions desire wishing invited willing preparation promised aims seeks seeking towards about
		urged urges urging slated registered verge point tomorrow`)
	cancellations = set(`postponed delayed cancelled canceled shelved dropped annulled`)
	// falsehoods anywhere in a clause make what it tells untrue.
	falsehoods = set(`dismissed denied denies rumour rumours rumor rumors misreading false mistakenly wrongly untrue hoax`)
)

func abs(n int) int { return max(n, -n) }
