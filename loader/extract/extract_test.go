package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// claims reads a text and writes each claim as a line: names joined by " + ",
// then what was signed, when, and by whom.
func claims(t *testing.T, published unigraph.Date, text string) []string {
	t.Helper()
	r, err := New(gazetteer.Default()).Extract(context.Background(), unigraph.Article{ID: "t", Published: published, Text: text})
	if err != nil {
		t.Fatalf("Extract(%q): %v", text, err)
	}
	names := func(refs []int) string {
		var out []string
		for _, i := range refs {
			out = append(out, r.Referents[i].Name)
		}
		slices.Sort(out)
		return strings.Join(out, " + ")
	}
	var out []string
	for _, a := range r.Agreements {
		line := fmt.Sprintf("%s SIGNED %s %s", names(a.Parties), a.Kind, a.Date)
		if len(a.Signatories) > 0 {
			line += " by " + names(a.Signatories)
		}
		out = append(out, mark(line, a.Modality))
	}
	for _, c := range r.Relations {
		line := fmt.Sprintf("%s %s %s", names([]int{c.Subject}), c.Kind, names([]int{c.Object}))
		for _, detail := range []string{c.Role, string(c.Date)} {
			if detail != "" {
				line += " " + detail
			}
		}
		out = append(out, mark(line, c.Modality))
	}
	slices.Sort(out)
	return out
}

func mark(line string, m unigraph.Modality) string {
	line = strings.TrimSpace(line)
	if m == unigraph.Done {
		return line
	}
	return line + " (" + string(m) + ")"
}

