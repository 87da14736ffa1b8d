-- Lines move, wait, ship and are given up. View allocations is made again from the beginning of the log: which event
-- accepted a line was not kept so far. Until it has caught up, it shows only what it has read. A program of the
-- version before, still running, cannot go on with that view.

TRUNCATE allocation;
UPDATE token_entry SET token = NULL, token_type = NULL, owner = NULL WHERE processor_name = 'allocations';

ALTER TABLE allocation ADD COLUMN accepted bigint NOT NULL, DROP COLUMN batch_eta;
COMMENT ON COLUMN allocation.accepted IS 'The global index of the event that accepted it: the accepted order, whatever becomes of the line';

-- The waiting lines in accepted order, of all SKUs and of one. They are few among all lines.
CREATE INDEX allocation_waiting ON allocation (accepted) WHERE status = 'BACKORDERED';
CREATE INDEX allocation_sku_waiting ON allocation (sku, accepted) WHERE status = 'BACKORDERED';

CREATE TABLE batch_eta (
    reference text COLLATE "C" PRIMARY KEY,
    eta       date
);
COMMENT ON TABLE batch_eta IS 'View allocations: when each batch arrives, once for all the lines on it.';
COMMENT ON COLUMN batch_eta.reference IS 'The batch''s name';
COMMENT ON COLUMN batch_eta.eta IS 'The day it arrives; null when it is in the warehouse';
