package main

import (
	"fmt"
	"slices"
	"strings"

	"unigraph"
	"unigraph/loader/extract"
)

// A lesson is a passage and what it states.
type lesson struct {
	publisher string // what "our university" means; "" if the passage needs none
	published unigraph.Date
	text      string
	facts     []fact
}

// A fact relates names of the passage. Of an agreement each pair of parties is one.
type fact struct {
	relation string
	a, b     string
	maybe    bool // the passage allows it and does not state it: neither right nor wrong
}

// parseLessons reads a file of lessons, divided by lines "===". Lines that begin
// with "> " state facts, "publisher:" and "published:" lines come first.
func parseLessons(file, text string) ([]lesson, error) {
	var all []lesson
	var l lesson
	line := 0
	for s := range strings.Lines(text + "\n===\n") {
		line++
		s = strings.TrimRight(s, "\r\n")
		switch key, value, _ := strings.Cut(s, ": "); {
		case s == "===":
			if l.text = strings.TrimSpace(l.text); l.text != "" {
				all = append(all, l)
			}
			l = lesson{}
		case strings.HasPrefix(s, "> "):
			facts, err := parseFact(strings.TrimPrefix(s, "> "))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, line, err)
			}
			l.facts = append(l.facts, facts...)
		case l.text == "" && key == "publisher":
			l.publisher = value
		case l.text == "" && key == "published":
			l.published = unigraph.Date(value)
		default:
			l.text += s + "\n"
		}
	}
	return all, nil
}

// parseFact reads "signed: A -- B -- C" or "visited: A -> B".
func parseFact(s string) (facts []fact, err error) {
	s, maybe := strings.CutPrefix(s, "maybe: ")
	key, value, ok := strings.Cut(s, ": ")
	relation := strings.ReplaceAll(key, "_", "-")
	switch {
	case !ok:
		return nil, fmt.Errorf("no fact: %q", s)
	case relation == "signed":
		parties := strings.Split(value, " -- ")
		if len(parties) < 2 {
			return nil, fmt.Errorf("one party: %q", s)
		}
		for n, a := range parties {
			for _, b := range parties[n+1:] {
				facts = append(facts, fact{relation, a, b, maybe})
			}
		}
	case slices.Contains(extract.Relations[:], relation):
		a, b, ok := strings.Cut(value, " -> ")
		if !ok {
			return nil, fmt.Errorf("no arrow: %q", s)
		}
		facts = append(facts, fact{relation, a, b, maybe})
	case !slices.Contains([]string{"affiliated", "by"}, key):
		return nil, fmt.Errorf("unknown relation %q", key)
	}
	return facts, nil
}

// article puts the passage into an article: the publisher stands at its head and foot.
func (l lesson) article() unigraph.Article {
	text := l.text
	if l.publisher != "" {
		text = l.publisher + "\n\n" + text + "\n\n© " + l.publisher + "\n"
	}
	return unigraph.Article{Text: text, Published: l.published}
}

// label tells of every candidate whether it is a fact of the lesson, by the names
// of its ends, and whether it counts.
func (l lesson) label(relation string, a, b unigraph.Referent) (is, counts bool) {
	for _, f := range l.facts {
		if f.relation != relation {
			continue
		}
		if bears(a, f.a) && bears(b, f.b) || relation == "signed" && bears(a, f.b) && bears(b, f.a) {
			return !f.maybe, !f.maybe
		}
	}
	return false, true
}

// bears reports whether a referent has a name, give or take case and marks.
func bears(r unigraph.Referent, name string) bool {
	name = unigraph.Fold(name)
	return unigraph.Fold(r.Name) == name || slices.ContainsFunc(r.Mentions, func(m unigraph.Mention) bool { return !m.Pronominal && unigraph.Fold(m.Text) == name })
}
