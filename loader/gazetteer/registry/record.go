// Package registry reads what registries know of institutions: a dump of ROR,
// the Research Organization Registry, or a table of one's own. Bytes come in,
// checked records go out, and back: a gazetteer file is such a table, complete
// and in order. Who is meant by a name is not decided here.
package registry

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Record is one institution as a registry has it. A list that is unknown is
// nil, a text that is unknown is "".
type Record struct {
	Name      string   // the one to show, in English where there is an English one
	Aliases   []Name   // other names and spellings, in other languages too
	Acronyms  []string // as they are written: "DLUT"
	Country   string   // ISO 3166-1 alpha-2, upper case
	Region    string   // state or province
	City      string
	Latitude  string // decimal degrees, as the registry writes them
	Longitude string
	Domains   []string // hosts of its websites without "www.", the main one first
	ROR       string   // "https://ror.org/023hj5876"
	Wikidata  string   // "Q1145622"
	Types     []string // lower case: "education", "healthcare", "facility", ...
	Status    string   // "active", "inactive" or "withdrawn"

	// Other institutions, as their ROR ids or names.
	Parents, Children, Predecessors, Successors []string
}

// A Name is a name in a language, an ISO 639 code; "" where the registry does
// not tell it.
type Name struct{ Text, Language string }

// String writes the language behind the name: "Universität Wien@de".
func (n Name) String() string {
	if n.Language == "" {
		return n.Text
	}
	return n.Text + "@" + n.Language
}

func parseName(s string) Name {
	if i := strings.LastIndexByte(s, '@'); i > 0 && languageCode.MatchString(s[i+1:]) {
		return Name{s[:i], s[i+1:]}
	}
	return Name{Text: s}
}

var (
	languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)
	rorID        = regexp.MustCompile(`^https://ror\.org/0[a-z0-9]{6}[0-9]{2}$`)
	wikidataID   = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)
	countryCode  = regexp.MustCompile(`^[A-Z]{2}$`)
)

// The bounds of a record: no institution comes near them.
const (
	maxText = 1000 // bytes of a name
	maxList = 5000 // elements of a list
)

// SameAs lists the identifiers of r elsewhere, as URLs.
func (r Record) SameAs() []string {
	var urls []string
	if r.ROR != "" {
		urls = append(urls, r.ROR)
	}
	if r.Wikidata != "" {
		urls = append(urls, "https://www.wikidata.org/wiki/"+r.Wikidata)
	}
	return urls
}

// tidy brings a record into the form in which it is kept: texts on one line
// and without the separators of the table, nothing twice. It says what is
// wrong with a record that cannot be kept.
func (r *Record) tidy() error {
	for _, text := range []*string{&r.Name, &r.Country, &r.Region, &r.City, &r.Latitude, &r.Longitude, &r.ROR, &r.Wikidata, &r.Status} {
		*text = clean(*text)
		if len(*text) > maxText {
			return fmt.Errorf("a text of %d bytes, at most %d are read", len(*text), maxText)
		}
	}
	r.Status = cmp.Or(strings.ToLower(r.Status), "active")
	r.Country = strings.ToUpper(r.Country)
	r.Aliases = tidyNames(r.Aliases, r.Name)
	for _, list := range []*[]string{&r.Acronyms, &r.Domains, &r.Types, &r.Parents, &r.Children, &r.Predecessors, &r.Successors} {
		*list = tidyList(*list)
	}
	slices.Sort(r.Acronyms)
	return r.check()
}

func (r *Record) check() error {
	switch {
	case r.Name == "":
		return errors.New("no name")
	case r.Country != "" && !countryCode.MatchString(r.Country):
		return fmt.Errorf("country %q is not a code of two letters", r.Country)
	case r.ROR != "" && !rorID.MatchString(r.ROR):
		return fmt.Errorf("%q is no ROR id", r.ROR)
	case r.Wikidata != "" && !wikidataID.MatchString(r.Wikidata):
		return fmt.Errorf("%q is no Wikidata id", r.Wikidata)
	case r.Status != "active" && r.Status != "inactive" && r.Status != "withdrawn":
		return fmt.Errorf("status %q is none of active, inactive and withdrawn", r.Status)
	}
	for _, list := range [][]string{r.Acronyms, r.Domains, r.Types, r.Parents, r.Children, r.Predecessors, r.Successors} {
		if len(list) > maxList {
			return fmt.Errorf("a list of %d, at most %d are read", len(list), maxList)
		}
	}
	if len(r.Aliases) > maxList {
		return fmt.Errorf("%d aliases, at most %d are read", len(r.Aliases), maxList)
	}
	return nil
}

// unseparated takes the separators of the table out of a text.
var unseparated = strings.NewReplacer(";", ",", "\t", " ", "\n", " ", "\r", " ")

func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.Join(strings.Fields(unseparated.Replace(s)), " ")
}

// tidyList cleans each element, and keeps the order, without the empty, the
// overlong and what stands there already.
func tidyList(list []string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, s := range list {
		if s = clean(s); !seen[s] && len(s) <= maxText {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

func tidyNames(names []Name, shown string) []Name {
	var out []Name
	seen := map[string]bool{"": true, shown: true}
	for _, n := range names {
		n.Text = clean(n.Text)
		if n.Language == "" {
			n = parseName(n.Text)
			n.Text = strings.TrimSpace(n.Text)
		}
		if seen[n.Text] || len(n.Text) > maxText {
			continue
		}
		seen[n.Text] = true
		if !languageCode.MatchString(n.Language) {
			n.Language = ""
		}
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b Name) int { return cmp.Compare(a.Text, b.Text) })
	return out
}

// compareRecords is the order of a gazetteer file.
func compareRecords(a, b Record) int {
	return cmp.Or(cmp.Compare(a.ROR, b.ROR), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Country, b.Country),
		cmp.Compare(a.City, b.City), cmp.Compare(a.Wikidata, b.Wikidata))
}
