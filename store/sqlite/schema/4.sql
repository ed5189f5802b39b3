-- Ties know the confidence of their agreement too, so that questions about who
-- works with whom need not read agreements.
CREATE TABLE sure_ties (
    entity     INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    agreement  INTEGER NOT NULL,
    modality   INTEGER NOT NULL, -- of the agreement: place in unigraph.Modalities
    confidence REAL NOT NULL,    -- of the agreement
    PRIMARY KEY (entity, other, agreement)
) STRICT, WITHOUT ROWID;
INSERT INTO sure_ties SELECT t.entity, t.other, t.agreement, t.modality, a.confidence
FROM ties t CROSS JOIN agreements a ON a.id = t.agreement;
DROP TABLE ties;
ALTER TABLE sure_ties RENAME TO ties;

-- How many writes have touched an entity in a country.
CREATE TABLE countries (
    country TEXT PRIMARY KEY,
    writes  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
