-- One row marks a line of a report whose name and address are both fillers, whatever word the report used for Unknown.
CREATE TABLE unknown_row (
  fact_id INTEGER NOT NULL PRIMARY KEY REFERENCES report_row
) STRICT;

-- One row says who may be behind one Unknown line of the report, for one span of it.
CREATE TABLE identity (
  fact_id    INTEGER NOT NULL REFERENCES report_row,
  from_pos   INTEGER NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'one_of_n', 'none')),
  user_id    TEXT,    -- of the one candidate, where the directory knows the account
  name       TEXT,    -- last known, of the one candidate
  email      TEXT,    -- last known, of the one candidate
  since_from INTEGER, -- unix ms: the last listing that named the person's row
  since_to   INTEGER, -- unix ms: the first that said Unknown
  candidates TEXT NOT NULL CHECK (json_valid(candidates)), -- JSON array of ledger.Candidate
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
