package match

import (
	"encoding/json"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"unigraph/loader/gazetteer"
	"unigraph/loader/gazetteer/registry"
)

const shared = "../../../../shared/gazetteer/"

// TestSharedAffiliations measures how well real affiliations are matched, where
// a registry and a set of them are at hand. The set is halved by a hash: only
// the errors of half 0 have been looked at while the matcher was made.
func TestSharedAffiliations(t *testing.T) {
	lines := sharedLines(t)
	m := sharedMatcher(t)
	var halves [2]score
	for _, l := range lines {
		h := fnv.New32a()
		h.Write([]byte(l.Affiliation))
		halves[h.Sum32()>>3%2].count(m.Line(l.Affiliation), l.IDs)
	}
	both := halves[0].plus(halves[1])
	for i, s := range append(halves[:], both) {
		t.Logf("%s: precision %.4f, recall %.4f, %d right of %d chosen, %d wanted", []string{"half 0", "half 1", "both"}[i], s.precision(), s.recall(), s.right, s.chosen, s.wanted)
	}
	if both.precision() < 0.97 || both.recall() < 0.88 {
		t.Error("want precision 0.97 and recall 0.88 at least")
	}
}

type sharedLine struct {
	Affiliation string
	IDs         []string `json:"ror_ids"`
}

func sharedLines(t testing.TB) (lines []sharedLine) {
	data, err := os.ReadFile(filepath.FromSlash(shared + "affiliations-springer.json"))
	if err != nil {
		t.Skip("no ../shared/gazetteer beside the repository")
	}
	if err := json.Unmarshal(data, &lines); err != nil {
		t.Fatal(err)
	}
	return lines
}

// sharedMatcher knows the real registry beside the repository.
func sharedMatcher(t testing.TB) *Matcher {
	records, err := registry.Import(func(p *registry.Problem) { t.Error(p) }, filepath.FromSlash(shared+"ror-records.jsonl.gz"))
	if err != nil {
		t.Skip(err)
	}
	g, err := gazetteer.With(records)
	if err != nil {
		t.Fatal(err)
	}
	return New(g, g.Institutions())
}

// A score counts ids: chosen rightly, chosen, wanted.
type score struct{ right, chosen, wanted int }

func (s *score) count(chosen []Choice, want []string) {
	s.chosen += len(chosen)
	s.wanted += len(want)
	for _, c := range chosen {
		if r := c.Entry.Record; r != nil && slices.Contains(want, r.ROR) {
			s.right++
		}
	}
}

func (s score) plus(o score) score {
	return score{s.right + o.right, s.chosen + o.chosen, s.wanted + o.wanted}
}

func (s score) precision() float64 { return float64(s.right) / float64(s.chosen) }

func (s score) recall() float64 { return float64(s.right) / float64(s.wanted) }
