// Package measure tells how a network hangs together: who stands between the
// others, and which groups keep to themselves. In go ties, out come figures,
// kept by the version of the data they were computed of. The package reads
// through what it needs of a unigraph.Reader and knows no engine.
package measure

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"unigraph"
)

// mostCentral is of how many nodes, those with the most ties, betweenness is
// computed: the time grows with nodes times ties.
const mostCentral = 2000

// A Result is what Of found.
type Result struct {
	Nodes, Ties int
	Central     []Centrality          // the highest betweenness first, then by id; those of none are left out
	Communities [][]unigraph.EntityID // the largest first, then by the first id; ids in order
}

// A Centrality says on what part of the shortest ways between all others an
// entity lies, 0 to 1.
type Centrality struct {
	ID          unigraph.EntityID
	Betweenness float64
}

// Of computes the measures of a network of ties, each of which is told once.
// The same ties give the same result.
func Of(ties []unigraph.Tie) Result {
	ids := idsOf(ties)
	r := Result{Nodes: len(ids), Ties: len(ties)}
	if len(ids) == 0 {
		return r
	}
	r.Communities = communities(ids, ties)
	r.Central = centralities(ids, amongMostTied(ids, ties))
	return r
}

// idsOf gives whoever has a tie, in order.
func idsOf(ties []unigraph.Tie) []unigraph.EntityID {
	ids := make([]unigraph.EntityID, 0, 2*len(ties))
	for _, t := range ties {
		ids = append(ids, t.One, t.Other)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func index(ids []unigraph.EntityID, id unigraph.EntityID) int64 {
	i, _ := slices.BinarySearch(ids, id)
	return int64(i)
}

// communities parts the network by the modularity of Louvain; a tie weighs as
// many agreements as it has.
func communities(ids []unigraph.EntityID, ties []unigraph.Tie) (found [][]unigraph.EntityID) {
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for _, t := range ties {
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(index(ids, t.One)), T: simple.Node(index(ids, t.Other)), W: float64(t.Agreements)})
	}
	for _, nodes := range community.Modularize(g, 1, rand.NewPCG(1, 1)).Communities() {
		var members []unigraph.EntityID
		for _, n := range nodes {
			members = append(members, ids[n.ID()])
		}
		slices.Sort(members)
		found = append(found, members)
	}
	slices.SortFunc(found, func(a, b []unigraph.EntityID) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
	})
	return found
}

// amongMostTied gives the ties among those with the most ties.
func amongMostTied(ids []unigraph.EntityID, ties []unigraph.Tie) []unigraph.Tie {
	if len(ids) <= mostCentral {
		return ties
	}
	count := make(map[unigraph.EntityID]int, len(ids))
	for _, t := range ties {
		count[t.One]++
		count[t.Other]++
	}
	most := slices.SortedFunc(slices.Values(ids), func(a, b unigraph.EntityID) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})[:mostCentral]
	kept := make(map[unigraph.EntityID]bool, mostCentral)
	for _, id := range most {
		kept[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ties), func(t unigraph.Tie) bool { return !kept[t.One] || !kept[t.Other] })
}

func centralities(ids []unigraph.EntityID, ties []unigraph.Tie) (central []Centrality) {
	g := simple.NewUndirectedGraph()
	for _, t := range ties {
		g.SetEdge(g.NewEdge(simple.Node(index(ids, t.One)), simple.Node(index(ids, t.Other))))
	}
	n := float64(len(graph.NodesOf(g.Nodes())))
	for node, b := range network.Betweenness(g) {
		// Each pair counts in both directions. Rounded, since sums depend on their order.
		b = math.Round(b/((n-1)*(n-2))*1e6) / 1e6
		if b > 0 {
			central = append(central, Centrality{ids[node], b})
		}
	}
	slices.SortFunc(central, func(a, b Centrality) int {
		return cmp.Or(cmp.Compare(b.Betweenness, a.Betweenness), cmp.Compare(a.ID, b.ID))
	})
	return central
}
