-- One row is the cost center of one address, from the file that a person imported last. It goes before what the directory says.
CREATE TABLE cost_center_of (
  address     TEXT NOT NULL PRIMARY KEY, -- folded, as ledger.FoldAddress gives it
  cost_center TEXT NOT NULL
) STRICT, WITHOUT ROWID;
