-- One row is one line of a list of active user licenses in the words of the list; who it is about is a conclusion.
CREATE TABLE report_row (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_name       TEXT, -- as said; fillers stay
  email_address   TEXT, -- as said; fillers stay
  service         TEXT,
  license         TEXT,
  assigned_date   TEXT, -- 2017-02-21, 2022-02-28T04:00Z or 2022-02-28T04:00:48Z
  is_trial        INTEGER, -- null when the cell was blank
  expiration_date TEXT, -- as assigned_date
  ordinal         INTEGER NOT NULL, -- 0 for the first of equal lines of a listing, then 1, 2, ...
  UNIQUE (source_id, hash)
) STRICT;
CREATE INDEX report_row_assigned ON report_row (assigned_date, service, license);
CREATE INDEX report_row_address ON report_row (email_address COLLATE NOCASE);

-- One row is a stretch of the source's history in which every listing had the fact: from the first that has it (from_pos)
-- to the first that lacks it (to_pos, 9223372036854775807 while none does).
CREATE TABLE report_row_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES report_row,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_row_span_at ON report_row_span (source_id, to_pos, from_pos);
