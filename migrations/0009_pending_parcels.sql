-- Pending land (待核) is decided once, where the rules are, and not guessed again by every reader.
-- Outside the scope of every rule a missing figure leaves nothing open, so the missing figure alone does not decide it.

ALTER TABLE parcel_years ADD COLUMN is_pending boolean;
COMMENT ON COLUMN parcel_years.is_pending IS
  '待核: not found, and a low-efficiency rule cannot say for want of a figure; where no rule is in force, the tax per mu is not known';

-- What stands here until the next assessment is what readers took it for so far.
UPDATE parcel_years
SET is_pending = tax_per_mu_10k_yuan IS NULL AND NOT (finding_kinds && ARRAY['low-efficiency', 'suspected-idle']);
ALTER TABLE parcel_years ALTER COLUMN is_pending SET NOT NULL;
