package graph

import (
	"context"
	"sync"
)

// maxMemos is how many answers a memo keeps.
const maxMemos = 64

// A memo keeps answers that take long until the data changes. Its zero value is
// ready to use, by several goroutines.
type memo[V any] struct {
	mu      sync.Mutex
	version int
	answers map[string]V
}

// get gives the answer to a question, by its text, and computes it if the data
// has changed since it was.
func (m *memo[V]) get(ctx context.Context, store interface {
	Version(context.Context) (int, error)
}, text string, compute func() (V, error)) (answer V, err error) {
	version, err := store.Version(ctx) // first, so that what is read is not older
	if err != nil {
		return answer, err
	}
	m.mu.Lock()
	if m.version != version || len(m.answers) >= maxMemos {
		m.version, m.answers = version, nil
	}
	answer, known := m.answers[text]
	m.mu.Unlock()
	if known {
		return answer, nil
	}
	if answer, err = compute(); err != nil {
		return answer, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.version == version {
		if m.answers == nil {
			m.answers = map[string]V{}
		}
		m.answers[text] = answer
	}
	return answer, nil
}
