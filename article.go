package unigraph

// An ArticleID names an article for good: the id its export gives, its URL, or
// the path it was read from.
type ArticleID string

// An Article is one news item.
type Article struct {
	ID        ArticleID
	Title     string // "" where it has none
	URL       string // where it was published; "" if unknown
	Published Date   // as stated by the export or the text; "" if unknown

	// What a load tells of it, "" if unknown.
	Source      string // the file, folder or address that it was loaded from
	Fingerprint string // equal where it was read from equal bytes in an equal way
	Sketch      Sketch // of its text, to tell copies

	// Text is what was read; offsets of evidence count its bytes. Stores do not
	// keep it: what they keep of it is the quoted sentence of each fact.
	Text string
}
