-- Whoever takes an index has a transaction id already. A reader who misses an index can so tell from PostgreSQL's
-- snapshots when every transaction that could still bring it has ended, and need not guess by age. An identity column
-- allows no expression: the sequence is made anew, and goes on where it was.

ALTER TABLE domain_event ALTER COLUMN global_index DROP IDENTITY;
CREATE SEQUENCE domain_event_index OWNED BY domain_event.global_index;
SELECT setval('domain_event_index', coalesce(max(global_index), 0) + 1, false) FROM domain_event;
-- The sequence is an argument that depends on the transaction id, so the id comes first.
ALTER TABLE domain_event ALTER COLUMN global_index
    SET DEFAULT nextval(CASE WHEN pg_current_xact_id() IS NOT NULL THEN 'domain_event_index'::regclass END);
