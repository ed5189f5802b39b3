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
		{"a noun", "Dr. Anna Berg, a hydrologist with Lund University, spoke.", []string{"Anna Berg AFFILIATED_WITH Lund University hydrologist with Lund University"}},
		{"a verb", "Anna Berg, who runs the library of Lund University, spoke.", []string{"Anna Berg AFFILIATED_WITH Lund University runs the library of Lund University"}},
		{"appointed", "Anna Berg took over as rector of Lund University in May.", []string{"Anna Berg AFFILIATED_WITH Lund University rector of Lund University"}},
		{"two posts", "Anna Berg, president of the Nordic Climate Alliance and rector of Lund University, spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University president of the Nordic Climate Alliance and rector of Lund University",
				"Anna Berg AFFILIATED_WITH Nordic Climate Alliance president of the Nordic Climate Alliance and rector of Lund University"}},
		{"colleagues", "Two colleagues from Lund University, Anna Berg and Timo Saari, stayed a week.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University colleague", "Timo Saari AFFILIATED_WITH Lund University colleague"}},
		{"a side at the end", "Aalto University hosted it. Rector Anna Berg and Dean Timo Saari attended from the Lund University side.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Rector", "Timo Saari AFFILIATED_WITH Lund University Dean"}},
		{"elected", "The Nordic Climate Alliance elected Anna Berg president.", []string{"Anna Berg AFFILIATED_WITH Nordic Climate Alliance president"}},
		{"its officer", "The Nordic Climate Alliance met in May. Its secretary general, Anna Berg, resigned.",
			[]string{"Anna Berg AFFILIATED_WITH Nordic Climate Alliance secretary general"}},
		{"a label", "Nordic Climate Alliance\nBoard\nPresident: Anna Berg, rector of Lund University\nExecutive secretary: Timo Saari\n",
			[]string{"Anna Berg AFFILIATED_WITH Lund University rector of Lund University", "Timo Saari AFFILIATED_WITH Nordic Climate Alliance Executive secretary"}},
		{"a bracket with a country", "Anna Berg and Timo Saari (Lund University, Sweden) spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Timo Saari AFFILIATED_WITH Lund University"}},
		{"a bracket with a unit", "Anna Berg (Department of English, Lund University) spoke.", []string{"Anna Berg AFFILIATED_WITH Lund University"}},
		{"both", "Anna Berg and Timo Saari, both of Lund University, spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Timo Saari AFFILIATED_WITH Lund University"}},
		{"beside the name", "Prof. Anna Berg, Lund University, is giving lectures.", []string{"Anna Berg AFFILIATED_WITH Lund University"}},
		{"whatever a role is of", "The head of the anatomy chair of Lund University, Anna Berg, spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University head of the anatomy chair of Lund University"}},
		{"on behalf of", "On behalf of Lund University, Anna Berg thanked the hosts.", []string{"Anna Berg AFFILIATED_WITH Lund University"}},
		{"represents", "Anna Berg represents Lund University in the project.", []string{"Anna Berg AFFILIATED_WITH Lund University"}},
		{"who has the role", "The new rector of Lund University is Anna Berg.", []string{"Anna Berg AFFILIATED_WITH Lund University new rector of Lund University"}},
		{"right behind a known name", "Associate professor of the University of Malta Joe Borg spoke.",
			[]string{"Joe Borg AFFILIATED_WITH University of Malta Associate professor of the University of Malta"}},
		{"a role of several", "Anna Berg and Timo Saari, both senior lecturers at Lund University, spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University lecturer", "Timo Saari AFFILIATED_WITH Lund University lecturer"}},
		{"a title of several", "Professors Anna Berg and Timo Saari of Lund University spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University professor", "Timo Saari AFFILIATED_WITH Lund University professor"}},
		{"called what persons are", "Lund University economist Anna Berg spoke.", []string{"Anna Berg AFFILIATED_WITH Lund University economist"}},
		{"a counterpart at", "Timo Saari, rector of Aalto University, met his counterpart at Lund University, Anna Berg.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University counterpart", "Timo Saari AFFILIATED_WITH Aalto University rector of Aalto University"}},
		{"who, a chemist, has the role", "The new rector of Lund University is the chemist Anna Berg.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University new rector of Lund University"}},
		{"responsible for", "Anna Berg is responsible for exchange at Lund University.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University responsible for exchange at Lund University"}},
		{"has worked since", "Anna Berg has worked at Lund University since 2004.", []string{"Anna Berg AFFILIATED_WITH Lund University worked at Lund University"}},
		{"made up of", "The team of Lund University, made up of Anna Berg and Timo Saari, won.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Timo Saari AFFILIATED_WITH Lund University"}},
		{"a role right after the name", "On the side of Lund University, Anna Berg president took the pen.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University president"}},
		{"elected elsewhere", "Anna Berg of Lund University was elected president of the Nordic Climate Alliance.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Anna Berg AFFILIATED_WITH Nordic Climate Alliance was elected president of the Nordic Climate Alliance"}},
		{"has a new officer", "The Nordic Climate Alliance has a new president, Anna Berg of Lund University.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Anna Berg AFFILIATED_WITH Nordic Climate Alliance new president"}},
		{"a unit alone", "The delegation of Lund University was made up of Anna Berg, Vice Rector; Timo Saari, Faculty of Law.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Vice Rector", "Timo Saari AFFILIATED_WITH Lund University Faculty of Law"}},
		{"in the host's presence", "Rector Timo Saari of Aalto University received the delegation of Lund University in the presence of vice-rector Anna Berg.",
			[]string{"Anna Berg AFFILIATED_WITH Aalto University vice-rector", "Timo Saari AFFILIATED_WITH Aalto University Rector"}},
		{"the two rectors", "Lund University and Aalto University are partners. The rectors of the two universities, Anna Berg and Timo Saari, met.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University rector", "Timo Saari AFFILIATED_WITH Aalto University rector"}},
		{"a successor", "Anna Berg, rector of Lund University, praised her successor, Timo Saari.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University rector of Lund University", "Timo Saari AFFILIATED_WITH Lund University successor"}},
		{"a chair held", "Anna Berg holds the chair of physics at Lund University.", []string{"Anna Berg AFFILIATED_WITH Lund University the chair of physics at Lund University"}},
		{"joined as", "Anna Berg joined Lund University as a lecturer in 2004.", []string{"Anna Berg AFFILIATED_WITH Lund University lecturer"}},
		{"an institution's researchers", "Lund University researchers Anna Berg and Timo Saari won.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University researcher", "Timo Saari AFFILIATED_WITH Lund University researcher"}},
		{"pairs", "The study was led by Anna Berg, Lund University, and Timo Saari, Aalto University.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Timo Saari AFFILIATED_WITH Aalto University"}},
		{"our colleague", "Lund University > News\nOur colleague Anna Berg spent a week in Spain.", []string{"Anna Berg AFFILIATED_WITH Lund University colleague"}},
		{"our professors", "Lund University > News\nOur professors Anna Berg and Timo Saari spent a week in Spain.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University professor", "Timo Saari AFFILIATED_WITH Lund University professor"}},
		{"a unit in brackets", "Lund University > News\nDr. Anna Berg (Faculty of Law) spent a week in Spain.", []string{"Anna Berg AFFILIATED_WITH Lund University Faculty of Law"}},
		{"another body in brackets", "Lund University > News\nDr. Anna Berg (Volcani Center) spent a week in Spain.", nil},
		{"guests and their names", "There was a tour for the guests from Lund University, Professors Anna Berg and Timo Saari.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Professors", "Timo Saari AFFILIATED_WITH Lund University"}},
		{"an official's staff", "Ambassador of Poland Anna Berg and First Secretary Timo Saari came.",
			[]string{"Anna Berg AFFILIATED_WITH Poland Ambassador of Poland", "Timo Saari AFFILIATED_WITH Poland First Secretary"}},
		{"an official of", "Prime Minister Anna Berg of Poland came.", []string{"Anna Berg AFFILIATED_WITH Poland Prime Minister"}},
		{"represented together", "Aalto University held it. Rector Anna Berg and dean Timo Saari represented Lund University.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Rector", "Timo Saari AFFILIATED_WITH Lund University dean"}},
		{"is called", "The new head of the library at Lund University is called Anna Berg.", []string{"Anna Berg AFFILIATED_WITH Lund University new head of the library at Lund University"}},
		{"an age", "Anna Berg (50), rector of Lund University, spoke.", []string{"Anna Berg AFFILIATED_WITH Lund University rector of Lund University"}},
		{"for years", "Professor Anna Berg is a historian. She has taught at Lund University for ten years.", []string{"Anna Berg AFFILIATED_WITH Lund University taught at Lund University"}},
		{"has led since", "Anna Berg has led Lund University since 2015.", []string{"Anna Berg AFFILIATED_WITH Lund University led Lund University"}},
		{"respectively", "It is led by Anna Berg and Timo Saari, professors at Lund University and Aalto University respectively.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University professor", "Timo Saari AFFILIATED_WITH Aalto University professor"}},
		{"the last of a list", "Members of the jury were Anna Berg, Lund University; and Timo Saari, Aalto University.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University", "Timo Saari AFFILIATED_WITH Aalto University"}},
		{"in words before its institution", "With the signature of Rector Anna Berg, Lund University has become a member.", []string{"Anna Berg AFFILIATED_WITH Lund University Rector"}},
		{"the place before", "Dr. Timo Saari of Aalto University gave lectures at Lund University. He was hosted by Professor Anna Berg.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Professor", "Timo Saari AFFILIATED_WITH Aalto University"}},
		{"what persons are, at the start", "Economist Anna Berg (Lund University) spoke.", []string{"Anna Berg AFFILIATED_WITH Lund University"}},
		{"her student", "Professor Anna Berg of Lund University and her doctoral student Timo Saari spoke.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Professor", "Timo Saari AFFILIATED_WITH Lund University student"}},
		{"joined by a title", "From Lund University came Professor Anna Berg and Dr. Timo Saari.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Professor", "Timo Saari AFFILIATED_WITH Lund University"}},
		{"joined where they sign is another side", "Lund University met its partner. Rector Anna Berg and Prof. Timo Saari signed.",
			[]string{"Anna Berg AFFILIATED_WITH Lund University Rector"}},
		{"a list of lines", "Speakers\nXi Anberg, Lund University\nLo Saarinen – Aalto University\n",
			[]string{"Lo Saarinen AFFILIATED_WITH Aalto University", "Xi Anberg AFFILIATED_WITH Lund University"}},
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
