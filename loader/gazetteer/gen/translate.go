package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"unigraph"
)

// A rule gives the forms that news in English uses for a name in another
// language. Its last group must be a proper name.
type rule struct {
	countries string
	name      *regexp.Regexp
	forms     []string
}

const (
	german     = "DE AT CH LI"
	spanish    = "ES AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE"
	portuguese = "PT BR AO MZ CV"
	english    = "US GB CA AU NZ IE"
	french     = "FR BE CH CA DZ MA TN SN CI ML BF NE BJ TG GA CM CG CD MG MR TD BI RW DJ HT"
)

func to(countries, pattern string, forms ...string) rule {
	return rule{countries, regexp.MustCompile("^(?:" + pattern + ")$"), forms}
}

var rules = []rule{
	to(german, `Universität (?:zu |in )?(.+)`, "University of $1", "$1 University"),
	to(german, `[^ ]+(?: [^ ]+)?-Universität (?:zu |in )?(.+)`, "University of $1", "$1 University"),
	to(german, `Technische Universität (?:in )?(.+)`, "Technical University of $1", "$1 University of Technology", "TU $1", "Technical University $1"),
	to(german, `Medizinische Universität (.+)`, "Medical University of $1", "$1 Medical University"),
	to(german, `Pädagogische Hochschule (.+)`, "$1 University of Education", "University of Education $1"),
	to(german, `(?:Fachhochschule|Hochschule|Technische Hochschule) (?:in )?(.+)`,
		"$1 University of Applied Sciences", "University of Applied Sciences $1", "Hochschule $1", "Technische Hochschule $1"),
	to(german, `Hochschule für Musik (.+)`, "$1 University of Music", "University of Music $1"),

	to(spanish, `Universidad de (.+)`, "University of $1", "$1 University"),
	to(spanish, `Universidad del (.+)`, "University of $1"),
	to(spanish, `Universidad Nacional (?:del? )?(.+)`, "National University of $1", "$1 National University"),
	to(spanish, `Universidad Aut[óo]noma (?:del? )?(.+)`, "Autonomous University of $1"),
	to(spanish, `Universidad Polit[ée]cnica (?:del? )?(.+)`, "Polytechnic University of $1", "Technical University of $1"),
	to(spanish, `Universidad Cat[óo]lica (?:del? )?(.+)`, "Catholic University of $1"),
	to(spanish, `Pontificia Universidad Cat[óo]lica (?:del? )?(.+)`, "Pontifical Catholic University of $1"),
	to(spanish, `Universidad Tecnol[óo]gica (?:del? )?(.+)`, "Technological University of $1", "University of Technology of $1"),
	to(spanish, `Instituto Tecnol[óo]gico (?:del? )?(.+)`, "Technological Institute of $1", "Institute of Technology of $1"),

	to(portuguese, `Universidade (?:de|do|da) (.+)`, "University of $1"),
	to(portuguese, `Universidade Federal (?:de|do|da) (.+)`, "Federal University of $1"),
	to(portuguese, `Universidade Estadual (?:de|do|da) (.+)`, "State University of $1", "$1 State University"),
	to(portuguese, `Pontifícia Universidade Católica (?:de|do|da) (.+)`, "Pontifical Catholic University of $1"),
	to(portuguese, `Instituto Politécnico (?:de|do|da) (.+)`, "Polytechnic Institute of $1", "Polytechnic of $1"),

	to(french, `Université de (.+)`, "University of $1", "$1 University"),
	to("IT", `Università (?:degli Studi )?di (.+)`, "University of $1", "$1 University"),
	to("IT", `University of (.+)`, "Università di $1", "Università degli Studi di $1"),
	to("IT", `Politecnico di (.+)`, "Polytechnic University of $1", "Polytechnic of $1", "$1 Polytechnic"),
	to("NL BE", `Universiteit (?:van )?(.+)`, "University of $1", "$1 University"),
	to("RO MD", `Universitatea (?:din |de )?(.+)`, "University of $1", "$1 University"),
	to("TR", `(.+) University`, "$1 Üniversitesi"),
	to("ID", `Universitas (.+)`, "$1 University", "University of $1"),
	to("ID", `Universitas Negeri (.+)`, "$1 State University", "State University of $1"),
	to("ID", `Universitas Islam Negeri (.+)`, "State Islamic University of $1", "$1 State Islamic University"),
	to("ID", `Institut Teknologi (.+)`, "$1 Institute of Technology"),
	to("ID", `Politeknik Negeri (.+)`, "State Polytechnic of $1", "$1 State Polytechnic"),
	to("MY", `Universiti (.+)`, "University $1"),
	to("CN", `(.+) University of (?:Traditional )?Chinese Medicine`, "$1 University of Chinese Medicine", "$1 University of Traditional Chinese Medicine"),
	to("CN", `(.+) University for Nationalities`, "$1 Minzu University", "$1 Nationalities University"),
}

