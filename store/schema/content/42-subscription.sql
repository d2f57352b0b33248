-- One row is one subscription that the tenant bought or tries: a license can come from several, each with its own end, as its source said it.
CREATE TABLE subscription (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  subscription_id TEXT NOT NULL, -- the directory's own id of it
  sku_id          TEXT,
  sku_part_number TEXT, -- POWERAPPS_PER_USER
  status          TEXT, -- Enabled, Warning, Suspended, Deleted, LockedOut
  is_trial        INTEGER, -- null when not sent
  total           INTEGER NOT NULL, -- units: totalLicenses
  created_at      INTEGER, -- unix ms
  renews_at       INTEGER, -- unix ms, when it goes over into its next state if nobody renews it
  commerce_id     TEXT, -- its id in Microsoft's commerce system
  UNIQUE (source_id, hash)
) STRICT;

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE subscription_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES subscription,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_span_at ON subscription_span (source_id, to_pos, from_pos);
