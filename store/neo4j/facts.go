package neo4j

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"unigraph"
)

// facts are the groups of reports that an edit touches, by key.
type facts struct {
	groups map[string]*group
	nodes  map[unigraph.EntityID]string // of the entities that facts are about
	fresh  []row                        // new REPORTS relationships, each with the node of its article
}

// A group is the reports of one key, and the facts that they were joined to
// before. Its evidence does not name articles but REPORTS relationships: Article
// is the element id of a stored one, or Start counts the fresh ones from 1. End
// is 1 if the date of the report is coarser than a day.
type group struct {
	whole      bool     // whether all reports are needed, since one was taken away or is coarse
	days       []string // that fresh reports tell
	agreements []unigraph.Agreement
	relations  []unigraph.Relation
	stored     map[unigraph.FactID]fact
}

// A fact is an agreement or a relation as the database keeps it.
type fact struct {
	properties row
	ends       []unigraph.EntityID // who signed the agreement, sorted; or subject and object
	evidence   []unigraph.Evidence
}

func (f *facts) group(key string) *group {
	if f.groups[key] == nil {
		f.groups[key] = &group{stored: map[unigraph.FactID]fact{}}
	}
	return f.groups[key]
}

// put joins the reports of every group and writes what has changed.
func (f *facts) put(ctx context.Context, tx transaction) error {
	var rows []row
	for _, key := range slices.Sorted(maps.Keys(f.groups)) {
		g := f.groups[key]
		rows = append(rows, row{"key": key, "end": key + "0", "whole": g.whole, "days": g.days})
	}
	records, err := tx.each(ctx, readFacts, rows)
	if err != nil {
		return err
	}
	for _, r := range records {
		f.addStored(r)
	}
	var p plan
	for _, key := range slices.Sorted(maps.Keys(f.groups)) {
		f.plan(&p, f.groups[key].stored, f.groups[key].join())
	}
	return p.execute(ctx, tx)
}

// join gives the facts of a group by id.
func (g group) join() map[unigraph.FactID]fact {
	joined := map[unigraph.FactID]fact{}
	for _, a := range unigraph.JoinAgreements(g.agreements) {
		joined[a.ID] = agreementFact(a)
	}
	for _, r := range unigraph.JoinRelations(g.relations) {
		joined[r.ID] = relationFact(r)
	}
	return joined
}

func agreementFact(a unigraph.Agreement) fact {
	r := row{"id": ordered(a.ID), "kind": string(a.Kind), "modality": string(a.Modality), "confidence": a.Confidence}
	put(r, "date", string(a.Date))
	put(r, "coarse", coarse(a.Evidence))
	return fact{r, sortedSet(slices.Concat(a.Parties, a.Signatories)), a.Evidence}
}

// concluded labels the agreements that count unless a question says otherwise:
// to look at a label takes less than to read properties.
const concluded = "Concluded"

// labelsOf gives the labels of an agreement beside those that all have.
func labelsOf(agreement row) []string {
	if get[string](agreement, "modality") == string(unigraph.Done) && get[float64](agreement, "confidence") >= unigraph.UsualConfidence {
		return []string{concluded}
	}
	return []string{}
}

func relationFact(rel unigraph.Relation) fact {
	r := row{
		"id": ordered(rel.ID), "kind": string(rel.Kind), "modality": string(rel.Modality), "confidence": rel.Confidence,
		"subject": ordered(rel.Subject), "object": ordered(rel.Object),
	}
	put(r, "role", rel.Role)
	put(r, "date", string(rel.Date))
	if rel.Kind == unigraph.Visited {
		put(r, "coarse", coarse(rel.Evidence))
	}
	return fact{r, []unigraph.EntityID{rel.Subject, rel.Object}, rel.Evidence}
}

// coarse reports whether one of the reports of an event has a date coarser than
// a day. Such a report may belong to another event when one comes or goes.
func coarse(reports []unigraph.Evidence) bool {
	return slices.ContainsFunc(reports, func(e unigraph.Evidence) bool { return e.End == 1 })
}

// keyOf gives the key of a stored fact.
func keyOf(r row) string {
	id, kind, date := get[string](r, "id"), getText[unigraph.RelationKind](r, "kind"), get[string](r, "date")
	if date == "" || slices.Contains(unigraph.RelationKinds, kind) && kind != unigraph.Visited {
		return id
	}
	return strings.TrimSuffix(id, "/"+date)
}

// toAgreement gives an agreement without evidence.
func toAgreement(r row, signed []unigraph.EntityID) unigraph.Agreement {
	a := unigraph.Agreement{
		ID: original[unigraph.FactID](get[string](r, "id")), Kind: getText[unigraph.AgreementKind](r, "kind"),
		Date: getText[unigraph.Date](r, "date"), Modality: getText[unigraph.Modality](r, "modality"), Confidence: get[float64](r, "confidence"),
	}
	for _, id := range sortedSet(signed) {
		if id.Type() == unigraph.Person {
			a.Signatories = append(a.Signatories, id)
		} else {
			a.Parties = append(a.Parties, id)
		}
	}
	return a
}

// toRelation gives a relation without evidence.
func toRelation(r row) unigraph.Relation {
	return unigraph.Relation{
		ID: original[unigraph.FactID](get[string](r, "id")), Kind: getText[unigraph.RelationKind](r, "kind"),
		Subject: original[unigraph.EntityID](get[string](r, "subject")), Object: original[unigraph.EntityID](get[string](r, "object")),
		Role: getText[string](r, "role"), Date: getText[unigraph.Date](r, "date"),
		Modality: getText[unigraph.Modality](r, "modality"), Confidence: get[float64](r, "confidence"),
	}
}

// addStored enters a fact that readFacts found, and its reports, into its group.
func (f *facts) addStored(r *neo4j.Record) {
	g := f.group(field[string](r, "key"))
	node := field[neo4j.Node](r, "fact")
	reports := byClaim(field[[]any](r, "reports"))
	if slices.Contains(node.Labels, "Relation") {
		rel := toRelation(node.Props)
		g.stored[rel.ID] = fact{node.Props, []unigraph.EntityID{rel.Subject, rel.Object}, allEvidence(reports)}
		g.relations = append(g.relations, storedRelations(rel, reports)...)
		if !g.whole && rel.Kind != unigraph.Visited {
			rel.Evidence = []unigraph.Evidence{{Confidence: rel.Confidence}} // it stands for all its reports
			g.relations = append(g.relations, rel)
		}
		return
	}
	var signed []unigraph.EntityID
	for _, pair := range field[[]any](r, "signed") {
		s := toTexts[string](pair.([]any))
		id := original[unigraph.EntityID](s[0])
		f.nodes[id] = s[1]
		signed = append(signed, id)
	}
	a := toAgreement(node.Props, signed)
	g.stored[a.ID] = fact{node.Props, sortedSet(signed), allEvidence(reports)}
	g.agreements = append(g.agreements, storedAgreements(a, reports)...)
}
