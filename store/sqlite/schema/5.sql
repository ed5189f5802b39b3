-- The name as unigraph.Fold has it, to order by.
ALTER TABLE entities ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE entities SET folded = fold(name);
