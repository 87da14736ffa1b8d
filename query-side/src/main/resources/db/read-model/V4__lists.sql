-- Indexes for lists.

-- The open lines of all SKUs: few among all that there ever were.
CREATE INDEX allocation_open ON allocation (accepted) WHERE status <> 'SHIPPED';

-- Letters of all scripts in either case: by collation C, É and é are no two cases of one letter.
DROP INDEX product_part;
CREATE INDEX product_part ON product USING gin ((sku COLLATE pg_c_utf8) gin_trgm_ops);
