-- When the right to use land ends. Where land of several owners is brought together, terms that differ must be evened out.

ALTER TABLE parcels ADD COLUMN land_term_ends_on date;
COMMENT ON COLUMN parcels.land_term_ends_on IS 'Last day of the term of the land-use right (土地使用权终止日期); NULL is not known';
