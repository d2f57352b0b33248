-- One row is how many units of one license the tenant had, as its source said it.
CREATE TABLE seat (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  sku_id            TEXT NOT NULL,
  sku_part_number   TEXT, -- ENTERPRISEPACK
  applies_to        TEXT, -- User or Company
  capability_status TEXT, -- Enabled, Warning, Suspended, Deleted, LockedOut
  bought            INTEGER NOT NULL, -- units: prepaidUnits.enabled
  assigned          INTEGER NOT NULL, -- units: consumedUnits
  suspended         INTEGER NOT NULL, -- units
  warning           INTEGER NOT NULL, -- units
  locked_out        INTEGER NOT NULL, -- units
  UNIQUE (source_id, hash)
) STRICT;

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE seat_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES seat,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_span_at ON seat_span (source_id, to_pos, from_pos);

-- One row is one service plan that one license brings, as its source said it.
CREATE TABLE license_service (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  sku_id              TEXT NOT NULL,
  service_plan_id     TEXT NOT NULL,
  service_plan_name   TEXT, -- POWERAPPS_O365_P2
  applies_to          TEXT, -- User or Company
  provisioning_status TEXT,
  UNIQUE (source_id, hash)
) STRICT;

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE license_service_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_service,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX license_service_span_at ON license_service_span (source_id, to_pos, from_pos);
