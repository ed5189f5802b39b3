package server

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// A Role is what a key lets its bearer do.
type Role string

// The roles.
const (
	Read  Role = "read"
	Write Role = "write" // and read
)

// Keys are the secrets that let clients in, as hashes. Without any, all may read
// and write; if all are for writing, everybody may read.
type Keys map[[sha256.Size]byte]Role

// minKey is how many bytes a key has at least.
const minKey = 16

// ReadKeys reads a key a line: its role, a blank, the key. Empty lines and those
// that start with # are left out. Errors name the line, and never the key.
func ReadKeys(r io.Reader) (Keys, error) {
	keys := Keys{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		role, key, _ := strings.Cut(line, " ")
		key = strings.TrimSpace(key)
		switch {
		case Role(role) != Read && Role(role) != Write:
			return nil, fmt.Errorf("line %d: want a role, read or write, before the key", n)
		case len(key) < minKey:
			return nil, fmt.Errorf("line %d: want a key of %d bytes or more after the role", n, minKey)
		}
		keys[sha256.Sum256([]byte(key))] = Role(role)
	}
	return keys, lines.Err()
}

// ask reports whether clients need a key for a role.
func (k Keys) ask(role Role) bool {
	for _, has := range k {
		if has == role {
			return true
		}
	}
	return role == Write && len(k) > 0
}

// guard lets those to next who have a key with the role, where one is needed.
// A wrong key is refused also where none is.
func (k Keys) guard(role Role, next http.Handler) http.Handler {
	if len(k) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key, given := bearer(r)
		has, known := k[sha256.Sum256([]byte(key))] // the time of a look-up by hash tells nothing of the key
		switch {
		case given && !known:
			challenge(w, "the key is wrong")
			return
		case !given && k.ask(role):
			challenge(w, "a key is wanted: Authorization: Bearer KEY")
			return
		case given && role == Write && has != Write:
			refuse(w, http.StatusForbidden, "FORBIDDEN", "the key is for reading alone")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func challenge(w http.ResponseWriter, message string) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="unigraph"`)
	refuse(w, http.StatusUnauthorized, "UNAUTHENTICATED", message)
}

// bearer gives the key that a request brings.
func bearer(r *http.Request) (key string, given bool) {
	scheme, key, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(key), strings.EqualFold(scheme, "Bearer")
}
