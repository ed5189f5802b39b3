package gazetteer

import (
	"bufio"
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unigraph"
)

// records reads a table as it stands in the repository.
func records(t *testing.T, file string) [][]string {
	t.Helper()
	text, err := embedded.ReadFile("data/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return rows
}

var tables = []struct {
	file        string
	least       int   // rows
	name        int   // column
	lists       []int // columns that hold names and are sorted
	sorted      []int // columns that order the table
	code        int   // column of the country code; -1: none
	domains     int   // column; -1: none
	acronymsCol int   // column; -1: none
}{
	{"universities.tsv", 9000, 1, []int{4, 5}, []int{0}, 0, 3, 4},
	{"institutions.tsv", 600, 1, []int{4, 5}, []int{0, 1}, 0, 3, 4},
	{"alliances.tsv", 120, 0, []int{2, 3}, []int{0}, -1, 1, 2},
	{"countries.tsv", 250, 2, []int{3, 4, 5}, []int{0}, 0, -1, 3},
	{"places.tsv", 1000, 0, []int{3}, []int{0}, 1, -1, -1},
}

var (
	validDomain  = regexp.MustCompile(`^([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`)
	validAcronym = regexp.MustCompile(`[\p{Lu}\d]|^mdw$`)
)

func TestTables(t *testing.T) {
	g := Default()
	for _, table := range tables {
		rows := records(t, table.file)
		if len(rows) < table.least {
			t.Errorf("%s: %d rows, want at least %d", table.file, len(rows), table.least)
		}
		if !slices.IsSortedFunc(rows, func(a, b []string) int { return slices.Compare(pick(a, table.sorted), pick(b, table.sorted)) }) {
			t.Errorf("%s: not sorted", table.file)
		}
		for _, row := range rows {
			where := table.file + ": " + strings.Join(row, " | ")
			for _, cell := range row {
				if cell != strings.Join(strings.Fields(cell), " ") || strings.Contains(cell, ";;") || strings.Trim(cell, ";") != cell {
					t.Errorf("%s: stray space or empty item in %q", where, cell)
				}
			}
			if table.code >= 0 && g.countries[row[table.code]] == nil {
				t.Errorf("%s: no such country", where)
			}
			for _, column := range table.lists {
				names := list(row[column])
				if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
					t.Errorf("%s: column %d is no sorted set", where, column)
				}
				if column != table.acronymsCol && slices.Contains(names, row[table.name]) {
					t.Errorf("%s: an alias is the name", where)
				}
			}
			if table.domains >= 0 {
				for _, d := range list(row[table.domains]) {
					if !validDomain.MatchString(d) {
						t.Errorf("%s: bad domain %q", where, d)
					}
				}
			}
			if table.acronymsCol >= 0 {
				for _, a := range list(row[table.acronymsCol]) {
					if !validAcronym.MatchString(a) || len(a) > 20 {
						t.Errorf("%s: bad acronym %q", where, a)
					}
				}
			}
		}
	}
}

func pick(row []string, columns []int) []string {
	var out []string
	for _, c := range columns {
		out = append(out, row[c])
	}
	return out
}

func TestEntries(t *testing.T) {
	g := Default()
	ids := map[unigraph.EntityID]bool{}
	hosts := map[string]unigraph.EntityID{}
	for _, e := range g.entries {
		id := e.Entity.ID
		if ids[id] {
			t.Errorf("%s: two entries", id)
		}
		ids[id] = true
		if own := unigraph.NewEntityID(id.Type(), e.Entity.Name); id.Type() != unigraph.Country && id != own && !strings.HasPrefix(string(id), string(own)+"-") {
			t.Errorf("%s is called %s", id, e.Entity.Name)
		}
		if !e.Entity.Linked || !slices.IsSorted(e.Entity.Aliases) || slices.Contains(e.Entity.Aliases, e.Entity.Name) {
			t.Errorf("%s: linked %v, aliases %q", id, e.Entity.Linked, e.Entity.Aliases)
		}
		for _, d := range e.Domains {
			if other := hosts[d]; other != "" {
				t.Errorf("%s belongs to %s and %s", d, other, id)
			}
			hosts[d] = id
		}
		for _, name := range e.Entity.Names() {
			if !slices.Contains(g.Find(id.Type(), name), e) {
				t.Errorf("Find(%s, %q) does not give %s", id.Type(), name, id)
			}
		}
	}
}

// An acronym that two institutions of a country share is a slip, unless both
// really use it: those stand in testdata/shared-acronyms.txt.
func TestSharedAcronyms(t *testing.T) {
	holders := map[string]int{}
	for _, row := range records(t, "institutions.tsv") {
		for _, a := range list(row[4]) {
			holders[row[0]+" "+a]++
		}
	}
	var shared []string
	for a, n := range holders {
		if n > 1 {
			shared = append(shared, a)
		}
	}
	slices.Sort(shared)
	text, err := os.ReadFile("testdata/shared-acronyms.txt")
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for s := bufio.NewScanner(bytes.NewReader(text)); s.Scan(); {
		if !strings.HasPrefix(s.Text(), "#") {
			known = append(known, s.Text())
		}
	}
	if diff := cmp.Diff(known, shared); diff != "" {
		t.Errorf("acronyms shared in a country (-known +found):\n%s", diff)
	}
}

// No name of one institution may be a name of another in the same country,
// unless Find is to answer with both.
func TestSharedNames(t *testing.T) {
	type key struct{ country, name string }
	holders := map[key]string{}
	for _, row := range records(t, "institutions.tsv") {
		for _, name := range append(list(row[5]), row[1]) {
			k := key{row[0], bareFold(name)}
			if other := holders[k]; other != "" && other != row[1] && k.name != "suzhou university" {
				t.Errorf("%s: %q is %s and %s", row[0], name, other, row[1])
			}
			holders[k] = row[1]
		}
	}
}

// A place tells of one country only if most institutions in cities of that
// name are there.
func TestPlacesAreUnambiguous(t *testing.T) {
	g := Default()
	cities := map[string]bool{}
	for _, row := range records(t, "places.tsv") {
		cities[row[0]] = row[2] == "city"
	}
	at := map[*Entry]map[string]int{}
	for _, e := range g.entries {
		if p := g.places[bareFold(e.City)]; p != nil && cities[p.Entity.Name] {
			if at[p] == nil {
				at[p] = map[string]int{}
			}
			at[p][e.Entity.Country]++
		}
	}
	for p, countries := range at {
		for c, n := range countries {
			if n > countries[p.Entity.Country] {
				t.Errorf("%s is in %s: %d institutions there, but %d in %s", p.Entity.Name, p.Entity.Country, countries[p.Entity.Country], n, c)
			}
		}
	}
	for name := range g.places {
		if c := g.Country(name); c != "" {
			t.Errorf("the place %q is also the country %s", name, c)
		}
	}
}

func TestReadReportsBrokenTables(t *testing.T) {
	_, err := read(os.DirFS("testdata/broken"))
	if err == nil || !strings.Contains(err.Error(), "institutions.tsv:2: 3 columns, want 6") {
		t.Errorf("read = %v, want the file, the line and the columns", err)
	}
}
