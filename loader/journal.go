package loader

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"slices"
	"sync"

	"unigraph"
)

// fingerprint tells what an article was read from: its content, and the version
// of what reads it.
func fingerprint(version string, a unigraph.Article) string {
	h := sha256.New()
	for _, part := range []string{version, a.Title, a.URL, string(a.Published), a.Text} {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// journaled marks the articles that the store has as they are, a question for
// each group. An article that is still on its way to the store is not asked for:
// the store may hold what is about to be replaced.
func (r *run) journaled(ctx context.Context, steps iter.Seq[step], stop context.CancelCauseFunc) iter.Seq[step] {
	return func(yield func(step) bool) {
		for group := range groups(steps) {
			if err := r.mark(ctx, group); err != nil {
				stop(err)
				return
			}
			for _, s := range group {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// mark tells which articles of a group are unchanged.
func (r *run) mark(ctx context.Context, group []step) error {
	var ask []unigraph.ArticleID
	for _, s := range group {
		if s.failure == nil && !r.Reread && !r.flight.holds(s.article.ID) {
			ask = append(ask, s.article.ID)
		}
	}
	var in map[unigraph.ArticleID]unigraph.Article
	if len(ask) > 0 {
		var err error
		if in, err = r.Store.Articles(ctx, ask); err != nil {
			return err
		}
	}
	for i := range group {
		s := &group[i]
		if s.failure != nil {
			continue
		}
		known, isKnown := in[s.article.ID]
		if s.unchanged = isKnown && known.Fingerprint == s.article.Fingerprint && !r.flight.holds(s.article.ID); !s.unchanged {
			r.flight.start(s.article.ID)
		}
	}
	return nil
}

// groups gathers steps: at most maxGroup, and of about maxGroupText.
func groups(steps iter.Seq[step]) iter.Seq[[]step] {
	return func(yield func([]step) bool) {
		var group []step
		text := 0
		for s := range steps {
			group = append(group, s)
			text += s.size()
			if len(group) == maxGroup || text >= maxGroupText {
				if !yield(group) {
					return
				}
				group, text = nil, 0
			}
		}
		if len(group) > 0 {
			yield(group)
		}
	}
}

// A flight holds the articles on their way from the journal to the store.
type flight struct {
	mu  sync.Mutex
	ids map[unigraph.ArticleID]int
}

func (f *flight) start(id unigraph.ArticleID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ids[id]++
}

func (f *flight) land(id unigraph.ArticleID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ids[id]--; f.ids[id] <= 0 {
		delete(f.ids, id)
	}
}

func (f *flight) holds(id unigraph.ArticleID) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ids[id] > 0
}

// seen are the articles of a source, eight bytes each: two that share a hash
// may keep one that is gone, and never remove one that is there.
type seen struct{ hashes []uint64 }

func (s *seen) add(id unigraph.ArticleID) { s.hashes = append(s.hashes, hashOf(id)) }

func (s *seen) has(id unigraph.ArticleID) bool {
	_, found := slices.BinarySearch(s.hashes, hashOf(id))
	return found
}

func hashOf(id unigraph.ArticleID) uint64 {
	sum := sha256.Sum256([]byte(id))
	return binary.LittleEndian.Uint64(sum[:])
}

// prune removes what the store has of the origins of the source and the source
// has no more. After a failure it does nothing: the article may be there.
func (r *run) prune(ctx context.Context) error {
	if !r.Prune || r.report.Failed > 0 {
		return nil
	}
	slices.Sort(r.seen.hashes)
	for _, origin := range r.Source.Origins() {
		for after := unigraph.ArticleID(""); ; {
			ids, err := r.Store.ArticlesFrom(ctx, origin, after, maxGroup)
			if err != nil {
				return r.stopped(err)
			}
			if len(ids) == 0 {
				break
			}
			after = ids[len(ids)-1]
			gone := slices.DeleteFunc(ids, r.seen.has)
			changes, err := r.Store.Remove(ctx, gone...)
			if err != nil {
				return r.stopped(err)
			}
			r.report.Removed += changes.Removed
		}
	}
	return nil
}
