package extract

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// members are the memberships that a text claims, each "member < alliance".
func members(t *testing.T, text string) []string {
	t.Helper()
	var out []string
	for _, c := range claims(t, "", text) {
		if member, alliance, ok := strings.Cut(c, " MEMBER_OF "); ok {
			out = append(out, member+" < "+alliance)
		}
	}
	return out
}

func TestMembers(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"who will join", "Lund University will join the Baltic University Alliance next year.", []string{"Lund University < Baltic University Alliance (planned)"}},
		{"who plans to become one", "Lund University plans to become a member of the Baltic University Alliance.", []string{"Lund University < Baltic University Alliance (planned)"}},
		{"belongs to it", "The Baltic University Alliance is a network of twelve universities. Lund University belongs to it, Aalto University does not.", []string{"Lund University < Baltic University Alliance"}},
		{"partners in it", "Lund University and its partners in the Baltic University Alliance offer a course.", []string{"Lund University < Baltic University Alliance"}},
		{"as a founder", "As one of the founders of the Baltic University Alliance, Lund University has a seat on its board.", []string{"Lund University < Baltic University Alliance"}},
		{"networks such as", "Lund University is active in several networks, such as the Baltic University Alliance and the Coimbra Group.",
			[]string{"Lund University < Baltic University Alliance", "Lund University < Coimbra Group"}},
		{"a president's visit", "The president of the Baltic University Alliance visited Lund University.", nil},
		{"cooperation", "Lund University cooperates with the Baltic University Alliance.", nil},
		{"pulled out", "Lund University pulled out of the Baltic University Alliance in 2016.", nil},
		{"another is none", "Lund University is a member of the Baltic University Alliance, the University of Oslo is not.", []string{"Lund University < Baltic University Alliance"}},
		{"another is an observer", "Lund University is a member of the Baltic University Alliance and the University of Oslo an observer.", []string{"Lund University < Baltic University Alliance"}},
		{"one joined, another is a partner", "Aalto University has been a member of the Baltic University Alliance since 2011. Lund University joined two years later, and the University of Oslo is an associate partner only.",
			[]string{"Aalto University < Baltic University Alliance", "Lund University < Baltic University Alliance"}},
		{"followed suit", "Lund University joined the Baltic University Alliance in 1999. The University of Oslo followed suit in 2003.",
			[]string{"Lund University < Baltic University Alliance", "University of Oslo < Baltic University Alliance"}},
		{"another does something else", "Our school is a candidate of the Baltic University Alliance, Lund University will recommend it.", nil},
		{"two alliances joined", "Lund University joined the Baltic University Alliance and the Coimbra Group.",
			[]string{"Lund University < Baltic University Alliance", "Lund University < Coimbra Group"}},
		{"a forum of universities", "The Baltic Rim Universities Forum admitted Lund University in May.", []string{"Lund University < Baltic Rim Universities Forum"}},
		{"a coined name after its noun", "Lund University has joined the European network GREENLEAF.", []string{"Lund University < GREENLEAF"}},
		{"a coined name that only membership tells", "Lund University and the University of Oslo are in NORDLAB as full members.",
			[]string{"Lund University < NORDLAB", "University of Oslo < NORDLAB"}},
		{"a network in quotation marks", `Lund University is a member of the "Cold Coast Campuses" network.`, []string{"Lund University < Cold Coast Campuses"}},
		{"a Romance name", "Universidad de Cuenca is a full member of the Red Andina de Universidades del Pacífico y el Caribe (RAUPAC).",
			[]string{"Universidad de Cuenca < Red Andina de Universidades del Pacífico y el Caribe"}},
		{"applied sciences apply for nothing", "Stralsund University of Applied Sciences belongs to the Baltic University Alliance.",
			[]string{"Stralsund University of Applied Sciences < Baltic University Alliance"}},
		{"it brings together", "The Nordic Climate Alliance was founded in 2015. It brings together Lund University and the University of Oslo.",
			[]string{"Lund University < Nordic Climate Alliance", "University of Oslo < Nordic Climate Alliance"}},
		{"founders are", "The Nordic Climate Alliance dates from May. Founders are Lund University and the University of Oslo.",
			[]string{"Lund University < Nordic Climate Alliance", "University of Oslo < Nordic Climate Alliance"}},
		{"names without head words", "The Wales Alliance of Universities has three members: Cardiff University, Bangor and Aberystwyth.",
			[]string{"Aberystwyth < Wales Alliance of Universities", "Bangor < Wales Alliance of Universities", "Cardiff University < Wales Alliance of Universities"}},
		{"several networks", "Lund University is a member of several networks, including the Nordic Climate Alliance and the Baltic University Alliance.",
			[]string{"Lund University < Baltic University Alliance", "Lund University < Nordic Climate Alliance"}},
		{"another verb is another statement", "Lund University is a member of the Nordic Climate Alliance, and has applied to the Baltic University Alliance.",
			[]string{"Lund University < Nordic Climate Alliance"}},
		{"a guest", "The University of Oslo frequents the meetings of the Nordic Climate Alliance as a guest.", nil},
		{"who waits", "Lund University joined the Nordic Climate Alliance in May; the University of Oslo is still waiting.",
			[]string{"Lund University < Nordic Climate Alliance"}},
		{"a paper follows", "The Nordic Climate Alliance met. A second agreement between Lund University and the University of Oslo followed in 2020.", nil},
		{"a roster by kinds", "Nordic Climate Alliance\n\nFull members: Lund University\nAssociate members: Aalto University\nCandidates: University of Bergen\n",
			[]string{"Aalto University < Nordic Climate Alliance", "Lund University < Nordic Climate Alliance"}},
		{"a roster after a colon", "The Nordic Climate Alliance has the following members:\nLund University (Sweden)\nUniversity of Oslo (Norway)\n",
			[]string{"Lund University < Nordic Climate Alliance", "University of Oslo < Nordic Climate Alliance"}},
		{"a table with the status", "Nordic Climate Alliance, rolls of 2020\n| Lund University | full member | 2011 |\n| University of Bergen | observer | 2012 |\n",
			[]string{"Lund University < Nordic Climate Alliance"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, members(t, tt.text)); diff != "" {
				t.Errorf("members of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// namesOf are the fullest names of the referents of a type that a text has.
func namesOf(t *testing.T, text string, kind unigraph.EntityType) []string {
	t.Helper()
	r, err := New(gazetteer.Default()).Extract(context.Background(), unigraph.Article{ID: "t", Text: text})
	if err != nil {
		t.Fatalf("Extract(%q): %v", text, err)
	}
	var names []string
	for _, ref := range r.Referents {
		if ref.Type == kind && len(ref.Mentions) > 0 {
			names = append(names, ref.Name)
		}
	}
	return names
}

func TestNames(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an elided article", "The rector visited the Université d'Antananarivo.", "Université d'Antananarivo"},
		{"an insertion", "Rector N. Orlova spoke at the Volga (Lower) Federal University of Samara.", "Volga (Lower) Federal University of Samara"},
		{"joined letters", "It was founded by Northwest A&F University in May.", "Northwest A&F University"},
		{"its seat, unknown", "A team of Karakul University Makumira, led by the dean, came in May.", "Karakul University Makumira"},
		{"a saint's college", "The group went to St Hilda's College on Sunday.", "St Hilda's College"},
		{"an answer is no number", "Is it a partner? No. Wageningen University lends us a lecturer.", "Wageningen University"},
		{"a country after the town", "A meeting with the University of Szeged of Hungary was held.", "University of Szeged"},
		{"a person after the town", "It was signed by the rector of the University of Oulu Juhani Metso.", "University of Oulu"},
		{"a person after an eponym with initials", "There came the prorector of Khujand State University named after B. Gafurov Jamshed Olimov.", "Khujand State University named after B. Gafurov"},
		{"a country in French", "The assembly met at the Université de Guyane in May.", "Université de Guyane"},
		{"Sri Lanka is no title", "A mission went to the Highland University of Sri Lanka.", "Highland University of Sri Lanka"},
		{"a part of it", "The director of the Thule Institute of the University of Oulu came.", "University of Oulu"},
		{"a bearer in quotation marks", `The "Ion Creanga" University of Suceava came too.`, `"Ion Creanga" University of Suceava`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := namesOf(t, tt.text, unigraph.University); len(got) != 1 || got[0] != tt.want {
				t.Errorf("universities of %q = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestPublisher(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a breadcrumb", "Visit from the north\nUniversity of Zenica > News > 2022\nThe rector met the guests of Lund University.", "University of Zenica"},
		{"the name alone", "Lund University\nMore guests from Oslo\nThe rector met the guests of the University of Oslo.", "Lund University"},
		{"the press service", "New papers signed\nMay\nLund University signed with the University of Oslo.\nPress service of Lund University", "Lund University"},
		{"who signs", "Dear all, the University of Oslo has signed.\nMore soon.\nAnna Berg\nRector, Lund University", "Lund University"},
		{"a headline is no head", "Lund University signs with Oslo\nThe paper was signed by Lund University and the University of Oslo in May.", ""},
		{"another's words", "A visit\nThe guests of Lund University were received. \"Our university is glad\", said rector Timo Saari of Aalto University.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := New(gazetteer.Default()).Extract(context.Background(), unigraph.Article{ID: "t", Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if r.Publisher >= 0 {
				got = r.Referents[r.Publisher].Name
			}
			if got != tt.want {
				t.Errorf("publisher of %q = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}
