package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestTravellers(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Anna Berg, rector of Uppsala University, met the rector of the University of Turku, Mikko Laine, and toured Aalto University.", []string{"Anna Berg > Aalto University"}},
		{"On Monday Anna Berg, rector of Uppsala University, opened a fair in Oslo and then visited Aalto University.", []string{"Anna Berg > Aalto University"}},
		{"During her visit to Finland, Rector Anna Berg of Uppsala University met the minister of education.", []string{"Anna Berg > Finland"}},
		{"While in Finland, Anna Berg, rector of Uppsala University, held a lecture.", []string{"Anna Berg > Finland"}},
		{"The visit to the University of Turku by Rector Anna Berg of Uppsala University lasted two days.", []string{"Anna Berg > University of Turku"}},
		{"The keynote lecture at the University of Turku was given by Anna Berg of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The opening lecture was delivered at the University of Turku by Prof. Anna Berg of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The University of Turku warmly welcomed and held talks with Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg has been since Monday at the University of Turku. She is a chemist at Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg of Uppsala University flew to Finland to see the University of Turku.", []string{"Anna Berg > Finland", "Anna Berg > University of Turku"}},
		{"Anna Berg of Uppsala University ended her stay in Finland with a day at the University of Turku.", []string{"Anna Berg > Finland", "Anna Berg > University of Turku"}},
		{"Vice-rector Erik Lund led a delegation of Uppsala University to the University of Turku. On Tuesday the Norwegians were at Aalto University.",
			[]string{"Erik Lund > Aalto University", "Erik Lund > University of Turku", "Uppsala University > Aalto University", "Uppsala University > University of Turku"}},
		{"Vice-rector Erik Lund of Uppsala University led 6 people to visit the University of Turku.", []string{"Erik Lund > University of Turku", "Uppsala University > University of Turku"}},
		{"Erik Lund, professor at Uppsala University, moved to the University of Turku in 2004.", nil},
		{"An invitation to the summer school at the University of Turku was handed to the hosts by Anna Berg of Uppsala University.", nil},
		{"Anna Berg, rector of Uppsala University, met Mikko Laine, rector of the University of Turku, during her visit to Finland.", []string{"Anna Berg > Finland"}},
		{"Anna Berg, rector of Uppsala University, made a two-day visit to Finland, calling at the University of Turku and Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > Finland", "Anna Berg > University of Turku"}},
		{"The tour took the Swedish guests, Rector Anna Berg of Uppsala University and Dean Erik Lund, first to the University of Turku and then to Aalto University.",
			[]string{"Anna Berg > Aalto University", "Anna Berg > University of Turku", "Erik Lund > Aalto University", "Erik Lund > University of Turku"}},
		{"The itinerary of Anna Berg, rector of Uppsala University, took her to the University of Turku and Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku"}},
		{"The meeting at the University of Turku took place in May. Anna Berg of Uppsala University was happy.", nil},
		{"At the invitation of the University of Turku, Anna Berg of Uppsala University gave a lecture there on Monday.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg of Uppsala University said of the University of Turku that there were good labs.", nil},
		{"Anna Berg, rector of Uppsala University, received an honorary doctorate at the University of Turku on Friday.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg received a doctorate at the University of Turku. She is rector of Uppsala University.", nil},
		{"Among the participants of the workshop at the University of Turku was Anna Berg of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The workshop at the University of Turku brought together researchers from Lund University and Uppsala University.", []string{"Lund University > University of Turku", "Uppsala University > University of Turku"}},
		{"Rectors Anna Berg (Uppsala University) and Erik Lund (Lund University) visited the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"University of Turku > News\nRector Mikko Laine met with President Anna Berg of Uppsala University and her delegation on 3 May.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"University of Turku > News\nPresident Anna Berg of Uppsala University paid a courtesy call on Rector Mikko Laine.", []string{"Anna Berg > University of Turku"}},
		{"Visiting the University of Turku on Monday, Uppsala University rector Anna Berg praised the library.", []string{"Anna Berg > University of Turku"}},
		{"After visiting the University of Turku, the delegation of Uppsala University went on to Aalto University.", []string{"Uppsala University > Aalto University", "Uppsala University > University of Turku"}},
		{"The University of Turku has had visits from Uppsala University and Lund University this year.", []string{"Lund University > University of Turku", "Uppsala University > University of Turku"}},
		{"The rector of the University of Turku received in his office the Ambassador of Japan, Mr. Sato Ken, and the delegation accompanying him.", []string{"Sato Ken > University of Turku"}},
		{"University of Turku > News\nPresident Anna Berg of Uppsala University made a courtesy visit to President Mikko Laine.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nAnna Berg of Uppsala University renewed the invitation to visit Stockholm that she had addressed to Mikko Laine.", nil},
		{"University of Turku > News\nAccompanied by Vice President Mikko Laine, Dr. Anna Berg of Uppsala University visited the library and the laboratory of the School of Law.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nA 5-member delegation from Uppsala University came to our school for exchange. President Mikko Laine met with Vice President Anna Berg and her party.",
			[]string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"University of Turku > News\nWithin the walls of our university took place a meeting with the rector of Uppsala University Anna Berg.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nVice President Mikko Laine led a delegation to visit Sweden and Norway, and successively visited Lund University and the University of Oslo.",
			[]string{"Mikko Laine > Lund University", "Mikko Laine > Norway", "Mikko Laine > Sweden", "Mikko Laine > University of Oslo", "University of Turku > Lund University", "University of Turku > Norway", "University of Turku > Sweden", "University of Turku > University of Oslo"}},
		{"University of Turku > News\nThe teachers of our university Mikko Laine and Liisa Aho visited Uppsala University.", []string{"Liisa Aho > Uppsala University", "Mikko Laine > Uppsala University"}},
		{"The University of Turku is hosting a team from Uppsala University this week.", []string{"Uppsala University > University of Turku"}},
		{"The University of Turku was happy to welcome a team from Uppsala University.", []string{"Uppsala University > University of Turku"}},
		{"The University of Turku welcomes a delegation from Uppsala University.", []string{"Uppsala University > University of Turku"}},
		{"The University of Turku this week opened its doors to a team from Uppsala University headed by Professor Anna Berg.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"Last month saw the visit of an Uppsala University team to the University of Turku.", []string{"Uppsala University > University of Turku"}},
		{"The visit of the Uppsala University delegation to the University of Turku planned in 2020 had to stop.", nil},
		{"The team from Uppsala University rounded off its stay in Finland with a day at the University of Turku.", []string{"Uppsala University > Finland", "Uppsala University > University of Turku"}},
		{"While Anna Berg of Uppsala University visited the University of Turku, her colleague Erik Lund went to Aalto University.", []string{"Anna Berg > University of Turku", "Erik Lund > Aalto University"}},
		{"Uppsala University was represented at the congress in the University of Turku by Anna Berg and Erik Lund.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Rector Anna Berg and dean Erik Lund represented Uppsala University at the anniversary of the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Uppsala University sent three people to the University of Turku: Anna Berg, Erik Lund and Karin Holm.",
			[]string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku", "Uppsala University > University of Turku"}},
		{"On her trip to Finland, which took her to the University of Turku, Anna Berg, rector of Uppsala University, gave four lectures.", []string{"Anna Berg > Finland", "Anna Berg > University of Turku"}},
		{"Prime Minister Jan Nowak of Poland gave a talk at the University of Turku.", []string{"Jan Nowak > University of Turku"}},
		{"The University of Turku was the first stop of Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"A delegation of Uppsala University visited the University of Turku on Monday. Aalto University was the last stop on the tour.", []string{"Uppsala University > Aalto University", "Uppsala University > University of Turku"}},
		{"The rector of the University of Turku, Mikko Laine, had visitors from Sweden this week. Anna Berg and Erik Lund of Uppsala University stayed for three days and saw the new campus.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, dean at Uppsala University, and her colleague Karin Holm spent last week in Finland. They started at the University of Turku and finished at Aalto University.",
			[]string{"Anna Berg > Aalto University", "Anna Berg > Finland", "Anna Berg > University of Turku", "Karin Holm > Aalto University", "Karin Holm > Finland", "Karin Holm > University of Turku"}},
		{"Mikko Laine of the University of Turku visited Uppsala University in 2011. A year later Uppsala University's rector, Anna Berg, returned the visit.", []string{"Anna Berg > University of Turku", "Mikko Laine > Uppsala University"}},
		{"The University of Turku opened a new laboratory on Friday. Guests from Uppsala University and Lund University were present.", []string{"Lund University > University of Turku", "Uppsala University > University of Turku"}},
		{"The University of Turku inaugurated its new rector, Mikko Laine, on Friday. Rectors from abroad, such as Anna Berg (Uppsala University), attended the ceremony.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, thanked the University of Turku for its hospitality during her stay.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, thanked the University of Turku for the books.", nil},
		{"University of Turku > News\nAnna Berg from Uppsala University gave a lecture on rivers.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nAnna Berg from Uppsala University gave a lecture on rivers in Oslo.", nil},
		{"University of Turku > News\nDean Anna Berg and Professor Erik Lund from Uppsala University visited the Faculty of Law on 3 May.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"University of Turku > News\nA delegation of three from Uppsala University was hosted by the Faculty of Law on 3 May.", []string{"Uppsala University > University of Turku"}},
		{"The University of Turku is delighted to welcome Dr. Anna Berg, a Fulbright scholar from Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"Fresh from a visit to the University of Turku, Rector Anna Berg of Uppsala University told the senate that exchanges would double.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg of Uppsala University met her friends during a three-day trip to Finland.", []string{"Anna Berg > Finland"}},
		{"Former rector Anna Berg represented Uppsala University at the service held at the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nRector Mikko Laine welcomed and worked with the delegation of Uppsala University.", []string{"Uppsala University > University of Turku"}},
	} {
		if got := visits(t, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("Extract(%q): visits\n%s\nwant\n%s", tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}
