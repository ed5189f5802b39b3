package extract

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"unigraph"
)

//go:generate go run ./learn lessons weights.txt

//go:embed weights.txt
var learned string

// leastOdds are the log-odds from which a candidate is claimed: three of five such
// are facts.
const leastOdds = 0.4

// weights are what each feature adds to the log-odds of a candidate, by relation.
type weights struct {
	index map[uint64]int32 // of each feature by its hash, see keyOf
	of    [][len(Relations)]float32
}

// learnedWeights reads the weights when they are needed first.
var learnedWeights = sync.OnceValue(func() weights {
	w, err := readWeights(learned)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return w
})

// readWeights reads lines of relation, feature and weight, parted by tabs.
func readWeights(text string) (weights, error) {
	w := weights{index: map[uint64]int32{keyOf("", "", ""): 0}, of: make([][len(Relations)]float32, 1)}
	line := 0
	for l := range strings.Lines(text) {
		line++
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if len(f) != 5 {
			return weights{}, fmt.Errorf("weights.txt:%d: %d fields for 5", line, len(f))
		}
		relation := slices.Index(Relations[:], f[0])
		weight, err := strconv.ParseFloat(f[4], 32)
		if relation < 0 || err != nil {
			return weights{}, fmt.Errorf("weights.txt:%d: no weight of a relation: %q", line, l)
		}
		key := keyOf(f[1], f[2], f[3])
		k, ok := w.index[key]
		if !ok {
			k = int32(len(w.of))
			w.index[key], w.of = k, append(w.of, [len(Relations)]float32{})
		}
		w.of[k][relation] = float32(weight)
	}
	return w, nil
}

// keyOf hashes a feature by FNV-1a.
func keyOf(what, a, b string) uint64 {
	const prime = 1099511628211
	h := uint64(14695981039346656037)
	for _, s := range [...]string{what, a, b} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * prime
		}
		h = (h ^ '\t') * prime
	}
	return h
}

// A judge weighs the candidates of a document.
type judge struct {
	*notes
	weights
	known   map[noted][]int32  // features of what many sites share
	between map[string][]int32 // by order, of each token: the feature that it is between two ends, plus two; see wordsBetween
	fresh   []int32            // features of one site alone
}

// noted is something that the features of several sites are of.
type noted struct {
	what byte   // 's' a sentence, 'p' the sentence before, 'a' and 'b' the ends, '0' to '2' the setting by site.across
	at   int    // index of the sentence, or end.at
	of   string // of a setting, the types of the ends
}

// A likely fact is a candidate, the site that speaks most for it and its log-odds.
type likely struct {
	site
	odds float64
}

// weigh adds up the weights of the features of a candidate, each once.
func (j *judge) weigh(sites []site) likely {
	j.d.weighed++
	n, seen := j.d.weighed, j.d.seen
	best, most := sites[0], float32(math.Inf(-1))
	relation := best.relation
	sum := j.of[0][relation]
	j.fresh = j.find(j.fresh[:0], func(note notice) { j.pair(best, note) })
	for _, k := range j.fresh {
		sum += j.of[k][relation]
	}
	for _, p := range sites {
		here := float32(0)
		for _, features := range j.featuresOf(p) {
			for _, k := range features {
				here += j.of[k][relation]
				if seen[k] != n {
					seen[k] = n
					sum += j.of[k][relation]
				}
			}
		}
		if here > most {
			best, most = p, here
		}
	}
	return likely{best, float64(sum)}
}

// featuresOf gives the features of a site that have weights, but for those of its pair.
func (j *judge) featuresOf(p site) [6][]int32 {
	of := [6][]int32{
		j.shared(noted{'s', p.sentence, ""}, func(note notice) { j.sentence(p.sentence, note) }),
		j.shared(noted{'a', p.a.at, ""}, func(note notice) { j.end(p.a, aEnd, note) }),
		j.shared(noted{'b', p.b.at, ""}, func(note notice) { j.end(p.b, bEnd, note) }),
	}
	of[5] = j.shared(noted{byte('0' + p.across), p.sentence, typesOf(p)}, func(note notice) { j.setting(p, note) })
	if p.across > 0 {
		of[3] = j.shared(noted{'p', p.sentence - 1, ""}, func(note notice) { j.sentenceBefore(p.sentence-1, note) })
	}
	j.fresh = j.find(j.fresh[:0], func(note notice) { j.notes.between(p, note) })
	j.fresh = j.wordsBetween(j.fresh, p)
	of[4] = j.fresh
	return of
}

// shared gives the features of something that other sites may have too.
func (j *judge) shared(of noted, tell func(notice)) []int32 {
	found, ok := j.known[of]
	if !ok {
		found = j.find(nil, tell)
		j.known[of] = found
	}
	return found
}

