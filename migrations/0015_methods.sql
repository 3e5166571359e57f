-- Methods that a jurisdiction publishes itself, years that are closed, and what the full form of evaluation asks of an
-- enterprise and keeps of its ranking.

ALTER TABLE evaluation_methods
  ADD COLUMN starting_version integer,
  ADD COLUMN published_at timestamptz,
  ADD COLUMN note text;
UPDATE evaluation_methods SET starting_version = version;
ALTER TABLE evaluation_methods
  ADD CONSTRAINT evaluation_methods_origin CHECK ((starting_version IS NULL) = (published_at IS NOT NULL));
COMMENT ON COLUMN evaluation_methods.starting_version IS 'Version of the starting method in /data/methods that this is; NULL: the jurisdiction published it';
COMMENT ON COLUMN evaluation_methods.published_at IS 'When the jurisdiction published it; NULL: it is the starting method';
COMMENT ON COLUMN evaluation_methods.note IS 'Why it was published, in words; NULL for the starting method';

-- What was published stays as it was: an evaluation that names a version must be able to be worked out again.
CREATE FUNCTION keep_published_methods() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A published method stays as it is: publish another version';
END $$;
CREATE TRIGGER evaluation_methods_stay BEFORE UPDATE OR DELETE ON evaluation_methods
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION keep_published_methods();

CREATE TABLE closed_years (
  jurisdiction_id integer NOT NULL REFERENCES jurisdictions,
  year integer NOT NULL,
  closed_at timestamptz NOT NULL,
  PRIMARY KEY (jurisdiction_id, year)
);
COMMENT ON TABLE closed_years IS 'Years whose evaluation is final: they take no other method, and an assessment leaves their classes as they are';
COMMENT ON COLUMN closed_years.closed_at IS 'When the year was closed';

ALTER TABLE indicators ADD COLUMN marks text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN indicators.marks IS 'Honours and sanctions of the enterprise in the year, by the names that methods give them, for example 国家级专精特新';
ALTER TABLE enterprises ADD COLUMN registered_on date;
COMMENT ON COLUMN enterprises.registered_on IS 'Day of registration (成立日期); NULL is not known';

ALTER TABLE evaluations
  ADD COLUMN rank integer,
  ADD COLUMN industry_group text,
  ADD COLUMN unrated_because text;
COMMENT ON COLUMN evaluations.rank IS 'Place by score in the tier or industry group, ties sharing the best; NULL: not rated';
COMMENT ON COLUMN evaluations.industry_group IS 'Industry group that it is ranked in; NULL: the tier whole, or all industries without a group';
COMMENT ON COLUMN evaluations.unrated_because IS 'missing, no-land, or the name of an exemption after "exempt: "; NULL: rated';
COMMENT ON COLUMN evaluations.inputs IS 'Figures and facts that went in, baselines and points in the order of the method''s items, and what was missing';
CREATE INDEX evaluations_ranking ON evaluations (method_id, (score IS NULL), (-COALESCE(score, 0)), enterprise_id);

CREATE TABLE evaluated_tiers (
  jurisdiction_id integer NOT NULL REFERENCES jurisdictions,
  year integer NOT NULL,
  tier text NOT NULL CHECK (tier IN ('above-scale', 'below-scale')),
  method_id integer NOT NULL,
  basis jsonb NOT NULL,
  cuts jsonb NOT NULL,
  PRIMARY KEY (jurisdiction_id, year, tier)
);
COMMENT ON TABLE evaluated_tiers IS 'What an assessment found of a tier as a whole, beside the evaluations of its enterprises';
COMMENT ON COLUMN evaluated_tiers.tier IS 'above-scale 规上, below-scale 规下';
COMMENT ON COLUMN evaluated_tiers.basis IS 'In the order of the method''s items: the baseline in force (number, {min, max}, or null), how many values are known, the mean points';
COMMENT ON COLUMN evaluated_tiers.cuts IS '{bounds: of each group and class the least score before vetoes, groupSizes: rated enterprises by group, vetoed: how many a veto lowered}';
