-- The views are shared out among all query sides that are there. A program of the version before, still running, is not
-- counted among them, and keeps what it has.
CREATE TABLE query_side (
    name  text        PRIMARY KEY,
    keeps text[]      NOT NULL,
    began timestamptz NOT NULL DEFAULT now(),
    seen  timestamptz NOT NULL
);
COMMENT ON TABLE query_side IS 'The query sides that run, or ran a moment ago.';
COMMENT ON COLUMN query_side.name IS 'The process, as the owner of segments in token_entry';
COMMENT ON COLUMN query_side.keeps IS 'The views that it can keep, each with the version of its projection, as allocations/1';
COMMENT ON COLUMN query_side.began IS 'When it was first there';
COMMENT ON COLUMN query_side.seen IS 'When it last said that it is';