// wordsBetween adds the features of the words between the ends of a site. A word
// stands between the ends of many sites, and is looked up once for each order.
func (j *judge) wordsBetween(found []int32, p site) []int32 {
	from, to, order := j.gapOf(p)
	if to-from > longestGap || from == to {
		return found
	}
	const unknown, none = 0, 1
	words := j.between[order]
	if words == nil {
		words = make([]int32, len(j.d.toks))
		j.between[order] = words
	}
	for i := from; i < to; i++ {
		if words[i] == unknown {
			words[i] = none
			j.wordBetween(i, order, func(what, a, b string) {
				if k, ok := j.index[keyOf(what, a, b)]; ok {
					words[i] = k + 2
				}
			})
		}
		if words[i] != none {
			found = append(found, words[i]-2)
		}
	}
	return found
}

// find adds the features told that have weights.
func (j *judge) find(found []int32, tell func(notice)) []int32 {
	tell(func(what, a, b string) {
		if k, ok := j.index[keyOf(what, a, b)]; ok {
			found = append(found, k)
		}
	})
	return found
}

// findLikely claims the candidates that the rules did not see and that are likely
// by the weights.
func (d *document) findLikely(w weights) {
	j := judge{notes: newNotes(d), weights: w, known: map[noted][]int32{}, between: map[string][]int32{}}
	if len(d.seen) < len(w.of) {
		d.seen, d.weighed = make([]int32, len(w.of)), 0
	}
	var facts []likely
	for _, sites := range j.candidates() {
		p := sites[0]
		known, ends := j.claimed[p.relation], [2]int{p.a.ref, p.b.ref}
		if known.done[ends] || known.other[ends] {
			continue
		}
		if f := j.weigh(sites); f.odds >= leastOdds && !(p.relation == signedRelation && j.shareParty(ends)) {
			facts = append(facts, f)
		}
	}
	slices.SortStableFunc(facts, func(x, y likely) int {
		return cmp.Or(cmp.Compare(x.sentence, y.sentence), cmp.Compare(x.relation, y.relation))
	})
	for len(facts) > 0 {
		n := 1
		for n < len(facts) && facts[n].sentence == facts[0].sentence && facts[n].relation == facts[0].relation {
			n++
		}
		d.claim(facts[:n])
		facts = facts[n:]
	}
}

// shareParty reports whether each of two signed with the same third one, by the
// rules: they stand in its list of partners, and not with each other.
func (j *judge) shareParty(two [2]int) bool {
	signed := j.claimed[signedRelation].done
	for third := range j.d.referents {
		if signed[[2]int{min(two[0], third), max(two[0], third)}] && signed[[2]int{min(two[1], third), max(two[1], third)}] {
			return true
		}
	}
	return false
}

// claim adds facts of one relation that one sentence states.
func (d *document) claim(facts []likely) {
	c := clause{d.sents[facts[0].sentence][0], d.sents[facts[0].sentence][1]}
	if facts[0].relation == signedRelation {
		d.claimAgreements(c, facts)
		return
	}
	for _, f := range facts {
		r := unigraph.RelationClaim{Kind: unigraph.MemberOf, Subject: f.a.ref, Object: f.b.ref, Modality: unigraph.Done, Evidence: d.likelyEvidence(c, f)}
		if f.relation == visitedRelation {
			r.Kind, r.Date = unigraph.Visited, d.factDate(c, c.i)
		}
		d.addRelation(r)
	}
}

// claimAgreements adds the agreements of one sentence: parties that are all
// likely to have signed with each other signed one.
func (d *document) claimAgreements(c clause, facts []likely) {
	for len(facts) > 0 {
		with := func(p, q int) bool {
			return slices.ContainsFunc(facts, func(f likely) bool { return f.a.ref == min(p, q) && f.b.ref == max(p, q) })
		}
		parties := []int{facts[0].a.ref, facts[0].b.ref}
		for _, f := range facts {
			for _, p := range [...]int{f.a.ref, f.b.ref} {
				if !slices.ContainsFunc(parties, func(q int) bool { return p == q || !with(p, q) }) {
					parties = append(parties, p)
				}
			}
		}
		slices.Sort(parties)
		d.joinAgreement(unigraph.AgreementClaim{
			Parties: parties, Kind: d.paperKind(c, c.i), Date: d.factDate(c, c.i), Modality: unigraph.Done, Evidence: d.likelyEvidence(c, facts[0]),
		}, false)
		facts = slices.DeleteFunc(facts, func(f likely) bool { return slices.Contains(parties, f.a.ref) && slices.Contains(parties, f.b.ref) })
	}
}

// likelyEvidence quotes the sentence of a fact, as sure as it is likely.
func (d *document) likelyEvidence(c clause, f likely) []unigraph.Evidence {
	e := d.evidence(c.i, Relations[f.relation]+"/likely")
	e[0].Confidence = math.Round(100/(1+math.Exp(-f.odds))) / 100
	return e
}