// unswapped are the countries where "York University" and "University of York"
// are likely to be two.
const unswapped = english + " ZA NG GH KE UG TZ ZM ZW IN PK BD LK PH JP KR"

// addTranslations adds English forms of names in other languages, forms with
// another name of the city, and "University of Y" to "Y University"; but none
// that two institutions of a country would share.
func addTranslations(rows []*row, p places) {
	type key struct{ country, folded string }
	holders := map[key][]*row{}
	variants := map[*row][]string{}
	hold := func(r *row, name string) {
		k := key{r.country, unigraph.Fold(name)}
		if !slices.Contains(holders[k], r) {
			holders[k] = append(holders[k], r)
		}
	}
	for _, r := range rows {
		variants[r] = r.variants(p)
		for _, name := range slices.Concat([]string{r.name}, r.aliases, variants[r]) {
			hold(r, name)
		}
	}
	for _, r := range rows {
		for _, name := range variants[r] {
			if len(holders[key{r.country, unigraph.Fold(name)}]) == 1 {
				r.addName(name)
			}
		}
	}
}

func (r *row) variants(p places) []string {
	names := append([]string{r.name}, r.aliases...)
	for _, name := range slices.Clone(names) {
		for _, rule := range rules {
			m := rule.name.FindStringSubmatchIndex(name)
			if m == nil || !strings.Contains(rule.countries, r.country) || !isProper(name[m[2]:m[3]]) {
				continue
			}
			for _, form := range rule.forms {
				names = append(names, string(rule.name.ExpandString(nil, form, name, m)))
			}
		}
	}
	if !strings.Contains(english, r.country) {
		for _, name := range slices.Clone(names) {
			names = append(names, p.exonyms(name, r.country)...)
		}
	}
	if !strings.Contains(unswapped, r.country) {
		for _, name := range slices.Clone(names) {
			names = append(names, p.swapped(name, r.country)...)
		}
	}
	return names
}

// isProper reports whether a name consists of a few capitalised words.
func isProper(name string) bool {
	words := strings.Fields(name)
	return len(words) <= 4 && !strings.ContainsAny(name, ",;()/\"") && !slices.ContainsFunc(words, func(w string) bool {
		return !unicode.IsUpper([]rune(w)[0])
	})
}

// exonyms gives a name with the other names of the first city in it.
func (p places) exonyms(name, country string) []string {
	for _, c := range p[country] {
		i := strings.Index(" "+name+" ", " "+c.written+" ")
		if i < 0 {
			continue
		}
		var out []string
		for _, other := range p[country] {
			if other.name == c.name && other.written != c.written && isLatin(other.written) && !isAcronym(other.written) {
				out = append(out, name[:i]+other.written+name[i+len(c.written):])
			}
		}
		return out
	}
	return nil
}

// swapped gives "University of Y" for "Y University" and the reverse, where Y is a city.
func (p places) swapped(name, country string) []string {
	for _, c := range p[country] {
		switch name {
		case c.written + " University":
			return []string{"University of " + c.written}
		case "University of " + c.written:
			return []string{c.written + " University"}
		}
	}
	return nil
}

func isLatin(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}
