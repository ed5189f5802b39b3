-- The journal: from where an article was loaded, what it was read from, and a
-- likeness of its text.
ALTER TABLE articles ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN sketch TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_source ON articles (source, article) WHERE source <> '';
