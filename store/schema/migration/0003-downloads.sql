-- From version 2 to 3: what can be downloaded from the admin centers has sources of its own. Nothing that was there changes.

INSERT INTO source (name) VALUES ('file.activeUsersExport'), ('file.deletedUsersExport'), ('file.powerPlatformActiveUsers'),
  ('file.powerPlatformLicensedUsers'), ('file.powerPlatformRequiredLicenses');

CREATE TABLE license_use (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16),
  user_id          TEXT,
  user_name        TEXT,
  email_address    TEXT,
  license          TEXT,
  required_license TEXT,
  environment      TEXT,
  app              TEXT,
  last_used        TEXT,
  ordinal          INTEGER NOT NULL,
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX license_use_address ON license_use (email_address COLLATE NOCASE);
CREATE INDEX license_use_user ON license_use (user_id);

CREATE TABLE license_use_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_use,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX license_use_span_at ON license_use_span (source_id, to_pos, from_pos);
