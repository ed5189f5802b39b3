package extract

import (
	"slices"
	"testing"
)

func TestGuestLists(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"The University of Turku hosted the annual meeting of rectors. The following guests came to Finland:\nProf. Anna Berg, Rector of Uppsala University\nMr. Erik Lund, coordinator, Lund University\n\nThe next meeting is in May.",
			[]string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"The University of Turku hosted a seminar. The following persons took part:\n1. Anna Berg, Uppsala University\n2. Mikko Laine, University of Turku",
			[]string{"Anna Berg > University of Turku"}},
		{"Our guests this week:\n- Anna Berg (Uppsala University)\n- Erik Lund (Lund University)\n\n© University of Turku",
			[]string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"The University of Turku welcomed teachers from two countries. Among the visitors were Anna Berg and Erik Lund (Uppsala University, Sweden).",
			[]string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"The University of Turku hosted a seminar. The following persons are invited:\n1. Anna Berg, Uppsala University", nil},
		{"The University of Turku hosted a seminar. Members of the committee:\n1. Anna Berg, Uppsala University", nil},
	} {
		if got := visits(t, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}
