package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"unigraph"
)

// calls are all methods of a store, each called in a way that succeeds.
func calls(s unigraph.Store) map[string]func(context.Context) error {
	page := unigraph.Page{Limit: 1, Total: true}
	ofDUT := unigraph.PartnersOf(dut.ID)
	return map[string]func(context.Context) error{
		"Upsert":       func(ctx context.Context) error { _, err := s.Upsert(ctx, news("late", names(gao))); return err },
		"Remove":       func(ctx context.Context) error { _, err := s.Remove(ctx, "a1"); return err },
		"ArticlesFrom": func(ctx context.Context) error { _, err := s.ArticlesFrom(ctx, "news", "", 1); return err },
		"Batches":      func(ctx context.Context) error { _, err := s.Batches(ctx, "", 1); return err },
		"Articles":     func(ctx context.Context) error { _, err := s.Articles(ctx, []unigraph.ArticleID{"a1"}); return err },
		"Entities":     func(ctx context.Context) error { _, err := s.Entities(ctx, []unigraph.EntityID{dut.ID}); return err },
		"Evidence":     func(ctx context.Context) error { _, err := s.Evidence(ctx, []unigraph.FactID{"f"}); return err },
		"FindEntities": func(ctx context.Context) error {
			_, err := s.FindEntities(ctx, unigraph.EntityFilter{}, page)
			return err
		},
		"FindRanked": func(ctx context.Context) error {
			_, err := s.FindRanked(ctx, unigraph.RankFilter{}, page)
			return err
		},
		"FindAgreements": func(ctx context.Context) error {
			_, err := s.FindAgreements(ctx, unigraph.AgreementFilter{}, page)
			return err
		},
		"FindRelations": func(ctx context.Context) error {
			_, err := s.FindRelations(ctx, unigraph.RelationFilter{}, page)
			return err
		},
		"FindPartners":      func(ctx context.Context) error { _, err := s.FindPartners(ctx, ofDUT, page); return err },
		"PartnersByCountry": func(ctx context.Context) error { _, err := s.PartnersByCountry(ctx, ofDUT); return err },
		"PartnersByCountryOf": func(ctx context.Context) error {
			_, err := s.PartnersByCountryOf(ctx, []unigraph.EntityID{dut.ID}, ofDUT)
			return err
		},
		"FindTies": func(ctx context.Context) error { _, err := s.FindTies(ctx, unigraph.TieFilter{}); return err },
		"FindCandidates": func(ctx context.Context) error {
			_, err := s.FindCandidates(ctx, unigraph.Candidates{Words: []string{"dut"}, Limit: 1})
			return err
		},
		"GroupEntities": func(ctx context.Context) error {
			_, err := s.GroupEntities(ctx, []unigraph.EntityFilter{{}}, unigraph.EntityCountry)
			return err
		},
		"GroupAgreements": func(ctx context.Context) error {
			_, err := s.GroupAgreements(ctx, []unigraph.AgreementFilter{{}}, unigraph.AgreementYear)
			return err
		},
		"GroupRelations": func(ctx context.Context) error {
			_, err := s.GroupRelations(ctx, []unigraph.RelationFilter{{}}, unigraph.RelationYear)
			return err
		},
		"Matrix":  func(ctx context.Context) error { _, err := s.Matrix(ctx, unigraph.AgreementFilter{}); return err },
		"Version": func(ctx context.Context) error { _, err := s.Version(ctx); return err },
		"Stats":   func(ctx context.Context) error { _, err := s.Stats(ctx); return err },
	}
}

func testCancelled(t *testing.T, s unigraph.Store) {
	load(t, s, press()...)
	want := dump(t, s)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	late, stop := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer stop()
	for name, call := range calls(s) {
		if err := call(cancelled); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, cancelled = %v, want context.Canceled", name, err)
		}
		if err := call(late); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s, too late = %v, want context.DeadlineExceeded", name, err)
		}
	}
	answers(t, "after cancelled calls", s, want)
}

func testClosed(t *testing.T, s unigraph.Store) {
	load(t, s, press()...)
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	for name, call := range calls(s) {
		if err := call(context.Background()); !errors.Is(err, unigraph.ErrClosed) {
			t.Errorf("%s after Close = %v, want ErrClosed", name, err)
		}
	}
}

// testConcurrent lets writers with entities and facts in common race with
// readers: the network is the one that a single writer makes, and no reader
// sees half an article.
func testConcurrent(t *testing.T, s unigraph.Store) {
	const writers, articles = 2, 10
	var all []unigraph.Batch
	var group errgroup.Group
	for w := range writers {
		var mine []unigraph.Batch
		for i := range articles {
			e := unlinked(unigraph.University, fmt.Sprintf("Guest %d", i), "", fmt.Sprintf("Alias %d of writer %d", i, w))
			mine = append(mine, news(unigraph.ArticleID(fmt.Sprintf("%d by %d", i, w)),
				signed("2018", dut, xnu), signed("2020", dut, e), memberOf(e, uansr), locatedIn(dut, china)))
		}
		all = append(all, mine...)
		group.Go(func() error { return write(s, mine) })
	}
	group.Go(func() error { return readWhole(s, articles) })
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	answers(t, "concurrent writers", s, spec(t, all...))
}

// write loads batches, each alone and twice, and takes the first away for a while.
func write(s unigraph.Writer, batches []unigraph.Batch) error {
	ctx := context.Background()
	for _, b := range batches {
		if _, err := s.Upsert(ctx, b, batches[0]); err != nil {
			return err
		}
		if _, err := s.Remove(ctx, batches[0].Article.ID); err != nil {
			return err
		}
	}
	_, err := s.Upsert(ctx, batches...)
	return err
}

// readWhole reads facts and wants them complete at any moment.
func readWhole(s unigraph.Reader, times int) error {
	ctx := context.Background()
	for range times {
		found, err := s.FindAgreements(ctx, unigraph.AgreementFilter{}, unigraph.Page{Limit: unigraph.MaxPage})
		if err != nil {
			return err
		}
		for _, a := range found.Items {
			if len(a.Parties) != 2 || a.Confidence != 0.9 || a.Kind != unigraph.Memorandum {
				return fmt.Errorf("read half an agreement: %+v", a)
			}
		}
		if _, err := s.PartnersByCountry(ctx, unigraph.PartnersOf(dut.ID)); err != nil {
			return err
		}
	}
	return nil
}

// testVersion wants another version after each write that changes something,
// and after no other.
func testVersion(t *testing.T, s unigraph.Store) {
	seen := map[int]bool{}
	version := func() int {
		t.Helper()
		v, err := s.Version(context.Background())
		if err != nil {
			t.Fatalf("Version: %v", err)
		}
		return v
	}
	changed := func(what string) {
		t.Helper()
		if v := version(); seen[v] {
			t.Errorf("Version after %s = %d, as before", what, v)
		} else {
			seen[v] = true
		}
	}
	changed("nothing")
	load(t, s, news("a1", signed("2015", dut, xnu)))
	changed("a load")
	load(t, s, news("a1", signed("2016", dut, xnu)), news("a2"))
	changed("a change")
	before := version()
	load(t, s, news("a2"))
	remove(t, s, "a9")
	equal(t, "Version after writes that change nothing", version(), before)
	remove(t, s, "a2")
	changed("a removal of an empty article")
}
