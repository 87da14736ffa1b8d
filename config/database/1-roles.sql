-- Who may do what. Run by a superuser, in the database of the product, any number of times: by docker-compose.yml when
-- the database is made, by the standalone program at each start. Passwords are set elsewhere.
DO
$$
    DECLARE
        name text;
    BEGIN
        FOREACH name IN ARRAY ARRAY ['allocator_command', 'allocator_query', 'allocator_reader']
            LOOP
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
                    EXECUTE format('CREATE ROLE %I LOGIN', name);
                END IF;
            END LOOP;
    END
$$;

-- The command side: the events are its own.
CREATE SCHEMA IF NOT EXISTS event_store AUTHORIZATION allocator_command;

-- The query side: what it makes of them is its own.
CREATE SCHEMA IF NOT EXISTS read_model AUTHORIZATION allocator_query;
CREATE SCHEMA IF NOT EXISTS read_model_rebuild AUTHORIZATION allocator_query;
-- Its migration needs this, and the role may not make it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The query side's feed: reads the events, those in tables of later versions as well, and can change nothing.
GRANT USAGE ON SCHEMA event_store TO allocator_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA event_store TO allocator_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE allocator_command IN SCHEMA event_store GRANT SELECT ON TABLES TO allocator_reader;
ALTER ROLE allocator_reader SET default_transaction_read_only = on;
