package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// The articles of testSignings are of Saturday, 1 June 2019.
func TestDateToldByAnother(t *testing.T) {
	const (
		two   = "University of Turku + Uppsala University SIGNED agreement"
		names = "Uppsala University and the University of Turku signed an agreement"
	)
	tests := []struct{ name, text, want string }{
		{"days ago", "Three days ago " + names + ".", two + " 2019-05-29"},
		{"a month ago", "A month ago " + names + ".", two + " 2019-05"},
		{"years ago", "Fifteen years ago " + names + ".", two + " 2004"},
		{"last year's month", names + " in March last year.", two + " 2018-03"},
		{"last month of that name", names + " last July.", two + " 2018-07"},
		{"last summer", names + " last summer.", two + " 2018"},
		{"a day of this month", names + " on the first of this month.", two + " 2019-06-01"},
		{"a day of last month", names + " on the 25th of last month.", two + " 2019-05-25"},
		{"the next day", "On 3 May the fair opened. The next day " + names + ".", two + " 2019-05-04"},
		{"two days later", "The fair opened on 3 May. Two days later " + names + ".", two + " 2019-05-05"},
		{"the year after", "The fair began in 2011. The year after, " + names + ".", two + " 2012"},
		{"that year", "The fair began in 2011. In that year " + names + ".", two + " 2011"},
		{"the following month", "The fair opened on 30 December 2011. The following month " + names + ".", two + " 2012-01"},
		{"the last day of a stay", "The fair was held from 3 to 5 May. On the last day " + names + ".", two + " 2019-05-05"},
		{"the second day of a stay", "The fair was held from 28 February to 2 March. On the second day " + names + ".", two + " 2019-03-01"},
		{"not the paper recalled", "On 9 May guests came to Turku. They recalled the memorandum signed on 4 October 2018. Then " + names + ".", two + " 2019-05-09"},
		{"not a relative clause's", "Uppsala University, which joined the fair in 2010, and the University of Turku signed an agreement.", two},
		{"not another verb's", "The office announced on the 10th that " + names + " the day before.", two + " 2019-05-09"},
		{"not long before the story", "The fair opened on 4 May. In 2012 and in June 2013 it had failed. Now " + names + ".", two + " 2019-05-04"},
		{"of two days of the week", "On Thursday and Friday the fair was held, and on Friday " + names + ".", two + " 2019-05-31"},
		{"the day in figures", names + " on Thursday (25/4).", two + " 2019-04-25"},
		{"that same autumn", "The fair was held in the summer of 2014. That same autumn " + names + ".", two + " 2014"},
		{"since when it is", "Guests came on 2 May from Turku; an agreement has bound Uppsala University and the University of Turku since 2008.", two + " 2008"},
		{"year first", "2018, June 3rd: " + names + ".", two + " 2018-06-03"},
	}
	testSignings(t, tests)
}

func TestStopsWithDates(t *testing.T) {
	const text = "In November last year Rector Anna Berg of Uppsala University visited the University of Turku, and on 20 May this year she travelled to Lund University on foot and to Aalto University on the 22nd."
	want := map[string]unigraph.Date{"University of Turku": "2018-11", "Lund University": "2019-05-20", "Aalto University": "2019-05-22"}
	g := gazetteer.Default()
	r, err := New(g).Extract(t.Context(), unigraph.Article{ID: "a", Text: text, Published: "2019-06-01"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]unigraph.Date{}
	for _, c := range r.Relations {
		if c.Kind == unigraph.Visited {
			got[r.Referents[c.Object].Name] = c.Date
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("visits of %q (-want +got):\n%s", text, diff)
	}
}

func TestPartnersWithDates(t *testing.T) {
	const text = "Uppsala University signed an agreement with the University of Turku in 2010, with Lund University in 2012 and on 3 May this year with Aalto University."
	want := []string{
		"Aalto University + Uppsala University SIGNED agreement 2019-05-03",
		"Lund University + Uppsala University SIGNED agreement 2012",
		"University of Turku + Uppsala University SIGNED agreement 2010",
	}
	if diff := cmp.Diff(want, signings(t, text)); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestPartnersWithSeats(t *testing.T) {
	const text = "Uppsala University has signed individual memoranda with Lund University, Scania (2015), Aalto University, Espoo (2016) and the University of Turku (UTU), Turku (2018)."
	want := []string{
		"Aalto University + Uppsala University SIGNED memorandum 2016",
		"Lund University + Uppsala University SIGNED memorandum 2015",
		"University of Turku + Uppsala University SIGNED memorandum 2018",
	}
	if diff := cmp.Diff(want, signings(t, text)); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestPartnersByOffice(t *testing.T) {
	const text = "Rector Anna Berg of Uppsala University signed agreements with the rectors of Lund University and the University of Turku on 3 May."
	want := []string{
		"Lund University + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg",
		"University of Turku + Uppsala University SIGNED agreement 2019-05-03 by Anna Berg",
	}
	if diff := cmp.Diff(want, signings(t, text)); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}
