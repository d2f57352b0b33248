-- One row is a service and a license in words that lines of reports say, with the precision of their dates and how these
-- lines name somebody. Lines are looked for in these words, since spellings changed over the years.
CREATE TABLE wording (
  wording_id INTEGER PRIMARY KEY, -- follows from the other columns
  service    TEXT NOT NULL,    -- as said; '' when not
  license    TEXT NOT NULL,    -- as said; '' when not
  precision  INTEGER NOT NULL, -- of assigned_date: 1 = day, 2 = minute, 3 = second, 0 = no date
  named_by   TEXT NOT NULL CHECK (named_by IN ('address', 'name', 'nothing'))
) STRICT;

-- One row marks a line of a report whose name and address are both fillers, whatever word the report used for Unknown.
CREATE TABLE unknown_row (
  fact_id       INTEGER NOT NULL PRIMARY KEY REFERENCES report_row,
  assigned_date TEXT NOT NULL, -- as said; '' when not
  wording_id    INTEGER NOT NULL
) STRICT;
CREATE INDEX unknown_row_like ON unknown_row (assigned_date, wording_id);

-- One row is an address as reports say it, where that differs from its folded form in more than the case of plain letters.
CREATE TABLE address_spelling (
  address TEXT NOT NULL, -- folded, see ledger.FoldAddress
  said    TEXT NOT NULL,
  PRIMARY KEY (address, said)
) STRICT, WITHOUT ROWID;

-- One row says who may be behind one Unknown line of the report, for one span of it.
CREATE TABLE identity (
  fact_id    INTEGER NOT NULL REFERENCES report_row,
  from_pos   INTEGER NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'one_of_n', 'none')),
  why        TEXT,    -- see ledger.ConfidenceReason; null where nobody can be told
  user_id    TEXT,    -- of the one candidate, where the directory knows the account
  name       TEXT,    -- last known, of the one candidate
  email      TEXT,    -- last known, of the one candidate
  since_from INTEGER, -- unix ms: the last listing that named the person's row
  since_to   INTEGER, -- unix ms: the first that said Unknown
  candidates TEXT NOT NULL CHECK (json_valid(candidates)), -- JSON array of ledger.Candidate
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;

-- One row says how far it was concluded who is behind Unknown lines: with the listings of a source up to the newest. What is
-- newer is all that a conclusion has to look at.
CREATE TABLE concluded (
  source_id INTEGER NOT NULL PRIMARY KEY REFERENCES source,
  listings  INTEGER NOT NULL, -- how many there were
  newest    INTEGER NOT NULL  -- position of the last
) STRICT;
