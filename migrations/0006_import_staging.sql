-- Staging: rows of the one import that is running. They are checked here and merged in one short transaction,
-- so that a process that dies leaves the tables as they were. Emptied after each import and at start.

CREATE UNLOGGED TABLE import_staging (
  batch_id integer NOT NULL,
  row_number integer NOT NULL,
  key text,
  verdict text NOT NULL CHECK (verdict IN ('accepted', 'warned', 'refused')),
  is_piece boolean NOT NULL DEFAULT false,
  fields jsonb NOT NULL,
  source text NOT NULL,
  reasons jsonb NOT NULL DEFAULT '[]',
  geom geometry(MultiPolygon, 4490),
  PRIMARY KEY (batch_id, row_number)
);
COMMENT ON COLUMN import_staging.key IS 'What the row describes: codes and year joined by a bar';
COMMENT ON COLUMN import_staging.is_piece IS 'Merged into the first row with the same key';
COMMENT ON COLUMN import_staging.fields IS 'Values by column name of the table they go to, in its units';
COMMENT ON COLUMN import_staging.source IS 'The row as read, as JSON text: only parsed for rows that are handed back';
CREATE INDEX import_staging_key ON import_staging (batch_id, key);
