package benchnet_test

import (
	"reflect"
	"slices"
	"testing"

	"unigraph"
	"unigraph/internal/benchnet"
)

func TestBatches(t *testing.T) {
	n := benchnet.Network{Universities: 50, Agreements: 1000, Seed: 7}
	batches := slices.Collect(n.Batches())
	if !reflect.DeepEqual(batches, slices.Collect(n.Batches())) {
		t.Error("the same network differs")
	}
	if !reflect.DeepEqual(batches, slices.Concat(slices.Collect(n.Groups(30))...)) {
		t.Error("groups are not the batches")
	}
	reports := map[string][]unigraph.Agreement{}
	for _, b := range batches {
		if err := b.Validate(); err != nil {
			t.Fatal(err)
		}
		for _, a := range b.Agreements {
			reports[a.Key()] = append(reports[a.Key()], a)
		}
	}
	total := 0
	for _, rs := range reports {
		total += len(unigraph.JoinAgreements(rs))
	}
	if total != n.Agreements {
		t.Errorf("%d distinct agreements, want %d", total, n.Agreements)
	}
}
