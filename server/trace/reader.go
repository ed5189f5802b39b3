package trace

import (
	"context"

	"go.opentelemetry.io/otel/codes"

	"unigraph"
)

// Reader is store with a span for each call.
func (t *Tracer) Reader(store unigraph.Reader) unigraph.Reader {
	if t == nil {
		return store
	}
	return reader{store, t}
}

type reader struct {
	store unigraph.Reader
	*Tracer
}

var _ unigraph.Reader = reader{}

// call makes a span of one call.
func call[T any](ctx context.Context, t *Tracer, name string, read func(context.Context) (T, error)) (T, error) {
	ctx, span := t.spans.Start(ctx, "store."+name)
	defer span.End()
	answer, err := read(ctx)
	if err != nil {
		span.RecordError(err)
		span.SetStatus(codes.Error, name)
	}
	return answer, err
}

func (r reader) Articles(ctx context.Context, ids []unigraph.ArticleID) (map[unigraph.ArticleID]unigraph.Article, error) {
	return call(ctx, r.Tracer, "Articles", func(ctx context.Context) (map[unigraph.ArticleID]unigraph.Article, error) {
		return r.store.Articles(ctx, ids)
	})
}

func (r reader) Entities(ctx context.Context, ids []unigraph.EntityID) (map[unigraph.EntityID]unigraph.Entity, error) {
	return call(ctx, r.Tracer, "Entities", func(ctx context.Context) (map[unigraph.EntityID]unigraph.Entity, error) {
		return r.store.Entities(ctx, ids)
	})
}

func (r reader) Evidence(ctx context.Context, ids []unigraph.FactID) (map[unigraph.FactID][]unigraph.Evidence, error) {
	return call(ctx, r.Tracer, "Evidence", func(ctx context.Context) (map[unigraph.FactID][]unigraph.Evidence, error) {
		return r.store.Evidence(ctx, ids)
	})
}

func (r reader) FindEntities(ctx context.Context, f unigraph.EntityFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
	return call(ctx, r.Tracer, "FindEntities", func(ctx context.Context) (unigraph.PageOf[unigraph.Entity], error) {
		return r.store.FindEntities(ctx, f, p)
	})
}

func (r reader) FindRanked(ctx context.Context, f unigraph.RankFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Ranked], error) {
	return call(ctx, r.Tracer, "FindRanked", func(ctx context.Context) (unigraph.PageOf[unigraph.Ranked], error) {
		return r.store.FindRanked(ctx, f, p)
	})
}

func (r reader) FindAgreements(ctx context.Context, f unigraph.AgreementFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
	return call(ctx, r.Tracer, "FindAgreements", func(ctx context.Context) (unigraph.PageOf[unigraph.Agreement], error) {
		return r.store.FindAgreements(ctx, f, p)
	})
}

func (r reader) FindRelations(ctx context.Context, f unigraph.RelationFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
	return call(ctx, r.Tracer, "FindRelations", func(ctx context.Context) (unigraph.PageOf[unigraph.Relation], error) {
		return r.store.FindRelations(ctx, f, p)
	})
}

func (r reader) FindPartners(ctx context.Context, f unigraph.PartnerFilter, p unigraph.Page) (unigraph.PageOf[unigraph.Partner], error) {
	return call(ctx, r.Tracer, "FindPartners", func(ctx context.Context) (unigraph.PageOf[unigraph.Partner], error) {
		return r.store.FindPartners(ctx, f, p)
	})
}

func (r reader) FindEntitiesEach(ctx context.Context, fs []unigraph.EntityFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Entity], error) {
	return call(ctx, r.Tracer, "FindEntitiesEach", func(ctx context.Context) ([]unigraph.PageOf[unigraph.Entity], error) {
		return r.store.FindEntitiesEach(ctx, fs, p)
	})
}

func (r reader) FindRankedEach(ctx context.Context, fs []unigraph.RankFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Ranked], error) {
	return call(ctx, r.Tracer, "FindRankedEach", func(ctx context.Context) ([]unigraph.PageOf[unigraph.Ranked], error) {
		return r.store.FindRankedEach(ctx, fs, p)
	})
}

func (r reader) FindAgreementsEach(ctx context.Context, fs []unigraph.AgreementFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Agreement], error) {
	return call(ctx, r.Tracer, "FindAgreementsEach", func(ctx context.Context) ([]unigraph.PageOf[unigraph.Agreement], error) {
		return r.store.FindAgreementsEach(ctx, fs, p)
	})
}

func (r reader) FindRelationsEach(ctx context.Context, fs []unigraph.RelationFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Relation], error) {
	return call(ctx, r.Tracer, "FindRelationsEach", func(ctx context.Context) ([]unigraph.PageOf[unigraph.Relation], error) {
		return r.store.FindRelationsEach(ctx, fs, p)
	})
}

