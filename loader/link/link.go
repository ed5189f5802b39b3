// Package link tells who is meant: a reading comes in with names, and goes out
// with entities. An institution that the gazetteer knows gets its entry; a name
// that no gazetteer knows becomes an entity of its own, marked unlinked; between
// several bearers of a name the country decides, and where it does not, none is
// chosen.
package link

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/xrash/smetrics"

	"unigraph"
	"unigraph/loader/gazetteer"
	"unigraph/loader/gazetteer/match"
)

// A Linker resolves the referents of readings. It does not change and may be
// used by several goroutines.
type Linker struct {
	names *gazetteer.Gazetteer
	alike func() *match.Matcher // made when a name is first in no gazetteer
}

// New returns a linker that knows the names of g.
func New(g *gazetteer.Gazetteer) *Linker {
	return &Linker{names: g, alike: sync.OnceValue(func() *match.Matcher { return match.New(g, g.Universities()) })}
}

// Link gives every referent its entity, but for organizations and places that
// take part in no claim, and adds where institutions are located. The country
// of the entity is also written to the referent.
func (l *Linker) Link(ctx context.Context, a unigraph.Article, r unigraph.Reading) (unigraph.Reading, error) {
	if err := ctx.Err(); err != nil {
		return unigraph.Reading{}, err
	}
	used := referentsOfClaims(r)
	r.Referents = append(make([]unigraph.Referent, 0, len(r.Referents)+unnamedCountries), r.Referents...)
	for i := range r.Referents {
		ref := &r.Referents[i]
		if len(ref.Mentions) > 0 && ref.Type != unigraph.Person && (used[i] || ref.Type != unigraph.Organization && ref.Type != unigraph.Place) {
			ref.Entity = l.entity(*ref)
			ref.Country = cmp.Or(ref.Entity.Country, ref.Country)
		}
	}
	guessed := localize(r)
	homes := homes(r)
	for i := range r.Referents {
		if ref := &r.Referents[i]; ref.Type == unigraph.Person && len(ref.Mentions) > 0 {
			ref.Entity = person(*ref, homes[i])
		}
	}
	return locate(a, r, guessed), nil
}

// unnamedCountries are as many as an article hardly names institutions of without
// their countries.
const unnamedCountries = 8

// referentsOfClaims tells which referents take part in a claim.
func referentsOfClaims(r unigraph.Reading) map[int]bool {
	used := map[int]bool{}
	for _, c := range r.Agreements {
		for _, i := range append(slices.Clone(c.Parties), c.Signatories...) {
			used[i] = true
		}
	}
	for _, c := range r.Relations {
		used[c.Subject], used[c.Object] = true, true
	}
	return used
}

// entity tells who a referent other than a person is.
func (l *Linker) entity(ref unigraph.Referent) unigraph.Entity {
	names := spellings(ref)
	switch ref.Type {
	case unigraph.Country:
		for _, n := range names {
			if code := l.names.Country(n); code != "" {
				return withAliases(gazetteer.CountryEntity(code), names)
			}
		}
		return unigraph.Entity{}
	case unigraph.Place:
		if e, ok := l.names.Region(ref.Name); ok {
			return withAliases(e.Entity, names)
		}
	case unigraph.University, unigraph.Alliance:
		if e := l.match(ref, names); e != nil {
			return withAliases(e.Entity, names)
		}
	}
	return unigraph.Entity{
		ID: unigraph.NewEntityID(ref.Type, ref.Name), Name: ref.Name,
		Aliases: names, Country: cmp.Or(ref.Country, l.countryInName(ref.Name)),
	}
}

