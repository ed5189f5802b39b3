package registry

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// parseROR reads a record of ROR, in version 1 or 2 of its schema.
func parseROR(data []byte) (Record, error) {
	var version struct {
		Names json.RawMessage `json:"names"`
	}
	if err := json.Unmarshal(data, &version); err != nil {
		return Record{}, plainly(err)
	}
	parse := parseV2
	if version.Names == nil {
		parse = parseV1
	}
	r, err := parse(data)
	if err != nil {
		return Record{}, plainly(err)
	}
	if r.ROR == "" {
		return Record{}, errors.New("no ROR id")
	}
	return r, r.tidy()
}

// plainly says what is wrong with JSON without the names of Go's types.
func plainly(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return errors.New("field " + strconv.Quote(wrong.Field) + " is a " + wrong.Value)
	}
	return errors.New("malformed JSON: " + err.Error())
}

// A rorRelation is the same in both versions.
type rorRelation struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

type rorV2 struct {
	ID    string `json:"id"`
	Names []struct {
		Value string   `json:"value"`
		Lang  string   `json:"lang"`
		Types []string `json:"types"`
	} `json:"names"`
	Locations []struct {
		Details struct {
			Country string      `json:"country_code"`
			Region  string      `json:"country_subdivision_name"`
			City    string      `json:"name"`
			Lat     json.Number `json:"lat"`
			Lng     json.Number `json:"lng"`
		} `json:"geonames_details"`
	} `json:"locations"`
	Links []struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	} `json:"links"`
	ExternalIDs []struct {
		Type      string   `json:"type"`
		Preferred string   `json:"preferred"`
		All       []string `json:"all"`
	} `json:"external_ids"`
	Domains       []string      `json:"domains"`
	Relationships []rorRelation `json:"relationships"`
	Status        string        `json:"status"`
	Types         []string      `json:"types"`
}

func parseV2(data []byte) (Record, error) {
	var in rorV2
	if err := json.Unmarshal(data, &in); err != nil {
		return Record{}, err
	}
	r := Record{ROR: in.ID, Status: in.Status, Types: lowered(in.Types), Domains: in.Domains}
	var display, english string
	for _, n := range in.Names {
		if slices.Contains(n.Types, "ror_display") {
			display = n.Value
		}
		if slices.Contains(n.Types, "acronym") {
			r.Acronyms = append(r.Acronyms, n.Value)
			continue
		}
		if english == "" && n.Lang == "en" && slices.Contains(n.Types, "label") {
			english = n.Value
		}
		r.Aliases = append(r.Aliases, Name{n.Value, n.Lang})
	}
	r.Name = cmp.Or(english, display)
	if len(in.Locations) > 0 {
		at := in.Locations[0].Details
		r.Country, r.Region, r.City, r.Latitude, r.Longitude = at.Country, at.Region, at.City, string(at.Lat), string(at.Lng)
	}
	for _, link := range in.Links {
		if link.Type == "website" {
			r.addDomain(link.Value)
		}
	}
	for _, id := range in.ExternalIDs {
		if id.Type == "wikidata" && len(id.All) > 0 {
			r.Wikidata = cmp.Or(id.Preferred, id.All[0])
		}
	}
	r.relate(in.Relationships)
	return r, nil
}

type rorV1 struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"`
	Acronyms []string `json:"acronyms"`
	Labels   []struct {
		Label    string `json:"label"`
		Language string `json:"iso639"`
	} `json:"labels"`
	Addresses []struct {
		City     string      `json:"city"`
		Lat      json.Number `json:"lat"`
		Lng      json.Number `json:"lng"`
		GeoNames struct {
			Region struct {
				Name string `json:"name"`
			} `json:"geonames_admin1"`
		} `json:"geonames_city"`
	} `json:"addresses"`
	Country struct {
		Code string `json:"country_code"`
	} `json:"country"`
	Links       []string `json:"links"`
	ExternalIDs struct {
		Wikidata struct {
			Preferred string   `json:"preferred"`
			All       []string `json:"all"`
		} `json:"Wikidata"`
	} `json:"external_ids"`
	Relationships []rorRelation `json:"relationships"`
	Status        string        `json:"status"`
	Types         []string      `json:"types"`
}

func parseV1(data []byte) (Record, error) {
	var in rorV1
	if err := json.Unmarshal(data, &in); err != nil {
		return Record{}, err
	}
	r := Record{ROR: in.ID, Status: in.Status, Types: lowered(in.Types), Acronyms: in.Acronyms, Country: in.Country.Code}
	english := ""
	for _, alias := range in.Aliases {
		r.Aliases = append(r.Aliases, Name{Text: alias})
	}
	for _, l := range in.Labels {
		r.Aliases = append(r.Aliases, Name{l.Label, l.Language})
		if l.Language == "en" {
			english = cmp.Or(english, l.Label)
		}
	}
	r.Name = cmp.Or(english, in.Name)
	r.Aliases = append(r.Aliases, Name{Text: in.Name})
	if len(in.Addresses) > 0 {
		at := in.Addresses[0]
		r.Region, r.City, r.Latitude, r.Longitude = at.GeoNames.Region.Name, at.City, string(at.Lat), string(at.Lng)
	}
	for _, link := range in.Links {
		r.addDomain(link)
	}
	if ids := in.ExternalIDs.Wikidata; len(ids.All) > 0 {
		r.Wikidata = cmp.Or(ids.Preferred, ids.All[0])
	}
	r.relate(in.Relationships)
	return r, nil
}

// addDomain adds the host of a website, unless the page is but one of a host's.
func (r *Record) addDomain(link string) {
	u, err := url.Parse(link)
	if err != nil || strings.Trim(u.Path, "/") != "" && strings.Count(strings.Trim(u.Path, "/"), "/") > 0 {
		return
	}
	if host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); strings.Contains(host, ".") {
		r.Domains = append(r.Domains, host)
	}
}

func (r *Record) relate(relations []rorRelation) {
	for _, relation := range relations {
		switch strings.ToLower(relation.Type) {
		case "parent":
			r.Parents = append(r.Parents, relation.ID)
		case "child":
			r.Children = append(r.Children, relation.ID)
		case "predecessor":
			r.Predecessors = append(r.Predecessors, relation.ID)
		case "successor":
			r.Successors = append(r.Successors, relation.ID)
		}
	}
}

func lowered(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ToLower(s)
	}
	return out
}
