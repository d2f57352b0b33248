-- One row is a person's word on whether one license brings all that another does: it goes before the built-in table.
CREATE TABLE license_cover (
  sku_id         TEXT NOT NULL, -- the license that brings it all
  covered_sku_id TEXT NOT NULL, -- the one that is not needed beside it
  is_covered     INTEGER NOT NULL CHECK (is_covered IN (0, 1)),
  PRIMARY KEY (sku_id, covered_sku_id)
) STRICT, WITHOUT ROWID;

-- One row is an account whose licenses are never to be freed up, as a person decided it.
CREATE TABLE free_keep (
  user_id TEXT NOT NULL PRIMARY KEY, -- Entra object id
  kept_at INTEGER NOT NULL,          -- unix ms
  note    TEXT                       -- a person's words
) STRICT, WITHOUT ROWID;
