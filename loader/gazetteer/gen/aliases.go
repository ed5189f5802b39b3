package main

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"unigraph"
)

// namesByDomain turns files such as ".../domains/cn/edu/dlut.txt", a name a
// line, into names by domain.
func namesByDomain(files map[string]string) map[string][]string {
	names := map[string][]string{}
	for file, text := range files {
		_, file, _ = strings.Cut(file, "/domains/")
		labels := strings.Split(strings.TrimSuffix(file, path.Ext(file)), "/")
		slices.Reverse(labels)
		domain := strings.Join(labels, ".")
		for line := range strings.Lines(text) {
			if name := cleanName(line); name != "" {
				names[domain] = append(names[domain], name)
			}
		}
	}
	return names
}

// addAliases gives each row the other names under which its domain is listed,
// but for those that another row of the country has as well.
func addAliases(rows []*row, byDomain map[string][]string) {
	type key struct{ country, folded string }
	holders := map[key]int{}
	for _, r := range rows {
		names := []string{unigraph.Fold(r.name)}
		for _, name := range byDomain[r.domain] {
			names = append(names, unigraph.Fold(name))
		}
		for _, folded := range sortedSet(names) {
			holders[key{r.country, folded}]++
		}
	}
	for _, r := range rows {
		for _, name := range byDomain[r.domain] {
			if holders[key{r.country, unigraph.Fold(name)}] == 1 && r.mayBeCalled(name) {
				r.addName(name)
			}
		}
	}
}

// notAnAlias finds names of parts, of people and of other levels of education.
var notAnAlias = regexp.MustCompile(`(?i)facult|fakult|facolt|wydzia|\bdep(ar)?t|d[ée]partement|\balumni|student|high school|secondary|` +
	`gymnas|lyc[ée]+|lice[uo]|\bcampus\b|\bstaff\b|hospital|library|\bcent(er|re|ro)\b|laborator|https?:|@|www\.|\bproject\b|\bold\b|` +
	`\.(com|edu|org)\b|\b(and|of|the|for|de|du|di|da)$`)

// head finds the words that make a name that of an institution, in Latin script.
var head = regexp.MustCompile(`(?i)univ|[uü]niver|institut|colleg|schule|skola|szkoła|école|ecole|school|akadem|academ|acad[ée]m|polit[eé]c|polyt|` +
	`egyetem|yliopisto|ülikool|prifysgol|đại học|học viện|vishwavid|vidyapeet|escola|escuela|politech`)

// mayBeCalled reports whether name, found by domain, may be another name of r:
// it names an institution, and shares a telling word with the name it has.
func (r *row) mayBeCalled(name string) bool {
	if notAnAlias.MatchString(name) {
		return false
	}
	if isAcronym(name) || strings.ContainsFunc(name, func(c rune) bool { return unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) }) {
		return true
	}
	return head.MatchString(name) && slices.ContainsFunc(stems(r.name), func(s string) bool { return slices.Contains(stems(name), s) })
}

// stems gives the first four letters of each word of a name that is no head word.
func stems(name string) []string {
	var out []string
	for _, word := range strings.Fields(unigraph.Fold(name)) {
		if letters := []rune(word); len(letters) >= 4 && !head.MatchString(word) {
			out = append(out, string(letters[:4]))
		}
	}
	return out
}

// addName adds another name of r, an acronym or not, if it is new.
func (r *row) addName(name string) {
	if m := inBrackets.FindStringSubmatch(name); m != nil && isAcronym(m[2]) {
		r.addName(m[1])
		name = m[2]
	}
	key := unigraph.Fold(name)
	switch same := func(s string) bool { return unigraph.Fold(s) == key }; {
	case key == "" || same(r.name):
	case isAcronym(name):
		r.acronyms = sortedSet(append(r.acronyms, name))
	case strings.Contains(key, " ") && !slices.ContainsFunc(r.aliases, same):
		r.aliases = sortedSet(append(r.aliases, name))
	}
}

func sortedSet(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}
