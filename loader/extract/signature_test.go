package extract

import (
	"slices"
	"strings"
	"testing"
)

// signings are the claims of a text that tell of agreements.
func signings(t *testing.T, text string) []string {
	t.Helper()
	return slices.DeleteFunc(claims(t, "2019-06-01", text), func(c string) bool { return !strings.Contains(c, " SIGNED ") })
}

func TestSignatures(t *testing.T) {
	const (
		paper = "Uppsala University and the University of Turku concluded an agreement on 3 May 2019. "
		both  = "University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg + Timo Saari"
		one   = "University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg"
	)
	tests := []struct{ name, text, want string }{
		{"for each side one", paper + "For Uppsala the signature was given by Rector Anna Berg; for Turku by Rector Timo Saari.", both},
		{"for the former and the latter", paper + "Provost Anna Berg held the pen for the former; for the latter it was held by Timo Saari, vice-rector.", both},
		{"the signatures are those of", paper + "The signatures are those of Rector Anna Berg and Rector Timo Saari.", both},
		{"pens", paper + "The pens were held by Rector Anna Berg of Uppsala University and by Rector Timo Saari of the University of Turku.", both},
		{"it bears the signatures", paper + "It bears the signatures of Anna Berg and Timo Saari.", both},
		{"a copy each", paper + "The Swedish copy bears the signature of Rector Anna Berg, the Finnish one that of Rector Timo Saari.", both},
		{"a list of names", paper + "Signatories: Rector Anna Berg (Uppsala), Rector Timo Saari (Turku). Witness: Per Lind.", both},
		{"a bracket", strings.TrimSuffix(paper, ". ") + " (signatories: Anna Berg and Timo Saari).", both},
		{"their names", paper + "Rector Anna Berg and Professor Timo Saari, her Finnish opposite number, wrote their names under it.", both},
		{"in turn", paper + "Anna Berg, rector of Uppsala University, signed first, and Timo Saari did so a week later.", one},
		{"by the two of them", paper + "The document was executed later by the two rectors: Anna Berg of Uppsala University and Timo Saari of the University of Turku.", both},
		{"after they signed", paper + "It took effect after Uppsala rector Anna Berg and Turku rector Timo Saari affixed their signatures.", both},
		{"represented", paper + "Uppsala University was represented in the signing by its rector, Anna Berg.", one},
		{"who is witness is none", paper + "Rector Anna Berg signed it for Uppsala University; the ceremony was watched by Timo Saari.", one},
		{"who does something else is none", paper + "Anna Berg signed for Uppsala University because rector Timo Saari was ill.", one},
		{"who signed nothing is none", paper + "Anna Berg signed for Uppsala University, but dean Timo Saari of the University of Turku signed nothing.", one},
		{
			"the rectors of both",
			"Anna Berg, rector of Uppsala University, met Timo Saari, rector of the University of Turku. On 3 May 2019 an agreement between Uppsala University and the University of Turku was signed by the presidents of the two universities.",
			both,
		},
		{
			"with somebody",
			"The agreement was signed on 3 May 2019 by the rector of Uppsala University, Anna Berg, with the rector of the University of Turku, Timo Saari.",
			both,
		},
	}
	testSignings(t, tests)
}
