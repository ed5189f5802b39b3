// Package countryname gives the English short names of countries.
package countryname

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Of is the usual English short name of the country or territory with an ISO
// 3166-1 alpha-2 code in upper case; "" where there is none.
func Of(code string) string { return names()[code] }

// names holds the name of every code: answers are full of countries, and x/text
// takes long to look one up.
var names = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for one := 'A'; one <= 'Z'; one++ {
		for other := 'A'; other <= 'Z'; other++ {
			code := string([]rune{one, other})
			all[code] = find(code)
		}
	}
	return all
})

func find(code string) string {
	if name, ok := others[code]; ok {
		return name
	}
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() || region.Canonicalize().String() != code {
		return ""
	}
	return plain.Replace(display.English.Regions().Name(region))
}

var plain = strings.NewReplacer(" & ", " and ", "St. ", "Saint ", "U.S.", "United States", "’", "'")

// others holds what has changed since the tables of x/text were made, what is
// shorter in common use, and the codes there that are no country.
var others = map[string]string{
	"CD": "DR Congo",
	"CG": "Republic of the Congo",
	"HK": "Hong Kong",
	"MK": "North Macedonia",
	"MM": "Myanmar",
	"MO": "Macao",
	"PS": "Palestine",
	"SZ": "Eswatini",
	"TR": "Türkiye",
	"VC": "Saint Vincent and the Grenadines",
	"EZ": "", "UN": "",
}
