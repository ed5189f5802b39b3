package graph

import "testing"

func FuzzCursor(f *testing.F) {
	for _, seed := range []string{"", "university:kyoto-university", "university:東京大学", "%%%", "dW5p", "\xff", "a\x00b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := decodeCursor(s); err == nil && encodeCursor(id) != s {
			t.Errorf("decodeCursor(%q) = %q, which is the cursor %q", s, id, encodeCursor(id))
		}
		id, err := decodeCursor(encodeCursor(s))
		if err == nil && id != s {
			t.Errorf("the cursor of %q leads to %q", s, id)
		}
	})
}
