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

// weights are what each feature adds to the log-odds of a candidate.
type weights struct {
	index map[uint64]int32 // of each feature by its hash, see keyOf
	of    []float32
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
	w := weights{index: map[uint64]int32{}}
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
		w.index[keyOf(relation, f[1], f[2], f[3])] = int32(len(w.of))
		w.of = append(w.of, float32(weight))
	}
	return w, nil
}

// keyOf hashes a feature of a relation by FNV-1a.
func keyOf(relation int, what, a, b string) uint64 {
	const prime = 1099511628211
	h := (uint64(14695981039346656037) ^ uint64(relation)) * prime
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
	seen  []int32           // of each feature: the number of the candidate that had it last
	known map[noted][]int32 // features of what many sites share
}

// noted is a sentence, or an end, that is looked at for the sites of a relation.
type noted struct {
	what     byte // 's' a sentence, 'p' the sentence before, 'a' and 'b' the ends
	relation int
	at       int // index of the sentence, or end.at
}

// A likely fact is a candidate, the site that speaks most for it and its log-odds.
type likely struct {
	site
	odds float64
}

// weigh adds up the weights of the features of candidate number n, each once.
func (j *judge) weigh(n int32, sites []site) likely {
	sum, best := float32(0), likely{site: sites[0]}
	relation := sites[0].relation
	if k, ok := j.index[keyOf(relation, "", "", "")]; ok {
		sum = j.of[k]
	}
	most := float32(math.Inf(-1))
	for _, p := range sites {
		here := float32(0)
		add := func(features []int32) {
			for _, k := range features {
				here += j.of[k]
				if j.seen[k] != n {
					j.seen[k] = n
					sum += j.of[k]
				}
			}
		}
		add(j.features(noted{'s', relation, p.sentence}, func(note notice) { j.sentence(p.sentence, note) }))
		if p.across > 0 {
			add(j.features(noted{'p', relation, p.sentence}, func(note notice) { j.sentenceBefore(p.sentence-1, note) }))
		}
		add(j.features(noted{'a', relation, p.a.at}, func(note notice) { j.end(p.a, "a", note) }))
		add(j.features(noted{'b', relation, p.b.at}, func(note notice) { j.end(p.b, "b", note) }))
		add(j.find(relation, func(note notice) { j.pair(p, note); j.between(p, note) }))
		if here > most {
			most, best.site = here, p
		}
	}
	best.odds = float64(sum)
	return best
}

// features are those that have weights, of something that other sites may share.
func (j *judge) features(of noted, tell func(notice)) []int32 {
	found, ok := j.known[of]
	if !ok {
		found = j.find(of.relation, tell)
		j.known[of] = found
	}
	return found
}

// find gives the features told that have weights.
func (j *judge) find(relation int, tell func(notice)) (found []int32) {
	tell(func(what, a, b string) {
		if k, ok := j.index[keyOf(relation, what, a, b)]; ok {
			found = append(found, k)
		}
	})
	return found
}

// findLikely claims the candidates that the rules did not see and that are likely
// by the weights.
func (d *document) findLikely(w weights) {
	j := judge{notes: newNotes(d), weights: w, seen: make([]int32, len(w.of)), known: map[noted][]int32{}}
	var facts []likely
	for n, sites := range j.candidates() {
		p := sites[0]
		known, ends := j.claimed[p.relation], [2]int{p.a.ref, p.b.ref}
		if known.done[ends] || known.other[ends] || p.relation == signedRelation && j.shareParty(ends) {
			continue
		}
		if f := j.weigh(int32(n+1), sites); f.odds >= leastOdds {
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
