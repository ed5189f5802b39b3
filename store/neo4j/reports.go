package neo4j

import (
	"maps"

	"unigraph"
)

// newReports gives the groups of what the fresh articles of e say.
func (e edit) newReports(nodes map[unigraph.EntityID]string) *facts {
	f := &facts{groups: map[string]*group{}, nodes: nodes}
	for _, article := range e.fresh {
		b := article.batch
		for i, a := range b.Agreements {
			g := f.group(ordered(a.Key()))
			g.tell(a.Date)
			a.Evidence = f.addReport(article.node, agreementReport(i, a), a.Date, a.Evidence)
			g.agreements = append(g.agreements, a)
		}
		for i, rel := range b.Relations {
			g := f.group(ordered(rel.Key()))
			if rel.Kind == unigraph.Visited {
				g.tell(rel.Date)
			}
			rel.Evidence = f.addReport(article.node, relationReport(len(b.Agreements)+i, rel), rel.Date, rel.Evidence)
			g.relations = append(g.relations, rel)
		}
	}
	return f
}

// tell notes the date of a fresh report of an event.
func (g *group) tell(d unigraph.Date) {
	g.whole = g.whole || d.Precision() != unigraph.PrecisionDay
	g.days = append(g.days, string(d))
}

// agreementReport is what a relationship keeps of the claim of an agreement,
// number i of its article, beside a piece of evidence.
func agreementReport(i int, a unigraph.Agreement) row {
	r := claimReport(i, a.Date, a.Modality)
	r["kind"] = string(a.Kind)
	putList(r, "signatories", a.Signatories)
	return r
}

// relationReport is agreementReport of a relation.
func relationReport(i int, rel unigraph.Relation) row {
	r := claimReport(i, rel.Date, rel.Modality)
	put(r, "role", rel.Role)
	return r
}

func claimReport(i int, d unigraph.Date, m unigraph.Modality) row {
	r := row{}
	put(r, "claim", i)
	put(r, "date", string(d))
	if m != unigraph.Done {
		r["modality"] = string(m)
	}
	return r
}

// evidenceReport is the relationship of one piece of evidence of a claim.
func evidenceReport(claim row, e unigraph.Evidence) row {
	r := maps.Clone(claim)
	r["confidence"] = e.Confidence
	put(r, "quote", e.Quote)
	put(r, "start", e.Start)
	put(r, "end", e.End)
	put(r, "rule", e.Rule)
	return r
}

// addReport enters one relationship for each piece of evidence of a claim, and
// gives the evidence that names them.
func (f *facts) addReport(article string, claim row, d unigraph.Date, evidence []unigraph.Evidence) []unigraph.Evidence {
	named := make([]unigraph.Evidence, 0, len(evidence))
	for _, e := range evidence {
		f.fresh = append(f.fresh, row{"article": article, "report": evidenceReport(claim, e)})
		named = append(named, unigraph.Evidence{Start: len(f.fresh), End: coarseness(d), Confidence: e.Confidence})
	}
	return named
}

func coarseness(d unigraph.Date) int {
	if d.Precision() == unigraph.PrecisionDay {
		return 0
	}
	return 1
}

// toEvidence reads a piece of evidence of an article.
func toEvidence(article unigraph.ArticleID, r row) unigraph.Evidence {
	return unigraph.Evidence{
		Article: article, Quote: getText[string](r, "quote"), Rule: getText[string](r, "rule"),
		Start: int(get[int64](r, "start")), End: int(get[int64](r, "end")), Confidence: get[float64](r, "confidence"),
	}
}

// A claim is one report of a fact: the relationships, one for each piece of
// evidence, that stem from one claim of one article.
type claim []row

func byClaim(reports []any) []claim {
	type origin struct {
		article string
		claim   int64
	}
	index := map[origin]int{}
	var claims []claim
	for _, r := range reports {
		r := r.(row)
		o := origin{get[string](r, "article"), get[int64](r, "claim")}
		i, known := index[o]
		if !known {
			i = len(claims)
			index[o] = i
			claims = append(claims, nil)
		}
		claims[i] = append(claims[i], r)
	}
	return claims
}

func (c claim) modality() unigraph.Modality {
	if m := getText[unigraph.Modality](c[0], "modality"); m != "" {
		return m
	}
	return unigraph.Done
}

// evidence names the relationships of c.
func (c claim) evidence() []unigraph.Evidence {
	var named []unigraph.Evidence
	for _, r := range c {
		named = append(named, unigraph.Evidence{
			Article: getText[unigraph.ArticleID](r, "report"), End: coarseness(getText[unigraph.Date](r, "date")),
			Confidence: get[float64](r, "confidence"),
		})
	}
	return named
}

func allEvidence(claims []claim) []unigraph.Evidence {
	var all []unigraph.Evidence
	for _, c := range claims {
		all = append(all, c.evidence()...)
	}
	return all
}

// storedAgreements gives the reports that were joined to a.
func storedAgreements(a unigraph.Agreement, claims []claim) []unigraph.Agreement {
	var reports []unigraph.Agreement
	for _, c := range claims {
		reports = append(reports, unigraph.Agreement{
			Parties: a.Parties, Signatories: getList[unigraph.EntityID](c[0], "signatories"),
			Kind: getText[unigraph.AgreementKind](c[0], "kind"), Date: getText[unigraph.Date](c[0], "date"),
			Modality: c.modality(), Evidence: c.evidence(),
		})
	}
	return reports
}

// storedRelations gives the reports that were joined to rel.
func storedRelations(rel unigraph.Relation, claims []claim) []unigraph.Relation {
	var reports []unigraph.Relation
	for _, c := range claims {
		reports = append(reports, unigraph.Relation{
			Kind: rel.Kind, Subject: rel.Subject, Object: rel.Object,
			Role: getText[string](c[0], "role"), Date: getText[unigraph.Date](c[0], "date"),
			Modality: c.modality(), Evidence: c.evidence(),
		})
	}
	return reports
}
