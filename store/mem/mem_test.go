package mem_test

import (
	"testing"

	"unigraph"
	"unigraph/store/mem"
	"unigraph/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) unigraph.Store {
		s := mem.Open()
		t.Cleanup(func() { s.Close() })
		return s
	})
}
