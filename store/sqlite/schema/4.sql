-- Ties know whether their agreement counts by default, so that questions about
-- who works with whom need not read agreements: twice the place of its modality
-- in unigraph.Modalities, and one more if its confidence is 0.5 or higher.
ALTER TABLE ties RENAME COLUMN modality TO standing;
UPDATE ties SET standing = 2 * standing + (SELECT a.confidence >= 0.5 FROM agreements a WHERE a.id = ties.agreement);

-- How many writes have touched an entity in a country.
CREATE TABLE countries (
    country TEXT PRIMARY KEY,
    writes  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
