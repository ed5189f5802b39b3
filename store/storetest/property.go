package storetest

import (
	"context"
	"flag"
	"maps"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"unigraph"
	"unigraph/store/mem"
)

// Batch draws batches of one article over a small cast, so that articles often
// tell of the same entities, agreements and relations, and often disagree.
func Batch(id unigraph.ArticleID) *rapid.Generator[unigraph.Batch] {
	return rapid.Custom(func(t *rapid.T) unigraph.Batch {
		claims := rapid.SliceOfN(rapid.Custom(drawClaim), 0, 4).Draw(t, "claims")
		b := news(id, claims...)
		b.Article.Title = rapid.SampledFrom([]string{"", "News"}).Draw(t, "title")
		return b
	})
}

// drawClaim draws a fact about few entities.
func drawClaim(t *rapid.T) claim {
	date := rapid.SampledFrom([]unigraph.Date{"", "2018", "2018-11", "2018-11-14", "2018-11-20", "2019-05"}).Draw(t, "date")
	party := rapid.SampledFrom([]unigraph.Entity{dut, xnu, polimi, lost, lge})
	c := names(drawTelling(t, dut))
	switch rapid.IntRange(0, 5).Draw(t, "fact") {
	case 0, 1, 2:
		parties := rapid.SliceOfNDistinct(party, 2, 4, func(e unigraph.Entity) string { return e.Name }).Draw(t, "parties")
		for i := range parties {
			parties[i] = drawTelling(t, parties[i])
		}
		persons := rapid.SliceOfNDistinct(rapid.SampledFrom([]unigraph.Entity{gao, xue}), 0, 2, func(e unigraph.Entity) string { return e.Name })
		kind := rapid.SampledFrom([]unigraph.AgreementKind{unigraph.Memorandum, unigraph.PlainAgreement, unigraph.Contract, unigraph.Renewal}).Draw(t, "kind")
		c = signed(date, parties...).by(persons.Draw(t, "signatories")...).kind(kind)
	case 3:
		c = related(unigraph.MemberOf, date, drawTelling(t, party.Draw(t, "member")), uansr)
	case 4:
		c = visited(date, xue, rapid.SampledFrom([]unigraph.Entity{dut, xnu, xinjiang}).Draw(t, "host"))
	case 5:
		c = affiliated(xue, dut, rapid.SampledFrom([]string{"Dean", "dean", "Rector"}).Draw(t, "role"))
	}
	start := rapid.IntRange(0, 2).Draw(t, "start")
	return c.quoting("a sentence", start).
		confidence(rapid.SampledFrom([]float64{0.5, 0.9}).Draw(t, "confidence")).
		modality(rapid.SampledFrom([]unigraph.Modality{unigraph.Done, unigraph.Done, unigraph.Planned}).Draw(t, "modality"))
}

// drawTelling draws what an article says of e. A gazetteer says one thing;
// articles alone may call it by any name and place it anywhere.
func drawTelling(t *rapid.T, e unigraph.Entity) unigraph.Entity {
	if e.ID != lost.ID {
		e.Aliases = e.Aliases[:rapid.IntRange(0, len(e.Aliases)).Draw(t, "aliases")]
		return e
	}
	e.Name = rapid.SampledFrom([]string{"Lost University", "Université perdue"}).Draw(t, "name")
	e.Country = rapid.SampledFrom([]string{"", "CN", "IT"}).Draw(t, "country")
	return e
}

// articleIDs are few, so that sequences change and remove what they loaded.
func articleIDs() *rapid.Generator[unigraph.ArticleID] {
	return rapid.SampledFrom([]unigraph.ArticleID{"a1", "a2", "a3", "a4"})
}

// check checks a property 40 times, with -short 20 times, or as often as
// -rapid.checks says: the default of 100 takes long on an engine behind a network.
func check(t *testing.T, property func(*rapid.T)) { checkTimes(t, 40, property) }

func checkTimes(t *testing.T, times int, property func(*rapid.T)) {
	if testing.Short() {
		times /= 2
	}
	if checks := flag.Lookup("rapid.checks").Value; checks.String() == "100" {
		checks.Set(strconv.Itoa(times))
		defer checks.Set("100")
	}
	rapid.Check(t, property)
}

// testAnySequence holds an engine to the reference engine after any sequence
// of writes. One store serves all draws: emptying it must work as well.
func testAnySequence(t *testing.T, s unigraph.Store) {
	check(t, func(r *rapid.T) {
		empty(r, s) // also of what a failed draw left
		oracle := mem.Open()
		for range rapid.IntRange(1, 5).Draw(r, "writes") {
			drawWrite(r, s, oracle)
		}
		compare(r, "after the sequence", s, oracle)
	})
}

// drawWrite does the same to both stores, and wants the same counts.
func drawWrite(r *rapid.T, s, oracle unigraph.Store) {
	ctx := context.Background()
	ids := rapid.SliceOfN(articleIDs(), 1, 3).Draw(r, "articles")
	if rapid.IntRange(0, 3).Draw(r, "write") == 0 {
		want, _ := oracle.Remove(ctx, ids...)
		if got, err := s.Remove(ctx, ids...); err != nil || got != want {
			r.Fatalf("Remove(%q) = %+v, %v, want %+v", ids, got, err, want)
		}
		return
	}
	var batches []unigraph.Batch
	for _, id := range ids {
		batches = append(batches, Batch(id).Draw(r, "batch"))
	}
	want, _ := oracle.Upsert(ctx, batches...)
	if got, err := s.Upsert(ctx, batches...); err != nil || got != want {
		r.Fatalf("Upsert(%q) = %+v, %v, want %+v", ids, got, err, want)
	}
}

// testAnyOrder loads the same articles in one call, and in another order in
// several calls.
func testAnyOrder(t *testing.T, s unigraph.Store) {
	check(t, func(r *rapid.T) {
		empty(r, s)
		ctx := context.Background()
		batches := map[unigraph.ArticleID]unigraph.Batch{}
		for _, id := range []unigraph.ArticleID{"a1", "a2", "a3", "a4"} {
			batches[id] = Batch(id).Draw(r, "batch")
		}
		oracle := mem.Open()
		if _, err := oracle.Upsert(ctx, slices.Collect(maps.Values(batches))...); err != nil {
			r.Fatal(err)
		}
		order := rapid.Permutation(slices.Sorted(maps.Keys(batches))).Draw(r, "order")
		for len(order) > 0 {
			n := rapid.IntRange(1, len(order)).Draw(r, "call")
			var call []unigraph.Batch
			for _, id := range order[:n] {
				call = append(call, batches[id])
			}
			if _, err := s.Upsert(ctx, call...); err != nil {
				r.Fatal(err)
			}
			order = order[n:]
		}
		compare(r, "after another order", s, oracle)
	})
}

// compare wants s to answer as oracle does.
func compare(r *rapid.T, what string, s, oracle unigraph.Reader) {
	want, err := Dump(context.Background(), oracle)
	if err != nil {
		r.Fatal(err)
	}
	got, err := Dump(context.Background(), s)
	if err != nil {
		r.Fatal(err)
	}
	if diff := Diff(want, got); diff != "" {
		r.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// empty removes every article that was drawn, and wants nothing to stay.
func empty(r *rapid.T, s unigraph.Store) {
	if _, err := s.Remove(context.Background(), "a1", "a2", "a3", "a4"); err != nil {
		r.Fatal(err)
	}
	compare(r, "after removing everything", s, mem.Open())
}
