-- Every type, and names that C++ does not like: what the generator makes of it must compile without a warning.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;

CREATE SCHEMA shop;
CREATE TYPE "Mood" AS ENUM ('sad', 'SAD', '', '4K', 'double', 'so so', 'ganz "toll"', 'back\slash', 'größe', '<=');
CREATE TYPE empty_enum AS ENUM ();
CREATE TYPE shop.mood AS ENUM ('sad', 'glad');
CREATE TYPE place AS (city text, altitude integer, moods "Mood"[], "class" text);
CREATE TYPE studio AS (name text, seat place, branches place[]);
CREATE DOMAIN email AS citext NOT NULL;
CREATE DOMAIN score AS numeric(3, 1);
CREATE DOMAIN digest AS bytea;
CREATE DOMAIN scores AS score[];
CREATE TYPE floatrange AS RANGE (subtype = float8);
CREATE TYPE scorerange AS RANGE (subtype = numeric);

CREATE TABLE every_types (
    a_bool boolean NOT NULL, a_int2 smallint NOT NULL, a_int4 integer NOT NULL, a_int8 bigint NOT NULL,
    a_float4 real NOT NULL, a_float8 double precision NOT NULL, a_numeric numeric NOT NULL, a_money money NOT NULL,
    a_text text NOT NULL, a_varchar varchar(10) NOT NULL, a_bpchar char(3) NOT NULL, a_name name NOT NULL, a_char "char" NOT NULL,
    a_json json NOT NULL, a_jsonb jsonb NOT NULL, a_jsonpath jsonpath NOT NULL, a_xml xml NOT NULL,
    a_bytea bytea NOT NULL, a_bit bit(3) NOT NULL, a_varbit bit varying NOT NULL, a_uuid uuid NOT NULL,
    a_date date NOT NULL, a_time time NOT NULL, a_timetz timetz NOT NULL, a_timestamp timestamp NOT NULL,
    a_timestamptz timestamptz NOT NULL, a_interval interval NOT NULL,
    a_inet inet NOT NULL, a_cidr cidr NOT NULL, a_macaddr macaddr NOT NULL, a_macaddr8 macaddr8 NOT NULL,
    a_point point NOT NULL, a_line line NOT NULL, a_lseg lseg NOT NULL, a_box box NOT NULL, a_path path NOT NULL,
    a_polygon polygon NOT NULL, a_circle circle NOT NULL,
    a_int4range int4range NOT NULL, a_numrange numrange NOT NULL, a_daterange daterange NOT NULL, a_tstzrange tstzrange NOT NULL,
    a_int8multirange int8multirange NOT NULL, a_tsmultirange tsmultirange NOT NULL,
    a_tsvector tsvector NOT NULL, a_tsquery tsquery NOT NULL, a_oid oid NOT NULL, a_xid8 xid8 NOT NULL, a_tid tid NOT NULL,
    a_pg_lsn pg_lsn NOT NULL, a_regclass regclass NOT NULL, a_oidvector oidvector NOT NULL,
    a_citext citext NOT NULL, a_hstore hstore NOT NULL, a_ltree ltree NOT NULL,
    a_mood "Mood" NOT NULL, a_empty empty_enum, a_place place NOT NULL, a_studio studio NOT NULL,
    a_email email, a_score score NOT NULL, a_digest digest NOT NULL, a_floatrange floatrange NOT NULL, a_floatmultirange floatmultirange NOT NULL,
    a_scorerange scorerange NOT NULL
);
CREATE TABLE every_null (
    a_bool boolean, a_int8 bigint, a_numeric numeric, a_text text, a_jsonb jsonb, a_bytea bytea, a_uuid uuid, a_timestamptz timestamptz,
    a_interval interval, a_inet inet, a_box box, a_daterange daterange, a_hstore hstore, a_mood "Mood", a_studio studio, a_score score,
    a_digest digest, a_floatrange floatrange, a_char "char", a_lsn pg_lsn
);
CREATE TABLE every_array (
    a_bool boolean[], a_int4 integer[] NOT NULL, grid integer[][] NOT NULL, cube boolean[][][], a_text text[], a_bytea bytea[], a_uuid uuid[],
    moods "Mood"[], places place[], studios studio[] NOT NULL, scores scores, floatranges floatrange[], ranges daterange[], json jsonb[],
    rows every_null[]
);

CREATE TABLE "class" (
    "int" integer NOT NULL, "delete" text, "this" text, "operator" text, "NULL" text, "errno" integer, "major" integer, "2fa" boolean,
    "über" text, "a b" text, "a-c" text, "std" text, "pgscribe" text, "executor_" text, "_Leading" text, "trailing_" text, "two__under" text,
    "row" text, "value" text, "self" text, "unix" integer, "assert" integer, "emit" integer
);
COMMENT ON TABLE "class" IS 'Ends in a backslash \';
COMMENT ON COLUMN "class"."int" IS E'First line.\nSecond line with */ and // and ??/\n\n   Indented.';
CREATE TABLE "no columns" ();
CREATE TABLE one_column (only_one text NOT NULL);
CREATE TABLE shop.items (id bigint PRIMARY KEY, parent bigint REFERENCES shop.items, mood shop.mood NOT NULL DEFAULT 'sad', price score NOT NULL);
CREATE TABLE a_table_with_a_name_that_is_longer_than_what_fits_comfortably_x (
    a_column_with_a_name_that_is_longer_than_what_fits_into_one_line text[] NOT NULL, id integer PRIMARY KEY
);
CREATE VIEW shop.cheap AS SELECT id, price FROM shop.items WHERE price < 5;
CREATE MATERIALIZED VIEW shop.counts AS SELECT mood, count(*) AS items FROM shop.items GROUP BY mood;
