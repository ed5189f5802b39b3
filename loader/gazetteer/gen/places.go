package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"unigraph"
)

// places are the cities by country, longest folded name first.
type places map[string][]place

type place struct{ name, written, folded string } // name to show, one of its names

func readPlaces(file string) (places, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	p := places{}
	for line := range strings.Lines(string(text)) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(c) != 4 {
			return nil, fmt.Errorf("%s: %q: want 4 columns", file, line)
		}
		if c[2] != "city" {
			continue
		}
		for _, name := range append([]string{c[0]}, split(c[3])...) {
			p[c[1]] = append(p[c[1]], place{c[0], name, " " + unigraph.Fold(name) + " "})
		}
	}
	for _, cities := range p {
		slices.SortFunc(cities, func(a, b place) int {
			return cmp.Or(cmp.Compare(len(b.folded), len(a.folded)), cmp.Compare(a.folded, b.folded))
		})
	}
	return p, nil
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ";")
}

// cityOf gives the city that a name of r contains; "" if there is none.
func (p places) cityOf(r *row) string {
	for _, name := range append([]string{r.name}, r.aliases...) {
		folded := " " + unigraph.Fold(name) + " "
		for _, c := range p[r.country] {
			if strings.Contains(folded, c.folded) {
				return c.name
			}
		}
	}
	return ""
}
