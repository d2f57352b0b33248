-- One row is one account in the deleted items; its names are never taken as names of the account, as its source said it.
CREATE TABLE deleted_user (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id             TEXT NOT NULL,
  display_name        TEXT,
  user_principal_name TEXT, -- with the object id in front
  mail                TEXT,
  deleted_at          INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX deleted_user_user ON deleted_user (user_id);

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE deleted_user_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES deleted_user,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX deleted_user_span_at ON deleted_user_span (source_id, to_pos, from_pos);
