package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHomes(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"for, after the role", "Lund University hosted the meeting. Pen was put to paper by Anna Berg, director of research, for Aalto University.",
			[]string{"Anna Berg AFFILIATED_WITH Aalto University director of research"}},
		{"of, after a comma", "Lund University hosted Chair Anna Berg, of Aalto University.", []string{"Anna Berg AFFILIATED_WITH Aalto University Chair"}},
		{"another's list goes on", "For Lund University it was signed by rector Anna Berg, for Aalto University by rector Timo Saari.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University rector", "Timo Saari AFFILIATED_WITH Aalto University rector"}},
		{"a mayor is nobody's officer", "Lund University opened its hall. Mayor Anna Berg cut the ribbon.", nil},
		{"a company's director", "Lund University signed. The company's director Anna Berg was there.", nil},
		{"at the start", "Lund University sent a team. At Aalto University, rector Timo Saari received it.",
			[]string{"Timo Saari AFFILIATED_WITH Aalto University rector"}},
		{"represented by", "Lund University hosted it. Aalto University was represented by vice-rector Timo Saari.",
			[]string{"Timo Saari AFFILIATED_WITH Aalto University vice-rector"}},
		{"two rectors", "Rector Anna Berg of Lund University came to Aalto University. She and Rector Timo Saari spoke. Anna Berg and Rector Timo Saari signed.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Rector", "Timo Saari AFFILIATED_WITH Aalto University Rector"}},
		{"in charge of", "Grace Okoth is vice-rector in charge of partnerships at Lund University.",
			[]string{"Grace Okoth AFFILIATED_WITH Lund University vice-rector in charge of partnerships at Lund University"}},
		{"a town nobody is in", "Lund University and others signed: Rector Anna Berg (Tampere) was first.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range claims(t, "", tt.text) {
				if strings.Contains(c, "AFFILIATED_WITH") {
					got = append(got, c)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("affiliations of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}
