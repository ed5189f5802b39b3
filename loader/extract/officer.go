package extract

import (
	"cmp"
	"slices"
	"strings"

	"unigraph"
)

// Officers: "the rector", "the two presidents", "he" stand for persons named before.

// findOfficers adds the roles that stand for a person named before: "the
// rector", "the two presidents", and "he" or "she" as a subject.
func (d *document) findOfficers() {
	person := -1 // the subject of the sentence before
	for _, s := range d.sents {
		subject := -1
		for i := s[0]; i < s[1]; i++ {
			if d.low(i) == ";" && subject >= 0 {
				person, subject = subject, -1
			}
			if n := d.at(i); n >= 0 {
				if m := d.mentions[n]; m.kind == unigraph.Person && subject < 0 && d.governor(m) == "" {
					subject = m.ref
				}
				continue
			}
			if m, ok := d.officerAt(i, person); ok {
				m.i, m.kind, m.pronoun, m.name = i, cmp.Or(m.kind, unigraph.Person), true, d.span(i, m.j)
				d.mentions = append(d.mentions, m)
				for k := i; k < m.j; k++ {
					d.taken[k] = len(d.mentions)
				}
				if subject < 0 && m.kind == unigraph.Person {
					subject = m.ref
				}
			}
		}
		if subject >= 0 {
			person = subject
		}
	}
	d.reindex()
}

// officerAt reads the anaphor of a person, or of several, at token i.
func (d *document) officerAt(i, person int) (mention, bool) {
	if !d.is(i, officerWords) || d.kindOf(i) != bodyLine || d.quoted(i) {
		return mention{}, false
	}
	own := i + 1
	if d.low(own) == "own" {
		own++
	}
	if d.atWord(i, "his", "her") && d.is(own, selfNouns) && d.low(own+1) != "'s" {
		if home, ok := d.home[d.personBefore(i)]; ok {
			return mention{j: own + 1, ref: home, kind: d.referents[home].kind}, true
		}
	}
	switch {
	case d.atWord(i, "he", "she", "him") && person >= 0:
		return mention{j: i + 1, ref: person}, true
	case d.atWord(i, "the") && d.low(i+1) == "two" && (d.low(i+2) == "of" && d.low(i+3) == "them" || d.atWord(i+2, "leaders", "men", "women", "heads")):
		if two := d.lastTwo(i); two != nil {
			j := i + 3
			if d.low(i+2) == "of" {
				j++
			}
			return mention{j: j, ref: two[0], group: two}, true
		}
	case d.atWord(i, "the", "his", "her", "both") || d.atWord(i, "their") && numbers[d.low(i+1)] > 0:
		return d.officerNamed(i)
	}
	return mention{}, false
}

// lastTwo are the persons named last before token i who are of two institutions;
// nil if there are none.
func (d *document) lastTwo(i int) []int {
	first := -1
	for n := len(d.mentions) - 1; n >= 0; n-- {
		m := d.mentions[n]
		if m.i >= i || m.kind != unigraph.Person || m.group != nil {
			continue
		}
		if first < 0 {
			first = m.ref
		} else if d.home[m.ref] != d.home[first] {
			return []int{m.ref, first}
		}
	}
	return nil
}

// officerNamed reads "the rector" or "the two presidents of both universities",
// where no name follows that the role belongs to.
func (d *document) officerNamed(i int) (mention, bool) {
	k, n := i+1, 1
	if c := numbers[d.low(i)]; c > 0 {
		n = c
	} else if c := numbers[d.low(k)]; c > 0 {
		n, k = c, k+1
	}
	for d.is(k, rolePrefixes) && !d.toks[k].cap {
		k++
	}
	low := d.low(k)
	if !roleHeads.has(low) || d.at(k+1) >= 0 && !d.atWord(k+1, "and") || d.insideRole(k) {
		return mention{}, false
	}
	if n == 1 {
		n = max(n, d.ofSeveral(k+1))
	}
	if singular := strings.TrimSuffix(low, "s"); singular != low && n > 1 {
		if group := d.officers(i, singular, n); len(group) == n {
			return mention{j: k + 1, ref: group[0], group: group}, true
		}
		return mention{}, false
	}
	if group := d.officers(i, low, 1); len(group) == 1 && n == 1 && !d.atWord(k+1, "of", "for", ",") {
		return mention{j: k + 1, ref: group[0]}, true
	}
	return mention{}, false
}

// ofSeveral tells how many the institutions are that "of both universities" or "of
// the two parties" at token k means; 0 if there are none.
func (d *document) ofSeveral(k int) int {
	if d.low(k) != "of" {
		return 0
	}
	k = d.skipArticle(k + 1)
	for d.atWord(k, "respective", "participating", "partner") {
		k++
	}
	switch n := numbers[d.low(k)]; {
	case n > 0 && d.is(k+1, partyNouns):
		return n
	case d.is(k, partyNouns) && d.low(k+1) != "of":
		return 2
	}
	return 0
}

// insideRole reports whether token k belongs to a role that was read.
func (d *document) insideRole(k int) bool {
	return slices.ContainsFunc(d.roles, func(r [2]int) bool { return r[0] <= k && k < r[1] })
}

// officers are the n persons named last before token i whose role has the head,
// of different institutions.
func (d *document) officers(i int, head string, n int) []int {
	var found, homes []int
	for k := len(d.mentions) - 1; k >= 0 && len(found) < n; k-- {
		m := d.mentions[k]
		if m.i >= i || m.kind != unigraph.Person || m.group != nil || slices.Contains(found, m.ref) {
			continue
		}
		for _, a := range d.affiliations {
			if a.person == m.ref && !slices.Contains(homes, a.at) && (hasWord(a.role, head) || n > 1 && topHeads.has(head) && slices.ContainsFunc(strings.Fields(strings.ToLower(a.role)), topHeads.has)) {
				found, homes = append(found, m.ref), append(homes, a.at)
				break
			}
		}
	}
	return found
}

// officerWords begin what officerAt reads.
var officerWords = set(`he she him his her the their both`)

// topHeads are the roles of whoever leads an institution: one text calls the same
// person by several.
var topHeads = set(`rector president chancellor vice-chancellor head director principal`)
