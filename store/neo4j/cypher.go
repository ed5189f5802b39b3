package neo4j

// The Cypher of writes, and of reads by id; filter.go makes that of questions.
// Values reach it as parameters only: $rows of a write are applied in their
// order, which is the order of locks.

// schema is made at Open. Its names begin with unigraph_, so that it can share a
// database. Facts of every kind share one space of ids; so do entities.
var schema = []string{
	`CREATE CONSTRAINT unigraph_article IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE`,
	`CREATE INDEX unigraph_article_source IF NOT EXISTS FOR (a:Article) ON (a.source, a.id)`,
	`CREATE CONSTRAINT unigraph_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE`,
	`CREATE CONSTRAINT unigraph_telling IF NOT EXISTS FOR (t:Telling) REQUIRE t.id IS UNIQUE`,
	`CREATE CONSTRAINT unigraph_lock IF NOT EXISTS FOR (l:Lock) REQUIRE l.stripe IS UNIQUE`,
	`CREATE CONSTRAINT unigraph_fact IF NOT EXISTS FOR (f:Fact) REQUIRE f.id IS UNIQUE`,
	`CREATE INDEX unigraph_relation_subject IF NOT EXISTS FOR (f:Relation) ON (f.subject, f.id)`,
	`CREATE INDEX unigraph_relation_object IF NOT EXISTS FOR (f:Relation) ON (f.object, f.id)`,
	`CREATE INDEX unigraph_entity_country IF NOT EXISTS FOR (e:Entity) ON (e.country, e.id)`,
	`CREATE INDEX unigraph_entity_linked IF NOT EXISTS FOR (e:Entity) ON (e.linked)`,
	`CREATE FULLTEXT INDEX unigraph_entity_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases]`,
	`CREATE FULLTEXT INDEX unigraph_entity_folded IF NOT EXISTS FOR (e:Entity) ON EACH [e.folded]
OPTIONS {indexConfig: {` + "`fulltext.analyzer`" + `: 'keyword'}}`,
	// The words of names, and ids, whole, because they tell the type.
	`CREATE FULLTEXT INDEX unigraph_entity_search IF NOT EXISTS FOR (e:Entity) ON EACH [e.folded, e.id]
OPTIONS {indexConfig: {` + "`fulltext.analyzer`" + `: 'whitespace'}}`,
	`DROP INDEX unigraph_entity_words IF EXISTS`, // of earlier versions
}

const awaitIndexes = `CALL db.awaitIndexes(300)`

// lock waits for the locks of a write. Setting a property locks its node until
// the transaction ends, be the value the same.
const lock = `
UNWIND $rows AS row
MERGE (l:Lock {stripe: row.stripe})
SET l.stripe = row.stripe`

// Every write that changes something counts on one of the locks of articles that
// it holds, so that counting makes nobody wait; the version is the sum. So are
// those of the countries of all entities that it names.
const (
	countWrite = `
UNWIND $rows AS row
MATCH (l:Lock {stripe: row.stripe})
SET l.writes = coalesce(l.writes, 0) + 1
FOREACH (country IN row.countries | SET l[country] = coalesce(l[country], 0) + 1)`

	// inCountry begins the properties that count by country.
	inCountry = "in_"

	readVersion = `
MATCH (l:Lock) WHERE l.stripe >= 0
RETURN sum(l.writes) AS version`

	readVersions = `
MATCH (l:Lock) WHERE l.stripe >= 0 AND l.writes > 0
RETURN properties(l) AS counts`
)

// Writing articles and what they mention.
const (
	putArticles = `
UNWIND $rows AS row
MERGE (a:Article {id: row.id})
WITH a, row, a.digest AS digest
SET a = row
RETURN a.id AS id, elementId(a) AS node, digest`

	findArticles = `
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
USING INDEX SEEK a:Article(id)
RETURN elementId(a) AS node`

	deleteArticles = `
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.node
DELETE a`

	readMentions = `
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.node
MATCH (a)-[m:MENTIONS]->(t)<-[:TOLD_AS]-(e)
RETURN row.node AS article, elementId(m) AS mention, t.id AS telling, e.id AS entity, elementId(e) AS node, e.country AS country`

	createMentions = `
UNWIND $rows AS row
MATCH (t) WHERE elementId(t) = row.telling
UNWIND row.articles AS article
MATCH (a) WHERE elementId(a) = article
CREATE (a)-[:MENTIONS]->(t)`

	deleteMentions = `
UNWIND $rows AS row
MATCH ()-[m:MENTIONS]->() WHERE elementId(m) = row.mention
DELETE m`
)

