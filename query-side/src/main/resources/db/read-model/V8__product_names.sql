-- Names of SKUs stand apart from their figures, to be searched by parts: a name comes once and stays, while the figures
-- change with every line, and each change of a row brought all its trigrams anew.

CREATE TABLE product_name (
    sku text COLLATE "C" PRIMARY KEY
);
COMMENT ON TABLE product_name IS 'View products: the known SKUs, to be searched by parts.';
COMMENT ON COLUMN product_name.sku IS 'What is sold';
INSERT INTO product_name SELECT sku FROM product;

-- Letters of all scripts in either case, as before. Nothing is put off for a later VACUUM: there are few new names.
DROP INDEX product_part;
CREATE INDEX product_name_part ON product_name USING gin ((sku COLLATE pg_c_utf8) gin_trgm_ops) WITH (fastupdate = off);

-- None of the columns that lines change is indexed here: with room in its page, a changed row needs no index entries.
ALTER TABLE batch SET (fillfactor = 50);
