-- The log of what happened, and what the write side needs to go on from it. Owned by the command side; the query
-- side reads domain_event and nothing else.

CREATE TABLE domain_event (
    global_index         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_identifier     text   NOT NULL,
    aggregate_identifier text   NOT NULL,
    sequence_number      bigint NOT NULL,
    type                 text   NOT NULL,
    time_stamp           text   NOT NULL,
    payload_type         text   NOT NULL,
    payload_revision     text,
    payload              text   NOT NULL,
    meta_data            text   NOT NULL,
    -- What makes concurrent decisions about one SKU safe: the second of two writers fails here, and decides again.
    CONSTRAINT domain_event_aggregate_sequence UNIQUE (aggregate_identifier, sequence_number)
);
COMMENT ON TABLE domain_event IS 'Every change of state there ever was. Rows are only added.';
COMMENT ON COLUMN domain_event.global_index IS 'Order of insertion over all SKUs; has gaps, and is not the order of commit';
COMMENT ON COLUMN domain_event.event_identifier IS 'A UUID, made by the writer';
COMMENT ON COLUMN domain_event.aggregate_identifier IS 'The SKU';
COMMENT ON COLUMN domain_event.sequence_number IS 'From 0, without gaps, within the SKU';
COMMENT ON COLUMN domain_event.type IS 'The kind of aggregate: Product';
COMMENT ON COLUMN domain_event.time_stamp IS 'When it was decided, ISO 8601 in UTC';
COMMENT ON COLUMN domain_event.payload_type IS 'The event''s Java type';
COMMENT ON COLUMN domain_event.payload_revision IS 'The version of its shape; upcasters lift old ones';
COMMENT ON COLUMN domain_event.payload IS 'The event, as JSON';
COMMENT ON COLUMN domain_event.meta_data IS 'Correlation ids and actor, as JSON';

CREATE TABLE snapshot_event (
    aggregate_identifier text   NOT NULL,
    sequence_number      bigint NOT NULL,
    type                 text   NOT NULL,
    event_identifier     text   NOT NULL,
    time_stamp           text   NOT NULL,
    payload_type         text   NOT NULL,
    payload_revision     text,
    payload              text   NOT NULL,
    meta_data            text   NOT NULL,
    PRIMARY KEY (aggregate_identifier, sequence_number)
);
COMMENT ON TABLE snapshot_event IS 'State of a product at an event, to load it sooner. May be emptied at any time.';
COMMENT ON COLUMN snapshot_event.aggregate_identifier IS 'The SKU';
COMMENT ON COLUMN snapshot_event.sequence_number IS 'The last event that is in it';
COMMENT ON COLUMN snapshot_event.type IS 'The kind of aggregate: Product';
COMMENT ON COLUMN snapshot_event.event_identifier IS 'A UUID, made by the writer';
COMMENT ON COLUMN snapshot_event.time_stamp IS 'When it was taken, ISO 8601 in UTC';
COMMENT ON COLUMN snapshot_event.payload_type IS 'The aggregate''s Java type';
COMMENT ON COLUMN snapshot_event.payload_revision IS 'The version of its shape; one of another version is ignored';
COMMENT ON COLUMN snapshot_event.payload IS 'The state, as JSON';
COMMENT ON COLUMN snapshot_event.meta_data IS 'Unused';

CREATE TABLE batch_reference (
    reference text PRIMARY KEY,
    sku       text NOT NULL
);
COMMENT ON TABLE batch_reference IS 'Which SKU a batch reference belongs to: what makes references unique across SKUs, which no single product can see.';
COMMENT ON COLUMN batch_reference.reference IS 'The batch''s name';
COMMENT ON COLUMN batch_reference.sku IS 'The product that it was added to';

CREATE VIEW readable_event AS
SELECT global_index,
       time_stamp::timestamptz                                  AS at,
       aggregate_identifier                                     AS sku,
       sequence_number                                          AS n,
       regexp_replace(payload_type, '^.*\.(.*?)(Event)?$', '\1') AS event,
       payload::jsonb                                           AS payload,
       meta_data::jsonb                                         AS meta_data
FROM domain_event;
COMMENT ON VIEW readable_event IS 'The log for a person with psql: SELECT * FROM event_store.readable_event WHERE sku = ''...'' ORDER BY n;';
