-- Map: parcels as tiles read them, narrow and side by side on disk as they lie on the ground, with what was said of each
-- year beside the shape. A tile is then one index scan; looking up each parcel's year took a third of its time.
-- Like all of the assessment it is made again from the tables before it.

CREATE TABLE map_parcels (
  parcel_id integer PRIMARY KEY,
  jurisdiction_id integer NOT NULL,
  town_id integer,
  park_id integer,
  years integer[] NOT NULL,
  classes text[] NOT NULL,
  marks integer[] NOT NULL,
  shape geometry(MultiPolygon, 3857) NOT NULL,
  far_shape geometry(Geometry, 3857) GENERATED ALWAYS AS (ST_Simplify(shape, 4, TRUE)) STORED
) WITH (fillfactor = 85);
COMMENT ON TABLE map_parcels IS 'Parcels as the map draws them. shape is also the outline that the last assessment saw: a parcel whose geom_3857 differs was drawn anew since';
COMMENT ON COLUMN map_parcels.jurisdiction_id IS 'parcels.jurisdiction_id';
COMMENT ON COLUMN map_parcels.town_id IS 'parcels.town_id';
COMMENT ON COLUMN map_parcels.park_id IS 'parcels.park_id';
COMMENT ON COLUMN map_parcels.years IS 'Years assessed, rising; classes and marks have one entry for each';
COMMENT ON COLUMN map_parcels.classes IS 'parcel_years.class of each year';
COMMENT ON COLUMN map_parcels.marks IS 'Findings of each year as a sum: 1 low-efficiency, 2 suspected-idle, 4 vacant-floor-area, 8 two-high, 16 area-conflict, 32 overlap; 64 pending';
COMMENT ON COLUMN map_parcels.shape IS 'parcels.geom_3857';
COMMENT ON COLUMN map_parcels.far_shape IS 'For zooms below 14: thinned by 4 units of EPSG:3857, less than half a pixel there';

CREATE TABLE parcel_overlaps (
  parcel_id integer NOT NULL,
  other_id integer NOT NULL,
  overlap_m2 double precision NOT NULL,
  PRIMARY KEY (parcel_id, other_id)
);
COMMENT ON TABLE parcel_overlaps IS 'Parcels of one jurisdiction that lie on one another by more than 1 m², each way round. Kept, because finding them takes longest and only new outlines change it';
COMMENT ON COLUMN parcel_overlaps.other_id IS 'The parcel that it lies on';
COMMENT ON COLUMN parcel_overlaps.overlap_m2 IS 'Ellipsoidal area that both cover, m²';
CREATE INDEX parcel_overlaps_other ON parcel_overlaps (other_id);

INSERT INTO parcel_overlaps
WITH pairs AS (
  SELECT a.id AS one_id, b.id AS other_id, ST_Area(ST_Intersection(a.geom, b.geom, 1e-9)::geography) AS overlap_m2
  FROM parcels a CROSS JOIN LATERAL (SELECT id, jurisdiction_id, geom FROM parcels WHERE geom && a.geom AND id > a.id OFFSET 0) b
  WHERE b.jurisdiction_id = a.jurisdiction_id AND ST_Relate(a.geom, b.geom, 'T********')
)
SELECT one_id, other_id, overlap_m2 FROM pairs WHERE overlap_m2 > 1
UNION ALL
SELECT other_id, one_id, overlap_m2 FROM pairs WHERE overlap_m2 > 1;

INSERT INTO map_parcels (parcel_id, jurisdiction_id, town_id, park_id, years, classes, marks, shape)
SELECT p.id, p.jurisdiction_id, p.town_id, p.park_id, y.years, y.classes, y.marks, p.geom_3857
FROM parcels p JOIN (
  SELECT parcel_id, array_agg(year ORDER BY year) AS years, array_agg(class ORDER BY year) AS classes,
    array_agg(
      CASE WHEN 'low-efficiency' = ANY (finding_kinds) THEN 1 ELSE 0 END
      + CASE WHEN 'suspected-idle' = ANY (finding_kinds) THEN 2 ELSE 0 END
      + CASE WHEN 'vacant-floor-area' = ANY (finding_kinds) THEN 4 ELSE 0 END
      + CASE WHEN 'two-high' = ANY (finding_kinds) THEN 8 ELSE 0 END
      + CASE WHEN 'area-conflict' = ANY (finding_kinds) THEN 16 ELSE 0 END
      + CASE WHEN 'overlap' = ANY (finding_kinds) THEN 32 ELSE 0 END
      + CASE WHEN is_pending THEN 64 ELSE 0 END
      ORDER BY year) AS marks
  FROM parcel_years GROUP BY parcel_id
) y ON y.parcel_id = p.id
ORDER BY p.geom_3857;

CREATE INDEX map_parcels_shape ON map_parcels USING gist (shape);
DROP INDEX parcels_geom_3857;

-- A parcel's years are looked up by the parcel.
ALTER TABLE parcel_years DROP CONSTRAINT parcel_years_pkey;
ALTER TABLE parcel_years ADD PRIMARY KEY (parcel_id, year);

-- Rows of the assessment are written by the million out of the very rows that they belong to. Checking each reference
-- again took two thirds of the writing, so they are not declared; what goes with a parcel or an enterprise goes with it here.
ALTER TABLE parcel_years DROP CONSTRAINT parcel_years_parcel_id_fkey;
ALTER TABLE evaluations DROP CONSTRAINT evaluations_enterprise_id_fkey;
ALTER TABLE evaluations DROP CONSTRAINT evaluations_method_id_fkey;

CREATE FUNCTION forget_parcels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM parcel_years y USING gone WHERE y.parcel_id = gone.id;
  DELETE FROM map_parcels m USING gone WHERE m.parcel_id = gone.id;
  DELETE FROM parcel_overlaps o USING gone WHERE o.parcel_id = gone.id;
  DELETE FROM parcel_overlaps o USING gone WHERE o.other_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER parcels_forget AFTER DELETE ON parcels
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_parcels();

CREATE FUNCTION forget_enterprises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM evaluations v USING gone WHERE v.enterprise_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER enterprises_forget AFTER DELETE ON enterprises
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_enterprises();
