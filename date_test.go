package unigraph_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"unigraph"
)

func TestParseDate(t *testing.T) {
	for s, want := range map[string]unigraph.Precision{
		"": unigraph.PrecisionUnknown, "2018": unigraph.PrecisionYear, "2018-11": unigraph.PrecisionMonth, "2018-11-14": unigraph.PrecisionDay,
	} {
		d, err := unigraph.ParseDate(s)
		if err != nil || d.Precision() != want {
			t.Errorf("ParseDate(%q) = %q of precision %s, %v; want precision %s", s, d, d.Precision(), err, want)
		}
	}
	for _, s := range []string{"18", "2018-13", "2018-02-30", "2018/11/14", "14.11.2018", "2018-1", "20181", "yesterday."} {
		if d, err := unigraph.ParseDate(s); !errors.Is(err, unigraph.ErrInvalid) {
			t.Errorf("ParseDate(%q) = %q, %v; want ErrInvalid", s, d, err)
		}
	}
}

func TestDateWithin(t *testing.T) {
	tests := []struct {
		date, since, until unigraph.Date
		want               bool
	}{
		{"2018-11-14", "", "", true},
		{"", "", "", true},
		{"", "2018", "", false},
		{"", "", "2018", false},
		{"2018-11-14", "2018", "2018", true},
		{"2018-11-14", "2018-11-14", "2018-11-14", true},
		{"2018-11-14", "2018-11-15", "", false},
		{"2018-11-14", "", "2018-11-13", false},
		{"2018-11-14", "", "2018-11", true},
		{"2018", "2018-06", "", true}, // may lie in it
		{"2018", "", "2018-06", true},
		{"2018", "2019-01-01", "", false},
		{"2018-11", "2018-11-20", "2018-11-25", true},
		{"2018-11", "2018-12", "", false},
	}
	for _, tt := range tests {
		if got := tt.date.Within(tt.since, tt.until); got != tt.want {
			t.Errorf("Date(%q).Within(%q, %q) = %v, want %v", tt.date, tt.since, tt.until, got, tt.want)
		}
	}
}

// date draws a date of any precision from a few years, so that dates meet.
func date() *rapid.Generator[unigraph.Date] {
	return rapid.SampledFrom([]unigraph.Date{"", "2018", "2019", "2018-11", "2018-12", "2018-11-14", "2018-11-15", "2018-12-14"})
}

func TestCoversIsAPartialOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := date().Draw(t, "a"), date().Draw(t, "b"), date().Draw(t, "c")
		if !a.Covers(a) {
			t.Errorf("%q does not cover itself", a)
		}
		if a.Covers(b) && b.Covers(a) && a != b {
			t.Errorf("%q and %q cover each other", a, b)
		}
		if a.Covers(b) && b.Covers(c) && !a.Covers(c) {
			t.Errorf("%q covers %q covers %q, but not itself", a, b, c)
		}
	})
}

func TestPreceding(t *testing.T) {
	for _, c := range []struct{ since, until, wantSince, wantUntil unigraph.Date }{
		{"2020", "2022", "2017", "2019"},
		{"2020-01-01", "2020-12", "2019", "2019"},
		{"2020-03", "2020-03", "2020-01-30", "2020-02-29"},
		{"2020-03-10", "2020-03-16", "2020-03-03", "2020-03-09"},
	} {
		got, ok := unigraph.FactFilter{Since: c.since, Until: c.until}.Preceding()
		if !ok || got.Since != c.wantSince || got.Until != c.wantUntil {
			t.Errorf("Preceding of %s to %s = %s to %s, %v, want %s to %s", c.since, c.until, got.Since, got.Until, ok, c.wantSince, c.wantUntil)
		}
	}
	if _, ok := (unigraph.FactFilter{Since: "2020"}).Preceding(); ok {
		t.Error("Preceding of an open period, want none")
	}
}

func TestLag(t *testing.T) {
	for _, c := range []struct {
		from, to unigraph.Date
		want     int
		ok       bool
	}{
		{"2018-09-28", "2018-11-14", 47, true}, {"2020-02-28", "2020-03-01", 2, true}, {"2020-01-01", "2020-01-01", 0, true},
		{"2018-09", "2018-11-14", 0, false}, {"2018-09-28", "2018", 0, false}, {"", "", 0, false},
	} {
		if days, ok := unigraph.Lag(c.from, c.to); days != c.want || ok != c.ok {
			t.Errorf("Lag(%q, %q) = %d, %v, want %d, %v", c.from, c.to, days, ok, c.want, c.ok)
		}
	}
}
