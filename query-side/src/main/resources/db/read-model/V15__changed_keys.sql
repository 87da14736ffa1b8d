-- Query sides keep answers by key in memory. Whoever changes a row that such an answer is made from, a program of any version
-- or somebody by hand, says so here in the same transaction, by a trigger of the table. Query sides look here what they
-- have to forget.

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

CREATE FUNCTION note_all_kinds() RETURNS void LANGUAGE sql AS $$
    INSERT INTO read_model.changed_keys (kind) VALUES ('BATCH'), ('PRODUCT'), ('ORDER')
$$;

-- Of each trigger, "changed" are the rows of a statement: as they were, or as they are when they were not there.

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

-- A batch that gets another day, or comes with one: which orders have lines on it is not looked up.
CREATE FUNCTION note_days() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO read_model.changed_keys (kind)
    SELECT 'ORDER' FROM changed WHERE TG_OP <> 'INSERT' OR eta IS NOT NULL LIMIT 1;
    RETURN NULL;
END $$;

CREATE FUNCTION note_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM read_model.note_all_kinds();
    RETURN NULL;
END $$;

-- Makes the triggers where they lack, as those of a view that was made again, and notes that anything may have changed.
CREATE FUNCTION note_changes() RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        lacking record;
    BEGIN
        FOR lacking IN
            SELECT relation, function, key_columns
            FROM (VALUES ('batch', 'note_batches', 'reference, sku'), ('product', 'note_products', 'sku'),
                ('allocation', 'note_orders', 'order_id'), ('batch_eta', 'note_days', 'reference'))
                AS noted (relation, function, key_columns)
            WHERE NOT EXISTS (SELECT FROM pg_trigger
                WHERE tgrelid = ('read_model.' || relation)::regclass AND tgname = 'note_none_left')
        LOOP
            EXECUTE format('CREATE TRIGGER note_new AFTER INSERT ON read_model.%I REFERENCING NEW TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION read_model.%I()', lacking.relation, lacking.function);
            EXECUTE format('CREATE TRIGGER note_changed AFTER UPDATE ON read_model.%I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION read_model.%I()', lacking.relation, lacking.function);
            EXECUTE format('CREATE TRIGGER note_gone AFTER DELETE ON read_model.%I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION read_model.%I()', lacking.relation, lacking.function);
            -- no view does that
            EXECUTE format('CREATE TRIGGER note_renamed AFTER UPDATE OF %s ON read_model.%I
                FOR EACH STATEMENT EXECUTE FUNCTION read_model.note_all()', lacking.key_columns, lacking.relation);
            EXECUTE format('CREATE TRIGGER note_none_left AFTER TRUNCATE ON read_model.%I
                FOR EACH STATEMENT EXECUTE FUNCTION read_model.note_all()', lacking.relation);
            PERFORM read_model.note_all_kinds();
        END LOOP;
    END
$$;

SELECT note_changes();
