-- From version 1 to 2: what the directory says of managers and the tenant of subscriptions; use, prices, saved ways of looking,
-- the hashes of people who were forgotten, and what was thinned. Nothing that was there changes.

ALTER TABLE user ADD COLUMN manager_id TEXT;

CREATE TABLE subscription (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16),
  subscription_id TEXT NOT NULL,
  sku_id          TEXT,
  sku_part_number TEXT,
  status          TEXT,
  is_trial        INTEGER,
  total           INTEGER NOT NULL,
  created_at      INTEGER,
  renews_at       INTEGER,
  commerce_id     TEXT,
  UNIQUE (source_id, hash)
) STRICT;
CREATE TABLE subscription_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES subscription,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_span_at ON subscription_span (source_id, to_pos, from_pos);

CREATE TABLE activity_user (
  user_no INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE activity (
  source_id INTEGER NOT NULL REFERENCES source,
  day       TEXT NOT NULL CHECK (length(day) IN (7, 10)),
  product   TEXT NOT NULL CHECK (product IN ('power_apps', 'power_automate', 'other')),
  users     BLOB NOT NULL,
  PRIMARY KEY (source_id, day, product)
) STRICT;
CREATE TABLE activity_slice (
  source_id    INTEGER NOT NULL REFERENCES source,
  day          TEXT NOT NULL CHECK (length(day) = 10),
  product      TEXT NOT NULL CHECK (product IN ('power_apps', 'power_automate', 'other')),
  published_at INTEGER NOT NULL,
  PRIMARY KEY (source_id, day, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE price (
  sku_id    TEXT NOT NULL,
  from_date TEXT NOT NULL CHECK (length(from_date) = 10),
  currency  TEXT NOT NULL CHECK (length(currency) = 3),
  amount    INTEGER CHECK (amount >= 0),
  per       TEXT NOT NULL CHECK (per IN ('month', 'year')),
  PRIMARY KEY (sku_id, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
  name TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
  key_hash  BLOB NOT NULL PRIMARY KEY,
  erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE thinned (
  source_id INTEGER NOT NULL REFERENCES source,
  pos       INTEGER NOT NULL,
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;

INSERT INTO source (name) VALUES ('graph.subscriptions');

-- Lines of reports are found by the whole date, and by addresses in any letter case.
DROP INDEX report_row_fingerprint;
DROP INDEX report_row_address;
CREATE INDEX report_row_assigned ON report_row (assigned_date, service, license);
CREATE INDEX report_row_address ON report_row (email_address COLLATE NOCASE);
