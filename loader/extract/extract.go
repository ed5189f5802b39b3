// Package extract reads an article: text comes in, a unigraph.Reading goes out,
// with the names the text holds and the facts it claims of them. It knows the
// rules of language and names only; who a name means in the world is the
// linker's to say.
//
// The steps are a pipeline over one document, each adding its findings for the
// next: lines and sentences, dates, mentions, referents, roles, then a file for
// each kind of fact; last, likely.go weighs what the rules did not see. Word lists
// are in lexicon.go and beside the rule that uses them.
package extract

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"unigraph"
	"unigraph/loader/gazetteer"
)

// An Extractor reads articles with the names of a gazetteer at hand. It does
// not change and may be used by several goroutines.
type Extractor struct {
	names     *gazetteer.Gazetteer
	countries map[string]bool // the first words of countries' names, in lower case
}

// New returns an extractor that knows the names of g.
func New(g *gazetteer.Gazetteer) *Extractor {
	x := &Extractor{names: g, countries: map[string]bool{}}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			for _, name := range gazetteer.CountryEntity(string([]rune{a, b})).Names() {
				first, _, _ := strings.Cut(strings.ToLower(name), " ")
				x.countries[first] = true
			}
		}
	}
	return x
}

// Extract reads one article. Referents and claims come in text order; offsets
// count bytes of a.Text. An article without names or claims is not an error.
func (x *Extractor) Extract(ctx context.Context, a unigraph.Article) (unigraph.Reading, error) {
	j := judges.Get().(*judge)
	defer judges.Put(j)
	var all unigraph.Reading
	for start := 0; start == 0 || start < len(a.Text); {
		if err := ctx.Err(); err != nil {
			return unigraph.Reading{}, err
		}
		end := partEnd(a.Text, start)
		part := a
		part.Text = a.Text[start:end]
		part.Published = cmp.Or(a.Published, all.Published)
		d := x.read(part)
		d.findLikely(j)
		r := d.finish()
		d.leave()
		if start == 0 {
			all = r
		} else {
			join(&all, r, start)
		}
		start = max(end, 1)
	}
	return all, nil
}

// read takes the article through the steps.
func (x *Extractor) read(a unigraph.Article) *document {
	d := documents.Get().(*document)
	d.text, d.article, d.names, d.countries, d.published, d.publisher, d.author, d.stage, d.owner, d.guestHost = a.Text, a.ID, x.names, x.countries, a.Published, -1, -1, -1, -1, -1
	d.readLines()
	d.lower = lowered(d.text)
	d.toks = tokenize(d.toks, d.text, d.lower)
	d.sents = sentences(d.toks)
	d.readRoughness()
	d.prepare()
	d.findPublished()
	d.findDates()
	d.findMentions()
	d.resolve()
	d.findPublisher()
	d.findPronouns()
	d.findAffiliations()
	d.findSpeakers()
	d.findOfficers()
	d.findPronounPosts()
	d.stated = d.clauses()
	cs := d.stated
	d.findAgreements(cs)
	d.findRegister()
	d.findMemberships(cs)
	d.findRosters()
	d.findVisits(cs)
	return d
}

// documents are those that have been read, with room for others.
var documents = sync.Pool{New: func() any { return new(document) }}

// leave gives the room of a document to others. What finish gave stays.
func (d *document) leave() {
	*d = document{
		asked: clauseText{text: d.asked.text[:0]}, lines: d.lines[:0], toks: d.toks[:0], rough: d.rough, taken: d.taken, sentOf: d.sentOf, vocabularies: d.vocabularies, parts: d.parts,
		dates: d.dates[:0], mentions: d.mentions[:0], found: d.found[:0], referents: d.referents[:0], affiliations: d.affiliations[:0],
	}
	documents.Put(d)
}

// prepare makes room for what the steps find.
func (d *document) prepare() {
	d.taken = zeros(d.taken, len(d.toks))
	d.sentOf = zeros(d.sentOf, len(d.toks))
	d.vocabularies = zeros(d.vocabularies, len(d.sents))
	d.parts = zeros(d.parts, len(d.toks))
	d.bareOf = map[string]string{}
	d.stands, d.home, d.guessed, d.undated, d.undatedVisits = map[string]string{}, map[int]int{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	for n, s := range d.sents {
		for i := s[0]; i < s[1]; i++ {
			d.sentOf[i] = n
			d.vocabularies[n].add(&d.toks[i])
		}
	}
}

// zeros gives n zeros, in the room of s if it is large enough.
func zeros[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// findMentions finds names of every type. The order matters: what an earlier
// step has taken is not looked at again.
func (d *document) findMentions() {
	d.findInstitutions()
	d.findAcronyms()
	d.findElliptic()
	d.findCountries()
	d.findPersons()
	d.findPlaces()
	d.findPartyAcronyms()
}

// finish turns the findings into a reading.
func (d *document) finish() unigraph.Reading {
	r := d.reading
	r.Published, r.Publisher = d.published, d.publisher
	r.Relations = slices.Grow(r.Relations, len(d.affiliations))
	for _, a := range d.affiliations {
		r.Relations = append(r.Relations, unigraph.RelationClaim{
			Kind: unigraph.AffiliatedWith, Subject: a.person, Object: a.at, Role: a.role, Modality: unigraph.Done,
			Evidence: d.evidence(a.i, a.rule),
		})
	}
	r.Referents = make([]unigraph.Referent, len(d.referents))
	for n, ref := range d.referents {
		r.Referents[n] = unigraph.Referent{Type: ref.kind, Country: ref.country, Name: fullest(ref)}
	}
	r.Sentences = slices.Grow(r.Sentences, len(d.sents))
	for _, m := range d.mentions {
		if m.group != nil {
			continue
		}
		ref := &r.Referents[m.ref]
		ref.Mentions = append(ref.Mentions, unigraph.Mention{
			Text: d.text[d.toks[m.i].start:d.toks[m.j-1].end], Start: d.toks[m.i].start, End: d.toks[m.j-1].end, Pronominal: m.pronoun || m.short,
		})
	}
	for _, s := range d.sents {
		r.Sentences = append(r.Sentences, unigraph.Span{Start: d.toks[s[0]].start, End: d.toks[s[1]-1].end})
	}
	return r
}

// fullest is the longest of a referent's names that the gazetteer has, else the
// longest of all.
func fullest(r referent) string {
	best := ""
	for _, n := range r.names {
		if len(n) > len(best) {
			best = n
		}
	}
	return best
}
