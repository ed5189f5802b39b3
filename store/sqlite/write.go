package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"unigraph"
)

// Upsert implements unigraph.Writer.
func (s *Store) Upsert(ctx context.Context, batches ...unigraph.Batch) (c unigraph.Changes, err error) {
	defer s.failed(ctx, "upsert", &err)
	if err := s.usable(ctx); err != nil {
		return c, err
	}
	articles, err := prepareAll(batches)
	if err != nil {
		return c, err
	}
	err = s.write(ctx, func(w *write) error {
		if err := w.find(articles); err != nil {
			return err
		}
		articles = slices.DeleteFunc(articles, func(a *article) bool {
			switch {
			case a.id == 0:
				c.Added++
			case a.oldDigest != a.digest:
				c.Changed++
			default:
				c.Unchanged++
				return true
			}
			return false
		})
		var encoding sync.WaitGroup // while the transaction reads
		for _, a := range articles {
			encoding.Go(a.encode)
		}
		defer encoding.Wait()
		return w.apply(articles, func(a *article) error {
			encoding.Wait()
			return w.store(a)
		})
	})
	if err != nil {
		return unigraph.Changes{}, err
	}
	return c, nil
}

// Remove implements unigraph.Writer.
func (s *Store) Remove(ctx context.Context, ids ...unigraph.ArticleID) (c unigraph.Changes, err error) {
	defer s.failed(ctx, "remove", &err)
	if err := s.usable(ctx); err != nil {
		return c, err
	}
	articles := make([]*article, 0, len(ids))
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		articles = append(articles, &article{Batch: unigraph.Batch{Article: unigraph.Article{ID: id}}})
	}
	err = s.write(ctx, func(w *write) error {
		if err := w.find(articles); err != nil {
			return err
		}
		articles = slices.DeleteFunc(articles, func(a *article) bool { return a.id == 0 })
		return w.apply(articles, w.remove)
	})
	if err != nil {
		return c, err
	}
	return unigraph.Changes{Removed: len(articles)}, nil
}

// An article is one to be stored, changed or removed.
type article struct {
	unigraph.Batch
	id      int64 // 0 if the store does not know it
	digest  string
	reports []report

	tellings []*telling // of each entity
	body     string     // the reports, as JSON

	// What the store has.
	oldDigest   string
	oldMentions []mention
	oldReports  []report
}

// prepareAll checks all batches and prepares the last of each article.
func prepareAll(batches []unigraph.Batch) ([]*article, error) {
	last := make(map[unigraph.ArticleID]int, len(batches))
	for i, b := range batches {
		last[b.Article.ID] = i
	}
	articles := make([]*article, len(batches))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, b := range batches {
		group.Go(func() error {
			if err := b.Validate(); err != nil {
				return err
			}
			if last[b.Article.ID] == i {
				articles[i] = &article{Batch: b, digest: b.Digest(), reports: reports(b)}
			}
			return nil
		})
	}
	err := group.Wait()
	return slices.DeleteFunc(articles, func(a *article) bool { return a == nil }), err
}

// encode makes what is stored of what a says.
func (a *article) encode() {
	a.body = list(a.reports)
	a.tellings = make([]*telling, len(a.Entities))
	for i, e := range a.Entities {
		a.tellings[i] = newTelling(e)
	}
}

// find tells what the store has of the articles.
func (w *write) find(articles []*article) error {
	byID := make(map[unigraph.ArticleID]*article, len(articles))
	for _, a := range articles {
		byID[a.Article.ID] = a
	}
	return w.each(func(rows *sql.Rows) error {
		var id unigraph.ArticleID
		var found article
		var mentions, reports []byte
		if err := rows.Scan(&found.id, &id, &found.oldDigest, &mentions, &reports); err != nil {
			return err
		}
		a := byID[id]
		a.id, a.oldDigest = found.id, found.oldDigest
		if a.oldDigest == a.digest {
			return nil
		}
		if err := unlist(mentions, &a.oldMentions); err != nil {
			return err
		}
		if err := unlist(reports, &a.oldReports); err != nil {
			return err
		}
		name(a.oldReports)
		return nil
	}, `SELECT a.id, a.article, a.digest, a.mentions, a.reports
		FROM json_each(?) j CROSS JOIN articles a ON a.article = j.value`, list(inOrder(byID)))
}

