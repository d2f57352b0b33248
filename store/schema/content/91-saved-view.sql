-- One row is a way of looking that a person gave a name: which view, its filters, its order, its columns.
CREATE TABLE saved_view (
  name TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body)) -- see ledger.SavedView
) STRICT, WITHOUT ROWID;
