-- How many writes have changed anything: one row.
CREATE TABLE version (writes INTEGER NOT NULL) STRICT;
INSERT INTO version (writes) VALUES (0);

-- The words of all names, folded; rowid is the entity.
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (names, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (rowid, names) SELECT entity, group_concat(folded, char(10)) FROM names GROUP BY entity;
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