func (r reader) FindPartnersEach(ctx context.Context, fs []unigraph.PartnerFilter, p unigraph.Page) ([]unigraph.PageOf[unigraph.Partner], error) {
	return call(ctx, r.Tracer, "FindPartnersEach", func(ctx context.Context) ([]unigraph.PageOf[unigraph.Partner], error) {
		return r.store.FindPartnersEach(ctx, fs, p)
	})
}

func (r reader) TopPartners(ctx context.Context, fs []unigraph.PartnerFilter, most int) ([][]unigraph.Partner, error) {
	return call(ctx, r.Tracer, "TopPartners", func(ctx context.Context) ([][]unigraph.Partner, error) { return r.store.TopPartners(ctx, fs, most) })
}

func (r reader) FindTies(ctx context.Context, f unigraph.TieFilter) ([]unigraph.Tie, error) {
	return call(ctx, r.Tracer, "FindTies", func(ctx context.Context) ([]unigraph.Tie, error) { return r.store.FindTies(ctx, f) })
}

func (r reader) FindPaths(ctx context.Context, q unigraph.PathQuery) ([][]unigraph.EntityID, error) {
	return call(ctx, r.Tracer, "FindPaths", func(ctx context.Context) ([][]unigraph.EntityID, error) { return r.store.FindPaths(ctx, q) })
}

func (r reader) FindCandidates(ctx context.Context, c unigraph.Candidates) (unigraph.PageOf[unigraph.Entity], error) {
	return call(ctx, r.Tracer, "FindCandidates", func(ctx context.Context) (unigraph.PageOf[unigraph.Entity], error) {
		return r.store.FindCandidates(ctx, c)
	})
}

func (r reader) FindBeginning(ctx context.Context, text string, types []unigraph.EntityType, limit int) ([]unigraph.Entity, error) {
	return call(ctx, r.Tracer, "FindBeginning", func(ctx context.Context) ([]unigraph.Entity, error) {
		return r.store.FindBeginning(ctx, text, types, limit)
	})
}

func (r reader) PartnersByCountry(ctx context.Context, f unigraph.PartnerFilter) ([]unigraph.CountryCount, error) {
	return call(ctx, r.Tracer, "PartnersByCountry", func(ctx context.Context) ([]unigraph.CountryCount, error) { return r.store.PartnersByCountry(ctx, f) })
}

func (r reader) PartnersByCountryOf(ctx context.Context, ids []unigraph.EntityID, f unigraph.PartnerFilter) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
	return call(ctx, r.Tracer, "PartnersByCountryOf", func(ctx context.Context) (map[unigraph.EntityID][]unigraph.CountryCount, error) {
		return r.store.PartnersByCountryOf(ctx, ids, f)
	})
}

func (r reader) GroupEntities(ctx context.Context, fs []unigraph.EntityFilter, by unigraph.EntityKey) ([][]unigraph.Group, error) {
	return call(ctx, r.Tracer, "GroupEntities", func(ctx context.Context) ([][]unigraph.Group, error) { return r.store.GroupEntities(ctx, fs, by) })
}

func (r reader) GroupAgreements(ctx context.Context, fs []unigraph.AgreementFilter, by unigraph.AgreementKey) ([][]unigraph.Group, error) {
	return call(ctx, r.Tracer, "GroupAgreements", func(ctx context.Context) ([][]unigraph.Group, error) { return r.store.GroupAgreements(ctx, fs, by) })
}

func (r reader) GroupRelations(ctx context.Context, fs []unigraph.RelationFilter, by unigraph.RelationKey) ([][]unigraph.Group, error) {
	return call(ctx, r.Tracer, "GroupRelations", func(ctx context.Context) ([][]unigraph.Group, error) { return r.store.GroupRelations(ctx, fs, by) })
}

func (r reader) Matrix(ctx context.Context, f unigraph.AgreementFilter, countries ...string) ([]unigraph.MatrixCell, error) {
	return call(ctx, r.Tracer, "Matrix", func(ctx context.Context) ([]unigraph.MatrixCell, error) { return r.store.Matrix(ctx, f, countries...) })
}

func (r reader) Stats(ctx context.Context) (unigraph.Stats, error) {
	return call(ctx, r.Tracer, "Stats", func(ctx context.Context) (unigraph.Stats, error) { return r.store.Stats(ctx) })
}

func (r reader) Version(ctx context.Context) (int, error) {
	return call(ctx, r.Tracer, "Version", func(ctx context.Context) (int, error) { return r.store.Version(ctx) })
}

func (r reader) Versions(ctx context.Context) (map[string]int, error) {
	return call(ctx, r.Tracer, "Versions", func(ctx context.Context) (map[string]int, error) { return r.store.Versions(ctx) })
}
