-- One row is one account of the directory with everything it said of itself; a change of any column is another fact, as its source said it.
CREATE TABLE user (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id             TEXT NOT NULL, -- Entra object id
  display_name        TEXT,
  user_principal_name TEXT,
  mail                TEXT,
  proxy_addresses     TEXT, -- JSON array as sent, sorted
  account_enabled     INTEGER, -- 0 = sign-in blocked; null when not sent
  user_type           TEXT, -- Member or Guest
  created_at          INTEGER, -- unix ms
  department          TEXT,
  company_name        TEXT,
  job_title           TEXT,
  country             TEXT,
  office_location     TEXT,
  usage_location      TEXT,
  cost_center         TEXT,
  manager_id          TEXT, -- object id; null when nobody manages it, and when it was not asked for
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX user_user ON user (user_id);

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE user_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES user,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_span_at ON user_span (source_id, to_pos, from_pos);