// Writing entities: the merge of all distinct tellings.
const (
	findTellings = `
UNWIND $rows AS row
MATCH (t:Telling {id: row.id})<-[:TOLD_AS]-(e)
USING INDEX SEEK t:Telling(id)
RETURN t.id AS telling, elementId(t) AS tellingNode, elementId(e) AS node, e.country AS country`

	createTellings = `
UNWIND $rows AS row
MERGE (e:Entity {id: row.entity})
CREATE (e)-[:TOLD_AS]->(t:Telling)
SET t = row.telling
RETURN t.id AS telling, elementId(t) AS tellingNode, elementId(e) AS node, e.country AS country, e.name IS NULL AS new`

	deleteUntold = `
UNWIND $rows AS row
MATCH (e:Entity)-[:TOLD_AS]->(t:Telling {id: row.telling})
USING INDEX SEEK t:Telling(id)
WHERE NOT EXISTS { (t)<-[:MENTIONS]-() }
WITH e.id AS entity, t
DETACH DELETE t
RETURN DISTINCT entity`

	readTellings = `
UNWIND $rows AS row
MATCH (e) WHERE elementId(e) = row.node
RETURN e.id AS id, row.node AS node, COLLECT { MATCH (e)-[:TOLD_AS]->(t) RETURN t ORDER BY t.id } AS tellings`

	putEntities = `
UNWIND $rows AS row
MATCH (e) WHERE elementId(e) = row.node
SET e = row.entity, e:$(row.label)`

	deleteEntities = `
UNWIND $rows AS row
MATCH (e) WHERE elementId(e) = row.node
DELETE e`
)

// Writing facts: the join of all reports of a key.
const (
	deleteReports = `
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.node
MATCH (a)-[r:REPORTS]->(f:Fact)
DELETE r
RETURN DISTINCT f AS fact`

	// readFacts gives the facts of keys. The id of an event is its key and its
	// date, that of a state is its key. Unless all reports of a key are needed,
	// the events of the days told will do, with those that hold a coarser report;
	// and a state stands for its reports.
	readFacts = `
UNWIND $rows AS row
MATCH (f:Fact) WHERE f.id >= row.key AND f.id < row.end
WITH row, f, f:Agreement OR f.kind = 'VISITED' AS event
WHERE CASE WHEN event THEN f.id = row.key + coalesce('/' + f.date, '') ELSE f.id = row.key END
  AND (row.whole OR NOT event OR f.coarse OR f.date IN row.days)
RETURN row.key AS key, f AS fact,
  COLLECT { MATCH (f)<-[:SIGNED]-(e:Entity) RETURN [e.id, elementId(e)] } AS signed,
  CASE WHEN row.whole OR event
    THEN COLLECT {
      MATCH (f)<-[r:REPORTS]-(a:Article)
      RETURN r{.claim, .kind, .date, .signatories, .role, .modality, .confidence, report: elementId(r), article: elementId(a)}
    }
    ELSE [] END AS reports`

	createAgreements = `
UNWIND $rows AS row
CREATE (f:Fact:Agreement)
SET f = row.fact, f:$(row.labels)
WITH f, row
CALL (f, row) {
  UNWIND row.nodes AS node
  MATCH (e) WHERE elementId(e) = node
  CREATE (e)-[:SIGNED]->(f)
}
UNWIND row.reports AS r
MATCH (a) WHERE elementId(a) = r.article
CREATE (a)-[report:REPORTS]->(f)
SET report = r.report`

	putAgreements = `
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact.id})
USING INDEX SEEK f:Fact(id)
REMOVE f:Concluded
SET f = row.fact, f:$(row.labels)
WITH f, row
CALL (f, row) {
  UNWIND row.unsign AS node
  MATCH (e)-[s:SIGNED]->(f) WHERE elementId(e) = node
  DELETE s
}
CALL (f, row) {
  UNWIND row.sign AS node
  MATCH (e) WHERE elementId(e) = node
  CREATE (e)-[:SIGNED]->(f)
}`

	createRelations = `
UNWIND $rows AS row
CREATE (f:Fact:Relation)
SET f = row.fact
WITH f, row
CALL (f, row) {
  UNWIND row.reports AS r
  MATCH (a) WHERE elementId(a) = r.article
  CREATE (a)-[report:REPORTS]->(f)
  SET report = r.report
}
MATCH (s) WHERE elementId(s) = row.nodes[0]
MATCH (o) WHERE elementId(o) = row.nodes[1]
CREATE (s)-[r:$(row.fact.kind)]->(o)
SET r = row.relationship`

	putRelations = `
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact.id})
USING INDEX SEEK f:Fact(id)
SET f = row.fact
WITH row
MATCH (s) WHERE elementId(s) = row.nodes[0]
MATCH (o) WHERE elementId(o) = row.nodes[1]
MATCH (s)-[r:MEMBER_OF|VISITED|AFFILIATED_WITH|LOCATED_IN {id: row.fact.id}]->(o)
SET r = row.relationship`

	createReports = `
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.article
MATCH (f:Fact {id: row.fact})
USING INDEX SEEK f:Fact(id)
CREATE (a)-[r:REPORTS]->(f)
SET r = row.report`

	moveReports = `
UNWIND $rows AS row
MATCH (a)-[old:REPORTS]->() WHERE elementId(old) = row.report
MATCH (f:Fact {id: row.fact})
USING INDEX SEEK f:Fact(id)
CREATE (a)-[new:REPORTS]->(f)
SET new = properties(old)
DELETE old`

	deleteFacts = `
UNWIND $rows AS row
MATCH (f:Fact {id: row.id})
USING INDEX SEEK f:Fact(id)
OPTIONAL MATCH (:Entity {id: f.subject})-[r:MEMBER_OF|VISITED|AFFILIATED_WITH|LOCATED_IN {id: row.id}]->(:Entity {id: f.object})
DELETE r
DETACH DELETE f`
)

