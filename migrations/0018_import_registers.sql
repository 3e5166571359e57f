-- Registers of projects and of violations come in by files as the other facts do.

ALTER TABLE import_batches DROP CONSTRAINT import_batches_kind_check;
ALTER TABLE import_batches ADD CONSTRAINT import_batches_kind_check
  CHECK (kind IN ('parcels', 'enterprises', 'occupancies', 'indicators', 'projects', 'violations'));
