-- An import shows at one moment: its rows, their assessment and the new revision commit together, and so does the
-- jurisdiction where the import makes one. Until then, and for good where nothing was stored, the batch only names it.

ALTER TABLE import_batches ADD COLUMN jurisdiction_code text;
UPDATE import_batches b SET jurisdiction_code = j.code FROM jurisdictions j WHERE j.id = b.jurisdiction_id;
ALTER TABLE import_batches ALTER COLUMN jurisdiction_code SET NOT NULL, ALTER COLUMN jurisdiction_id DROP NOT NULL;
COMMENT ON COLUMN import_batches.jurisdiction_id IS 'NULL: the import was to make the jurisdiction and has not stored anything';
COMMENT ON COLUMN import_batches.jurisdiction_code IS 'The jurisdiction as it was asked for';

UPDATE import_batches SET stage = 'done' WHERE stage = 'assessing';
ALTER TABLE import_batches DROP CONSTRAINT import_batches_stage_check;
ALTER TABLE import_batches ADD CONSTRAINT import_batches_stage_check CHECK (stage IN ('reading', 'checking', 'storing', 'done'));
