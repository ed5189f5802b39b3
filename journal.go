package unigraph

import "context"

// A Journal tells what loads have put in. It is a part of the store, so that it
// says of an article what the store says of it, whatever ended a load. The
// fingerprint of an article, which Lookup.Articles gives, tells whether it is
// still what was read.
type Journal interface {
	// ArticlesFrom gives the ids of articles whose Source is source, at most
	// limit, and none for "": the first after an id, or of all with "". The order is that of the
	// engine; a walk that passes on the last id meets every article once that was
	// there all along.
	ArticlesFrom(ctx context.Context, source string, after ArticleID, limit int) ([]ArticleID, error)
}
