package neo4j

import (
	"context"
	"maps"
	"slices"

	"unigraph"
)

// A plan is the changes that bring the facts of the database up to date.
type plan struct {
	newAgreements, agreements []row
	newRelations, relations   []row
	newReports, movedReports  []row
	gone                      []row
}

// plan enters what turns the stored facts of a group into the joined ones.
func (f *facts) plan(p *plan, stored, joined map[unigraph.FactID]fact) {
	home := map[unigraph.ArticleID]unigraph.FactID{} // of each stored report
	for id, s := range stored {
		for _, e := range s.evidence {
			home[e.Article] = id
		}
		if _, still := joined[id]; !still {
			p.gone = append(p.gone, row{"id": ordered(id)})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(joined)) {
		j := joined[id]
		fresh, moved := f.reportsOf(j, id, home)
		p.movedReports = append(p.movedReports, moved...)
		s, known := stored[id]
		if !known {
			p.create(j, fresh, f.nodes)
			continue
		}
		for _, r := range fresh {
			r["fact"] = ordered(id)
		}
		p.newReports = append(p.newReports, fresh...)
		if !maps.Equal(s.properties, j.properties) || !slices.Equal(s.ends, j.ends) {
			p.change(s, j, f.nodes)
		}
	}
}

// reportsOf gives the reports of a fact that are new, and those that belonged to
// another fact.
func (f *facts) reportsOf(j fact, id unigraph.FactID, home map[unigraph.ArticleID]unigraph.FactID) (fresh, moved []row) {
	for _, e := range j.evidence {
		switch {
		case e.Start > 0:
			fresh = append(fresh, f.fresh[e.Start-1])
		case e.Article != "" && home[e.Article] != id:
			moved = append(moved, row{"report": string(e.Article), "fact": ordered(id)})
		}
	}
	return fresh, moved
}

func (p *plan) create(j fact, reports []row, nodes map[unigraph.EntityID]string) {
	r := row{"fact": j.properties, "nodes": nodesOf(j.ends, nodes), "reports": reports}
	if j.isRelation() {
		r["relationship"] = relationship(j.properties)
		p.newRelations = append(p.newRelations, r)
	} else {
		r["labels"] = labelsOf(j.properties)
		p.newAgreements = append(p.newAgreements, r)
	}
}

func (p *plan) change(s, j fact, nodes map[unigraph.EntityID]string) {
	r := row{"fact": j.properties}
	if j.isRelation() {
		r["nodes"], r["relationship"] = nodesOf(j.ends, nodes), relationship(j.properties)
		p.relations = append(p.relations, r)
	} else {
		r["labels"] = labelsOf(j.properties)
		r["sign"], r["unsign"] = nodesOf(without(j.ends, s.ends), nodes), nodesOf(without(s.ends, j.ends), nodes)
		p.agreements = append(p.agreements, r)
	}
}

func (p *plan) execute(ctx context.Context, tx transaction) error {
	for _, step := range []struct {
		cypher string
		rows   []row
	}{
		{createAgreements, p.newAgreements},
		{createRelations, p.newRelations},
		{putAgreements, p.agreements},
		{putRelations, p.relations},
		{createReports, p.newReports},
		{moveReports, p.movedReports},
		{deleteFacts, p.gone}, // last: until now it may have held reports
	} {
		if _, err := tx.each(ctx, step.cypher, step.rows); err != nil {
			return err
		}
	}
	return nil
}

func (f fact) isRelation() bool { return f.properties["subject"] != nil }

// relationship is what the relationship of a relation keeps: all that its type
// and ends do not tell.
func relationship(properties row) row {
	r := maps.Clone(properties)
	for _, key := range []string{"kind", "subject", "object", "coarse"} {
		delete(r, key)
	}
	return r
}

func nodesOf(ids []unigraph.EntityID, nodes map[unigraph.EntityID]string) []string {
	found := make([]string, len(ids))
	for i, id := range ids {
		found[i] = nodes[id]
	}
	return found
}

// without gives the elements of a that are not in b.
func without(a, b []unigraph.EntityID) []unigraph.EntityID {
	return slices.DeleteFunc(slices.Clone(a), func(id unigraph.EntityID) bool { return slices.Contains(b, id) })
}
