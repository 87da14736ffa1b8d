-- What is over for a product and must still be known: a shipped line is never allocated again, and a spent batch keeps
-- its reference. Products do not hold it, so that neither memory nor snapshots grow with history.

CREATE TABLE shipped_line (
    order_id        text    NOT NULL,
    sku             text    NOT NULL,
    line_id         text    NOT NULL,
    quantity        integer NOT NULL,
    batch_reference text    NOT NULL
);
-- Not over all three names: together they can be longer than an index entry may be. An order has few lines.
CREATE INDEX shipped_line_order_id ON shipped_line (order_id);
COMMENT ON TABLE shipped_line IS 'Order lines that were shipped; one row for each LineShipped event.';
COMMENT ON COLUMN shipped_line.order_id IS 'The customer''s order';
COMMENT ON COLUMN shipped_line.sku IS 'What was ordered';
COMMENT ON COLUMN shipped_line.line_id IS 'Tells lines of one order and SKU apart';
COMMENT ON COLUMN shipped_line.quantity IS 'Units that left';
COMMENT ON COLUMN shipped_line.batch_reference IS 'The batch they were taken from';

CREATE TABLE spent_batch (
    reference text    PRIMARY KEY,
    sku       text    NOT NULL,
    eta       date,
    quantity  integer NOT NULL,
    position  integer NOT NULL
);
COMMENT ON TABLE spent_batch IS 'Batches of which nothing is left, as they were when that came about. One that was made larger again is live; its row here is out of date and not read.';
COMMENT ON COLUMN spent_batch.reference IS 'The batch''s name';
COMMENT ON COLUMN spent_batch.sku IS 'What it held';
COMMENT ON COLUMN spent_batch.eta IS 'The day it was to arrive; null when it is in the warehouse';
COMMENT ON COLUMN spent_batch.quantity IS 'Units purchased, all of them shipped';
COMMENT ON COLUMN spent_batch.position IS 'Its place in the order in which the SKU''s batches were added, from 0';

CREATE TABLE due_drain (
    sku text PRIMARY KEY
);
COMMENT ON TABLE due_drain IS 'Products with waiting lines that a batch could take: a drain that was too long for one commit and goes on.';
COMMENT ON COLUMN due_drain.sku IS 'What they wait for';
