package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/dustin/go-humanize"

	"unigraph/internal/jsonvalue"
	"unigraph/loader/gazetteer"
	"unigraph/loader/gazetteer/match"
	"unigraph/loader/gazetteer/registry"
)

type gazetteerCommand struct {
	Import importCommand `cmd:"" help:"Make a gazetteer of a ROR dump, or of a table of your own."`
	Lookup lookupCommand `cmd:"" help:"Show whom a name may mean, and why."`
	Match  matchCommand  `cmd:"" help:"Tell which institutions lines of affiliation mean."`
}

// gazetteerFlags say which names are known.
type gazetteerFlags struct {
	Gazetteer string `env:"UNIGRAPH_GAZETTEER" placeholder:"FILE" help:"An imported gazetteer, used together with the names in the binary; see gazetteer import."`
}

func (f gazetteerFlags) open() (*gazetteer.Gazetteer, error) {
	if f.Gazetteer == "" {
		return gazetteer.Default(), nil
	}
	names, err := gazetteer.Open(f.Gazetteer)
	if err != nil {
		return nil, usageError{fmt.Errorf("--gazetteer: %w", err)}
	}
	return names, nil
}

type importCommand struct {
	Files  []string `arg:"" name:"file" help:"A ROR dump (JSON), or a table (CSV) with a column \"name\"; also as gzip or zip."`
	Output string   `short:"o" default:"gazetteer.tsv" placeholder:"FILE" help:"Where to write the gazetteer (default: ${default})."`
}

// Help implements kong.HelpProvider.
func (importCommand) Help() string {
	return `Reads what a registry knows of institutions: a dump of ROR, the Research Organization Registry, of version 1 or 2, as JSON array or JSON lines; or a table of your own with a header of any of these columns: name, aliases, acronyms, country (two letters), region, city, latitude, longitude, domains, ror, wikidata, types, status, parents, children, predecessors, successors. Lists are parted by ";", and a language may stand behind an alias: Oulun yliopisto@fi.

Several files are put together; of two records with one ROR id the later counts. What cannot be read is reported, and costs no other record.

Examples:

    unigraph gazetteer import ror-data.zip own.csv
    unigraph load --gazetteer gazetteer.tsv news/
    UNIGRAPH_GAZETTEER=gazetteer.tsv unigraph serve --load news/`
}

// Run turns a dump into a file that --gazetteer takes.
func (c importCommand) Run(std streams) error {
	failed := 0
	records, err := registry.Import(func(p *registry.Problem) {
		failed++
		fmt.Fprintln(std.err, p)
	}, c.Files...)
	if err != nil {
		return usageError{err}
	}
	if err := writeFile(c.Output, func(w io.Writer) error { return registry.Write(w, records) }); err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	fmt.Fprintf(std.out, "Imported %s into %s", counted(len(records), "record", "records"), c.Output)
	if failed > 0 {
		fmt.Fprintf(std.out, "; %s failed", humanize.Comma(int64(failed)))
	}
	fmt.Fprintf(std.out, ".\nUse it with --gazetteer %s, or set UNIGRAPH_GAZETTEER.\n", c.Output)
	if failed > 0 {
		return errSome
	}
	return nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return humanize.Comma(int64(n)) + " " + many
}

// writeFile writes a file whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".gazetteer-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

type lookupCommand struct {
	gazetteerFlags
	Name    string `arg:"" help:"The name of an institution."`
	Country string `placeholder:"CC" help:"Only those in this country: its two letters, or its name."`
	JSON    bool   `name:"json" help:"Print JSON lines."`
}

// Help implements kong.HelpProvider.
func (lookupCommand) Help() string {
	return `Shows at most ten institutions, the likeliest first, with a score up to 1 and the reason. A score of ` + fmt.Sprint(match.MinScore) + ` with no other near it is what a link takes.

Examples:

    unigraph gazetteer lookup "Dalian University of Technology"
    unigraph gazetteer lookup --country GB "City University"`
}

// A candidate is an institution that a name or a line may mean, as it is printed.
type candidate struct {
	ID      string   `json:"id"` // of ROR, where it has one
	Entity  string   `json:"entity"`
	Name    string   `json:"name"`
	City    string   `json:"city,omitempty"`
	Country string   `json:"country,omitempty"`
	SameAs  []string `json:"sameAs,omitempty"`
	Score   float64  `json:"score"`
	Reason  string   `json:"reason"`
}

