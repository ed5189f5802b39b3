package graph_test

import (
	"context"

	"unigraph"
)

// A hooked reader tells before of each call, which may then fail it.
type hooked struct {
	unigraph.Reader
	before func(call string) error
}

func (h hooked) Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	if err := h.before("Articles"); err != nil {
		return nil, err
	}
	return h.Reader.Articles(ctx, ids)
}

func (h hooked) Entities(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID]unigraph.Entity, error) {
	if err := h.before("Entities"); err != nil {
		return nil, err
	}
	return h.Reader.Entities(ctx, ids)
}

func (h hooked) Evidence(ctx context.Context, ids []unigraph.FactID) (map[unigraph.FactID][]unigraph.Evidence, error) {
	if err := h.before("Evidence"); err != nil {
		return nil, err
	}
	return h.Reader.Evidence(ctx, ids)
}

func (h hooked) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
	if err := h.before("FindEntities"); err != nil {
		return unigraph.PageOf[unigraph.Entity]{}, err
	}
	return h.Reader.FindEntities(ctx, f, p)
}

func (h hooked) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	if err := h.before("FindRanked"); err != nil {
		return unigraph.PageOf[unigraph.Ranked]{}, err
	}
	return h.Reader.FindRanked(ctx, f, p)
}

func (h hooked) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	if err := h.before("FindAgreements"); err != nil {
		return unigraph.PageOf[unigraph.Agreement]{}, err
	}
	return h.Reader.FindAgreements(ctx, f, p)
}

func (h hooked) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	if err := h.before("FindRelations"); err != nil {
		return unigraph.PageOf[unigraph.Relation]{}, err
	}
	return h.Reader.FindRelations(ctx, f, p)
}

func (h hooked) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	if err := h.before("FindPartners"); err != nil {
		return unigraph.PageOf[unigraph.Partner]{}, err
	}
	return h.Reader.FindPartners(ctx, f, p)
}

func (h hooked) FindEntitiesEach(ctx context.Context, fs []unigraph.EntityFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Entity], error) {
	if err := h.before("FindEntitiesEach"); err != nil {
		return nil, err
	}
	return h.Reader.FindEntitiesEach(ctx, fs, p)
}

func (h hooked) FindRankedEach(ctx context.Context, fs []unigraph.RankFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
	if err := h.before("FindRankedEach"); err != nil {
		return nil, err
	}
	return h.Reader.FindRankedEach(ctx, fs, p)
}

func (h hooked) FindAgreementsEach(ctx context.Context, fs []unigraph.AgreementFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Agreement], error) {
	if err := h.before("FindAgreementsEach"); err != nil {
		return nil, err
	}
	return h.Reader.FindAgreementsEach(ctx, fs, p)
}

func (h hooked) FindRelationsEach(ctx context.Context, fs []unigraph.RelationFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Relation], error) {
	if err := h.before("FindRelationsEach"); err != nil {
		return nil, err
	}
	return h.Reader.FindRelationsEach(ctx, fs, p)
}

func (h hooked) FindPartnersEach(ctx context.Context, fs []unigraph.PartnerFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Partner], error) {
	if err := h.before("FindPartnersEach"); err != nil {
		return nil, err
	}
	return h.Reader.FindPartnersEach(ctx, fs, p)
}

func (h hooked) TopPartners(ctx context.Context, fs []unigraph.PartnerFilter, most int) ([][]unigraph.Partner, error) {
	if err := h.before("TopPartners"); err != nil {
		return nil, err
	}
	return h.Reader.TopPartners(ctx, fs, most)
}

func (h hooked) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
	if err := h.before("PartnersByCountry"); err != nil {
		return nil, err
	}
	return h.Reader.PartnersByCountry(ctx, f)
}

func (h hooked) PartnersByCountryOf(ctx context.Context, ids []unigraph.EntityID, f unigraph.PartnerFilter) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
	if err := h.before("PartnersByCountryOf"); err != nil {
		return nil, err
	}
	return h.Reader.PartnersByCountryOf(ctx, ids, f)
}

func (h hooked) Stats(ctx context.Context) (unigraph.Stats, error) {
	if err := h.before("Stats"); err != nil {
		return unigraph.Stats{}, err
	}
	return h.Reader.Stats(ctx)
}

func (h hooked) GroupEntities(ctx context.Context, fs []unigraph.EntityFilter, by unigraph.EntityKey) ([][]unigraph.Group, error) {
	if err := h.before("GroupEntities"); err != nil {
		return nil, err
	}
	return h.Reader.GroupEntities(ctx, fs, by)
}

func (h hooked) GroupAgreements(ctx context.Context, fs []unigraph.AgreementFilter, by unigraph.AgreementKey) ([][]unigraph.Group, error) {
	if err := h.before("GroupAgreements"); err != nil {
		return nil, err
	}
	return h.Reader.GroupAgreements(ctx, fs, by)
}

func (h hooked) GroupRelations(ctx context.Context, fs []unigraph.RelationFilter, by unigraph.RelationKey) ([][]unigraph.Group, error) {
	if err := h.before("GroupRelations"); err != nil {
		return nil, err
	}
	return h.Reader.GroupRelations(ctx, fs, by)
}

func (h hooked) Matrix(ctx context.Context, f unigraph.AgreementFilter, countries ...string) ([]unigraph.MatrixCell, error) {
	if err := h.before("Matrix"); err != nil {
		return nil, err
	}
	return h.Reader.Matrix(ctx, f, countries...)
}

func (h hooked) Version(ctx context.Context) (int, error) {
	if err := h.before("Version"); err != nil {
		return 0, err
	}
	return h.Reader.Version(ctx)
}

func (h hooked) FindTies(ctx context.Context, f unigraph.TieFilter) ([]unigraph.Tie, error) {
	if err := h.before("FindTies"); err != nil {
		return nil, err
	}
	return h.Reader.FindTies(ctx, f)
}

func (h hooked) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	if err := h.before("FindPaths"); err != nil {
		return nil, err
	}
	return h.Reader.FindPaths(ctx, q)
}

func (h hooked) FindBeginning(ctx context.Context, text string, types []unigraph.EntityType, limit int) ([]unigraph.Entity, error) {
	if err := h.before("FindBeginning"); err != nil {
		return nil, err
	}
	return h.Reader.FindBeginning(ctx, text, types, limit)
}

func (h hooked) FindCandidates(ctx context.Context, c unigraph.Candidates) (unigraph.PageOf[unigraph.Entity], error) {
	if err := h.before("FindCandidates"); err != nil {
		return unigraph.PageOf[unigraph.Entity]{}, err
	}
	return h.Reader.FindCandidates(ctx, c)
}
