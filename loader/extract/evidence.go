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
	"affiliated/name-role":         0.95, // 55 of 57
	"affiliated/name-role-context": 0.62, // 29 of 46
	"affiliated/role-name":         0.94, // 65 of 68
	"affiliated/role-name-context": 0.74, // 96 of 129
	"member-of/clause":             0.89, // 86 of 96
	"member-of/clause-context":     0.89, // 40 of 44
	"member-of/listed":             0.94, // 14 of 14
	"signed/active":                0.93, // 63 of 67
	"signed/active-context":        0.70, // 36 of 51
	"signed/between":               0.80, // 7 of 8
	"signed/in-force":              0.75, // 2 of 2
	"signed/listed":                0.94, // 14 of 14
	"signed/passive":               0.95, // 17 of 17
	"signed/passive-context":       0.76, // 18 of 23
	"signed/register":              0.73, // 10 of 13
	"signed/renewed":               0.88, // 6 of 6
	"visited/be":                   0.91, // 9 of 9
	"visited/context":              0.92, // 53 of 57
	"visited/go":                   0.90, // 77 of 85
	"visited/host":                 0.90, // 8 of 8
	"visited/tour":                 0.93, // 49 of 52
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
