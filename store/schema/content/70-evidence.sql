-- One row is one dated look at one account that is not part of a listing: a look-up that found it, or answered 404.
CREATE TABLE evidence (
  user_id   TEXT NOT NULL,
  at        INTEGER NOT NULL, -- unix ms, when Microsoft answered
  source_id INTEGER NOT NULL REFERENCES source,
  is_found  INTEGER NOT NULL CHECK (is_found IN (0, 1)),
  PRIMARY KEY (user_id, at, source_id)
) STRICT, WITHOUT ROWID;