// apply takes back what the store has the articles say, does what else is to
// be done about each, and settles what follows.
func (w *write) apply(articles []*article, do func(*article) error) error {
	if len(articles) == 0 {
		return nil
	}
	if err := w.open(articles); err != nil {
		return err
	}
	for _, a := range articles {
		if err := w.retract(a); err != nil {
			return err
		}
		if err := do(a); err != nil {
			return err
		}
	}
	if err := w.settle(); err != nil {
		return err
	}
	return w.countWrite()
}

// countWrite makes the version another one, and those of the countries.
func (w *write) countWrite() error {
	err := w.exec("INSERT INTO countries (country, writes) SELECT value, 1 FROM json_each(?) WHERE TRUE"+
		" ON CONFLICT DO UPDATE SET writes = writes + 1", list(inOrder(w.countries)))
	if err != nil {
		return err
	}
	return w.exec("UPDATE version SET writes = writes + 1")
}

// open reads what is said of whatever the articles speak of, and whatever the
// store has them speak of.
func (w *write) open(articles []*article) error {
	var old []int64
	for _, a := range articles {
		for _, m := range a.oldMentions {
			old = append(old, m.Entity)
		}
		for _, e := range a.Entities {
			w.entity(e.ID)
		}
		for _, r := range slices.Concat(a.reports, a.oldReports) {
			w.group(r.key).agreements = r.Agreement != nil
		}
	}
	if err := w.readEntities(old); err != nil {
		return err
	}
	if err := w.readMentions(); err != nil {
		return err
	}
	if err := w.readFacts(); err != nil {
		return err
	}
	return w.tx.QueryRowContext(w.ctx, `SELECT ifnull((SELECT max(id) FROM articles), 0), ifnull((SELECT max(id) FROM entities), 0),
		max(ifnull((SELECT max(id) FROM agreements), 0), ifnull((SELECT max(id) FROM relations), 0))`,
	).Scan(&w.lastArticle, &w.lastEntity, &w.lastFact)
}

// retract takes back what the store has a say.
func (w *write) retract(a *article) error {
	for _, m := range a.oldMentions {
		w.byRow[m.Entity].count(&telling{hash: m.Hash}, -1)
	}
	for _, r := range a.oldReports {
		w.group(r.key).count(r, -1)
	}
	if len(a.oldReports) > 0 {
		w.putLast("DELETE FROM sources WHERE rowid = ?", a.id)
	}
	return nil
}

func (w *write) remove(a *article) error {
	return w.exec("DELETE FROM articles WHERE id = ?", a.id)
}

// store writes down what a says now.
func (w *write) store(a *article) error {
	if a.id == 0 {
		w.lastArticle++
		a.id = w.lastArticle
	}
	mentions := make([]mention, len(a.tellings))
	for i, t := range a.tellings {
		e := w.entity(a.Entities[i].ID)
		e.count(t, +1)
		mentions[i] = mention{w.rowOf(e), t.hash}
	}
	words := make([]string, len(a.reports))
	for i, r := range a.reports {
		g := w.group(r.key)
		g.count(r, +1)
		words[i] = wordOf(w.idOf(g), r.mark)
	}
	if len(words) > 0 {
		w.putLast("INSERT INTO sources (rowid, reports) VALUES (?, ?)", a.id, strings.Join(words, " "))
	}
	return w.articles.add(w, a.id, string(a.Article.ID), a.digest, a.Article.Title, a.Article.URL, string(a.Article.Published),
		a.Article.Source, a.Article.Fingerprint, string(a.Article.Sketch), list(mentions), a.body)
}

// settle makes entities, agreements and relations what is said now.
func (w *write) settle() error {
	byRow := func(a, b *entity) int { return cmp.Compare(a.row, b.row) }
	for _, e := range slices.SortedFunc(maps.Values(w.entities), byRow) { // first: facts refer to them
		if err := w.settleEntity(e); err != nil {
			return fmt.Errorf("entity %d: %w", e.row, err)
		}
	}
	for _, key := range inOrder(w.groups) {
		if err := w.settleGroup(w.groups[key]); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	if err := w.addTies(); err != nil {
		return err
	}
	for _, rows := range []*insert{w.articles, w.newEntities, w.names, w.agreements, w.relations, w.ties, w.tellings, w.mentions} {
		if err := rows.flush(w); err != nil {
			return err
		}
	}
	for _, s := range w.last {
		if err := w.exec(s.text, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// inOrder gives the keys of m in order: reading and writing in the order of an
// index finds its pages at hand.
func inOrder[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
