-- One row is one time that an account left the directory. The account was there at left_after and missing at left_before:
-- two listings, or look-ups in between. deleted_at narrows that to an instant when the deleted users told it.
CREATE TABLE departure (
  user_id      TEXT NOT NULL,
  left_pos     INTEGER NOT NULL, -- first listing of the directory that lacks it; 0 when the directory never had it, 9223372036854775807 when only a look-up tells
  left_after   INTEGER,          -- unix ms; null when the directory never had it
  left_before  INTEGER NOT NULL, -- unix ms
  deleted_at   INTEGER,          -- unix ms; null when the deleted users did not tell
  confirmed_at INTEGER,          -- unix ms of the look-up that answered 404; null without one
  is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)), -- 0: only an export lacks it
  last_pos     INTEGER,          -- last listing that had it; null when the directory never had it
  returned_pos INTEGER,          -- first listing that has it again; null while it is away
  last_fact_id INTEGER REFERENCES user, -- what was last said of it; null when the directory never had it
  PRIMARY KEY (user_id, left_pos)
) STRICT, WITHOUT ROWID;