func newCandidate(c match.Choice) candidate {
	e := c.Entry
	id := string(e.Entity.ID)
	if e.Record != nil {
		id = cmp.Or(e.Record.ROR, id)
	}
	return candidate{
		ID: id, Entity: string(e.Entity.ID), Name: e.Entity.Name, City: e.City, Country: e.Entity.Country,
		SameAs: e.Entity.SameAs, Score: float64(int(c.Score*1000+0.5)) / 1000, Reason: c.Reason,
	}
}

// Run shows whom a name may mean, the likeliest first, and why.
func (c lookupCommand) Run(std streams) error {
	names, err := c.open()
	if err != nil {
		return err
	}
	country := cmp.Or(names.Country(c.Country), strings.ToUpper(c.Country))
	if country != "" && gazetteer.CountryEntity(country).ID == "" {
		return usageError{fmt.Errorf("--country: %q is no country", c.Country)}
	}
	found := match.New(names, names.Institutions()).Name(c.Name, country)
	if c.JSON {
		lines := json.NewEncoder(std.out)
		lines.SetEscapeHTML(false)
		for _, choice := range found {
			if err := lines.Encode(newCandidate(choice)); err != nil {
				return err
			}
		}
		return nil
	}
	if len(found) == 0 {
		fmt.Fprintln(std.out, "No institution is known by such a name.")
		return nil
	}
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	for _, choice := range found {
		x := newCandidate(choice)
		fmt.Fprintf(w, "%.2f\t%s\t%s\t%s\n\t%s\n", x.Score, x.Name, strings.Trim(x.City+", "+x.Country, ", "), x.ID, x.Reason)
	}
	return w.Flush()
}

type matchCommand struct {
	gazetteerFlags
	File string `arg:"" help:"A JSON array, or JSON lines; - is standard input."`
}

// Help implements kong.HelpProvider.
func (matchCommand) Help() string {
	return `Each value is an object with a field "affiliation", such as "Dept Physics, Univ. Oulu, Finland". It is printed as one line of JSON with its other fields, with "ids", those of the institutions chosen, which are ids of ROR where there are, and with "matches": each with name, score and reason. Where it is not sure, "ids" is empty.

Examples:

    unigraph gazetteer match --gazetteer gazetteer.tsv papers.jsonl
    echo '{"affiliation": "Univ. Oulu, Finland"}' | unigraph gazetteer match -`
}

// maxLine is how many bytes an object to match may have.
const maxLine = 1 << 20

// Run writes for each affiliation of a file whom it names.
func (c matchCommand) Run(ctx context.Context, std streams) error {
	in, err := openInput(c.File, std.in)
	if err != nil {
		return usageError{err}
	}
	defer in.Close()
	names, err := c.open()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.out)
	failed, err := c.matchAll(ctx, match.New(names, names.Institutions()), in, out, std.err)
	if flushing := out.Flush(); err == nil {
		err = flushing
	}
	switch {
	case err != nil:
		return fmt.Errorf("match: %w", err)
	case failed:
		return errSome
	}
	return nil
}

// matchAll matches each object of in, and reports whether some are none.
func (c matchCommand) matchAll(ctx context.Context, m *match.Matcher, in io.Reader, out, problems io.Writer) (failed bool, err error) {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for v, err := range jsonvalue.All(bufio.NewReader(in), maxLine) {
		if ctx.Err() != nil {
			return failed, fmt.Errorf("interrupted: %w", ctx.Err())
		}
		var matched map[string]any
		if err == nil {
			matched, err = matchObject(m, v.Data)
		}
		if err != nil {
			failed = true
			fmt.Fprintf(problems, "%s:%d: %v\n", c.File, v.Line, err)
			continue
		}
		if err := lines.Encode(matched); err != nil {
			return failed, err
		}
	}
	return failed, nil
}

func openInput(path string, stdin io.Reader) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(stdin), nil
	}
	return os.Open(path)
}

// matchObject adds to an object what its affiliation means.
func matchObject(m *match.Matcher, data []byte) (map[string]any, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil || fields == nil {
		return nil, fmt.Errorf("want an object with the field \"affiliation\"")
	}
	var text string
	if err := json.Unmarshal(fields["affiliation"], &text); err != nil {
		return nil, fmt.Errorf("the field \"affiliation\" is missing, or no text")
	}
	ids, matches := []string{}, []candidate{}
	for _, choice := range m.Line(text) {
		x := newCandidate(choice)
		ids, matches = append(ids, x.ID), append(matches, x)
	}
	out := map[string]any{}
	for name, value := range fields {
		out[name] = value
	}
	out["ids"], out["matches"] = ids, matches
	return out, nil
}
