package extract

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"unigraph"
	"unigraph/loader/gazetteer"
)

var reader = sync.OnceValue(func() *Extractor { return New(gazetteer.Default()) })

// visits reads a text and gives who has visited whom, "N > X", sorted.
func visits(t *testing.T, text string) []string {
	t.Helper()
	r, err := reader().Extract(context.Background(), unigraph.Article{ID: "a", Text: text})
	if err != nil {
		t.Fatalf("Extract(%q): %v", text, err)
	}
	var out []string
	for _, c := range r.Relations {
		if c.Kind == unigraph.Visited && c.Modality == unigraph.Done {
			out = append(out, r.Referents[c.Subject].Name+" > "+r.Referents[c.Object].Name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestVisits(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Professor Anna Berg of Uppsala University visited the University of Turku on 3 May 2019.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, was a guest at the University of Turku on 3 May 2019.", []string{"Anna Berg > University of Turku"}},
		{"On 3 May 2019 the rector of Uppsala University, Anna Berg, gave a talk at the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"On 3 May 2019 the University of Turku was visited by Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, the rector of Uppsala University, came to the University of Turku to open the new library.", []string{"Anna Berg > University of Turku"}},
		{"The rector of Uppsala University, Anna Berg, opened the new library of the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"The University of Turku had a visitor from Sweden last week: Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The University of Turku was pleased to have Anna Berg, rector of Uppsala University, as its guest.", []string{"Anna Berg > University of Turku"}},
		{"Last week Anna Berg, rector of Uppsala University, was in Turku as guest of the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, paid an official visit to the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"During her visit to the University of Turku, Anna Berg, rector of Uppsala University, met the students.", []string{"Anna Berg > University of Turku"}},
		{"On a visit to the University of Turku, Anna Berg, rector of Uppsala University, met the students.", []string{"Anna Berg > University of Turku"}},
		{"The visit of Anna Berg, rector of Uppsala University, to the University of Turku lasted two days.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg's visit to the University of Turku lasted two days.", []string{"Anna Berg > University of Turku"}},
		{"A visit to the University of Turku by Anna Berg, rector of Uppsala University, ended on Friday.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, ended her visit to the University of Turku on Friday.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, returned on Friday from a visit to the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, arrived at the University of Turku on Friday.", []string{"Anna Berg > University of Turku"}},
		{"A delegation from Uppsala University arrived at the University of Turku on Friday.", []string{"Uppsala University > University of Turku"}},
		{"A delegation of Uppsala University headed by rector Anna Berg was received at the University of Turku.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"The rector of the University of Turku, Mikko Laine, received a delegation of Uppsala University headed by rector Anna Berg.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"The University of Turku welcomed a delegation from Uppsala University. The delegation was led by rector Anna Berg and included dean Erik Lund.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Uppsala University > University of Turku"}},
		{"The University of Turku hosted Anna Berg, rector of Uppsala University, and Erik Lund, dean of science.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Rector Mikko Laine of the University of Turku met Anna Berg, rector of Uppsala University, on his campus on Monday.", []string{"Anna Berg > University of Turku"}},
		{"A team of five led by Professor Anna Berg of Uppsala University spent a week at the University of Turku.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"Two teachers of Uppsala University, Anna Berg and Erik Lund, spent a week at the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Uppsala University > University of Turku"}},
		{"Students and teachers from Uppsala University toured the laboratories of the University of Turku.", []string{"Uppsala University > University of Turku"}},
		{"Representatives of Uppsala University, including Anna Berg and Erik Lund, held talks at the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Uppsala University > University of Turku"}},
		{"Guests from Uppsala University were shown the library of the University of Turku.", []string{"Uppsala University > University of Turku"}},
		{"Uppsala University sent a delegation to the University of Turku in May.", []string{"Uppsala University > University of Turku"}},
		{"Uppsala University sent its rector, Anna Berg, to the University of Turku in May.", []string{"Anna Berg > University of Turku"}},
		{"The delegation of Uppsala University consisted of Anna Berg and Erik Lund. They spent two days at the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Uppsala University > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, went from Helsinki to the University of Turku by train.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, took part in a conference at the University of Turku on 3 May 2019.", []string{"Anna Berg > University of Turku"}},
		{"The conference was held at the University of Turku. Among the participants were Anna Berg, rector of Uppsala University, and Erik Lund of Lund University.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"The conference opened on Monday at the University of Turku. The opening was attended by Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The ceremony took place at the University of Turku in the presence of Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The agreement was signed at the University of Turku by rector Mikko Laine and Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, delivered a lecture to students of the University of Turku on 3 May 2019.", []string{"Anna Berg > University of Turku"}},
		{"Prof. Anna Berg from Uppsala University taught for two weeks at the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"Prof. Anna Berg from Uppsala University stayed at the University of Turku from 3 to 9 May 2019 and gave three lectures.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, got acquainted with the laboratories of the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"The guests, Anna Berg and Erik Lund of Uppsala University, saw the museum of the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Accompanied by vice-rector Erik Lund, Anna Berg, rector of Uppsala University, visited the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, accompanied by Erik Lund and Karin Holm, called on the rector of the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. She was accompanied by Erik Lund and Karin Holm.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. With her came Erik Lund.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. Erik Lund, dean of science, was also present.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku on Monday and Aalto University on Tuesday.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku on Monday. On Tuesday she was at Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku on Monday. The next day she travelled on to Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku on Monday. From there she went to Aalto University. Her last stop was the University of Oulu.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Oulu", "Anna Berg > University of Turku"}},
		{"A delegation of Uppsala University visited Finland from 3 to 9 May 2019. At the University of Turku it was received by rector Mikko Laine. Then the delegation went to Aalto University.", []string{"Uppsala University > Aalto University", "Uppsala University > Finland", "Uppsala University > University of Turku"}},
		{"A delegation of Uppsala University visited three universities: the University of Turku, Aalto University and the University of Oulu.", []string{"Uppsala University > Aalto University", "Uppsala University > University of Oulu", "Uppsala University > University of Turku"}},
		{"University of Turku > News\nA delegation from Uppsala University visited our university on 3 May 2019.", []string{"Uppsala University > University of Turku"}},
		{"University of Turku > News\nOn 3 May 2019 our university was visited by a delegation from Uppsala University.", []string{"Uppsala University > University of Turku"}},
		{"University of Turku > News\nOn 3 May 2019 rector Anna Berg of Uppsala University was our guest.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nOn 3 May 2019 we welcomed Anna Berg, rector of Uppsala University, on our campus.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nWe had the pleasure of receiving Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nOur rector Mikko Laine received Anna Berg, rector of Uppsala University, in his office.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nThe rector of Uppsala University, Anna Berg, arrived at our school yesterday.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nThe rector of Uppsala University, Anna Berg, spent two days with us.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nThe rector of Uppsala University, Anna Berg, gave a lecture to our students.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nOur guest this week was Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nOur rector Mikko Laine travelled to Sweden on 3 May. In Uppsala he was received by Anna Berg, rector of Uppsala University.", []string{"Mikko Laine > Sweden", "Mikko Laine > Uppsala University"}},
		{"University of Turku > News\nA delegation of our university visited Uppsala University on 3 May 2019.", []string{"University of Turku > Uppsala University"}},
		{"University of Turku > News\nA delegation of our university headed by rector Mikko Laine left for Uppsala University on 3 May 2019.", []string{"Mikko Laine > Uppsala University", "University of Turku > Uppsala University"}},
		{"University of Turku > News\nRector Mikko Laine and dean Jussi Halla of our university were at Uppsala University on 3 May 2019.", []string{"Jussi Halla > Uppsala University", "Mikko Laine > Uppsala University"}},
		{"University of Turku > News\nOur teachers Mikko Laine and Jussi Halla have come back from Uppsala University, where they spent a week.", []string{"Jussi Halla > Uppsala University", "Mikko Laine > Uppsala University"}},
		{"University of Turku > News\nOur vice-rector Jussi Halla has just returned from a trip to Uppsala University and Lund University.", []string{"Jussi Halla > Lund University", "Jussi Halla > Uppsala University"}},
		{"University of Turku > News\nIn May our vice-rector Jussi Halla took part in the assembly of the Baltic Network, which was held at Uppsala University.", []string{"Jussi Halla > Uppsala University"}},
		{"University of Turku > News\nFrom 3 to 5 May a delegation of Uppsala University stayed at our university. The delegation included: Anna Berg, rector; Erik Lund, dean; Karin Holm, head of the international office. The guests got acquainted with our laboratories.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku", "Uppsala University > University of Turku"}},
		{"University of Turku > News\nRector Mikko Laine met with Anna Berg, rector of Uppsala University, who is on a visit to our university.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nToday the rector of Uppsala University Anna Berg stepped over the threshold of our university.", []string{"Anna Berg > University of Turku"}},
		{"University of Turku > News\nYesterday we had guests: the rector of Uppsala University Anna Berg and the dean Erik Lund.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"University of Turku > News\nUppsala University's rector Anna Berg visited Turku last week. She met our rector, Mikko Laine, and gave a talk.", []string{"Anna Berg > Turku"}},
		{"University of Turku > News\nRepresentatives of Uppsala University visited the faculty of law of our university.", []string{"Uppsala University > University of Turku"}},
		{"University of Turku > News\nThree colleagues from Uppsala University, Anna Berg, Erik Lund and Karin Holm, came to see our new library.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku", "Uppsala University > University of Turku"}},
		{"University of Turku > News\nRector Mikko Laine and dean Jussi Halla were in Sweden from 3 to 6 May 2019.\nMonday, 3 May: Uppsala University. Meeting with rector Anna Berg.\nTuesday, 4 May: Lund University. Talks about exchange.", []string{"Jussi Halla > Lund University", "Jussi Halla > Sweden", "Jussi Halla > Uppsala University", "Mikko Laine > Lund University", "Mikko Laine > Sweden", "Mikko Laine > Uppsala University"}},
		{"Rector Anna Berg of Uppsala University and dean Erik Lund toured three Finnish universities last week: Turku on Monday, Aalto University on Tuesday and the University of Oulu on Wednesday.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Oulu", "Erik Lund > Aalto University", "Erik Lund > University of Oulu"}},
		{"Anna Berg, rector of Uppsala University, and Erik Lund, dean of science, began their tour at the University of Turku on Monday and finished it at Aalto University on Thursday.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku", "Erik Lund > Aalto University", "Erik Lund > University of Turku"}},
		{"A five-member delegation from Uppsala University, led by rector Anna Berg, arrived in Finland on Monday. It first went to the University of Turku, then to Aalto University, and flew home from Helsinki on Friday.", []string{"Anna Berg > Aalto University", "Anna Berg > Finland", "Anna Berg > University of Turku", "Uppsala University > Aalto University", "Uppsala University > Finland", "Uppsala University > University of Turku"}},
		{"A five-member delegation from Uppsala University, led by rector Anna Berg, was at the University of Turku on Monday. Other members were Erik Lund and Karin Holm.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku", "Uppsala University > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, led a delegation to the University of Turku. Also in the delegation was Erik Lund, dean.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Uppsala University > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, and her deputy, Erik Lund, were welcomed at the University of Turku by rector Mikko Laine.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, went to Finland last week, where she visited the University of Turku.", []string{"Anna Berg > Finland", "Anna Berg > University of Turku"}},
		{"The Swedish ambassador to Finland, Karin Holm, visited the University of Turku on Monday.", []string{"Karin Holm > University of Turku"}},
		{"The Swedish ambassador, Karin Holm, opened the exhibition at the University of Turku on Monday.", []string{"Karin Holm > University of Turku"}},
		{"Minister of education Karin Holm toured the University of Turku on Monday.", []string{"Karin Holm > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, did not come to the University of Turku.", nil},
		{"Anna Berg, rector of Uppsala University, plans to visit the University of Turku in May.", nil},
		{"Anna Berg, rector of Uppsala University, will be at the University of Turku in May.", nil},
		{"Anna Berg, rector of Uppsala University, joined the ceremony at the University of Turku by video link.", nil},
		{"The visit of Anna Berg, rector of Uppsala University, to the University of Turku was cancelled.", nil},
		{"Anna Berg, rector of Uppsala University, studied at the University of Turku.", nil},
		{"Anna Berg, rector of Uppsala University, was invited to visit the University of Turku.", nil},
		{"Anna Berg, rector of Uppsala University, was professor at the University of Turku from 1999 to 2004.", nil},
		{"Anna Berg, rector of Uppsala University, sent greetings to the students at the University of Turku.", nil},
		{"Anna Berg, rector of Uppsala University, praised the students of the University of Turku.", nil},
		{"Anna Berg, rector of Uppsala University, hopes to come to the University of Turku next year.", nil},
		{"Mikko Laine, rector of the University of Turku, received a letter from Anna Berg, rector of Uppsala University.", nil},
		{"University of Turku > News\nYesterday the delegation of Uppsala University crossed the threshold of our university. Rector Anna Berg was at its head.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"University of Turku > News\nDean Erik Lund of Uppsala University and two of his students had a look at our hives on 18 June.", []string{"Erik Lund > University of Turku"}},
		{"University of Turku > News\nDean Erik Lund of Uppsala University stayed with us from 13 to 15 March.", []string{"Erik Lund > University of Turku"}},
		{"University of Turku > News\nOn 14 September professor Anna Berg of Uppsala University was with us again.", []string{"Anna Berg > University of Turku"}},
		{"The guests from Uppsala University, headed by rector Anna Berg, were yesterday also in Helsinki, in Aalto University.", []string{"Anna Berg > Aalto University", "Uppsala University > Aalto University"}},
		{"Anna Berg, rector of Uppsala University, and Erik Lund, dean of the same university, were hosted at the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"In the premises of the rectorate of the University of Turku yesterday sojourned guests from Uppsala University.", []string{"Uppsala University > University of Turku"}},
		{"From Uppsala University arrived Anna Berg, dean of science, from Lund University arrived Karin Holm. They worked at the University of Turku till Friday.", []string{"Anna Berg > University of Turku", "Karin Holm > University of Turku"}},
		{"The Secretary-General of the Baltic Network, Anna Berg, visited three members: the University of Turku, Aalto University and Lund University.", []string{"Anna Berg > Aalto University", "Anna Berg > Lund University", "Anna Berg > University of Turku"}},
		{"The mission of Uppsala University, headed by Anna Berg, began with the University of Turku on the 25th, continued with Aalto University on the 27th and ended on the 29th at the University of Oulu.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Oulu", "Anna Berg > University of Turku", "Uppsala University > Aalto University", "Uppsala University > University of Oulu", "Uppsala University > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, was at the University of Turku on Thursday and on Friday she was shown the cellars of Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku"}},
		{"On 26 May Anna Berg, rector of Uppsala University, flew to Finland together with her deputy, Erik Lund. The next day they were received at the University of Turku.", []string{"Erik Lund > Finland", "Erik Lund > University of Turku", "May Anna Berg > Finland", "May Anna Berg > University of Turku"}},
		{"There was also an excursion to Aalto University. Rector Anna Berg of Uppsala University made an excursion to the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"The rector of Uppsala University, Anna Berg, made a working trip to the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"The rector of Uppsala University, Anna Berg, has been to the University of Turku twice, in 2009 and 2016.", []string{"Anna Berg > University of Turku"}},
		{"In 2009 the then rector of Uppsala University, Anna Berg, had been to the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, president of Uppsala University, stopped in at the University of Turku on her way to Helsinki.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, president of Uppsala University, dropped by the University of Turku on her way to Helsinki.", []string{"Anna Berg > University of Turku"}},
		{"Anna Berg, president of Uppsala University, spent Thursday at the University of Turku and Friday at Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku"}},
		{"Anna Berg, president of Uppsala University, took round of the new campus of the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"Vice-rector Anna Berg of Uppsala University and Erik Lund of the same university called at the president's office of the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"President Mikko Laine of the University of Turku received the ambassador of Sweden, Karin Holm.", []string{"Karin Holm > University of Turku"}},
		{"President Mikko Laine of the University of Turku met with the delegation of Uppsala University led by Anna Berg in the Senate hall.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"The University of Turku received the visit of Anna Berg, rector of Uppsala University.", []string{"Anna Berg > University of Turku"}},
		{"The University of Turku received a visit from a delegation of Uppsala University led by Anna Berg.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"A visit by a delegation from Uppsala University took place at the University of Turku on Monday.", []string{"Uppsala University > University of Turku"}},
		{"A meeting with a delegation from Uppsala University took place at the University of Turku on Monday. The delegation was headed by Anna Berg, vice-rector.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"A meeting with representatives of Uppsala University was held at the University of Turku on Monday.", []string{"Uppsala University > University of Turku"}},
		{"At the University of Turku a meeting was held with the rector of Uppsala University, Anna Berg.", []string{"Anna Berg > University of Turku"}},
		{"On the morning of 18 May, a five-person delegation headed by Anna Berg, president of Uppsala University, came to the University of Turku for exchange.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"On the morning of 18 May, Anna Berg, president of Uppsala University, and a party of six visited the University of Turku.", []string{"Anna Berg > University of Turku", "Uppsala University > University of Turku"}},
		{"From May 10 to 12, Anna Berg, president of Uppsala University, led a team to investigate and study at the University of Turku and Aalto University.", []string{"Anna Berg > Aalto University", "Anna Berg > University of Turku", "Uppsala University > Aalto University", "Uppsala University > University of Turku"}},
		{"Anna Berg, president of Uppsala University, accompanied the minister to the University of Turku.", []string{"Anna Berg > University of Turku"}},
		{"With Anna Berg, rector of Uppsala University, Erik Lund travelled to the University of Turku.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. Other members of the delegation were Erik Lund and Karin Holm.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. In her company were Erik Lund, dean, and Karin Holm, secretary.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku with Erik Lund and Karin Holm.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku", "Karin Holm > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. Erik Lund, dean of science, went along.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. She brought Erik Lund, dean of science.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
		{"Anna Berg, rector of Uppsala University, visited the University of Turku. Joining her was Erik Lund, dean of science.", []string{"Anna Berg > University of Turku", "Erik Lund > University of Turku"}},
	} {
		if got := visits(t, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("Extract(%q): visits\n%s\nwant\n%s", tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}
