ALTER TABLE films ADD COLUMN added timestamptz NOT NULL DEFAULT now();
CREATE INDEX CONCURRENTLY films_price_idx ON films (price);
DROP INDEX CONCURRENTLY films_price_idx;
ALTER TABLE films ADD CONSTRAINT films_price_check CHECK (price IS NOT NULL) NOT VALID;
ALTER TABLE films VALIDATE CONSTRAINT films_price_check;
ALTER TABLE films ALTER COLUMN price SET NOT NULL;
ALTER TABLE sales ALTER COLUMN note TYPE varchar(20);
CREATE VIEW titles AS SELECT id, title FROM films;
CREATE TABLE showings (film_id bigint, starts_at timestamptz, price numeric(8, 2));
CREATE INDEX showings_film_idx ON showings (film_id);
ALTER TABLE showings ALTER COLUMN film_id SET NOT NULL;
-- @allow breaking-drop
ALTER TABLE sales DROP COLUMN film_id;
-- @allow breaking-dropped
SELECT 1;
