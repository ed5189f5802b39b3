-- What each article reports, as words: a group, an x, and the mark of a claim of
-- that group; with x2 behind it for its second report that says so, and so on.
-- rowid is the article. An index of words takes a write in one piece, where a
-- table by group changes a page for almost every report.
--
-- How many reports a claim has is how many articles have its words. Rows of
-- facts no longer count them, so that a report of what is known changes no row.
-- Groups draw their ids from the sequence of facts: what follows the last fact
-- is free.
CREATE TABLE groups (old INTEGER PRIMARY KEY, grp INTEGER NOT NULL, key TEXT NOT NULL) STRICT;
INSERT INTO groups (old, grp, key)
SELECT grp, min(id), iif(dated, substr(fact, 1, length(fact) - length(date) - 1), fact) FROM (
    SELECT grp, id, fact, date, date <> '' AS dated FROM agreements
    UNION ALL SELECT grp, id, fact, date, date <> '' AND kind = 'VISITED' FROM relations)
GROUP BY grp;
CREATE INDEX groups_key ON groups (key);

DROP TABLE sources;
CREATE VIRTUAL TABLE sources USING fts5 (reports, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO sources (rowid, reports)
SELECT a.id, group_concat(g.grp || 'x' || (m.value ->> 1), ' ')
FROM articles a CROSS JOIN json_each(marks(a.reports)) m CROSS JOIN groups g ON g.key = m.value ->> 0
GROUP BY a.id;

-- claims: the facts that reports tell; '' for one that says what the row says.
UPDATE agreements SET grp = (SELECT grp FROM groups WHERE old = agreements.grp),
    claims = CASE json_array_length(nullif(claims, '')) > 1 WHEN TRUE
        THEN (SELECT json_group_array(value -> 'fact') FROM json_each(claims)) ELSE '' END;
UPDATE relations SET grp = (SELECT grp FROM groups WHERE old = relations.grp),
    claims = CASE json_array_length(nullif(claims, '')) > 1 WHEN TRUE
        THEN (SELECT json_group_array(value -> 'fact') FROM json_each(claims)) ELSE '' END;
DROP TABLE groups;
