package match

import (
	"slices"
	"strings"
	"unicode"
)

// countriesOf gives the codes of the countries that a line names, or that the
// regions and cities at its end tell.
func (m *Matcher) countriesOf(line string) []string {
	segments := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;()[]\n", r) })
	var found []string
	for i := len(segments) - 1; i >= 0; i-- {
		if code := m.countryAtEnd(segments[i]); code != "" {
			found = append(found, code)
		}
	}
	if found != nil {
		return found
	}
	for i := len(segments) - 1; i >= 0; i-- {
		s := placeText(segments[i])
		if code := m.places.City(s); code != "" {
			return []string{code}
		}
		if usStates[s] != "" {
			return []string{"US"}
		}
	}
	return nil
}

// countryAtEnd reads a segment, or its last words, as a country.
func (m *Matcher) countryAtEnd(segment string) string {
	for _, and := range []string{" and ", " & "} { // "…, Finland and University of Oslo, …"
		before, _, ok := strings.Cut(segment, and)
		if code := m.places.Country(placeText(before)); ok && code != "" && m.places.Country(placeText(segment)) == "" {
			return code
		}
	}
	const maxWords = 5 // of the name of a country
	words := strings.Fields(placeText(segment))
	for i := max(0, len(words)-maxWords); i < len(words); i++ {
		code := m.places.Country(strings.Join(words[i:], " "))
		switch {
		case code == "", i > 0 && m.places.AmbiguousCountry(code):
		case i > 0 && isPreposition(words[i-1]):
			return ""
		default:
			return code
		}
	}
	return ""
}

func isPreposition(w string) bool {
	switch strings.ToLower(w) {
	case "of", "de", "du", "del", "di", "do", "da", "the":
		return true
	}
	return false
}

// placeText is a segment without figures and what stands around words: post
// codes, full stops.
func placeText(segment string) string {
	var words []string
	for w := range strings.FieldsSeq(segment) {
		if !strings.ContainsFunc(w, unicode.IsDigit) {
			words = append(words, w)
		}
	}
	s := strings.Trim(strings.Join(words, " "), " -–&")
	if !strings.Contains(strings.TrimSuffix(s, "."), ".") {
		s = strings.TrimSuffix(s, ".")
	}
	return s
}

// usStates are the postal codes of the United States.
var usStates = func() map[string]string {
	names := map[string]string{}
	for line := range strings.SplitSeq(`AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|
		FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|
		MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|
		NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|
		TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming`, "|") {
		code, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		names[code] = name
	}
	return names
}()

// regionsOf gives the names of the states whose codes a line has.
func (l line) regionsOf() [][]word {
	if !slices.Contains(l.countries, "US") {
		return nil
	}
	var regions [][]word
	for i := range l.tokens {
		if name := usStates[l.raw(i, i+1)]; name != "" {
			var words []word
			for _, t := range tokens(name, l.m.number) {
				words = append(words, t.word)
			}
			regions = append(regions, words)
		}
	}
	return regions
}

// sameCountry reports whether an institution of the one country may be said to
// be in the other: Hong Kong is also "China", Réunion "France".
func sameCountry(a, b string) bool { return a == b || sovereign(a) == sovereign(b) }

func sovereign(code string) string {
	switch code {
	case "HK", "MO":
		return "CN"
	case "PR", "GU", "VI", "AS", "MP":
		return "US"
	case "RE", "GP", "MQ", "GF", "NC", "PF", "YT", "MC":
		return "FR"
	case "GG", "JE", "IM", "GI", "BM", "KY", "FK":
		return "GB"
	case "FO", "GL":
		return "DK"
	case "AW", "CW", "SX", "BQ":
		return "NL"
	case "AX":
		return "FI"
	case "PS":
		return "IL"
	case "XK":
		return "RS"
	}
	return code
}

// place compares where an institution is with what the line tells outside
// tokens [from, to).
func (l line) place(i *institution, from, to int) place {
	outside, within := l.has(i.city, from, to)
	region, _ := l.has(i.region, from, to)
	region = region || slices.ContainsFunc(l.regions, func(r []word) bool { return slices.Equal(r, i.region) })
	switch {
	case outside:
		return inCity
	case len(l.countries) == 0:
		return unplaced
	case within:
		return cityInName
	case region:
		return inRegion
	}
	return inCountry
}

// has reports whether the line has words in this order, outside tokens [from,
// to) and within. A segment that has some of them, and nothing else, is enough:
// "Cali" for Santiago de Cali.
func (l line) has(words []word, from, to int) (outside, within bool) {
	if len(words) == 0 {
		return false, false
	}
	for i := range l.tokens {
		j := 0
		for j < len(words) && l.wordAt(i+j) == words[j] {
			j++
		}
		switch {
		case j < len(words):
			outside = outside || l.isPartOf(words, i)
		case i >= from && i+j <= to:
			within = true
		default:
			outside = true
		}
	}
	return outside, within
}

// isPartOf reports whether a segment, but the first, begins at token i and has
// only these words.
func (l line) isPartOf(words []word, i int) bool {
	if i == 0 || l.sameSegment(i) {
		return false
	}
	for first := true; first || l.sameSegment(i); first = false {
		if !slices.Contains(words, l.tokens[i].word) {
			return false
		}
		i++
	}
	return true
}
