package main

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"html"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"unigraph"
)

// A row is one line of universities.tsv.
type row struct {
	country, name, city, domain string
	acronyms, aliases           []string
	ownHost                     bool // the website is the root of its host
}

//go:embed fixes.tsv
var fixesTSV string

// readUniversities reads the list of universities, cleaned and put right.
func readUniversities(text string) ([]*row, error) {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", worldUniversities, err)
	}
	fixes, err := readFixes(fixesTSV)
	if err != nil {
		return nil, err
	}
	var rows []*row
	for _, rec := range records {
		r := &row{country: rec[0], name: cleanName(rec[1])}
		r.domain, r.ownHost = domain(rec[2])
		r.splitAcronym()
		if fixes.apply(r) {
			rows = append(rows, r)
		}
	}
	return rows, fixes.unused()
}

// fixes are corrections by country and name as the source has it, cleaned.
type fixes map[[2]string]*fix

type fix struct {
	country, name, domain string // what replaces it; "" keeps, "-" as name drops the row, "-" as domain the domain
	used                  bool
}

func readFixes(text string) (fixes, error) {
	f := fixes{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(c) != 5 {
			return nil, fmt.Errorf("fixes.tsv: %q: want 5 columns", line)
		}
		f[[2]string{c[0], c[1]}] = &fix{country: c[2], name: c[3], domain: c[4]}
	}
	return f, nil
}

// apply corrects r; false means that it is to be dropped.
func (f fixes) apply(r *row) bool {
	x := f[[2]string{r.country, r.name}]
	if x == nil {
		return true
	}
	x.used = true
	if x.country != "" {
		r.country = x.country
	}
	if x.domain != "" {
		r.domain = strings.TrimPrefix(x.domain, "-")
		r.ownHost = r.domain != ""
	}
	keep := x.name != "-"
	if x.name != "" {
		r.name = x.name
	}
	return keep
}

func (f fixes) unused() error {
	for k, x := range f {
		if !x.used {
			return fmt.Errorf("fixes.tsv: no row %q", k)
		}
	}
	return nil
}

var misspelt = strings.NewReplacer("Univeristy", "University", "Universtiy", "University", "Univerisity", "University",
	"Acamedy", "Academy", "Institue ", "Institute ", "Martime", "Maritime", "Techonology", "Technology", "Technolgy", "Technology")

var (
	tightComma = regexp.MustCompile(`,(\pL)`)
	looseComma = regexp.MustCompile(`\s+([,)])`)
	remark     = regexp.MustCompile(` *\( *(Deemed University|Distance Education|Kurdistan Region|System)\)$`)
)

func cleanName(s string) string {
	s = misspelt.Replace(html.UnescapeString(s))
	s = tightComma.ReplaceAllString(s, ", $1")
	s = looseComma.ReplaceAllString(s, "$1")
	s = remark.ReplaceAllString(strings.TrimSpace(s), "")
	return strings.Trim(strings.Join(strings.Fields(s), " "), " ,.;-–")
}

var frontPage = regexp.MustCompile(`(?i)^/?((index|default|home|main|english|en|eng|site|web|portal|cms|new)[^/]*/?)*$`)

// domain gives the host of a website without "www.", and whether the site is
// the host's front page.
func domain(site string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(site))
	if err != nil || net.ParseIP(u.Hostname()) != nil {
		return "", false
	}
	host := strings.ToLower(u.Hostname())
	if label, rest, ok := strings.Cut(host, "."); ok && strings.HasPrefix(label, "www") && strings.Contains(rest, ".") {
		host = rest
	}
	return host, frontPage.MatchString(u.Path)
}

var (
	inBrackets = regexp.MustCompile(`^(.+?) *\(([^()]+)\)$`)
	acronym    = regexp.MustCompile(`^\pL{0,3}\p{Lu}[\pL\d&-]*\p{Lu}[\pL\d]{0,3}$`)
)

func isAcronym(s string) bool { return len(s) <= 12 && acronym.MatchString(s) }

// splitAcronym makes "Name (ABC)" a name and an acronym.
func (r *row) splitAcronym() {
	if m := inBrackets.FindStringSubmatch(r.name); m != nil && isAcronym(m[2]) {
		r.name, r.acronyms = m[1], []string{m[2]}
	}
}

// dropRepeated keeps the first row of each name in a country, sorted.
func dropRepeated(rows []*row) []*row {
	slices.SortStableFunc(rows, func(a, b *row) int {
		return strings.Compare(a.country+"\t"+unigraph.Fold(a.name), b.country+"\t"+unigraph.Fold(b.name))
	})
	return slices.CompactFunc(rows, func(a, b *row) bool {
		return a.country == b.country && unigraph.Fold(a.name) == unigraph.Fold(b.name)
	})
}

// shareDomains leaves a domain that several rows claim to the only one that
// has its front page, or to none.
func shareDomains(rows []*row) {
	claims := map[string][]*row{}
	for _, r := range rows {
		claims[r.domain] = append(claims[r.domain], r)
	}
	for _, claimants := range claims {
		owners := 0
		for _, r := range claimants {
			if r.ownHost {
				owners++
			}
		}
		for _, r := range claimants {
			if !r.ownHost || owners != 1 {
				r.domain = ""
			}
		}
	}
}
