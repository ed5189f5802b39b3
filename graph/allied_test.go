package graph_test

import (
	"context"
	"strings"
	"testing"

	"unigraph"
	"unigraph/store/mem"
)

// What is hardly certain is no membership and no agreement, wherever a client says
// nothing of confidence.
func TestAlliancesAreCertain(t *testing.T) {
	store := mem.Open()
	t.Cleanup(func() { store.Close() })
	sure := article("sure", "News", "2020", dut, xjnu, uansr).
		related(unigraph.MemberOf, dut, uansr, "", "", unigraph.Done, "DUT is a member.").batch()
	doubtful := article("doubtful", "News", "2020", dut, xjnu, uansr).
		related(unigraph.MemberOf, xjnu, uansr, "", "", unigraph.Done, "XJNU may be one.").batch()
	doubtful.Relations[0].Evidence[0].Confidence = 0.4
	if _, err := store.Upsert(context.Background(), sure, doubtful); err != nil {
		t.Fatal(err)
	}
	server := serve(t, store)
	for query, want := range map[string]string{
		`{ university(name: "DUT") { alliances { name } alliancePartners { totalCount } } }`: `"alliances":[{"name":"University Alliance of the Silk Road"}],"alliancePartners":{"totalCount":0}`,
		`{ university(name: "XJNU") { alliances { name } } }`:                                `"alliances":[]`,
	} {
		if got := ask(t, server, query, ""); !strings.Contains(got, want) {
			t.Errorf("%s\n got %s\nwant %s", query, got, want)
		}
	}
}
