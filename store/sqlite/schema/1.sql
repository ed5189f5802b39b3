-- What is stored is what articles say: tellings of entities and reports of
-- facts. Entities, agreements and relations are a function of these, kept so
-- that they can be read fast, and so that one more article costs the same
-- however many speak of the same entity or fact.
--
-- Integers that refer to rows are local to the file. Agreements and relations
-- draw their ids from one sequence.

CREATE TABLE articles (
    id        INTEGER PRIMARY KEY,
    article   TEXT NOT NULL UNIQUE, -- unigraph.ArticleID
    digest    TEXT NOT NULL,        -- unigraph.Batch.Digest
    title     TEXT NOT NULL,
    url       TEXT NOT NULL,
    published TEXT NOT NULL,
    mentions  TEXT NOT NULL, -- JSON array of the mentions that count it
    reports   TEXT NOT NULL  -- JSON array of the facts it reports, with evidence
) STRICT;

CREATE TABLE entities (
    id      INTEGER PRIMARY KEY,
    entity  TEXT NOT NULL UNIQUE, -- unigraph.EntityID
    type    TEXT NOT NULL,
    country TEXT NOT NULL,
    linked  INTEGER NOT NULL,
    name    TEXT NOT NULL,
    aliases TEXT NOT NULL, -- JSON array
    same_as TEXT NOT NULL  -- JSON array
) STRICT;
CREATE INDEX entities_country ON entities (country, entity);

-- What articles say of an entity, each distinct telling once; and, in a table
-- of few pages because it changes all the time, how many articles say it.
CREATE TABLE tellings (
    entity INTEGER NOT NULL,
    hash   INTEGER NOT NULL, -- of the body
    body   TEXT NOT NULL,    -- JSON
    PRIMARY KEY (entity, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE mentions (
    entity   INTEGER NOT NULL,
    hash     INTEGER NOT NULL, -- of the telling
    articles INTEGER NOT NULL,
    PRIMARY KEY (entity, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE names (
    folded TEXT NOT NULL, -- unigraph.Fold of the name or an alias
    entity INTEGER NOT NULL,
    PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;

-- The words of all names; rowid is the entity.
CREATE VIRTUAL TABLE words USING fts5 (
    names, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE agreements (
    id          INTEGER PRIMARY KEY,
    fact        TEXT NOT NULL UNIQUE, -- unigraph.FactID
    kind        TEXT NOT NULL,
    date        TEXT NOT NULL,
    modality    TEXT NOT NULL,
    confidence  REAL NOT NULL,
    parties     TEXT NOT NULL,    -- JSON array of unigraph.EntityID
    signatories TEXT NOT NULL,    -- JSON array of unigraph.EntityID
    grp         INTEGER NOT NULL, -- the group: facts whose reports are joined together, those of one key
    claims      TEXT NOT NULL     -- JSON array of what reports say and how many do; '' for one that says what the row says
) STRICT;

-- Each ordered pair of parties of an agreement.
CREATE TABLE ties (
    entity    INTEGER NOT NULL,
    other     INTEGER NOT NULL,
    agreement INTEGER NOT NULL,
    modality  INTEGER NOT NULL, -- of the agreement: place in unigraph.Modalities
    PRIMARY KEY (entity, other, agreement)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
    id         INTEGER PRIMARY KEY,
    fact       TEXT NOT NULL UNIQUE, -- unigraph.FactID
    kind       TEXT NOT NULL,
    date       TEXT NOT NULL,
    modality   TEXT NOT NULL,
    confidence REAL NOT NULL,
    subject    INTEGER NOT NULL, -- entity
    object     INTEGER NOT NULL, -- entity
    role       TEXT NOT NULL,
    grp        INTEGER NOT NULL, -- as in agreements
    claims     TEXT NOT NULL     -- as in agreements
) STRICT;
CREATE INDEX relations_subject ON relations (subject);
CREATE INDEX relations_object ON relations (object);

-- Which articles have reports in a group.
CREATE TABLE sources (
    grp     INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (grp, article)
) STRICT, WITHOUT ROWID;
