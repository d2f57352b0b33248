-- One row is the image of one source: its facts in columns, as they were at the listing at pos, so that a day opens without
-- reading every fact. What is newer is read from the facts themselves. An image of another epoch or format says nothing.
CREATE TABLE image (
  source_id INTEGER NOT NULL PRIMARY KEY REFERENCES source,
  format    INTEGER NOT NULL, -- of the parts
  epoch     INTEGER NOT NULL, -- of the history when it was made
  pos       INTEGER NOT NULL, -- newest listing in it
  facts     INTEGER NOT NULL  -- number of facts in it
) STRICT;

-- One row is a piece of one part of an image: the dictionary of a column, or the ids, hashes, spans or codes of a kind of
-- facts. Pieces are small, so that a part is read and written without a copy of it in memory.
CREATE TABLE image_part (
  source_id INTEGER NOT NULL REFERENCES image,
  name      TEXT NOT NULL,    -- dict/department, report_row/from, report_row/department, ...
  piece     INTEGER NOT NULL, -- 0, 1, ...
  body      BLOB NOT NULL,
  UNIQUE (source_id, name, piece)
) STRICT;

-- One row is how many rows the list has where it is made from one listing of the directory and one of the licenses.
CREATE TABLE list_count (
  users_pos INTEGER NOT NULL,
  skus_pos  INTEGER NOT NULL, -- 0 when the licenses were not read
  rows      INTEGER NOT NULL,
  PRIMARY KEY (users_pos, skus_pos)
) STRICT, WITHOUT ROWID;
