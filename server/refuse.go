package server

import (
	"encoding/json"
	"net/http"
)

// refuse answers a request that does not reach the API, in the form of its errors.
func refuse(w http.ResponseWriter, status int, code, message string) {
	type extensions struct {
		Code string `json:"code"`
	}
	type problem struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	body, err := json.Marshal(map[string][]problem{"errors": {{message, extensions{code}}}})
	if err != nil {
		panic(err) // text always marshals
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
