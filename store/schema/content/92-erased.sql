-- One row is one thing by which a forgotten person could be known again, an object id, an address or a name, as a hash with a
-- key of this ledger: what arrives later and has it is kept without the person.
CREATE TABLE erased (
  key_hash  BLOB NOT NULL PRIMARY KEY,
  erased_at INTEGER NOT NULL -- unix ms
) STRICT, WITHOUT ROWID;