// Searching.
const (
	// findCandidates orders all that the text index finds, or which of them it
	// takes would depend on the index.
	findCandidates = `
CALL db.index.fulltext.queryNodes('unigraph_entity_search', $terms) YIELD node AS e
WITH e ORDER BY e.id LIMIT $limit
RETURN e`

	// findFewCandidates takes any of them where they are too many anyway.
	findFewCandidates = `
CALL db.index.fulltext.queryNodes('unigraph_entity_search', $terms, {limit: $limit}) YIELD node AS e
WITH e ORDER BY e.id
RETURN e`

	findBeginning = ranges + `
CALL (range) { MATCH (e:Entity) WHERE e.id >= range.after AND e.id < range.end RETURN e ORDER BY e.id LIMIT $limit }
WITH e ORDER BY e.id LIMIT $limit
RETURN e`
)

// Reading by id.
const (
	readArticles = `
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a`

	articlesFrom = `
MATCH (a:Article) USING INDEX a:Article(source, id)
WHERE a.source = $source AND a.id > $after
RETURN a.id AS id ORDER BY a.source, a.id LIMIT $limit`

	// readBatches gives all that articles say.
	readBatches = `
MATCH (a:Article) USING INDEX a:Article(id)
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
RETURN a,
  COLLECT { MATCH (a)-[:MENTIONS]->(t)<-[:TOLD_AS]-(e) RETURN [e.id, t] } AS tellings,
  COLLECT { MATCH (a)-[r:REPORTS]->(f) RETURN r{.*, fact: f{.*}, signed: COLLECT { MATCH (f)<-[:SIGNED]-(e:Entity) RETURN e.id }} } AS reports
ORDER BY a.id`

	readEntities = `
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e`

	readEvidence = `
UNWIND $ids AS id
MATCH (f:Fact {id: id})<-[r:REPORTS]-(a:Article)
RETURN id, a.id AS article, r{.quote, .start, .end, .rule, .confidence} AS report`
)

// stats reads counts that the database keeps.
const stats = `
RETURN COUNT { (:Article) } AS articles, COUNT { (:Agreement) } AS agreements,
  COUNT { (e:Entity) WHERE e.linked = false } AS unlinked,
  {university: COUNT { (:University) }, alliance: COUNT { (:Alliance) }, organization: COUNT { (:Organization) },
   person: COUNT { (:Person) }, country: COUNT { (:Country) }, place: COUNT { (:Place) }} AS entities,
  {MEMBER_OF: COUNT { ()-[:MEMBER_OF]->() }, VISITED: COUNT { ()-[:VISITED]->() },
   AFFILIATED_WITH: COUNT { ()-[:AFFILIATED_WITH]->() }, LOCATED_IN: COUNT { ()-[:LOCATED_IN]->() }} AS relations`
