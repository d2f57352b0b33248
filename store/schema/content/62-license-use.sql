-- One row is one line of a license download of the Power Platform admin center, in the words of the download; who it is
-- about is a conclusion.
CREATE TABLE license_use (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id          TEXT, -- Entra object id, null when not said
  user_name        TEXT, -- as said
  email_address    TEXT, -- as said
  license          TEXT, -- what covered the launch, or what is assigned
  required_license TEXT, -- what the download says is missing
  environment      TEXT,
  app              TEXT,
  last_used        TEXT, -- the last launch: 2026-03-31, 2026-03-31T04:00Z or 2026-03-31T04:00:48Z
  ordinal          INTEGER NOT NULL, -- 0 for the first of equal lines of a listing, then 1, 2, ...
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX license_use_address ON license_use (email_address COLLATE NOCASE);
CREATE INDEX license_use_user ON license_use (user_id);

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE license_use_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_use,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX license_use_span_at ON license_use_span (source_id, to_pos, from_pos);
