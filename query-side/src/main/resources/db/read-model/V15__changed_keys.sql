-- Query sides keep answers by key in memory. Whoever changes a row that such an answer is made from, a program of any version
-- or somebody by hand, says so here in the same transaction, by a trigger of the table; before a kept answer is given,
-- it is looked up here whether it still holds. But a program of the version before, still running, takes the triggers away
-- when it lets a view that was made again take the place of the old one: none may be made again meanwhile.

CREATE TABLE changed_keys (
    transaction xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind        text        NOT NULL,
    keys        text[] COLLATE "C"
);
CREATE INDEX changed_keys_transaction ON changed_keys (transaction);
COMMENT ON TABLE changed_keys IS 'Which answers by key the transactions of the last seconds have changed.';
COMMENT ON COLUMN changed_keys.transaction IS 'Which transaction it was: whether a snapshot sees its rows can be told from that';
COMMENT ON COLUMN changed_keys.at IS 'About when; to tell what is old';
COMMENT ON COLUMN changed_keys.kind IS 'BATCH, by its reference; PRODUCT, by its SKU; ORDER, by its id';
COMMENT ON COLUMN changed_keys.keys IS 'Which of them; null when it may be any';

-- One is always there: what is older has been deleted.
INSERT INTO changed_keys (kind, keys) VALUES ('BATCH', '{}');

-- Of each, "changed" are the rows of a statement: as they were, or as they are when they were not there.

CREATE FUNCTION note_batches() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO read_model.changed_keys (kind, keys)
    SELECT 'BATCH', array_agg(reference) FROM changed HAVING count(*) > 0
    UNION ALL
    SELECT 'PRODUCT', array_agg(DISTINCT sku) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE FUNCTION note_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO read_model.changed_keys (kind, keys)
    SELECT 'PRODUCT', array_agg(sku) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE FUNCTION note_orders() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO read_model.changed_keys (kind, keys)
    SELECT 'ORDER', array_agg(DISTINCT order_id) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;

-- A batch that gets another day: which orders have lines on it is not looked up.
CREATE FUNCTION note_all_orders() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO read_model.changed_keys (kind) SELECT 'ORDER' FROM changed LIMIT 1;
    RETURN NULL;
END $$;

CREATE FUNCTION note_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO read_model.changed_keys (kind) VALUES ('BATCH'), ('PRODUCT'), ('ORDER');
    RETURN NULL;
END $$;

DO $$
    DECLARE
        noted record;
    BEGIN
        FOR noted IN SELECT * FROM (VALUES ('batch', 'note_batches'), ('product', 'note_products'),
            ('allocation', 'note_orders'), ('batch_eta', 'note_all_orders')) AS function (relation, name)
        LOOP
            EXECUTE format('CREATE TRIGGER note_new AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted.relation, noted.name);
            EXECUTE format('CREATE TRIGGER note_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted.relation, noted.name);
            EXECUTE format('CREATE TRIGGER note_gone AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted.relation, noted.name);
            EXECUTE format('CREATE TRIGGER note_none_left AFTER TRUNCATE ON %I
                FOR EACH STATEMENT EXECUTE FUNCTION note_all()', noted.relation);
        END LOOP;
    END
$$;
-- A new batch has no lines on it.
DROP TRIGGER note_new ON batch_eta;
