-- One row says that a listing was thinned: facts that only it and its thinned neighbours had are gone, so it can no longer be
-- opened, and speaks for no day. Its row in listing, and the ends of all spans that are left, stay as they were.
CREATE TABLE thinned (
  source_id INTEGER NOT NULL REFERENCES source,
  pos       INTEGER NOT NULL,
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
