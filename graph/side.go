package graph

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"unigraph"
	"unigraph/graph/model"
)

// sides gives the parties of a that have reported it on a website of their own,
// and whether nobody else has reported it.
func (r *resolver) sides(ctx context.Context, a unigraph.Agreement) (sides []unigraph.EntityID, alone bool, err error) {
	articles, err := articlesOf(ctx, a.ID)
	if err != nil {
		return nil, false, err
	}
	parties, err := loadAll(ctx, loadersOf(ctx).entities, a.Parties)
	if err != nil {
		return nil, false, err
	}
	alone = true
	for _, article := range articles {
		own := ownerOf(article, parties)
		if own == "" {
			alone = false
		} else if !slices.Contains(sides, own) {
			sides = append(sides, own)
		}
	}
	slices.Sort(sides)
	return sides, alone && len(sides) == 1, nil
}

// ownerOf gives the party on whose website an article stands; "" if on none.
func ownerOf(a unigraph.Article, parties []unigraph.Entity) unigraph.EntityID {
	host := hostOf(a.URL)
	for _, party := range parties {
		for _, address := range party.SameAs {
			if site := hostOf(address); site != "" && (host == site || strings.HasSuffix(host, "."+site)) {
				return party.ID
			}
		}
	}
	return ""
}

// hostOf is the host of an address without www; "" if it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// agreementAfter gives the first agreement that a visit came before; nil if
// there is none.
func (r *resolver) agreementAfter(ctx context.Context, v model.Visit) (*unigraph.Agreement, error) {
	if v.Date == "" {
		return nil, nil
	}
	institutions := []unigraph.EntityID{v.Subject}
	if v.Subject.Type() == unigraph.Person {
		roles := unigraph.RelationFilter{Kinds: []unigraph.RelationKind{unigraph.AffiliatedWith}}
		found, err := loadersOf(ctx).relations(ctx, v.Subject, subject, roles, unigraph.Page{Limit: maxFirst})
		if err != nil {
			return nil, err
		}
		for _, role := range found.Items {
			institutions = append(institutions, role.Object)
		}
	}
	var first *unigraph.Agreement
	for _, institution := range institutions {
		if institution == v.Object {
			continue
		}
		order := unigraph.Page{Limit: unigraph.MaxPage, Order: unigraph.Order{By: unigraph.ByDate}}
		found, err := loadersOf(ctx).agreementsBetween(ctx, pair{institution, v.Object}, unigraph.AgreementFilter{}, order)
		if err != nil {
			return nil, err
		}
		for _, a := range found.Items {
			if v.Precedes(a, institutions) && (first == nil || cmp.Or(cmp.Compare(a.Date, first.Date), cmp.Compare(a.ID, first.ID)) < 0) {
				first = &a
			}
		}
	}
	return first, nil
}

// lag is how many days after a visit the agreement came; nil if it is unknown.
func (r *resolver) lag(ctx context.Context, v model.Visit) (*int, error) {
	a, err := r.agreementAfter(ctx, v)
	if a == nil {
		return nil, err
	}
	days, ok := unigraph.Lag(v.Date, a.Date)
	if !ok {
		return nil, nil
	}
	return &days, nil
}
