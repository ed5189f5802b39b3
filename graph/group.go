package graph

import (
	"context"
	"strings"

	"unigraph"
	"unigraph/graph/model"
	"unigraph/internal/countryname"
)

// noGroups counts no rows.
func noGroups(context.Context, string) ([]unigraph.Group, error) { return nil, nil }

// grouped counts the rows of a list by a key and names the keys.
func (r *resolver) grouped(ctx context.Context, count model.Grouper, by string, first *int) ([]model.Group, error) {
	most := valueOr(first, maxFirst)
	if err := inRange("first", most, 0, unigraph.MaxPage); err != nil {
		return nil, err
	}
	groups, err := count(ctx, by)
	if err != nil {
		return nil, err
	}
	return r.named(ctx, groups[:min(most, len(groups))], by)
}

// named gives each group a label that a reader understands.
func (r *resolver) named(ctx context.Context, groups []unigraph.Group, by string) ([]model.Group, error) {
	rows := make([]model.Group, len(groups))
	var ids []unigraph.EntityID
	for i, g := range groups {
		rows[i] = model.Group{Group: g, Label: g.Key}
		switch {
		case g.Key == "":
			rows[i].Label = "unknown"
			if by == string(unigraph.EntityAlliance) {
				rows[i].Label = "none"
			}
		case strings.HasSuffix(by, "country"):
			if name := countryname.Of(g.Key); name != "" {
				rows[i].Label = name
			}
		case by == string(unigraph.EntityAlliance):
			ids = append(ids, unigraph.EntityID(g.Key))
		case by == string(unigraph.EntityKind) || by == string(unigraph.AgreementSort) || by == string(unigraph.AgreementModality):
			rows[i].Key = strings.ToUpper(g.Key)
		}
	}
	if len(ids) == 0 {
		return rows, nil
	}
	found, err := loadAll(ctx, loadersOf(ctx).entities, ids)
	names := map[unigraph.EntityID]string{}
	for _, e := range found {
		names[e.ID] = e.Name
	}
	for i, g := range groups {
		if name := names[unigraph.EntityID(g.Key)]; name != "" {
			rows[i].Label = name
		}
	}
	return rows, err
}
