package graph

import (
	"encoding/json"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// A response is written as the JSON library would.
func TestEncode(t *testing.T) {
	errs := gqlerror.List{{Message: "no <b>", Extensions: map[string]any{"code": "INTERNAL"}}}
	for name, r := range map[string]*graphql.Response{
		"nothing": {},
		"errors":  {Errors: errs},
		"data":    {Data: json.RawMessage(`{"a":"<script>&\u2028"}`)},
		"all":     {Errors: errs, Data: json.RawMessage(`{"a":null}`), Extensions: map[string]any{"cost": map[string]int{"limit": 1}}},
	} {
		want, err := json.Marshal(r)
		if got := string(encode(r)); err != nil || got != string(want) {
			t.Errorf("%s: %s, want %s, %v", name, got, want, err)
		}
	}
}
