-- One row says by how many minutes the dates of a report's listing are ahead of those of another listing, of its own source or
-- of another, as rows named in both tell. It is measured where most rows of a source changed at once, and for the first
-- listing of a further source; nothing else is compared.
CREATE TABLE zone_step (
  source_id   INTEGER NOT NULL REFERENCES source,
  pos         INTEGER NOT NULL, -- of the listing
  than_source INTEGER NOT NULL REFERENCES source,
  than_pos    INTEGER NOT NULL, -- of the other
  minutes     INTEGER NOT NULL, -- 0 when nothing could be measured
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