func TestExtractFacts(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{
			"two rectors sign",
			"Rector Anna Berg of Uppsala University and Rector Timo Saari of the University of Turku signed a memorandum of understanding on 3 May 2019.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University Rector",
				"Timo Saari AFFILIATED_WITH University of Turku Rector",
				"University of Turku + Uppsala University SIGNED memorandum 2019-05-03 by Anna Berg + Timo Saari",
			},
		},
		{
			"passive, parties after by",
			"A framework agreement was signed by Lanzhou University and Osh State University on 12 June 2020.",
			[]string{"Lanzhou University + Osh State University SIGNED framework 2020-06-12"},
		},
		{
			"one with each of several",
			"On 7 April 2021, Hanyang University signed separate memoranda with Kazan Federal University, Tomsk State University and Chiang Mai University.",
			[]string{
				"Chiang Mai University + Hanyang University SIGNED memorandum 2021-04-07",
				"Hanyang University + Kazan Federal University SIGNED memorandum 2021-04-07",
				"Hanyang University + Tomsk State University SIGNED memorandum 2021-04-07",
			},
		},
		{
			"three parties, one paper",
			"On 7 April 2021, Hanyang University signed a tripartite agreement with Kazan Federal University and Chiang Mai University.",
			[]string{"Chiang Mai University + Hanyang University + Kazan Federal University SIGNED agreement 2021-04-07"},
		},
		{
			"a plan is no fact",
			"Uppsala University will sign an agreement with the University of Turku in May 2024.",
			[]string{"University of Turku + Uppsala University SIGNED agreement 2024-05 (planned)"},
		},
		{
			"a denial is no fact",
			"Uppsala University has not signed an agreement with the University of Turku.",
			[]string{"University of Turku + Uppsala University SIGNED agreement (denied)"},
		},
		{
			"who is accompanied goes too",
			"On 3 May 2019, Anna Berg, rector of Uppsala University, accompanied by dean Per Lind, visited the University of Turku.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector of Uppsala University",
				"Anna Berg VISITED University of Turku 2019-05-03",
				"Per Lind AFFILIATED_WITH Uppsala University dean",
				"Per Lind VISITED University of Turku 2019-05-03",
			},
		},
		{
			"a group led somewhere",
			"On 3 May 2019 the rector of Uppsala University, Prof. Anna Berg, led a working group to Cambodia.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector of Uppsala University",
				"Anna Berg VISITED Cambodia 2019-05-03",
				"Uppsala University VISITED Cambodia 2019-05-03",
			},
		},
		{
			"done at another institution",
			"Anna Berg, rector of Uppsala University, gave a lecture at the University of Turku on 3 May 2019.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector of Uppsala University",
				"Anna Berg VISITED University of Turku 2019-05-03",
			},
		},
		{
			"seven years at another institution",
			"Anna Berg, rector of Uppsala University, studied at the University of Turku until 1999.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector of Uppsala University",
			},
		},
		{
			"where an institution is says no visit",
			"Uppsala University is in Sweden.",
			nil,
		},
		{
			"a visit told by a noun",
			"A visit to the University of Turku by a team from Uppsala University took place on 3 May 2019.",
			[]string{
				"Uppsala University VISITED University of Turku 2019-05-03",
			},
		},
		{
			"a calendar of guests",
			"University of Turku\n\nOur university works with many.\n\nGuests of the year 2019\n4 March – delegation of Uppsala University, head – rector Anna Berg\n11 October – Per Lind, professor of Aalto University",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector",
				"Anna Berg VISITED University of Turku 2019-03-04",
				"Per Lind AFFILIATED_WITH Aalto University professor of Aalto University",
				"Per Lind VISITED University of Turku 2019-10-11",
				"Uppsala University VISITED University of Turku 2019-03-04",
			},
		},
		{
			"an answer of an interview",
			"Anna Berg is rector of Uppsala University.\n\nQ: Where have you been?\nA: On 3 May 2019 I went to the University of Turku. We belong to the Coimbra Group.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector of Uppsala University",
				"Anna Berg VISITED University of Turku 2019-05-03",
				"Uppsala University MEMBER_OF Coimbra Group",
			},
		},
		{
			"an agreement recalled with its year",
			"The 1985 agreement between Uppsala University and the University of Turku could not be found.",
			[]string{
				"University of Turku + Uppsala University SIGNED agreement 1985",
			},
		},
		{
			"partners with their years",
			"Uppsala University has agreements with the University of Turku (2012) and Aalto University (2016).",
			[]string{
				"Aalto University + Uppsala University SIGNED agreement 2016",
				"University of Turku + Uppsala University SIGNED agreement 2012",
			},
		},
		{
			"the other party in the next sentence",
			"Uppsala University signed an agreement on 3 May 2019. The partner is the University of Turku.",
			[]string{
				"University of Turku + Uppsala University SIGNED agreement 2019-05-03",
			},
		},
		{
			"a renewal runs until",
			"Uppsala University renewed its agreement with the University of Turku until 2028.",
			[]string{
				"University of Turku + Uppsala University SIGNED renewal",
			},
		},
		{
			"who signs for each side",
			"On behalf of Uppsala University, the agreement was signed by Anna Berg, and on behalf of the University of Turku, by Timo Saari, on 3 May 2019.",
			[]string{
				"University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg + Timo Saari",
			},
		},
		{
			"the rectors of two",
			"The rectors of Uppsala University and the University of Turku, Anna Berg and Timo Saari, signed the agreement on 3 May 2019.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University rector",
				"Timo Saari AFFILIATED_WITH University of Turku rector",
				"University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg + Timo Saari",
			},
		},
		{
			"member of two",
			"Uppsala University is a member of the Coimbra Group and of LERU. So is the University of Turku.",
			[]string{
				"University of Turku MEMBER_OF LERU",
				"Uppsala University MEMBER_OF Coimbra Group",
				"Uppsala University MEMBER_OF LERU",
			},
		},
		{
			"entries without the name",
			"The Coimbra Group was set up by Uppsala University. The University of Turku followed in 2014, and Aalto University was let in last year.",
			[]string{
				"Aalto University MEMBER_OF Coimbra Group",
				"University of Turku MEMBER_OF Coimbra Group",
				"Uppsala University MEMBER_OF Coimbra Group",
			},
		},
		{
			"called a member by mistake",
			"We called Uppsala University a member of the Coimbra Group by mistake.",
			nil,
		},
		{
			"a roster by country",
			"Coimbra Group\n\nFull members\n- Sweden: Uppsala University (founder), Lund University\n- Finland: University of Turku\n\nObservers\n- Norway: University of Oslo",
			[]string{
				"Lund University MEMBER_OF Coimbra Group",
				"University of Turku MEMBER_OF Coimbra Group",
				"Uppsala University MEMBER_OF Coimbra Group",
			},
		},
		{
			"in bold and italics",
			"The rector of the **University of Turku**, *Timo Saari*, signed an agreement with **Uppsala University** on 3 May 2019.",
			[]string{
				"Timo Saari AFFILIATED_WITH University of Turku rector of the University of Turku",
				"University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Timo Saari",
			},
		},
		{
			"half of a double name",
			"Rector Anna Berg-Lindholm of Uppsala University arrived early. On 3 May 2019 Lindholm signed an agreement with the University of Turku.",
			[]string{
				"Anna Berg-Lindholm AFFILIATED_WITH Uppsala University Rector",
				"University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg-Lindholm",
			},
		},
		{
			"the witness does not sign",
			"Uppsala University and the University of Turku signed a contract on 3 May 2019. Maria Holm, president of the University of Turku, attended the ceremony.",
			[]string{
				"Maria Holm AFFILIATED_WITH University of Turku president of the University of Turku",
				"University of Turku + Uppsala University SIGNED contract 2019-05-03",
			},
		},
		{
			"members and an observer",
			"The founding members of the Baltic University Alliance are the University of Tartu, Vilnius University and Riga Technical University; Uppsala University follows it as an observer.",
			[]string{
				"Riga Technical University MEMBER_OF Baltic University Alliance",
				"University of Tartu MEMBER_OF Baltic University Alliance",
				"Vilnius University MEMBER_OF Baltic University Alliance",
			},
		},
		{
			"a visit",
			"On 8 March 2022, Rector Anna Berg visited Vilnius University.",
			[]string{
				"Anna Berg VISITED Vilnius University 2022-03-08",
			},
		},
		{
			"the two, after others were named",
			"Uppsala University and Vilnius University are old friends. The two universities signed a letter of intent on 3 May 2019.",
			[]string{
				"Uppsala University + Vilnius University SIGNED letter 2019-05-03",
			},
		},
		{
			"officers sign for their institutions",
			"On 3 May 2019 Rector Anna Berg of Uppsala University and Maria Holm, president of the University of Turku, put their names to a contract.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University Rector",
				"Maria Holm AFFILIATED_WITH University of Turku president of the University of Turku",
				"University of Turku + Uppsala University SIGNED contract 2019-05-03 by Anna Berg + Maria Holm",
			},
		},
		{
			"the paper holds since",
			"Uppsala University is proud of its friends. An exchange agreement has linked it with no one; a framework agreement has linked Vilnius University and the University of Tartu since 2009.",
			[]string{
				"University of Tartu + Vilnius University SIGNED framework 2009",
			},
		},
		{
			"two statements in one sentence",
			"On 8 March 2022, Anna Berg went to Vilnius University, Timo Saari visited the University of Tartu.",
			[]string{
				"Anna Berg VISITED Vilnius University 2022-03-08",
				"Timo Saari VISITED University of Tartu 2022-03-08",
			},
		},
		{
			"a delegation whose members follow",
			"A delegation from the University of Turku arrived at Vilnius University on 8 March 2022. Accompanying him were Professor Anna Berg and Dean Timo Saari.",
			[]string{
				"Anna Berg AFFILIATED_WITH University of Turku Professor",
				"Anna Berg VISITED Vilnius University 2022-03-08",
				"Timo Saari AFFILIATED_WITH University of Turku Dean",
				"Timo Saari VISITED Vilnius University 2022-03-08",
				"University of Turku VISITED Vilnius University 2022-03-08",
			},
		},
		{
			"a denied report",
			"Uppsala University dismissed a report that it had signed an agreement with Vilnius University.",
			[]string{
				"Uppsala University + Vilnius University SIGNED agreement (denied)",
			},
		},
		{
			"who left is no member",
			"Vilnius University belongs to the Baltic University Alliance, which Uppsala University left in 2014.",
			[]string{
				"Vilnius University MEMBER_OF Baltic University Alliance",
			},
		},
		{
			"May is a month",
			"Uppsala University and Vilnius University renewed their agreement on 3 May 2019.",
			[]string{
				"Uppsala University + Vilnius University SIGNED renewal 2019-05-03",
			},
		},
		{
			"he is the person spoken of",
			"Rector Anna Berg of Uppsala University is travelling. On 8 March 2022 she visited Vilnius University.",
			[]string{
				"Anna Berg AFFILIATED_WITH Uppsala University Rector",
				"Anna Berg VISITED Vilnius University 2022-03-08",
			},
		},
		{
			"the Lithuanian university",
			"Uppsala University welcomed guests. On 3 May 2019 Vilnius University and the University of Tartu met; the Lithuanian university signed a contract with Uppsala University on 4 May 2019.",
			[]string{
				"Uppsala University + Vilnius University SIGNED contract 2019-05-04",
			},
		},
		{
			"members counted",
			"The Baltic University Alliance was set up in 2019. The three are the University of Tartu, Vilnius University and Riga Technical University.",
			[]string{
				"Riga Technical University MEMBER_OF Baltic University Alliance",
				"University of Tartu MEMBER_OF Baltic University Alliance",
				"Vilnius University MEMBER_OF Baltic University Alliance",
			},
		},
		{
			"several days",
			"From 8 to 10 March 2022, Rector Anna Berg visited Vilnius University.",
			[]string{
				"Anna Berg VISITED Vilnius University 2022-03-08",
			},
		},
		{
			"a company among the parties",
			"On 3 May 2019 Uppsala University signed a contract with the mining company Nordfjell Malm.",
			[]string{"Nordfjell Malm + Uppsala University SIGNED contract 2019-05-03"},
		},
		{
			"the five who were listed",
			"Uppsala University, Vilnius University, the University of Tartu, Lund University and Aarhus University wrote it. The five signed the declaration on 3 May 2019.",
			[]string{
				"Aarhus University + Lund University + University of Tartu + Uppsala University + Vilnius University SIGNED declaration 2019-05-03",
			},
		},
		{
			"a table of partners",
			"Uppsala University, agreements in force\n\nVilnius University\tLithuania\tmemorandum\t03.05.2019\nUniversity of Tartu\tEstonia\tagreement\t2016\nLund University\tSweden\tdraft\t2020\nAarhus University\tDenmark\tcontract\t07.08.2014\n",
			[]string{
				"Aarhus University + Uppsala University SIGNED contract 2014-08-07",
				"University of Tartu + Uppsala University SIGNED agreement 2016",
				"Uppsala University + Vilnius University SIGNED memorandum 2019-05-03",
			},
		},
		{
			"an online meeting is no visit",
			"On 8 March 2022, Uppsala University visited Vilnius University by video link.",
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, claims(t, "", tt.text)); diff != "" {
				t.Errorf("Extract(%q): (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"M.TYNYSHPAYEV at St.Petersburg": "M.|TYNYSHPAYEV|at|St.|Petersburg",
		"Xi'an's two schools":            "Xi'an|'s|two|schools",
		"Shin Dong-gyu, Prof. Dr. Li":    "Shin|Dong-gyu|,|Prof.|Dr.|Li",
		"Dato' Kassim":                   "Dato'|Kassim",
	} {
		var got []string
		for _, tok := range tokenize(nil, text, lowered(text)) {
			got = append(got, tok.text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("tokenize(%q) = %s, want %s", text, s, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"It ended.The two left.":                  2,
		"Prof. Li of the Univ. of X came. He sat": 2,
		"See dlut.edu.cn for 3.5 points.":         1,
		"One\nTwo":                                2,
	} {
		if got := len(sentences(tokenize(nil, text, lowered(text)))); got != want {
			t.Errorf("sentences(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestLongText(t *testing.T) {
	filler := strings.Repeat("Nothing happened here on that day, and nobody went anywhere.\n\n", 2*partSize/60)
	text := "On 3 May 2019 Uppsala University and the University of Turku signed a contract.\n\n" + filler +
		"On 4 May 2019 Vilnius University and the University of Tartu signed a letter of intent.\n"
	r, err := New(gazetteer.Default()).Extract(context.Background(), unigraph.Article{ID: "t", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Agreements) != 2 {
		t.Fatalf("%d agreements, want 2", len(r.Agreements))
	}
	last := r.Agreements[1]
	if e := last.Evidence[0]; text[e.Start:e.End] != e.Quote {
		t.Errorf("the quote %q is not at [%d, %d)", e.Quote, e.Start, e.End)
	}
	if name := r.Referents[last.Parties[0]].Name; name != "Vilnius University" {
		t.Errorf("the first party is %q", name)
	}
}

func TestWrappedLines(t *testing.T) {
	text := "A NOTE\n\n" +
		"On 3 May 2019 Uppsala University and the University of Turku, which\n" +
		"have known each other for a long time, signed a contract about the\n" +
		"exchange of teachers.\n\nNo photographs.\n"
	want := []string{"University of Turku + Uppsala University SIGNED contract 2019-05-03"}
	if diff := cmp.Diff(want, claims(t, "", text)); diff != "" {
		t.Errorf("wrapped text: (-want +got)\n%s", diff)
	}
	if n := len(lineEnds("One line of news, long enough to have been wrapped here\nTwo\n")); n != 2 {
		t.Errorf("%d ends of lines in a text that is not wrapped, want 2", n)
	}
}

func TestRenewals(t *testing.T) {
	const head = "Uppsala University News, 21 October 2019\n\n"
	for _, tt := range []struct{ text, first, again string }{
		{"On Monday, Uppsala University and Aalto University renewed the exchange agreement which the two had first concluded in 1998.", "agreement 1998", "renewal 2019-10-21"},
		{"On Monday Uppsala University and Aalto University renewed their 2007 contract on tuition waivers.", "contract 2007", "renewal 2019-10-21"},
		{"The memorandum, which Uppsala University and Aalto University had concluded in 2009, was renewed on 14 October.", "memorandum 2009", "renewal 2019-10-14"},
		{"Uppsala University and Aalto University extended the agreement of 2009 until 2028.", "agreement 2009", "renewal "},
		{"The agreement that Uppsala University signed with Aalto University in 2012 was prolonged on Monday for three years.", "agreement 2012", "renewal 2019-10-21"},
	} {
		want := []string{"Aalto University + Uppsala University SIGNED " + tt.first, strings.TrimSpace("Aalto University + Uppsala University SIGNED " + tt.again)}
		if diff := cmp.Diff(want, claims(t, "", head+tt.text)); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", tt.text, diff)
		}
	}
}

func TestDates(t *testing.T) {
	tests := []struct {
		published  unigraph.Date
		text, want string
	}{
		{"", "signed on 14 November 2018 there", "2018-11-14"},
		{"", "signed on Nov. 14th, 2018 there", "2018-11-14"},
		{"", "signed 2018-11-14 there", "2018-11-14"},
		{"", "signed 14/11/2018 there", "2018-11-14"},
		{"", "signed in November 2018 there", "2018-11"},
		{"", "signed in 2018 there", "2018"},
		{"2019-01-20", "signed on December 3 there", "2018-12-03"},
		{"2019-05-22", "signed on Monday there", "2019-05-20"},
		{"2019-05-22", "signed yesterday there", "2019-05-21"},
		{"2019-05-22", "signed the day before yesterday there", "2019-05-20"},
		{"2019-05-22", "signed last Wednesday there", "2019-05-15"},
		{"2019-05-22", "signed on Monday of last week there", "2019-05-13"},
		{"2019-05-22", "signed last month there", "2019-04"},
		{"", "announced on 22 May 2019 what was signed the day before", "2019-05-22 2019-05-21"},
		{"", "opened on 22 May 2019 and closed three days later", "2019-05-22 2019-05-25"},
		{"", "begun on 22 May 2019 and on 17th signed", "2019-05-22 2019-05-17"},
		{"", "begun on 22 May 2019, the 3rd meeting", "2019-05-22"},
		{"", "they may 3 times", ""},
		{"", "31 February 2018", ""},
	}
	for _, tt := range tests {
		d := New(gazetteer.Default()).read(unigraph.Article{Published: tt.published, Text: "First words come before the date, it was " + tt.text})
		var got []string
		for _, m := range d.dates {
			got = append(got, string(m.date))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("published %q: dates of %q = %q, want %q", tt.published, tt.text, s, tt.want)
		}
	}
}

func FuzzExtract(f *testing.F) {
	f.Add("Rector Anna Berg of Uppsala University signed with (Turku) “X” on 3 May 2019.The two")
	f.Add("the universities of A, B and C\n- END -\n")
	f.Add("HE Ms Mele Tupou, High Commissioner of Tonga in Canberra, hosted a reception.") // a name near the start, no role before it
	f.Add("Campus News 12 May\n2019\nRector Anna Berg spoke.")                             // a date on two lines
	x := New(gazetteer.Default())
	f.Fuzz(func(t *testing.T, text string) {
		r, err := x.Extract(context.Background(), unigraph.Article{ID: "f", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range r.Referents {
			for _, m := range ref.Mentions {
				if text[m.Start:m.End] != m.Text {
					t.Errorf("mention %q is not at [%d, %d)", m.Text, m.Start, m.End)
				}
			}
		}
		for _, a := range r.Agreements {
			for _, e := range a.Evidence {
				if text[e.Start:e.End] != e.Quote {
					t.Errorf("quote %q is not at [%d, %d)", e.Quote, e.Start, e.End)
				}
			}
		}
	})
}

func TestPublishedAtTheHead(t *testing.T) {
	const body = "\n\nUppsala University and the University of Turku signed a contract.\n"
	for _, test := range []struct {
		head string
		want unigraph.Date
	}{
		{"Thursday 12 April 2018", "2018-04-12"}, // the first words of the text
		{"The Courier, Thursday 12 April 2018", "2018-04-12"},
		{"12 April 2018", "2018-04-12"},
	} {
		r, err := New(gazetteer.Default()).Extract(t.Context(), unigraph.Article{Text: test.head + body})
		if err != nil || r.Published != test.want {
			t.Errorf("%q: published %q, not %q (%v)", test.head, r.Published, test.want, err)
		}
	}
}
