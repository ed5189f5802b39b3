package loader

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dustin/go-humanize"

	"unigraph"
)

// A Failure is one article that was not loaded, and why.
type Failure struct {
	File     string // the file it was read from, or the article's id
	Position int    // the line, or the number of the record, from 1; 0 where none is to blame
	Err      error
	Record   Record // what was read
}

// Error gives "file:position: reason".
func (f *Failure) Error() string {
	if f.Position == 0 {
		return fmt.Sprintf("%s: %v", f.File, f.Err)
	}
	return fmt.Sprintf("%s:%d: %v", f.File, f.Position, f.Err)
}

func (f *Failure) reason() RejectReason {
	return RejectReason{Source: f.File, Position: f.Position, Reason: f.Err.Error(), Type: f.Record.Type}
}

// Unwrap gives the reason.
func (f *Failure) Unwrap() error { return f.Err }

// A Report says what became of the articles of a load. Read is the sum of
// Added, Changed, Unchanged, Failed and, when the load was stopped, those that
// were read and not written.
type Report struct {
	Read int
	unigraph.Changes
	Failed   int
	Failures []*Failure // the first MaxFailures of them, in the order of the source

	// What the stored articles report, each article counted for itself: the
	// network holds fewer, since reports of one event are joined.
	Agreements int
	Relations  map[unigraph.RelationKind]int
	NotDone    int // agreements and relations that are planned, ended or denied; counted here alone

	// Preview tells what the load would do to the facts of the store, where it was
	// only tried; nil where it was done.
	Preview *FactChanges

	// Unlinked are names of institutions that no gazetteer knows, those of most
	// articles first. Persons are left out: no gazetteer lists persons. Set when
	// the load has ended.
	Unlinked []NameCount
	Elapsed  time.Duration
}

// A NameCount says how many articles tell a name.
type NameCount struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
}

// MaxFailures is how many failures a report keeps; more are only counted.
const MaxFailures = 1000

// maxUnlinked bounds the names that are counted at a time. Of a load with more,
// those found in most articles are kept.
const maxUnlinked = 20_000

func (r *Report) fail(f *Failure) {
	r.Failed++
	if len(r.Failures) < MaxFailures {
		r.Failures = append(r.Failures, &Failure{File: f.File, Position: f.Position, Err: f.Err}) // what was read may be large
	}
}

// written is how many articles are known to be in the store.
func (r *Report) written() int { return r.Added + r.Changed + r.Unchanged }

// stored counts what a successful write put into the store.
func (r *run) stored(c unigraph.Changes, batches []unigraph.Batch) {
	r.report.Changes = r.report.Add(c)
	for _, b := range batches {
		r.report.count(b)
		for _, e := range b.Entities {
			if !e.Linked && e.ID.Type() != unigraph.Person {
				r.unlinked[e.Name]++
			}
		}
	}
	if len(r.unlinked) > 2*maxUnlinked {
		for _, n := range mostTold(r.unlinked)[maxUnlinked:] {
			delete(r.unlinked, n.Name)
		}
	}
}

func (r *Report) count(b unigraph.Batch) {
	if r.Relations == nil {
		r.Relations = map[unigraph.RelationKind]int{}
	}
	for _, a := range b.Agreements {
		if a.Modality == unigraph.Done {
			r.Agreements++
		} else {
			r.NotDone++
		}
	}
	for _, f := range b.Relations {
		if f.Modality == unigraph.Done {
			r.Relations[f.Kind]++
		} else {
			r.NotDone++
		}
	}
}

// closing is the report at the end of the load.
func (r *run) closing() Report {
	r.report.Unlinked = mostTold(r.unlinked)
	r.report.Elapsed = time.Since(r.started)
	return r.report
}

func mostTold(names map[string]int) []NameCount {
	counts := make([]NameCount, 0, len(names))
	for _, name := range slices.Sorted(maps.Keys(names)) {
		counts = append(counts, NameCount{name, names[name]})
	}
	slices.SortStableFunc(counts, func(a, b NameCount) int { return cmp.Compare(b.Articles, a.Articles) })
	return counts
}

