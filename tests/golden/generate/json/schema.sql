CREATE EXTENSION hstore;
CREATE TYPE mood AS ENUM ('sad', 'so "so"', 'glad');
CREATE TYPE place AS (city text, altitude integer);
CREATE DOMAIN cents AS bigint;
CREATE DOMAIN document AS jsonb;
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, placed_at timestamptz NOT NULL, note text);
CREATE TABLE order_lines (
    order_id bigint NOT NULL REFERENCES orders,
    line     integer NOT NULL,
    product  text NOT NULL,
    price    numeric NOT NULL,
    discount numeric,
    settings jsonb NOT NULL,
    PRIMARY KEY (order_id, line)
);
CREATE TABLE samples (
    id           integer PRIMARY KEY,
    a_boolean    boolean,
    a_smallint   smallint,
    a_bigint     bigint,
    a_real       real,
    a_double     double precision,
    a_numeric    numeric,
    a_text       text,
    a_char       char(5),
    a_byte       "char",
    a_name       name,
    some_bytes   bytea,
    a_date       date,
    a_timestamp  timestamp,
    an_instant   timestamptz,
    a_time       time,
    a_timetz     timetz,
    an_interval  interval,
    a_uuid       uuid,
    an_oid       oid,
    a_document   json,
    b_document   jsonb,
    c_document   document,
    some_bits    bit varying,
    an_address   inet,
    a_network    cidr,
    some_money   money,
    a_point      point,
    a_box        box,
    a_range      int4range,
    a_period     tstzrange,
    some_ranges  int4multirange,
    a_mood       mood,
    an_amount    cents,
    a_place      place,
    some_pairs   hstore,
    some_numbers integer[],
    a_matrix     integer[][],
    some_texts   text[],
    some_times   timestamptz[],
    some_moods   mood[],
    some_places  place[],
    some_jsons   jsonb[],
    a_vector     int2vector
);
