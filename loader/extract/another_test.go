package extract

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFurtherPapers(t *testing.T) {
	const first = "University of Turku + Uppsala University SIGNED agreement 2009"
	tests := []struct {
		name, text string
		want       []string
	}{
		{
			"a second one and a third",
			"Uppsala University signed an agreement with the University of Turku in 2009. A second one, with Aalto University, followed in 2012. A third, with Lund University, was drafted in 2015.",
			[]string{"Aalto University + Uppsala University SIGNED agreement 2012", first},
		},
		{
			"who followed",
			"Uppsala University signed an agreement with the University of Turku in 2009. Aalto University followed in 2012.",
			[]string{"Aalto University + Uppsala University SIGNED agreement 2012", first},
		},
		{
			"one with each on another day",
			"Uppsala University signed a contract with the University of Turku on 3 May 2019 and one with Aalto University on 5 May 2019.",
			[]string{"Aalto University + Uppsala University SIGNED contract 2019-05-05", "University of Turku + Uppsala University SIGNED contract 2019-05-03"},
		},
		{
			"days in a list",
			"Uppsala University signed agreements with the University of Turku on 3 May 2019, Aalto University on 5 May 2019 and Lund University on 7 May 2019.",
			[]string{
				"Aalto University + Uppsala University SIGNED agreement 2019-05-05",
				"Lund University + Uppsala University SIGNED agreement 2019-05-07",
				"University of Turku + Uppsala University SIGNED agreement 2019-05-03",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, signings(t, tt.text)); diff != "" {
				t.Errorf("claims of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// The parties of a paper stand in other clauses than the one that tells of it.
func TestPartiesAround(t *testing.T) {
	const (
		two    = "University of Turku + Uppsala University SIGNED "
		signed = two + "memorandum 2019-05-03"
		three  = "Lund University + University of Turku + Uppsala University SIGNED "
	)
	tests := []struct{ name, text, want string }{
		{"two who met", "Rector Anna Berg of Uppsala University and Rector Timo Saari of the University of Turku met on 3 May 2019. As a result, a memorandum was signed.", signed},
		{"guest and host", "On 3 May 2019 a delegation of Uppsala University visited the University of Turku. There a memorandum was concluded.", signed},
		{"under it, they will", "Under a memorandum signed on 3 May 2019, Uppsala University and the University of Turku will exchange students.", signed},
		{"a paper of several", "A trilateral agreement of Uppsala University, the University of Turku and Lund University was signed on 3 May 2019.", three + "agreement 2019-05-03"},
		{"the parties told after", "A memorandum was signed on 3 May 2019. Its parties are Uppsala University and the University of Turku.", signed},
		{"the signatories", "The signatories of the declaration of 2012 were Uppsala University, the University of Turku and Lund University.", three + "declaration 2012"},
		{"among them", "On 3 May 2019 a consortium agreement came into being among Uppsala University, the University of Turku and Lund University.", three + "agreement 2019-05-03"},
		{"in the person of", "Uppsala University, in the person of its rector Anna Berg, and the University of Turku, in the person of rector Timo Saari, signed a memorandum on 3 May 2019.", signed + " by Anna Berg + Timo Saari"},
		{"a deal is a paper", "Uppsala University closed a deal with the University of Turku on 3 May 2019.", two + "agreement 2019-05-03"},
		{"it is from a year", "Uppsala University has a partner in Finland, the University of Turku; their agreement is from 2009.", two + "agreement 2009"},
		{"it binds", "An agreement binds Uppsala University and the University of Turku.", two + "agreement"},
		{"to be signed", "Uppsala University and the University of Turku met. A memorandum is to be signed on 3 May 2019.", signed + " (planned)"},
	}
	testSignings(t, tests)
}

// Those who sign are told by their office, by the paper they hold, or before.
func TestPartiesByOffice(t *testing.T) {
	const two = "University of Turku + Uppsala University SIGNED "
	tests := []struct{ name, text, want string }{
		{"offices", "The rector of Uppsala University and the president of the University of Turku signed a memorandum on 3 May 2019.", two + "memorandum 2019-05-03"},
		{"holders", "In 2019 the rectors renewed the convention that Uppsala University and the University of Turku have.", two + "renewal 2019"},
		{"who is named aside", "Our university grows. We are bound with the University of Turku by a contract since 2012.\n© Uppsala University", two + "contract 2012"},
		{"not renewed", "Uppsala University has a contract with the University of Turku (2012), and it has not been renewed.", two + "contract 2012"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := signings(t, tt.text)
			if !slices.Contains(got, tt.want) {
				t.Errorf("claims of %q = %q, want %q among them", tt.text, got, tt.want)
			}
		})
	}
}

// testSignings wants each text to tell of one signing and no other.
func testSignings(t *testing.T, tests []struct{ name, text, want string }) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.want}, signings(t, tt.text)); diff != "" {
				t.Errorf("claims of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}
