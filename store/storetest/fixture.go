package storetest

import (
	"slices"

	"unigraph"
)

// The cast of the suite.
var (
	dut      = entity(unigraph.University, "Dalian University of Technology", "CN", "DUT", "大连理工大学")
	xnu      = entity(unigraph.University, "Xinjiang Normal University", "CN", "新疆师范大学")
	pusan    = entity(unigraph.University, "Pusan National University", "KR", "부산대학교")
	polimi   = entity(unigraph.University, "Politecnico di Milano", "IT")
	bologna  = entity(unigraph.University, "Università di Bologna", "IT", "Alma Mater")
	irkutsk  = entity(unigraph.University, "Irkutsk State University", "RU", "Иркутский государственный университет")
	lost     = unlinked(unigraph.University, "Lost University", "")
	lge      = entity(unigraph.Organization, "LG Electronics", "KR", "LGE")
	uansr    = entity(unigraph.Alliance, "University Alliance of the New Silk Road", "", "UANSR")
	xue      = unlinked(unigraph.Person, "Xue Hui", "")
	gao      = unlinked(unigraph.Person, "Gao Ziwei", "")
	china    = entity(unigraph.Country, "China", "CN", "PRC")
	xinjiang = entity(unigraph.Place, "Xinjiang", "CN")
)

func entity(t unigraph.EntityType, name, country string, aliases ...string) unigraph.Entity {
	slices.Sort(aliases)
	return unigraph.Entity{ID: unigraph.NewEntityID(t, name), Name: name, Aliases: aliases, Country: country, Linked: true}
}

func unlinked(t unigraph.EntityType, name, country string, aliases ...string) unigraph.Entity {
	e := entity(t, name, country, aliases...)
	e.Linked = false
	return e
}

// A claim is one thing that an article of the suite says: a fact, or just that
// some entities exist.
type claim struct {
	entities  []unigraph.Entity
	agreement unigraph.Agreement
	relation  unigraph.Relation
	evidence  unigraph.Evidence
}

func names(es ...unigraph.Entity) claim { return claim{entities: es} }

func signed(date unigraph.Date, parties ...unigraph.Entity) claim {
	return claim{
		entities:  parties,
		agreement: unigraph.Agreement{Parties: idsOf(parties), Kind: unigraph.Memorandum, Date: date, Modality: unigraph.Done},
		evidence:  unigraph.Evidence{Confidence: 0.9, Rule: "signed/active"},
	}
}

func related(kind unigraph.RelationKind, date unigraph.Date, subject, object unigraph.Entity) claim {
	return claim{
		entities: []unigraph.Entity{subject, object},
		relation: unigraph.Relation{Kind: kind, Subject: subject.ID, Object: object.ID, Date: date, Modality: unigraph.Done},
		evidence: unigraph.Evidence{Confidence: 0.9, Rule: "related"},
	}
}

func memberOf(member, alliance unigraph.Entity) claim {
	return related(unigraph.MemberOf, "", member, alliance)
}

func visited(date unigraph.Date, visitor, host unigraph.Entity) claim {
	return related(unigraph.Visited, date, visitor, host)
}

func locatedIn(e, country unigraph.Entity) claim {
	return related(unigraph.LocatedIn, "", e, country)
}

func affiliated(person, institution unigraph.Entity, role string) claim {
	c := related(unigraph.AffiliatedWith, "", person, institution)
	c.relation.Role = role
	return c
}

func (c claim) by(persons ...unigraph.Entity) claim {
	c.agreement.Signatories = idsOf(persons)
	c.entities = slices.Concat(c.entities, persons)
	return c
}

func (c claim) kind(k unigraph.AgreementKind) claim {
	c.agreement.Kind = k
	return c
}

func (c claim) modality(m unigraph.Modality) claim {
	c.agreement.Modality, c.relation.Modality = m, m
	return c
}

func (c claim) confidence(p float64) claim {
	c.evidence.Confidence = p
	return c
}

func (c claim) quoting(quote string, start int) claim {
	c.evidence.Quote, c.evidence.Start, c.evidence.End = quote, start, start+len(quote)
	return c
}

// news is the batch of an article that makes claims.
func news(id unigraph.ArticleID, claims ...claim) unigraph.Batch {
	b := unigraph.Batch{Article: unigraph.Article{ID: id, Title: "News " + string(id)}}
	for _, c := range claims {
		b.Entities = append(b.Entities, c.entities...)
		c.evidence.Article = id
		switch evidence := []unigraph.Evidence{c.evidence}; {
		case c.agreement.Kind != "":
			c.agreement.Evidence = evidence
			b.Agreements = append(b.Agreements, c.agreement)
		case c.relation.Kind != "":
			c.relation.Evidence = evidence
			b.Relations = append(b.Relations, c.relation)
		}
	}
	b.Normalize()
	return b
}

func idsOf(es []unigraph.Entity) []unigraph.EntityID {
	ids := make([]unigraph.EntityID, len(es))
	for i, e := range es {
		ids[i] = e.ID
	}
	slices.Sort(ids)
	return ids
}
