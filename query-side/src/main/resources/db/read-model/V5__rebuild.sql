-- A view can be made again from the log while the old one goes on serving. Which processor keeps each view is said here;
-- the tables of a new one stand in a schema of their own until they take the place of the old.
DO
$$
    BEGIN
        -- the role may own the schema, and yet not be allowed to make it
        IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'read_model_rebuild') THEN
            CREATE SCHEMA read_model_rebuild;
        END IF;
    END
$$;
COMMENT ON SCHEMA read_model_rebuild IS 'Tables of views that are being made again';

CREATE TABLE view (
    name       text PRIMARY KEY,
    processor  text NOT NULL,
    rebuilding text,
    began      timestamptz,
    rebuilt    timestamptz
);
COMMENT ON TABLE view IS 'Which processor keeps each view.';
COMMENT ON COLUMN view.name IS 'The view';
COMMENT ON COLUMN view.processor IS 'The processor that keeps the tables in read_model; its position is in token_entry';
COMMENT ON COLUMN view.rebuilding IS 'The processor that makes it again, in read_model_rebuild; null when none does';
COMMENT ON COLUMN view.began IS 'When that was begun; null when none does';
COMMENT ON COLUMN view.rebuilt IS 'When a rebuild last took the place of the old one; null when none ever did';