// shownNames is how many unlinked names String shows.
const shownNames = 10

// MarshalJSON lays the report out for a program.
func (r Report) MarshalJSON() ([]byte, error) {
	failures := make([]RejectReason, len(r.Failures))
	for i, f := range r.Failures {
		failures[i] = f.reason()
	}
	return json.Marshal(struct {
		Read       int                           `json:"read"`
		Added      int                           `json:"added"`
		Changed    int                           `json:"changed"`
		Unchanged  int                           `json:"unchanged"`
		Removed    int                           `json:"removed"`
		Failed     int                           `json:"failed"`
		Preview    *FactChanges                  `json:"preview,omitempty"`
		Agreements int                           `json:"agreements"`
		Relations  map[unigraph.RelationKind]int `json:"relations"`
		NotDone    int                           `json:"notDone"`
		Unlinked   []NameCount                   `json:"unlinked"`
		Failures   []RejectReason                `json:"failures"`
		Seconds    float64                       `json:"seconds"`
	}{r.Read, r.Added, r.Changed, r.Unchanged, r.Removed, r.Failed, r.Preview, r.Agreements, r.Relations, r.NotDone, r.Unlinked, failures, r.Elapsed.Seconds()})
}

// String lays the report out for a person.
func (r Report) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "Read %s in %s.\n", Plural(r.Read, "article"), r.Elapsed.Round(time.Millisecond))
	w := tabwriter.NewWriter(&s, 0, 0, 2, ' ', tabwriter.AlignRight)
	row(w, "added", r.Added)
	row(w, "changed", r.Changed)
	row(w, "unchanged", r.Unchanged)
	if r.Removed > 0 {
		row(w, "removed", r.Removed)
	}
	row(w, "failed", r.Failed)
	if waiting := r.Read - r.written() - r.Failed; waiting > 0 {
		row(w, "not written", waiting)
	}
	w.Flush()
	if p := r.Preview; p != nil {
		s.WriteString("Nothing was written. Of the facts in the store there would be:\n")
		row(w, "added", p.Added)
		row(w, "changed", p.Changed)
		row(w, "removed", p.Removed)
		w.Flush()
	}
	s.WriteString("Facts reported:\n")
	row(w, "agreements", r.Agreements)
	for _, kind := range unigraph.RelationKinds {
		row(w, string(kind), r.Relations[kind])
	}
	row(w, "planned, ended or denied", r.NotDone)
	w.Flush()
	r.writeUnlinked(&s)
	if r.Failed > 0 {
		s.WriteString("Failed:\n")
		for _, f := range r.Failures {
			fmt.Fprintf(&s, "  %v\n", f)
		}
		if more := r.Failed - len(r.Failures); more > 0 {
			fmt.Fprintf(&s, "  and %s more\n", humanize.Comma(int64(more)))
		}
	}
	return s.String()
}

func (r Report) writeUnlinked(s *strings.Builder) {
	if len(r.Unlinked) == 0 {
		return
	}
	fmt.Fprintf(s, "Unlinked: %s that no gazetteer knows, by articles that tell them:\n", Plural(len(r.Unlinked), "name"))
	for _, n := range r.Unlinked[:min(shownNames, len(r.Unlinked))] {
		fmt.Fprintf(s, "  %6d  %s\n", n.Articles, n.Name)
	}
	if more := len(r.Unlinked) - shownNames; more > 0 {
		fmt.Fprintf(s, "  and %s more\n", humanize.Comma(int64(more)))
	}
}

func row(w io.Writer, name string, n int) {
	fmt.Fprintf(w, "%s\t  %s\n", humanize.Comma(int64(n)), name)
}

// Plural gives "1 article", "2 articles".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return humanize.Comma(int64(n)) + " " + noun + "s"
}
