-- From version 3 to 4: a listing may be read as the changes of an earlier one. Nothing that was there changes.

ALTER TABLE listing ADD COLUMN whole_at INTEGER;

CREATE TABLE mark (
  source_id INTEGER PRIMARY KEY REFERENCES source,
  pos       INTEGER NOT NULL,
  epoch     INTEGER NOT NULL,
  clock_at  INTEGER NOT NULL,
  token     TEXT NOT NULL
) STRICT;
