package extract

import (
	"strings"

	"unigraph"
)

// confidences tell how often each rule is right: the share of its claims that the
// gold of the development articles holds, with one right and one wrong claim more
// so that rare rules stay modest. docs/reading.md tells how to measure them anew.
var confidences = map[string]float64{
	"affiliated/bracket":           0.83, // 4 of 4
	"affiliated/name-role":         0.97, // 57 of 58
	"affiliated/name-role-context": 0.64, // 29 of 45
	"affiliated/role-name":         0.96, // 67 of 69
	"affiliated/role-name-context": 0.73, // 96 of 130
	"member-of/clause":             0.91, // 88 of 96
	"member-of/clause-context":     0.91, // 41 of 44
	"member-of/listed":             0.94, // 14 of 14
	"signed/active":                0.94, // 64 of 67
	"signed/active-context":        0.71, // 36 of 50
	"signed/between":               0.80, // 7 of 8
	"signed/in-force":              0.60, // 2 of 3
	"signed/listed":                0.94, // 14 of 14
	"signed/passive":               0.95, // 19 of 19
	"signed/passive-context":       0.76, // 18 of 23
	"signed/register":              0.81, // 12 of 14
	"signed/renewed":               0.88, // 6 of 6
	"visited/be":                   0.91, // 9 of 9
	"visited/context":              0.92, // 58 of 62
	"visited/go":                   0.89, // 90 of 100
	"visited/host":                 0.90, // 8 of 8
	"visited/tour":                 0.93, // 50 of 53
}

// doubtful is the confidence of a rule that was never measured.
const doubtful = 0.6

// confidence of a rule; the verbs of visiting share that of their kind.
func confidence(rule string) float64 {
	if verb, ok := strings.CutPrefix(rule, "visited/"); ok {
		verb, context := strings.CutSuffix(verb, "-context")
		if rule = "visited/" + kindOfVisit(verb); context {
			rule = "visited/context"
		}
	}
	if c, ok := confidences[rule]; ok {
		return c
	}
	return doubtful
}

// kindOfVisit tells how a verb says that somebody was somewhere.
func kindOfVisit(verb string) string {
	switch {
	case hostVerbs[verb]:
		return "host"
	case tourVerbs[verb]:
		return "tour"
	case goVerbs[verb] != nil:
		return "go"
	}
	return "be"
}

// evidence quotes the sentence that token t is in.
func (d *document) evidence(t int, rule string) []unigraph.Evidence {
	s := d.sents[d.sentOf[t]]
	start, end := d.toks[s[0]].start, d.toks[s[1]-1].end
	return []unigraph.Evidence{{Article: d.article, Quote: d.text[start:end], Start: start, End: end, Confidence: confidence(rule), Rule: rule}}
}
