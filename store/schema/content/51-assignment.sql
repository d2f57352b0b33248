-- One row is one license that one account held, directly or through one group, as its source said it.
CREATE TABLE assignment (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id           TEXT NOT NULL,
  sku_id            TEXT NOT NULL, -- of an export, which knows no ids: the license's name as said
  assigned_by_group TEXT, -- object id of the group; null = direct
  state             TEXT, -- Active, ActiveWithError, Disabled, Error
  error             TEXT, -- None, CountViolation, ...
  disabled_plans    TEXT, -- JSON array of service plan ids, sorted
  updated_at        INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX assignment_user ON assignment (user_id);

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE assignment_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES assignment,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_span_at ON assignment_span (source_id, to_pos, from_pos);

-- One row is one Power Apps or Power Automate service plan of one account, with the moment it was assigned, as its source said it.
CREATE TABLE assigned_plan (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id           TEXT NOT NULL,
  service_plan_id   TEXT NOT NULL,
  capability_status TEXT, -- Enabled, Warning, Suspended, LockedOut
  assigned_at       INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX assigned_plan_user ON assigned_plan (user_id);
CREATE INDEX assigned_plan_fingerprint ON assigned_plan (assigned_at, service_plan_id);

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE assigned_plan_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES assigned_plan,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX assigned_plan_span_at ON assigned_plan_span (source_id, to_pos, from_pos);
