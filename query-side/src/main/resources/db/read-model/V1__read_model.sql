-- The views of the read side. Everything here can be made again from the event log. Identifiers compare by code point
-- (collation C), so that answers come in the same order whatever the database's locale.

CREATE TABLE token_entry (
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          text,
    token_type     text,
    time_stamp     text,
    owner          text,
    PRIMARY KEY (processor_name, segment)
);
COMMENT ON TABLE token_entry IS 'How far in the event log each view is; changed in the same transaction as the view.';
COMMENT ON COLUMN token_entry.processor_name IS 'The view';
COMMENT ON COLUMN token_entry.segment IS 'Which part of the SKUs';
COMMENT ON COLUMN token_entry.token IS 'The position, as JSON: the last global index, and the gaps before it that may still fill; null at the beginning';
COMMENT ON COLUMN token_entry.token_type IS 'The position''s Java type';
COMMENT ON COLUMN token_entry.time_stamp IS 'When the owner last confirmed its claim, ISO 8601';
COMMENT ON COLUMN token_entry.owner IS 'The process that projects this segment; null when it is free';

CREATE TABLE allocation (
    id              uuid               PRIMARY KEY,
    order_id        text COLLATE "C"   NOT NULL,
    sku             text COLLATE "C"   NOT NULL,
    line_id         text COLLATE "C"   NOT NULL,
    quantity        integer            NOT NULL,
    status          text               NOT NULL,
    batch_reference text COLLATE "C",
    batch_eta       date
);
-- An order has few lines: they are sorted after they are found.
CREATE INDEX allocation_order_id ON allocation (order_id);
COMMENT ON TABLE allocation IS 'View allocations: the accepted order lines.';
COMMENT ON COLUMN allocation.id IS 'Made from order, SKU and line id: the three together can be longer than an index entry may be';
COMMENT ON COLUMN allocation.order_id IS 'The customer''s order';
COMMENT ON COLUMN allocation.sku IS 'What is ordered';
COMMENT ON COLUMN allocation.line_id IS 'Tells lines of one order and SKU apart';
COMMENT ON COLUMN allocation.quantity IS 'Units ordered';
COMMENT ON COLUMN allocation.status IS 'ALLOCATED, BACKORDERED or SHIPPED';
COMMENT ON COLUMN allocation.batch_reference IS 'The batch it holds; null while it waits';
COMMENT ON COLUMN allocation.batch_eta IS 'The day that batch arrives; null when it is in the warehouse, or there is none';

CREATE TABLE batch (
    reference text COLLATE "C" PRIMARY KEY,
    sku       text COLLATE "C" NOT NULL,
    added     bigint           NOT NULL,
    eta       date,
    purchased integer          NOT NULL,
    allocated integer          NOT NULL DEFAULT 0,
    shipped   integer          NOT NULL DEFAULT 0
);
CREATE INDEX batch_sku ON batch (sku);
COMMENT ON TABLE batch IS 'View batches: every batch and its figures, in units.';
COMMENT ON COLUMN batch.reference IS 'The batch''s name';
COMMENT ON COLUMN batch.sku IS 'What it holds';
COMMENT ON COLUMN batch.added IS 'The sequence number of the event that added it: the order of adding within the SKU';
COMMENT ON COLUMN batch.eta IS 'The day it arrives; null when it is in the warehouse';
COMMENT ON COLUMN batch.purchased IS 'Bought';
COMMENT ON COLUMN batch.allocated IS 'Promised to lines and not yet shipped';
COMMENT ON COLUMN batch.shipped IS 'Gone';

CREATE TABLE product (
    sku               text COLLATE "C" PRIMARY KEY,
    batches           integer          NOT NULL DEFAULT 0,
    purchased         bigint           NOT NULL DEFAULT 0,
    allocated         bigint           NOT NULL DEFAULT 0,
    backordered       bigint           NOT NULL DEFAULT 0,
    shipped           bigint           NOT NULL DEFAULT 0,
    lines_allocated   bigint           NOT NULL DEFAULT 0,
    lines_backordered bigint           NOT NULL DEFAULT 0,
    lines_shipped     bigint           NOT NULL DEFAULT 0
);
COMMENT ON TABLE product IS 'View products: the figures of every SKU, in units; totals over all are made from these.';
COMMENT ON COLUMN product.sku IS 'What is sold';
COMMENT ON COLUMN product.batches IS 'Batches ever added';
COMMENT ON COLUMN product.purchased IS 'Bought, over all batches';
COMMENT ON COLUMN product.allocated IS 'Promised to lines and not yet shipped';
COMMENT ON COLUMN product.backordered IS 'Promised to lines that wait for stock';
COMMENT ON COLUMN product.shipped IS 'Gone';
COMMENT ON COLUMN product.lines_allocated IS 'Lines that hold a batch';
COMMENT ON COLUMN product.lines_backordered IS 'Lines that wait for stock';
COMMENT ON COLUMN product.lines_shipped IS 'Lines that are gone';
