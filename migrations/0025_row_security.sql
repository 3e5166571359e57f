-- Rows by scope, behind the conditions of the queries: a role of the application that owns nothing sees only what the
-- settings of its transaction name, and nothing where they are absent. The owner, who migrates and assesses, sees every row.
-- The roles themselves belong to the whole cluster and are made when the program starts with people who sign in.

-- Jurisdictions in scope, and those of them of which only towns are seen, and these towns: yima.* hold arrays as text.
CREATE FUNCTION scope_ids(setting text) RETURNS integer[] LANGUAGE sql STABLE
RETURN COALESCE(NULLIF(current_setting('yima.' || setting, TRUE), '')::integer[], '{}');

-- Places and what is of a jurisdiction in part or whole.
ALTER TABLE jurisdictions ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON jurisdictions USING (id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE towns ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON towns USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE parks ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON parks USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE programmes ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON programmes USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE base_features ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON base_features USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE constraint_layers ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON constraint_layers USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE constraint_features ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON constraint_features USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE evaluation_methods ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON evaluation_methods USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE closed_years ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON closed_years USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE evaluated_tiers ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON evaluated_tiers USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));
ALTER TABLE saved_what_ifs ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON saved_what_ifs USING (jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]));

-- What is of a jurisdiction as a whole.
ALTER TABLE overview_cells ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON overview_cells USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]) AND jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]));
ALTER TABLE offset_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON offset_entries USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]) AND jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]));
ALTER TABLE scenarios ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON scenarios USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]) AND jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]));
ALTER TABLE import_batches ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON import_batches USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[]) AND jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]));

-- Land, by the town where only towns are seen.
ALTER TABLE parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON parcels USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[])
  AND (jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]) OR town_id = ANY ((SELECT scope_ids('towns'))::integer[])));
ALTER TABLE parcel_years ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON parcel_years USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[])
  AND (jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]) OR town_id = ANY ((SELECT scope_ids('towns'))::integer[])));
ALTER TABLE map_parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON map_parcels USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[])
  AND (jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[]) OR town_id = ANY ((SELECT scope_ids('towns'))::integer[])));
CREATE INDEX map_parcels_town ON map_parcels (town_id);

-- What belongs to a parcel, to an enterprise, to a scenario or to an import is seen with it.
ALTER TABLE parcel_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON parcel_codes USING (EXISTS (SELECT FROM parcels p WHERE p.id = parcel_id));
ALTER TABLE parcel_overlaps ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON parcel_overlaps USING (EXISTS (SELECT FROM parcels p WHERE p.id = parcel_id));
ALTER TABLE occupancies ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON occupancies USING (EXISTS (SELECT FROM parcels p WHERE p.id = parcel_id));
ALTER TABLE findings ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON findings USING (EXISTS (SELECT FROM parcels p WHERE p.id = parcel_id));
ALTER TABLE enterprises ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON enterprises USING (
  jurisdiction_id = ANY ((SELECT scope_ids('jurisdictions'))::integer[])
  AND (jurisdiction_id <> ALL ((SELECT scope_ids('parted'))::integer[])
    OR EXISTS (SELECT FROM occupancies o WHERE o.enterprise_id = enterprises.id)));
ALTER TABLE indicators ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON indicators USING (EXISTS (SELECT FROM enterprises e WHERE e.id = enterprise_id));
ALTER TABLE evaluations ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON evaluations USING (EXISTS (SELECT FROM enterprises e WHERE e.id = enterprise_id));
ALTER TABLE scenario_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON scenario_versions USING (EXISTS (SELECT FROM scenarios s WHERE s.id = scenario_id));
ALTER TABLE scenario_measures ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON scenario_measures USING (EXISTS (SELECT FROM scenarios s WHERE s.id = scenario_id));
ALTER TABLE scenario_holds ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON scenario_holds USING (EXISTS (SELECT FROM scenarios s WHERE s.id = scenario_id));
ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON import_rows USING (EXISTS (SELECT FROM import_batches b WHERE b.id = batch_id));
ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON projects USING (EXISTS (SELECT FROM parcels p WHERE p.id = parcel_id));
ALTER TABLE violations ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON violations USING (EXISTS (SELECT FROM enterprises e WHERE e.id = enterprise_id));
ALTER TABLE scenario_parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON scenario_parcels USING (EXISTS (SELECT FROM scenarios s WHERE s.id = scenario_id));
