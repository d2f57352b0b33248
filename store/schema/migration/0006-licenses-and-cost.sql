-- From version 5 to 6: cost centers from a file, which license covers which, whose licenses stay, and closed months. Nothing that was
-- there changes.

CREATE TABLE cost_center_of (
  address     TEXT NOT NULL PRIMARY KEY, -- folded, as ledger.FoldAddress gives it
  cost_center TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE license_cover (
  sku_id         TEXT NOT NULL, -- the license that brings it all
  covered_sku_id TEXT NOT NULL, -- the one that is not needed beside it
  is_covered     INTEGER NOT NULL CHECK (is_covered IN (0, 1)),
  PRIMARY KEY (sku_id, covered_sku_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE free_keep (
  user_id TEXT NOT NULL PRIMARY KEY, -- Entra object id
  kept_at INTEGER NOT NULL,          -- unix ms
  note    TEXT                       -- a person's words
) STRICT, WITHOUT ROWID;

CREATE TABLE closed_month (
  month       TEXT NOT NULL PRIMARY KEY CHECK (length(month) = 7), -- 2026-03, in the ledger's zone
  snapshot_id INTEGER NOT NULL REFERENCES snapshot,
  closed_at   INTEGER NOT NULL, -- unix ms
  was_pinned  INTEGER NOT NULL CHECK (was_pinned IN (0, 1)) -- whether the reading was pinned already, so that opening the month leaves it so
) STRICT, WITHOUT ROWID;
