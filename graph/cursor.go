package graph

import (
	"encoding/base64"
	"errors"
	"unicode/utf8"
)

var errCursor = errors.New("want a cursor that an earlier page gave")

// A cursor is the id of a row, made opaque so that clients do not lean on it.
func encodeCursor(id string) string { return base64.RawURLEncoding.EncodeToString([]byte(id)) }

func decodeCursor(cursor string) (string, error) {
	id, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(id) == 0 || !utf8.Valid(id) {
		return "", errCursor
	}
	return string(id), nil
}
