package extract

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"math/bits"
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
	index featureIndex
	of    [][len(Relations)]float32
}

// judges weigh by what was learned, with room from one document to the next.
var judges = sync.Pool{New: func() any { return newJudge(learnedWeights()) }}

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
	w := weights{index: newFeatureIndex(strings.Count(text, "\n")), of: make([][len(Relations)]float32, 1)}
	w.index.add(keyOf(blank, blank, blank), 0)
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
		key := keyOf(symbolOf(f[1]), symbolOf(f[2]), symbolOf(f[3]))
		k, ok := w.index.find(key)
		if !ok {
			k = int32(len(w.of))
			w.index.add(key, k)
			w.of = append(w.of, [len(Relations)]float32{})
		}
		w.of[k][relation] = float32(weight)
	}
	return w, nil
}

// A featureIndex numbers features by their keys. It is a hash table that need not hash,
// since keys are hashes: a look-up takes half of what it does in a map.
type featureIndex []struct {
	key    uint64
	number int32 // plus one; 0: free
}

// newFeatureIndex makes room for n features and the one of every candidate, and at least as
// much besides.
func newFeatureIndex(n int) featureIndex { return make(featureIndex, 1<<bits.Len(uint(2*n+2))) }

func (x featureIndex) add(key uint64, number int32) {
	i := x.slot(key)
	x[i].key, x[i].number = key, number+1
}

func (x featureIndex) find(key uint64) (number int32, ok bool) {
	n := x[x.slot(key)].number
	return n - 1, n > 0
}

// slot is where a key is, or where there is room for it.
func (x featureIndex) slot(key uint64) int {
	i := int(key) & (len(x) - 1)
	for x[i].number != 0 && x[i].key != key {
		i = (i + 1) & (len(x) - 1)
	}
	return i
}

// keyOf hashes a feature.
func keyOf(what, a, b symbol) uint64 {
	const prime = 1099511628211
	return ((what.hash*prime)^a.hash)*prime ^ b.hash
}

// A judge weighs the candidates of one document after the other.
type judge struct {
	notes
	weights
	note  notice  // adds the feature to found, if it has a weight
	found []int32 // features, of one thing behind the other

	sentences, before []features  // of each sentence, for its own candidates and for those it shares with the next
	as, bs            []features  // of each mention as an end; before them of the publisher, see end.at
	settings          [][]setting // of each sentence
	between           [2][]int32  // by order, of each token: the feature that it is between two ends, plus two; see wordsBetween

	seen    []int32 // of each feature: the number of the candidate that had it last
	weighed int32   // the number of the candidate weighed last
}

// features are those of one thing that have weights, in the order noted; nil until
// it is asked of.
type features []int32

// A setting has the features that notes.setting tells of some sites of a sentence.
type setting struct {
	across   int
	types    typePair
	features features
}

func newJudge(w weights) *judge {
	j := &judge{weights: w, seen: make([]int32, len(w.of)), found: []int32{}}
	j.note = func(what, a, b symbol) {
		if k, ok := w.index.find(keyOf(what, a, b)); ok {
			j.found = append(j.found, k)
		}
	}
	return j
}

func (j *judge) read(d *document) {
	j.notes.read(d)
	j.found = j.found[:0]
	sentences, ends, tokens := len(d.sents), len(d.mentions)-unsaid, len(d.toks)
	j.sentences, j.before, j.settings = zeros(j.sentences, sentences), zeros(j.before, sentences), emptied(j.settings, sentences)
	j.as, j.bs = zeros(j.as, ends), zeros(j.bs, ends)
	j.between = [...][]int32{zeros(j.between[aFirst], tokens), zeros(j.between[bFirst], tokens)}
}

// A likely fact is a candidate, the site that speaks most for it and its log-odds.
type likely struct {
	site
	odds float64
}

// weigh adds up the weights of the features of a candidate, each once.
func (j *judge) weigh(sites []site) likely {
	j.weighed++
	best, most := 0, float32(math.Inf(-1))
	relation := sites[0].relation
	sum := j.of[0][relation]
	for _, k := range j.told(func() { j.pair(&sites[0], j.note) }) {
		sum += j.of[k][relation]
	}
	for i := range sites {
		here := float32(0)
		for _, features := range j.featuresOf(&sites[i]) {
			for _, k := range features {
				here += j.of[k][relation]
				if j.seen[k] != j.weighed {
					j.seen[k] = j.weighed
					sum += j.of[k][relation]
				}
			}
		}
		if here > most {
			best, most = i, here
		}
	}
	return likely{sites[best], float64(sum)}
}

// featuresOf gives the features of a site that have weights, but for those of its pair.
func (j *judge) featuresOf(p *site) (of [6]features) {
	of[0] = j.shared(&j.sentences[p.sentence], func() { j.sentence(p.sentence, j.note) })
	of[1] = j.shared(&j.as[p.a.at-unsaid], func() { j.end(p.a, aEnd, j.note) })
	of[2] = j.shared(&j.bs[p.b.at-unsaid], func() { j.end(p.b, bEnd, j.note) })
	if p.across > 0 {
		of[3] = j.shared(&j.before[p.sentence-1], func() { j.sentenceBefore(p.sentence-1, j.note) })
	}
	of[4] = j.told(func() {
		j.notes.between(p, j.note)
		j.wordsBetween(p)
	})
	of[5] = j.settingOf(p)
	return of
}

// settingOf gives the features of the setting of a site.
func (j *judge) settingOf(p *site) features {
	known := j.settings[p.sentence]
	for _, s := range known {
		if s.across == p.across && s.types == p.types() {
			return s.features
		}
	}
	s := setting{p.across, p.types(), j.told(func() { j.setting(p, j.note) })}
	j.settings[p.sentence] = append(known, s)
	return s.features
}

// shared gives the features of something that other sites may have too.
func (j *judge) shared(known *features, tell func()) features {
	if *known == nil {
		*known = j.told(tell)
	}
	return *known
}

// told gives the features that tell notes.
func (j *judge) told(tell func()) features {
	from := len(j.found)
	tell()
	return j.found[from:len(j.found):len(j.found)]
}

// wordsBetween notes the words between the ends of a site. A word stands between the
// ends of many sites, and is looked up once for each order.
func (j *judge) wordsBetween(p *site) {
	from, to, order := j.gapOf(p)
	if to-from > longestGap {
		return
	}
	const unknown, none = 0, 1
	words := j.between[order]
	for i := from; i < to; i++ {
		switch words[i] {
		case unknown:
			words[i] = none
			for _, k := range j.told(func() { j.wordBetween(i, order, j.note) }) {
				words[i] = k + 2
			}
		case none:
		default:
			j.found = append(j.found, words[i]-2)
		}
	}
}

// findLikely claims the candidates that the rules did not see and that are likely
// by the weights.
func (d *document) findLikely(j *judge) {
	j.read(d)
	var facts []likely
	for sites := range j.candidates() {
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
			r.Kind, r.Date = unigraph.Visited, d.factDate(c, max(c.i, d.findGoing(c)))
			d.addVisit(r, d.dated(c.i, r.Date))
			continue
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
		t := max(c.i, d.find(c, c.i, signVerbs))
		d.joinAgreement(unigraph.AgreementClaim{
			Parties: parties, Kind: d.paperKind(c, c.i), Date: cmp.Or(d.ownDate(c, t), d.dateTold(t)), Modality: unigraph.Done, Evidence: d.likelyEvidence(c, facts[0]),
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
