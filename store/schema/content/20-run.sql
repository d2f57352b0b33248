-- One row is one sync or import, from its first to its last instruction. A row that says running while nobody holds the
-- run lock was interrupted.
CREATE TABLE run (
  run_id      INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('sync', 'import')),
  state       TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'canceled')),
  started_at  INTEGER NOT NULL, -- of this machine's clock, unix ms
  ended_at    INTEGER,          -- null while running or interrupted
  app_version TEXT NOT NULL
) STRICT;

-- One row is one thing a person should know about a run; see ledger.Warning.
CREATE TABLE warning (
  run_id INTEGER NOT NULL REFERENCES run,
  code   TEXT NOT NULL,
  source TEXT NOT NULL, -- wire name; '' when it concerns the whole run
  text   TEXT NOT NULL,
  count  INTEGER NOT NULL,
  PRIMARY KEY (run_id, code, source)
) STRICT, WITHOUT ROWID;

-- One row is work at Microsoft that outlives runs: a license report that was asked for and not yet fetched.
CREATE TABLE job (
  source       TEXT NOT NULL PRIMARY KEY,
  location     TEXT NOT NULL,    -- where to ask for it; holds no secret
  requested_at INTEGER NOT NULL, -- unix ms
  checked_at   INTEGER           -- unix ms
) STRICT, WITHOUT ROWID;
