-- A view passes over an event that it cannot take in, and all later ones of that SKU, so that the others go on. Events are
-- not copied: the log keeps them. A program of the version before, still running, knows nothing of this, and would project
-- what comes after such an event.

CREATE TABLE dead_letter (
    processor       text             NOT NULL,
    sku             text COLLATE "C" NOT NULL,
    sequence_number bigint           NOT NULL,
    global_index    bigint           NOT NULL,
    type            text             NOT NULL,
    time            timestamptz,
    cause           text             NOT NULL,
    since           timestamptz      NOT NULL DEFAULT now(),
    attempts        integer          NOT NULL,
    last_attempt    timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (processor, sku)
);
-- From where on a view may lack something.
CREATE INDEX dead_letter_first ON dead_letter (processor, global_index);
COMMENT ON TABLE dead_letter IS 'Where views have stopped for a SKU: its events from there on, up to the view''s position, are the dead letters.';
COMMENT ON COLUMN dead_letter.processor IS 'The processor that keeps the view, or makes it again';
COMMENT ON COLUMN dead_letter.sku IS 'Whose events are not in the view from this one on';
COMMENT ON COLUMN dead_letter.sequence_number IS 'The first of them: its place among the events of the SKU, from 0';
COMMENT ON COLUMN dead_letter.global_index IS 'The first of them: its place in the log';
COMMENT ON COLUMN dead_letter.type IS 'The first of them: its name without "Event"';
COMMENT ON COLUMN dead_letter.time IS 'The first of them: when it was decided; null when that cannot be read';
COMMENT ON COLUMN dead_letter.cause IS 'Why it could not be taken in when that was last tried';
COMMENT ON COLUMN dead_letter.since IS 'When the SKU was set aside';
COMMENT ON COLUMN dead_letter.attempts IS 'How often the first of them was tried';
COMMENT ON COLUMN dead_letter.last_attempt IS 'When that was last tried';
