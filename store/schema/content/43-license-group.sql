-- One row is the name of one group that licenses are assigned by, as its source said it.
CREATE TABLE license_group (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  group_id     TEXT NOT NULL,
  display_name TEXT,
  UNIQUE (source_id, hash)
) STRICT;

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE license_group_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_group,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX license_group_span_at ON license_group_span (source_id, to_pos, from_pos);
