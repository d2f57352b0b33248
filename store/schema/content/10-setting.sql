-- One row is one named value about this ledger: the zone of bare dates, the connection to the tenant, whether it is a
-- sample, the generation of its content. Values are JSON. Never a secret, never a token.
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- One row is one place facts come from, by its wire name (graph.users). It only spares repeating the name in every fact.
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE
) STRICT;
