-- From version 4 to 5: the groups that licenses are assigned by have names. Nothing that was there changes.

INSERT INTO source (name) VALUES ('graph.groups');

CREATE TABLE license_group (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16),
  group_id     TEXT NOT NULL,
  display_name TEXT,
  UNIQUE (source_id, hash)
) STRICT;
CREATE TABLE license_group_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_group,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX license_group_span_at ON license_group_span (source_id, to_pos, from_pos);
