package server

import (
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// An answer, and the version of the data that it is right for.
type answer struct {
	version int
	media   string
	body    []byte
}

// overhead is about what an answer takes beside its body, in bytes.
const overhead = 256

func (a answer) size() int64 { return int64(len(a.body)) + overhead }

// kept are the answers asked for last, up to so many bytes of them.
type kept struct {
	most  int64
	mu    sync.Mutex // guards the rest
	bytes int64
	order *simplelru.LRU[question, answer]
}

func newKept(most int64) *kept {
	k := &kept{most: most}
	k.order, _ = simplelru.NewLRU(math.MaxInt, func(_ question, a answer) { k.bytes -= a.size() }) // fails for a size below 1 alone
	return k
}

// get gives the answer to a question if it is right for a version of the data.
func (k *kept) get(q question, version int) (answer, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	a, ok := k.order.Get(q)
	return a, ok && a.version == version
}

// put keeps an answer instead of the one before, and forgets those that nobody
// has asked for longest. One that would push out a large part is not kept.
func (k *kept) put(q question, a answer) {
	if a.size() > k.most/8 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.order.Remove(q)
	k.order.Add(q, a)
	for k.bytes += a.size(); k.bytes > k.most; {
		k.order.RemoveOldest()
	}
}

// size is how many bytes are kept.
func (k *kept) size() int64 {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.bytes
}
