-- Staging takes geometry as the file has it, so that rows are copied in without a function call each; those of another
-- system are transformed in place, and the tables they are merged into still take EPSG:4490 only.

ALTER TABLE import_staging ALTER COLUMN geom TYPE geometry;
COMMENT ON COLUMN import_staging.geom IS 'MultiPolygon; in the file''s own system until its batch of rows has been judged';
