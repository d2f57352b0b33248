-- One row is one account that was ever seen in use, by a small number of its own. Sets of users are kept as sets of these
-- numbers.
CREATE TABLE activity_user (
  user_no INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE -- Entra object id
) STRICT;

-- One row is who was seen using one product, by one source, on one UTC day; or in one month, where days are not kept.
CREATE TABLE activity (
  source_id INTEGER NOT NULL REFERENCES source,
  day       TEXT NOT NULL CHECK (length(day) IN (7, 10)), -- 2026-03-31, or 2026-03
  product   TEXT NOT NULL CHECK (product IN ('power_apps', 'power_automate', 'other')),
  users     BLOB NOT NULL, -- ascending numbers of users, each as the unsigned varint of its distance to the one before
  PRIMARY KEY (source_id, day, product)
) STRICT;

-- One row says that one source was read to the end for one UTC day, and would have told of the use of one product: nobody
-- in its set means nobody was seen, no row means nobody looked.
CREATE TABLE activity_slice (
  source_id    INTEGER NOT NULL REFERENCES source,
  day          TEXT NOT NULL CHECK (length(day) = 10), -- 2026-03-31
  product      TEXT NOT NULL CHECK (product IN ('power_apps', 'power_automate', 'other')),
  published_at INTEGER NOT NULL, -- unix ms, when the source was read
  PRIMARY KEY (source_id, day, product)
) STRICT, WITHOUT ROWID;
