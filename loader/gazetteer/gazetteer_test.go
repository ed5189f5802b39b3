package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unigraph"
)

func ids(entries []*Entry) []string {
	var out []string
	for _, e := range entries {
		out = append(out, string(e.Entity.ID))
	}
	return out
}

func TestFind(t *testing.T) {
	const u, a, c, p = unigraph.University, unigraph.Alliance, unigraph.Country, unigraph.Place
	for _, tt := range []struct {
		t    unigraph.EntityType
		name string
		want []string
	}{
		{u, "Dalian University of Technology", []string{"university:dalian-university-of-technology"}},
		{u, "dalian  university of TECHNOLOGY", []string{"university:dalian-university-of-technology"}},
		{u, "Dalian University of Science and Technology", []string{"university:dalian-university-of-technology"}},
		{u, "大连理工大学", []string{"university:dalian-university-of-technology"}},
		{u, "DUT", []string{"university:dalian-university-of-technology", "university:durban-university-of-technology"}},
		{u, "dut", nil},
		{u, "Xi'an Jiaotong University", []string{"university:xian-jiaotong-university"}},
		{u, "Xi’an Jiao Tong University", []string{"university:xian-jiaotong-university"}},
		{u, "XJTU", []string{"university:xian-jiaotong-university"}},
		{u, "MIT", []string{"university:massachusetts-institute-of-technology"}},
		{u, "University of Torino", []string{"university:university-of-turin"}},
		{u, "Università degli Studi di Torino", []string{"university:university-of-turin"}},
		{u, "МГТУ им. Баумана", []string{"university:bauman-moscow-state-technical-university"}},
		{u, "Irkutsk State University of Technology", []string{"university:irkutsk-national-research-technical-university"}},
		{u, "Irkutsk State University", []string{"university:irkutsk-state-university"}},
		{u, "the University of Tokyo", []string{"university:the-university-of-tokyo"}},
		{u, "Tokyo Institute of Technology", []string{"university:institute-of-science-tokyo"}},
		{u, "CentraleSupelec", []string{"university:centralesupelec"}},
		{u, "UMPSA", []string{"university:universiti-malaysia-pahang-al-sultan-abdullah"}},
		{u, "Northeastern University", []string{"university:northeastern-university", "university:northeastern-university-boston"}},
		{u, "National University of Science and Technology", []string{
			"university:national-university-of-science-and-technology-oman",
			"university:national-university-of-science-and-technology-zimbabwe",
			"university:national-university-of-sciences-and-technology",
		}},
		{u, "Universität Trier", []string{"university:university-of-trier"}},
		{u, "UANSR", nil},
		{u, "University of Nowhere in Particular", nil},
		{u, "", nil},
		{a, "UANSR", []string{"alliance:university-alliance-of-the-silk-road"}},
		{a, "University Alliance of the New Silk Road", []string{"alliance:university-alliance-of-the-silk-road"}},
		{a, "LERU", []string{"alliance:league-of-european-research-universities"}},
		{a, "4EU+", []string{"alliance:4eu-alliance"}},
		{a, "enlight", nil},
		{a, "ENLIGHT", []string{"alliance:enlight"}},
		{c, "Türkiye", []string{"country:tr"}},
		{p, "Sinkiang", []string{"place:xinjiang"}},
		{unigraph.Person, "Harvard", nil},
		{unigraph.Organization, "MIT", nil},
	} {
		if diff := cmp.Diff(tt.want, ids(Default().Find(tt.t, tt.name))); diff != "" {
			t.Errorf("Find(%s, %q) (-want +got):\n%s", tt.t, tt.name, diff)
		}
	}
}

