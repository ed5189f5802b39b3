package gazetteer

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"unigraph"
)

func TestScan(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string // the names, as written
	}{
		{"", nil},
		{"Nothing is known of anybody here.", nil},
		{"Deans of ETH Zurich, KU Leuven and Politecnico di Milano met at Caltech.", []string{"ETH Zurich", "KU Leuven", "Politecnico di Milano", "Caltech"}},
		{"CentraleSupelec and CentraleSupélec are one.", []string{"CentraleSupelec", "CentraleSupélec"}},

		// as it is written in news
		{"Xi’an Jiaotong University's guests", []string{"Xi’an Jiaotong University"}},
		{"King's College London", []string{"King's College London"}},
		{"BEIHANG UNIVERSITY WELCOMES GUESTS", []string{"BEIHANG UNIVERSITY"}},
		{"at Kazan federal university", []string{"Kazan federal university"}},
		{"rector of al-Farabi Kazakh National University", []string{"al-Farabi Kazakh National University"}},
		{"Lomonosov Moscow\nState University", []string{"Lomonosov Moscow\nState University"}},
		{"Texas A&M University, and Beijing University of Aeronautics & Astronautics", []string{"Texas A&M University", "Beijing University of Aeronautics & Astronautics"}},
		{"University of California, Davis, and University of California Berkeley", []string{"University of California, Davis", "University of California Berkeley"}},
		{"Peter the Great St.Petersburg Polytechnic University", []string{"Peter the Great St.Petersburg Polytechnic University"}},
		{"Moscow State Technical University named after N.E. Bauman", []string{"Moscow State Technical University named after N.E. Bauman"}},
		{"China University of Geosciences (Wuhan) hosts", []string{"China University of Geosciences (Wuhan)"}},
		{"the Baltic State Technical University “VOENMEH” there", []string{"Baltic State Technical University “VOENMEH”"}},
		{"Делегация (Уральский федеральный университет)", []string{"Уральский федеральный университет"}},
		{"(浙江大学)", []string{"浙江大学"}},

		// the end of a sentence or of a list item ends a name
		{"They left Dalian. University of Technology is no name.", nil},
		{"Fudan; University of Oxford", []string{"Fudan", "University of Oxford"}},

		// acronyms
		{"XJTU and KAIST, not xjtu or Kaist", []string{"XJTU", "KAIST"}},
		{"It must hit a bit, we just sum up", nil},
		{"STUDENTS MUST APPLY", nil},
		{"Students of MUST apply to HIT", []string{"MUST", "HIT"}},

		// names that anything may have
		{"the National University, an International University, the School of Management, University of Technology", nil},
		{"an American university", nil},
		{"A European University for all", nil},

		// a part of a longer name that nobody knows
		{"Dalian University of Puppetry", nil},
		{"Fudan University for Seniors", nil},
		{"Fudan University of China", []string{"Fudan University"}},
		{"Fudan University of Japan", nil},
		{"Northern Fudan University", nil},
		{"Rector of Irkutsk State University of Puppetry", nil},
		{"the Neo-Harvard University", nil},
		{"Professional University of Oxford", nil},
		{"Rector University of Oxford", []string{"University of Oxford"}},

		// alliances
		{"joined UANSR, the Coimbra Group and Unite!", []string{"UANSR", "Coimbra Group", "Unite!"}},
		{"4EU+ members; to unite and to enhance", []string{"4EU+"}},
		{"the University Alliance of the Silk Road", []string{"University Alliance of the Silk Road"}},
		{"a university alliance, a C9 League member", []string{"C9 League"}},

		// countries
		{"from China, the United States (US), UK and the Republic of Kazakhstan", []string{"China", "United States", "US", "UK", "Republic of Kazakhstan"}},
		{"Show us china in the uk", nil},
		{"Georgia Southwestern Puppet College, Georgia State Circus", []string{"Georgia"}},
		{"Puppetry University of Kenya in Kenya", []string{"Kenya"}},
		{"New Mexico and Latin America", nil},
	} {
		var got []string
		for _, h := range Default().Scan(tt.text) {
			got = append(got, tt.text[h.Start:h.End])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Scan(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestScanGivesAllWhoBearTheName(t *testing.T) {
	hits := Default().Scan("Northeastern University")
	want := []string{"university:northeastern-university", "university:northeastern-university-boston"}
	if len(hits) != 1 || cmp.Diff(want, ids(hits[0].Entries)) != "" {
		t.Errorf("Scan = %v, want one hit of %v", hits, want)
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"", "Xi’an Jiaotong University's", "MIT", "4EU+ Unite!", "“ETH” (Zürich", "\xff\xfe UNIVERSITY \xe4\xb8", "A&M & & a'b''s ’s", strings.Repeat("University of ", 50)} {
		f.Add(s)
	}
	g := Default()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, h := range g.Scan(text) {
			if h.Start < end || h.End <= h.Start || h.End > len(text) || len(h.Entries) == 0 {
				t.Fatalf("hit %+v after byte %d of %d", h, end, len(text))
			}
			if !utf8.RuneStart(text[h.Start]) || h.End < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[h.End]) {
				t.Fatalf("hit %+v is not on rune boundaries of %q", h, text)
			}
			end = h.End
		}
		g.Find(unigraph.University, text)
		g.ByDomain(text)
		g.Region(text)
	})
}

var passage = strings.Repeat(`The delegation of Dalian University of Technology came to Irkutsk on a wet Monday to see the new laboratories.
Rectors of seven institutions, among them Politecnico di Torino, KAIST and the University of Nairobi, talked about joint degrees
and the exchange of students between China, Russia and the European Union; nothing was signed, and everybody left in good spirits.
`, 300)

func BenchmarkScan(b *testing.B) {
	g := Default()
	b.SetBytes(int64(len(passage)))
	for b.Loop() {
		g.Scan(passage)
	}
}

func BenchmarkRead(b *testing.B) {
	var g *Gazetteer
	before := liveHeap()
	for b.Loop() {
		var err error
		if g, err = read(embedded); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(liveHeap()-before)/1e6, "MB-kept")
	runtime.KeepAlive(g)
}

func liveHeap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkFind(b *testing.B) {
	g := Default()
	for b.Loop() {
		g.Find(unigraph.University, "Dalian University of Technology")
	}
}
