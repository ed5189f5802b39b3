package countryname_test

import (
	"testing"

	"unigraph/internal/countryname"
)

func TestOf(t *testing.T) {
	for code, want := range map[string]string{
		"CN": "China", "KR": "South Korea", "GB": "United Kingdom", "RU": "Russia", "TW": "Taiwan",
		"BA": "Bosnia and Herzegovina", "CI": "Côte d'Ivoire", "XK": "Kosovo",
		"HK": "Hong Kong", "MO": "Macao", "LC": "Saint Lucia", "MK": "North Macedonia", "SZ": "Eswatini", "TR": "Türkiye", "CZ": "Czechia",
		"": "", "cn": "", "CHN": "", "156": "", "XX": "", "ZZ": "", "UK": "", "SU": "", "UN": "", "EU": "", "EZ": "", "大": "",
	} {
		if got := countryname.Of(code); got != want {
			t.Errorf("Of(%q) = %q, want %q", code, got, want)
		}
	}
}
