-- What a planner looks at: history, activity, totals, and lists by any figure. The two views that count are made again
-- from the beginning of the log, since totals are kept with them from now on. A program of the version before, still
-- running, cannot go on with them.

TRUNCATE product, allocation, batch_eta;
UPDATE token_entry SET token = NULL, token_type = NULL, owner = NULL WHERE processor_name IN ('allocations', 'products');

-- Parts of a SKU are looked up by their trigrams. The role may not be allowed to make the extension; then somebody has.
DO
$$
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
            CREATE EXTENSION pg_trgm;
        END IF;
    END
$$;

ALTER TABLE product ADD COLUMN available bigint NOT NULL GENERATED ALWAYS AS (purchased - allocated - shipped) STORED;
COMMENT ON COLUMN product.available IS 'What further lines can have';
-- One for each figure by which products are listed: the first page is read off it.
CREATE INDEX product_purchased ON product (purchased, sku);
CREATE INDEX product_allocated ON product (allocated, sku);
CREATE INDEX product_backordered ON product (backordered, sku);
CREATE INDEX product_shipped ON product (shipped, sku);
CREATE INDEX product_available ON product (available, sku);
CREATE INDEX product_batches ON product (batches, sku);
CREATE INDEX product_out_of_stock ON product (backordered, sku) WHERE available = 0;
CREATE INDEX product_part ON product USING gin (sku gin_trgm_ops);

CREATE TABLE totals (
    only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    products          bigint NOT NULL DEFAULT 0,
    batches           bigint NOT NULL DEFAULT 0,
    purchased         bigint NOT NULL DEFAULT 0,
    allocated         bigint NOT NULL DEFAULT 0,
    backordered       bigint NOT NULL DEFAULT 0,
    shipped           bigint NOT NULL DEFAULT 0,
    lines_allocated   bigint NOT NULL DEFAULT 0,
    lines_backordered bigint NOT NULL DEFAULT 0,
    lines_shipped     bigint NOT NULL DEFAULT 0
);
INSERT INTO totals DEFAULT VALUES;
COMMENT ON TABLE totals IS 'View products: the sums over all SKUs, so that nobody has to add them up.';
COMMENT ON COLUMN totals.only_row IS 'There is one row';
COMMENT ON COLUMN totals.products IS 'Known SKUs';
COMMENT ON COLUMN totals.batches IS 'Batches ever added';
COMMENT ON COLUMN totals.purchased IS 'Units bought, over all batches';
COMMENT ON COLUMN totals.allocated IS 'Units promised to lines and not yet shipped';
COMMENT ON COLUMN totals.backordered IS 'Units promised to lines that wait for stock';
COMMENT ON COLUMN totals.shipped IS 'Units gone';
COMMENT ON COLUMN totals.lines_allocated IS 'Lines that hold a batch';
COMMENT ON COLUMN totals.lines_backordered IS 'Lines that wait for stock';
COMMENT ON COLUMN totals.lines_shipped IS 'Lines that are gone';

-- All lines in accepted order, and the open ones of a SKU.
CREATE INDEX allocation_accepted ON allocation (accepted);
CREATE INDEX allocation_sku_accepted ON allocation (sku, accepted);
CREATE INDEX allocation_sku_open ON allocation (sku, accepted) WHERE status <> 'SHIPPED';

ALTER TABLE allocation ADD COLUMN accepted_at timestamptz NOT NULL;
COMMENT ON COLUMN allocation.accepted_at IS 'When it was accepted';

-- The shipments under way by their day: the late ones come first.
CREATE INDEX batch_under_way ON batch (eta, reference) WHERE eta IS NOT NULL;

CREATE TABLE history (
    sku               text COLLATE "C" NOT NULL,
    n                 bigint           NOT NULL,
    global_index      bigint           NOT NULL,
    at                timestamptz      NOT NULL,
    type              text             NOT NULL,
    actor             text,
    order_id          text COLLATE "C",
    line_id           text COLLATE "C",
    quantity          integer,
    previous_quantity integer,
    batch_reference   text COLLATE "C",
    from_batch        text COLLATE "C",
    eta               date,
    previous_eta      date,
    reason            text,
    PRIMARY KEY (sku, n)
);
CREATE INDEX history_latest ON history (global_index);
CREATE INDEX history_order ON history (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX history_batch ON history (batch_reference, n) WHERE batch_reference IS NOT NULL;
CREATE INDEX history_from_batch ON history (from_batch, n) WHERE from_batch IS NOT NULL;
CREATE INDEX history_type ON history (sku, type, n);
CREATE INDEX history_time ON history (sku, at, n);
COMMENT ON TABLE history IS 'View history: everything that happened, for people to read.';
COMMENT ON COLUMN history.sku IS 'To what it happened';
COMMENT ON COLUMN history.n IS 'The sequence number of the event within the SKU, from 0';
COMMENT ON COLUMN history.global_index IS 'The global index of the event';
COMMENT ON COLUMN history.at IS 'When it was decided';
COMMENT ON COLUMN history.type IS 'The event''s name without "Event"';
COMMENT ON COLUMN history.actor IS 'Who asked for it, as far as told';
COMMENT ON COLUMN history.order_id IS 'The order of the line; null when it concerns a batch';
COMMENT ON COLUMN history.line_id IS 'Tells lines of one order and SKU apart; null when it concerns a batch';
COMMENT ON COLUMN history.quantity IS 'Units: of the line, or purchased of the batch; null when no number changed';
COMMENT ON COLUMN history.previous_quantity IS 'Units purchased of the batch before';
COMMENT ON COLUMN history.batch_reference IS 'The batch, or that which the line came to or held; null when it waits';
COMMENT ON COLUMN history.from_batch IS 'The batch which a line left; null when it waited, or nothing moved';
COMMENT ON COLUMN history.eta IS 'The day the batch arrives, as known then; null when it was in the warehouse';
COMMENT ON COLUMN history.previous_eta IS 'The day as known before; null when it was in the warehouse';
COMMENT ON COLUMN history.reason IS 'Why a line moved or was given up';

CREATE TABLE activity (
    minute      timestamptz PRIMARY KEY,
    allocated   bigint NOT NULL DEFAULT 0,
    backordered bigint NOT NULL DEFAULT 0,
    moved       bigint NOT NULL DEFAULT 0,
    released    bigint NOT NULL DEFAULT 0,
    shipped     bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE activity IS 'View history: how many lines changed in each minute.';
COMMENT ON COLUMN activity.minute IS 'The beginning of the minute';
COMMENT ON COLUMN activity.allocated IS 'Lines that were given a batch when they were placed';
COMMENT ON COLUMN activity.backordered IS 'Lines that were accepted to wait';
COMMENT ON COLUMN activity.moved IS 'Lines that changed their batch, or began or ended to wait';
COMMENT ON COLUMN activity.released IS 'Lines given up';
COMMENT ON COLUMN activity.shipped IS 'Lines that left';
