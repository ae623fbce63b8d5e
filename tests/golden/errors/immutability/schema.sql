CREATE TABLE t (a int, b text, at timestamptz, day date, tags text[]);
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE FUNCTION inlined(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION unmarked(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';

-- indexes
CREATE INDEX ON t ((random()));
CREATE INDEX ON t ((at::text));
CREATE INDEX ON t ((at::date));
CREATE INDEX ON t (date_trunc('day', at));
CREATE INDEX ON t (date_trunc('day', at AT TIME ZONE 'UTC'));
CREATE INDEX ON t ((at + interval '1 day'));
CREATE INDEX ON t ((day + interval '1 day'));
CREATE INDEX ON t ((b::date));
CREATE INDEX ON t ((b::int));
CREATE INDEX ON t ((b::mood));
CREATE INDEX ON t ((tags::text));
CREATE INDEX ON t ((ARRAY[at]::text[]));
CREATE INDEX ON t ((b || a));
CREATE INDEX ON t ((b || at));
CREATE INDEX ON t ((concat(b, a)));
CREATE INDEX ON t (to_tsvector(b));
CREATE INDEX ON t (to_tsvector('english', b));
CREATE INDEX ON t (a) WHERE at > now();
CREATE UNIQUE INDEX ON t (a) WHERE b = current_user;
CREATE INDEX ON t (inlined(a));
CREATE INDEX ON t (unmarked(a));
ALTER FUNCTION unmarked(int) IMMUTABLE;
CREATE INDEX ON t (unmarked(a));
CREATE TABLE excluded (a int, at timestamptz, EXCLUDE USING btree ((at::text) WITH =));
CREATE TABLE excluded (a int, at timestamptz, EXCLUDE USING btree (a WITH =) WHERE (at > now()));

-- generated columns
CREATE TABLE generated (a int, b text GENERATED ALWAYS AS (now()::text) STORED);
CREATE TABLE generated (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE generated ADD COLUMN c text GENERATED ALWAYS AS (a::text || current_date) STORED;

-- partition keys
CREATE TABLE parted (a int, at timestamptz) PARTITION BY LIST ((random()));
CREATE TABLE parted (a int, at timestamptz) PARTITION BY RANGE (date_trunc('day', at));
CREATE TABLE parted (a int, at timestamptz) PARTITION BY LIST ((1));
CREATE TABLE parted (a int, at timestamptz) PARTITION BY LIST (ctid);
CREATE TABLE parted (a int, at timestamptz) PARTITION BY LIST (a, at);
CREATE TABLE parted (a int, b int GENERATED ALWAYS AS (a) STORED) PARTITION BY LIST (b);
CREATE TABLE parted (a int, b int GENERATED ALWAYS AS (a) STORED) PARTITION BY LIST ((b + 1));
CREATE TABLE parted (a int, b text) PARTITION BY LIST (lower(b));
