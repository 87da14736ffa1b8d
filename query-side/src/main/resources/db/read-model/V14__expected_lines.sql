-- Most lines came to stock in the warehouse, and no day has to be looked up for them. Where it is not known, it is looked up:
-- until the view is made again, which a new version of the projection sees to, and for what an older program writes.
ALTER TABLE allocation ADD COLUMN expected boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN allocation.expected IS 'Whether its batch had a day to come when the line came to it';

-- The exception: whoever is on it came to a batch that was not expected then.
ALTER TABLE batch_eta ADD COLUMN was_here boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN batch_eta.was_here IS 'Whether it ever got a day after it had been in the warehouse';
CREATE INDEX batch_eta_was_here ON batch_eta (reference) WHERE was_here AND eta IS NOT NULL;
