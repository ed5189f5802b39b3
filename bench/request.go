package main

import (
	"bytes"
	"encoding/json"
	"net/http"

	"unigraph"
	"unigraph/internal/benchnet"
)

// The question, as the project and as the peer understand it.
const (
	ours = `query Partners($id: ID!) { university(id: $id) { name partnersByCountry { country { code } partners agreements } } }`
	peer = `query Partners($id: ID!) { universities(where: {id: {eq: $id}}) { name partnersByCountry { country partners agreements } } }`
)

// about is a request about each university.
func about(path, query string, network benchnet.Network) (requests [][]byte) {
	for i := range network.Universities {
		requests = append(requests, post(path, query, map[string]any{"id": network.University(i).ID}))
	}
	return requests
}

// post is a request as it goes over the wire.
func post(path, query string, variables map[string]any) []byte {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err) // text always marshals
	}
	r, err := http.NewRequest(http.MethodPost, "http://localhost"+path, bytes.NewReader(body))
	if err != nil {
		panic(err) // the paths are our own
	}
	r.Header.Set("Content-Type", "application/json")
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		panic(err) // into memory
	}
	return wire.Bytes()
}

func decodeOurs(body []byte) (answer, error) {
	var got struct {
		Data struct {
			University struct {
				Name              string
				PartnersByCountry []struct {
					Country              *struct{ Code string }
					Partners, Agreements int
				}
			}
		}
	}
	err := json.Unmarshal(body, &got)
	found := answer{name: got.Data.University.Name}
	for _, c := range got.Data.University.PartnersByCountry {
		count := unigraph.CountryCount{Partners: c.Partners, Agreements: c.Agreements}
		if c.Country != nil {
			count.Country = c.Country.Code
		}
		found.counts = append(found.counts, count)
	}
	return found, err
}

func decodePeer(body []byte) (answer, error) {
	var got struct {
		Data struct {
			Universities []struct {
				Name              string
				PartnersByCountry []unigraph.CountryCount
			}
		}
	}
	if err := json.Unmarshal(body, &got); err != nil || len(got.Data.Universities) != 1 {
		return answer{}, err
	}
	found := got.Data.Universities[0]
	return answer{found.Name, found.PartnersByCountry}, nil
}
