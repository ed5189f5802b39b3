// Package unigraph holds the nouns of the domain and the contract of a store:
// who works with whom among universities, and which sentence says so.
//
// Data flows one way:
//
//	source → record → Article → extract → Reading → link → Batch → Store.Upsert | store | Reader → resolver → response
//
// A [Reading] is what one article says, before it is known who is meant. A
// [Batch] is the network of one article: entities, agreements and relations
// with stable identifiers, each fact with its evidence. The network of many
// articles is the join of their batches: [MergeEntities], [JoinAgreements] and
// [JoinRelations] say how, as pure functions of the set of reports, so that the
// result depends neither on the order of loading nor on the engine.
//
// The package imports the standard library only and knows no engine, no query
// language and no rule of extraction.
package unigraph