func TestEntry(t *testing.T) {
	e := Default().Find(unigraph.University, "Beihang University")[0]
	if e.Entity.Name != "Beihang University" || e.Entity.Country != "CN" || !e.Entity.Linked || e.City != "Beijing" {
		t.Errorf("Beihang is %+v in %s", e.Entity, e.City)
	}
	if diff := cmp.Diff([]string{"BUAA"}, e.Acronyms); diff != "" {
		t.Errorf("acronyms (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"https://buaa.edu.cn"}, e.Entity.SameAs); diff != "" {
		t.Errorf("same as (-want +got):\n%s", diff)
	}
	for _, alias := range []string{"BUAA", "Beijing University of Aeronautics and Astronautics", "北京航空航天大学"} {
		if !slices.Contains(e.Entity.Aliases, alias) {
			t.Errorf("aliases %q lack %q", e.Entity.Aliases, alias)
		}
	}
}

func TestByDomain(t *testing.T) {
	for host, want := range map[string]string{
		"news.xjtu.edu.cn": "university:xian-jiaotong-university",
		"XJTU.edu.cn":      "university:xian-jiaotong-university",
		"dlut.edu.cn.":     "university:dalian-university-of-technology",
		"en.istu.edu":      "university:irkutsk-national-research-technical-university",
		"leru.org":         "alliance:league-of-european-research-universities",
		"edu.cn":           "",
		"example.com":      "",
		"":                 "",
	} {
		got := ""
		if e := Default().ByDomain(host); e != nil {
			got = string(e.Entity.ID)
		}
		if got != want {
			t.Errorf("ByDomain(%q) = %q, want %q", host, got, want)
		}
	}
}

func TestGeography(t *testing.T) {
	g := Default()
	for _, tt := range []struct {
		what string
		ask  func(string) string
		want map[string]string
	}{
		{"Country", g.Country, map[string]string{
			"Russian Federation": "RU", "Russia": "RU", "P.R. China": "CN", "P.R.China": "CN", "PRC": "CN", "UK": "GB", "U.K.": "GB",
			"Türkiye": "TR", "Turkey": "TR", "the Netherlands": "NL", "Holland": "NL", "Scotland": "GB", "USA": "US", "U.S.": "US", "US": "US",
			"Republic of Korea": "KR", "South Korea": "KR", "DPRK": "KP", "Chinese Taipei": "TW", "Hongkong": "HK", "Georgia": "GE", "Viet Nam": "VN",
			"Czech Republic": "CZ", "Kyrgyz Republic": "KG", "Kazakstan": "KZ", "中国": "CN", "Россия": "RU", "Cote d'Ivoire": "CI",
			"us": "", "uk": "", "in": "", "IN": "", "is": "", "Is": "", "me": "", "CN": "", "Xinjiang": "", "Russian": "", "": "",
		}},
		{"Demonym", g.Demonym, map[string]string{
			"Russian": "RU", "Kazakh": "KZ", "Uzbek": "UZ", "Sino": "CN", "British": "GB", "English": "GB", "Dutch": "NL", "Emirati": "AE",
			"Tajik": "TJ", "Serb": "RS", "Russia": "", "University": "",
		}},
		{"City", g.City, map[string]string{
			"Irkutsk": "RU", "Shandong": "CN", "Bavaria": "DE", "St. Petersburg": "RU", "Xi'an": "CN", "Ürümqi": "CN", "Turin": "IT", "Torino": "IT",
			"Johor": "MY", "Hokkaido": "JP", "California": "US", "Ontario": "CA", "nice": "", "split": "", "Nice": "FR", "Cambridge": "", "China": "",
		}},
	} {
		for name, want := range tt.want {
			if got := tt.ask(name); got != want {
				t.Errorf("%s(%q) = %q, want %q", tt.what, name, got, want)
			}
		}
	}
	if !g.AmbiguousCountry("GE") || g.AmbiguousCountry("CN") {
		t.Error("Georgia is ambiguous, China is not")
	}
}

func TestRegion(t *testing.T) {
	got, ok := Default().Region("Xinjiang Uygur Autonomous Region")
	want := unigraph.Entity{
		ID: "place:xinjiang", Name: "Xinjiang", Country: "CN", Linked: true,
		Aliases: []string{"Sinkiang", "Xinjiang Uyghur Autonomous Region", "Xinjiang Uygur Autonomous Region"},
	}
	if diff := cmp.Diff(want, got.Entity); diff != "" || !ok {
		t.Errorf("Region = %v (-want +got):\n%s", ok, diff)
	}
	if _, ok := Default().Region("Middle-earth"); ok {
		t.Error("Region knows Middle-earth")
	}
}

func TestCountryEntity(t *testing.T) {
	got := CountryEntity("CN")
	if got.ID != "country:cn" || got.Name != "China" || got.Country != "CN" || !got.Linked {
		t.Errorf("CountryEntity(CN) = %+v", got)
	}
	if got := CountryEntity("ZZ"); got.ID != "" {
		t.Errorf("CountryEntity(ZZ) = %+v, want none", got)
	}
}

func TestSharedIDs(t *testing.T) {
	entries := []*Entry{
		newEntry(unigraph.University, "City University", "US", nil, nil),
		newEntry(unigraph.University, "City University", "BD", nil, nil),
		newEntry(unigraph.University, "City University", "US", nil, nil),
		newEntry(unigraph.University, "Other University", "US", nil, nil),
	}
	entries[0].Domains, entries[2].Domains = []string{"b.edu"}, []string{"a.edu"}
	distinguish(entries)
	want := []string{"university:city-university-us-2", "university:city-university-bd", "university:city-university-us", "university:other-university"}
	if diff := cmp.Diff(want, ids(entries)); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

func TestWordsAreFoldedAsNames(t *testing.T) {
	alphabet := []rune("aZ09 .-&'’`´ʻʼ()éßıİØłÿäДйё北大한أ́\u00a0\u2013;ʼ")
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom(alphabet))).Draw(t, "name")
		var words []string
		for start, end, word := nextWord(s, 0, nil); start < end; start, end, word = nextWord(s, end, nil) {
			words = append(words, string(word))
		}
		if got, want := strings.Join(words, " "), unigraph.Fold(s); got != want {
			t.Fatalf("words of %q: %q, want %q", s, got, want)
		}
	})
}
