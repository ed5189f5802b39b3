package gazetteer

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"unigraph"
	"unigraph/loader/gazetteer/registry"
)

//go:embed data/*.tsv
var embedded embed.FS

// read makes a gazetteer of the files of a folder "data" and of records.
func read(data fs.FS, records ...registry.Record) (*Gazetteer, error) {
	files := reader{fs: data}
	known := joinInstitutions(files.institutions("institutions.tsv"), files.institutions("universities.tsv"))
	g := &Gazetteer{
		domains: map[string]*Entry{}, countries: map[string]*Entry{}, places: map[string]*Entry{},
		demonyms: map[string]string{}, ambiguous: map[string]bool{},
	}
	alliances := files.alliances("alliances.tsv")
	distinguish(known)
	distinguish(alliances)
	institutions, organizations := joinRecords(known, records)
	g.entries = slices.Concat(institutions, alliances)
	g.organizations = organizations
	files.countries("countries.tsv", g)
	files.places("places.tsv", g)
	if files.err != nil {
		return nil, files.err
	}
	g.finish()
	return g, nil
}

// A reader reads tables and keeps the first error.
type reader struct {
	fs  fs.FS
	err error
}

// table calls row with the columns of each record of a file.
func (r *reader) table(file string, columns int, row func(c []string)) {
	text, err := fs.ReadFile(r.fs, "data/"+file)
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("gazetteer: %w", err)
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != columns {
			if r.err == nil {
				r.err = fmt.Errorf("gazetteer: %s:%d: %d columns, want %d", file, number, len(c), columns)
			}
			continue
		}
		row(c)
	}
}

// list parts a column at ";"; the empty column is the empty list.
func list(column string) []string {
	if column == "" {
		return nil
	}
	return strings.Split(column, ";")
}

// institutions reads: country, name, city, domains, acronyms, other names.
func (r *reader) institutions(file string) []*Entry {
	var entries []*Entry
	r.table(file, 6, func(c []string) {
		e := newEntry(unigraph.University, c[1], c[0], list(c[4]), list(c[5]))
		e.City, e.Domains = c[2], list(c[3])
		entries = append(entries, e)
	})
	return entries
}

// alliances reads: name, domains, acronyms, other names.
func (r *reader) alliances(file string) []*Entry {
	var entries []*Entry
	r.table(file, 4, func(c []string) {
		e := newEntry(unigraph.Alliance, c[0], "", list(c[2]), list(c[3]))
		e.Domains = list(c[1])
		entries = append(entries, e)
	})
	return entries
}

// countries reads: alpha-2, alpha-3, name, abbreviations, other names, demonyms, whether the name is ambiguous.
func (r *reader) countries(file string, g *Gazetteer) {
	r.table(file, 7, func(c []string) {
		e := newEntry(unigraph.Country, c[2], c[0], list(c[3]), list(c[4]))
		e.Entity.ID = unigraph.EntityID("country:" + strings.ToLower(c[0]))
		g.entries = append(g.entries, e)
		g.countries[c[0]] = e
		g.ambiguous[c[0]] = c[6] != ""
		for _, d := range list(c[5]) {
			g.demonyms[unigraph.Fold(d)] = c[0]
		}
	})
}

// places reads: name, country, kind, other names.
func (r *reader) places(file string, g *Gazetteer) {
	r.table(file, 4, func(c []string) {
		e := newEntry(unigraph.Place, c[0], c[1], nil, list(c[3]))
		if c[2] == "city" {
			e.City = c[0]
		}
		for _, name := range e.Entity.Names() {
			g.places[bareFold(name)] = e
		}
	})
}

func newEntry(t unigraph.EntityType, name, country string, acronyms, aliases []string) *Entry {
	return &Entry{
		Acronyms: acronyms,
		Entity: unigraph.Entity{
			ID: unigraph.EntityID(string(t) + ":" + strings.ReplaceAll(unigraph.Fold(name), " ", "-")), Name: name, Country: country, Linked: true,
			Aliases: slices.Concat(acronyms, aliases),
		},
	}
}
