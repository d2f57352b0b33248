-- One row is the tenant as it described itself, as its source said it.
CREATE TABLE organization (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  tenant_id      TEXT NOT NULL,
  display_name   TEXT,
  default_domain TEXT,
  domains        TEXT, -- JSON array of verified names, sorted
  country        TEXT, -- two letters
  UNIQUE (source_id, hash)
) STRICT;

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE organization_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES organization,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_span_at ON organization_span (source_id, to_pos, from_pos);
