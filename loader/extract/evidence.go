package extract

import (
	"strings"

	"unigraph"
)

// confidences tell how often each rule is right: the share of its claims that the
// gold holds, of the development articles and of 165 more that were written to
// try the rules on, with one right and one wrong claim more so that rare rules
// stay modest. docs/reading.md tells how to measure them anew.
var confidences = map[string]float64{
	"affiliated/bracket":           0.94, // 15 of 15
	"affiliated/counterpart":       0.67, // 1 of 1
	"affiliated/name-role":         0.93, // 141 of 151
	"affiliated/name-role-context": 0.63, // 82 of 129
	"affiliated/of":                0.93, // 13 of 13
	"affiliated/role-name":         0.94, // 180 of 191
	"affiliated/role-name-context": 0.68, // 271 of 400
	"affiliated/several":           0.83, // 4 of 4
	"affiliated/signed-page":       0.60, // 2 of 3
	"member-of/clause":             0.85, // 249 of 291
	"member-of/clause-context":     0.95, // 102 of 106
	"member-of/listed":             0.94, // 14 of 14
	"member-of/roster":             0.89, // 7 of 7
	"signed/active":                0.91, // 145 of 159
	"signed/active-context":        0.77, // 107 of 138
	"signed/between":               0.67, // 13 of 19
	"signed/in-force":              0.72, // 17 of 23
	"signed/listed":                0.96, // 44 of 45
	"signed/passive":               0.97, // 30 of 30
	"signed/passive-context":       0.78, // 45 of 57
	"signed/register":              0.97, // 35 of 35
	"signed/renewed":               0.92, // 11 of 11
	"visited/be":                   0.90, // 17 of 18
	"visited/calendar":             0.91, // 9 of 9
	"visited/context":              0.83, // 125 of 150
	"visited/go":                   0.80, // 180 of 225
	"visited/host":                 0.82, // 13 of 15
	"visited/present":              0.76, // 12 of 15
	"visited/stop":                 0.78, // 6 of 7
	"visited/tour":                 0.86, // 131 of 152
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
	case verb == "present", verb == "guest", verb == "stage", verb == "calendar", verb == "stop":
		return verb
	case hostVerbs.has(verb), verb == "host", verb == "met":
		return "host"
	case tourVerbs.has(verb):
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
