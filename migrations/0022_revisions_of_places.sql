-- What is kept of a jurisdiction is behind only when its own data has changed, not when a neighbour's has. Each revision
-- therefore tells whose data it changed. Of earlier ones imports and constraint layers tell it; of the rest it is not known.

ALTER TABLE dataset_revisions ADD COLUMN jurisdiction_ids integer[];
COMMENT ON COLUMN dataset_revisions.jurisdiction_ids IS 'Jurisdictions whose data changed; NULL: all of them may have';

UPDATE dataset_revisions r SET jurisdiction_ids = ARRAY[b.jurisdiction_id] FROM import_batches b WHERE b.id = r.batch_id;
UPDATE dataset_revisions r SET jurisdiction_ids = ARRAY[l.jurisdiction_id]
FROM constraint_layers l WHERE l.revision = r.id AND r.jurisdiction_ids IS NULL;
