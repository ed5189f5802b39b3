package main

import (
	"fmt"
	"slices"
	"strings"

	"unigraph"
	"unigraph/loader"
)

// The output of extract, an object an article. Nil is null: not known.
type (
	goldArticle struct {
		Source       string             `json:"source"`
		ID           unigraph.ArticleID `json:"id"`
		Published    *string            `json:"published"` // as the text itself states it
		Publisher    *string            `json:"publisher"` // the entity that "our university" means
		Entities     []goldEntity       `json:"entities"`
		Agreements   []goldAgreement    `json:"agreements"`
		Memberships  []goldMembership   `json:"memberships"`
		Visits       []goldVisit        `json:"visits"`
		Affiliations []goldAffiliation  `json:"affiliations"`
		Other        []goldOther        `json:"other"` // what is not done
	}
	goldEntity struct {
		ID       string   `json:"id"`
		Type     string   `json:"type"`
		Name     string   `json:"name"`
		Mentions []string `json:"mentions"`
		Country  *string  `json:"country"`
	}
	goldAgreement struct {
		Parties     []string               `json:"parties"`
		Signatories []string               `json:"signatories"`
		Kind        unigraph.AgreementKind `json:"kind"`
		Date        *string                `json:"date"`
		Evidence    string                 `json:"evidence"`
	}
	goldMembership struct {
		Member   string `json:"member"`
		Alliance string `json:"alliance"`
		Evidence string `json:"evidence"`
	}
	goldVisit struct {
		Visitor  string  `json:"visitor"`
		Host     string  `json:"host"`
		Date     *string `json:"date"`
		Evidence string  `json:"evidence"`
	}
	goldAffiliation struct {
		Person       string `json:"person"`
		Organization string `json:"organization"`
		Role         string `json:"role"`
		Evidence     string `json:"evidence"`
	}
	goldOther struct {
		Modality    unigraph.Modality `json:"modality"`
		Agreement   *goldAgreement    `json:"agreement,omitempty"`
		Membership  *goldMembership   `json:"membership,omitempty"`
		Visit       *goldVisit        `json:"visit,omitempty"`
		Affiliation *goldAffiliation  `json:"affiliation,omitempty"`
	}
)

// newGoldArticle shows a linked reading. Referents that are one entity are
// shown as one; those that the text does not mention, and claims about them,
// are left out, and so is what the linker knows from elsewhere: locations.
func newGoldArticle(l loader.Linked) goldArticle {
	g := goldArticle{
		Source: string(l.Article.ID), ID: l.Article.ID, Published: known(string(l.Reading.Published)),
		Entities: []goldEntity{}, Agreements: []goldAgreement{}, Memberships: []goldMembership{},
		Visits: []goldVisit{}, Affiliations: []goldAffiliation{}, Other: []goldOther{},
	}
	ids := g.addEntities(l.Reading.Referents)
	if p := l.Reading.Publisher; p >= 0 {
		g.Publisher = known(ids[p])
	}
	for _, c := range l.Reading.Agreements {
		if parties := shown(ids, c.Parties); len(parties) >= 2 {
			g.addAgreement(c.Modality, goldAgreement{parties, shown(ids, c.Signatories), c.Kind, known(string(c.Date)), quote(c.Evidence)})
		}
	}
	for _, c := range l.Reading.Relations {
		if subject, object := ids[c.Subject], ids[c.Object]; subject != "" && object != "" && subject != object {
			g.addRelation(c, subject, object)
		}
	}
	return g
}

// addEntities shows the referents and gives the id of each, "" if it is not shown.
func (g *goldArticle) addEntities(referents []unigraph.Referent) []string {
	ids := make([]string, len(referents))
	at := map[unigraph.EntityID]int{} // in g.Entities
	for i, r := range referents {
		if len(r.Mentions) == 0 || r.Entity.ID == "" {
			continue
		}
		n, met := at[r.Entity.ID]
		if !met {
			n = len(g.Entities)
			at[r.Entity.ID] = n
			g.Entities = append(g.Entities, goldEntity{
				ID: fmt.Sprintf("e%d", n+1), Type: typeName(r.Type), Name: r.Name, Country: known(r.Country),
			})
		}
		e := &g.Entities[n]
		for _, m := range r.Mentions {
			if !slices.Contains(e.Mentions, m.Text) {
				e.Mentions = append(e.Mentions, m.Text)
			}
		}
		ids[i] = e.ID
	}
	return ids
}

func (g *goldArticle) addAgreement(m unigraph.Modality, a goldAgreement) {
	if m == unigraph.Done {
		g.Agreements = append(g.Agreements, a)
	} else {
		g.Other = append(g.Other, goldOther{Modality: m, Agreement: &a})
	}
}

func (g *goldArticle) addRelation(c unigraph.RelationClaim, subject, object string) {
	done, other, because := c.Modality == unigraph.Done, goldOther{Modality: c.Modality}, quote(c.Evidence)
	switch c.Kind {
	case unigraph.MemberOf:
		m := goldMembership{subject, object, because}
		if other.Membership = &m; done {
			g.Memberships = append(g.Memberships, m)
		}
	case unigraph.Visited:
		v := goldVisit{subject, object, known(string(c.Date)), because}
		if other.Visit = &v; done {
			g.Visits = append(g.Visits, v)
		}
	case unigraph.AffiliatedWith:
		a := goldAffiliation{subject, object, c.Role, because}
		if other.Affiliation = &a; done {
			g.Affiliations = append(g.Affiliations, a)
		}
	default:
		return
	}
	if !done {
		g.Other = append(g.Other, other)
	}
}

// shown gives the distinct ids of referents that are shown, in their order.
func shown(ids []string, referents []int) []string {
	found := []string{}
	for _, i := range referents {
		if ids[i] != "" && !slices.Contains(found, ids[i]) {
			found = append(found, ids[i])
		}
	}
	return found
}

func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func quote(es []unigraph.Evidence) string {
	if len(es) == 0 {
		return ""
	}
	return es[0].Quote
}

// typeName is the type in the words of the gold files: University.
func typeName(t unigraph.EntityType) string { return strings.ToUpper(string(t[:1])) + string(t[1:]) }
