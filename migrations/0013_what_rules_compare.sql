-- What rules compare stands beside what they found, so that any rule or filter is answered from one narrow table.
-- The next start assesses every year anew (0012); until then a row holds what can be told without an assessment.

ALTER TABLE parcel_years
  ADD COLUMN tier text CHECK (tier IN ('above-scale', 'below-scale')),
  ADD COLUMN right_kind text CHECK (right_kind IN ('state', 'collective', 'other')),
  ADD COLUMN built_year integer,
  ADD COLUMN far_ratio double precision,
  ADD COLUMN added_value_10k_yuan double precision,
  ADD COLUMN unknown_kinds text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN parcel_years.tier IS 'Whether the land-right holder is above scale (规上) or below (规下); NULL is not known';
COMMENT ON COLUMN parcel_years.right_kind IS 'Whose land it is (权属性质), from the register or the letter of the parcel code; NULL is not known';
COMMENT ON COLUMN parcel_years.built_year IS 'Year of completion, else of the start of works; NULL is not known';
COMMENT ON COLUMN parcel_years.far_ratio IS 'Floor area over counted area (容积率), to six decimals; NULL is not known';
COMMENT ON COLUMN parcel_years.added_value_10k_yuan IS 'Industrial added value apportioned to the parcel, 万元; NULL as for tax';
COMMENT ON COLUMN parcel_years.unknown_kinds IS
  'Kinds of finding, sorted, that no rule meets and some rule cannot deny for want of a figure; where no low-efficiency rule is in force, low-efficiency stands for tax per mu';

UPDATE parcel_years y
SET right_kind = COALESCE(p.right_kind,
    CASE WHEN p.code ~ '^[0-9]{12}[GJ]' THEN CASE substr(p.code, 13, 1) WHEN 'G' THEN 'state' ELSE 'collective' END END),
  built_year = EXTRACT(year FROM COALESCE(p.completed_on, p.started_on))::int,
  unknown_kinds = CASE WHEN y.is_pending THEN ARRAY['low-efficiency'] ELSE '{}'::text[] END
FROM parcels p WHERE p.id = y.parcel_id;
