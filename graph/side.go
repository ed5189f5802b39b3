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

// A list of one-sided agreements is looked for among so many at a time.
const (
	onePart   = 500
	mostParts = 4
)

// oneSided looks for agreements that one side alone claims, among those that f
// selects by the facts of w: first at most.
func (r *resolver) oneSided(ctx context.Context, f *unigraph.AgreementFilter, w window, first int, after *string) (*model.OneSidedConnection, error) {
	if err := inRange("first", first, 1, maxFirst); err != nil {
		return nil, err
	}
	of, err := counted(f, w)
	if err != nil {
		return nil, err
	}
	page := unigraph.Page{Limit: onePart}
	if page.After, err = position(after, unigraph.ByID); err != nil {
		return nil, badArgument("after", "%v", err)
	}
	c := &model.OneSidedConnection{PageInfo: model.PageInfo{HasPreviousPage: after != nil, HasNextPage: true}}
	for range mostParts {
		found, err := r.store.FindAgreements(ctx, of, page)
		if err != nil {
			return nil, err
		}
		seen, err := r.lookThrough(ctx, found.Items, c, first)
		if err != nil {
			return nil, err
		}
		if seen > 0 {
			page.After = unigraph.Position(found.Items[seen-1].ID)
			cursor := encodeCursor(string(page.After))
			c.PageInfo.EndCursor = &cursor
		}
		if c.PageInfo.HasNextPage = found.More || seen < len(found.Items); !c.PageInfo.HasNextPage || len(c.Nodes) == first {
			break
		}
	}
	return c, nil
}

// lookThrough adds the one-sided ones of agreements to c until it has as many as
// wanted, and tells how many it has seen.
func (r *resolver) lookThrough(ctx context.Context, agreements []unigraph.Agreement, c *model.OneSidedConnection, wanted int) (seen int, err error) {
	if err := r.readSides(ctx, agreements); err != nil {
		return 0, err
	}
	for i, a := range agreements {
		_, alone, err := r.sides(ctx, a)
		if err != nil {
			return 0, err
		}
		if alone {
			c.Nodes = append(c.Nodes, a)
		}
		if len(c.Nodes) == wanted {
			return i + 1, nil
		}
	}
	return len(agreements), nil
}

// readSides reads at once what sides will ask for.
func (r *resolver) readSides(ctx context.Context, agreements []unigraph.Agreement) error {
	loaders := loadersOf(ctx)
	var facts []unigraph.FactID
	var parties []unigraph.EntityID
	for _, a := range agreements {
		facts, parties = append(facts, a.ID), append(parties, a.Parties...)
	}
	evidence, err := loadAll(ctx, loaders.evidence, facts)
	if err != nil {
		return err
	}
	var articles []unigraph.ArticleID
	for _, e := range slices.Concat(evidence...) {
		articles = append(articles, e.Article)
	}
	if _, err := loadAll(ctx, loaders.articles, articles); err != nil {
		return err
	}
	_, err = loadAll(ctx, loaders.entities, parties)
	return err
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
		roles := subject.filter(ofKind(unigraph.AffiliatedWith, nil, nil), v.Subject)
		found, err := unigraph.Only(ask(ctx, r.store.FindRelationsEach, unigraph.Page{Limit: maxFirst}, roles))
		if err != nil {
			return nil, err
		}
		for _, role := range found.Items {
			institutions = append(institutions, role.Object)
		}
	}
	var between []unigraph.AgreementFilter
	for _, institution := range institutions {
		if institution != v.Object {
			between = append(between, unigraph.AgreementFilter{Parties: []unigraph.EntityID{institution, v.Object}})
		}
	}
	page := unigraph.Page{Limit: unigraph.MaxPage, Order: unigraph.Order{By: unigraph.ByDate}}
	found, err := ask(ctx, r.store.FindAgreementsEach, page, between...)
	if err != nil {
		return nil, err
	}
	var first *unigraph.Agreement
	for _, page := range found {
		for _, a := range page.Items {
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