// spellings are the distinct names of a referent, the fullest first, without
// the words that only stand for it.
func spellings(ref unigraph.Referent) []string {
	names := []string{ref.Name}
	for _, m := range ref.Mentions {
		if name := strings.Join(strings.Fields(m.Text), " "); !m.Pronominal && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// match finds the one entry that a referent's names lead to, the fullest name
// first. Of several bearers of a name the country decides, or a fullest name
// that is spelled almost like one of theirs; nil if neither does. A name that
// none bears leads to the one institution of the country whose name is alike.
func (l *Linker) match(ref unigraph.Referent, names []string) *gazetteer.Entry {
	var bearers []*gazetteer.Entry
	for _, name := range names {
		found := l.find(ref.Type, name)
		if len(found) > 1 && ref.Country != "" {
			found = slices.DeleteFunc(slices.Clone(found), func(e *gazetteer.Entry) bool { return e.Entity.Country != ref.Country })
		}
		if len(found) == 1 {
			return found[0]
		}
		bearers = append(bearers, found...)
	}
	for _, e := range bearers {
		if almost(e.Entity.Name, ref.Name) {
			return e
		}
	}
	if bearers == nil && ref.Type == unigraph.University && ref.Country != "" {
		if c, ok := match.Sure(l.alike().Name(ref.Name, ref.Country)); ok && c.Score >= sameName {
			return c.Entry
		}
	}
	return nil
}

// sameName is the score from which on names with the same or nearly the same
// words are one.
const sameName = 0.93

// sameSpelling is the Jaro-Winkler similarity from which on two full names that
// share an acronym are one, misspelled: a letter or two may differ.
const sameSpelling = 0.97

func almost(a, b string) bool {
	return smetrics.JaroWinkler(unigraph.Fold(a), unigraph.Fold(b), 0.7, 4) >= sameSpelling
}

// find looks a name up; a bare one, left over from "the universities of Durham
// and York", also with the word that it shares with the others.
func (l *Linker) find(t unigraph.EntityType, name string) []*gazetteer.Entry {
	found := l.names.Find(t, name)
	if found == nil && t == unigraph.University && strings.Count(name, " ") < 3 {
		for _, full := range []string{name + " University", "University of " + name} {
			for _, e := range l.names.Find(t, full) {
				if !slices.Contains(found, e) {
					found = append(found, e)
				}
			}
		}
	}
	return found
}

func withAliases(e unigraph.Entity, names []string) unigraph.Entity {
	told := e
	told.Aliases = names
	return unigraph.MergeEntities(e, told)
}

// homes are the institutions that persons act for: the object of the first
// affiliation claimed of each.
func homes(r unigraph.Reading) map[int]unigraph.EntityID {
	homes := map[int]unigraph.EntityID{}
	for _, c := range r.Relations {
		if _, known := homes[c.Subject]; c.Kind == unigraph.AffiliatedWith && !known {
			homes[c.Subject] = r.Referents[c.Object].Entity.ID
		}
	}
	return homes
}

// person names a person by name and institution, so that namesakes elsewhere
// stay apart: "person:wang-hansong@dalian-university-of-technology".
func person(ref unigraph.Referent, home unigraph.EntityID) unigraph.Entity {
	id := unigraph.NewEntityID(unigraph.Person, ref.Name)
	if _, at, ok := strings.Cut(string(home), ":"); ok {
		id += unigraph.EntityID("@" + at)
	}
	return unigraph.Entity{ID: id, Name: ref.Name, Aliases: spellings(ref)}
}

// locate adds the country of every institution and place, with the sentence
// that names it first as evidence.
func locate(a unigraph.Article, r unigraph.Reading, guessed map[int]string) unigraph.Reading {
	countries := map[string]int{}
	for i, ref := range r.Referents {
		if ref.Type == unigraph.Country && ref.Entity.ID != "" {
			countries[ref.Entity.Country] = i
		}
	}
	for i, ref := range r.Referents {
		if ref.Entity.ID == "" || ref.Entity.Country == "" || ref.Type == unigraph.Country || ref.Type == unigraph.Person {
			continue
		}
		c, ok := countries[ref.Entity.Country]
		if !ok {
			c = len(r.Referents)
			countries[ref.Entity.Country] = c
			r.Referents = append(r.Referents, unigraph.Referent{Type: unigraph.Country, Entity: gazetteer.CountryEntity(ref.Entity.Country)})
		}
		r.Relations = append(r.Relations, unigraph.RelationClaim{
			Kind: unigraph.LocatedIn, Subject: i, Object: c, Modality: unigraph.Done, Evidence: []unigraph.Evidence{firstMention(a, r, ref, guessed[i] != "")},
		})
	}
	return r
}

// firstMention quotes the sentence that names a referent first.
func firstMention(a unigraph.Article, r unigraph.Reading, ref unigraph.Referent, guessed bool) unigraph.Evidence {
	m := ref.Mentions[0]
	span := unigraph.Span{Start: m.Start, End: m.End}
	if s, ok := sentenceOf(r, m); ok {
		span = s
	}
	confidence, rule := 0.8, "located-in/text"
	if ref.Entity.Linked {
		confidence, rule = 0.95, "located-in/gazetteer"
	} else if guessed {
		confidence, rule = 0.6, "located-in/context"
	}
	return unigraph.Evidence{Article: a.ID, Quote: a.Text[span.Start:span.End], Start: span.Start, End: span.End, Confidence: confidence, Rule: rule}
}

// sentenceOf is the sentence that holds mention m; ok is false if none does.
func sentenceOf(r unigraph.Reading, m unigraph.Mention) (s unigraph.Span, ok bool) {
	after, _ := slices.BinarySearchFunc(r.Sentences, m.Start+1, func(s unigraph.Span, start int) int { return cmp.Compare(s.Start, start) })
	if after == 0 || m.End > r.Sentences[after-1].End {
		return unigraph.Span{}, false
	}
	return r.Sentences[after-1], true
}
