-- One row is a month that was closed: its last reading, which stays as long as the month is closed.
CREATE TABLE closed_month (
  month       TEXT NOT NULL PRIMARY KEY CHECK (length(month) = 7), -- 2026-03, in the ledger's zone
  snapshot_id INTEGER NOT NULL REFERENCES snapshot,
  closed_at   INTEGER NOT NULL, -- unix ms
  was_pinned  INTEGER NOT NULL CHECK (was_pinned IN (0, 1)) -- whether the reading was pinned already, so that opening the month leaves it so
) STRICT, WITHOUT ROWID;
