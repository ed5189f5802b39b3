-- How many writes have changed anything: one row.
CREATE TABLE version (writes INTEGER NOT NULL) STRICT;
INSERT INTO version (writes) VALUES (0);
