-- What the last audit found. Any node answers for it, whichever runs it.
CREATE TABLE audit (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    id       uuid        NOT NULL,
    state    text        NOT NULL,
    began    timestamptz NOT NULL,
    ended    timestamptz,
    stopping boolean     NOT NULL DEFAULT false,
    report   jsonb       NOT NULL
);
COMMENT ON TABLE audit IS 'The audit that runs, or the last one that did.';
COMMENT ON COLUMN audit.only_row IS 'There is one row';
COMMENT ON COLUMN audit.id IS 'Tells it from the one before';
COMMENT ON COLUMN audit.state IS 'RUNNING, DONE or FAILED; one that is RUNNING and whose lock nobody holds has died';
COMMENT ON COLUMN audit.began IS 'When it was begun';
COMMENT ON COLUMN audit.ended IS 'When it ended; null while it runs';
COMMENT ON COLUMN audit.stopping IS 'Whether somebody wants it to stop';
COMMENT ON COLUMN audit.report IS 'How far it is, and what it has found';
