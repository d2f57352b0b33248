-- One row is what one run published, at an instant: the instant of its newest listing.
CREATE TABLE snapshot (
  snapshot_id INTEGER PRIMARY KEY,
  run_id      INTEGER NOT NULL UNIQUE REFERENCES run,
  at          INTEGER NOT NULL, -- unix ms
  at_rule     TEXT NOT NULL CHECK (at_rule IN ('date_header', 'given', 'file_name', 'file_time', 'latest_assigned')),
  label       TEXT,             -- a person's words
  pinned      INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  is_openable INTEGER NOT NULL DEFAULT 1 CHECK (is_openable IN (0, 1)) -- 0 once thinned
) STRICT;
CREATE INDEX snapshot_at ON snapshot (at);

-- One row is one reading of a source to its end. It is the snapshot's coverage for that source. pos orders the listings
-- of a source: instant << 20 | first bits of the content hash, so that the order never depends on arrival.
CREATE TABLE listing (
  source_id    INTEGER NOT NULL REFERENCES source,
  pos          INTEGER NOT NULL,
  snapshot_id  INTEGER NOT NULL REFERENCES snapshot,
  read_from    INTEGER NOT NULL, -- unix ms, first page
  read_to      INTEGER NOT NULL, -- unix ms, last page
  rows         INTEGER NOT NULL, -- facts in it
  began        INTEGER NOT NULL, -- facts that the listing before lacks
  ended        INTEGER NOT NULL, -- facts of the listing before that it lacks
  content_hash BLOB NOT NULL,    -- sum of the facts' hashes: equal listings are equal here, whatever their order
  file_hash    TEXT,             -- of an imported file: SHA-256, and "@" with its instant where its day was told; null for what came over the wire
  file_name    TEXT,
  whole_at     INTEGER, -- unix ms: when the listing was read that this one knows the changes of; null where it was read whole itself
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX listing_file ON listing (file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX listing_snapshot ON listing (snapshot_id);

-- One row is where the changes of one source since one of its listings are asked for, as its service gave it. It is used only
-- while that listing is the newest of the source, and history is what it was.
CREATE TABLE mark (
  source_id INTEGER PRIMARY KEY REFERENCES source,
  pos       INTEGER NOT NULL, -- the listing
  epoch     INTEGER NOT NULL, -- of history when it was kept
  clock_at  INTEGER NOT NULL, -- by this computer's clock then, unix ms
  token     TEXT NOT NULL     -- in the service's own form; without a sign-in it opens nothing
) STRICT;
