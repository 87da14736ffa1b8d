-- What purchasing is to be told, committed together with the event that it is about, and sent after that.

CREATE TABLE shortage_notice (
    event_identifier text        PRIMARY KEY,
    sku              text        NOT NULL,
    order_id         text        NOT NULL,
    line_id          text        NOT NULL,
    quantity         integer     NOT NULL,
    started_at       timestamptz NOT NULL,
    tries            integer     NOT NULL DEFAULT 0,
    next_try_at      timestamptz NOT NULL DEFAULT now(),
    last_error       text,
    sent_at          timestamptz
);
CREATE INDEX shortage_notice_due ON shortage_notice (next_try_at) WHERE sent_at IS NULL;
COMMENT ON TABLE shortage_notice IS 'Notices to purchasing; one row for each ShortageStarted event since there are notices.';
COMMENT ON COLUMN shortage_notice.event_identifier IS 'The event''s UUID in domain_event; a mail''s Message-ID is made of it';
COMMENT ON COLUMN shortage_notice.sku IS 'What is short';
COMMENT ON COLUMN shortage_notice.order_id IS 'The order of the refused line';
COMMENT ON COLUMN shortage_notice.line_id IS 'Tells lines of one order and SKU apart';
COMMENT ON COLUMN shortage_notice.quantity IS 'Units that the refused line asked for';
COMMENT ON COLUMN shortage_notice.started_at IS 'When the line was refused';
COMMENT ON COLUMN shortage_notice.tries IS 'How often it was taken to be sent';
COMMENT ON COLUMN shortage_notice.next_try_at IS 'When it may be taken (again); while one is being sent, when it is given up that its sender will say how it went';
COMMENT ON COLUMN shortage_notice.last_error IS 'Why the last try failed; null when none did';
COMMENT ON COLUMN shortage_notice.sent_at IS 'When it was sent; null while it is not';
