package sqlite

import (
	"encoding/json"

	"unigraph"
)

// The bodies are types of the domain with short JSON.

type entityBody struct {
	ID      unigraph.EntityID `json:"id"`
	Name    string            `json:"name"`
	Aliases []string          `json:"aliases,omitempty"`
	Country string            `json:"country,omitempty"`
	Linked  bool              `json:"linked,omitempty"`
	SameAs  []string          `json:"sameAs,omitempty"`
}

type agreementBody struct {
	ID          unigraph.FactID        `json:"-"`
	Parties     []unigraph.EntityID    `json:"parties"`
	Signatories []unigraph.EntityID    `json:"signatories,omitempty"`
	Kind        unigraph.AgreementKind `json:"kind"`
	Date        unigraph.Date          `json:"date,omitempty"`
	Modality    unigraph.Modality      `json:"modality"`
	Confidence  float64                `json:"confidence"`
	Evidence    []unigraph.Evidence    `json:"-"`
}

type relationBody struct {
	ID         unigraph.FactID       `json:"-"`
	Kind       unigraph.RelationKind `json:"kind"`
	Subject    unigraph.EntityID     `json:"subject"`
	Object     unigraph.EntityID     `json:"object"`
	Role       string                `json:"role,omitempty"`
	Date       unigraph.Date         `json:"date,omitempty"`
	Modality   unigraph.Modality     `json:"modality"`
	Confidence float64               `json:"confidence"`
	Evidence   []unigraph.Evidence   `json:"-"`
}

type evidenceBody struct {
	Article    unigraph.ArticleID `json:"-"`
	Quote      string             `json:"quote,omitempty"`
	Start      int                `json:"start,omitempty"`
	End        int                `json:"end,omitempty"`
	Confidence float64            `json:"confidence"`
	Rule       string             `json:"rule,omitempty"`
}

// encode gives v as JSON. What passed Batch.Validate always marshals.
func encode(v any) string {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(body)
}

// list gives ids as a JSON array, nil as an empty one.
func list[T any](ids []T) string {
	if len(ids) == 0 {
		return "[]"
	}
	return encode(ids)
}

// unlist is the reverse of list.
func unlist[T any](array []byte, ids *[]T) error {
	if string(array) == "[]" {
		return nil
	}
	return json.Unmarshal(array, ids)
}
