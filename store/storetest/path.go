package storetest

import (
	"testing"

	"unigraph"
)

// testPaths wants the shortest paths through agreements that count, the first by
// ids, and none that signatories make: they are no parties.
func testPaths(t *testing.T, s unigraph.Store) {
	load(t, s, news("a1",
		signed("2015", dut, polimi).by(xue),
		signed("2016", dut, pusan),
		signed("2017", polimi, bologna).by(gao),
		signed("2017", pusan, bologna),
		signed("2018", dut, lost).by(gao),
		signed("2018", lost, xnu).confidence(0.3),
	))
	usual := unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{MinConfidence: unigraph.UsualConfidence}}
	for _, c := range []struct {
		name string
		q    unigraph.PathQuery
		want [][]unigraph.EntityID
	}{
		{"two steps", unigraph.PathQuery{AgreementFilter: usual, From: dut.ID, To: bologna.ID, Longest: 6, Limit: 5},
			[][]unigraph.EntityID{{dut.ID, polimi.ID, bologna.ID}, {dut.ID, pusan.ID, bologna.ID}}},
		{"the first", unigraph.PathQuery{AgreementFilter: usual, From: bologna.ID, To: dut.ID, Longest: 6, Limit: 1},
			[][]unigraph.EntityID{{bologna.ID, polimi.ID, dut.ID}}},
		{"one step", unigraph.PathQuery{AgreementFilter: usual, From: dut.ID, To: lost.ID, Longest: 1, Limit: 5}, [][]unigraph.EntityID{{dut.ID, lost.ID}}},
		{"too long", unigraph.PathQuery{AgreementFilter: usual, From: dut.ID, To: bologna.ID, Longest: 1, Limit: 5}, nil},
		{"not certain", unigraph.PathQuery{AgreementFilter: usual, From: dut.ID, To: xnu.ID, Longest: 6, Limit: 5}, nil},
		{"uncertain", unigraph.PathQuery{From: dut.ID, To: xnu.ID, Longest: 6, Limit: 5}, [][]unigraph.EntityID{{dut.ID, lost.ID, xnu.ID}}},
		{"from a signatory", unigraph.PathQuery{AgreementFilter: usual, From: xue.ID, To: polimi.ID, Longest: 6, Limit: 5}, nil},
		{"between signatories", unigraph.PathQuery{From: xue.ID, To: gao.ID, Longest: 6, Limit: 5}, nil},
	} {
		got, err := s.FindPaths(t.Context(), c.q)
		if err != nil {
			t.Fatalf("FindPaths: %s: %v", c.name, err)
		}
		equal(t, "FindPaths: "+c.name, got, c.want)
	}
}
